"""The organiser's own words: on the front page, on a page of their own, and under the pages they are about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import inf

import msgspec

from questionnaires.rules import COVER, GENERAL, PAGES
from reports.charts.lettering import line_count
from reports.view.material import Head, Material, own_words, shortened
from reports.view.prose import Passage, Run, plain_text, prose

COVER_CHARACTERS, COVER_LINES = 600, 6  # of each text on the front page; what is longer is no front page any more
HEADING_CHARACTERS = 60  # of the organisation's name
FULL = ("answer", "roadmap")  # pages that a board reads alone: a remark would spill onto a page with little else
CONTENTS_LINE = 13.0  # mm; what a page more takes in the table of contents, at most

_COVER = (150.0, 9.0, 4.6, 1.5, 4.0)  # of the look of each text: width mm, type pt, line mm, gap mm, room above mm
_REMARK = (166.0, 7.75, 3.75, 1.5, 12.0)


class RemarksPart(msgspec.Struct, frozen=True):
    """What the organiser says about one thing; without a title it is about the whole."""

    title: str
    passages: tuple[Passage, ...]


class RemarksPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the organiser wants to say about this run, and about the two pages before this one that are always full."""

    head: Head
    parts: tuple[RemarksPart, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return all of it as one text, with the titles as headings."""
        titled = (
            (*((Passage("heading", ((Run(part.title),),)),) if part.title else ()), *part.passages)
            for part in self.parts
        )
        return tuple(chain.from_iterable(titled))


class FrontPage(msgspec.Struct, frozen=True):
    """What is said on the front page, and what of it is too long to stand there."""

    cover: tuple[Passage, ...]
    general: tuple[Passage, ...]
    elsewhere: tuple[Passage, ...]


def front_page(material: Material, room: float) -> FrontPage:
    """Return the text of the cover and the remark about the whole, each there if `room` (mm) is enough for it."""
    cover, general = prose(_typed(material, COVER)), prose(_typed(material, GENERAL))
    heights = _height(cover, _COVER), _height(general, _REMARK)
    if sum(heights) <= room:
        return FrontPage(cover, general, ())
    if heights[0] <= room - CONTENTS_LINE:
        return FrontPage(cover, (), general)
    return FrontPage((), (), cover + general)


def by_page(material: Material) -> dict[str, tuple[Passage, ...]]:
    """Return what is said about single pages, by the name of the page in ReportView."""
    return {page: passages for page in PAGES if page not in FULL and (passages := prose(_typed(material, page)))}


def build(material: Material, passages: tuple[Passage, ...], full: Sequence[Head]) -> RemarksPage | None:
    """Return the page of what fits neither on the front page nor on `full` pages; None where nothing is left for it."""
    parts = (
        RemarksPart("", passages),
        *(RemarksPart(head.title, prose(_typed(material, head.anchor))) for head in full),
    )
    parts = tuple(part for part in parts if part.passages)
    if not parts:
        return None
    words = material.words
    return RemarksPage(
        head=Head(
            anchor="remarks",
            title=words("The organiser’s remarks"),
            heading=words(
                "The organiser adds this to the figures of {organisation}.",
                organisation=shortened(material.organisation, HEADING_CHARACTERS),
            ),
        ),
        parts=parts,
    )


def _typed(material: Material, about: str) -> str:
    return own_words(material.responses.remarks.get(about, ""))


def _height(passages: tuple[Passage, ...], look: tuple[float, ...]) -> float:
    """Return the room (mm) that a text takes on the front page; no room is enough where it is too long for it."""
    if not passages:
        return 0.0
    text = plain_text(passages)
    if len(text) > COVER_CHARACTERS or text.count("\n") >= COVER_LINES:
        return inf
    width, points, line, gap, above = look
    lines = sum(line_count(one, width, points) for one in text.split("\n"))
    return above + lines * line + gap * text.count("\n")
