"""The shares of the gap that a page on feasibility compares, and what they are measured against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.view.material import Material

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import Analysis

ALL = 0.995  # a share that nobody tells apart from all of it
PRECISION = 1e-6  # of a share
SAME = 0.005  # shares, and days a quarter, that read alike


def is_all(analysis: Analysis) -> bool:
    """Say whether the roadmap closes all that can be closed."""
    return (analysis.reach or 0) >= highest(analysis) - SAME


def highest(analysis: Analysis) -> float:
    """Return the share of the gap that the catalogue can close at all."""
    return analysis.highest_reach or 0.0


def own_capacity(material: Material) -> float:
    """Return the person-days a quarter that the roadmap counts on; the mean where quarters differ."""
    capacity = material.roadmap.limits.capacity
    return sum(capacity) / len(capacity) if capacity else 0.0
