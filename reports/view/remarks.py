"""The organiser's own words about the whole."""

from __future__ import annotations

import msgspec

from reports.view.domain import paragraphs
from reports.view.material import Head, Material, own_words, shortened

COVER_CHARACTERS, COVER_LINES = 600, 6
HEADING_CHARACTERS = 60  # of the organisation's name


class RemarksPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the organiser wants to say about this run."""

    head: Head
    paragraphs: tuple[str, ...]


def about_the_whole(material: Material) -> str:
    """Return what the organiser says about the run as a whole."""
    return own_words(material.responses.remarks.get("general", ""))


def fits_on_the_cover(text: str) -> bool:
    """Say whether a remark is short enough to stand on the cover, so that it needs no page of its own."""
    return len(text) <= COVER_CHARACTERS and text.count("\n") < COVER_LINES


def build(material: Material) -> RemarksPage | None:
    """Return the organiser's remarks where they need a page; None where they stand on the cover, or are none."""
    text = about_the_whole(material)
    if fits_on_the_cover(text):
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
        paragraphs=paragraphs(text),
    )
