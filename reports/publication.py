"""What may be published of a run (scoring 4.13): its header and its scorecard, and never who answered what."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

from questionnaires import run_ids
from questionnaires.model import Questionnaire
from questionnaires.pinning import pinned
from questionnaires.responses import Respondent, Responses
from scoring.scorecard import Scorecard

Value = TypeVar("Value", bound=msgspec.Struct)


class WithLevel(msgspec.Struct, frozen=True, kw_only=True):
    """How many respondents gave a level at all, by capability, by domain and in the whole run (scoring 4.10)."""

    capabilities: dict[str, int]
    domains: dict[str, int]
    overall: int


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """A run without its answers. `header` has no respondents and no corrections; it is pinned to its questionnaire.

    In an anonymous run the scorecard holds the groups that were merged up to the threshold, and none below it.
    """

    header: Responses
    scorecard: Scorecard
    with_level: WithLevel


def published(questionnaire: Questionnaire, responses: Responses, scorecard: Scorecard) -> Publication:
    """Return what may be published of a run whose answers are at hand."""
    named = pinned(responses, questionnaire)
    return Publication(
        header=_settled(msgspec.structs.replace(named, respondents=(), corrections=(), tags=())),
        scorecard=_settled(scorecard),
        with_level=_with_level(questionnaire, responses.respondents),
    )


def anonymised(publication: Publication, header: Responses) -> Publication:
    """Return figures under a header from which the organisation was taken; their name then tells of no other run."""
    sha256 = header.questionnaire_sha256 or ""
    figures = hashlib.sha256(msgspec.json.encode(publication.scorecard)).hexdigest()
    named = msgspec.structs.replace(header, run=next(run_ids.of_content(header, sha256 + figures)))
    return msgspec.structs.replace(publication, header=_settled(named))


def _settled(value: Value) -> Value:
    """Return a value with every number of the kind that its type says, so that a file gives back the same."""
    return msgspec.convert(msgspec.to_builtins(value), type(value))


def _with_level(questionnaire: Questionnaire, people: tuple[Respondent, ...]) -> WithLevel:
    capabilities, domains = dict.fromkeys(questionnaire.capabilities, 0), {d.id: 0 for d in questionnaire.domains}
    overall = 0
    for person in people:
        given = {
            questionnaire.capability_of(item_id).id
            for item_id, answer in person.answers.items()
            if answer.level is not None
        }
        overall += bool(given)
        for capability_id in given:
            capabilities[capability_id] += 1
        for domain_id in {questionnaire.domain_of(capability_id).id for capability_id in given}:
            domains[domain_id] += 1
    return WithLevel(capabilities=capabilities, domains=domains, overall=overall)
