"""The options by which a person chooses runs of the store: tag, organisation, and from which day until which."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import refused
from assess.cli.parameters import Day
from assess.cli.settings import message

if TYPE_CHECKING:
    import datetime as dt

    from assess.store.selecting import Wanted

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def choosing_options(*, organisation: bool) -> Decorator:
    """Return the options that choose runs."""
    options = [
        click.option(
            "--tag", "tags", metavar="TAG", multiple=True, help=message("runs with this tag; of more tags, all of them")
        ),
        click.option("--from", "since", metavar="DATE", type=Day(), help=message("runs of this day and later")),
        click.option("--until", metavar="DATE", type=Day(), help=message("runs of this day and earlier")),
    ]
    if organisation:
        options.insert(1, click.option("--organisation", metavar="NAME", help=message("all runs of this organisation")))

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def wanted_of(
    tags: tuple[str, ...], since: dt.date | None, until: dt.date | None, organisation: str | None = None
) -> Wanted:
    """Return which runs are meant; refuse a period that ends before it begins."""
    from assess.store.selecting import Wanted

    if since and until and until < since:
        raise refused(message("--until {until} is before --from {since}."), until=until, since=since)
    return Wanted(
        tags=tuple(tag.lower() for tag in tags),
        organisation=organisation,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
    )
