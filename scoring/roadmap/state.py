"""The state that a plan works on: where each item stands, and what finished actions change (scoring 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import NamedTuple, TypeAlias

from questionnaires.model import Action, Capability, Domain, Questionnaire
from scoring.bounds import exceeds, reaches
from scoring.levels import CapabilityLevel, Standing, capability_level, domain_level, standings
from scoring.priority import risk_of
from scoring.roadmap.model import (
    DISCOUNT_PER_QUARTER,
    REACH_OF_AN_ACTION,
    WEEKS_PER_QUARTER,
    WHERE_NOBODY_GAVE_A_LEVEL,
    WORTH_OF_A_LEVEL,
    Limits,
    Work,
)
from scoring.scorecard import Scorecard

Standings: TypeAlias = Mapping[str, Standing]
"""Where the applicable items of one capability stand."""


class Placement(NamedTuple):
    """An action with its weeks, from 0; `finish` is exclusive."""

    action: str
    start: int
    finish: int


class Finish(NamedTuple):
    """The end of an action; finishes sort in the order in which their lifts take effect."""

    week: int
    action: str


class Moment(NamedTuple):
    """A capability after some actions: where its items stand, its level (1 where unscored) and what that is worth.

    `spared` are the actions whose every item here is at its level: who waits for one need wait no longer.
    """

    standings: Standings
    level: int
    worth: float
    spared: frozenset[str]


def quarter_of(finish_week: int) -> int:
    """Return the quarter, from 0, for which an action that ends before a week counts."""
    return (finish_week - 1) // WEEKS_PER_QUARTER


def counted(standing: Standing) -> tuple[float, float]:
    """Return value and low median of an item as a plan counts them: 1 where nobody gave a level."""
    value = WHERE_NOBODY_GAVE_A_LEVEL if standing.value is None else standing.value
    middle = WHERE_NOBODY_GAVE_A_LEVEL if standing.middle is None else standing.middle
    return value, middle


def lifted(standing: Standing, level: int) -> Standing:
    """Return where an item stands when an action has lifted it to a level, if that is at most two above."""
    value, middle = counted(standing)
    if not reaches(value, level - REACH_OF_AN_ACTION):
        return standing
    return Standing(value=max(value, level), middle=max(middle, level))


def raised(standings: Standings, levels: Mapping[str, int]) -> Standings:
    """Return the standings when an action has finished that lifts items to some levels."""
    return {
        item: lifted(standing, levels[item]) if item in levels else standing for item, standing in standings.items()
    }


@dataclass(frozen=True)
class Stake:
    """What one capability in scope is worth to a plan.

    `weight` is I_c times R_c, `start` holds the applicable items, and `lifts` the levels to which each action that
    touches them would bring them; `unmeasured` those of what is done since they were answered, which `start` has
    already. Few orders of finishing ever occur: what follows from them is remembered.
    """

    capability: Capability
    target: int
    weight: float
    start: Standings
    lifts: Mapping[str, Mapping[str, int]]
    unmeasured: Mapping[str, Mapping[str, int]]
    _moments: dict[tuple[str, ...], Moment] = field(default_factory=dict, repr=False, compare=False)

    def after(self, actions: tuple[str, ...]) -> Moment:
        """Return the capability after some actions, in the order in which they finish."""
        moment = self._moments.get(actions)
        if moment is None:
            now = self.lifted_by(actions[-1], self.after(actions[:-1]).standings) if actions else self.start
            spared = frozenset(action for action in self.lifts if self._is_at_level(action, now))
            reached = capability_level(self.capability, now)
            moment = self._moments[actions] = Moment(now, reached.level or 1, self._worth_of(reached), spared)
        return moment

    def lifted_by(self, action: str, standings: Standings) -> Standings:
        """Return the standings when one action has finished."""
        return raised(standings, self.lifts[action])

    def worth(self, standings: Standings) -> float:
        """Return this capability's part of V (scoring 6): nothing above the target counts."""
        return self._worth_of(capability_level(self.capability, standings))

    def _worth_of(self, reached: CapabilityLevel) -> float:
        if reached.score is None or reached.level is None:
            return 0.0
        return self.weight * (min(self.target, reached.score) + WORTH_OF_A_LEVEL * min(self.target, reached.level))

    def earned(self, finishes: Sequence[Finish]) -> float:
        """Return the gain of some finishes, in their order, each discounted by its quarter."""
        total = 0.0
        actions: tuple[str, ...] = ()
        before = self.after(actions).worth
        for week, action in finishes:
            actions = (*actions, action)
            now = self.after(actions).worth
            total += DISCOUNT_PER_QUARTER ** quarter_of(week) * (now - before)
            before = now
        return total

    def gains_by(self, action: str, finishes: Sequence[Finish]) -> bool:
        """Say whether some finishes earn more than they would without one of them."""
        return exceeds(self.earned(finishes), self.earned([each for each in finishes if each.action != action]))

    def spared_from(self, action: str, finishes: Sequence[Finish]) -> int | None:
        """Return the first week in which every item that an action lifts here is at its level; None if never."""
        actions: tuple[str, ...] = ()
        if action in self.after(actions).spared:
            return 0
        for week, done in finishes:
            actions = (*actions, done)
            if action in self.after(actions).spared:
                return week
        return None

    @property
    def has_gap(self) -> bool:
        """Whether score or level lies under the target before any action."""
        return exceeds(self.weight * self.target * (1 + WORTH_OF_A_LEVEL), self.after(()).worth)

    def can_gain_by(self, action: str) -> bool:
        """Say whether an action could add worth here, whatever else is done."""
        return self.has_gap and any(
            not reaches(min(counted(self.start[item])), level) for item, level in self.lifts[action].items()
        )

    def _is_at_level(self, action: str, standings: Standings) -> bool:
        return all(reaches(counted(standings[item])[0], level) for item, level in self.lifts[action].items())


