"""Estimate the noise of one answer (σ) from people who answered the same questions again (scoring 4.9 and 4.10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cbrt, fsum, sqrt

import msgspec

from scoring.change.estimate import Estimate, Lack
from scoring.interval import t_quantile

Moves = Mapping[str, Mapping[str, int]]  # item → person → how many levels the answer moved, within one role
FEWEST_PEOPLE = 3  # so that without any one of them there is still a spread
FEWEST_MOVES = 30  # answers given twice; assumption: with fewer the interval spans most of what is possible


class _Left(msgspec.Struct, frozen=True):
    """Squares around what everybody shared, and the degrees of freedom that they have."""

    squares: float
    freedom: int

    @property
    def root(self) -> float:
        """The cube root of the variance: nearly normal, whatever the number of squares (Wilson and Hilferty, 1931)."""
        return cbrt(self.squares / self.freedom / 2)


def answer_noise(moves: Sequence[Moves]) -> Estimate:
    """Return σ, of one answer to one item, with its 90% interval; `moves` has one table per role and pair of runs.

    σ² is half the variance of the moves of one item around their mean: that mean is what changed for everybody. The
    interval comes from leaving out each person in turn (jackknife: Tukey, 1958; Student's t with one degree less than
    there are people) on the cube root of σ². So it holds where people wobble unequally, where three runs share their
    middle one, and where answers are whole levels.
    """
    usable = [people for table in moves for people in table.values() if len(people) > 1]
    whole = _left(usable)
    without = _without_each(usable, whole)
    n, answers = len(without), sum(map(len, usable))
    lack: Lack | None = None
    if n < FEWEST_PEOPLE or any(one.freedom == 0 for one in without.values()):
        lack = "few_people"
    elif answers < FEWEST_MOVES:
        lack = "few_answers"
    elif whole.squares == 0:
        lack = "no_spread"
    if lack is not None:
        return Estimate(people=n, answers=answers, lack=lack)
    roots = [one.root for one in without.values()]
    middle = fsum(roots) / n
    error = sqrt((n - 1) / n * fsum((root - middle) ** 2 for root in roots))
    half = t_quantile(n - 1) * error
    return Estimate(
        people=n,
        answers=answers,
        value=whole.root**1.5,
        low=max(0.0, whole.root - half) ** 1.5,
        high=(whole.root + half) ** 1.5,
    )


def _left(groups: Sequence[Mapping[str, int]]) -> _Left:
    return _Left(fsum(map(_squares, groups)), sum(len(people) - 1 for people in groups))


def _squares(people: Mapping[str, int]) -> float:
    middle = sum(people.values()) / len(people)
    return fsum((move - middle) ** 2 for move in people.values())


def _without_each(groups: Sequence[Mapping[str, int]], whole: _Left) -> dict[str, _Left]:
    """Return what is left when a person is left out, for each of them."""
    squares: dict[str, list[float]] = defaultdict(list)
    freedom: dict[str, int] = defaultdict(int)
    for people in groups:
        n = len(people)
        middle = sum(people.values()) / n
        for person, move in people.items():
            squares[person].append((move - middle) ** 2 * n / (n - 1))
            freedom[person] += 1
    return {
        person: _Left(max(0.0, whole.squares - fsum(own)), whole.freedom - freedom[person])
        for person, own in squares.items()
    }
