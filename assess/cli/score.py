"""`assess score`: levels and averages, ambition, and what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, settings
from assess.cli.printing import printing_options, publish, run_argument
from assess.cli.settings import message

if TYPE_CHECKING:
    from reports.tables import Table


@click.command(
    "score",
    cls=Command,
    help=message(
        "Level and average of every part, beside the bar, and what stands out. "
        "RUN is the number of a run, ‘last’, an answer file or a report in PDF."
    ),
)
@run_argument()
@printing_options()
def command(run: str, fmt: str, output: str | None) -> None:
    from assess import workflow
    from reports.text.score import score_lines, score_sentences

    chosen = settings()
    read = workflow.read_run(run, chosen.store)
    card = workflow.scorecard(read)
    about = (read.questionnaire, read.responses, card, chosen.words)

    def table() -> Table:
        from reports.tables import score_table

        return score_table(read.questionnaire, card, chosen.words)

    publish(
        fmt,
        output,
        lambda screen: (
            score_sentences(*about, screen.columns)
            if chosen.plain
            else score_lines(*about, columns=screen.columns, marks=screen.marks)
        ),
        table,
    )
