"""Put what is still to come of a roadmap in a calendar: what should begin, and what should be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import UUID, uuid5

from assess.follow_up.listing import Shown
from assess.follow_up.standing import Standing
from questionnaires.language import Words
from questionnaires.responses import Responses
from reports import ics
from reports.view.calendar import DAYS_BEFORE_A_REVIEW, OVER, Calendar, Event
from reports.view.figures import run_key
from reports.view.material import own_words


def calendar_file(shown: Shown, responses: Responses, words: Words) -> str:
    """Return the dates of actions that are not over, as iCalendar.

    An event has the name that it has in the calendar of the report, so that this one takes its place.
    """
    key = UUID(run_key(responses))
    events = [
        event for one in shown.standings if one.progress.status not in OVER for event in _events(one, key, shown, words)
    ]
    return ics.written(
        Calendar(
            name=own_words(
                words("Follow-up of run {run}, {organisation}", run=shown.run, organisation=responses.organisation)
            ),
            language=words.language,
            stamp=shown.today,
            events=tuple(sorted(events, key=lambda event: (event.day, event.uid))),
        )
    )


def _events(one: Standing, key: UUID, shown: Shown, words: Words) -> Iterator[Event]:
    action = shown.questionnaire.actions_by_id[one.action]
    name = f"{one.action} {action.title[words.language]}"
    domain = shown.questionnaire.domain_of(action.capability).name[words.language]
    about = (
        words("Owner: {owner}", owner=one.progress.owner or words("nobody yet")),
        words("KPI: {kpi}", kpi=action.kpi[words.language]),
        one.progress.note or "",
    )

    def event(kind: str, day: dt.date, title: str, first: str, remind: int) -> Event:
        return Event(
            uid=str(uuid5(key, f"{one.action} {kind}")),
            day=day,
            title=own_words(title),
            text="\n".join(own_words(line) for line in (first, *about) if line),
            categories=("Meetlat", domain),
            remind=remind,
        )

    if one.progress.status == "planned" and one.start:
        first_step = words("First step: {step}", step=action.first_step[words.language])
        yield event("start", one.start, words("Start: {action}", action=name), first_step, 1)
    if one.due:
        kpi = words("Note what the KPI says: {kpi}", kpi=action.kpi[words.language])
        yield event("finish", one.due, words("Done? {action}", action=name), kpi, DAYS_BEFORE_A_REVIEW)
