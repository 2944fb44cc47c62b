"""`assess runs import` and `merge`: bring answers into the store, and those of colleagues into one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, settings
from assess.cli.runs.exporting import write_answers
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.store.writing import FiguresPart
    from assess.workflow import Run
    from questionnaires.language import Phrase
    from questionnaires.merging import Part


@click.command(
    "import",
    cls=Command,
    help=message(
        "Bring answer files into the store, answer sheets that were filled in, tables of Microsoft Forms, Google Forms "
        "or LimeSurvey (with --mapping), or the runs that reports in PDF carry. The same file twice adds nothing. Of a "
        "run that is here already, what is new is added, and a changed answer is a correction: it counts, and the "
        "earlier one is kept. Where more than half of somebody’s answers changed, nothing at all is taken from any of "
        "the files, unless you say --correct."
    ),
    short_help=message("bring answer files, sheets and reports into the store"),
)
@click.argument("file", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--correct",
    is_flag=True,
    help=message("it is the same person, also where more than half of the answers changed"),
)
@click.option("--guess", is_flag=True, help=message("of a CSV file: draft its mapping, and take nothing in"))
@click.option("--mapping", metavar="FILE", help=message("of CSV files: which heading is which question"))
def import_files(file: tuple[str, ...], correct: bool, guess: bool, mapping: str | None) -> None:
    from assess import workflow

    if guess:
        _draft_mapping(file)
        return
    if mapping is not None:
        from assess.answer_tables import importing

        parts = (_part(read) for read in _all_of(importing.reader(Path(mapping)), [Path(one) for one in file]))
        _take_in(parts, correct=correct)
        return
    _take_in((_part(read) for read in _all_of(workflow.read_file, [Path(one) for one in file])), correct=correct)


def _draft_mapping(files: tuple[str, ...]) -> None:
    from assess.answer_tables import importing

    click.echo(importing.draft(files, settings().words), nl=False)


@click.command(
    "merge",
    cls=Command,
    help=message(
        "Join the answers of colleagues into the first RUN; each is the number of a run, ‘last’, or an answer file. "
        "People of different runs are kept apart. With -o the joined run goes to a file, and the store stays as it is."
    ),
    short_help=message("join answer files into one run"),
)
@click.argument("run", metavar="RUN...", nargs=-1, required=True)
@click.option("-o", "output", metavar="FILE", help=message("write to this file and not into the store"))
def merge_runs(run: tuple[str, ...], output: str | None) -> None:
    from assess import workflow
    from assess.errors import Mistake
    from questionnaires.language import phrase
    from questionnaires.merging import Part, merge

    chosen = settings()
    read = _all_of(lambda reference: workflow.read_run(reference, chosen.store), run)
    if len(read) < 2:
        raise Mistake(
            phrase("there is nothing to join {run} with.", run=run[0]), phrase("Name two runs or files, or more.")
        )
    first, *others = (_answers(one) for one in read)
    merged = merge(first, *others, has_withdrawn=_withdrawn_from(read[0]))
    _tell(merged.remarks)
    if output is None:
        _take_in([Part(name=first.name, responses=merged.responses, questionnaire=first.questionnaire)])
    else:
        write_answers(merged.responses, output, None)


def _part(read: Run) -> Part | FiguresPart:
    """Return a run as it comes into the store: its answers, or where those are not there its figures."""
    if read.publication is None:
        return _answers(read)
    from assess.store.writing import FiguresPart

    return FiguresPart(name=read.reference, publication=read.publication, questionnaire=read.questionnaire)


def _answers(read: Run) -> Part:
    from assess.workflow import answers_of
    from questionnaires.merging import Part

    return Part(name=read.reference, responses=answers_of(read), questionnaire=read.questionnaire)


def _all_of(read: Callable[[Any], Run], references: Sequence[Any]) -> list[Run]:
    """Read every run, or raise ProblemsFound with the problems of all of them."""
    from questionnaires.problems import Problem, ProblemsFound

    found: list[Run] = []
    problems: list[Problem] = []
    for reference in references:
        try:
            found.append(read(reference))
        except ProblemsFound as wrong:
            problems += wrong.problems
    if problems:
        raise ProblemsFound(problems)
    return found


def _withdrawn_from(first: Run) -> Callable[[str], bool]:
    """Return what says who withdrew from a run; of a run that is in no store, nobody is known to."""
    from assess import store

    if first.reference != first.responses.run:
        return lambda _pseudonym: False
    with store.open(settings().store) as history:
        return history.withdrawn(first.reference)


def _take_in(parts: Iterable[Part | FiguresPart], *, correct: bool = False) -> None:
    """Bring runs into the store, all or none, and tell what became of each.

    Nothing is read from the store after they are in: should that fail, it would seem that nothing was saved.
    """
    from assess import correcting, store
    from questionnaires.merging import Part

    words = settings().words
    with store.open(settings().store) as history:
        held, remarks = correcting.held_against_store(parts, history, correct=correct)
        intakes = history.take_in(*held)
    _tell(remarks)
    outcomes = {
        "new": words("taken in"),
        "grown": words("what was new has been added"),
        "same": words("everything was here already"),
    }
    for intake, part in zip(intakes, held, strict=True):
        _tell(intake.remarks)
        of = part.responses if isinstance(part, Part) else part.publication.header
        about = words("{organisation}, {date}", organisation=of.organisation, date=words.date(of.date))
        click.echo(f"{intake.run_id}  {about}: {outcomes[intake.outcome]}")


def _tell(remarks: Iterable[Phrase]) -> None:
    for one in remarks:
        remark(settings().words.say(one))
