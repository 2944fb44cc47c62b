"""Say why a roadmap is as it is: its steps, what is left out of it, and its quarters."""

from reports.roadmap_reasons.left_out import days_planned, left_out_text
from reports.roadmap_reasons.quarters import quarter_binds, quarter_noticed, what_binds
from reports.roadmap_reasons.steps import step_enables, step_gain, step_stake, step_timing, step_why

__all__ = [
    "days_planned",
    "left_out_text",
    "quarter_binds",
    "quarter_noticed",
    "step_enables",
    "step_gain",
    "step_stake",
    "step_timing",
    "step_why",
    "what_binds",
]
