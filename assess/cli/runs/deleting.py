"""`assess runs delete` and `withdraw`: what goes from the store for good, and what stays out of its reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, refused, settings
from assess.cli.printing import complete_run, run_argument
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.store.place import Place


def _yes() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--yes", is_flag=True, help=message("do not ask whether you are sure"))


@click.command(
    "delete",
    cls=Command,
    help=message(
        "Delete a run from the store, or with --organisation every run of an organisation, without a trace in its "
        "file. Asks first, and says what is out of reach. RUN is the number of a run or ‘last’."
    ),
    short_help=message("delete a run, or all of an organisation, for good"),
)
@click.argument("run", metavar="[RUN]", required=False, shell_complete=complete_run)
@click.option("--organisation", metavar="NAME", help=message("delete every run of this organisation"))
@_yes()
def delete(run: str | None, organisation: str | None, yes: bool) -> None:
    if (run is None) == (organisation is None):
        raise refused(message("name one run, or the organisation whose runs are to go: --organisation NAME."))
    if organisation is not None:
        _delete_all_of(organisation, yes=yes)
    elif run is not None:
        _delete_one(run, yes=yes)


def _delete_one(run: str, *, yes: bool) -> None:
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
    remark(words("Deleted. Reports and exported files that were made before are still there."))
    _tell_copies(history.place)


def _delete_all_of(organisation: str, *, yes: bool) -> None:
    from assess import store
    from assess.cli.confirming import is_sure
    from assess.store import belonging
    from assess.store.leftovers import other_stores

    words = settings().words
    with store.open(settings().store, create=False) as history:
        summaries = belonging.runs_of(history.runs(), organisation)
        about = belonging.said(summaries, words)
        if not yes and not is_sure(words("Delete {runs} for good?", runs=about), words):
            return
        history.delete(*(one.id for one in summaries))
    remark(words("Deleted: {runs}, with their roadmaps and everything else that was kept of them.", runs=about))
    remark(
        words(
            "Out of reach: reports (PDF and other forms), exported files, filled-in sheets, and stores elsewhere. "
            "Delete those yourself."
        )
    )
    _tell_copies(history.place, other_stores(history.place, {one.organisation for one in summaries}))


@click.command(
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
    remark(words("Deleted. Reports and exported files that were made before are still there."))
    _tell_copies(history.place)


def _tell_copies(place: Place, others: Iterable[Path] = ()) -> None:
    """Say which copies of the store, and which other stores beside it or here, deleting does not reach."""
    words = settings().words
    if place.kind == "server":
        remark(words("The server’s own backups and logs may hold the answers for some time; ask who looks after it."))
    elif place.kind == "folder":
        remark(words("What git keeps of earlier versions of the folder still holds the answers."))
    names = sorted({*(copy.name for copy in place.copies()), *(_named(place, other) for other in others)})
    if names:
        remark(
            words.plural(
                "A copy of the store still holds the answers: {files}. Delete it yourself.",
                "Copies of the store still hold the answers: {files}. Delete them yourself.",
                len(names),
                files=words.listing(names),
            )
        )


def _named(place: Place, file: Path) -> str:
    """Return what a file is called: its name beside the store, its path elsewhere."""
    return file.name if file.parent == Path(place.url).resolve().parent else str(file)
