"""Tell real change from noise between runs of one department (scoring 4.10): pure values in, values out."""

from scoring.change.comparing import compare, measured
from scoring.change.model import Comparison, Counted, Measured, ScopeChange
from scoring.change.trend import Trend, trend

__all__ = ["Comparison", "Counted", "Measured", "ScopeChange", "Trend", "compare", "measured", "trend"]
