"""Give each piece of a line its weight: bold, the colour of reality, the colour of ambition."""

from __future__ import annotations

from typing import NamedTuple

from reports.text.lines import Line, Weight, visible


class Ink(NamedTuple):
    """What a terminal writes before a piece of each weight; empty where it shows no weight."""

    strong: str = ""
    reality: str = ""
    ambition: str = ""


END = "\x1b[0m"
NO_INK = Ink()
BOLD = Ink("\x1b[1m", "\x1b[1m", "")
COLOURS = Ink("\x1b[1m", "\x1b[1;38;5;31m", "\x1b[38;5;130m")  # exact in 256 colours, readable on white and on black


def painted(line: Line, ink: Ink) -> str:
    """Return a line with the codes that give each piece its weight."""
    starts: dict[Weight, str] = {"": "", "strong": ink.strong, "reality": ink.reality, "ambition": ink.ambition}
    texts = ((starts[span.weight], visible(span.text)) for span in line)
    text = "".join(f"{start}{said}{END}" if start else said for start, said in texts)
    return text.rstrip(" ")
