"""`assess runs`: list, show, export, import, merge and delete runs, and let a respondent withdraw."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, Group, OneOf, settings
from assess.cli.printing import TO_STANDARD_OUTPUT, printing_options, publish, run_argument
from assess.cli.settings import message

if TYPE_CHECKING:
    from assess.store.place import Place
    from assess.store.summaries import RunSummary
    from assess.store.writing import FiguresPart
    from assess.workflow import Run
    from questionnaires.language import Phrase
    from questionnaires.merging import Part
    from questionnaires.responses import Responses
    from reports.publication import Publication

ANSWER_FORMATS = ("yaml", "json")


@click.group(
    "runs", cls=Group, help=message("The runs of a store: see which there are, and bring them in, out or away.")
)
def command() -> None:
    """Hold the commands."""


@command.command(
    "list",
    cls=Command,
    help=message("All runs of the store, in the order in which they came into it."),
    short_help=message("all runs, the latest last"),
)
@printing_options()
def list_runs(fmt: str, output: str | None) -> None:
    from assess import store
    from assess.store import listing

    chosen = settings()
    summaries: tuple[RunSummary, ...] = ()
    if store.exists(chosen.store):
        with store.open(chosen.store) as history:
            summaries = history.runs()
    lines = listing.list_sentences if chosen.plain else listing.list_lines
    publish(
        fmt,
        output,
        lambda screen: lines(summaries, chosen.words, screen.columns),
        lambda: listing.list_table(summaries),
    )


@command.command(
    "show",
    cls=Command,
    help=message(
        "What a run is, who answered in it and how far they are; never what they answered. "
        "RUN is the number of a run, ‘last’, an answer file or a report in PDF."
    ),
    short_help=message("who is in a run, and how far they are"),
)
@run_argument()
@printing_options()
def show(run: str, fmt: str, output: str | None) -> None:
    from assess import workflow
    from assess.store import listing

    chosen = settings()
    read = workflow.read_run(run, chosen.store)
    about = (_summary(read), read.responses, read.questionnaire)
    publish(
        fmt,
        output,
        lambda screen: listing.show_lines(*about, chosen.words, screen.columns),
        lambda: listing.show_table(*about),
    )


@command.command(
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
        _write_answers(read.responses, output, fmt)


@command.command(
    "import",
    cls=Command,
    help=message(
        "Bring answer files into the store, answer sheets that were filled in, tables of Microsoft Forms, Google Forms "
        "or LimeSurvey (with --mapping), or the runs that reports in PDF carry. The same file twice adds nothing. Of a "
        "run that is here already, what is new is added; where the file says otherwise than the store, nothing "
        "at all is taken from any of the files, unless you say --correct."
    ),
    short_help=message("bring answer files, sheets and reports into the store"),
)
@click.argument("file", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--correct",
    is_flag=True,
    help=message("an answer that differs is a correction: it counts, and the earlier one is kept"),
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


@command.command(
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
        _write_answers(merged.responses, output, None)


def _yes() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--yes", is_flag=True, help=message("do not ask whether you are sure"))


@command.command(
    "delete",
    cls=Command,
    help=message(
        "Delete a run from the store, without a trace in its file. Asks first. RUN is the number of a run or ‘last’."
    ),
    short_help=message("delete a run for good"),
)
@run_argument()
@_yes()
def delete(run: str, yes: bool) -> None:
    from assess import store
    from assess.cli.confirming import is_sure
    from assess.store import listing

    words = settings().words
    with store.open(settings().store, create=False) as history:
        summary = history.summary(history.find(run))
        about = listing.title(summary, words)
        if not yes and not is_sure(words("Delete run {run} for good?", run=about), words):
            return
        history.delete(summary.id)
    _say(words("Deleted. Reports and exported files that were made before are still there."))
    _tell_copies(history.place)


@command.command(
    "withdraw",
    cls=Command,
    help=message(
        "Delete everything that one respondent answered in a run, without a trace in the store. Asks first. "
        "An older export does not bring it back. RUN is the number of a run or ‘last’."
    ),
    short_help=message("let one respondent withdraw from a run"),
)
@run_argument()
@click.argument("respondent", metavar="RESPONDENT")
@_yes()
def withdraw(run: str, respondent: str, yes: bool) -> None:
    from assess import store
    from assess.cli.confirming import is_sure

    words = settings().words
    with store.open(settings().store, create=False) as history:
        run_id = history.find(run)
        answered = history.respondent(run_id, respondent).answered
        question = words.plural(
            "Delete {respondent} with {count} answer from run {run} for good?",
            "Delete {respondent} with {count} answers from run {run} for good?",
            answered,
            respondent=respondent,
            run=run_id,
        )
        if not yes and not is_sure(question, words):
            return
        history.withdraw(run_id, respondent)
    _say(words("Deleted. Reports and exported files that were made before are still there."))
    _tell_copies(history.place)


def _tell_copies(place: Place) -> None:
    """Say which copies of the store deleting does not reach."""
    words = settings().words
    if not place.is_file:
        _say(words("The server’s own backups and logs may hold the answers for some time; ask who looks after it."))
    names = [copy.name for copy in place.copies()]
    if names:
        _say(
            words.plural(
                "A copy beside the store still holds the answers: {files}. Delete it yourself.",
                "Copies beside the store still hold the answers: {files}. Delete them yourself.",
                len(names),
                files=words.listing(names),
            )
        )


def _summary(read: Run) -> RunSummary:
    """Return how far a run is: as the store knows it, or as the answers in a file tell."""
    from assess import store
    from assess.store.summaries import summary_of

    if read.reference != read.responses.run:
        figures_of = read.publication.scorecard.respondents if read.publication else None
        return summary_of(read.reference, read.responses, read.questionnaire, figures_of)
    with store.open(settings().store) as history:
        return history.summary(read.reference)


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
    """Bring runs into the store, all or none, and tell what became of each."""
    from assess import correcting, store

    words = settings().words
    with store.open(settings().store) as history:
        held, remarks = correcting.held_against_store(parts, history, correct=correct)
        taken = [(intake, history.summary(intake.run_id)) for intake in history.take_in(*held)]
    _tell(remarks)
    outcomes = {
        "new": words("taken in"),
        "grown": words("what was new has been added"),
        "same": words("everything was here already"),
    }
    for intake, summary in taken:
        _tell(intake.remarks)
        about = words("{organisation}, {date}", organisation=summary.organisation, date=words.date(summary.date))
        click.echo(f"{intake.run_id}  {about}: {outcomes[intake.outcome]}")


def _write_answers(responses: Responses, output: str | None, fmt: str | None) -> None:
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


def _tell(remarks: Iterable[Phrase]) -> None:
    for remark in remarks:
        _say(settings().words.say(remark))


def _say(text: str) -> None:
    """Say something about the work on standard error."""
    click.echo(text, err=True)
