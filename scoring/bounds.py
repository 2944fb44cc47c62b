"""Compare a figure with a bound, so that the last bit of a rounding decides nothing."""

from __future__ import annotations

TOLERANCE = 1e-9  # far above the rounding of a mean, far below any difference that answers can make


def exceeds(value: float, bound: float) -> bool:
    """Say whether a value lies above a bound; a mean that equals it but for rounding does not."""
    return value > bound + TOLERANCE


def reaches(value: float, bound: float) -> bool:
    """Say whether a value lies at a bound or above; a mean that equals it but for rounding does."""
    return value > bound - TOLERANCE
