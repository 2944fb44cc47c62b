"""`assess runs tag`: hang tags on a run, by which it is found among others."""

from __future__ import annotations

import click

from assess.cli.command import Command, settings
from assess.cli.printing import run_argument
from assess.cli.settings import message


@click.command(
    "tag",
    cls=Command,
    help=message(
        "Hang tags on a run of the store: one word each, such as zorg or klein. They are your own: `assess history` "
        "and `assess overview` choose by them, and no score and no report knows them. Without tags you see those that "
        "it has. RUN is the number of a run or ‘last’."
    ),
    short_help=message("hang tags on a run, or take them off"),
)
@run_argument()
@click.argument("tag", metavar="[TAG]...", nargs=-1)
@click.option(
    "--remove", metavar="TAG", multiple=True, help=message("take this tag off; you can give it more than once")
)
def tag(run: str, tag: tuple[str, ...], remove: tuple[str, ...]) -> None:
    from assess import store
    from assess.store import listing

    words = settings().words
    with store.open(settings().store, create=False) as history:
        run_id = history.find(run)
        about = words("{run} ({about})", run=run_id, about=listing.about(history.summary(run_id), words))
        history.tag(run_id, [one.lower() for one in tag], [one.lower() for one in remove])
        tags = history.summary(run_id).tags
    click.echo(f"{about}: {', '.join(tags) or words('no tags')}")
