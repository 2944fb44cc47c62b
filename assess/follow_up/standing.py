"""Where every action of a run stands beside its roadmap, as seen from a day."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from assess.follow_up.fields import NOT_STARTED
from questionnaires.model import Questionnaire
from questionnaires.responses import ActionProgress, Responses
from scoring.roadmap.model import Roadmap, Step

Late = Literal["start", "finish"]
WEEKEND = dt.timedelta(days=3)  # the last day of work in a week is its Friday


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An action with what became of it, and its place in the roadmap where it has one.

    `start` and `finish` are its first and last day of work by the roadmap and `days` its person-days there; `due` is
    the day by which it should be done.
    `late` says what should have happened before the day from which it is seen: that it began, or that it ended.
    """

    action: str
    progress: ActionProgress
    quarter: int | None = None
    start: dt.date | None = None
    finish: dt.date | None = None
    days: float | None = None
    due: dt.date | None = None
    late: Late | None = None


def standings(
    questionnaire: Questionnaire, responses: Responses, roadmap: Roadmap | None, today: dt.date
) -> tuple[Standing, ...]:
    """Return the steps of a roadmap by quarter and start, then what has a status without being in it."""
    steps = sorted(
        roadmap.steps if roadmap else (),
        key=lambda step: (step.quarter, step.start_week, step.finish_week, step.action),
    )
    begin = roadmap.limits.start if roadmap else None
    planned = [_in_roadmap(step, begin, responses.actions.get(step.action), today) for step in steps]
    inside = {step.action for step in steps}
    outside = [
        _standing(action.id, responses.actions[action.id], today)
        for action in questionnaire.actions
        if action.id in responses.actions and action.id not in inside
    ]
    return (*planned, *outside)


def _in_roadmap(step: Step, begin: dt.date | None, progress: ActionProgress | None, today: dt.date) -> Standing:
    planned = _standing(
        step.action,
        progress or NOT_STARTED,
        today,
        start=begin + dt.timedelta(weeks=step.start_week) if begin else None,
        finish=begin + dt.timedelta(weeks=step.finish_week) - WEEKEND if begin else None,
    )
    return msgspec.structs.replace(planned, quarter=step.quarter, days=step.days)


def _standing(
    action: str,
    progress: ActionProgress,
    today: dt.date,
    start: dt.date | None = None,
    finish: dt.date | None = None,
) -> Standing:
    due = dt.date.fromisoformat(progress.finish) if progress.finish else finish
    is_open = progress.status in ("planned", "running")
    late: Late | None = None
    if is_open and due and due < today:
        late = "finish"
    elif progress.status == "planned" and start and start < today:
        late = "start"
    return Standing(action=action, progress=progress, start=start, finish=finish, due=due, late=late)
