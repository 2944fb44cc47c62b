"""Estimate the noise of answers from the runs of an organisation in the store, when a person asks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from assess.comparing import measured_run
from assess.errors import Mistake
from assess.series import in_store, oldest_first
from assess.workflow import Run
from questionnaires.language import Phrase, phrase

if TYPE_CHECKING:
    from scoring.change import Calibration


class Calibrated(msgspec.Struct, frozen=True):
    """What the runs of an organisation tell about the noise of answers, and what to say of the choice of runs."""

    organisation: str
    calibration: Calibration
    remarks: tuple[Phrase, ...]


def calibrated(organisation: str | None, store_url: str | None) -> Calibrated:
    """Return σ and τ by the runs of an organisation, of the only one there is where none is named."""
    from scoring.change import calibrate

    runs, remarks = in_store(organisation, store_url)
    ordered = oldest_first(runs)
    return Calibrated(
        organisation=ordered[-1].responses.organisation,
        calibration=calibrate([measured_run(run) for run in ordered]),
        remarks=remarks,
    )


def calibration_for(run: Run, store_url: str | None) -> Calibration:
    """Return σ and τ by the runs of the organisation of a run; raise Mistake where neither can be estimated."""
    found = calibrated(run.responses.organisation, run.store or store_url).calibration
    if found.answer.value is None and found.leniency.value is None:
        raise Mistake(
            phrase(
                "the runs of {organisation} in the store are too few to estimate the noise of answers from.",
                organisation=run.responses.organisation,
            ),
            phrase("Leave out --calibrated; `assess calibrate` says what is missing."),
        )
    return found
