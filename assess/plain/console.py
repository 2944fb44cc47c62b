"""Ask and tell on standard input and output, in whole lines, whether or not a terminal is behind them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from assess.plain.meaning import STOP
from assess.plain.texts import numbered
from assess.terminal import screen
from reports.marks import ASCII
from reports.text.lines import wrap

if TYPE_CHECKING:
    from assess.asking import Check
    from questionnaires.language import Words
    from reports.marks import Marks
    from reports.text.lines import Lines

T = TypeVar("T")


def tell(text: str) -> None:
    """Print a paragraph in whole words, one cell narrower than the terminal."""
    for line in wrap(text, screen(sys.stdout).columns - 1):
        print(line, flush=True)


def ask(prompt: str) -> str:
    """Return the line that is typed after a prompt; raises EOFError at the end of the input."""
    *lines, last = wrap(prompt, screen(sys.stdout).columns - 1)
    for line in lines:
        print(line, flush=True)
    if sys.stdin.isatty():
        return input(f"{last} ")
    print(last, flush=True)  # nobody's return key ends the line
    return input()


class PlainAsker:
    """Questions in plain lines; drawings are left out."""

    @property
    def marks(self) -> Marks:
        return ASCII

    @property
    def columns(self) -> int:
        return screen(sys.stdout).columns

    def say(self, text: str, *, strong: bool = False) -> None:  # noqa: ARG002 (plain lines have no weights)
        tell(text)

    def draw(self, lines: Lines) -> None:
        """Print nothing."""

    def text(self, question: str, check: Check, words: Words) -> str:  # noqa: ARG002 (the question has its words)
        while True:
            typed = _typed(question)
            wrong = check(typed)
            if wrong is None:
                return typed
            tell(wrong)

    def choose(self, question: str, options: Sequence[tuple[T, str]], words: Words) -> T:
        tell(question)
        for text in numbered(label for _, label in options):
            tell(text)
        while True:
            typed = _typed(words("Choice 1 to {last}", last=len(options)) + ":")
            if typed.isdecimal() and 1 <= int(typed) <= len(options):
                return options[int(typed) - 1][0]
            tell(words("Type a number from 1 to {last}, or stop.", last=len(options)))


def _typed(prompt: str) -> str:
    typed = ask(prompt).strip()
    if typed.lower() == STOP:
        raise KeyboardInterrupt
    return typed
