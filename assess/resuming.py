"""Offer to go on with a run that is in the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from assess.interview.places import Script
from assess.interview.stepping import begin
from assess.interview.walk import Position, position_from
from assess.set_up import Seat, Wishes, new_respondent, new_run
from assess.whereabouts import moment_said, place_said
from questionnaires.language import Words
from questionnaires.language import words as words_in
from questionnaires.organisations import plain_name
from reports.sentences import role_name
from reports.text.lines import BLANK

if TYPE_CHECKING:
    from assess.asking import Asker
    from assess.store.history import History
    from assess.store.summaries import RespondentSummary, RunSummary

MOST_OFFERED = 5
Otherwise = Literal["another", "new", "other"]


def seat_for(history: History, asker: Asker, wishes: Wishes) -> Seat:
    """Return where to go on: in the latest run, if there is one and the person wants to, else in a new one."""
    runs = [run for run in history.runs() if run.respondents and _is_meant(run, wishes)]
    return _offered(history, asker, wishes, runs[-1], runs[:-1]) if runs else new_run(history, asker, wishes)


def _is_meant(run: RunSummary, wishes: Wishes) -> bool:
    return wishes.organisation is None or plain_name(run.organisation) == plain_name(wishes.organisation)


def somebody_of(history: History, asker: Asker, wishes: Wishes, run_id: str) -> Seat:
    """Return the seat of the one respondent of a run, or of the one that is chosen from several."""
    run = history.summary(run_id)
    people = [one for one in run.unfinished or run.respondents if wishes.role in (None, one.role)] or run.respondents
    if len(people) == 1:
        return _seat(run, people[0], wishes)
    words = words_in(wishes.language or run.language)
    options = [(one, f"{one.id}, {role_name(one.role, words, 1)}") for one in people]
    return _seat(run, asker.choose(words("Who goes on?"), options, words), wishes)


def _offered(history: History, asker: Asker, wishes: Wishes, run: RunSummary, others: Sequence[RunSummary]) -> Seat:
    words = words_in(wishes.language or run.language)
    asker.draw((BLANK,))
    asker.say(_standing(history, run, words))
    asker.draw((BLANK,))
    match asker.choose(words("What do you want to do?"), _options(history, run, others, words), words):
        case "another":
            return new_respondent(history, asker, wishes, run.id)
        case "new":
            return new_run(history, asker, wishes)
        case "other":
            names = [(one, f"{one.organisation}, {words.date(one.date)} ({one.id})") for one in reversed(others)]
            other = asker.choose(words("Which run?"), names, words)
            rest = [one for one in (*others, run) if one != other]
            return _offered(history, asker, wishes, other, rest)
        case chosen:
            return _seat(run, chosen, wishes)


def _options(
    history: History, run: RunSummary, others: Sequence[RunSummary], words: Words
) -> list[tuple[RespondentSummary | Otherwise, str]]:
    under_way = _under_way(run)
    options: list[tuple[RespondentSummary | Otherwise, str]] = [
        (one, _going_on(history, run, one, words, name_role=len(under_way) > 1)) for one in under_way
    ]
    organiser = run.respondents[0]
    if organiser.is_complete and organiser.active_at:
        options.append((organiser, words("Change an answer")))
    options.append(("another", words("Let somebody else answer in this run")))
    options.append(("new", words("Begin a new run; this one stays")))
    if others:
        options.append(("other", words("Choose another run ({n})", n=len(others))))
    return options


def _going_on(history: History, run: RunSummary, person: RespondentSummary, words: Words, *, name_role: bool) -> str:
    script = _script(history, run, person)
    place = place_said(_position(history, run, person, script), script, words)
    if name_role:
        return words("Go on at {place} as {role}", place=place, role=role_name(person.role, words, 1))
    return words("Go on at {place}", place=place)


def _standing(history: History, run: RunSummary, words: Words) -> str:
    """Return whose run it is, how far, and since when."""
    person = next(iter(_under_way(run)), run.respondents[0])
    done = words(
        "{answered} of {total} questions answered as {role}",
        answered=person.answered,
        total=len(_script(history, run, person).items),
        role=role_name(person.role, words, 1),
    )
    if person.active_at and person.answered:
        moment = moment_said(person.active_at, dt.datetime.now().astimezone(), words)
        done = words("{done}, last {moment}", done=done, moment=moment)
    if person.is_complete:
        return words("Your run for {organisation} is complete: {done}.", organisation=run.organisation, done=done)
    return words("You have a run under way for {organisation}: {done}.", organisation=run.organisation, done=done)


def _position(history: History, run: RunSummary, person: RespondentSummary, script: Script) -> Position:
    """Return where somebody goes on; who came in with a file goes on at what is open."""
    if person.position is not None:
        return position_from(person.position, script)
    responses = history.responses(run.id)
    respondent = next(one for one in responses.respondents if one.id == person.id)
    return begin(script, respondent, responses.context, responses.facts, position=None, now=0.0).position


def _under_way(run: RunSummary) -> list[RespondentSummary]:
    """Return who has not come to the end and is answering on this computer, the latest first."""
    here = [one for one in run.unfinished if one.active_at or len(run.respondents) == 1]
    return sorted(here, key=_last_active, reverse=True)[:MOST_OFFERED]


def _last_active(person: RespondentSummary) -> float:
    return person.active_at.timestamp() if person.active_at else 0.0


def _script(history: History, run: RunSummary, person: RespondentSummary) -> Script:
    return Script(questionnaire=history.questionnaire(run.id), role=person.role, describes_department=True)


def _seat(run: RunSummary, person: RespondentSummary, wishes: Wishes) -> Seat:
    return Seat(
        run_id=run.id,
        respondent_id=person.id,
        language=wishes.language or run.language,
        position=person.position,
    )
