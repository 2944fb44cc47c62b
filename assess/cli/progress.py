"""Show on standard error how far a long piece of work is: a bar on a terminal, else a line for each part."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assess.cli.ending import tell_at
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.cli.settings import Settings
    from assess.many import Done
    from questionnaires.language import Words

A_MOMENT = 1.5  # seconds


@contextmanager
def progress(total: int, words: Words, *, plain: bool) -> Iterator[Callable[[Done], None]]:
    """Give what is to be called for each report that is done."""
    if plain or not sys.stderr.isatty():
        yield _lines(total, words)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task(words("Reports"), total=total)
        yield lambda _: bar.advance(task)


@contextmanager
def counting(title: str, words: Words, *, plain: bool) -> Iterator[Callable[[int, int], None]]:
    """Give what is to be told how many parts of how many are done."""
    if plain or not sys.stderr.isatty():
        yield _quarters_told(title, words)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _quarters_told(title: str, words: Words) -> Callable[[int, int], None]:
    """Return what tells of every quarter of the work in a line."""
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        quarters = done * 4 // total if total else 4
        if quarters > told:
            told = quarters
            remark(words("{title}: {share}.", title=title, share=words.percent(quarters / 4)))

    return tell


@contextmanager
def patience(text: str) -> Iterator[None]:
    """Say on a terminal what is going on, where it takes longer than a moment."""
    if not sys.stderr.isatty():
        yield
        return
    timer = threading.Timer(A_MOMENT, remark, [text])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _lines(total: int, words: Words) -> Callable[[Done], None]:
    count = 0

    def tell(done: Done) -> None:
        nonlocal count
        count += 1
        state = {"made": words("made"), "kept": words("was there already"), "failed": words("failed")}[done.state]
        remark(words("{n} of {total}: {name} {state}", n=count, total=total, name=done.path.name, state=state))

    return tell


def tell_ending(done: Sequence[Done], unfinished: int, settings: Settings) -> None:
    """Say how many reports there are now, which runs were left alone, and what went wrong with the others."""
    from reports.sentences import as_sentence

    words = settings.words
    made, kept = (sum(one.state == state for one in done) for state in ("made", "kept"))
    if made or not kept:
        remark(as_sentence(words.plural("{count} report made.", "{count} reports made.", made)))
    if kept:
        remark(as_sentence(words.plural("{count} was there already.", "{count} were there already.", kept)))
    if unfinished:
        left = words.plural(
            "{count} run is not complete, and has no report.",
            "{count} runs are not complete, and have no report.",
            unfinished,
        )
        remark(as_sentence(left))
    for one in done:
        if one.failure is not None:
            tell_at(f"{one.path.name}:", one.failure, settings)
