"""`assess runs export`: write a run as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, OneOf, refused, settings
from assess.cli.printing import TO_STANDARD_OUTPUT, run_argument
from assess.cli.settings import message
from assess.cli.streams import remark

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
@click.option(
    "--pseudonyms",
    is_flag=True,
    help=message("other, random pseudonyms, and without what people typed; it comes in as a run of its own"),
)
@click.option("--keep-notes", is_flag=True, help=message("with --pseudonyms: with what people typed after all"))
@click.option("--anonymous", is_flag=True, help=message("with --pseudonyms: leave the organisation out as well"))
def export(run: str, output: str | None, fmt: str | None, pseudonyms: bool, **asked: bool) -> None:
    from assess import workflow

    if any(asked.values()) and not pseudonyms:
        raise refused(message("--keep-notes and --anonymous go with --pseudonyms."))
    read = workflow.read_run(run, settings().store)
    if pseudonyms:
        _write_pseudonymised(workflow.answers_of(read), output, fmt, **asked)
    elif read.publication is not None:
        _write_figures(read.publication, output, fmt)
    else:
        write_answers(read.responses, output, fmt)


def _write_pseudonymised(
    responses: Responses, output: str | None, fmt: str | None, *, keep_notes: bool, anonymous: bool
) -> None:
    """Write a run under other pseudonyms, and say what is left out and what is still in it."""
    from questionnaires.language import words as words_in
    from questionnaires.pseudonyms import pseudonymised
    from reports.view.anonymous import without_organisation

    words = settings().words
    named = without_organisation(responses, words_in(responses.language)) if anonymous else responses
    write_answers(pseudonymised(named, keep_notes=keep_notes), output, fmt)
    remark(words("Everybody has a new pseudonym, drawn at random; which was whose is kept nowhere."))
    remark(words("Left out: the number of the run, times, earlier answers, names of owners and tags."))
    if keep_notes:
        remark(words("Still in it: what people typed. Read it before you send it: a note can say who wrote it."))
    else:
        remark(
            words(
                "Left out as well: notes, evidence, reasons, optional facts and remarks. Without evidence a score can "
                "be less certain."
            )
        )
    remark(
        words(
            "Still in it: date, roles, sizes, and every answer. Whoever has the original can recognise a person by "
            "the answers, and in a small group a role can be enough."
        )
    )
    if not anonymous:
        remark(words("The name of the organisation is in it; --anonymous leaves it out."))


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
