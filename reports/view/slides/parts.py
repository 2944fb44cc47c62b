"""What slides share: a message with the words of its speaker, and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from reports.view.material import Head, Material

_TOGETHER = re.compile(
    r"\b(?:niveau|level|gemiddeld|average|van|from|naar|tot|to|en|and) (?=\d)|\b[A-Z]\d (?=\w)|\b[KQ]\d (?=\d)"
)


class SlideHead(msgspec.Struct, frozen=True, kw_only=True):
    """The top of a slide: its message, and what its speaker can say with where the figures stand in the report."""

    title: str
    notes: tuple[str, ...]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, what it comes to in a few words, and more about it."""

    title: str
    lead: str
    text: str


class Sources(msgspec.Struct, frozen=True):
    """Where the figures of a slide stand in the report of the same edition."""

    material: Material
    heads: tuple[Head, ...]

    def of(self, *anchors: str) -> tuple[str, ...]:
        """Return a sentence that names the sections; none where the edition has not one of them."""
        found = [f"{number} · {head.title}" for number, head in enumerate(self.heads, 1) if head.anchor in set(anchors)]
        words = self.material.words
        return (words("Figures: the report, {sections}.", sections=words.listing(found)),) if found else ()


def unbroken(text: str) -> str:
    """Return a text in which a number stays with its word, and an id with its name."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def spoken(*parts: Iterable[str] | str) -> tuple[str, ...]:
    """Return the paragraphs of a speaker's notes, without empty ones."""
    lines = [line for part in parts for line in ((part,) if isinstance(part, str) else part)]
    return tuple(line for line in lines if line)
