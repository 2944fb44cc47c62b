"""What to do next: from a scorecard and actions to a roadmap."""

from scoring.roadmap.checking import check
from scoring.roadmap.contradictions import NoPlan
from scoring.roadmap.limits import limits_of
from scoring.roadmap.planner import UnsoundPlan, plan
from scoring.roadmap.search import Search

__all__ = ["NoPlan", "Search", "UnsoundPlan", "check", "limits_of", "plan"]
