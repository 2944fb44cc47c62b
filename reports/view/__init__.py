"""The one view of a run: every label and number of the report is decided here, whatever its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from questionnaires.language import Words
from questionnaires.model import Language, Questionnaire
from questionnaires.responses import Responses
from reports.brand import Brand
from reports.edition import EVERYTHING, Edition
from reports.view import (
    anonymous,
    answer,
    answers,
    capabilities,
    cards,
    contents,
    differences,
    domain,
    feasibility,
    figures,
    followed_up,
    left_out,
    method,
    outlook,
    priority,
    provenance,
    reading,
    record,
    remarks,
    retelling,
    roadmap,
    screen,
    slides,
)
from reports.view import since as last_time
from reports.view.answer import AnswerPage
from reports.view.answers import AnswersPage
from reports.view.capabilities import CapabilitiesPage
from reports.view.cards import CardsPage
from reports.view.contents import ContentsPage
from reports.view.differences import DifferencesPage
from reports.view.domain import DomainPage
from reports.view.feasibility import FeasibilityPage
from reports.view.figures import Figures
from reports.view.followed_up import FollowedUpPage
from reports.view.left_out import LeftOutPage
from reports.view.linking import places, within
from reports.view.material import Material, shortened
from reports.view.method import MethodPage
from reports.view.outlook import OutlookPage
from reports.view.priority import PriorityPage
from reports.view.prose import Passage
from reports.view.provenance import Provenance
from reports.view.reading import ReadingPage
from reports.view.record import Record
from reports.view.remarks import RemarksPage
from reports.view.retelling import Retelling
from reports.view.roadmap import RoadmapPage
from reports.view.screen import Screen
from reports.view.since import SincePage
from reports.view.slides import Deck
from scoring.roadmap.model import Roadmap
from scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from scoring.change.since import Since
    from scoring.roadmap.analysis.model import Analysis

FOOTER_CHARACTERS, TITLE_CHARACTERS = 60, 100  # of the organisation's name; the cover has more


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """Words that every page shares: the two ends of its foot, the title of remarks, the text alternative of a scale."""

    foot_left: str
    foot_right: str
    page: str
    of: str
    scale: str
    remarks: str


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """All that a report says, page by page. A page is None where a run has nothing to say on it, or for these readers.

    `created` is the date of the run (ISO 8601), so that the same input gives the same report. `page_remarks` is what
    the organiser says about pages, by their names here. `typed_in` is the language of all that people typed, empty
    where it is that of the report. An empty anchor leads nowhere: its text is no link.
    """

    language: Language
    typed_in: str
    title: str
    organisation: str
    subject: str
    created: str
    labels: Labels
    provenance: Provenance
    brand: Brand
    contents: ContentsPage
    answer: AnswerPage
    roadmap: RoadmapPage
    since: SincePage | None
    outlook: OutlookPage | None
    feasibility: FeasibilityPage | None
    followed_up: FollowedUpPage | None
    remarks: RemarksPage | None
    page_remarks: dict[str, tuple[Passage, ...]]
    reading: ReadingPage | None
    capabilities: CapabilitiesPage | None
    priority: PriorityPage | None
    domains: tuple[DomainPage, ...]
    differences: DifferencesPage | None
    cards: CardsPage | None
    left_out: LeftOutPage | None
    answers: AnswersPage | None
    method: MethodPage
    figures: Figures
    record: Record
    screen: Screen
    retelling: Retelling
    slides: Deck

    @property
    def author(self) -> str:
        """Return who makes the report: as the brand says, else the organisation."""
        return self.brand.name or self.organisation

    @property
    def numbers(self) -> dict[str, str]:
        """Return the number of each page by its anchor."""
        return {line.anchor: line.number for line in self.contents.lines}


def build_view(
    questionnaire: Questionnaire,
    responses: Responses,
    scorecard: Scorecard,
    roadmap_: Roadmap,
    words: Words,
    *,
    edition: Edition = EVERYTHING,
    analysis: Analysis | None = None,
    since: Since | None = None,
) -> ReportView:
    """Return the report of a run in the language of `words`, as the edition asks for it.

    `analysis` is that of this roadmap; without one the report says nothing of what is feasible.
    `since` is this run beside the one before it; without one the report says nothing of what changed.
    """
    if edition.anonymous:
        signed, name = edition.brand, responses.organisation
        edition = msgspec.structs.replace(edition, brand=anonymous.unsigned(signed, name, words))
        responses = anonymous.without_organisation(responses, words)
        since = anonymous.without_whose(since, words) if since is not None else None
    material = Material(questionnaire, responses, scorecard, roadmap_, words, analysis, since)
    shows = edition.shows
    the_answer, the_roadmap = answer.build(material), roadmap.build(material)
    changed = last_time.build(material) if shows("since") else None
    brings = outlook.build(material) if shows("outlook") else None
    reachable = feasibility.build(material) if shows("feasibility") else None
    became = followed_up.build(material) if shows("followed_up") else None
    how_to_read = reading.build(material) if shows("reading") else None
    by_capability = capabilities.build(material) if shows("capabilities") else None
    comes_first = priority.build(material) if shows("priority") else None
    every_domain = tuple(domain.build(material, each) for each in questionnaire.domains)
    domains = every_domain if shows("domains") else ()
    differing = differences.build(material) if shows("differences") else None
    all_cards = cards.build(material) if shows("cards") else None
    outside = left_out.build(material) if shows("left_out") else None
    all_answers = answers.build(material) if shows("answers") else None
    the_method = method.build(material, is_brief=edition.is_brief)
    first = [page.head for page in (the_answer, the_roadmap, changed, brings, reachable, became) if page is not None]
    then = [
        page.head
        for page in (
            how_to_read, by_capability, comes_first, *domains, differing, all_cards, outside, all_answers, the_method,
        )
        if page is not None
    ]  # fmt: skip
    front = remarks.front_page(material, contents.room(material, [*first, *then], edition))
    said = remarks.build(material, front.elsewhere, (the_answer.head, the_roadmap.head))
    heads = [*first, *([said.head] if said else []), *then]
    title, name = material.text(questionnaire.title), shortened(material.organisation, TITLE_CHARACTERS)
    labels, made_with = _labels(material, edition), provenance.build(material)
    view = ReportView(
        language=words.language,
        typed_in=responses.language if responses.language != words.language else "",
        title=title if edition.anonymous else f"{title} {name}",
        organisation=name,
        subject=the_answer.head.heading,
        created=responses.date,
        labels=labels,
        provenance=made_with,
        brand=edition.brand,
        contents=contents.build(material, heads, edition, front),
        answer=the_answer,
        roadmap=the_roadmap,
        since=changed,
        outlook=brings,
        feasibility=reachable,
        followed_up=became,
        remarks=said,
        page_remarks=remarks.by_page(material),
        reading=how_to_read,
        capabilities=by_capability,
        priority=comes_first,
        domains=domains,
        differences=differing,
        cards=all_cards,
        left_out=outside,
        answers=all_answers,
        method=the_method,
        figures=figures.build(material),
        record=record.build(material),
        screen=screen.build(material),
        retelling=retelling.build(material),
        slides=slides.build(
            material,
            edition.brand,
            made_with,
            foot=(labels.foot_left, labels.foot_right),
            pages=(the_answer, the_roadmap, every_domain),
            heads=heads,
        ),
    )
    return _without_onward(within(view, frozenset(places(view))))


def _without_onward(view: ReportView) -> ReportView:
    """Return a view that sends nobody on to a page which is not there."""
    the_answer, the_roadmap = view.answer, view.roadmap
    onward = tuple(link for link in the_answer.onward if link.anchor)
    further = the_roadmap.left_out_onward
    return msgspec.structs.replace(
        view,
        answer=msgspec.structs.replace(the_answer, onward=onward),
        roadmap=msgspec.structs.replace(
            the_roadmap, left_out_onward=further if further is not None and further.anchor else None
        ),
    )


def _labels(material: Material, edition: Edition) -> Labels:
    words = material.words
    title = material.text(material.questionnaire.title)
    name = shortened(material.organisation, FOOTER_CHARACTERS)
    whose = title if edition.anonymous else f"{name} · {title}"
    footer = shortened(edition.brand.footer, FOOTER_CHARACTERS)
    return Labels(
        foot_left=f"{whose} · {footer}" if footer else whose,
        foot_right=words("run of {date}", date=words.date(material.responses.date)),
        page=words("page"),
        of=words("of"),
        scale=words("Scale of level 1 to 5"),
        remarks=words("The organiser’s remarks"),
    )
