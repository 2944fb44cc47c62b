"""Where a plan may bring the department, quarter by quarter, in the scores that people read (scoring 4.5, 6).

The plan itself counts what nobody could answer as level 1. The figures here go on from the scorecard: such an item
stays out until an action lifts it, and nothing that comes in makes an expectation lower.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from questionnaires.model import Capability, Domain, Questionnaire
from scoring import levels
from scoring.bounds import exceeds
from scoring.counts import average
from scoring.roadmap.model import ExpectedDomain, ExpectedQuarter, Lift
from scoring.roadmap.state import Finish, Placement, Stake, Standings, State, finishes_in, quarter_of, raised
from scoring.scorecard import CapabilityScore, Scorecard

Figure = TypeVar("Figure", int, float)


class Prospect(NamedTuple):
    """What a score and a level may come to; None where there is nothing to say."""

    score: float | None
    level: int | None

    def at_least(self, other: Prospect) -> Prospect:
        """Return the higher of two scores, and of two levels."""
        return Prospect(_higher(self.score, other.score), _higher(self.level, other.level))


NOTHING = Prospect(None, None)


class Turn(NamedTuple):
    """What the finish of an action does to one capability; in week 0 that of one which ended before the plan starts.

    `adds_value` says whether the plan gains by it, at once or with what comes after; `before` and `after` are what
    people read, and may be the same: a key practice can wait for the other items of its level.
    """

    action: str
    week: int
    lifts: tuple[Lift, ...]
    adds_value: bool
    before: Prospect
    after: Prospect


def turns_of(scorecard: Scorecard, state: State, placements: Iterable[Placement]) -> dict[str, tuple[Turn, ...]]:
    """Return, by capability in scope, what each finish of a plan does to it, in their order."""
    placements = tuple(placements)
    return {
        capability_id: tuple(_turns(stake, finishes_in(stake, placements), scorecard))
        for capability_id, stake in state.stakes.items()
    }


def _turns(stake: Stake, finishes: Sequence[Finish], scorecard: Scorecard) -> Iterator[Turn]:
    items: Standings = levels.standings(stake.capability, scorecard.items)
    prospect = _now(scorecard.capabilities[stake.capability.id])
    for action, levels_reached in stake.unmeasured.items():
        items_then = raised(items, levels_reached)
        then = _reached(stake.capability, items_then).at_least(prospect)
        lifts = tuple(_lifts(stake.capability, levels_reached, items, items_then))
        yield Turn(action, 0, lifts, adds_value=True, before=prospect, after=then)
        items, prospect = items_then, then
    done: tuple[str, ...] = ()
    for week, action in finishes:
        items_then = stake.lifted_by(action, items)
        then = _reached(stake.capability, items_then).at_least(prospect)
        adds_value = exceeds(stake.after((*done, action)).worth, stake.after(done).worth) or stake.gains_by(
            action, finishes
        )
        lifts = tuple(_lifts(stake.capability, stake.lifts[action], items, items_then))
        yield Turn(action, week, lifts, adds_value, prospect, then)
        items, prospect, done = items_then, then, (*done, action)


def _lifts(capability: Capability, reached: Mapping[str, int], before: Standings, after: Standings) -> Iterator[Lift]:
    """Yield the items whose value moves, and those where only the low median does and a gate looks at it."""
    for item in capability.items:
        if item.id in after and after[item.id] != before[item.id]:
            value, level = before[item.id].value, reached[item.id]
            if value is None or value < level:
                yield Lift(item.id, value, level)
            elif item.gate is not None:
                yield Lift(item.id, value, level, key_practice_only=True)


def expected(
    questionnaire: Questionnaire,
    scorecard: Scorecard,
    turns: Mapping[str, Sequence[Turn]],
    days: Sequence[float],
) -> tuple[ExpectedQuarter, ...]:
    """Return what may be expected at the end of each quarter; `days` are those planned in each.

    Low is everything one quarter late, so where it would have stood a quarter before; high and the level are on time.
    """
    domains = {domain_id: Prospect(each.score, each.level) for domain_id, each in scorecard.domains.items()}
    overall = Prospect(scorecard.overall.score, scorecard.overall.level)
    quarters = []
    for quarter, planned in enumerate(days):
        capabilities = _capabilities_after(quarter, scorecard, turns)
        domains_then = {
            domain.id: _domain(domain, capabilities, scorecard).at_least(domains[domain.id])
            for domain in questionnaire.domains
        }
        overall_then = _overall(domains_then.values()).at_least(overall)
        quarters.append(
            ExpectedQuarter(
                quarter=quarter + 1,
                days=planned,
                domains={each: _range(domains[each], domains_then[each]) for each in domains_then},
                overall=_range(overall, overall_then),
                capabilities={each: prospect.score for each, prospect in capabilities.items()},
            )
        )
        domains, overall = domains_then, overall_then
    return tuple(quarters)


def reach(scorecard: Scorecard, turns: Mapping[str, Sequence[Turn]]) -> float | None:
    """Return the share (0..1) of the gap that a plan closes, over the scored capabilities; None without a gap."""
    closed = gaps = 0.0
    for capability_id, scored in scorecard.capabilities.items():
        if scored.target is None or scored.score is None or scored.gap is None:
            continue
        made = turns.get(capability_id)
        then = made[-1].after.score if made else scored.score
        if then is not None:
            closed += scored.importance * (min(scored.target, then) - min(scored.target, scored.score))
        gaps += scored.importance * scored.gap
    return closed / gaps if exceeds(gaps, 0) else None


def _capabilities_after(quarter: int, scorecard: Scorecard, turns: Mapping[str, Sequence[Turn]]) -> dict[str, Prospect]:
    prospects = {}
    for capability_id, scored in scorecard.capabilities.items():
        made = [turn for turn in turns.get(capability_id, ()) if quarter_of(turn.week) <= quarter]
        prospects[capability_id] = made[-1].after if made else _now(scored)
    return prospects


def _domain(domain: Domain, capabilities: Mapping[str, Prospect], scorecard: Scorecard) -> Prospect:
    in_scope = {
        part.id: capabilities[part.id]
        for part in domain.capabilities
        if not scorecard.capabilities[part.id].out_of_scope
    }
    if scorecard.domains[domain.id].out_of_scope:
        return NOTHING
    score = levels.domain_score([each.score for each in in_scope.values()])
    if score is None:
        return NOTHING
    return Prospect(score, levels.domain_level({part: each.level for part, each in in_scope.items()}, domain.core))


def _overall(domains: Collection[Prospect]) -> Prospect:
    reached = [domain.level for domain in domains if domain.level is not None]
    return Prospect(average(domain.score for domain in domains), min(reached, default=None))


def _reached(capability: Capability, items: Standings) -> Prospect:
    result = levels.capability_level(capability, items)
    return Prospect(result.score, result.level)


def _now(scored: CapabilityScore) -> Prospect:
    return Prospect(scored.score, scored.level)


def _range(late: Prospect, on_time: Prospect) -> ExpectedDomain:
    return ExpectedDomain(low=late.score, high=on_time.score, level=on_time.level)


def _higher(one: Figure | None, other: Figure | None) -> Figure | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)
