"""`assess history`: what every run in the store came to, by organisation and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assess.cli.choosing import choosing_options, wanted_of
from assess.cli.command import Command, settings
from assess.cli.printing import printing_options, publish
from assess.cli.settings import message

if TYPE_CHECKING:
    import datetime as dt


@click.command(
    "history",
    cls=Command,
    help=message(
        "What the runs in the store came to, by organisation and date: average and level, the level of each domain, "
        "how many answered, on which questionnaire, and the tags. With the options you choose which runs."
    ),
)
@choosing_options(organisation=True)
@printing_options()
def command(
    *,
    tags: tuple[str, ...],
    organisation: str | None,
    since: dt.date | None,
    until: dt.date | None,
    fmt: str,
    output: str | None,
) -> None:
    from assess.portfolio.listing import history_lines, history_table
    from assess.portfolio.scored import scored

    chosen = settings()
    runs = scored(wanted_of(tags, since, until, organisation), chosen.store)
    publish(
        fmt,
        output,
        lambda screen: history_lines(
            runs, chosen.words, columns=screen.columns, marks=screen.marks, plain=chosen.plain
        ),
        lambda: history_table(runs),
    )
