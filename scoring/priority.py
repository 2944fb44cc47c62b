"""Weigh gaps against each other: importance, risk, and what else waits for a capability (scoring 4.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from questionnaires.model import Action, Questionnaire
from questionnaires.responses import CriticalData
from scoring.bounds import exceeds, reaches
from scoring.privacy import may_show
from scoring.scorecard import ItemScore, PriorityFactors
from scoring.tally import Tally

IMPORTANCE_WEIGHT = 0.5
RISK_WEIGHT = 0.15
ENABLES_WEIGHT = 0.1
ENABLES_AT_MOST = 3
EXPOSED_TO_CRITICAL_DATA = frozenset({"S1", "S4", "O4"})  # sight, security and exit weigh more (question A5)


def importance_of(capability_id: str, tally: Tally) -> float:
    """Return I_c (0.5..1.5), from the marks of all who marked anything; 1 where nobody, or too few to show, did."""
    if tally.markers == 0 or not may_show(tally.markers, tally):
        return 1.0
    balance = tally.marks.get((capability_id, 1), 0) - tally.marks.get((capability_id, -1), 0)
    return 1 + IMPORTANCE_WEIGHT * balance / tally.markers


def risk_of(capability_id: str, middles: Iterable[float | None], critical_data: CriticalData | None) -> float:
    """Return R_c (1..1.3): more where an item is at level 1, and where self-arranged tools may hold critical data."""
    at_the_bottom = any(middle == 1 for middle in middles)
    exposed = capability_id in EXPOSED_TO_CRITICAL_DATA and critical_data != "no"
    return 1 + RISK_WEIGHT * at_the_bottom + RISK_WEIGHT * exposed


def enabling(
    questionnaire: Questionnaire, items: Mapping[str, ItemScore], gaps: Mapping[str, float | None]
) -> dict[str, float]:
    """Return E_c (1..1.3) of each capability, from the others with a gap whose next action waits for one in c."""
    waiting: dict[str, set[str]] = {capability_id: set() for capability_id in questionnaire.capabilities}
    for capability_id, gap in gaps.items():
        action = next_action(questionnaire, capability_id, items)
        if gap is None or not exceeds(gap, 0) or action is None:
            continue
        for needed in (questionnaire.actions_by_id[action_id] for action_id in action.needs):
            if needed.capability != capability_id and not is_met(needed, items):
                waiting[needed.capability].add(capability_id)
    return {part: 1 + ENABLES_WEIGHT * min(ENABLES_AT_MOST, len(others)) for part, others in waiting.items()}


def next_action(questionnaire: Questionnaire, capability_id: str, items: Mapping[str, ItemScore]) -> Action | None:
    """Return the lowest action of a capability that is not met yet, by level and then by id."""
    unmet = (
        action for action in questionnaire.actions if action.capability == capability_id and not is_met(action, items)
    )
    return min(unmet, key=lambda action: (action.from_level, action.id), default=None)


def is_met(action: Action, items: Mapping[str, ItemScore]) -> bool:
    """Say whether every applicable item that an action lifts is already there; one without a level is not."""
    return all(
        items[item_id].not_applicable or reaches(items[item_id].value or 1.0, level)
        for item_id, level in action.lifts.items()
    )


def priorities(factors: Mapping[str, PriorityFactors | None]) -> dict[str, float | None]:
    """Return P_c as 0..100, relative to the highest: all 0 where nothing has a gap, None where no gap is known."""
    products = {
        capability_id: None if each is None else each.gap * each.importance * each.risk * each.enables
        for capability_id, each in factors.items()
    }
    highest = max((product for product in products.values() if product is not None), default=0.0)
    return {
        capability_id: None if product is None else 100 * product / highest if highest > 0 else 0.0
        for capability_id, product in products.items()
    }
