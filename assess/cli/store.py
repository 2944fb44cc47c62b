"""`assess store`: where the runs are kept: what is in it, whether it is whole, a copy of it, and its layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, Group, settings
from assess.cli.parameters import today
from assess.cli.printing import force_option, printing_options, publish
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.store.place import Place

COULD_NOT = 1  # as assess.errors has it, which help cannot wait for


@click.group(
    "store",
    cls=Group,
    help=message("Look after the store: the file with all runs. Another one than your own: --store or MEETLAT_STORE."),
)
def command() -> None:
    """Hold the commands."""


@command.command(
    "info",
    cls=Command,
    help=message("Where the store is, how many runs are in it, its layout, and which copies stand beside it."),
    short_help=message("where the store is and what is in it"),
)
@printing_options()
def info(fmt: str, output: str | None) -> None:
    from assess.store.condition import info_lines, info_table
    from assess.store.describing import describe

    words = settings().words
    described = describe(_place())
    publish(fmt, output, lambda screen: info_lines(described, words, screen.columns), lambda: info_table(described))


@command.command(
    "check",
    cls=Command,
    help=message(
        "See whether the file is whole and every run in it can be read and scored. Changes nothing. "
        "What is wrong is told line by line, and the exit code is then 1."
    ),
    short_help=message("is the file whole, and can every run be read?"),
)
@printing_options()
def check(fmt: str, output: str | None) -> int:
    from assess.store import checking
    from assess.store.condition import check_lines, check_table

    words = settings().words
    checked = checking.check(_place())
    publish(
        fmt, output, lambda screen: check_lines(checked, words, screen.columns), lambda: check_table(checked, words)
    )
    return COULD_NOT if checked.flaws else 0


@command.command(
    "backup",
    cls=Command,
    help=message(
        "Copy the store to a file, also while others use it: all of one moment, or nothing. The copy is a store "
        "itself, which --store opens. It holds all answers."
    ),
    short_help=message("copy the store to a file"),
)
@click.option("-o", "output", metavar="FILE", help=message("the file to write; else one with today’s date, here"))
@force_option()
def backup(output: str | None, force: bool) -> None:
    from assess.reporting import check_new
    from assess.store import copies
    from assess.store.database import Database
    from assess.store.folder.place import Folder, how_to_copy
    from assess.store.sqlite import File

    place = _place()
    if isinstance(place, Folder):
        raise how_to_copy(place)
    if not isinstance(place, File):
        from assess.store.postgresql import how_to_back_up

        raise how_to_back_up(place.full_name)
    path = Path(output) if output else Path(f"{place.path.stem}-{today().isoformat()}{place.path.suffix}")
    check_new(path, force=force)
    Database(place, create=False, upgrade=False).close()  # it is a store that we know
    copies.back_up(place.path, path)
    remark(settings().words("Backup: {path}", path=path))


@command.command(
    "upgrade",
    cls=Command,
    help=message(
        "Give an older store the layout of this version, as happens by itself when it is next opened. What it was is "
        "copied beside it first; if anything goes wrong, it stays as it was."
    ),
    short_help=message("give an older store the present layout"),
)
def upgrade() -> None:
    from assess.store import upgrading
    from assess.store.database import Database
    from assess.store.tables import SCHEMA_VERSION

    words = settings().words
    database = Database(_place(), create=False, upgrade=False)
    try:
        upgraded = upgrading.upgrade(database) if database.layout < SCHEMA_VERSION else None
    finally:
        database.close()
    if upgraded is None:
        remark(words("The store has the present layout, {layout}, already.", layout=SCHEMA_VERSION))
    elif upgraded.copy is None:
        remark(words("The store now has layout {layout}.", layout=SCHEMA_VERSION))
    else:
        told = words(
            "The store now has layout {layout}; what it was is in {copy}.", layout=SCHEMA_VERSION, copy=upgraded.copy
        )
        remark(told)


@command.command(
    "copy",
    cls=Command,
    help=message(
        "Copy all of a store to another that is empty or not there yet: from a file to a PostgreSQL database or to a "
        "folder, or back. All of it or nothing, compared before it is kept; FROM stays as it is."
    ),
    short_help=message("copy all of a store to a file, a folder or PostgreSQL"),
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    from assess.store.moving import move
    from assess.store.place import locate
    from reports.sentences import respondent_count

    words, to = settings().words, locate(target)
    moved = move(locate(source), to)
    remark(
        words(
            "Copied to {store}: {runs}, {respondents}; {rows} rows in all, each as it was.",
            store=to,
            runs=words.plural("{n} run", "{n} runs", moved["runs"].rows),
            respondents=respondent_count(moved["respondents"].rows, words),
            rows=sum(each.rows for each in moved.values()),
        )
    )


def _place() -> Place:
    from assess.store.place import locate

    return locate(settings().store)
