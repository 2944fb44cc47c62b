"""The room in time that placed actions leave to the next (scoring 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from scoring.bounds import TOLERANCE, exceeds
from scoring.roadmap.model import WEEKS_PER_QUARTER, Limits, Work
from scoring.roadmap.reasons import Limit
from scoring.roadmap.state import Placement, quarter_of


class Hindrance(NamedTuple):
    """Why an action cannot start in a week, and the first later week that this does not forbid."""

    by: Limit
    until: int


@dataclass(slots=True)
class Room:
    """What runs and finishes within some limits: person-days per quarter, actions per week, changes users notice.

    `days_planned` has the person-days of everyone, `days_owned` those of each owner.
    """

    limits: Limits
    days_planned: list[float]
    days_owned: dict[str, list[float]]
    running: list[int]
    visible_finishes: list[int]

    @classmethod
    def within(cls, limits: Limits) -> Room:
        """Return all the room that limits give."""
        quarters = limits.quarters
        owned = {owner: [0.0] * quarters for owner in limits.owners}
        return cls(limits, [0.0] * quarters, owned, [0] * (WEEKS_PER_QUARTER * quarters), [0] * quarters)

    def copy(self) -> Room:
        owned = {owner: days.copy() for owner, days in self.days_owned.items()}
        return Room(self.limits, self.days_planned.copy(), owned, self.running.copy(), self.visible_finishes.copy())

    def take(self, work: Work, start: int) -> Placement:
        """Take the room of an action that starts in a week, be it there or not."""
        finish = start + work.weeks
        rate, owners = work.days / work.weeks, self._owners_of(work)
        for week in range(start, finish):
            self.running[week] += 1
        for quarter, weeks in weeks_by_quarter(start, finish):
            self.days_planned[quarter] += rate * weeks
            for owner in owners:
                self.days_owned[owner][quarter] += rate * weeks
        if work.visible_to_users:
            self.visible_finishes[quarter_of(finish)] += 1
        return Placement(work.id, start, finish)

    def earliest(self, work: Work, not_before: int, finish_by: int) -> int | None:
        """Return the first week from `not_before` in which an action can start; None if it then ends too late.

        What runs already goes on, and asks for no room.
        """
        if work.id in self.limits.running:
            return not_before
        start = not_before
        while start + work.weeks <= finish_by:
            hindrance = self.hindrance(work, start)
            if hindrance is None:
                return start
            start = hindrance.until
        return None

    def hindrance(self, work: Work, start: int) -> Hindrance | None:
        """Return what forbids an action to start in a week; None where there is room. It must end in the horizon."""
        finish = start + work.weeks
        rate = work.days / work.weeks
        owners = self._owners_of(work)
        for quarter, weeks in weeks_by_quarter(start, finish):
            for by, left in self._days_left(owners, quarter):
                if exceeds(rate * weeks, left):
                    weeks_that_fit = int((max(0.0, left) + TOLERANCE) / rate)
                    return Hindrance(by, max(start + 1, WEEKS_PER_QUARTER * (quarter + 1) - weeks_that_fit))
        if max(self.running[start:finish]) >= self.limits.max_concurrent:
            full = (week for week in range(start, finish) if self.running[week] >= self.limits.max_concurrent)
            return Hindrance("people", max(full) + 1)
        quarter = quarter_of(finish)
        if work.visible_to_users and self.visible_finishes[quarter] >= self.limits.max_visible_finishes:
            first_finish_after = WEEKS_PER_QUARTER * (quarter + 1) + 1
            return Hindrance("users", first_finish_after - work.weeks)
        return None

    def _days_left(self, owners: list[str], quarter: int) -> Iterator[tuple[Limit, float]]:
        """Yield the person-days that are left for an action in a quarter, of everyone and of its owners."""
        share = 1 - self.limits.reserve
        yield "days", share * self.limits.capacity[quarter] - self.days_planned[quarter]
        for owner in owners:
            yield "owner", share * self.limits.owners[owner].capacity - self.days_owned[owner][quarter]

    def _owners_of(self, work: Work) -> list[str]:
        return [name for name, owner in self.limits.owners.items() if work.id in owner.actions]


@cache
def weeks_by_quarter(start: int, finish: int) -> tuple[tuple[int, int], ...]:
    """Return each quarter, from 0, that lies between two weeks, with the number of its weeks that do."""
    return tuple(
        (quarter, min(finish, WEEKS_PER_QUARTER * (quarter + 1)) - max(start, WEEKS_PER_QUARTER * quarter))
        for quarter in range(start // WEEKS_PER_QUARTER, quarter_of(finish) + 1)
    )
