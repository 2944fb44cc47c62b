"""Ask a person whether something may be done that cannot be undone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from questionnaires.language import Words

YES = {"y", "yes", "j", "ja"}  # in whatever language was asked


def is_sure(question: str, words: Words) -> bool:
    """Ask on standard error, for standard output is for data; anything but a clear yes is no.

    Raises Mistake where nobody can answer.
    """
    from assess.errors import Mistake
    from questionnaires.language import phrase

    if not sys.stdin.isatty():
        raise Mistake(phrase("nobody is here to ask whether it may go."), phrase("Say so with --yes."))
    click.echo(f"{question} {words('[y/N]')} ", nl=False, err=True)
    is_yes = sys.stdin.readline().strip().lower() in YES
    if not is_yes:
        click.echo(words("Nothing was deleted."), err=True)
    return is_yes
