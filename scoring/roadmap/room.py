"""The room in time that placed actions leave to the next (scoring 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from questionnaires.model import Action
from scoring.bounds import TOLERANCE, exceeds
from scoring.roadmap.model import WEEKS_PER_QUARTER, Limit, Limits
from scoring.roadmap.state import Placement, quarter_of


class Hindrance(NamedTuple):
    """Why an action cannot start in a week, and the first later week that this does not forbid."""

    by: Limit
    until: int


@dataclass(slots=True)
class Room:
    """What runs and finishes within some limits: person-days per quarter, actions per week, changes users notice."""

    limits: Limits
    days_planned: list[float]
    running: list[int]
    visible_finishes: list[int]

    @classmethod
    def within(cls, limits: Limits) -> Room:
        """Return all the room that limits give."""
        quarters = limits.quarters
        return cls(limits, [0.0] * quarters, [0] * (WEEKS_PER_QUARTER * quarters), [0] * quarters)

    def copy(self) -> Room:
        return Room(self.limits, self.days_planned.copy(), self.running.copy(), self.visible_finishes.copy())

    def take(self, action: Action, start: int) -> Placement:
        """Take the room of an action that starts in a week."""
        finish = start + action.weeks
        rate = self._days_per_week(action)
        for week in range(start, finish):
            self.running[week] += 1
        for quarter in range(start // WEEKS_PER_QUARTER, quarter_of(finish) + 1):
            self.days_planned[quarter] += rate * _weeks_in(quarter, start, finish)
        if action.visible_to_users:
            self.visible_finishes[quarter_of(finish)] += 1
        return Placement(action.id, start, finish)

    def earliest(self, action: Action, not_before: int, finish_by: int) -> int | None:
        """Return the first week from `not_before` in which an action can start; None if it then ends too late."""
        start = not_before
        while start + action.weeks <= finish_by:
            hindrance = self.hindrance(action, start)
            if hindrance is None:
                return start
            start = hindrance.until
        return None

    def hindrance(self, action: Action, start: int) -> Hindrance | None:
        """Return what forbids an action to start in a week; None where there is room. It must end in the horizon."""
        finish = start + action.weeks
        rate = self._days_per_week(action)
        for quarter in range(start // WEEKS_PER_QUARTER, quarter_of(finish) + 1):
            if exceeds(rate * _weeks_in(quarter, start, finish), self._days_left(quarter)):
                return Hindrance("days", max(start + 1, self._first_start_that_spares(quarter, rate)))
        for week in range(finish - 1, start - 1, -1):
            if self.running[week] >= self.limits.max_concurrent:
                return Hindrance("people", week + 1)
        quarter = quarter_of(finish)
        if action.visible_to_users and self.visible_finishes[quarter] >= self.limits.max_visible_finishes:
            first_finish_after = WEEKS_PER_QUARTER * (quarter + 1) + 1
            return Hindrance("users", first_finish_after - action.weeks)
        return None

    def _days_per_week(self, action: Action) -> float:
        return action.days * self.limits.effort_factor / action.weeks

    def _days_left(self, quarter: int) -> float:
        return (1 - self.limits.reserve) * self.limits.capacity[quarter] - self.days_planned[quarter]

    def _first_start_that_spares(self, quarter: int, rate: float) -> int:
        """Return the first week from which no more of a quarter is left than its days allow."""
        weeks_that_fit = int((max(0.0, self._days_left(quarter)) + TOLERANCE) / rate)
        return WEEKS_PER_QUARTER * (quarter + 1) - weeks_that_fit


def _weeks_in(quarter: int, start: int, finish: int) -> int:
    """Return how many weeks of a quarter lie between two weeks."""
    return min(finish, WEEKS_PER_QUARTER * (quarter + 1)) - max(start, WEEKS_PER_QUARTER * quarter)
