"""`assess plan`: the roadmap by quarter, and what other limits would do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, settings
from assess.cli.ending import STOPPED
from assess.cli.planning import what_if_of, what_if_options
from assess.cli.printing import printing_options, publish, run_argument
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.cli.settings import Settings
    from assess.workflow import Results
    from scoring.roadmap.difference import Trial


@click.command(
    "plan",
    cls=Command,
    help=message(
        "The roadmap of a run, by quarter: what to do, in which order, what it brings and what stays out. "
        "With other limits it shows what they change, and what that costs or brings; the run stays as it is, "
        "unless you say --keep."
    ),
    epilog=message(
        "For example: assess plan last --capacity 40 --without U3-A --must U=3. "
        "You can give --without, --pin, --must, --effort and --owner more than once."
    ),
)
@run_argument()
@what_if_options
@click.option("--keep", is_flag=True, help=message("make these limits and this roadmap those of the run"))
@printing_options()
def command(run: str, keep: bool, fmt: str, output: str | None, **asked: Any) -> int:
    from assess import trying, workflow
    from assess.cli.interrupts import watched

    chosen = settings()
    what_if = what_if_of(asked)
    read = workflow.read_run(run, chosen.store)
    what_if = trying.recognised(read, what_if)
    if keep:
        trying.check_can_keep(read)
    with watched() as interrupts:
        outcome = workflow.results(read) if what_if.is_empty else trying.try_out(read, what_if)
        trial = None
        if not what_if.is_empty:
            trial = trying.compared(read, what_if, outcome, is_stopped=interrupts.was_pressed)
    _print(outcome, trial, chosen, fmt, output)
    if interrupts.was_pressed:
        remark(chosen.words("Stopped: this is the best roadmap so far, and nothing was kept."))
        return STOPPED
    if keep:
        trying.keep(read, what_if, outcome)
        remark(chosen.words("Kept: these are now the limits and the roadmap of run {run}.", run=read.reference))
    return 0


def _print(outcome: Results, trial: Trial | None, chosen: Settings, fmt: str, output: str | None) -> None:
    from reports.roadmap_table import plan_table, trial_table
    from reports.text.difference import tried_lines
    from reports.text.plan import plan_lines

    questionnaire, words, plain = outcome.run.questionnaire, chosen.words, chosen.plain
    card, roadmap = outcome.scorecard, outcome.roadmap
    publish(
        fmt,
        output,
        lambda screen: (
            plan_lines(questionnaire, card, roadmap, words, columns=screen.columns, marks=screen.marks, plain=plain)
            if trial is None
            else tried_lines(questionnaire, card, trial, words, columns=screen.columns, marks=screen.marks, plain=plain)
        ),
        lambda: (
            plan_table(questionnaire, roadmap, words) if trial is None else trial_table(questionnaire, trial, words)
        ),
    )