@dataclass(frozen=True)
class State:
    """Where a department stands before its plan: a stake for each capability in scope, and what there is to do.

    `actions` has no action that is done, and `domains` none that is out of scope.
    """

    stakes: Mapping[str, Stake]
    actions: Mapping[str, Work]
    domains: Mapping[str, Domain]

    @cached_property
    def touched(self) -> Mapping[str, tuple[Stake, ...]]:
        """The capabilities in which each action lifts an applicable item."""
        return {
            action: tuple(stake for stake in self.stakes.values() if action in stake.lifts) for action in self.actions
        }

    def value_of(self, placements: Iterable[Placement]) -> float:
        """Return the objective of scoring 6 for any set of placed actions."""
        placements = tuple(placements)
        return sum(stake.earned(finishes_in(stake, placements)) for stake in self.stakes.values())

    def level_of(self, domain_id: str, finishes: Mapping[str, Sequence[Finish]], quarter: int) -> int:
        """Return the level of a domain in scope at the end of a quarter (from 1), after the finishes until then."""
        domain, levels = self.domains[domain_id], {}
        for part in domain.capabilities:
            if part.id in self.stakes:
                until_then = (each.action for each in finishes[part.id] if quarter_of(each.week) < quarter)
                levels[part.id] = self.stakes[part.id].after(tuple(until_then)).level
        return domain_level(levels, domain.core)

    def can_gain_by(self, action: str) -> bool:
        """Say whether an action could add value, whatever else is done."""
        return any(stake.can_gain_by(action) for stake in self.touched[action])

    def spared_from(self, action: str, finishes: Mapping[str, Sequence[Finish]]) -> int | None:
        """Return the week from which nothing need wait for an action, because all that it lifts is at its level.

        `finishes` holds, by capability, those that touch it. None where that never is.
        """
        latest = 0
        for stake in self.touched[action]:
            week = stake.spared_from(action, finishes[stake.capability.id])
            if week is None:
                return None
            latest = max(latest, week)
        return latest


def finishes_in(stake: Stake, placements: Iterable[Placement]) -> tuple[Finish, ...]:
    """Return the finishes that touch a capability, in the order in which they take effect."""
    return tuple(sorted(Finish(finish, action) for action, _, finish in placements if action in stake.lifts))


def starting_state(questionnaire: Questionnaire, scorecard: Scorecard, limits: Limits) -> State:
    """Return the state before a plan; what is not applicable or out of scope takes no part.

    What is done is there already, where the answers are from before: by the levels it was to bring. How much a
    capability is at risk stays as it was answered.
    """
    stakes = {}
    for capability in questionnaire.capabilities.values():
        scored = scorecard.capabilities[capability.id]
        if scored.target is not None and not scored.out_of_scope:
            applicable = standings(capability, scorecard.items)
            answered = {item: Standing(*counted(standing)) for item, standing in applicable.items()}
            risk = risk_of(capability.id, (standing.middle for standing in answered.values()), scorecard.critical_data)
            lifts = _lifts_in(questionnaire.actions, answered)
            unmeasured = {action: lifts[action] for action in sorted(limits.unmeasured & lifts.keys())}
            stakes[capability.id] = Stake(
                capability=capability,
                target=scored.target,
                weight=scored.importance * risk,
                start=reduce(raised, unmeasured.values(), answered),
                lifts={action: levels for action, levels in lifts.items() if action not in limits.done},
                unmeasured=unmeasured,
            )
    return State(
        stakes=stakes,
        actions={action.id: limits.work_of(action) for action in questionnaire.actions if action.id not in limits.done},
        domains={
            domain.id: domain for domain in questionnaire.domains if not scorecard.domains[domain.id].out_of_scope
        },
    )


def _lifts_in(actions: Iterable[Action], start: Standings) -> Mapping[str, Mapping[str, int]]:
    lifts = {action.id: {item: level for item, level in action.lifts.items() if item in start} for action in actions}
    return {action: levels for action, levels in lifts.items() if levels}
