"""Give figures to other programs: the JSON of a scorecard, an explanation and questionnaires (docs/files.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.findings import flag_message
from scoring.explain import Explanation
from scoring.scorecard import CapabilityScore, DomainScore, Flag, ItemScore, OverallScore, Scorecard

if TYPE_CHECKING:
    from questionnaires.difference import QuestionnaireDifference, Remark

Table = dict[str, Any]


def as_json(table: Table) -> str:
    """Return a table as JSON text: full precision, and null where there is nothing to say."""
    return msgspec.json.format(msgspec.json.encode(table)).decode()


def score_table(questionnaire: Questionnaire, scorecard: Scorecard, words: Words) -> Table:
    """Return a scorecard as a table; only the messages of its flags are in a language."""
    return {
        "questionnaire": msgspec.to_builtins(scorecard.questionnaire),
        "scoring_version": scorecard.scoring_version,
        "respondents": dict(scorecard.respondents),
        "overall": _overall(scorecard.overall),
        "domains": {name: _domain(domain) for name, domain in scorecard.domains.items()},
        "capabilities": {name: _capability(one) for name, one in scorecard.capabilities.items()},
        "items": {name: _item(item) for name, item in scorecard.items.items()},
        "flags": [_flag(questionnaire, scorecard, flag, words) for flag in scorecard.flags],
    }


def _overall(overall: OverallScore) -> Table:
    return {
        "score": overall.score,
        "level": overall.level,
        "ambition": overall.ambition,
        "profile": msgspec.to_builtins(overall.profile),
    }


def _domain(domain: DomainScore) -> Table:
    return {"score": domain.score, "level": domain.level, "target": domain.target}


def _capability(capability: CapabilityScore) -> Table:
    interval, confidence = capability.interval, capability.confidence
    return {
        "score": capability.score,
        "score_pessimistic": capability.score_pessimistic,
        "level": capability.level,
        "level_unverified": capability.level_unverified,
        "fulfilment": capability.fulfilment,
        "target": capability.target,
        "gap": capability.gap,
        "importance": capability.importance,
        "coverage": capability.coverage,
        "consensus": capability.consensus,
        "priority": capability.priority,
        "priority_factors": msgspec.to_builtins(capability.priority_factors),
        "confidence": {"value": confidence.value, "reason": confidence.reason},
        "interval": {"kind": interval.kind, "low": interval.low, "high": interval.high},
    }


def _item(item: ItemScore) -> Table:
    return {
        "value": item.value,
        "low_median": item.low_median,
        "agreed": item.agreed,
        "spread": item.spread,
        "polarised": item.polarised,
        "not_applicable": item.not_applicable,
        "perception_gap": item.perception_gap,
    }


def _flag(questionnaire: Questionnaire, scorecard: Scorecard, flag: Flag, words: Words) -> Table:
    about: Table = {"items": list(flag.items)} if flag.items else {"capability": flag.capability}
    return {"code": flag.code, **about, "message": flag_message(questionnaire, scorecard, flag, words)}


def explain_table(explanation: Explanation) -> Table:
    """Return an explanation as a table: everything that its text is told from, without words."""
    table: Table = msgspec.to_builtins(explanation)
    return table


def questionnaires_table(shipped: Iterable[Questionnaire]) -> Table:
    """Return which questionnaires there are."""
    return {
        "questionnaires": [
            {
                "id": one.id,
                "version": one.version,
                "sha256": one.sha256,
                "title": msgspec.to_builtins(one.title),
                "items": len(one.items),
            }
            for one in shipped
        ]
    }


def questionnaire_difference_table(found: QuestionnaireDifference, notes: Iterable[Remark], words: Words) -> Table:
    """Return how two versions of a questionnaire differ; only places and what changed are said in a language."""
    return {
        "id": found.id,
        "old": found.old_version,
        "new": found.new_version,
        "given": found.given,
        "needed": found.needed,
        "changes": [
            {
                "path": "/".join(str(step) for step in change.place.path),
                "place": change.place.said(words),
                "kind": change.kind,
                "step": change.step,
                "what": words.say(change.what),
                "old": msgspec.to_builtins(change.old),
                "new": msgspec.to_builtins(change.new),
                "doubtful": change.is_doubtful,
            }
            for change in found.changes
        ],
        "remarks": [note.said(words) for note in notes],
        "common_items": found.common.pairs,
        "breaks": {
            name: {"code": one.code, "common": one.common, "items": one.items, "reason": words.say(one.reason)}
            for name, one in found.common.breaks.items()
        },
    }


def questionnaire_table(questionnaire: Questionnaire) -> Table:
    """Return a whole questionnaire, in both languages."""
    table: Table = msgspec.to_builtins(questionnaire)
    return table
