"""What goes into a report file beside its pages: the run, its figures, its roadmap and its questionnaire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from questionnaires import answer_file, catalogue
from questionnaires.pinning import pinned
from reports import figures_file, tables
from reports.publication import Publication, anonymised, published
from reports.roadmap_table import plan_table

if TYPE_CHECKING:
    from questionnaires.language import Words
    from questionnaires.model import Questionnaire
    from questionnaires.responses import Responses
    from scoring.roadmap.model import Roadmap
    from scoring.scorecard import Scorecard

ANSWERS, FIGURES = "answers.yaml", "figures.json"
SCORECARD, ROADMAP, QUESTIONNAIRE = "scorecard.json", "roadmap.json", "questionnaire.json"
YAML, JSON = "application/yaml", "application/json"


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """One file inside a report; `description` says in the report's language what it is."""

    name: str
    description: str
    media_type: str
    content: bytes


class AnswersArePrivate(Exception):
    """Raised where answers of a group were asked for that not everyone agreed to show."""


def of_run(
    questionnaire: Questionnaire,
    responses: Responses,
    scorecard: Scorecard,
    roadmap: Roadmap,
    words: Words,
    *,
    publication: Publication | None = None,
    is_anonymous: bool = False,
    with_answers: bool = False,
) -> tuple[Attachment, ...]:
    """Return what goes into the report of a run; its content follows from the run alone, to the byte.

    Of one respondent that is the answer file; of a group what may be published of it (scoring 4.13), and the answers
    only `with_answers`, in a run in which everyone agreed to be recognised. `publication` is given for a run of which
    only the figures are here. `is_anonymous` takes the organisation out. Raises AnswersArePrivate.
    """
    if with_answers and not may_show_answers(responses, publication):
        raise AnswersArePrivate
    responses = msgspec.structs.replace(responses, tags=())  # by which the organiser finds it, and nobody else
    publication = publication and msgspec.structs.replace(
        publication, header=msgspec.structs.replace(publication.header, tags=())
    )
    if is_anonymous:
        from reports.view.anonymous import without_organisation

        responses = without_organisation(responses, words)
        publication = publication and anonymised(publication, responses)
    return (
        *_of_people(questionnaire, responses, scorecard, words, publication, with_answers=with_answers),
        Attachment(
            name=SCORECARD,
            description=words("The scores: levels, averages, ambition, gaps and flags"),
            media_type=JSON,
            content=_lines(tables.as_json(tables.score_table(questionnaire, scorecard, words))),
        ),
        Attachment(
            name=ROADMAP,
            description=words("The roadmap: which action when, and what is left out"),
            media_type=JSON,
            content=_lines(tables.as_json(plan_table(questionnaire, roadmap, words))),
        ),
        Attachment(
            name=QUESTIONNAIRE,
            description=words("The questionnaire, in full and in both languages"),
            media_type=JSON,
            content=catalogue.text(questionnaire).encode(),
        ),
    )


def may_show_answers(responses: Responses, publication: Publication | None = None) -> bool:
    """Say whether the answers of each respondent may go into a report: of one, or where everyone agreed."""
    return publication is None and not responses.is_anonymous


def _of_people(
    questionnaire: Questionnaire,
    responses: Responses,
    scorecard: Scorecard,
    words: Words,
    publication: Publication | None,
    *,
    with_answers: bool,
) -> Iterator[Attachment]:
    is_solo = publication is None and len(responses.respondents) == 1
    if is_solo or with_answers:
        yield Attachment(
            name=ANSWERS,
            description=words("The answers; `assess runs import` brings the whole run back from this report"),
            media_type=YAML,
            content=answer_file.write(pinned(responses, questionnaire), ANSWERS).encode(),
        )
    if not is_solo and (publication or responses.respondents):
        figures = publication or published(questionnaire, responses, scorecard)
        yield Attachment(
            name=FIGURES,
            description=words("The figures of the group, without anyone’s answers; `assess runs import` takes them in"),
            media_type=JSON,
            content=figures_file.write(figures).encode(),
        )


def _lines(text: str) -> bytes:
    return f"{text}\n".encode()
