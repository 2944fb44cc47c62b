"""Move the steps of a plan as early as they fit, and take out what is idle: of equal plans the same one is shown."""

from __future__ import annotations

from scoring.bounds import exceeds
from scoring.roadmap.draft import Draft


def tidied(draft: Draft) -> Draft:
    """Return a plan worth at least as much in which no step can start earlier, none is idle and nothing more fits."""
    while True:
        better = _earlier(_filled(_without_idle(draft)))
        if better is draft or better.placed == draft.placed:
            return draft
        draft = better


def _without_idle(draft: Draft) -> Draft:
    for action in sorted(draft.placed, key=lambda action: (-draft.placed[action].start, action)):
        if action not in draft.limits.fixed and not draft.gains_by(action):
            lighter = draft.without(action)
            if _keeps(lighter, draft):
                return _without_idle(lighter)
    return draft


def _filled(draft: Draft) -> Draft:
    for action in draft.state.actions:
        if action not in draft.placed and draft.state.can_gain_by(action):
            extended = draft.with_action(action)
            if extended is not None and exceeds(extended.value, draft.value):
                return _filled(extended)
    return draft


def _earlier(draft: Draft) -> Draft:
    for action in sorted(draft.placed, key=lambda action: (draft.placed[action].start, action)):
        if action in draft.limits.running:
            continue
        moved = draft.without(action)
        start = moved.earliest_start(action)
        if start is not None and start < draft.placed[action].start:
            moved.put(action, start)
            if _keeps(moved, draft):
                draft = moved
    return draft


def _keeps(draft: Draft, before: Draft) -> bool:
    """Say whether a changed plan is still one, and worth no less."""
    return (
        not exceeds(before.value, draft.value)
        and draft.is_in_order
        and draft.keeps_its_promises >= before.keeps_its_promises
    )
