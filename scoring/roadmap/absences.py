"""Say what a plan would be without each of its steps: what everything that explains it is counted from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from scoring.roadmap.draft import Draft


class Absence(NamedTuple):
    """A plan without one step: all the others in their weeks, and `left` of them, in which nothing lacks that step."""

    others: Draft
    left: Draft

    @property
    def falls(self) -> tuple[str, ...]:
        """Return the steps that cannot be done without it."""
        return tuple(action for action in self.others.placed if action not in self.left.placed)


def absences(draft: Draft) -> Mapping[str, Absence]:
    """Return the plan without each of its steps."""
    found = {}
    for action in draft.placed:
        others = draft.without(action)
        found[action] = Absence(others, in_order(others))
    return found


def in_order(draft: Draft) -> Draft:
    """Return a draft without the steps whose prerequisites are not met, and without those that wait for these."""
    while True:
        ready = ((each, draft.ready_from(each.action)) for each in draft.placements)
        out = {each.action for each, week in ready if week is None or week > each.start}
        if not out:
            return draft
        draft = without(draft, out)


def without(draft: Draft, actions: Collection[str]) -> Draft:
    """Return a draft without some of its steps, the others in their weeks."""
    return Draft.of(draft.state, draft.limits, (each for each in draft.placements if each.action not in actions))
