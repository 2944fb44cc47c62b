"""What a capability is worth after each set of its actions that can be finished, whatever the order (scoring 6)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from scoring.bounds import reaches
from scoring.levels import capability_level
from scoring.roadmap.model import Work
from scoring.roadmap.state import Stake, Standings, counted

Pair: TypeAlias = tuple[str, str]
"""Two actions of which the first finishes before the second."""

DIGITS_OF_WORTH = 12


class Configuration(NamedTuple):
    """A set of finished actions and what follows from it for one capability.

    `score` stops at the target. A lift can be wasted where another comes too late: where the order of finishing makes
    a difference, there is one configuration for each outcome, and `needs_order` holds what every order that leads to
    it has in common.
    """

    done: frozenset[str]
    worth: float
    score: float
    level: int
    spared: frozenset[str]
    needs_order: frozenset[Pair]


_Outcome: TypeAlias = tuple[Standings, frozenset[Pair]]


def configurations(stake: Stake, candidates: Collection[str], works: Mapping[str, Work]) -> tuple[Configuration, ...]:
    """Return the configurations of a capability that candidates can lead to, in a fixed order.

    Sets and orders in which an action finishes while one of its prerequisites here is neither done nor spared do not
    occur.
    """
    actions = [action for action in sorted(stake.lifts) if action in candidates]
    found: list[Configuration] = []
    layer: dict[frozenset[str], list[_Outcome]] = {frozenset(): [(stake.start, frozenset())]}
    while layer:
        for done, outcomes in layer.items():
            found.extend(_distinct(stake, done, outcomes))
        layer = _one_more(stake, actions, works, layer)
    return tuple(found)


def _one_more(
    stake: Stake, actions: Collection[str], works: Mapping[str, Work], layer: Mapping[frozenset[str], list[_Outcome]]
) -> dict[frozenset[str], list[_Outcome]]:
    grown: dict[frozenset[str], dict[tuple[tuple[str, float | None, float | None], ...], _Outcome]] = {}
    for done, outcomes in layer.items():
        for action in actions:
            if action in done:
                continue
            for standings, order in outcomes:
                if not _may_finish(stake, works[action], done, standings):
                    continue
                after = stake.lifted_by(action, standings)
                order_then = order | {(earlier, action) for earlier in done}
                key = tuple((item, standing.value, standing.middle) for item, standing in after.items())
                same = grown.setdefault(done | {action}, {})
                same[key] = (after, same[key][1] & order_then if key in same else order_then)
    return {done: list(same.values()) for done, same in grown.items()}


def _may_finish(stake: Stake, work: Work, done: frozenset[str], standings: Standings) -> bool:
    return all(
        needed not in stake.lifts or needed in done or is_at_level(stake, needed, standings) for needed in work.needs
    )


def _distinct(stake: Stake, done: frozenset[str], outcomes: Collection[_Outcome]) -> Iterator[Configuration]:
    merged: dict[tuple[float, float, int, frozenset[str]], frozenset[Pair]] = {}
    for standings, order in outcomes:
        reached = capability_level(stake.capability, standings)
        key = (
            round(stake.worth(standings), DIGITS_OF_WORTH),
            min(stake.target, reached.score or 0.0),
            reached.level or 1,
            frozenset(action for action in stake.lifts if is_at_level(stake, action, standings)),
        )
        merged[key] = merged[key] & order if key in merged else order
    for (worth, score, level, spared), order in merged.items():
        yield Configuration(done, worth, score, level, spared, order if len(merged) > 1 else frozenset())


def is_at_level(stake: Stake, action: str, standings: Standings) -> bool:
    """Say whether every item here that an action lifts has its level, so that nothing need wait for it."""
    return all(reaches(counted(standings[item])[0], level) for item, level in stake.lifts[action].items())
