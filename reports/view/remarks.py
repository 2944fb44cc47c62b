"""The organiser's own words: on the front page, on a page of their own, and under the pages they are about."""

from __future__ import annotations

from math import inf

import msgspec

from questionnaires.rules import COVER, GENERAL, PAGES
from reports.charts.lettering import line_count
from reports.view.material import Head, Material, own_words, shortened
from reports.view.prose import Passage, plain_text, prose

COVER_CHARACTERS, COVER_LINES = 600, 6  # of each text on the front page; what is longer is no front page any more
HEADING_CHARACTERS = 60  # of the organisation's name
CONTENTS_LINE = 13.0  # mm; what a page more takes in the table of contents, at most

_COVER = (150.0, 9.0, 4.6, 1.5, 4.0)  # of the look of each text: width mm, type pt, line mm, gap mm, room above mm
_REMARK = (166.0, 7.75, 3.75, 1.5, 12.0)


class RemarksPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the organiser wants to say about this run."""

    head: Head
    passages: tuple[Passage, ...]


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
    return {page: passages for page in PAGES if (passages := prose(_typed(material, page)))}


def build(material: Material, passages: tuple[Passage, ...]) -> RemarksPage | None:
    """Return the page of what does not fit on the front page; None where all of it does, or nothing was said."""
    if not passages:
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
        passages=passages,
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
