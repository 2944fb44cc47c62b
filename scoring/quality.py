"""Recognise answers that were given without reading (scoring 4.12): they count, and are worth a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from questionnaires.responses import Answer

STRAIGHT_LINE_MIN_ANSWERS = 15
STRAIGHT_LINE_SHARE = (9, 10)  # a fraction, so that rounding decides nothing
FAST_SECONDS = 4.0


def is_long_enough(answers: Collection[Answer]) -> bool:
    """Say whether there are enough answers to speak of straight-lining at all."""
    return len(answers) >= STRAIGHT_LINE_MIN_ANSWERS


def is_straight_lined(answers: Collection[Answer]) -> bool:
    """Say whether one option was chosen on nine in ten of at least fifteen answers, don't-know being an option."""
    if not is_long_enough(answers):
        return False
    share, whole = STRAIGHT_LINE_SHARE
    chosen = Counter((answer.kind, answer.level) for answer in answers)
    return whole * max(chosen.values()) >= share * len(answers)


def is_fast(seconds: Collection[float]) -> bool:
    """Say whether the median time per item was under four seconds, too short to read five sentences."""
    ordered = sorted(seconds)
    middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]  # one, or two of an even number
    return bool(middle) and sum(middle) / len(middle) < FAST_SECONDS
