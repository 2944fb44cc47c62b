"""The one view of a run: every label and number of the report is decided here, whatever its form."""

from __future__ import annotations

import msgspec

from questionnaires.language import Words
from questionnaires.model import Language, Questionnaire
from questionnaires.responses import Responses
from reports.brand import Brand
from reports.edition import EVERYTHING, Edition
from reports.view import (
    answer,
    answers,
    capabilities,
    cards,
    contents,
    differences,
    domain,
    figures,
    left_out,
    method,
    reading,
    remarks,
    retelling,
    roadmap,
    screen,
)
from reports.view.answer import AnswerPage
from reports.view.answers import AnswersPage
from reports.view.capabilities import CapabilitiesPage
from reports.view.cards import CardsPage
from reports.view.contents import ContentsPage
from reports.view.differences import DifferencesPage
from reports.view.domain import DomainPage
from reports.view.figures import Figures
from reports.view.left_out import LeftOutPage
from reports.view.material import Material, shortened
from reports.view.method import MethodPage
from reports.view.reading import ReadingPage
from reports.view.remarks import RemarksPage
from reports.view.retelling import Retelling
from reports.view.roadmap import RoadmapPage
from reports.view.screen import Screen
from scoring.roadmap.model import Roadmap
from scoring.scorecard import Scorecard

FOOTER_CHARACTERS, TITLE_CHARACTERS = 60, 100  # of the organisation's name; the cover has all of it


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """Words that every page shares: the two ends of its foot, and the text alternative of a scale."""

    foot_left: str
    foot_right: str
    page: str
    of: str
    scale: str


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """All that a report says, page by page. A page is None where a run has nothing to say on it.

    `created` is the date of the run (ISO 8601), so that the same input gives the same report.
    """

    language: Language
    title: str
    organisation: str
    subject: str
    created: str
    labels: Labels
    brand: Brand
    contents: ContentsPage
    answer: AnswerPage
    roadmap: RoadmapPage
    remarks: RemarksPage | None
    reading: ReadingPage
    capabilities: CapabilitiesPage
    domains: tuple[DomainPage, ...]
    differences: DifferencesPage | None
    cards: CardsPage | None
    left_out: LeftOutPage | None
    answers: AnswersPage
    method: MethodPage
    figures: Figures
    screen: Screen
    retelling: Retelling

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
) -> ReportView:
    """Return the report of a run in the language of `words`, as the edition asks for it."""
    material = Material(questionnaire, responses, scorecard, roadmap_, words)
    the_answer, the_roadmap, said = answer.build(material), roadmap.build(material), remarks.build(material)
    how_to_read, by_capability = reading.build(material), capabilities.build(material)
    domains = tuple(domain.build(material, each) for each in questionnaire.domains)
    differing, all_cards, outside = differences.build(material), cards.build(material), left_out.build(material)
    all_answers, the_method = answers.build(material), method.build(material)
    pages = (
        the_answer, the_roadmap, said, how_to_read, by_capability, *domains, differing, all_cards, outside, all_answers,
        the_method,
    )  # fmt: skip
    name = shortened(material.organisation, TITLE_CHARACTERS)
    return ReportView(
        language=words.language,
        title=f"{material.text(questionnaire.title)} {name}",
        organisation=name,
        subject=the_answer.head.heading,
        created=responses.date,
        labels=_labels(material),
        brand=edition.brand,
        contents=contents.build(material, [page.head for page in pages if page is not None]),
        answer=the_answer,
        roadmap=the_roadmap,
        remarks=said,
        reading=how_to_read,
        capabilities=by_capability,
        domains=domains,
        differences=differing,
        cards=all_cards,
        left_out=outside,
        answers=all_answers,
        method=the_method,
        figures=figures.build(material),
        screen=screen.build(material),
        retelling=retelling.build(material),
    )


def _labels(material: Material) -> Labels:
    words = material.words
    name = shortened(material.organisation, FOOTER_CHARACTERS)
    return Labels(
        foot_left=f"{name} · {material.text(material.questionnaire.title)}",
        foot_right=words("run of {date}", date=words.date(material.responses.date)),
        page=words("page"),
        of=words("of"),
        scale=words("Scale of level 1 to 5"),
    )
