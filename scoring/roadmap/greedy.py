"""Plan by the greedy rule: what gains most per person-day comes first (scoring 6)."""

from __future__ import annotations

from scoring.roadmap.draft import Draft
from scoring.roadmap.model import Limits
from scoring.roadmap.state import State

DIGITS_OF_A_TIE = 9  # gains per person-day that differ less are equal: the last bits of a sum decide nothing


def place_greedily(state: State, limits: Limits) -> Draft:
    """Return a full plan; the same input gives the same plan.

    A later choice can come earlier in time and leave a step nothing to gain: such a step makes room again.
    """
    draft = _filled(_with_pinned(Draft.of(state, limits)))
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
        if action not in draft.limits.pinned and not draft.gains_by(action):
            lighter = draft.without(action)
            if lighter.is_in_order:
                return _without_idle_steps(lighter)
    return draft


def _with_pinned(draft: Draft) -> Draft:
    """Place the pinned actions, each after its unmet prerequisites; one that cannot end in its quarter stays out."""
    pinned = draft.limits.pinned
    for action in sorted(pinned, key=lambda action: (pinned[action], action)):
        if action not in draft.placed:
            draft = draft.with_action(action) or draft
    return draft


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
