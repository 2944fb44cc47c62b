"""`assess compare`: what really changed between two runs, and what only looks so."""

from __future__ import annotations

import click

from assess.cli.calibrate import calibrated_option
from assess.cli.command import Command, settings
from assess.cli.printing import complete_run, printing_options, publish
from assess.cli.settings import message


@click.command(
    "compare",
    cls=Command,
    help=message(
        "What changed from run A to run B, and what only looks so: of every part the difference, what it must be to be "
        "real, and the verdict. A is the older run. You name a run by its number, by ‘last’ or by an answer file."
    ),
)
@click.argument("a", metavar="A", shell_complete=complete_run)
@click.argument("b", metavar="B", shell_complete=complete_run)
@calibrated_option()
@printing_options()
def command(a: str, b: str, is_calibrated: bool, fmt: str, output: str | None) -> None:
    from assess import workflow
    from assess.calibrating import calibration_for
    from assess.comparing import compared
    from reports.change_table import comparison_table
    from reports.text.change import change_lines

    chosen = settings()
    old, new = workflow.read_run(a, chosen.store), workflow.read_run(b, chosen.store)
    calibration = calibration_for(new, chosen.store) if is_calibrated else None
    found = compared(old, new, calibration)
    about = (found.old, found.new, found.comparison, chosen.words)
    publish(
        fmt,
        output,
        lambda screen: change_lines(
            *about, columns=screen.columns, marks=screen.marks, plain=chosen.plain, calibration=calibration
        ),
        lambda: comparison_table(*about, calibration),
    )
