"""What to do next: from a scorecard and actions to a roadmap."""

from scoring.roadmap.checking import check
from scoring.roadmap.limits import limits_of, unused_limits
from scoring.roadmap.planner import UnsoundPlan, plan

__all__ = ["UnsoundPlan", "check", "limits_of", "plan", "unused_limits"]
