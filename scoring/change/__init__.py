"""Tell real change from noise between runs of one department (scoring 4.10): pure values in, values out."""

from scoring.change.calibrating import Calibration, calibrate
from scoring.change.comparing import compare, measured
from scoring.change.model import Comparison, Counted, Measured, Noise, ScopeChange
from scoring.change.plan import PlanOutcome
from scoring.change.since import Since, since
from scoring.change.trend import Trend, trend

__all__ = [
    "Calibration",
    "Comparison",
    "Counted",
    "Measured",
    "Noise",
    "PlanOutcome",
    "ScopeChange",
    "Since",
    "Trend",
    "calibrate",
    "compare",
    "measured",
    "since",
    "trend",
]
