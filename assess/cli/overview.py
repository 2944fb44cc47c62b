"""`assess overview`: where many departments stand, without telling which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assess.cli.choosing import choosing_options, wanted_of
from assess.cli.command import Command, settings
from assess.cli.printing import complete_run, printing_options, publish
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    import datetime as dt


@click.command(
    "overview",
    cls=Command,
    help=message(
        "Where the departments in the store stand: how many at which level, in the whole and by part, their profiles, "
        "and where most fall short of their own bar. Each counts with its latest complete run. No names, no ranking, "
        "and nothing by which fewer than five departments could be told apart."
    ),
)
@choosing_options(organisation=False)
@click.option(
    "--run",
    metavar="RUN",
    shell_complete=complete_run,
    help=message("hold this run beside the other departments: its average, and its level in brackets"),
)
@printing_options()
def command(
    *,
    tags: tuple[str, ...],
    since: dt.date | None,
    until: dt.date | None,
    run: str | None,
    fmt: str,
    output: str | None,
) -> None:
    from assess import workflow
    from assess.portfolio.departments import overseen
    from assess.portfolio.overview_listing import overview_lines, overview_table
    from assess.portfolio.scored import scored

    chosen = settings()
    own = None if run is None else workflow.read_run(run, chosen.store)
    seen = overseen(scored(wanted_of(tags, since, until), chosen.store), own)
    for one in seen.remarks:
        remark(chosen.words.say(one))
    publish(
        fmt,
        output,
        lambda screen: overview_lines(
            seen, chosen.words, columns=screen.columns, marks=screen.marks, plain=chosen.plain
        ),
        lambda: overview_table(seen),
    )
