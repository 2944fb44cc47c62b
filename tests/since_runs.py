"""Departments with a last time, for the tests of what a report tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
from change_runs import version
from report_runs import QUESTIONNAIRE, forty, solo

from questionnaires.language import words
from questionnaires.model import Language, Questionnaire
from questionnaires.responses import ActionProgress, Responses
from reports.edition import EVERYTHING, Edition
from reports.view import ReportView, build_view
from scoring.change import Measured, measured, since
from scoring.roadmap import limits_of, plan
from scoring.roadmap.model import Roadmap

FIRST, THEN, NOW = "2025-11-23", "2026-05-23", "2026-11-23"


def moved(responses: Responses, date: str, **by: int) -> Responses:
    """The same people on another day, with the levels of these capabilities moved and nothing else: U2=1."""
    people = tuple(
        msgspec.structs.replace(
            one,
            answers={
                item: msgspec.structs.replace(given, level=min(5, max(1, given.level + by.get(item[:2], 0))))
                if given.level
                else given
                for item, given in one.answers.items()
            },
        )
        for one in responses.respondents
    )
    return msgspec.structs.replace(responses, respondents=people, date=date)


def others(responses: Responses) -> Responses:
    """The same answers by people with other pseudonyms."""
    people = tuple(msgspec.structs.replace(one, id=f"other-{one.id}") for one in responses.respondents)
    return msgspec.structs.replace(responses, respondents=people)


@cache
def first() -> Responses:
    return msgspec.structs.replace(forty(), date=THEN)


@cache
def plan_of(responses: Responses | None = None) -> Roadmap:
    run = responses or first()
    return plan(QUESTIONNAIRE, measured(QUESTIONNAIRE, run).scorecard, limits_of(run), search=None)


def report(
    new: Responses,
    earlier: Sequence[Responses | Measured],
    language: Language = "en",
    *,
    roadmap: Roadmap | None = None,
    questionnaire: Questionnaire = QUESTIONNAIRE,
    edition: Edition = EVERYTHING,
) -> ReportView:
    """The report of a run with what changed since the last of the earlier ones."""
    before = [one if isinstance(one, Measured) else measured(QUESTIONNAIRE, one) for one in earlier]
    found = since(before, measured(questionnaire, new), roadmap)
    own = plan(questionnaire, found.new.scorecard, limits_of(new), search=None)
    return build_view(questionnaire, new, found.new.scorecard, own, words(language), edition=edition, since=found)


def alone(**by: int) -> tuple[Responses, Responses]:
    """One person, then and now."""
    return solo(date=THEN), moved(solo(), NOW, **by)


def done(*actions: str) -> dict[str, ActionProgress]:
    return {action: ActionProgress(status="done", since="2026-08-01") for action in actions}


REVISED = version("1.1.0", S1=3)
