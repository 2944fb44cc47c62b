"""`assess plan`: the roadmap by quarter, what other limits would do to it, and whether the ambition is feasible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, settings
from assess.cli.ending import STOPPED
from assess.cli.parameters import today
from assess.cli.planning import what_if_of, what_if_options
from assess.cli.printing import printing_options, publish, run_argument
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.cli.settings import Settings
    from assess.terminal import Screen
    from assess.workflow import Results, Run
    from reports.tables import Table
    from reports.text.lines import Lines
    from scoring.roadmap.difference import Trial
    from scoring.roadmap.what_if import WhatIf


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
@click.option(
    "--analyse",
    is_flag=True,
    help=message("is the ambition feasible, and what would it take? Takes up to a minute, once; the report has it too"),
)
@printing_options()
def command(run: str, keep: bool, analyse: bool, fmt: str, output: str | None, **asked: Any) -> int:
    from assess import trying, workflow
    from assess.interrupts import watched

    chosen = settings()
    what_if = what_if_of(asked)
    read = workflow.read_run(run, chosen.store)
    what_if = trying.recognised(read, what_if)
    days = (today(), what_if.start, what_if.replan_from)
    trying.check_days(read, max(day for day in days if day is not None))
    if keep:
        trying.check_can_keep(read)
    if what_if.replan_from is None:
        _tell_what_came_since(read, chosen)
    with watched() as interrupts:
        outcome, trial = _planned(read, what_if, chosen)
        if keep and not interrupts.was_pressed:
            outcome = trying.keep(read, what_if, outcome)
            remark(chosen.words("Kept: these are now the limits and the roadmap of run {run}.", run=read.reference))
        if analyse and not interrupts.was_pressed:
            outcome = _analysed(outcome, chosen)
    publish(
        fmt,
        output,
        lambda screen: _lines(outcome, trial, chosen, screen, analyse=analyse),
        lambda: _table(outcome, trial, chosen, analyse=analyse),
    )
    if not interrupts.was_pressed:
        return 0
    remark(chosen.words("Stopped; nothing of it is kept."))
    return STOPPED


def _tell_what_came_since(run: Run, chosen: Settings) -> None:
    """Say that the roadmap is the one that a run began with, where actions came further since."""
    from scoring.roadmap import limits_of

    start = limits_of(run.responses).start
    since = [each for each in run.responses.actions.values() if start and each.since and each.since > str(start)]
    if since:
        remark(
            chosen.words.plural(
                "Since this roadmap began, {count} action changed: with --from today you plan the rest anew.",
                "Since this roadmap began, {count} actions changed: with --from today you plan the rest anew.",
                len(since),
            )
        )


def _planned(run: Run, what_if: WhatIf, chosen: Settings) -> tuple[Results, Trial | None]:
    """Plan the roadmap, and beside one that is tried the run's own; Ctrl-C leaves the best so far."""
    from assess import trying, workflow
    from assess.cli.progress import patience
    from assess.interrupts import watched

    with patience(chosen.words("Looking for the best roadmap; Ctrl-C shows the best so far.")), watched() as interrupts:
        if what_if.is_empty:
            return workflow.results(run, may_stop=True), None
        outcome = trying.try_out(run, what_if)
        return outcome, trying.compared(run, what_if, outcome, is_stopped=interrupts.was_pressed)


def _analysed(outcome: Results, chosen: Settings) -> Results:
    from assess.analysing import analysed
    from assess.cli.progress import counting

    with counting(chosen.words("What is feasible"), chosen.words, plain=chosen.plain) as progress:
        return analysed(outcome, progress)


def _lines(outcome: Results, trial: Trial | None, chosen: Settings, screen: Screen, *, analyse: bool) -> Lines:
    from reports.text.difference import tried_lines
    from reports.text.lines import paragraphs
    from reports.text.plan import plan_lines

    about, words = (outcome.run.questionnaire, outcome.scorecard), chosen.words
    columns, marks, plain = screen.columns, screen.marks, chosen.plain
    if trial is None:
        lines = plan_lines(*about, outcome.roadmap, words, columns=columns, marks=marks, plain=plain)
    else:
        lines = tried_lines(*about, trial, words, columns=columns, marks=marks, plain=plain)
    if not analyse or outcome.analysis is None:
        return lines
    from reports.edition import Edition
    from reports.text.analysis import analysis_lines
    from reports.view import build_view

    questionnaire, card = about
    view = build_view(
        questionnaire, outcome.run.responses, card, outcome.roadmap, words,
        edition=Edition(readers="board"), analysis=outcome.analysis,
    )  # fmt: skip
    return paragraphs([lines, analysis_lines(view, words, columns=columns, marks=marks, plain=plain)])


def _table(outcome: Results, trial: Trial | None, chosen: Settings, *, analyse: bool) -> Table:
    from reports.analysis_table import analysis_table
    from reports.roadmap_table import plan_table, trial_table

    questionnaire, words = outcome.run.questionnaire, chosen.words
    if trial is None:
        table = plan_table(questionnaire, outcome.roadmap, words)
    else:
        table = trial_table(questionnaire, trial, words)
    if analyse and outcome.analysis is not None:
        table["analysis"] = analysis_table(outcome.analysis)
    return table
