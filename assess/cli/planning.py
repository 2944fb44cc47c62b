"""The options that a roadmap can be planned with, and what is said of limits that no planner knows yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import settings
from assess.cli.parameters import Number
from assess.cli.settings import message
from assess.cli.streams import remark
from questionnaires.responses import MAX_HORIZON_QUARTERS

if TYPE_CHECKING:
    from questionnaires.responses import Responses

MOST_DAYS = 100_000


def planning_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the what-ifs of a roadmap."""
    capacity = message("person-days per quarter; else what the run says, else 60")
    quarters = message("how many quarters ahead, 1 to 12; else what the run says, else 4")
    function = click.option("--quarters", metavar="N", type=Number(1, MAX_HORIZON_QUARTERS, whole=True), help=quarters)(
        function
    )
    return click.option("--capacity", metavar="DAYS", type=Number(1, MOST_DAYS), help=capacity)(function)


def tell_unused_limits(responses: Responses) -> None:
    """Say on standard error which limits of the run this roadmap does not know yet."""
    from scoring.roadmap import unused_limits

    unused = unused_limits(responses)
    if unused:
        words = settings().words
        remark(words("Note: the roadmap does not take {limits} into account yet.", limits=words.listing(list(unused))))
