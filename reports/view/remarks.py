"""The organiser's own words: on the front page, on a page of their own, and under the pages they are about."""

from __future__ import annotations

import msgspec

from questionnaires.rules import COVER, GENERAL, PAGES
from reports.view.material import Head, Material, own_words, shortened
from reports.view.prose import Passage, prose

COVER_CHARACTERS, COVER_LINES = 600, 6  # of all that is said on the front page
HEADING_CHARACTERS = 60  # of the organisation's name


class RemarksPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the organiser wants to say about this run."""

    head: Head
    passages: tuple[Passage, ...]


class FrontPage(msgspec.Struct, frozen=True):
    """What is said on the front page, and what of it is too long to stand there."""

    cover: tuple[Passage, ...]
    general: tuple[Passage, ...]
    elsewhere: tuple[Passage, ...]


def front_page(material: Material) -> FrontPage:
    """Return the text of the cover and the remark about the whole, each where there is room for it."""
    cover, general = _typed(material, COVER), _typed(material, GENERAL)
    if not _fits(cover):
        return FrontPage((), (), prose(cover) + prose(general))
    if not _fits(f"{cover}\n{general}".strip()):
        return FrontPage(prose(cover), (), prose(general))
    return FrontPage(prose(cover), prose(general), ())


def by_page(material: Material) -> dict[str, tuple[Passage, ...]]:
    """Return what is said about single pages, by the name of the page in ReportView."""
    return {page: passages for page in PAGES if (passages := prose(_typed(material, page)))}


def build(material: Material) -> RemarksPage | None:
    """Return the organiser's remarks where they need a page; None where they stand on the cover, or are none."""
    passages = front_page(material).elsewhere
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


def _fits(text: str) -> bool:
    """Say whether a text is short enough to stand on the front page."""
    return len(text) <= COVER_CHARACTERS and text.count("\n") < COVER_LINES
