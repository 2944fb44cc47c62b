"""What an estimate of an assumption comes to: a value with its interval, or why there is none."""

from __future__ import annotations

from typing import Literal

import msgspec

Lack = Literal["few_people", "few_answers", "no_spread"]


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate in levels, with the interval that covers the true value in nine of ten cases.

    `people` and `answers` say from how much; where that is too little, `lack` says why and the rest is None.
    """

    people: int
    answers: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    lack: Lack | None = None
