"""Find out what the terminal or file behind a stream can show."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple, TextIO

from reports.marks import SIGNS, Marks, marks_for
from reports.text.ink import BOLD, COLOURS, NO_INK, Ink

DEFAULT_COLUMNS = 80
WINDOWS_WITH_COLOURS = 15063  # the first build of Windows whose console shows 24-bit colours


class Screen(NamedTuple):
    """What lines are made for: so many columns, in these signs, with these weights."""

    columns: int
    marks: Marks
    ink: Ink
    is_terminal: bool


PAPER = Screen(DEFAULT_COLUMNS, SIGNS, NO_INK, is_terminal=False)  # what a text file is like


def screen(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Screen:
    """Return what a stream can show; a pipe is 80 columns wide unless COLUMNS says otherwise."""
    is_terminal = stream.isatty()
    marks = marks_for(stream.encoding, environment.get("TERM"))
    return Screen(columns_of(stream, environment), marks, ink(environment) if is_terminal else NO_INK, is_terminal)


def columns_of(stream: TextIO, environment: Mapping[str, str]) -> int:
    """Return the width of a stream: COLUMNS, else the terminal's, else 80."""
    asked = environment.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    if not stream.isatty():
        return DEFAULT_COLUMNS
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT_COLUMNS
    except (OSError, ValueError):
        return DEFAULT_COLUMNS


def ink(environment: Mapping[str, str]) -> Ink:
    """Return the weights of a terminal: no colour under NO_COLOR or with sixteen, for no hue is readable in all."""
    if environment.get("TERM") == "dumb":
        return NO_INK
    if environment.get("NO_COLOR") or not _has_colours(environment):
        return BOLD
    return COLOURS


def _has_colours(environment: Mapping[str, str]) -> bool:
    """Say whether a terminal shows 256 colours or more."""
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return True
    if sys.platform == "win32":
        return sys.getwindowsversion().build >= WINDOWS_WITH_COLOURS
    return environment.get("TERM", "").endswith(("256color", "-direct", "-kitty"))
