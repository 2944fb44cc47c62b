"""Know a person of an earlier run again: by their own word, kept as the same pseudonym; never by guessing.

Pseudonyms are numbers in the order of coming, so that r2 of this run need not be r2 of the last. Who says to have been
somebody of an earlier run gets that pseudonym, and anybody else one that no earlier run has. Of an anonymous run of
more people only the one who began it here is ever offered, and only to whoever begins the next run: else one colleague
could read the answers of another by saying to be that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from assess.interview.last_time import LastTime, answers_then
from questionnaires.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assess.store.history import History
    from assess.store.summaries import RespondentSummary, RunSummary


class Known(msgspec.Struct, frozen=True):
    """Who of an earlier run somebody may have been, and the pseudonyms that whoever was none of them does not get."""

    run: RunSummary | None = None
    people: tuple[RespondentSummary, ...] = ()
    taken: frozenset[str] = frozenset()


def known_of(history: History, run_id: str, role: Role) -> Known:
    """Return who the next respondent of a run may have been: of the last earlier run that has anybody of the role."""
    run = history.summary(run_id)
    earlier = tuple(_earlier(history, run))
    taken = frozenset(person.id for one in earlier for person in one.respondents)
    here = {person.id for person in run.respondents}
    for one in earlier:
        people = _recognisable(history, one, role, is_first=not run.respondents)
        found = tuple(person for person in people if person.id not in here)
        if found:
            return Known(one, found, taken)
    return Known(taken=taken)


def last_time_of(history: History, run_id: str, respondent_id: str) -> LastTime | None:
    """Return the last earlier run in which a respondent is known again, with the answers that mean the same now."""
    run = history.summary(run_id)
    person = next(one for one in run.respondents if one.id == respondent_id)
    is_first = person == run.respondents[0]
    for one in _earlier(history, run):
        people = _recognisable(history, one, person.role, is_first=is_first)
        if respondent_id not in {each.id for each in people}:
            continue
        before = next(each for each in history.responses(one.id).respondents if each.id == respondent_id)
        return LastTime(
            date=one.date,
            answers=answers_then(history.questionnaire(one.id), before, history.questionnaire(run_id)),
            answered=len(before.answers),
            people=len(one.respondents),
            returning=len({each.id for each in one.respondents} & {each.id for each in run.respondents}),
        )
    return None


def _earlier(history: History, run: RunSummary) -> Iterable[RunSummary]:
    """Return the runs of earlier days of the same organisation on the same questionnaire, the last first."""
    questionnaire = run.questionnaire.partition("@")[0]
    runs = (
        one
        for one in reversed(history.runs(run.organisation))  # of one day, the last that came into the store first
        if one.date < run.date and one.questionnaire.partition("@")[0] == questionnaire
    )
    return sorted(runs, key=lambda one: one.date, reverse=True)


def _recognisable(history: History, run: RunSummary, role: Role, *, is_first: bool) -> tuple[RespondentSummary, ...]:
    """Return who of a run came to the end in a role and may be offered to somebody."""
    people = tuple(one for one in run.respondents if one.role == role and one.is_complete)
    if not people or not history.responses(run.id).is_anonymous:
        return people
    began = run.respondents[0]
    return tuple(one for one in people if is_first and one == began and one.active_at is not None)
