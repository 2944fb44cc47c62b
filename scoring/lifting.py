"""Find the answers that would lift a capability to a higher level (scoring 4.2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from questionnaires.model import LEVELS, Capability, Domain, Questionnaire
from scoring.bounds import reaches
from scoring.levels import TOP, CapabilityLevel, Standing, capability_level, domain_level, standings
from scoring.scorecard import Scorecard

REACH_OF_AN_ACTION = 2  # an action lifts an item over at most two levels (scoring 6)


class Raise(msgspec.Struct, frozen=True, kw_only=True):
    """One answer raised to `to`, and what would follow: the capability's `level`, its fulfilment, the domain's level.

    `sentence` is the level whose sentence holds now; None where nobody gave a level. `actions` of the catalogue would
    bring the item there.
    """

    item: str
    sentence: int | None
    to: int
    level: int
    fulfilment: float
    domain_level: int | None
    actions: tuple[str, ...]


class Ladder:
    """The steps up from where a scored capability stands; each answer raised is that of the whole group."""

    def __init__(self, questionnaire: Questionnaire, capability: Capability, scorecard: Scorecard) -> None:
        self._questionnaire = questionnaire
        self._capability = capability
        self._scorecard = scorecard
        self._now = standings(capability, scorecard.items)
        self._level = self._after(self._now)[1]

    def single(self) -> tuple[Raise, ...]:
        """Return for each item the smallest raise that alone leads to a higher level, the strongest first."""
        found = [each for item_id in self._now if (each := self._smallest(item_id)) is not None]
        return tuple(sorted(found, key=lambda each: (-each.level, -each.fulfilment)))

    def together(self, held_by: Collection[str]) -> tuple[Raise, ...]:
        """Return raises that only as one lead to the next level: none can be left out, and none be smaller.

        Items that hold the level back are raised rather than others that could make up for them.
        """
        if self._level == TOP:
            return ()
        target = self._level + 1
        raised = {item_id: _raised(standing, target) for item_id, standing in self._now.items()}
        largest_effort_first = sorted(self._now, key=lambda item_id: self._now[item_id].value or 1)
        for item_id in sorted(largest_effort_first, key=lambda item_id: item_id in held_by):
            now = self._now[item_id]
            for less in (now, *(_raised(now, level) for level in LEVELS[1:target])):
                if self._after({**raised, item_id: less})[1] >= target:
                    raised[item_id] = less
                    break
        return tuple(
            self._raise(item_id, next(level for level in LEVELS if _raised(now, level) == raised[item_id]), raised)
            for item_id, now in self._now.items()
            if raised[item_id] != now
        )

    def _smallest(self, item_id: str) -> Raise | None:
        standing = self._now[item_id]
        for level in LEVELS[1:]:
            after = {**self._now, item_id: _raised(standing, level)}
            if after[item_id] != standing and self._after(after)[1] > self._level:
                return self._raise(item_id, level, after)
        return None

    def _after(self, applicable: Mapping[str, Standing]) -> tuple[CapabilityLevel, int]:
        result = capability_level(self._capability, applicable)
        return result, result.level or 1

    def _raise(self, item_id: str, to: int, applicable: Mapping[str, Standing]) -> Raise:
        result, level = self._after(applicable)
        return Raise(
            item=item_id,
            sentence=self._scorecard.items[item_id].low_median,
            to=to,
            level=level,
            fulfilment=(result.fulfilment or {}).get(level, 1.0),
            domain_level=self._domain_level(level),
            actions=tuple(self._actions(item_id, to)),
        )

    def _domain_level(self, level: int) -> int | None:
        domain = self._questionnaire.domain_of(self._capability.id)
        if self._scorecard.domains[domain.id].level is None:
            return None
        return domain_level({**levels_in(domain, self._scorecard), self._capability.id: level}, domain.core)

    def _actions(self, item_id: str, to: int) -> list[str]:
        value = self._now[item_id].value or 1
        return [
            action.id
            for action in self._questionnaire.actions
            if item_id in action.lifts
            and action.lifts[item_id] >= to
            and reaches(value, action.lifts[item_id] - REACH_OF_AN_ACTION)
        ]


def levels_in(domain: Domain, scorecard: Scorecard) -> dict[str, int | None]:
    """Return the levels of the capabilities of a domain that are in scope."""
    scores = {capability.id: scorecard.capabilities[capability.id] for capability in domain.capabilities}
    return {capability_id: score.level for capability_id, score in scores.items() if not score.out_of_scope}


def _raised(standing: Standing, level: int) -> Standing:
    return Standing(max(standing.value or 1, level), max(standing.middle or 1, level))
