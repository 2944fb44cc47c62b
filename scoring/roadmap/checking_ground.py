"""The items of a department as the checks of a roadmap see them, apart from the state that planners work on."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from questionnaires.model import Questionnaire
from scoring.levels import Standing, capability_level, domain_level
from scoring.priority import risk_of
from scoring.roadmap.model import REACH_OF_AN_ACTION, WHERE_NOBODY_GAVE_A_LEVEL, WORTH_OF_A_LEVEL, Limits
from scoring.scorecard import Scorecard

CLOSE = 1e-6  # person-days and values may differ this much by rounding


class Ground:
    """The items of a department, which finished actions lift."""

    def __init__(self, questionnaire: Questionnaire, scorecard: Scorecard, limits: Limits) -> None:
        self._questionnaire = questionnaire
        self._scorecard = scorecard
        self._values: dict[str, float] = {}
        self._gate_values: dict[str, float] = {}
        for item, score in scorecard.items.items():
            if not score.not_applicable:
                self._values[item] = score.value or WHERE_NOBODY_GAVE_A_LEVEL
                self._gate_values[item] = score.low_median or WHERE_NOBODY_GAVE_A_LEVEL
        self._weights = {
            capability_id: scored.importance * self._risk(capability_id)
            for capability_id, scored in scorecard.capabilities.items()
        }

        self._now: dict[str, float] = {}
        self._stale = set(self._weights)
        self._worths: dict[tuple[str, tuple[float, ...], tuple[float, ...]], float] = {}
        for action in sorted(limits.unmeasured):
            self.finish(action)

    def copy(self) -> Ground:
        """Return the same ground, to be lifted on its own."""
        return copy(self).detached()

    def detached(self) -> Ground:
        """Return this ground with figures of its own."""
        self._values, self._gate_values = self._values.copy(), self._gate_values.copy()
        self._now, self._stale = self._now.copy(), self._stale.copy()
        return self

    def _risk(self, capability_id: str) -> float:
        gate_values = [standing.middle for standing in self._standings(capability_id).values()]
        return risk_of(capability_id, gate_values, self._scorecard.critical_data)

    def _standings(self, capability_id: str) -> Mapping[str, Standing]:
        items = self._questionnaire.capabilities[capability_id].items
        return {
            item.id: Standing(self._values[item.id], self._gate_values[item.id])
            for item in items
            if item.id in self._values
        }

    def is_there(self, action: str) -> bool:
        """Say whether every applicable item that an action lifts has its level."""
        lifts = self._questionnaire.actions_by_id[action].lifts
        return all(self._values.get(item, level) >= level - CLOSE for item, level in lifts.items())

    def finish(self, action: str) -> set[str]:
        """Lift the items of an action, and return those whose value moved, or whose low median counts at a gate."""
        moved = set()
        for item, level in self._questionnaire.actions_by_id[action].lifts.items():
            if item in self._values and level - self._values[item] <= REACH_OF_AN_ACTION + CLOSE:
                is_gate = self._questionnaire.items[item].gate is not None
                if self._values[item] < level or (is_gate and self._gate_values[item] < level):
                    moved.add(item)
                self._stale.add(self._questionnaire.capability_of(item).id)
                self._values[item] = max(self._values[item], level)
                self._gate_values[item] = max(self._gate_values[item], level)
        return moved

    def level(self, domain_id: str) -> int:
        """Return the level of a domain; what has no level counts as 1."""
        domain = next(domain for domain in self._questionnaire.domains if domain.id == domain_id)
        in_scope = (part for part in domain.capabilities if not self._scorecard.capabilities[part.id].out_of_scope)
        levels = {part.id: capability_level(part, self._standings(part.id)).level for part in in_scope}
        return domain_level(levels, domain.core)

    def worth(self) -> float:
        """Return V, over the capabilities in scope."""
        for capability_id in self._stale:
            self._now[capability_id] = self._worth_of(capability_id)
        self._stale = set()
        return sum(self._now.values())

    def _worth_of(self, capability_id: str) -> float:
        items = [item.id for item in self._questionnaire.capabilities[capability_id].items if item.id in self._values]
        values, gate_values = self._values, self._gate_values
        key = capability_id, tuple(values[item] for item in items), tuple(gate_values[item] for item in items)
        if key not in self._worths:
            self._worths[key] = self._counted(capability_id)
        return self._worths[key]

    def _counted(self, capability_id: str) -> float:
        target = self._scorecard.capabilities[capability_id].target
        reached = capability_level(self._questionnaire.capabilities[capability_id], self._standings(capability_id))
        if target is None or reached.score is None or reached.level is None:
            return 0.0
        counted = min(target, reached.score) + WORTH_OF_A_LEVEL * min(target, reached.level)
        return self._weights[capability_id] * counted
