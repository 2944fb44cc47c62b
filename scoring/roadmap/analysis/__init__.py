"""Whether the ambition is within reach, what it would take, and what the plan hangs on."""

from scoring.roadmap.analysis.analysing import analyse
from scoring.roadmap.analysis.model import (
    Analysis,
    DomainOutlook,
    FindOut,
    FrontierPoint,
    Steadiness,
    Way,
)

__all__ = ["Analysis", "DomainOutlook", "FindOut", "FrontierPoint", "Steadiness", "Way", "analyse"]
