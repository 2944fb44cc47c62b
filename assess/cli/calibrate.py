"""`assess calibrate`: how much answers wobble here, by the organisation's own runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from assess.cli.command import Command, settings
from assess.cli.printing import printing_options, publish
from assess.cli.settings import message
from assess.cli.streams import remark


@click.command(
    "calibrate",
    cls=Command,
    help=message(
        "How much answers wobble at your own organisation, and how far people differ in leniency: the two assumptions "
        "behind every threshold, estimated from its runs in the store. They are used only where you ask for them: "
        "`assess compare A B --calibrated`."
    ),
)
@click.option("--organisation", metavar="NAME", help=message("all runs of this organisation"))
@printing_options()
def command(organisation: str | None, fmt: str, output: str | None) -> None:
    from assess.calibrating import calibrated
    from reports.calibration_table import calibration_table
    from reports.text.calibration import calibration_lines

    chosen = settings()
    found = calibrated(organisation, chosen.store)
    for one in found.remarks:
        remark(chosen.words.say(one))
    publish(
        fmt,
        output,
        lambda screen: calibration_lines(found.organisation, found.calibration, chosen.words, columns=screen.columns),
        lambda: calibration_table(found.organisation, found.calibration, chosen.words),
    )


def calibrated_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add --calibrated: thresholds by the organisation's own runs."""
    text = message("thresholds by your own runs in the store instead of the assumptions; see: assess calibrate")
    return click.option("--calibrated", "is_calibrated", is_flag=True, help=text)
