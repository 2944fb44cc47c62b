"""`assess workshop`: people answer on their own phones, and talk about what they see differently."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, Group, refused, settings
from assess.cli.ending import STOPPED
from assess.cli.printing import printing_options, publish
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.store.history import History
    from assess.workshop.addresses import Listening
    from assess.workshop.opening import Links, Opened, OpenRun
    from questionnaires.language import Words
    from reports.tables import Table
    from reports.text.lines import Lines

ROLES = ("it_management", "it_staff", "user", "supplier")


@click.group(
    "workshop",
    cls=Group,
    help=message(
        "People answer on their own phones, without a name or account; you show where they differ, and settle it "
        "together. Or leave a survey open for days."
    ),
)
def command() -> None:
    """Hold the commands about workshops."""


@command.command(
    "start",
    cls=Command,
    help=message(
        "Begin a workshop, or go on with one, and let phones in until you stop with ctrl-c. Every answer is saved at "
        "once. RUN is a workshop that was begun before."
    ),
    short_help=message("begin a workshop or go on with one"),
)
@click.argument("run", metavar="RUN", required=False)
@click.option("--organisation", metavar="NAME", help=message("whose department it is about"))
@click.option("--survey", is_flag=True, help=message("leave it open for days, without a screen in a room"))
@click.option("--until", metavar="DATE", help=message("the day on which a survey closes, at its end; as 2027-01-31"))
@click.option("--recognisable", is_flag=True, help=message("ask each phone whether answers may be recognised"))
@click.option("--threshold", type=int, metavar="N", help=message("the smallest group that is shown; else 5"))
@click.option("--quarters", type=int, metavar="N", help=message("over how many quarters the bar is set; else 4"))
@click.option("--group-size", "sizes", multiple=True, metavar="ROLE=N", help=message("how many people a role has"))
@click.option("--host", metavar="ADDRESS", help=message("listen on this address alone"))
@click.option("--port", type=int, metavar="N", help=message("the port; else 8000 or the next that is free"))
@click.option("--url", metavar="URL", help=message("how phones reach it where it stands behind a proxy"))
@click.option("--certificate", metavar="FILE", help=message("serve over TLS with this certificate (PEM)"))
@click.option("--key", metavar="FILE", help=message("the key of the certificate (PEM)"))
def start(run: str | None, **asked: Any) -> None:
    from assess import store
    from assess.workshop.addresses import listening

    chosen = settings()
    certificate = Path(asked["certificate"]) if asked["certificate"] else None
    at = listening(asked["host"], asked["port"], is_secure=certificate is not None)
    with store.open(chosen.store, create=run is None, keeps_times=False) as history:
        opened, is_new = _opened(history, run, asked)
        from assess.workshop.opening import links

        address = (asked["url"] or at.address).rstrip("/")
        reached = links(history, opened.code, address)
        url = history.place.url
    from assess.workshop.app import build
    from assess.workshop.serving import serve

    words = chosen.words
    try:
        serve(
            build(url, opened.code, address=address, secure=address.startswith("https:")),
            at,
            lambda: _tell_ready(opened, reached, at, words, is_new=is_new),
            certificate=certificate,
            key=Path(asked["key"]) if asked["key"] else None,
            is_behind_proxy=bool(asked["url"]),
        )
    except KeyboardInterrupt:
        remark("\n" + words("Stopped. All answers are saved."))
        remark(words("Go on: {command}", command=_start_again(opened.run_id)))
        raise click.exceptions.Exit(STOPPED) from None


@command.command(
    "status",
    cls=Command,
    help=message("Tell how far workshops are: how many people joined and are ready, and never what they answered."),
    short_help=message("how far a workshop is"),
)
@click.argument("run", metavar="RUN", required=False)
@printing_options()
def status(run: str | None, fmt: str, output: str | None) -> None:
    from assess import store
    from assess.workshop.opening import how_far, open_runs

    words = settings().words
    with store.open(settings().store, create=False) as history:
        found = (how_far(history, history.workshop(history.find(run))),) if run else open_runs(history)
    publish(fmt, output, lambda screen: _status_lines(found, words, screen.columns), lambda: _status_table(found))


@command.command(
    "links",
    cls=Command,
    help=message("Print the links of a workshop again: for everyone, for each role, and the secret ones."),
    short_help=message("the links of a workshop"),
)
@click.argument("run", metavar="RUN", required=False)
@click.option("--url", metavar="URL", required=True, help=message("the address at which it is served"))
def show_links(run: str | None, url: str) -> None:
    from assess import store
    from assess.workshop.opening import links

    words = settings().words
    with store.open(settings().store, create=False) as history:
        reached = links(history, history.workshop(_meant(history, run)).code, url.rstrip("/"))
    for name, address in _named(reached, words):
        click.echo(f"{name}: {address}")


@command.command(
    "close",
    cls=Command,
    help=message("Let nobody answer any more, also while it is served. A report can be made from then on."),
    short_help=message("let nobody answer any more"),
)
@click.argument("run", metavar="RUN", required=False)
def close(run: str | None) -> None:
    from assess import store
    from assess.workshop.closing import close_answering

    with store.open(settings().store, create=False, keeps_times=False) as history:
        run_id = _meant(history, run)
        close_answering(history, run_id)
    remark(settings().words("Closed: run {run}. Nobody can answer any more.", run=run_id))


def _opened(history: History, run: str | None, asked: dict[str, Any]) -> tuple[Opened, bool]:
    """Return the workshop that was named, else the one that is open, else a new one; and whether it is new."""
    from assess.workshop.opening import open_runs, open_workshop, reopen

    if run:
        return reopen(history, history.find(run)), False
    name = asked["organisation"]
    for one in reversed(open_runs(history)):
        if name is None or one.organisation == name:
            return reopen(history, one.run_id), False
    if name is None:
        raise refused(message("Say whose department it is about, with --organisation."))
    return (
        open_workshop(
            history,
            organisation=name,
            language=settings().language,
            kind="survey" if asked["survey"] else "workshop",
            asks_consent=asked["recognisable"],
            threshold=_at_least(3, asked["threshold"], "--threshold"),
            horizon_quarters=_at_least(1, asked["quarters"], "--quarters"),
            group_sizes=_sizes(asked["sizes"]),
            closes=_end_of(asked["until"]),
        ),
        True,
    )


def _at_least(least: int, given: int | None, option: str) -> int | None:
    if given is not None and given < least:
        raise refused(message("{option}: at least {least}."), option=option, least=least)
    return given


def _sizes(given: tuple[str, ...]) -> dict[str, int]:
    found = {}
    for one in given:
        role, _, count = one.partition("=")
        if role not in ROLES or not (count.isascii() and count.isdigit() and int(count)):
            raise refused(message("‘{given}’ is no group size; write it as user=900."), given=one)
        found[role] = int(count)
    return found


def _end_of(day: str | None) -> int | None:
    """Return the end of a day where this computer stands, in seconds since 1970."""
    if day is None:
        return None
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        raise refused(message("‘{given}’ is no date; write it as 2027-01-31."), given=day) from None
    return int(dt.datetime.combine(date + dt.timedelta(days=1), dt.time()).astimezone().timestamp())


def _meant(history: History, run: str | None) -> str:
    from assess.workshop.opening import open_runs

    if run:
        return history.find(run)
    found = open_runs(history)
    if not found:
        raise refused(message("No workshop is open. Begin one with: assess workshop start"))
    return found[-1].run_id


def _start_again(run_id: str) -> str:
    from assess import invocation

    return invocation.command(f"workshop start {run_id}", settings().store)


def _named(reached: Links, words: Words) -> list[tuple[str, str]]:
    from assess.workshop.pages.phone import role_name

    return [
        (words("For everyone"), reached.join),
        *((role_name(role, words), address) for role, address in reached.roles.items()),
        (words("For you, the facilitator (keep it secret)"), reached.lead),
        (words("For the screen"), reached.screen),
    ]


def _tell_ready(opened: Opened, reached: Links, at: Listening, words: Words, *, is_new: bool) -> None:
    """Say how to come in: it is the first thing that a room sees."""
    from assess.workshop import qr
    from reports.text.lines import wrap

    columns = shutil.get_terminal_size().columns - 1
    lines = [
        words("Workshop {run} is open.", run=opened.run_id)
        if is_new
        else words("Workshop {run} goes on.", run=opened.run_id)
    ]
    encoding = sys.stderr.encoding or "ascii"
    if sys.stderr.isatty():
        drawn = qr.drawn(reached.join)
        if _can_spell("█▀▄", encoding) and len(drawn[0]) <= columns:
            lines += ["", *drawn]
    base, _, code = reached.join.rpartition("/")
    lines += [
        "",
        words("Phones: scan the code, or go to {address} and type {code}", address=base, code=f"{code[:3]} {code[3:]}"),
        words("For you, the facilitator (keep it secret): {address}", address=reached.lead),
        words("For the screen: {address}", address=reached.screen),
    ]
    if at.others:
        lines.append(words("Other networks of this computer: {addresses}", addresses=", ".join(at.others)))
    lines += ["", *wrap(_when_out_of_reach(words), columns), words("Stop with ctrl-c; every answer is saved.")]
    for line in lines:
        remark(line)


def _when_out_of_reach(words: Words) -> str:
    return words(
        "A phone cannot reach it? Put phone and laptop on the same wifi; a guest network often keeps them apart, "
        "and then a hotspot of your own helps. Let Python through when your firewall asks."
    )


def _can_spell(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _status_lines(found: tuple[OpenRun, ...], words: Words, columns: int) -> Lines:
    from assess.workshop.pages.projector import round_name
    from questionnaires.model import ROLES
    from reports.text.lines import wrapped

    if not found:
        return wrapped(words("No workshop is open. Begin one with: assess workshop start"), columns)
    lines: list[str] = []
    for one in found:
        is_survey = one.kind == "survey"
        stage = words("closed") if one.is_closed and one.round == "alone" else round_name(one.round, words)
        lines.append(
            f"{one.run_id}  {one.organisation} ({words('survey') if is_survey else words('workshop')}): {stage}"
        )
        lines.append(
            "        "
            + words("{joined} joined, {ready} ready; code {code}", joined=one.joined, ready=one.ready, code=one.code)
        )
        if is_survey and one.group_sizes:
            from assess.workshop.pages.phone import role_name

            rates = [
                f"{role_name(role, words)} {one.by_role.get(role, 0)}/{one.group_sizes[role]}"
                for role in ROLES
                if role in one.group_sizes
            ]
            lines.append("        " + ", ".join(rates))
    return tuple(each for text in lines for each in wrapped(text, columns, rest="        "))


def _status_table(found: tuple[OpenRun, ...]) -> Table:
    return {
        "workshops": [
            {
                "run": one.run_id,
                "organisation": one.organisation,
                "kind": one.kind,
                "round": one.round,
                "closed": one.is_closed,
                "joined": one.joined,
                "ready": one.ready,
            }
            for one in found
        ]
    }
