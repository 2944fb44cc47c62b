"""Follow the runs that a person names, or all of an organisation in the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from assess import series
from assess.calibrating import calibration_for
from assess.comparing import measured_run
from assess.errors import Mistake
from questionnaires.language import Phrase, phrase

if TYPE_CHECKING:
    from scoring.change import Calibration, Trend

FEWEST = 2


class Followed(msgspec.Struct, frozen=True):
    """A trend, what is to be said about the choice of its runs, and where its thresholds come from if asked."""

    trend: Trend
    remarks: tuple[Phrase, ...]
    calibration: Calibration | None = None


def followed(
    references: Sequence[str], organisation: str | None, store_url: str | None, *, is_calibrated: bool = False
) -> Followed:
    """Return the trend of these runs, or else of all runs of an organisation; raise Mistake where there is none.

    `is_calibrated` takes the thresholds from the runs of that organisation in the store.
    """
    remarks: tuple[Phrase, ...] = ()
    if references:
        runs = series.named(references, store_url)
    else:
        runs, remarks = series.in_store(organisation, store_url)
    if len(runs) < FEWEST:
        raise Mistake(
            phrase("a trend needs two runs or more, and there is only one."),
            phrase("Measure again after half a year, or name more runs; `assess runs list` shows all of them."),
        )
    from scoring.change import trend
    from scoring.change.model import ASSUMED

    ordered = series.oldest_first(runs)
    calibration = calibration_for(ordered[-1], store_url) if is_calibrated else None
    noise = ASSUMED if calibration is None else calibration.noise
    return Followed(trend([measured_run(run) for run in ordered], noise), remarks, calibration)
