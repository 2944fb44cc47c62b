"""Runs for the tests of change: the same department twice, with what moved written beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from scoring_runs import QUESTIONNAIRE, Given, run, whole

from questionnaires.model import Capability, Item, Questionnaire, Role
from questionnaires.responses import Answer, Respondent, Responses
from scoring.change import Comparison, Measured, compare, measured

EARLIER, LATER = "2026-05-23", "2026-11-23"


def staff(
    n: int, level: Given = 3, moved: Mapping[str, Given] | None = None, role: Role = "it_staff"
) -> list[Respondent]:
    """So many people of one role who answer everything alike, but for the items that are named."""
    return [whole(role, level, moved) for _ in range(n)]


def named(responses: Responses, prefix: str) -> Responses:
    """The same run, answered by people with other pseudonyms."""
    people = tuple(msgspec.structs.replace(one, id=f"{prefix}-{one.id}") for one in responses.respondents)
    return msgspec.structs.replace(responses, respondents=people)


def of(responses: Responses, questionnaire: Questionnaire = QUESTIONNAIRE, **other: Any) -> Measured:
    return measured(questionnaire, msgspec.structs.replace(responses, **other))


def between(old: Responses, new: Responses) -> Comparison:
    return compare(of(old, date=EARLIER), of(new, date=LATER))


def change_of(before: list[Respondent], after: list[Respondent], same: bool = True, **setting: Any) -> Comparison:
    """What changed between two runs, by people of the same pseudonyms or by others."""
    old, new = run(*before, **setting), run(*after, **setting)
    return between(old, new if same else named(new, "other"))


def version(number: str, **changes: Any) -> Questionnaire:
    """The shipped questionnaire as another version, with other items in a capability: S1=lambda item: ... or None."""
    domains = tuple(
        msgspec.structs.replace(
            domain, capabilities=tuple(_changed(each, changes.get(each.id)) for each in domain.capabilities)
        )
        for domain in QUESTIONNAIRE.domains
    )
    return msgspec.structs.replace(QUESTIONNAIRE, version=number, domains=domains, sha256=number)


def _changed(capability: Capability, revised: int | None) -> Capability:
    """Return a capability of which so many items were given another meaning."""
    if revised is None:
        return capability
    items: tuple[Item, ...] = tuple(
        msgspec.structs.replace(item, rev=item.rev + 1) if k < revised else item
        for k, item in enumerate(capability.items)
    )
    return msgspec.structs.replace(capability, items=items)


def with_evidence(people: list[Respondent], item_id: str) -> list[Respondent]:
    return [
        msgspec.structs.replace(
            one,
            answers={
                name: Answer(level=given.level, evidence="seen") if name == item_id else given
                for name, given in one.answers.items()
            },
        )
        for one in people
    ]


def without(number: str, capability: str) -> Questionnaire:
    """The shipped questionnaire as another version that no longer asks a capability."""
    domains = tuple(
        msgspec.structs.replace(
            domain, capabilities=tuple(each for each in domain.capabilities if each.id != capability)
        )
        for domain in QUESTIONNAIRE.domains
    )
    return msgspec.structs.replace(QUESTIONNAIRE, version=number, domains=domains, actions=(), sha256=number)
