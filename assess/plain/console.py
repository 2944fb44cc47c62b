"""Ask and tell on standard input and output, in whole lines, whether or not a terminal is behind them."""

from __future__ import annotations

import sys

from assess.terminal import screen
from reports.text.lines import wrap


def tell(text: str) -> None:
    """Print a paragraph in whole words, one cell narrower than the terminal."""
    columns = screen(sys.stdout).columns - 1
    for line in wrap(text, columns):
        print(line, flush=True)


def ask(prompt: str) -> str:
    """Return the line that is typed after a prompt; raises EOFError at the end of the input."""
    if not sys.stdin.isatty():
        tell(prompt)  # nobody's return key ends the line
        return input()
    columns = screen(sys.stdout).columns - 1
    *lines, last = wrap(prompt, columns)
    for line in lines:
        print(line, flush=True)
    return input(f"{last} ")
