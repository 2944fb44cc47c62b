"""Say how often the rule for change is wrong, as it was simulated by `benchmarks/change.py` (scoring 4.10)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from scoring.change.model import ScopeKind
from scoring.change.noise import NORMAL_QUANTILE, SMALLEST
from scoring.interval import ANSWER_NOISE, LENIENCY, MIN_RESPONDENTS, PRIOR_WEIGHT

FILE = Path(__file__).with_name("error_rates.json")
ALARM = 0.05  # of comparisons in which nothing changed: what a false alarm may be

Cause = Literal["rounding", "spread"]


class ErrorRate(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of comparison, with the shares (0..1) of repeats in which the rule called it real.

    `n` answered in each run. `false_alarms` are those where nothing changed; `without_rounding` and
    `with_expected_spread` are the same for answers that are no whole levels, and with the spread that is to be expected
    in place of the one that was seen. `detected` are those where every item rose by one level; `threshold` is the mean.
    """

    kind: ScopeKind
    items: int
    same_people: bool
    n: int
    threshold: float
    false_alarms: float
    without_rounding: float
    with_expected_spread: float
    detected: float

    @property
    def is_high(self) -> bool:
        """Say whether chance raises the alarm more often than once in twenty."""
        return self.false_alarms > ALARM

    @property
    def cause(self) -> Cause:
        """What takes most of the false alarms above one in twenty away: whole levels, or a spread from few people."""
        return "rounding" if self.same_people or self.n < MIN_RESPONDENTS else "spread"


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """The constants that the rates belong to; by default those of today."""

    answer_noise: float = ANSWER_NOISE
    leniency: float = LENIENCY
    quantile: float = NORMAL_QUANTILE
    smallest: dict[ScopeKind, float] = msgspec.field(default_factory=lambda: dict(SMALLEST))
    spread_from: int = MIN_RESPONDENTS
    spread_weight: int = PRIOR_WEIGHT


class ErrorRates(msgspec.Struct, frozen=True, kw_only=True):
    """All rates, with the rule and the simulation that they come from."""

    repeats: int
    seed: int
    rule: Rule
    rates: tuple[ErrorRate, ...]

    def of(self, kind: ScopeKind, n: int, *, same_people: bool) -> ErrorRate:
        """Return the rates of one kind of comparison; raise KeyError where it was not simulated."""
        for one in self.rates:
            if (one.kind, one.n, one.same_people) == (kind, n, same_people):
                return one
        raise KeyError(kind, n, same_people)


@cache
def error_rates() -> ErrorRates:
    """Return the rates that come with the product."""
    return msgspec.json.decode(FILE.read_bytes(), type=ErrorRates)
