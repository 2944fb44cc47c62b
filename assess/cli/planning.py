"""The options that a roadmap can be planned with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from assess.cli.parameters import Number
from assess.cli.settings import message
from questionnaires.responses import MAX_HORIZON_QUARTERS

MOST_DAYS = 100_000


def planning_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the what-ifs of a roadmap."""
    capacity = message("person-days per quarter; else what the run says, else 60")
    quarters = message("how many quarters ahead, 1 to 12; else what the run says, else 4")
    function = click.option("--quarters", metavar="N", type=Number(1, MAX_HORIZON_QUARTERS, whole=True), help=quarters)(
        function
    )
    return click.option("--capacity", metavar="DAYS", type=Number(1, MOST_DAYS), help=capacity)(function)
