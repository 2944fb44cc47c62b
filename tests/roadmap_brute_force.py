"""The best plan of a small case by trying every start week of every action, apart from any model."""

from __future__ import annotations

import random
from collections.abc import Iterator

from msgspec.structs import replace
from roadmap_departments import action, department, with_actions

from questionnaires.model import Questionnaire
from scoring.levels import Standing, capability_level
from scoring.roadmap.model import Limits
from scoring.roadmap.state import State
from scoring.scorecard import Scorecard

Chosen = dict[str, tuple[int, int]]
ITEMS = ("U1.1", "U1.2", "U1.3", "U2.1", "U2.2", "U2.3")


def small_case(seed: int, quarters: int = 0) -> tuple[Questionnaire, Scorecard, Limits]:
    """Two or three actions on two capabilities, where all else is at its target."""
    rng = random.Random(seed)
    names = ["U1-A", "U1-B", "U2-A"][: rng.choice((2, 3, 3))]
    actions = []
    for number, name in enumerate(names):
        lifts = {item: rng.choice((2, 3, 3, 4)) for item in rng.sample(ITEMS, rng.randint(1, 3))}
        needs = rng.sample(names[:number], rng.choice((0, 1))) if number else []
        actions.append(action(name, lifts, rng.randint(2, 9), rng.randint(4, 9), needs, visible=rng.random() < 0.5))
    scorecard = department(3, {item: rng.choice((1, 1, 2, 2, 3)) for item in ITEMS}, target=rng.choice((3, 4)))
    limits = Limits(
        capacity=tuple(float(rng.choice((5, 8, 12, 20))) for _ in range(quarters or rng.choice((1, 1, 2)))),
        max_concurrent=rng.choice((1, 2)),
        max_visible_finishes=rng.choice((1, 2)),
    )
    return with_actions(*actions), scorecard, limits


def best_value(state: State, limits: Limits) -> float:
    """The highest value of any plan, from every choice of start weeks."""
    return max(_value(state, chosen) for chosen in _plans(state, limits, tuple(state.actions), {}))


def _plans(state: State, limits: Limits, left: tuple[str, ...], chosen: Chosen) -> Iterator[Chosen]:
    if not left:
        if _is_in_order(state, chosen):
            yield chosen
        return
    yield from _plans(state, limits, left[1:], chosen)
    weeks = state.actions[left[0]].weeks
    for start in range(13 * limits.quarters - weeks + 1):
        extended = {**chosen, left[0]: (start, start + weeks)}
        if _has_room(state, limits, extended):
            yield from _plans(state, limits, left[1:], extended)


def _has_room(state: State, limits: Limits, chosen: Chosen) -> bool:
    days = [0.0] * limits.quarters
    visible = [0] * limits.quarters
    for name, (start, finish) in chosen.items():
        for week in range(start, finish):
            days[week // 13] += state.actions[name].days / (finish - start)
        visible[(finish - 1) // 13] += state.actions[name].visible_to_users
    return (
        all(used <= 0.8 * there + 1e-9 for used, there in zip(days, limits.capacity, strict=True))
        and max(visible) <= limits.max_visible_finishes
        and all(
            sum(start <= week < finish for start, finish in chosen.values()) <= limits.max_concurrent
            for week in range(13 * limits.quarters)
        )
    )


def _is_in_order(state: State, chosen: Chosen) -> bool:
    for name, (start, _) in chosen.items():
        by_then = _items(state, {other: weeks for other, weeks in chosen.items() if weeks[1] <= start})
        for needed in state.actions[name].needs:
            done = needed in chosen and chosen[needed][1] <= start
            there = all(
                (by_then[item].value or 0) >= level - 1e-9
                for stake in state.stakes.values()
                for item, level in stake.lifts.get(needed, {}).items()
            )
            if not done and not there:
                return False
    return True


def _items(state: State, chosen: Chosen) -> dict[str, Standing]:
    items = {item: standing for stake in state.stakes.values() for item, standing in stake.start.items()}
    for name, _ in sorted(chosen.items(), key=lambda each: (each[1][1], each[0])):
        for stake in state.stakes.values():
            for item, level in stake.lifts.get(name, {}).items():
                value, middle = items[item].value or 1, items[item].middle or 1
                if level - value <= 2 + 1e-9:
                    items[item] = Standing(max(value, level), max(middle, level))
    return items


def _value(state: State, chosen: Chosen) -> float:
    total, before = 0.0, _worth(state, {})
    last = max((finish for _, finish in chosen.values()), default=0)
    for quarter in range((last + 12) // 13):
        now = _worth(state, {name: weeks for name, weeks in chosen.items() if weeks[1] <= 13 * (quarter + 1)})
        total += 0.9**quarter * (now - before)
        before = now
    return total


def _worth(state: State, chosen: Chosen) -> float:
    items, total = _items(state, chosen), 0.0
    for stake in state.stakes.values():
        reached = capability_level(stake.capability, {item: items[item] for item in stake.start})
        if reached.score is not None and reached.level is not None:
            total += stake.weight * (min(stake.target, reached.score) + 0.25 * min(stake.target, reached.level))
    return total


def narrowed(state: State) -> State:
    """The same state with the capabilities alone that an action touches: the others never change."""
    touched = {name: stake for name, stake in state.stakes.items() if stake.lifts}
    return State(touched, state.actions, state.domains)


__all__ = ["best_value", "narrowed", "replace", "small_case"]
