"""Name what is asked before the interview, whatever it is asked on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from questionnaires.language import Words
from reports.marks import Marks
from reports.text.lines import Lines

T = TypeVar("T")

Check = Callable[[str], str | None]
"""Says what is wrong with a typed text; None where nothing is."""


class Asker(Protocol):
    """A place to say and ask things; each question raises KeyboardInterrupt or EOFError where the person stops."""

    @property
    def marks(self) -> Marks:
        """The signs that can be seen there."""

    @property
    def columns(self) -> int: ...

    def say(self, text: str, *, strong: bool = False) -> None:
        """Print a paragraph."""

    def draw(self, lines: Lines) -> None:
        """Print a drawing, or blank lines, where they can be seen."""

    def text(self, question: str, check: Check, words: Words) -> str:
        """Return what was typed, once nothing is wrong with it."""

    def choose(self, question: str, options: Sequence[tuple[T, str]], words: Words) -> T:
        """Return the value of the option that was chosen; the first is pointed at."""
