"""`assess runs`: list, show, export, import, merge, tag and delete runs, and let a respondent withdraw."""

from __future__ import annotations

import click

from assess.cli.command import Group
from assess.cli.runs.deleting import delete, withdraw
from assess.cli.runs.exporting import export
from assess.cli.runs.importing import import_files, merge_runs
from assess.cli.runs.showing import list_runs, show
from assess.cli.runs.tagging import tag
from assess.cli.settings import message


@click.group(
    "runs", cls=Group, help=message("The runs of a store: see which there are, and bring them in, out or away.")
)
def command() -> None:
    """Hold the commands."""


for each in (
    list_runs,
    show,
    export,
    import_files,
    merge_runs,
    tag,
    delete,
    withdraw,
):  # in the order of use, as help has it
    command.add_command(each)
