"""The cover: what this is, of whom, and the whole report in its headings."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from questionnaires.language import Words
from reports import sentences
from reports.brand import Logo
from reports.charts.lettering import line_count
from reports.charts.staff import Staff
from reports.edition import Edition
from reports.view.answer import figures, staff_of
from reports.view.material import Fact, Head, Material, shortened
from reports.view.prose import Passage
from reports.view.remarks import FrontPage

PAGE_WIDTH, PAGE_HEIGHT = 166.0, 257.5  # mm; some of the height to spare
LEAD_WIDTH, CONTENTS_WIDTH, MAKER_WIDTH = 150.0, 144.0, 68.0
NAME_CHARACTERS = 300  # of the organisation; what is longer is no name
STAFF_HEIGHT = 53.0  # of the staff and the title of the contents, with the room around them
BOLD = 1.06  # how much wider semibold type is


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
    """The cover with the table of contents; `text` is about the run, `cover` and `remark` are the organiser's own.

    `is_full` where its lines only fit on one page when they stand closer together.
    """

    maker: Maker | None
    is_full: bool
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


def build(material: Material, heads: Sequence[Head], edition: Edition, said: FrontPage) -> ContentsPage:
    """Return the cover of an edition with these pages."""
    words = material.words
    low, high = figures(material)
    return ContentsPage(
        title=material.text(material.questionnaire.title),
        maker=_maker(edition, words),
        is_full=room(material, heads, edition) < 0,
        organisation=_whose(material, edition),
        text=_about(material),
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


def room(material: Material, heads: Sequence[Head], edition: Edition) -> float:
    """Return the room (mm) that a front page with these pages has left for what the organiser says."""
    brand = edition.brand
    is_signed = bool(brand.name or brand.contact or brand.logo)
    width = PAGE_WIDTH - (MAKER_WIDTH if is_signed else 0)
    title = material.text(material.questionnaire.title)
    taken = STAFF_HEIGHT + 6.5 * line_count(_whose(material, edition), width, 14)
    taken -= 8 if is_signed else 0
    taken += 12.5 * line_count(title, width, 30) + 8.5 * line_count(_about(material), LEAD_WIDTH, 11)
    if material.is_one_view:
        taken += 3 + 5.5 * line_count(sentences.one_view(material.words), LEAD_WIDTH, 11)
    lines = (line_count(f"{head.title} {head.heading}", CONTENTS_WIDTH / BOLD, 9) for head in heads)
    return PAGE_HEIGHT - taken - sum(3.6 + 4.6 * n for n in lines)


def _whose(material: Material, edition: Edition) -> str:
    return (
        material.words("Anonymous edition") if edition.anonymous else shortened(material.organisation, NAME_CHARACTERS)
    )


def _about(material: Material) -> str:
    words = material.words
    return words(
        "{date} · {mode} · {people} · confidence {confidence}",
        date=words.date(material.responses.date),
        mode=material.mode,
        people=sentences.respondent_count(material.people, words),
        confidence=sentences.confidence_value(material.scorecard.overall.confidence.value, words),
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
