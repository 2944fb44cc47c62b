"""Look for a better plan by changing the order in which actions are placed, each as early as it fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from scoring.bounds import exceeds
from scoring.roadmap.draft import Draft

IN_VAIN = 500  # tries without gain after which the search goes on from elsewhere
KICK = 3  # changes at once that bring it elsewhere
SORTED = 0.3  # of the orders that are kept, those put in the order of their weeks: what has no room then comes last
MOVES = (0.35, 0.6, 0.85)  # of the tries: an action to another place, up to here one more, up to here one for another


def improved(draft: Draft, ground: Draft, candidates: Sequence[str], tries: int, seed: int = 0) -> Draft:
    """Return the best plan that is found in so many tries: a draft that keeps its promises, or one worth more.

    `ground` has what is placed whatever the order, and `candidates` are the actions to choose from. The same input
    gives the same plan, and more tries one worth no less.
    """
    if not draft.keeps_its_promises or not candidates:
        return draft
    walk = Walk(Random(seed), candidates, [ground], draft)  # noqa: S311 - chance, not secrecy
    walk.go_to(walk.by_week(draft))
    in_vain, here = 0, walk.now
    for _ in range(tries):
        in_vain += 1
        if in_vain > IN_VAIN:
            walk.kick()
            in_vain, here = 0, walk.now
        walk.step()
        if exceeds(_worth(walk.now), _worth(here)):
            in_vain, here = 0, walk.now
    return walk.best


@dataclass
class Walk:
    """An order of actions, and the plan after each of them: what two orders begin with is placed once.

    `best` is the best plan on the way.
    """

    random: Random
    candidates: Sequence[str]
    trail: list[Draft]
    best: Draft
    order: list[str] = field(default_factory=list)

    @property
    def now(self) -> Draft:
        return self.trail[-1]

    def by_week(self, draft: Draft) -> list[str]:
        """Return what is placed above the ground, by the week of its start."""
        own = (each for each in draft.placements if each.action not in self.trail[0].placed)
        return [each.action for each in sorted(own, key=lambda each: (each.start, each.action))]

    def go_to(self, order: list[str]) -> None:
        """Go on from an order, whatever it is worth."""
        self._keep(order, self._placed(order, 0))

    def step(self) -> None:
        """Change the order in one place, and keep that where it is worth no less."""
        order = list(self.order)
        trail = self._placed(order, self._change(order, self.now))
        if exceeds(_worth(self.now), _worth(trail[-1])):
            return
        self._keep(order, trail)
        if self.random.random() < SORTED:
            self.go_to(self.by_week(self.now))

    def kick(self) -> None:
        """Go on from the best plan, with some changes at once."""
        order = self.by_week(self.best)
        for _ in range(KICK):
            self._change(order, self.best)
        self.go_to(order)

    def _keep(self, order: list[str], trail: list[Draft]) -> None:
        self.order, self.trail = order, trail
        if exceeds(_worth(self.now), _worth(self.best)):
            self.best = self.now

    def _placed(self, order: Sequence[str], same: int) -> list[Draft]:
        """Return the plan after each action of an order of which the first so many are as they were."""
        trail = self.trail[: same + 1]
        for action in order[same:]:
            now = trail[-1]
            trail.append(now if action in now.placed else now.with_action(action) or now)
        return trail

    def _change(self, order: list[str], plan: Draft) -> int:
        """Change an order in one place; return the first place that is not as it was."""
        others = [action for action in self.candidates if action not in plan.placed]
        kind = self.random.random()
        if kind < MOVES[0] and len(order) > 1:
            here, there = self._below(len(order)), self._below(len(order))
            order.insert(there, order.pop(here))
            return min(here, there)
        if kind < MOVES[1] and others:
            here = self._below(len(order) + 1)
            order.insert(here, others[self._below(len(others))])
            return here
        if kind < MOVES[2] and others and order:
            here = self._below(len(order))
            order[here] = others[self._below(len(others))]
            return here
        if len(order) > 1:
            here, there = self._below(len(order)), self._below(len(order))
            order[here], order[there] = order[there], order[here]
            return min(here, there)
        return len(order)

    def _below(self, number: int) -> int:
        """Return a whole number by chance; every version of Python draws the same."""
        return int(self.random.random() * number)


def _worth(draft: Draft) -> float:
    return draft.value if draft.keeps_its_promises else -math.inf
