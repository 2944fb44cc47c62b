"""Give a comparison of two runs to other programs: the JSON of `assess compare` (docs/files.md)."""

from __future__ import annotations

from questionnaires import run_ids
from questionnaires.language import Words
from reports import change_sentences
from reports.tables import Table
from scoring.change.model import Comparison, Measured, ScopeChange


def comparison_table(old: Measured, new: Measured, comparison: Comparison, words: Words) -> Table:
    """Return a comparison as a table; only its remarks and the texts of its reasons are in a language."""

    def told(scope: str | None, change: ScopeChange) -> Table:
        return change_table(change, change_sentences.reason(comparison, scope, change, words))

    how = comparison.comparability
    return {
        "runs": [run_table(old), run_table(new)],
        "comparability": {
            "same_people": how.same_people,
            "same_mode": how.same_mode,
            "same_roles": how.same_roles,
            "remarks": [change_sentences.remark(one, words) for one in how.remarks],
        },
        "capabilities": {name: told(name, change) for name, change in comparison.capabilities.items()},
        "domains": {name: told(name, change) for name, change in comparison.domains.items()},
        "overall": told(None, comparison.overall),
        "false_discovery": {
            "rate": comparison.discovery.rate,
            "tested": comparison.discovery.tested,
            "expected_by_chance": comparison.discovery.expected_by_chance,
            "real": list(comparison.discovery.real),
        },
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


def change_table(change: ScopeChange, text: str) -> Table:
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
        "text": text,
        "level": {"old": change.level.old, "new": change.level.new, "verdict": change.level.verdict},
        "p_value": change.p_value,
    }
