"""The weeks in which an action may start, taken together where they share the quarter of start and that of finish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scoring.roadmap.model import WEEKS_PER_QUARTER
from scoring.roadmap.room import weeks_by_quarter
from scoring.roadmap.state import quarter_of


class Slot(NamedTuple):
    """An action that starts in one of some weeks, from `first` up to and including `last`.

    How many weeks of it lie in each quarter is a straight line in the start week.
    """

    action: str
    first: int
    last: int
    weeks: int

    @property
    def earliest_finish(self) -> int:
        return self.first + self.weeks

    @property
    def starts_in(self) -> int:
        """The quarter, from 0, in which it starts."""
        return self.first // WEEKS_PER_QUARTER

    @property
    def finishes_in(self) -> int:
        """The quarter, from 0, for which its finish counts."""
        return quarter_of(self.first + self.weeks)

    @property
    def spare(self) -> int:
        """How many weeks later than the first it may start."""
        return self.last - self.first

    def weeks_in(self, quarter: int) -> tuple[float, float]:
        """Return how many weeks of a quarter it runs if it starts in its first week, and what each later week adds."""
        at_first = dict(weeks_by_quarter(self.first, self.first + self.weeks)).get(quarter, 0)
        at_last = dict(weeks_by_quarter(self.last, self.last + self.weeks)).get(quarter, 0)
        return at_first, (at_last - at_first) / self.spare if self.spare else 0.0

    def runs_for_sure_in(self, week: int) -> bool:
        """Say whether it runs in a week whichever start is chosen."""
        return self.last <= week < self.first + self.weeks

    def single_weeks(self) -> Iterator[Slot]:
        """Yield a slot for each of its start weeks."""
        return (Slot(self.action, week, week, self.weeks) for week in range(self.first, self.last + 1))


def slots_between(action: str, weeks: int, first: int, last: int) -> Iterator[Slot]:
    """Yield the slots of an action that may start from one week up to and including another."""
    start = first
    while start <= last:
        quarters = start // WEEKS_PER_QUARTER, quarter_of(start + weeks)
        end = start
        while end < last and quarters == ((end + 1) // WEEKS_PER_QUARTER, quarter_of(end + 1 + weeks)):
            end += 1
        yield Slot(action, start, end, weeks)
        start = end + 1
