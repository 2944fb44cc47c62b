"""Find what is in the way of an action in a week in which it does not stand (scoring 6)."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.bounds import exceeds
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import Work
from scoring.roadmap.reasons import Obstacle
from scoring.roadmap.room import weeks_by_quarter
from scoring.roadmap.state import quarter_of


def obstacle(draft: Draft, work: Work, start: int) -> Obstacle | None:
    """Return which limit leaves no room for an action outside a draft that starts in a week; None where none does.

    It must end within the horizon.
    """
    hindrance = draft.room.hindrance(work, start)
    if hindrance is None:
        return None
    if hindrance.by == "people":
        return _crowd(draft, hindrance.until - 1)
    if hindrance.by == "users":
        return _noticed(draft, quarter_of(start + work.weeks))
    return next(short for short in _short_of_days(draft, work, start) if short.by == hindrance.by)


def _crowd(draft: Draft, week: int) -> Obstacle:
    at_once = tuple(sorted(each.action for each in draft.placements if each.start <= week < each.finish))
    return Obstacle(
        by="people", quarter=week_quarter(week), week=week, taken=len(at_once),
        room=draft.limits.max_concurrent, actions=at_once,
    )  # fmt: skip


def _noticed(draft: Draft, quarter: int) -> Obstacle:
    finishes = tuple(
        each.action
        for each in sorted(draft.placements, key=lambda each: (each.finish, each.action))
        if quarter_of(each.finish) == quarter and draft.state.actions[each.action].visible_to_users
    )
    return Obstacle(
        by="users", quarter=quarter + 1, taken=len(finishes), room=draft.limits.max_visible_finishes, actions=finishes
    )


def _short_of_days(draft: Draft, work: Work, start: int) -> Iterator[Obstacle]:
    """Yield the quarters in which everyone, or its owner, has too few person-days left for an action."""
    limits, room = draft.limits, draft.room
    share, rate = 1 - limits.reserve, work.days / work.weeks
    for quarter, weeks in weeks_by_quarter(start, start + work.weeks):
        asks, has, taken = rate * weeks, share * limits.capacity[quarter], room.days_planned[quarter]
        if exceeds(asks, has - taken):
            yield Obstacle(by="days", quarter=quarter + 1, taken=taken, room=has, asks=asks)
        for name, owner in limits.owners.items():
            has, taken = share * owner.capacity, room.days_owned[name][quarter]
            if work.id in owner.actions and exceeds(asks, has - taken):
                yield Obstacle(by="owner", quarter=quarter + 1, taken=taken, room=has, asks=asks, owner=name)


def week_quarter(week: int) -> int:
    """Return the quarter, from 1, in which a week lies."""
    return quarter_of(week + 1) + 1
