"""Runs for the tests of scoring, written so that the answers stand beside what they should come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from questionnaires import catalogue
from questionnaires.model import Questionnaire, Role
from questionnaires.responses import (
    Agreed,
    Answer,
    Context,
    Facts,
    Importance,
    Mode,
    Privacy,
    Respondent,
    Responses,
)
from scoring.explain import CapabilityExplanation, explain
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

QUESTIONNAIRE: Questionnaire = catalogue.load()

NO_FACTS = Facts()
NO_CONTEXT = Context()

Given = int | str  # a level, "?" for don't know, "x" for not applicable; "3!" is a level with evidence


def answer(given: Given) -> Answer:
    match given:
        case "?":
            return Answer(kind="unknown")
        case "x":
            return Answer(kind="not_applicable", reason="no such thing here")
        case str():
            return Answer(level=int(given.removesuffix("!")), evidence="seen")
    return Answer(level=given)


def person(role: Role, answers: Mapping[str, Given] | None = None, **other: Any) -> Respondent:
    given = {item_id: answer(each) for item_id, each in (answers or {}).items()}
    return Respondent(id=other.pop("id", "r"), role=role, answers=given, **other)


def whole(role: Role, given: Given, except_for: Mapping[str, Given] | None = None, **other: Any) -> Respondent:
    """A person who gave one answer to everything that the role is asked, but for some items."""
    answers = {item.id: given for item in QUESTIONNAIRE.asked_of(role)}
    return person(role, {**answers, **(except_for or {})}, **other)


def marking(role: Role, most: str = "", least: str = "") -> Respondent:
    return person(role, importance=Importance(tuple(most.split()), tuple(least.split())))


def run(
    *people: Respondent,
    privacy: str = "open",
    threshold: int = 5,
    agreed: Mapping[str, int] | None = None,
    ambition: Mapping[str, int] | None = None,
    mode: Mode = "survey",
    facts: Facts = NO_FACTS,
    context: Context = NO_CONTEXT,
    group_sizes: Mapping[str, int] | None = None,
) -> Responses:
    """A run that is open unless said otherwise, so that its groups stand as they are written."""
    named = tuple(msgspec.structs.replace(each, id=f"r{number}") for number, each in enumerate(people, 1))
    return Responses(
        questionnaire="it-ambition",
        organisation="Gemeente Voorbeeld",
        date="2026-11-23",
        respondents=named,
        mode=mode,
        privacy=Privacy("anonymous" if privacy == "anonymous" else "open", threshold),
        agreed={item_id: Agreed(level) for item_id, level in (agreed or {}).items()},
        ambition=dict(ambition or {}),
        facts=facts,
        context=context,
        group_sizes=dict(group_sizes or {}),
    )


def scored(*people: Respondent, **setting: Any) -> Scorecard:
    return score_responses(QUESTIONNAIRE, run(*people, **setting))


def solo(answers: Mapping[str, Given], **setting: Any) -> Scorecard:
    return scored(person("it_staff", answers), **setting)


def explained(*given: Given | None, others: int = 3) -> CapabilityExplanation:
    """The explanation of S1 from one respondent, whose other answers are all at one level."""
    named = zip(("S1.1", "S1.2", "S1.3"), given, strict=True)
    answers: dict[str, Given] = {
        item.id: others for item in QUESTIONNAIRE.items.values() if not item.id.startswith("S1")
    }
    answers |= {item_id: each for item_id, each in named if each is not None}
    (found,) = explain(QUESTIONNAIRE, solo(answers), "S1").capabilities
    return found
