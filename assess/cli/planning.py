"""The options that a roadmap can be planned with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from assess.cli.parameters import Day, Demanded, Named, Number, Numbers, Share, refused
from assess.cli.settings import message
from questionnaires.responses import MAX_HORIZON_QUARTERS

if TYPE_CHECKING:
    from scoring.roadmap.what_if import WhatIf

MOST_DAYS = 100_000
MOST_RESERVE = 0.95
LEAST_FACTOR, MOST_FACTOR = 0.05, 20
HIGHEST_LEVEL = 5
QUARTERS = Number(1, MAX_HORIZON_QUARTERS, whole=True)


def planning_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the what-ifs of the roadmap in a report."""
    capacity = message("person-days per quarter; else what the run says, else 60")
    function = _quarters(function)
    return click.option("--capacity", metavar="DAYS", type=Number(1, MOST_DAYS), help=capacity)(function)


def what_if_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add all that can be tried of a roadmap: they reach the command by the names that `what_if_of` knows."""
    options = (
        click.option(
            "--capacity",
            metavar="DAYS",
            type=Numbers(1, MOST_DAYS),
            help=message(
                "person-days per quarter, or one figure for each: 60,40,60,60; else what the run says, else 60"
            ),
        ),
        _quarters,
        click.option("--start", metavar="DATE", type=Day(), help=message("the day on which the roadmap starts")),
        click.option(
            "--reserve",
            metavar="SHARE",
            type=Share(0, MOST_RESERVE),
            help=message("what is kept free of those days, such as 0.2 or 20%"),
        ),
        click.option("--without", metavar="ACTION", multiple=True, help=message("leave an action out, such as U3-A")),
        click.option(
            "--pin",
            metavar="ACTION=QUARTER",
            type=Named(QUARTERS, "U3-A=2"),
            multiple=True,
            help=message("let an action be done in that quarter of the roadmap, from 1"),
        ),
        click.option(
            "--must",
            metavar="DOMAIN=LEVEL[@QUARTER]",
            type=Named(Demanded(Number(1, HIGHEST_LEVEL, whole=True), QUARTERS), "U=3, U=3@2"),
            multiple=True,
            help=message("a domain must be at that level by then, or by the last quarter"),
        ),
        click.option(
            "--effort",
            metavar="FACTOR|ACTION=FACTOR",
            type=Effort(LEAST_FACTOR, MOST_FACTOR),
            multiple=True,
            help=message(
                "multiplies the days of every action, or of one: 0.6 in a small department, 1.6 in a large one"
            ),
        ),
        click.option(
            "--owner",
            metavar="NAME=DAYS",
            type=Named(Number(0, MOST_DAYS), "Sanne=10"),
            multiple=True,
            help=message("the days per quarter of an owner of actions"),
        ),
        click.option(
            "--from",
            "replan_from",
            metavar="DATE",
            type=Day(),
            help=message("plan anew from that day, or from today: done is done, and what runs goes on"),
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _quarters(function: Callable[..., Any]) -> Callable[..., Any]:
    quarters = message("how many quarters ahead, 1 to 12; else what the run says, else 4")
    return click.option("--quarters", metavar="N", type=QUARTERS, help=quarters)(function)


class Effort(click.ParamType[tuple[str, float]]):
    """A factor for every action, under an empty name, or for one."""

    name = "effort"

    def __init__(self, low: float, high: float) -> None:
        self.factor = Number(low, high)
        self.one = Named(self.factor, "U3-A=1.5")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        if "=" in str(value):
            return self.one.convert(value, param, ctx)
        return "", self.factor.convert(value, param, ctx)


def what_if_of(asked: Mapping[str, Any]) -> WhatIf:
    """Return what was asked for on the command line, by names as they were typed. Raises Refused for what is double."""
    from scoring.roadmap.what_if import Demand, WhatIf

    if asked["start"] is not None and asked["replan_from"] is not None:
        raise refused(message("choose one of {options}: both say when the roadmap starts."), options="--start, --from")
    capacity, quarters = asked["capacity"] or (), asked["quarters"]
    if quarters is not None and len(capacity) > quarters:
        raise refused(
            message("--capacity names {named} quarters, and --quarters {quarters}; let them agree."),
            named=len(capacity), quarters=quarters,
        )  # fmt: skip
    efforts = _once("--effort", asked["effort"])
    return WhatIf(
        capacity=capacity,
        quarters=quarters,
        start=asked["start"],
        replan_from=asked["replan_from"],
        reserve=asked["reserve"],
        without=tuple(_once("--without", ((name, None) for name in asked["without"]))),
        pins=_once("--pin", asked["pin"]),
        musts={domain: Demand(*each) for domain, each in _once("--must", asked["must"]).items()},
        effort=efforts.pop("", None),
        efforts=efforts,
        owners=_once("--owner", asked["owner"]),
    )


def _once(option: str, given: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return what is asked for by name, in the order of the command line; a name stands there once."""
    found: dict[str, Any] = {}
    for name, value in given:
        if name.lower() in {each.lower() for each in found}:
            raise refused(message("{option} has ‘{name}’ twice; say it once."), option=option, name=name or value)
        found[name] = value
    return found
