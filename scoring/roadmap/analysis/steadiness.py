"""Which actions stay in the plan when days, efforts or answers turn out otherwise, and what the others depend on."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from scoring.roadmap.analysis.model import Dependence, Steadiness
from scoring.roadmap.model import Limits
from scoring.roadmap.state import State

SAMPLES = 6
SEED = 20
EFFORT_VARIES_BY = 0.3  # up and down, for each action by itself [assumption]

Changed = tuple[Dependence, frozenset[str]]
"""What was changed, and the actions of the plan for it."""


def with_other_efforts(state: State, limits: Limits) -> Iterator[Limits]:
    """Yield samples of limits in which each action takes up to 30 % more or fewer person-days; always the same ones."""
    rng = random.Random(SEED)  # noqa: S311 - a sample, no secret
    for _ in range(SAMPLES):
        factors = {
            action: limits.effort_factors.get(action, limits.effort_factor)
            * rng.uniform(1 - EFFORT_VARIES_BY, 1 + EFFORT_VARIES_BY)
            for action in sorted(state.actions)
        }
        yield replace(limits, effort_factors={**limits.effort_factors, **factors})


def steadiness_of(
    actions: Iterable[str], planned: frozenset[str], variants: Iterable[Changed]
) -> Mapping[str, Steadiness]:
    """Return how each action fares in the plans of the variants."""
    variants = tuple(variants)
    return {action: _steadiness(action, action in planned, variants) for action in actions}


def _steadiness(action: str, in_plan: bool, variants: tuple[Changed, ...]) -> Steadiness:
    kept = sum(action in actions for _, actions in variants)
    depends_on = dict.fromkeys(change for change, actions in variants if (action in actions) != in_plan)
    return Steadiness(
        action=action,
        in_plan=in_plan,
        kept=kept / len(variants) if variants else float(in_plan),
        is_no_regret=in_plan and not depends_on,
        depends_on=tuple(depends_on),
    )
