"""`assess runs list` and `show`: which runs there are, and how far one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, settings
from assess.cli.printing import printing_options, publish, run_argument
from assess.cli.settings import message

if TYPE_CHECKING:
    from assess.store.summaries import RunSummary
    from assess.workflow import Run
    from questionnaires.problems import Problem


@click.command(
    "list",
    cls=Command,
    help=message("All runs of the store, in the order in which they came into it."),
    short_help=message("all runs, the latest last"),
)
@printing_options()
def list_runs(fmt: str, output: str | None) -> None:
    from assess import store
    from assess.store import listing
    from questionnaires.problems import ProblemsFound

    chosen = settings()
    summaries: tuple[RunSummary, ...] = ()
    problems: tuple[Problem, ...] = ()
    if store.exists(chosen.store):
        with store.open(chosen.store) as history:
            summaries, problems = history.readable_runs()
    if problems and not summaries:
        raise ProblemsFound(problems)
    lines = listing.list_sentences if chosen.plain else listing.list_lines
    publish(
        fmt,
        output,
        lambda screen: lines(summaries, chosen.words, screen.columns),
        lambda: listing.list_table(summaries),
    )
    if problems:
        raise ProblemsFound(problems)


@click.command(
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


def _summary(read: Run) -> RunSummary:
    """Return how far a run is: as the store knows it, or as the answers in a file tell."""
    from assess import store
    from assess.store.summaries import summary_of

    if read.reference != read.responses.run:
        figures_of = read.publication.scorecard.respondents if read.publication else None
        return summary_of(read.reference, read.responses, read.questionnaire, figures_of)
    with store.open(settings().store) as history:
        return history.summary(read.reference)
