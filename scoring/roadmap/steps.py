"""Describe the placed actions of a plan as steps, each with its reason (scoring 6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from scoring.roadmap.absences import Absence
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import Gain, LeftOut, Reason, ReasonCode, Step
from scoring.roadmap.outlook import Turn
from scoring.roadmap.state import Placement, quarter_of
from scoring.roadmap.timing import at_stake, earlier, later, needed_for


class Bonds(NamedTuple):
    """What a step waits for, the steps that wait for it, and the actions outside the plan that do."""

    waits_for: tuple[str, ...]
    enables: tuple[str, ...]
    opens: tuple[str, ...]


def steps_of(
    draft: Draft, turns: Mapping[str, Sequence[Turn]], left: Collection[LeftOut], without: Mapping[str, Absence]
) -> tuple[Step, ...]:
    """Return the steps of a plan by week of start, then of finish; `without` has the plan without each of them."""
    waits = {action: _waits_for(draft, action) for action in draft.placed}
    enables = {action: tuple(other for other in waits if action in waits[other]) for action in draft.placed}
    gains = {action: _gains(draft, action, turns) for action in draft.placed}
    steps = [
        Step(
            action=action,
            start_week=placement.start,
            finish_week=placement.finish,
            quarter=quarter_of(placement.finish) + 1,
            days=draft.days_of(action),
            rank=rank,
            serves=_serves(action, gains, enables) or (draft.state.actions[action].capability,),
            lifts=tuple(
                lift for made in turns.values() for turn in made if turn.action == action for lift in turn.lifts
            ),
            waits_for=waits[action],
            why=_reason(
                draft,
                placement,
                without[action],
                gains[action],
                Bonds(waits[action], enables[action], _opens(draft, action, left)),
            ),
        )
        for rank, (action, placement) in enumerate(draft.placed.items())
    ]
    return tuple(sorted(steps, key=lambda step: (step.start_week, step.finish_week, step.action)))


def _reason(draft: Draft, placement: Placement, absence: Absence, gains: tuple[Gain, ...], bonds: Bonds) -> Reason:
    action, others = placement.action, absence.others
    musts = needed_for(draft, absence)
    return Reason(
        code=_code(draft, action, gains, bonds.enables, musts),
        gains=gains,
        enables=bonds.enables,
        opens=bonds.opens,
        earlier=earlier(draft, action, others, bonds.waits_for),
        later=later(draft, action, others),
        at_stake=at_stake(draft, absence),
        musts=musts,
        pinned=draft.limits.pinned.get(action),
        runs=draft.limits.running.get(action),
    )


def _waits_for(draft: Draft, action: str) -> tuple[str, ...]:
    """Return the steps that a step cannot start without: a prerequisite, or what brings about all that it lifts."""
    start = draft.placed[action].start
    waits: dict[str, None] = {}
    for needed in draft.state.actions[action].needs:
        met = draft.met_from(needed)
        if met is None or not 0 < met <= start:
            continue  # there from the start, or (in a plan that is not sound) too late
        if needed in draft.placed and draft.placed[needed].finish <= start:
            waits[needed] = None
        else:
            waits.update(
                (finish.action, None)
                for stake in draft.state.touched[needed]
                for finish in draft.finishes[stake.capability.id]
                if finish.week == met and not stake.lifts[finish.action].keys().isdisjoint(stake.lifts[needed])
            )
    return tuple(waits)


def _gains(draft: Draft, action: str, turns: Mapping[str, Sequence[Turn]]) -> tuple[Gain, ...]:
    return tuple(
        Gain(
            capability=capability_id,
            target=stake.target,
            score=turn.before.score,
            score_after=turn.after.score,
            level=turn.before.level,
            level_after=turn.after.level,
        )
        for capability_id, stake in draft.state.stakes.items()
        for turn in turns[capability_id]
        if turn.action == action and turn.adds_value
    )


def _serves(action: str, gains: Mapping[str, Sequence[Gain]], enables: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the capabilities in which a step gains; where it gains nothing, those of the steps that wait for it."""
    if gains[action]:
        return tuple(gain.capability for gain in gains[action])
    return tuple(dict.fromkeys(part for other in enables[action] for part in _serves(other, gains, enables)))


def _code(draft: Draft, action: str, gains: Sequence[Gain], enables: Sequence[str], musts: Sequence[str]) -> ReasonCode:
    if any((gain.level or 1) < min(gain.target, gain.level_after or 1) for gain in gains):
        return "unlocks_level"
    if gains:
        return "closes_gap"
    if enables:
        return "prepares"
    return "runs" if action in draft.limits.running else "must" if musts else "pinned"


def _opens(draft: Draft, action: str, left: Collection[LeftOut]) -> tuple[str, ...]:
    """Return the actions outside the plan that wait for a step and that would be of use."""
    return tuple(
        other.action
        for other in left
        if action in draft.state.actions[other.action].needs
        and other.reason not in ("not_needed", "excluded")
        and draft.met_from(action) != 0
    )
