"""The cover: what this is, of whom, and the whole report in its headings."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from questionnaires.language import Words
from reports import sentences
from reports.charts.staff import Staff
from reports.brand import Logo
from reports.edition import Edition
from reports.view import remarks
from reports.view.answer import figures, staff_of
from reports.view.material import Fact, Head, Material
from reports.view.prose import Passage


class ContentsLine(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the report with its message."""

    anchor: str
    number: str
    title: str
    heading: str


class Maker(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes the report, as the front page tells; `logo_text` says what the logo shows."""

    name: str
    contact: str
    logo: Logo | None
    logo_text: str


class ContentsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The cover with the table of contents; `text` is about the run, `cover` and `remark` are the organiser's own."""

    maker: Maker | None

    title: str
    organisation: str
    text: str
    one_view: str
    cover: tuple[Passage, ...]
    staff: Staff
    low: Fact | None
    high: Fact | None
    remark_title: str
    remark: tuple[Passage, ...]
    contents_title: str
    lines: tuple[ContentsLine, ...]
    page: str


def build(material: Material, heads: Sequence[Head], edition: Edition) -> ContentsPage:
    """Return the cover of an edition with these pages."""
    words, n = material.words, material.people
    low, high = figures(material)
    said = remarks.front_page(material)
    confidence = sentences.confidence_value(material.scorecard.overall.confidence.value, words)
    return ContentsPage(
        title=material.text(material.questionnaire.title),
        maker=_maker(edition, words),
        organisation=words("Anonymous edition") if edition.anonymous else material.organisation,
        text=words(
            "{date} · {mode} · {people} · confidence {confidence}",
            date=words.date(material.responses.date),
            mode=material.mode,
            people=sentences.respondent_count(n, words),
            confidence=confidence,
        ),
        one_view=sentences.one_view(words) if material.is_one_view else "",
        cover=said.cover,
        staff=staff_of(material),
        low=low,
        high=high,
        remark_title=words("The organiser’s remarks") if said.general else "",
        remark=said.general,
        contents_title=words("The report in {count} sentences", count=words.count(len(heads))),
        lines=tuple(
            ContentsLine(anchor=head.anchor, number=str(number), title=head.title, heading=head.heading)
            for number, head in enumerate(heads, 1)
        ),
        page=words("page"),
    )


def _maker(edition: Edition, words: Words) -> Maker | None:
    """Return who makes the report; None where the brand tells nothing but colours."""
    brand = edition.brand
    if not (brand.name or brand.contact or brand.logo):
        return None
    return Maker(
        name=brand.name,
        contact=brand.contact,
        logo=brand.logo,
        logo_text=words("Logo of {name}", name=brand.name) if brand.name else words("Logo"),
    )
