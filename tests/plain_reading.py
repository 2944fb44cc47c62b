"""A second, slow reading of docs/scoring.md to check the scorer against: people one by one, in exact fractions.

It shares no code with `scoring`: what it gives are the fields of `assess score --format json`.
"""

from __future__ import annotations

from fractions import Fraction
from statistics import median_low
from typing import Any

from questionnaires.model import Capability, Item, Questionnaire
from questionnaires.responses import Respondent, Responses

AUDIENCE = {"it_management": "it", "it_staff": "it", "user": "user", "supplier": "supplier"}


def read(questionnaire: Questionnaire, responses: Responses) -> dict[str, Any]:
    reading = _Reading(questionnaire, responses)
    capabilities = {part.id: reading.capability(part) for part in questionnaire.capabilities.values()}
    domains = {domain.id: reading.domain(domain, capabilities) for domain in questionnaire.domains}
    levels = [domain["level"] for domain in domains.values() if domain["level"] is not None]
    return {
        "items": {item.id: reading.item(item) for item in questionnaire.items.values()},
        "capabilities": {
            part: {name: value for name, value in fields.items() if not name.startswith("_")}
            for part, fields in capabilities.items()
        },
        "domains": domains,
        "overall": {
            "score": _mean([d["score"] for d in domains.values() if d["score"] is not None]),
            "level": min(levels) if levels else None,
            "ambition": _mean([d["target"] for d in domains.values() if d["target"] is not None]),
        },
    }


def _mean(values: list[Any]) -> Fraction | None:
    return Fraction(sum(values)) / len(values) if values else None


