"""Hold the plan of an earlier run beside what a later one measured, in both directions (scoring 4.10 and 6)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from questionnaires.responses import ActionProgress
from scoring.bounds import TOLERANCE, reaches
from scoring.change.model import Comparison, Measured, ScopeChange
from scoring.roadmap.effects import Effect, effects
from scoring.roadmap.model import WEEKS_PER_QUARTER, Roadmap

Outcome = Literal["reached", "open", "behind", "not_comparable"]
ClaimOutcome = Literal["all", "some", "none", "not_measured"]


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan was to bring a capability by now, beside what was measured; scores are on the scale 1..5.

    `reached` is what was expected or more, `behind` less by the threshold of a real change or more, and `open` what
    lies between: too little to tell. `actions` are the steps that were to be done by now and lift it.
    """

    capability: str
    before: float
    expected: float
    measured: float | None
    actions: tuple[str, ...]
    outcome: Outcome


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """An action that was done since, as people say, beside the answers on what it was to lift.

    `was_planned` says whether it was a step of the plan that people began with. `none` is an effect on no question.
    """

    action: str
    was_planned: bool
    effects: tuple[Effect, ...]
    outcome: ClaimOutcome


class PlanOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a plan by the day of the later run.

    `quarters` counts those that had passed by then (0 where none had), None where no plan was kept; `due` are the
    steps that were to be finished in them, `done` those of them that are. `unclaimed` are capabilities that really rose
    without an action on them that is done or running.
    """

    quarters: int | None
    due: tuple[str, ...]
    done: tuple[str, ...]
    expectations: tuple[Expectation, ...]
    claims: tuple[Claim, ...]
    unclaimed: tuple[str, ...]


def plan_outcome(old: Measured, new: Measured, comparison: Comparison, roadmap: Roadmap | None) -> PlanOutcome:
    """Return what became of the plan of an earlier run; `roadmap` is the one that people began with, None without one.

    A plan without a first day counts from the day of its run.
    """
    progress = {**old.responses.actions, **new.responses.actions}
    steps = () if roadmap is None else tuple(step.action for step in roadmap.steps)
    passed = None if roadmap is None else _passed(roadmap, old, new)
    due = (
        ()
        if roadmap is None or passed is None
        else tuple(step.action for step in roadmap.steps if step.finish_week <= passed * WEEKS_PER_QUARTER)
    )
    return PlanOutcome(
        quarters=passed,
        due=due,
        done=tuple(action for action in due if _is(progress, action, "done")),
        expectations=_expectations(old, comparison, roadmap, passed, due),
        claims=_claims(old, new, progress, steps),
        unclaimed=_unclaimed(new, comparison, progress),
    )


def _passed(roadmap: Roadmap, old: Measured, new: Measured) -> int:
    """Return how many quarters of a plan had ended by the day of the later run."""
    begin = roadmap.limits.start or dt.date.fromisoformat(old.responses.date)
    days = (dt.date.fromisoformat(new.responses.date) - begin).days
    return min(max(0, days // (7 * WEEKS_PER_QUARTER)), len(roadmap.expected))


def _is(progress: dict[str, ActionProgress], action: str, *statuses: str) -> bool:
    return action in progress and progress[action].status in statuses


def _expectations(
    old: Measured,
    comparison: Comparison,
    roadmap: Roadmap | None,
    passed: int | None,
    due: tuple[str, ...],
) -> tuple[Expectation, ...]:
    """Return every capability that the plan was to lift by now, in the order of the newer questionnaire."""
    if roadmap is None or not passed:
        return ()
    found = []
    known = old.questionnaire.actions_by_id
    for name, change in comparison.capabilities.items():
        score = old.scorecard.capabilities.get(name)
        expected = roadmap.expected[passed - 1].capabilities.get(name)
        if score is None or score.score is None or expected is None or expected <= score.score + TOLERANCE:
            continue
        items = {item.id for item in old.questionnaire.capabilities[name].items}
        found.append(
            Expectation(
                capability=name,
                before=score.score,
                expected=expected,
                measured=change.new,
                actions=tuple(each for each in due if each in known and items & known[each].lifts.keys()),
                outcome=_outcome(score.score, expected, change),
            )
        )
    return tuple(found)


def _outcome(before: float, expected: float, change: ScopeChange) -> Outcome:
    """Return how a capability came out; the plan counted on all its questions, so all of them must be comparable."""
    if change.old is None or change.new is None or change.threshold is None:
        return "not_comparable"
    if abs(change.old - before) > TOLERANCE:
        return "not_comparable"
    if reaches(change.new, expected):
        return "reached"
    return "behind" if reaches(expected - change.new, change.threshold) else "open"


def _claims(
    old: Measured, new: Measured, progress: dict[str, ActionProgress], steps: tuple[str, ...]
) -> tuple[Claim, ...]:
    """Return every action that was done since the earlier run; one that was done before it, it measured already."""
    recent = {
        name: one
        for name, one in progress.items()
        if one.status == "done" and (one.since is None or one.since > old.responses.date)
    }
    measured = effects(new.questionnaire, new.scorecard, msgspec.structs.replace(new.responses, actions=recent))
    found = []
    for action in new.questionnaire.actions:
        if action.id in recent:
            own = tuple(effect for effect in measured if effect.action == action.id)
            found.append(Claim(action=action.id, was_planned=action.id in steps, effects=own, outcome=_shown(own)))
    return tuple(found)


def _shown(own: tuple[Effect, ...]) -> ClaimOutcome:
    asked = [effect for effect in own if effect.verdict != "not_measured"]
    reached = sum(effect.verdict == "reached" for effect in asked)
    if not asked:
        return "not_measured"
    return "all" if reached == len(asked) else "some" if reached else "none"


def _unclaimed(new: Measured, comparison: Comparison, progress: dict[str, ActionProgress]) -> tuple[str, ...]:
    """Return the capabilities that really rose while no action that lifts them is done or running."""
    worked_on = {
        item for action in new.questionnaire.actions if _is(progress, action.id, "done", "running")
        for item in action.lifts
    }  # fmt: skip
    return tuple(
        name
        for name, change in comparison.capabilities.items()
        if change.verdict == "real"
        and (change.difference or 0) > 0
        and not any(item.id in worked_on for item in new.questionnaire.capabilities[name].items)
    )
