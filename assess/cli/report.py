"""`assess report`: the report as PDF or HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, settings
from assess.cli.parameters import OneOf
from assess.cli.planning import planning_options, tell_unused_limits
from assess.cli.printing import run_argument
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from reports.forms import Form


@click.command(
    "report",
    cls=Command,
    help=message(
        "Write the report of a run. The name of the file says which kind: .pdf or .html. Without -o it is "
        "roadmap-en.pdf, here in this folder."
    ),
)
@run_argument()
@click.option("-o", "output", metavar="FILE", help=message("the file to write; an older one is replaced"))
@click.option(
    "--format", "fmt", type=OneOf(("pdf", "html")), metavar="pdf|html", help=message("the kind, whatever the name says")
)
@planning_options
def command(run: str, output: str | None, fmt: Form | None, capacity: float | None, quarters: int | None) -> None:
    from assess import workflow

    chosen = settings()
    path = Path(output) if output else Path(f"roadmap-{chosen.language}.{fmt or 'pdf'}")
    workflow.report_form(path, fmt)
    workflow.check_place(path)
    outcome = workflow.results(workflow.read_run(run, chosen.store), capacity, quarters)
    workflow.write_report(outcome, path, chosen.language, fmt)
    tell_unused_limits(outcome.run.responses)
    remark(chosen.words("Report: {path}", path=path))
