"""Say of each quarter of a plan what users will notice, and which limit keeps more out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from scoring.roadmap.absences import Absence
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import WEEKS_PER_QUARTER, ExpectedQuarter, LeftOut
from scoring.roadmap.obstacles import obstacle
from scoring.roadmap.reasons import HeldBy, Obstacle
from scoring.roadmap.state import quarter_of

ORDER: tuple[HeldBy, ...] = ("days", "owner", "people", "users")  # of what keeps out as many, the first is named


def explained(
    expected: Sequence[ExpectedQuarter],
    draft: Draft,
    left: Collection[LeftOut],
    without: Mapping[str, Absence],
) -> tuple[ExpectedQuarter, ...]:
    """Return the quarters of a plan with what users notice in them, and what binds."""
    kept_out = _kept_out(draft, left, without)
    return tuple(
        replace(
            quarter,
            noticed=_noticed(draft, quarter.quarter),
            binds=_binding(draft, quarter.quarter, [each for each in kept_out if each[1].quarter == quarter.quarter]),
        )
        for quarter in expected
    )


def _noticed(draft: Draft, quarter: int) -> tuple[str, ...]:
    finishes = sorted(draft.placements, key=lambda each: (each.finish, each.action))
    return tuple(
        each.action
        for each in finishes
        if quarter_of(each.finish) + 1 == quarter and draft.state.actions[each.action].visible_to_users
    )


def _kept_out(draft: Draft, left: Collection[LeftOut], without: Mapping[str, Absence]) -> list[tuple[str, Obstacle]]:
    """Return what is in the way of each action that comes later than it could, or has no room at all."""
    found = []
    for action, placement in draft.placed.items():
        if placement.start and action not in draft.limits.running:
            found += [(action, each) for each in _on_the_way(without[action].others, action, placement.start)]
    for each in left:
        if each.reason == "no_capacity" and not each.only_for:
            found += [(each.action, other) for other in _on_the_way(draft, each.action, None)]
    return found


def _on_the_way(draft: Draft, action: str, until: int | None) -> Iterator[Obstacle]:
    """Yield the obstacles of the weeks before another in which an action could start by what it waits for."""
    work = draft.state.actions[action]
    ready = draft.ready_from(action)
    first, last = draft.limits.window_of(work)
    ends = last - work.weeks + 1 if until is None else until
    for start in range(ends if ready is None else max(first, ready), ends):
        found = obstacle(draft, work, start)
        if found is not None:
            yield found


def _binding(draft: Draft, quarter: int, kept_out: Sequence[tuple[str, Obstacle]]) -> Obstacle | None:
    """Return the limit that keeps most actions out of a quarter, with how far it is used in the whole plan."""
    by = {limit: {action for action, each in kept_out if each.by == limit} for limit in ORDER}
    limit = max(ORDER, key=lambda limit: len(by[limit]))  # of equals the first
    if not by[limit]:
        return None
    first = next(each for _, each in kept_out if each.by == limit)
    actions = tuple(sorted(by[limit]))
    match limit:
        case "days":
            taken = draft.room.days_planned[quarter - 1]
        case "owner":
            taken = draft.room.days_owned[first.owner][quarter - 1]
        case "people":
            taken = max(draft.room.running[WEEKS_PER_QUARTER * (quarter - 1) : WEEKS_PER_QUARTER * quarter])
        case _:
            taken = draft.room.visible_finishes[quarter - 1]
    asks = min(draft.state.actions[action].days for action in actions)
    return Obstacle(
        by=limit, quarter=quarter, taken=taken, room=first.room, asks=asks, owner=first.owner, actions=actions
    )