class _Reading:
    def __init__(self, questionnaire: Questionnaire, responses: Responses) -> None:
        self.questionnaire = questionnaire
        self.responses = responses
        self.people = responses.respondents
        self.is_anonymous = len(self.people) > 1 and responses.privacy.mode == "anonymous"
        self.k = responses.privacy.threshold

    def kinds(self, item: Item) -> list[tuple[Respondent, Any]]:
        """Everyone who gave any answer, with a level, "unknown" or "not_applicable"."""
        return [
            (person, person.answers[item.id].level or person.answers[item.id].kind)
            for person in self.people
            if item.id in person.answers
        ]

    def is_not_applicable(self, item: Item) -> bool:
        given = [kind for _, kind in self.kinds(item)]
        if item.id in self.responses.agreed or not given:
            return False
        return Fraction(given.count("not_applicable"), len(given)) >= Fraction(2, 3)

    def groups(self, item: Item) -> dict[frozenset[str], list[Any]]:
        """Levels and don't-knows by group, the small groups merged where the run is anonymous."""
        groups: dict[frozenset[str], list[Any]] = {}
        for person, kind in self.kinds(item):
            if kind != "not_applicable":
                groups.setdefault(frozenset({AUDIENCE[person.role]}), []).append(kind)
        while self.is_anonymous and len(groups) > 1:
            smallest, next_smallest = sorted(groups, key=lambda g: (len(groups[g]), "sui".index(min(g, key=_rank)[0])))[
                :2
            ]
            if len(groups[smallest]) >= self.k:
                break
            groups[smallest | next_smallest] = groups.pop(smallest) + groups.pop(next_smallest)
        return groups

    def levels(self, item: Item) -> list[int]:
        return [kind for _, kind in self.kinds(item) if isinstance(kind, int)]

    def value(self, item: Item) -> Any:
        if item.id in self.responses.agreed:
            return self.responses.agreed[item.id].level
        if self.is_not_applicable(item):
            return None
        answered = [[kind for kind in group if kind != "unknown"] for group in self.groups(item).values()]
        return _mean([_mean(group) for group in answered if group])

    def pessimistic(self, item: Item) -> Any:
        if item.id in self.responses.agreed:
            return self.responses.agreed[item.id].level
        as_one = [[1 if kind == "unknown" else kind for kind in group] for group in self.groups(item).values()]
        return _mean([_mean(group) for group in as_one])

    def middle(self, item: Item) -> int | None:
        if item.id in self.responses.agreed:
            return self.responses.agreed[item.id].level
        levels = self.levels(item)
        return median_low(levels) if levels and not self.is_not_applicable(item) else None

    def spread(self, item: Item) -> Fraction | None:
        levels = self.levels(item)
        if len(levels) < 2:
            return None
        return _mean([abs(level - median_low(levels)) for level in levels])

    def item(self, item: Item) -> dict[str, Any]:
        levels = self.levels(item)
        low, high = [x for x in levels if x <= 2], [x for x in levels if x >= 4]
        enough = max(2, Fraction(len(levels), 4))
        return {
            "value": self.value(item),
            "low_median": self.middle(item),
            "agreed": self.responses.agreed[item.id].level if item.id in self.responses.agreed else None,
            "spread": self.spread(item),
            "polarised": len(low) >= enough and len(high) >= enough if len(levels) >= 2 else None,
            "not_applicable": self.is_not_applicable(item),
            "perception_gap": self.perception_gap(item),
        }

    def perception_gap(self, item: Item) -> Fraction | None:
        groups = self.groups(item)
        means = [
            _mean([kind for kind in groups.get(frozenset({audience}), []) if kind != "unknown"])
            for audience in ("it", "user")
        ]
        return None if None in means else means[0] - means[1]

    def capability(self, capability: Capability) -> dict[str, Any]:
        applicable = [item for item in capability.items if not self.is_not_applicable(item)]
        valued = [item for item in applicable if self.value(item) is not None]
        scored = bool(applicable) and Fraction(len(valued), len(applicable)) >= Fraction(6, 10)
        values = [self.value(item) for item in valued]
        score = _mean(values) if scored else None
        fulfilment = {k: _mean([min(1, max(0, x - (k - 1))) for x in values]) for k in range(2, 6)} if scored else None
        level, unverified = self.climb(applicable, fulfilment) if scored else (None, False)
        target = self.target(capability) if applicable else None
        asked = [(p, i) for i in capability.items for p in self.people if AUDIENCE[p.role] in i.audience]
        asked = [(p, i) for p, i in asked if i.id not in p.answers or p.answers[i.id].kind != "not_applicable"]
        with_level = [(p, i) for p, i in asked if i.id in p.answers and p.answers[i.id].level is not None]
        spreads = [s for s in (self.spread(item) for item in capability.items) if s is not None]
        bounds = [x for x in (self.pessimistic(item) for item in applicable) if x is not None]
        return {
            "score": score,
            "score_pessimistic": _mean(bounds) if scored else None,
            "level": level,
            "level_unverified": unverified,
            "fulfilment": {str(k): f for k, f in fulfilment.items()} if fulfilment else None,
            "target": target,
            "gap": max(0, target - score) if score is not None else None,
            "importance": self.importance(capability),
            "coverage": Fraction(len(with_level), len(asked)) if asked else None,
            "consensus": _mean([1 - s / 2 for s in spreads]),
            "_in_scope": bool(applicable),
        }

    def climb(self, applicable: list[Item], fulfilment: dict[int, Any]) -> tuple[int, bool]:
        for k in range(2, 6):
            if fulfilment[k] <= Fraction(1, 2) or any(fulfilment[j] <= Fraction(85, 100) for j in range(2, k)):
                return k - 1, False
            gates = [item for item in applicable if k > 2 and item.gate == min(k, 4)]
            for gate in gates:
                if self.middle(gate) is None:
                    return k - 1, True
                if self.middle(gate) < k:
                    return k - 1, False
        return 5, False

    def target(self, capability: Capability) -> int:
        domain = self.questionnaire.domain_of(capability.id).id
        for ambition in [self.responses.ambition]:
            for scope in (capability.id, domain):
                if scope in ambition:
                    return ambition[scope]
        own = [p.ambition.get(capability.id, p.ambition.get(domain)) for p in self.people if p.role == "it_management"]
        stated = [level for level in own if level is not None]
        return median_low(stated) if stated else 3

    def importance(self, capability: Capability) -> Fraction:
        marked = [p.importance for p in self.people if p.importance and (p.importance.most or p.importance.least)]
        if not marked or (self.is_anonymous and len(marked) < self.k):
            return Fraction(1)
        votes = [(capability.id in each.most) - (capability.id in each.least) for each in marked]
        return 1 + Fraction(sum(votes), len(votes)) / 2

    def domain(self, domain: Any, capabilities: dict[str, Any]) -> dict[str, Any]:
        parts = {part.id: capabilities[part.id] for part in domain.capabilities}
        inside = {name: part for name, part in parts.items() if part["_in_scope"]}
        scored = [part["score"] for part in inside.values() if part["score"] is not None]
        is_out = 2 * (len(parts) - len(inside)) > len(parts)
        has_score = not is_out and bool(scored) and 2 * len(scored) >= len(inside)
        levels = {name: part["level"] or 1 for name, part in inside.items()}

        def reached(k: int) -> bool:
            at = [level for level in levels.values() if level >= k]
            return (
                all(level >= k - 1 for level in levels.values())
                and Fraction(len(at), len(levels)) >= Fraction(6, 10)
                and all(levels[name] >= k for name in domain.core if name in levels)
            )

        return {
            "score": _mean(scored) if has_score else None,
            "level": max([1, *(k for k in range(2, 6) if reached(k))]) if has_score else None,
            "target": _mean([part["target"] for part in inside.values()]),
        }


def _rank(audience: str) -> int:
    return "sui".index(audience[0])
