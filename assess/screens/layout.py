"""Fit the parts of a screen in the window: what goes first where it is too high."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import msgspec

from questionnaires.language import Words
from reports.marks import Marks
from reports.text.lines import BLANK, Line, line, strong

WIDEST_TEXT = 86
HIGHEST_STAGE = 30  # rows; on a higher window the keys stay near the text
MARGIN = 1
SENTENCE_COLUMN = 8


class Field(msgspec.Struct, frozen=True):
    """A line to type in, with the text that stands in it at first."""

    label: str
    text: str


class Screen(msgspec.Struct, frozen=True):
    """What a place looks like: lines above the fields, the fields, and lines below them."""

    top: tuple[Line, ...]
    fields: tuple[Field, ...] = ()
    bottom: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, of a screen without fields."""
        return self.top + self.bottom


class Stage(msgspec.Struct, frozen=True):
    """The window that a screen is drawn for, with the signs and the language of it."""

    columns: int
    rows: int
    marks: Marks
    words: Words

    @property
    def width(self) -> int:
        """The cells that text may take, between margins of one."""
        return max(20, min(self.columns - 2 * MARGIN, WIDEST_TEXT))

    @property
    def sentence_width(self) -> int:
        return self.width + MARGIN - SENTENCE_COLUMN

    @property
    def height(self) -> int:
        return min(self.rows, HIGHEST_STAGE)

    @property
    def key_gap(self) -> int:
        return 3 if self.columns >= 80 else 2


class Gap(IntEnum):
    """A blank line before a part, in the order in which they go where the window is too low."""

    NONE = 0
    BETWEEN_SENTENCES = 1
    ABOVE_UNKNOWN = 2
    ABOVE_INSTRUCTION = 3
    ABOVE_KEYS = 4
    ABOVE_QUESTION = 5
    ABOVE_SENTENCES = 6


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Some lines that stay together, with the blank line above them and a shorter form for low windows."""

    lines: tuple[Line, ...]
    gap: Gap = Gap.NONE
    folded: tuple[Line, ...] | None = None
    is_pointed: bool = False

    def drawn(self, gone: Gap, *, fold: bool = False) -> tuple[Line, ...]:
        lines = self.folded if fold and self.folded is not None else self.lines
        return (BLANK, *lines) if self.gap > gone else lines


def fitted(
    stage: Stage, fixed: Sequence[Part], body: Sequence[Part], notice: Sequence[Line], keys: Sequence[Line]
) -> tuple[Line, ...]:
    """Return the lines of a screen, exactly as high as the stage.

    `fixed` stays whatever the height; `body` scrolls where all else has gone, with the pointed part whole in view.
    The notice takes the place of the blank line above the keys, so that nothing moves when it comes.
    """
    height = stage.height - len(keys)
    for fold in (False, True):
        for gone in Gap:
            lines = [line for part in (*fixed, *body) for line in part.drawn(gone, fold=fold)]
            below = max(len(notice), 1 if gone < Gap.ABOVE_KEYS else 0)
            if len(lines) + below <= height:
                blank = height - len(lines) - len(notice)
                return (*lines, *[BLANK] * blank, *notice, *keys)
    still = [line for part in fixed for line in part.drawn(Gap.ABOVE_SENTENCES)]
    room = max(1, height - len(still) - max(1, len(notice)))
    shown, hint = _scrolled(stage, body, room)
    return (*still[: height - 1], *shown, *(notice or hint), *keys)


def _scrolled(stage: Stage, body: Sequence[Part], room: int) -> tuple[list[Line], list[Line]]:
    """Return the part of the body around the pointed one, and a line that says what is out of view."""
    lines: list[Line] = []
    first = last = 0
    for part in body:
        drawn = part.drawn(Gap.ABOVE_SENTENCES, fold=True)
        if part.is_pointed:
            first, last = len(lines), len(lines) + len(drawn)
        lines += drawn
    top = min(max(0, last - room), first)
    above, below = top, max(0, len(lines) - top - room)
    words, marks = stage.words, stage.marks
    hints = [
        *([f"{marks.up} " + words.plural("{n} line above", "{n} lines above", above)] if above else []),
        *([f"{marks.down} " + words.plural("{n} more line", "{n} more lines", below)] if below else []),
    ]
    return lines[top : top + room], [line(" ", strong("   ".join(hints)))]
