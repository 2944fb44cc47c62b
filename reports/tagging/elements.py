"""The parts of a tree of structure: elements, down to the marks that the painter left."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Mark(NamedTuple):
    """A piece of text, or a picture, as it was painted: its page (from 0), its number there, and its place in order."""

    page: int
    number: int
    at: int
    box: Any

    @property
    def is_blank(self) -> bool:
        return not getattr(self.box, "text", "picture").strip()

    @property
    def runs_backwards(self) -> bool:
        """Say whether it holds writing from right to left, which is painted from left to right."""
        return RIGHT_TO_LEFT.search(getattr(self.box, "text", "")) is not None


class Element(msgspec.Struct, eq=False):
    """A structure element, of the HTML element `source`. `headers` names the header cells of a data cell.

    `at` says where in reading order it starts; -1 where it is empty.
    """

    kind: str
    source: Any
    kids: list[Mark | Element]
    language: str = ""
    name: str = ""
    headers: tuple[str, ...] = ()
    at: int = -1

    def __post_init__(self) -> None:
        self.at = min((kid.at for kid in self.kids if kid.at >= 0), default=-1)

    @property
    def first(self) -> Mark | None:
        """Return the first mark in it."""
        for kid in self.kids:
            if (found := kid if isinstance(kid, Mark) else kid.first) is not None:
                return found
        return None

    @property
    def scope(self) -> str:
        """Return for which cells a header cell stands, as HTML says it; empty for any other element."""
        return self.source.get("scope", "col") if self.kind == "TH" else ""

    def takes(self, span: str) -> int:
        """Return how many columns (`colspan`) or rows (`rowspan`) a cell takes."""
        return int(self.source.get(span, 1))


Kid = Mark | Element
