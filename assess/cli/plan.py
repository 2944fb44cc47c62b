"""`assess plan`: the roadmap by quarter."""

from __future__ import annotations

import click

from assess.cli.command import Command, settings
from assess.cli.planning import planning_options
from assess.cli.printing import printing_options, publish, run_argument
from assess.cli.settings import message


@click.command(
    "plan",
    cls=Command,
    help=message(
        "The roadmap of a run, by quarter: what to do, in which order, what it brings and what stays out. "
        "Try other limits with --capacity and --quarters."
    ),
)
@run_argument()
@planning_options
@printing_options()
def command(run: str, capacity: float | None, quarters: int | None, fmt: str, output: str | None) -> None:
    from assess import workflow
    from reports.roadmap_table import plan_table
    from reports.text.plan import plan_lines

    chosen = settings()
    outcome = workflow.results(workflow.read_run(run, chosen.store), capacity, quarters)
    questionnaire, words = outcome.run.questionnaire, chosen.words
    publish(
        fmt,
        output,
        lambda screen: plan_lines(
            questionnaire,
            outcome.scorecard,
            outcome.roadmap,
            words,
            columns=screen.columns,
            marks=screen.marks,
            plain=chosen.plain,
        ),
        lambda: plan_table(questionnaire, outcome.roadmap, words),
    )
