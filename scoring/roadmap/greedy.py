"""Plan by the greedy rule: what gains most per person-day comes first (scoring 6)."""

from __future__ import annotations

from scoring.roadmap.draft import Draft
from scoring.roadmap.model import Limits, Must
from scoring.roadmap.state import State, counted, quarter_of

DIGITS_OF_A_TIE = 9  # gains per person-day that differ less are equal: the last bits of a sum decide nothing


def place_greedily(state: State, limits: Limits) -> Draft:
    """Return a full plan; the same input gives the same plan.

    A later choice can come earlier in time and leave a step nothing to gain: such a step makes room again.
    """
    draft = _filled(_with_musts(_with_pinned(_with_running(Draft.of(state, limits)))))
    while (lighter := _without_idle_steps(draft)) is not draft:
        draft = _filled(lighter)
    return draft


def _filled(draft: Draft) -> Draft:
    while (better := _best_addition(draft)) is not None:
        draft = better
    return draft


def _without_idle_steps(draft: Draft) -> Draft:
    """Return the draft without the steps that gain nothing, that nothing waits for and that are not pinned."""
    for action in reversed(draft.placed):
        if action not in draft.limits.fixed and not draft.gains_by(action):
            lighter = draft.without(action)
            if lighter.is_in_order and lighter.keeps_its_promises >= draft.keeps_its_promises:
                return _without_idle_steps(lighter)
    return draft


def _with_running(draft: Draft) -> Draft:
    for action in sorted(draft.limits.running):
        draft.put(action, 0)
    return draft


def _with_pinned(draft: Draft) -> Draft:
    """Place the pinned actions, each after its unmet prerequisites, where they fit."""
    pinned = draft.limits.pinned
    for action in sorted(pinned, key=lambda action: (pinned[action], action)):
        if action not in draft.placed:
            draft = draft.with_action(action) or draft
    return draft


def _with_musts(draft: Draft) -> Draft:
    """Add what brings each domain nearest to where it must be, per person-day, until it is there or nothing helps."""
    for domain_id, must in sorted(draft.limits.must.items(), key=lambda each: (each[1].quarter, each[0])):
        while draft.level_of(domain_id) < must.level:
            nearer = _nearest(draft, domain_id, must)
            if nearer is None:
                break
            draft = nearer
    return draft


def _nearest(draft: Draft, domain_id: str, must: Must) -> Draft | None:
    best, best_key, now = None, (0.0, 0, ""), _distance(draft, domain_id, must)
    for action in draft.state.actions:
        extended = None if action in draft.placed else draft.with_action(action)
        if extended is None:
            continue
        closed = now - _distance(extended, domain_id, must)
        ratio = round(closed / (extended.days - draft.days), DIGITS_OF_A_TIE)
        key = (-ratio, extended.placed[action].finish, action)
        if ratio > 0 and (best is None or key < best_key):
            best, best_key = extended, key
    return best


def _distance(draft: Draft, domain_id: str, must: Must) -> float:
    """Return how far the items of a domain are from a level by the quarter in which it must be there, in levels."""
    distance = 0.0
    for part in draft.state.domains[domain_id].capabilities:
        if part.id in draft.state.stakes:
            until_then = (each.action for each in draft.finishes[part.id] if quarter_of(each.week) < must.quarter)
            moment = draft.state.stakes[part.id].after(tuple(until_then))
            distance += max(0, must.level - moment.level)
            for standing in moment.standings.values():
                distance += sum(max(0.0, must.level - figure) for figure in counted(standing)) / 2
    return distance


def _best_addition(draft: Draft) -> Draft | None:
    """Return the draft with the action that gains most per person-day; None where nothing fits that gains."""
    best = None
    best_key = (0.0, 0, "")
    for action in draft.state.actions:
        if action in draft.placed or not draft.state.can_gain_by(action):
            continue
        extended = draft.with_action(action)
        if extended is None:
            continue
        ratio = round((extended.value - draft.value) / (extended.days - draft.days), DIGITS_OF_A_TIE)
        key = (-ratio, extended.placed[action].finish, action)
        if ratio > 0 and (best is None or key < best_key):
            best, best_key = extended, key
    return best
