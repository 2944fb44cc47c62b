"""Give a roadmap to other programs, as JSON (docs/files.md)."""

from __future__ import annotations

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.roadmap_reasons import left_out_text, step_why
from reports.tables import Table
from scoring.roadmap.difference import Outcome, StepChange, Trial, difference
from scoring.roadmap.model import ExpectedDomain, ExpectedQuarter, LeftOut, Roadmap, Step


def plan_table(questionnaire: Questionnaire, roadmap: Roadmap, words: Words) -> Table:
    """Return a roadmap as a table; only its reasons are in a language."""
    return {
        "quarters": roadmap.limits.quarters,
        "capacity": list(roadmap.limits.capacity),
        "reserve": roadmap.limits.reserve,
        "value": roadmap.value,
        "bound": roadmap.bound,
        "gap": roadmap.gap,
        "status": roadmap.status,
        "steps": [_step(questionnaire, roadmap, step, words) for step in roadmap.steps],
        "left_out": [_left_out(questionnaire, roadmap, left, words) for left in roadmap.left_out],
        "expected": [_expected(quarter) for quarter in roadmap.expected],
        "reach": roadmap.reach,
    }


def trial_table(questionnaire: Questionnaire, trial: Trial, words: Words) -> Table:
    """Return a roadmap that is tried, with its difference from the one before; null where there is none before."""
    table = plan_table(questionnaire, trial.roadmap, words)
    if trial.before is None:
        return table | {"difference": None}
    changes = difference(trial.before, trial.roadmap)
    reasons = {left.action: left for left in trial.roadmap.left_out}
    gone = [
        _change(change)
        | {
            "reason": reasons[change.action].reason,
            "text": left_out_text(questionnaire, trial.roadmap, reasons[change.action], words),
        }
        for change in changes.goes_out
    ]
    return table | {
        "difference": {
            "comes_in": [_change(change) for change in changes.comes_in],
            "goes_out": gone,
            "moves": [_change(change) for change in changes.moves],
            "done": list(changes.done),
            "stays": list(changes.stays),
            "before": _outcome(changes.before),
            "after": _outcome(changes.after),
        }
    }


def _change(change: StepChange) -> Table:
    return {
        "action": change.action,
        "quarter_before": change.before,
        "quarter_after": change.after,
        "days": change.days,
    }


def _outcome(outcome: Outcome) -> Table:
    return {
        "value": outcome.value,
        "reach": outcome.reach,
        "days": outcome.days,
        "steps": outcome.steps,
        "domains": {name: _standing(domain) for name, domain in outcome.domains.items()},
        "overall": _standing(outcome.overall),
    }


def action_table(questionnaire: Questionnaire, roadmap: Roadmap, action_id: str, words: Words) -> Table:
    """Return one action as the roadmap has it: as a step, as left out, or as done."""
    for step in roadmap.steps:
        if step.action == action_id:
            return {"planned": True} | _step(questionnaire, roadmap, step, words)
    for left in roadmap.left_out:
        if left.action == action_id:
            return {"planned": False} | _left_out(questionnaire, roadmap, left, words)
    return {"planned": False, "action": action_id, "reason": "done", "text": ""}


def _step(questionnaire: Questionnaire, roadmap: Roadmap, step: Step, words: Words) -> Table:
    return {
        "action": step.action,
        "start_week": step.start_week,
        "finish_week": step.finish_week,
        "quarter": step.quarter,
        "days": step.days,
        "serves": list(step.serves),
        "waits_for": list(step.waits_for),
        "at_stake": None if step.why.at_stake is None else step.why.at_stake.share,
        "falls": [] if step.why.at_stake is None else list(step.why.at_stake.falls),
        "slack": None if step.why.later is None else step.why.later.slack,
        "cost_of_a_quarter": None if step.why.later is None else step.why.later.cost,
        "why": step_why(questionnaire, roadmap, step, words),
    }


def _left_out(questionnaire: Questionnaire, roadmap: Roadmap, left: LeftOut, words: Words) -> Table:
    return {
        "action": left.action,
        "reason": left.reason,
        "swap": None
        if left.swap is None
        else {"goes": list(left.swap.goes), "days": left.swap.days, "cost": left.swap.cost},
        "text": left_out_text(questionnaire, roadmap, left, words),
    }


def _expected(quarter: ExpectedQuarter) -> Table:
    domains = {name: _standing(domain) for name, domain in quarter.domains.items()}
    return {
        "quarter": quarter.quarter,
        "domains": domains,
        "overall": _standing(quarter.overall),
        "noticed": list(quarter.noticed),
        "limit": None if quarter.binds is None else quarter.binds.by,
    }


def _standing(expected: ExpectedDomain) -> Table:
    """Return the score on time with the level that goes with it, and the score if all is a quarter late."""
    return {"score": expected.high, "score_if_late": expected.low, "level": expected.level}
