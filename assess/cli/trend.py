"""`assess trend`: how scores developed over the runs of an organisation, and where a series breaks off."""

from __future__ import annotations

import click

from assess.cli.calibrate import calibrated_option
from assess.cli.command import Command, refused, settings
from assess.cli.printing import complete_run, printing_options, publish
from assess.cli.settings import message
from assess.cli.streams import remark


@click.command(
    "trend",
    cls=Command,
    help=message(
        "How every part developed over the runs, each held against the one before and against the start of its series. "
        "Name the runs by their number or by an answer file, in any order; without them you see all runs of one "
        "organisation."
    ),
)
@click.argument("runs", metavar="[RUN]...", nargs=-1, shell_complete=complete_run)
@click.option("--organisation", metavar="NAME", help=message("all runs of this organisation"))
@calibrated_option()
@printing_options()
def command(runs: tuple[str, ...], organisation: str | None, is_calibrated: bool, fmt: str, output: str | None) -> None:
    from assess.trending import followed
    from reports.change_table import trend_table
    from reports.text.trend import trend_lines

    if runs and organisation is not None:
        raise refused(message("name runs or --organisation, not both."))
    chosen = settings()
    found = followed(runs, organisation, chosen.store, is_calibrated=is_calibrated)
    for one in found.remarks:
        remark(chosen.words.say(one))
    publish(
        fmt,
        output,
        lambda screen: trend_lines(
            found.trend,
            chosen.words,
            columns=screen.columns,
            marks=screen.marks,
            plain=chosen.plain,
            calibration=found.calibration,
        ),
        lambda: trend_table(found.trend, chosen.words, found.calibration),
    )
