"""Give changes between runs to other programs: the JSON of `assess compare` and `assess trend`."""

from __future__ import annotations

import msgspec

from questionnaires import run_ids
from questionnaires.language import Words
from reports import change_sentences
from reports.calibration_table import noise_table
from reports.tables import Table
from scoring.change.calibrating import Calibration
from scoring.change.model import Comparability, Comparison, Measured, ScopeChange
from scoring.change.since import Since
from scoring.change.trend import Point, Trend


def comparison_table(
    old: Measured, new: Measured, comparison: Comparison, words: Words, calibration: Calibration | None = None
) -> Table:
    """Return a comparison as a table; only its remarks and the texts of its reasons are in a language."""
    return {
        "runs": [run_table(old), run_table(new)],
        "comparability": comparability_table(comparison.comparability, words),
        "capabilities": {name: change_table(change, words) for name, change in comparison.capabilities.items()},
        "domains": {name: change_table(change, words) for name, change in comparison.domains.items()},
        "overall": change_table(comparison.overall, words),
        "false_discovery": {
            "rate": comparison.discovery.rate,
            "tested": comparison.discovery.tested,
            "expected_by_chance": comparison.discovery.expected_by_chance,
            "real": list(comparison.discovery.real),
        },
        "noise": noise_table(comparison.noise, calibration),
    }


def since_table(since: Since, words: Words) -> Table:
    """Return a run beside the last one: what changed, what became of the plan, and how it went over more runs."""
    plan = msgspec.to_builtins(since.plan)
    return {
        **comparison_table(since.old, since.new, since.comparison, words),
        "plan": plan,
        "trend": None if since.trend is None else trend_table(since.trend, words),
    }


def comparability_table(how: Comparability, words: Words) -> Table:
    """Return how far two runs were measured in the same way."""
    return {
        "same_people": how.same_people,
        "same_mode": how.same_mode,
        "same_roles": how.same_roles,
        "remarks": [change_sentences.remark(one, words) for one in how.remarks],
    }


def run_table(run: Measured) -> Table:
    """Return which run it is."""
    questionnaire, responses = run.questionnaire, run.responses
    return {
        "id": run_ids.identity(responses, questionnaire.sha256),
        "date": responses.date,
        "questionnaire": f"{questionnaire.id}@{questionnaire.version}",
        "mode": responses.mode,
        "respondents": sum(run.scorecard.respondents.values()),
    }


def change_table(change: ScopeChange, words: Words) -> Table:
    """Return the change of one scope, with its reason as a code and as a sentence."""
    return {
        "old": change.old,
        "new": change.new,
        "difference": change.difference,
        "threshold": change.threshold,
        "n_old": change.n_old,
        "n_new": change.n_new,
        "same_people": change.same_people,
        "common_items": change.common_items,
        "verdict": change.verdict,
        "reason": change.reason.code,
        "text": change_sentences.reason(change, words),
        "level": {"old": change.level.old, "new": change.level.new, "verdict": change.level.verdict},
        "p_value": change.p_value,
    }


def trend_table(trend: Trend, words: Words, calibration: Calibration | None = None) -> Table:
    """Return a trend as a table: the runs, what differs from each to the next, and the points of every line."""

    def line(points: tuple[Point, ...]) -> list[Table]:
        return [_point_table(point, words) for point in points]

    return {
        "runs": [run_table(run) for run in trend.runs],
        "steps": [comparability_table(step, words) for step in trend.steps],
        "capabilities": {name: line(points) for name, points in trend.capabilities.items()},
        "domains": {name: line(points) for name, points in trend.domains.items()},
        "overall": line(trend.overall),
        "noise": noise_table(trend.noise, calibration),
    }


def _point_table(point: Point, words: Words) -> Table:
    return {
        "score": point.score,
        "level": point.level,
        "series": point.series,
        "since_previous": None if point.since_previous is None else change_table(point.since_previous, words),
        "since_first": None if point.since_first is None else change_table(point.since_first, words),
    }
