"""Hold down the share of chance marks among thirteen capabilities (Benjamini and Hochberg, 1995)."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from scoring.change.model import Discovery, ScopeChange
from scoring.change.noise import chance_of

RATE = 0.05  # of the marks that may be chance, on average; assumption: as strict as a single mark


def discovery(capabilities: Mapping[str, ScopeChange]) -> Discovery:
    """Return which capabilities stay real when all of them are judged together.

    What stays is part of what is marked: a difference that is certain but too small to notice is no change.
    """
    tested = {name: change for name, change in capabilities.items() if change.p_value is not None}
    kept = controlled({name: change.p_value for name, change in tested.items() if change.p_value is not None}, RATE)
    return Discovery(
        rate=RATE,
        tested=len(tested),
        expected_by_chance=fsum(
            chance_of(change.threshold, change.standard_error)
            for change in tested.values()
            if change.threshold is not None and change.standard_error is not None
        ),
        real=tuple(name for name, change in tested.items() if name in kept and change.verdict == "real"),
    )


def controlled(p_values: Mapping[str, float], rate: float) -> frozenset[str]:
    """Return the names that stay: those up to the largest rank k of n whose p-value is at most k/n of the rate."""
    ranked = sorted(p_values.items(), key=lambda pair: (pair[1], pair[0]))
    last = max((rank for rank, (_, p) in enumerate(ranked, 1) if p <= rate * rank / len(ranked)), default=0)
    return frozenset(name for name, _ in ranked[:last])
