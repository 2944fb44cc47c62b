"""Bring together the two runs that a person wants to compare, and refuse what cannot be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from assess.errors import Mistake
from assess.workflow import Run
from questionnaires import run_ids
from questionnaires.comparable import major
from questionnaires.language import phrase

if TYPE_CHECKING:
    from scoring.change import Calibration, Comparison, Measured


class Compared(msgspec.Struct, frozen=True):
    """Two runs with what changed from the older to the newer."""

    old: Measured
    new: Measured
    comparison: Comparison


def compared(old: Run, new: Run, calibration: Calibration | None = None) -> Compared:
    """Compare two runs; raise Mistake for a run with itself and for runs that have nothing in common.

    The thresholds are those of the method, or by the organisation's own runs where these were asked.
    """
    from scoring.change import compare
    from scoring.change.model import ASSUMED

    before, after = measured_run(old), measured_run(new)
    if identity(old) == identity(new):
        raise Mistake(
            phrase(
                "{old} and {new} are the same run, so nothing can have changed.", old=old.reference, new=new.reference
            ),
            phrase("Name two runs, the older one first; `assess runs list` shows all of them."),
        )
    if old.questionnaire.id != new.questionnaire.id:
        raise Mistake(
            phrase(
                "{old} was answered on {first} and {new} on {second}: different questionnaires cannot be compared.",
                old=old.reference,
                new=new.reference,
                first=old.questionnaire.id,
                second=new.questionnaire.id,
            ),
            phrase("Name two runs of the same questionnaire."),
        )
    comparison = compare(before, after, ASSUMED if calibration is None else calibration.noise)
    if major(old.questionnaire) != major(new.questionnaire):
        raise Mistake(
            phrase(
                "between {old} and {new} the questionnaire began anew (version {first} and version {second}): scale, "
                "structure or meaning changed, so nothing can be compared.",
                old=old.reference,
                new=new.reference,
                first=old.questionnaire.version,
                second=new.questionnaire.version,
            ),
            phrase("Compare runs of one series; `assess trend` shows where a new one begins."),
        )
    if comparison.common_items == 0:
        raise Mistake(
            phrase(
                "{old} and {new} have no question in common that both answer.", old=old.reference, new=new.reference
            ),
            phrase("Compare runs in which the same parts were answered."),
        )
    return Compared(before, after, comparison)


def measured_run(run: Run) -> Measured:
    """Return a run with its scores of today; those that came with it where its answers did not."""
    from scoring.change import Counted, Measured, measured

    if run.publication is None:
        return measured(run.questionnaire, run.responses)
    counted = run.publication.with_level
    return Measured(
        questionnaire=run.questionnaire,
        responses=run.responses,
        scorecard=run.publication.scorecard,
        counted=Counted(capabilities=counted.capabilities, domains=counted.domains, overall=counted.overall),
    )


def identity(run: Run) -> str:
    """Return the number that a run has wherever it came from."""
    return run_ids.identity(run.responses, run.questionnaire.sha256)
