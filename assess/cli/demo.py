"""`assess demo`: the whole route with an example department."""

from __future__ import annotations

from pathlib import Path

import click

from assess.cli.command import Command, settings
from assess.cli.settings import message
from assess.cli.streams import say


@click.command(
    "demo",
    cls=Command,
    help=message(
        "See what you get: scores the answers of an invented department of thirteen people and writes its report in "
        "Dutch and in English."
    ),
)
@click.option("-o", "output", metavar="FOLDER", default="out", help=message("the folder for both reports; else out"))
def command(output: str) -> None:
    from assess import invocation, workflow
    from assess.cli.printing import drawn
    from assess.reporting import Order, made_of
    from questionnaires.model import LANGUAGES
    from reports.text.outcome import outcome_lines
    from reports.text.score import title

    chosen, words = settings(), settings().words
    folder = workflow.make_folder(Path(output))
    outcome = workflow.results(workflow.example())
    run = outcome.run
    say(f"{title(run.responses, outcome.scorecard, words, ' · ')}\n")
    say(
        drawn(
            lambda screen: outcome_lines(
                run.questionnaire,
                outcome.scorecard,
                outcome.roadmap,
                words,
                columns=screen.columns,
                marks=None if chosen.plain else screen.marks,
            )
        )
    )
    for language in LANGUAGES:
        path = folder / f"roadmap-{language}.pdf"
        workflow.write_file(path, made_of(outcome, Order(form="pdf", language=language)))
        say(words("Report: {path}", path=path))
    say(f"\n{words('Your own department: {command}', command=invocation.command('run'))}")
