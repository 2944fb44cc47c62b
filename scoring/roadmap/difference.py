"""Set two roadmaps of one department side by side: what comes in, goes out and moves, and what that brings."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from scoring.roadmap.model import WEEKS_PER_QUARTER, ExpectedDomain, Limits, Roadmap, Step
from scoring.roadmap.what_if import WhatIf

DAYS_PER_WEEK = 7
DAYS_PER_QUARTER = WEEKS_PER_QUARTER * DAYS_PER_WEEK
NEAR_A_QUARTER = 14  # days


class StepChange(msgspec.Struct, frozen=True, kw_only=True):
    """An action in two roadmaps, by the quarter in which it finishes; None where it is no step.

    Both quarters are those of the roadmap before, counted from 1, so that they can be compared where the other starts
    on another day: then one may lie beyond its horizon. `days` are person-days of the action where it is a step now,
    else where it was.
    """

    action: str
    before: int | None
    after: int | None
    days: float


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a roadmap comes to: `days` of work, the share (0..1) of the gap closed, and where its end may be."""

    value: float
    reach: float | None
    days: float
    steps: int
    domains: dict[str, ExpectedDomain]
    overall: ExpectedDomain


class PlanDifference(msgspec.Struct, frozen=True, kw_only=True):
    """What is different in a roadmap from the one before.

    `done` are steps of the roadmap before that need not be planned any more, in neither comes_in nor goes_out; `stays`
    those that finish in the same quarter. Values are comparable (`is_same_start`) where both plan from the same state.
    """

    comes_in: tuple[StepChange, ...]
    goes_out: tuple[StepChange, ...]
    moves: tuple[StepChange, ...]
    done: tuple[str, ...]
    stays: tuple[str, ...]
    before: Outcome
    after: Outcome
    is_same_start: bool

    @property
    def is_none(self) -> bool:
        """Say whether every step is where it was."""
        return not (self.comes_in or self.goes_out or self.moves or self.done)


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A roadmap within the limits that are tried, beside the one before; None where there is none to compare with."""

    what_if: WhatIf
    roadmap: Roadmap
    before: Roadmap | None


def difference(before: Roadmap, after: Roadmap) -> PlanDifference:
    """Return what changes from one roadmap to another of the same department."""
    shift = _days_between(before.limits, after.limits)
    old = {step.action: step for step in before.steps}
    new = {step.action: step for step in after.steps}
    gone = [step for action, step in old.items() if action not in new]
    both = [_change(old.get(step.action), step, shift) for step in after.steps if step.action in old]
    return PlanDifference(
        comes_in=_in_order(_change(None, step, shift) for action, step in new.items() if action not in old),
        goes_out=_in_order(_change(step, None, shift) for step in gone if step.action not in after.limits.done),
        moves=_in_order(change for change in both if change.before != change.after),
        done=tuple(step.action for step in gone if step.action in after.limits.done),
        stays=tuple(change.action for change in _in_order(both) if change.before == change.after),
        before=_outcome(before),
        after=_outcome(after),
        is_same_start=_started_from(before.limits) == _started_from(after.limits),
    )


def _change(before: Step | None, after: Step | None, shift: int) -> StepChange:
    step = after or before
    assert step is not None  # noqa: S101 (a change is of a step)
    return StepChange(
        action=step.action,
        before=None if before is None else before.quarter,
        after=None if after is None else _quarter_before(after, shift),
        days=step.days,
    )


def _in_order(changes: Iterable[StepChange]) -> tuple[StepChange, ...]:
    """Return changes in the order in which they now finish, then did, then by id."""
    return tuple(sorted(changes, key=lambda change: (change.after or 0, change.before or 0, change.action)))


def _quarter_before(step: Step, shift: int) -> int:
    """Return the quarter of the roadmap before in which a step of the other finishes, which starts `shift` days on.

    Where the quarters of both all but coincide, as when one starts a week late, they count as the same.
    """
    quarters = round(shift / DAYS_PER_QUARTER)
    if abs(shift - quarters * DAYS_PER_QUARTER) <= NEAR_A_QUARTER:
        return step.quarter + quarters
    return (step.finish_week * DAYS_PER_WEEK + shift - 1) // DAYS_PER_QUARTER + 1


def _days_between(before: Limits, after: Limits) -> int:
    return 0 if before.start is None or after.start is None else (after.start - before.start).days


def _started_from(limits: Limits) -> tuple[object, ...]:
    """Return what settles the state that a roadmap starts from, and when it does."""
    return limits.start, limits.done, limits.unmeasured


def _outcome(roadmap: Roadmap) -> Outcome:
    end = roadmap.expected[-1]
    return Outcome(
        value=roadmap.value,
        reach=roadmap.reach,
        days=sum(step.days for step in roadmap.steps),
        steps=len(roadmap.steps),
        domains=end.domains,
        overall=end.overall,
    )
