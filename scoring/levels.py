"""Give averages, which show movement, and levels, which show the weakest link (scoring 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import msgspec

from questionnaires.model import LEVELS, Capability
from scoring.bounds import exceeds
from scoring.counts import average
from scoring.scorecard import ItemScore

MIN_SHARE_OF_ITEMS = (3, 5)  # with a value, of the applicable items, for a capability to be scored
LARGELY = 0.50  # ISO/IEC 33020: above it "largely"
FULLY = 0.85  # ISO/IEC 33020: above it "fully"
MIN_SHARE_AT_LEVEL = (3, 5)  # of a domain's capabilities
TOP = LEVELS[-1]

KeyPractice = Literal["none", "waived", "met", "missed", "unverified"]


class Standing(msgspec.Struct, frozen=True):
    """Where a capability stands on an item: its value and its low median; None where nobody gave a level.

    The planner moves these, so levels are computed from them and from nothing else.
    """

    value: float | None
    middle: float | None


class CapabilityLevel(msgspec.Struct, frozen=True, kw_only=True):
    """What the items of a capability come to."""

    score: float | None
    level: int | None
    level_unverified: bool
    fulfilment: dict[int, float] | None


UNSCORED = CapabilityLevel(score=None, level=None, level_unverified=False, fulfilment=None)


def standings(capability: Capability, items: Mapping[str, ItemScore]) -> dict[str, Standing]:
    """Return the standing on each applicable item of a capability."""
    scores = {item.id: items[item.id] for item in capability.items}
    return {
        item_id: Standing(score.value, score.low_median)
        for item_id, score in scores.items()
        if not score.not_applicable
    }


def capability_level(capability: Capability, applicable: Mapping[str, Standing]) -> CapabilityLevel:
    """Return average, staged level and fulfilment of a capability from its applicable items."""
    values = [standing.value for standing in applicable.values() if standing.value is not None]
    if not is_enough(len(values), len(applicable)):
        return UNSCORED
    fulfilment: dict[int, float] = {level: fulfilment_of(values, level) for level in LEVELS[1:]}
    level, unverified = _climb(capability, applicable, fulfilment)
    return CapabilityLevel(score=average(values), level=level, level_unverified=unverified, fulfilment=fulfilment)


def is_enough(valued: int, applicable: int) -> bool:
    """Say whether enough of the applicable items have a value to score a capability."""
    share, whole = MIN_SHARE_OF_ITEMS
    return applicable > 0 and whole * valued >= share * applicable


def fulfilment_of(values: Sequence[float], level: int) -> float:
    """Return F(k), how far the items are on their way from level k-1 to k (0..1)."""
    return sum(min(1.0, max(0.0, value - (level - 1))) for value in values) / len(values)


def _climb(
    capability: Capability, applicable: Mapping[str, Standing], fulfilment: Mapping[int, float]
) -> tuple[int, bool]:
    """Return the level reached, and whether the climb stopped at a key practice that nobody could judge.

    Step by step: who misses the key practice of level 3 does not reach 4 either.
    """
    reached = 1
    for level in LEVELS[1:]:
        if not is_fulfilled(fulfilment, level):
            break
        practice = key_practice(capability, applicable, level)
        if practice in {"missed", "unverified"}:
            return reached, practice == "unverified"
        reached = level
    return reached, False


def key_practice(capability: Capability, applicable: Mapping[str, Standing], level: int) -> KeyPractice:
    """Return whether the key practice of a level is met: its low median must be at that level.

    It is waived where it is not applicable, and cannot be met where nobody gave a level.
    """
    gate = capability.gate(level)
    if gate is None:
        return "none"
    if gate.id not in applicable:
        return "waived"
    middle = applicable[gate.id].middle
    if middle is None:
        return "unverified"
    return "met" if middle >= level else "missed"


def is_fulfilled(fulfilment: Mapping[int, float], level: int) -> bool:
    """Say whether a level is largely fulfilled, and every one below it fully."""
    return exceeds(fulfilment[level], LARGELY) and all(
        exceeds(fulfilment[below], FULLY) for below in LEVELS[1 : level - 1]
    )


def domain_score(scores: Collection[float | None]) -> float | None:
    """Return the mean of the scored capabilities in scope; None unless at least half of them are scored."""
    scored = [score for score in scores if score is not None]
    return average(scored) if scored and 2 * len(scored) >= len(scores) else None


def is_domain_out_of_scope(in_scope: int, capabilities: int) -> bool:
    """Say whether more than half of a domain's capabilities are out of scope."""
    return 2 * (capabilities - in_scope) > capabilities


def domain_level(levels: Mapping[str, int | None], core: Collection[str]) -> int:
    """Return the level of a domain from those of its capabilities in scope; an unscored one counts as level 1.

    The largest level that every core capability and three in five of all have reached, and that none misses by more
    than a step.
    """
    counted = {capability_id: level or 1 for capability_id, level in levels.items()}
    return max(level for level in LEVELS if level == 1 or not _missing(level, counted, core))


def held_by(levels: Mapping[str, int | None], core: Collection[str]) -> tuple[str, ...]:
    """Return the capabilities that keep a domain from its next level; none at the top.

    Those that alone would do so; where only the number of capabilities at that level falls short, all below it.
    """
    counted = {capability_id: level or 1 for capability_id, level in levels.items()}
    reached = domain_level(levels, core)
    return _missing(reached + 1, counted, core) if reached < TOP else ()


def _missing(level: int, levels: Mapping[str, int], core: Collection[str]) -> tuple[str, ...]:
    decisive = tuple(
        capability_id
        for capability_id, reached in levels.items()
        if reached < level - 1 or (capability_id in core and reached < level)
    )
    if decisive:
        return decisive
    below = tuple(capability_id for capability_id, reached in levels.items() if reached < level)
    share, whole = MIN_SHARE_AT_LEVEL
    return below if whole * (len(levels) - len(below)) < share * len(levels) else ()
