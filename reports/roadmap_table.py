"""Give a roadmap to other programs, as JSON (docs/files.md)."""

from __future__ import annotations

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.roadmap_sentences import left_out_text, step_why
from reports.tables import Table
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
        "steps": [_step(questionnaire, step, words) for step in roadmap.steps],
        "left_out": [_left_out(roadmap, left, words) for left in roadmap.left_out],
        "expected": [_expected(quarter) for quarter in roadmap.expected],
        "reach": roadmap.reach,
    }


def _step(questionnaire: Questionnaire, step: Step, words: Words) -> Table:
    return {
        "action": step.action,
        "start_week": step.start_week,
        "finish_week": step.finish_week,
        "quarter": step.quarter,
        "days": step.days,
        "serves": list(step.serves),
        "waits_for": list(step.waits_for),
        "why": step_why(questionnaire, step, words),
    }


def _left_out(roadmap: Roadmap, left: LeftOut, words: Words) -> Table:
    return {
        "action": left.action,
        "reason": left.reason,
        "text": left_out_text(roadmap, left, words),
    }


def _expected(quarter: ExpectedQuarter) -> Table:
    domains = {name: _standing(domain) for name, domain in quarter.domains.items()}
    return {"quarter": quarter.quarter, "domains": domains, "overall": _standing(quarter.overall)}


def _standing(expected: ExpectedDomain) -> Table:
    """Return the score on time with the level that goes with it, and the score if all is a quarter late."""
    return {"score": expected.high, "score_if_late": expected.low, "level": expected.level}
