"""Give estimates of the noise of answers to other programs: the JSON of `assess calibrate`."""

from __future__ import annotations

from questionnaires.language import Words
from reports import calibration_sentences as told
from reports.tables import Table
from scoring.change.calibrating import Calibration
from scoring.change.estimate import Estimate
from scoring.change.model import ASSUMED, Noise
from scoring.interval import CONFIDENCE


def calibration_table(organisation: str, calibration: Calibration, words: Words) -> Table:
    """Return the estimates as a table; only the texts of what is missing are in a language."""
    return {
        "organisation": organisation,
        "runs": calibration.runs,
        "repeats": calibration.repeats,
        "answer_noise": _estimate_table(
            calibration.answer, ASSUMED.answer, told.no_answer_noise(calibration.answer, words)
        ),
        "leniency": _estimate_table(
            calibration.leniency, ASSUMED.leniency, told.no_leniency(calibration.leniency, words)
        ),
        "remarks": list(told.remarks(calibration, words)),
    }


def noise_table(noise: Noise, calibration: Calibration | None) -> Table:
    """Return with which σ and τ thresholds were calculated, and which of the two the organisation's own runs gave."""
    own = () if calibration is None else (("answer_noise", calibration.answer), ("leniency", calibration.leniency))
    return {
        "answer_noise": noise.answer,
        "leniency": noise.leniency,
        "estimated": [name for name, estimate in own if estimate.value is not None],
    }


def _estimate_table(estimate: Estimate, assumed: float, lack: str) -> Table:
    return {
        "assumed": assumed,
        "estimate": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "confidence": CONFIDENCE,
        "people": estimate.people,
        "answers": estimate.answers,
        "lack": estimate.lack,
        "text": lack,
    }
