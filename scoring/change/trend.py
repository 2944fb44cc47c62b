"""Follow capabilities, domains and the whole over many runs, with a gap where a series breaks off (scoring 4.10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from scoring.change.comparing import compare
from scoring.change.model import ASSUMED, Comparability, Comparison, Measured, Noise, ScopeChange

Change = Callable[[Comparison], ScopeChange | None]
Figures = Callable[[Measured], tuple[float | None, int | None] | None]  # None where it is not asked


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One scope in one run: its own score (1..5) and level, and how it moved.

    `series` counts from 1 and goes up at every break. `since_previous` is the change from the run before, also across a
    break, where it says why; `since_first` the change from the first run of an unbroken series. Both are None in the
    first run, and `since_first` in the first of any series.
    """

    score: float | None
    level: int | None
    series: int
    since_previous: ScopeChange | None = None
    since_first: ScopeChange | None = None


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """Runs in their order, with a point for each in every line; `steps` are the changes from each run to the next.

    Capabilities and domains are those of the newest questionnaire, followed by those that it no longer has. `noise` is
    what the thresholds were calculated with.
    """

    runs: tuple[Measured, ...]
    capabilities: dict[str, tuple[Point, ...]]
    domains: dict[str, tuple[Point, ...]]
    overall: tuple[Point, ...]
    steps: tuple[Comparability, ...]
    noise: Noise = ASSUMED


def trend(runs: Sequence[Measured], noise: Noise = ASSUMED, *, is_published: bool = False) -> Trend:
    """Return how runs developed; they are in the order of their dates, the oldest first."""
    following = _Following(runs, noise, is_published=is_published)
    newest_first = [run.questionnaire for run in reversed(runs)]
    capabilities = dict.fromkeys(name for each in newest_first for name in each.capabilities)
    domains = dict.fromkeys(domain.id for each in newest_first for domain in each.domains)
    return Trend(
        runs=tuple(runs),
        capabilities={name: following.line(_capability(name), _change_in(name)) for name in capabilities},
        domains={name: following.line(_domain(name), _change_of_domain(name)) for name in domains},
        overall=following.line(_overall, lambda comparison: comparison.overall),
        steps=tuple(following.between(k - 1, k).comparability for k in range(1, len(runs))),
        noise=noise,
    )


class _Following:
    """Comparisons of runs, each made once."""

    def __init__(self, runs: Sequence[Measured], noise: Noise, *, is_published: bool) -> None:
        self._runs = runs
        self._noise = noise
        self._is_published = is_published
        self._made: dict[tuple[int, int], Comparison] = {}

    def between(self, old: int, new: int) -> Comparison:
        if (old, new) not in self._made:
            self._made[old, new] = compare(
                self._runs[old], self._runs[new], self._noise, is_published=self._is_published
            )
        return self._made[old, new]

    def line(self, figures: Figures, change: Change) -> tuple[Point, ...]:
        """Return the points of one scope."""
        points: list[Point] = []
        first = 0
        for k, run in enumerate(self._runs):
            step = change(self.between(k - 1, k)) if k else None
            is_retired = k > 0 and step is None and figures(self._runs[k - 1]) is not None
            is_break = is_retired or (step is not None and step.reason.broken is not None)
            if is_break:
                first = k
            score, level = figures(run) or (None, None)
            points.append(
                Point(
                    score=score,
                    level=level,
                    series=(points[-1].series + is_break) if points else 1,
                    since_previous=step,
                    since_first=None if k == first else change(self.between(first, k)),
                )
            )
        return tuple(points)


def _capability(name: str) -> Figures:
    def figures(run: Measured) -> tuple[float | None, int | None] | None:
        found = run.scorecard.capabilities.get(name)
        return (found.score, found.level) if found else None

    return figures


def _domain(name: str) -> Figures:
    def figures(run: Measured) -> tuple[float | None, int | None] | None:
        found = run.scorecard.domains.get(name)
        return (found.score, found.level) if found else None

    return figures


def _overall(run: Measured) -> tuple[float | None, int | None]:
    return run.scorecard.overall.score, run.scorecard.overall.level


def _change_in(name: str) -> Change:
    return lambda comparison: comparison.capabilities.get(name)


def _change_of_domain(name: str) -> Change:
    return lambda comparison: comparison.domains.get(name)
