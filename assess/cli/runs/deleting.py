"""`assess runs delete` and `withdraw`: what goes from the store for good, and what stays out of its reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from assess.cli.command import Command, settings
from assess.cli.printing import run_argument
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
        "Delete a run from the store, without a trace in its file. Asks first. RUN is the number of a run or ‘last’."
    ),
    short_help=message("delete a run for good"),
)
@run_argument()
@_yes()
def delete(run: str, yes: bool) -> None:
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


def _tell_copies(place: Place) -> None:
    """Say which copies of the store deleting does not reach."""
    words = settings().words
    if place.kind == "server":
        remark(words("The server’s own backups and logs may hold the answers for some time; ask who looks after it."))
    elif place.kind == "folder":
        remark(words("What git keeps of earlier versions of the folder still holds the answers."))
    names = [copy.name for copy in place.copies()]
    if names:
        remark(
            words.plural(
                "A copy beside the store still holds the answers: {files}. Delete it yourself.",
                "Copies beside the store still hold the answers: {files}. Delete them yourself.",
                len(names),
                files=words.listing(names),
            )
        )
