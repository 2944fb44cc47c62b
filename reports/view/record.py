"""The run, its scores and its roadmap as other programs read them: the same tables that the commands give."""

from __future__ import annotations

from typing import Any

import msgspec

from reports.analysis_table import analysis_table
from reports.change_table import since_table
from reports.figures_file import header_table
from reports.roadmap_table import plan_table
from reports.tables import score_table
from reports.view.material import Material
from scoring.roadmap.effects import effects


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Plain data: `run` is its header, without respondents; `score` and `plan` as `--format json` gives them.

    `analysis` is what is feasible, None where nobody looked; `effects` what done actions were to bring and brought.
    `since` is what changed since the last run, None where there was none.
    """

    run: dict[str, Any]
    score: dict[str, Any]
    plan: dict[str, Any]
    analysis: dict[str, Any] | None
    effects: list[dict[str, Any]]
    since: dict[str, Any] | None


def build(material: Material) -> Record:
    """Return the record of a run."""
    questionnaire, scorecard, words = material.questionnaire, material.scorecard, material.words
    header = msgspec.structs.replace(
        material.responses,
        questionnaire=f"{questionnaire.id}@{questionnaire.version}",
        questionnaire_sha256=questionnaire.sha256,
        questionnaire_text=None,
        tags=(),
    )
    return Record(
        run=header_table(header),
        score=score_table(questionnaire, scorecard, words),
        plan=plan_table(questionnaire, material.roadmap, words),
        analysis=None if material.analysis is None else analysis_table(material.analysis),
        effects=msgspec.to_builtins(list(effects(questionnaire, scorecard, material.responses))),
        since=None if material.since is None else since_table(material.since, words),
    )
