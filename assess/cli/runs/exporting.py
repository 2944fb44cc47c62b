"""`assess runs export`: write a run as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, OneOf, settings
from assess.cli.printing import TO_STANDARD_OUTPUT, run_argument
from assess.cli.settings import message

if TYPE_CHECKING:
    from questionnaires.responses import Responses
    from reports.publication import Publication

ANSWER_FORMATS = ("yaml", "json")


@click.command(
    "export",
    cls=Command,
    help=message(
        "A run as an answer file, with everything in it. It is the organiser's own file: it holds the answers of each "
        "respondent, also of an anonymous run. Of a run that came in without its answers you get its figures, as JSON."
    ),
    short_help=message("write a run as an answer file"),
)
@run_argument()
@click.option("-o", "output", metavar="FILE", help=message("write to this file instead of the screen"))
@click.option(
    "--format",
    "fmt",
    type=OneOf(ANSWER_FORMATS),
    metavar="yaml|json",
    help=message("yaml or json; else as the name of the file says, else yaml"),
)
def export(run: str, output: str | None, fmt: str | None) -> None:
    from assess import workflow

    read = workflow.read_run(run, settings().store)
    if read.publication is not None:
        _write_figures(read.publication, output, fmt)
    else:
        write_answers(read.responses, output, fmt)


def write_answers(responses: Responses, output: str | None, fmt: str | None) -> None:
    """Write an answer file in UTF-8, whole or not at all; on a screen in the signs that it has."""
    from assess.errors import Mistake
    from questionnaires import answer_file
    from questionnaires.language import phrase

    if not responses.respondents:
        raise Mistake(
            phrase("run {run} has no respondents yet, so there is nothing to write.", run=responses.run),
            phrase("Let somebody answer first: `assess run`"),
        )
    to_file = output if output not in (None, TO_STANDARD_OUTPUT) else None
    _write(answer_file.write(responses, f"run.{fmt}" if fmt else to_file or "run.yaml"), to_file)


def _write_figures(publication: Publication, output: str | None, fmt: str | None) -> None:
    """Write a figures file, which is JSON."""
    from assess.errors import Mistake
    from questionnaires.language import phrase
    from reports import figures_file

    to_file = output if output not in (None, TO_STANDARD_OUTPUT) else None
    if fmt == "yaml" or (fmt is None and to_file and Path(to_file).suffix.lower() in (".yaml", ".yml")):
        raise Mistake(
            phrase("of {run} only the figures are here, and those are JSON.", run=publication.header.run),
            phrase("Let the name of the file end in .json."),
        )
    _write(figures_file.write(publication), to_file)


def _write(text: str, to_file: str | None) -> None:
    from reports import output as files

    if to_file is not None:
        files.write(Path(to_file), text)
    elif sys.stdout.isatty():
        click.echo(text, nl=False)
    else:
        sys.stdout.buffer.write(text.encode())
