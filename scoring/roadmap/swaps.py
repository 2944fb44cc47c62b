"""Find what would have to go to make room for an action that is left out (scoring 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import nsmallest
from itertools import combinations
from typing import NamedTuple

from scoring.bounds import exceeds
from scoring.roadmap.absences import Absence, in_order, without
from scoring.roadmap.draft import Draft
from scoring.roadmap.reasons import Swap
from scoring.roadmap.timing import share_of

TOGETHER = (2, 3)  # steps that are tried at once where no single one makes room
OF_THE_LEAST = 15  # steps that lose least, of which such sets are made
TRIED = 20  # sets for one action, those that lose least first


class _Lighter(NamedTuple):
    """A plan without a step and all that needs it."""

    draft: Draft
    goes: tuple[str, ...]


class Swaps:
    """The plans that there would be without some of the steps, and what would then fit."""

    def __init__(self, draft: Draft, without: Mapping[str, Absence]) -> None:
        self._draft, self._absences = draft, without
        limits = draft.limits
        self._spare = (1 - limits.reserve) * sum(limits.capacity) - draft.days

    def for_action(self, action: str) -> Swap | None:
        """Return what would have to go; None where nothing that may go would make room.

        The single step that costs least, where nothing needs it. Otherwise what costs least of single steps with all
        that needs them and of some sets; where none of these is enough, all that must go for it when what brings
        least for its days goes first.
        """
        alone = [each for each in self._without_one if len(each.goes) == 1]
        return (
            self._cheapest(alone, action)
            or self._cheapest([*self._without_one, *self._without_some(action)], action)
            or self._cheapest(self._without_enough(action, self._needed_for(action)), action)
        )

    def _cheapest(self, tried: Iterable[_Lighter], action: str) -> Swap | None:
        found = [swap for lighter in tried for swap in self._swap(lighter, action)]
        return min(found, key=lambda swap: (round(swap.cost, 9), swap.days, swap.goes), default=None)

    @cached_property
    def _without_one(self) -> tuple[_Lighter, ...]:
        """The plan without each step that may go, and all that needs it."""
        every = (_Lighter(each.left, (action, *each.falls)) for action, each in self._absences.items())
        return tuple(each for each in every if self._draft.limits.fixed.isdisjoint(each.goes))

    @cached_property
    def _by_loss(self) -> list[_Lighter]:
        return sorted(self._without_one, key=lambda each: (round(self._loss(each), 9), each.goes))

    def _loss(self, lighter: _Lighter) -> float:
        return self._draft.value - lighter.draft.value

    def _freed(self, goes: Iterable[str]) -> float:
        return sum(self._draft.days_of(part) for part in goes)

    def _without_some(self, action: str) -> Iterator[_Lighter]:
        asks = self._freed(self._draft.bundle(action)) - self._spare
        sets: dict[frozenset[str], float] = {}
        for n in TOGETHER:
            for some in combinations(self._by_loss[:OF_THE_LEAST], n):
                goes = frozenset(part for each in some for part in each.goes)
                if not exceeds(asks, self._freed(goes)):
                    sets.setdefault(goes, sum(self._loss(each) for each in some))
        for goes in nsmallest(TRIED, sets, key=lambda goes: (round(sets[goes], 9), sorted(goes))):
            yield _without(self._draft, goes)

    def _needed_for(self, action: str) -> frozenset[str]:
        """Return what must come before an action, done or not."""
        needs = self._draft.state.actions[action].needs
        return frozenset(needs).union(*(self._needed_for(needed) for needed in needs))

    def _without_enough(self, action: str, needed: frozenset[str]) -> Iterator[_Lighter]:
        may_go = (each for each in self._without_one if needed.isdisjoint(each.goes))
        by_worth = sorted(may_go, key=lambda each: (self._loss(each) / self._freed(each.goes), each.goes))
        goes: dict[str, None] = {}
        for each in by_worth:
            goes |= dict.fromkeys(each.goes)
            lighter = _without(self._draft, goes)
            if any(self._swap(lighter, action)):
                break
        else:
            return
        for each in reversed(by_worth):  # what brings most comes back first
            fewer = _without(self._draft, [part for part in lighter.goes if part not in each.goes])
            if fewer.goes != lighter.goes and any(self._swap(fewer, action)):
                lighter = fewer
        yield lighter

    def _swap(self, lighter: _Lighter, action: str) -> Iterator[Swap]:
        """Yield what it costs that an action comes in the place of what went; nothing where it does not fit."""
        if not set(lighter.goes).isdisjoint(lighter.draft.bundle(action)):
            return  # what went would come back
        after = lighter.draft.with_action(action)
        if after is not None and after.is_in_order and after.keeps_its_promises >= self._draft.keeps_its_promises:
            cost = share_of(self._draft, self._draft.value - after.value)
            yield Swap(goes=lighter.goes, days=self._freed(lighter.goes), cost=cost)


def _without(draft: Draft, goes: Iterable[str]) -> _Lighter:
    lighter = in_order(without(draft, set(goes)))
    return _Lighter(lighter, tuple(action for action in draft.placed if action not in lighter.placed))
