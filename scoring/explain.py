"""Explain a level: what it was computed from, which sentence holds it back, what would lift it (scoring 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from questionnaires.model import LEVELS, Capability, Domain, Item, Questionnaire
from scoring.bounds import exceeds, reaches
from scoring.levels import (
    FULLY,
    LARGELY,
    MIN_SHARE_AT_LEVEL,
    TOP,
    KeyPractice,
    Standing,
    fulfilment_of,
    key_practice,
    standings,
)
from scoring.lifting import Ladder, Raise, levels_in
from scoring.scorecard import ItemScore, Scorecard

MissingReason = Literal["key_practice", "below", "level"]


class ItemAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What an item brings to its capability. `sentence` is the level whose sentence holds now: the low median.

    `key_practice_of` is the level (3 or 4) that cannot be reached without this item.
    """

    item: str
    value: float | None
    sentence: int | None
    agreed: int | None
    not_applicable: bool
    key_practice_of: int | None


class LevelCheck(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a level (2..5) is reached, with the numbers that say so.

    `parts` are the shares (0..1) per item that has a value, and `fulfilment` their mean, which must exceed `needed`.
    `not_fully` are the levels below that are not fulfilled for more than `needed_below`. `gate` is the item of the
    key practice and `practice` how it stands. A level is met only if all below it are.
    """

    level: int
    parts: dict[str, float]
    fulfilment: float
    needed: float = LARGELY
    needed_below: float = FULLY
    not_fully: tuple[int, ...]
    gate: str | None
    practice: KeyPractice
    is_met: bool


class MissingSentence(msgspec.Struct, frozen=True):
    """A sentence that does not hold yet and keeps the capability from its next level.

    Because it is the key practice of that level, because a lower level is not fully there, or because too little of
    the next level is.
    """

    item: str
    level: int
    reason: MissingReason


class CapabilityExplanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a capability stands where it stands.

    `checks` is empty where there is no score; `unanswered` are then the items that would give one. `lifts` are the
    single answers that each alone lead to a higher level, strongest first; `together` is filled only where none
    does: raised as one they lead to the next level, and none can be left out.
    """

    capability: str
    score: float | None
    level: int | None
    level_unverified: bool
    target: int | None
    answers: tuple[ItemAnswer, ...]
    checks: tuple[LevelCheck, ...]
    missing: tuple[MissingSentence, ...]
    lifts: tuple[Raise, ...]
    together: tuple[Raise, ...]
    unanswered: tuple[str, ...]


class DomainExplanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a domain stands where it stands; None and empty where it has no level, or no higher one to reach.

    For `next_level` each capability must be at most one level below (`too_low` are not), `needed` of them must be at
    it (`at_level` are), and every core capability (`core_below` are not).
    """

    domain: str
    score: float | None
    level: int | None
    target: float | None
    scores: dict[str, float | None]
    levels: dict[str, int | None]
    next_level: int | None
    too_low: tuple[str, ...]
    at_level: tuple[str, ...]
    needed: int
    core_below: tuple[str, ...]
    held_by: tuple[str, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """The domains and capabilities of a scope, explained in the order of the questionnaire."""

    domains: tuple[DomainExplanation, ...]
    capabilities: tuple[CapabilityExplanation, ...]


def explain(questionnaire: Questionnaire, scorecard: Scorecard, scope_id: str | None = None) -> Explanation:
    """Explain everything, or one domain with its capabilities, or the capability that is named or holds an item.

    Raises KeyError for an id that the questionnaire does not have.
    """
    domains, capabilities = _scope(questionnaire, scope_id)
    return Explanation(
        domains=tuple(_domain(domain, scorecard) for domain in domains),
        capabilities=tuple(_capability(questionnaire, capability, scorecard) for capability in capabilities),
    )


def _scope(questionnaire: Questionnaire, scope_id: str | None) -> tuple[Sequence[Domain], Sequence[Capability]]:
    if scope_id is None:
        return questionnaire.domains, tuple(questionnaire.capabilities.values())
    for domain in questionnaire.domains:
        if domain.id == scope_id:
            return (domain,), domain.capabilities
    in_items = scope_id in questionnaire.items
    capability = questionnaire.capability_of(scope_id) if in_items else questionnaire.capabilities[scope_id]
    return (questionnaire.domain_of(capability.id),), (capability,)


def _capability(questionnaire: Questionnaire, capability: Capability, scorecard: Scorecard) -> CapabilityExplanation:
    score = scorecard.capabilities[capability.id]
    applicable = standings(capability, scorecard.items)
    checks = tuple(_checks(capability, applicable)) if score.level is not None else ()
    missing = () if score.level is None or score.level == TOP else _missing(checks[score.level - 1], applicable)
    ladder = Ladder(questionnaire, capability, scorecard) if score.level is not None else None
    lifts = ladder.single() if ladder else ()
    return CapabilityExplanation(
        capability=capability.id,
        score=score.score,
        level=score.level,
        level_unverified=score.level_unverified,
        target=score.target,
        answers=tuple(_answer(item, scorecard.items[item.id]) for item in capability.items),
        checks=checks,
        missing=missing,
        lifts=lifts,
        together=ladder.together([each.item for each in missing]) if ladder and not lifts else (),
        unanswered=tuple(item_id for item_id, standing in applicable.items() if standing.value is None),
    )


def _answer(item: Item, score: ItemScore) -> ItemAnswer:
    return ItemAnswer(
        item=item.id,
        value=score.value,
        sentence=score.low_median,
        agreed=score.agreed,
        not_applicable=score.not_applicable,
        key_practice_of=item.gate,
    )


def _checks(capability: Capability, applicable: Mapping[str, Standing]) -> Iterator[LevelCheck]:
    values = {item_id: standing.value for item_id, standing in applicable.items() if standing.value is not None}
    fulfilment = {level: fulfilment_of(tuple(values.values()), level) for level in LEVELS[1:]}
    are_met = True
    for level in LEVELS[1:]:
        gate = capability.gate(level)
        practice = key_practice(capability, applicable, level)
        not_fully = tuple(below for below in LEVELS[1 : level - 1] if not exceeds(fulfilment[below], FULLY))
        are_met &= exceeds(fulfilment[level], LARGELY) and not not_fully and practice not in {"missed", "unverified"}
        yield LevelCheck(
            level=level,
            parts={item_id: fulfilment_of([value], level) for item_id, value in values.items()},
            fulfilment=fulfilment[level],
            not_fully=not_fully,
            gate=gate.id if gate else None,
            practice=practice,
            is_met=are_met,
        )


def _missing(check: LevelCheck, applicable: Mapping[str, Standing]) -> tuple[MissingSentence, ...]:
    """Return the sentences behind each condition of a level that is not met; each item once."""
    found: dict[str, MissingSentence] = {}
    if check.gate is not None and check.practice in {"missed", "unverified"}:
        found[check.gate] = MissingSentence(check.gate, check.level, "key_practice")
    if check.not_fully:
        for item_id, level in _lowest(check.not_fully[0], applicable):
            found.setdefault(item_id, MissingSentence(item_id, level, "below"))
    elif not exceeds(check.fulfilment, check.needed):
        for item_id, level in _lowest(check.level, applicable):
            found.setdefault(item_id, MissingSentence(item_id, level, "level"))
    return tuple(found.values())


def _lowest(level: int, applicable: Mapping[str, Standing]) -> Iterator[tuple[str, int]]:
    """Yield the items with the lowest value, each with its first sentence up to a level that does not hold yet."""
    values = {item_id: standing.value for item_id, standing in applicable.items() if standing.value is not None}
    lowest = min(values.values())
    for item_id, value in values.items():
        if not exceeds(value, lowest):
            yield item_id, next(step for step in LEVELS if step == level or not reaches(value, step))


def _domain(domain: Domain, scorecard: Scorecard) -> DomainExplanation:
    score = scorecard.domains[domain.id]
    levels = levels_in(domain, scorecard)
    reached = {capability_id: level or 1 for capability_id, level in levels.items()}
    next_level = None if score.level is None or score.level == TOP else score.level + 1
    share, whole = MIN_SHARE_AT_LEVEL
    aim = next_level or TOP
    return DomainExplanation(
        domain=domain.id,
        score=score.score,
        level=score.level,
        target=score.target,
        scores={capability_id: scorecard.capabilities[capability_id].score for capability_id in levels},
        levels=levels,
        next_level=next_level,
        too_low=tuple(part for part, level in reached.items() if next_level and level < aim - 1),
        at_level=tuple(part for part, level in reached.items() if next_level and level >= aim),
        needed=-(-share * len(levels) // whole) if next_level else 0,
        core_below=tuple(part for part in domain.core if next_level and reached.get(part, aim) < aim),
        held_by=score.held_by,
    )
