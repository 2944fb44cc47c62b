"""The cover: what this is, of whom, and the whole report in its headings."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from reports import sentences
from reports.charts.staff import Staff
from reports.view import remarks
from reports.view.answer import figures, staff_of
from reports.view.domain import paragraphs
from reports.view.material import Fact, Head, Material


class ContentsLine(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the report with its message."""

    anchor: str
    number: str
    title: str
    heading: str


class ContentsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The cover with the table of contents."""

    title: str
    organisation: str
    text: str
    one_view: str
    staff: Staff
    low: Fact | None
    high: Fact | None
    remark_title: str
    remark: tuple[str, ...]
    contents_title: str
    lines: tuple[ContentsLine, ...]
    page: str


def build(material: Material, heads: Sequence[Head]) -> ContentsPage:
    """Return the cover of a report with these pages."""
    words, n = material.words, material.people
    low, high = figures(material)
    said = remarks.about_the_whole(material)
    short = said if remarks.fits_on_the_cover(said) else ""
    confidence = sentences.confidence_value(material.scorecard.overall.confidence.value, words)
    return ContentsPage(
        title=material.text(material.questionnaire.title),
        organisation=material.organisation,
        text=words(
            "{date} · {mode} · {people} · confidence {confidence}",
            date=words.date(material.responses.date),
            mode=material.mode,
            people=sentences.respondent_count(n, words),
            confidence=confidence,
        ),
        one_view=sentences.one_view(words) if material.is_one_view else "",
        staff=staff_of(material),
        low=low,
        high=high,
        remark_title=words("The organiser’s remarks") if short else "",
        remark=paragraphs(short),
        contents_title=words("The report in {count} sentences", count=words.count(len(heads))),
        lines=tuple(
            ContentsLine(anchor=head.anchor, number=str(number), title=head.title, heading=head.heading)
            for number, head in enumerate(heads, 1)
        ),
        page=words("page"),
    )
