"""`assess run`: answer the questions, or go on where you were."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.command import Command, OneOf, refused, settings
from assess.cli.ending import STOPPED
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from assess.asking import Asker
    from assess.set_up import Seat, Wishes
    from assess.sitting import Sitting
    from assess.store.history import History
    from assess.workflow import Run
    from questionnaires.language import Words
    from questionnaires.model import Role

ROLE_NAMES = ("it_management", "it_staff", "user", "supplier")


@click.command(
    "run",
    cls=Command,
    help=message(
        "Answer the questions in the terminal. Every answer is saved at once; stop with ctrl-c, and the next "
        "assess run goes on exactly there."
    ),
)
@click.option("--add", "add", metavar="RUN", help=message("let somebody else answer in this run"))
@click.option("--from", "source", metavar="FILE", help=message("go on from an answer file"))
@click.option(
    "--role", metavar="ROLE", type=OneOf(ROLE_NAMES), help=message("it_management, it_staff, user or supplier")
)
@click.option("--organisation", metavar="NAME", help=message("the organisation; the latest run of it, or a new one"))
def command(add: str | None, source: str | None, role: Role | None, organisation: str | None) -> None:
    from assess import store
    from assess.set_up import Wishes
    from questionnaires.language import words

    chosen = settings()
    is_plain = chosen.plain or not _can_draw()
    language = chosen.language if chosen.stated else None
    wishes = Wishes(usual=chosen.language, language=language, organisation=organisation, role=role)
    if add and source:
        raise refused(message("--add and --from do not go together: a file brings its own run."))
    brought = _brought(add, source)  # before there is a store: a file that is wrong leaves none behind
    with store.open(chosen.store, create=brought is not None or not add) as history:
        seat = _seat(history, wishes, add, brought, is_plain)
        sitting, speak = _sitting(history, seat), words(seat.language)
        try:
            _interview(sitting, speak, is_plain)
        except (KeyboardInterrupt, EOFError):
            _tell_stopped(sitting, speak, chosen.store)
            raise click.exceptions.Exit(STOPPED) from None
        from assess.finishing import finish  # scoring and planning, which the first question need not wait for

        finish(history, seat.run_id, sitting.walk, speak, plain=is_plain, store=chosen.store)


def _can_draw() -> bool:
    """Say whether a full screen can be drawn: a terminal on both sides that can move its cursor."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _brought(add: str | None, source: str | None) -> Run | None:
    """Return the run of the answer file that was named; None where none was. Raises Mistake where it has no answers."""
    from assess.workflow import answers_of, is_file, read_file

    file = source or (add if add and is_file(add) else None)
    if file is None:
        return None
    read = read_file(Path(file))
    answers_of(read)
    return read


def _seat(history: History, wishes: Wishes, add: str | None, brought: Run | None, is_plain: bool) -> Seat:
    """Return who goes on in which run, after the questions that come before the first."""
    from assess.resuming import seat_for, somebody_of
    from assess.set_up import new_respondent

    asker = _asker(is_plain)
    try:
        run_id = _taken_in(history, brought) if brought else None
        if add:
            return new_respondent(history, asker, wishes, run_id or history.find(add))
        if run_id:
            return somebody_of(history, asker, wishes, run_id)
        return seat_for(history, asker, wishes)
    except (KeyboardInterrupt, EOFError):
        words = settings().words
        remark(words("Stopped; the first question was not asked yet."))
        raise click.exceptions.Exit(STOPPED) from None


def _asker(is_plain: bool) -> Asker:
    if is_plain:
        from assess.plain.console import PlainAsker

        return PlainAsker()
    from assess.questions import TerminalAsker
    from assess.terminal import screen

    return TerminalAsker(screen(sys.stdout))


def _taken_in(history: History, brought: Run) -> str:
    return history.import_run(brought.responses, brought.questionnaire, brought.reference)


def _sitting(history: History, seat: Seat) -> Sitting:
    """Return the interview of a seat, exactly where it was left."""
    from assess.interview.places import Script
    from assess.interview.stepping import begin
    from assess.recognising import last_time_of
    from assess.sitting import Sitting, saver

    responses = history.responses(seat.run_id)
    respondent = next(one for one in responses.respondents if one.id == seat.respondent_id)
    script = Script(
        questionnaire=history.questionnaire(seat.run_id),
        role=respondent.role,
        describes_department=respondent.id == responses.respondents[0].id or respondent.role == "it_management",
    )
    walk = begin(
        script,
        respondent,
        responses.context,
        responses.facts,
        position=seat.position,
        now=0.0,
        last_time=last_time_of(history, seat.run_id, seat.respondent_id),
    )
    return Sitting(walk, saver(history, seat.run_id, seat.respondent_id))


def _interview(sitting: Sitting, words: Words, is_plain: bool) -> None:
    if is_plain:
        from assess.plain import console, conversation

        conversation.interview(sitting, words, console.ask, console.tell)
        return
    from functools import partial

    from assess import prompts
    from assess.cli.streams import spelled
    from assess.terminal import screen

    shown = screen(sys.stdout)
    prompts.interview(sitting, words, shown.marks, shown.ink, partial(spelled, encoding=sys.stdout.encoding))


def _tell_stopped(sitting: Sitting, words: Words, store: str | None) -> None:
    """Say where it stopped, and how to go on."""
    from assess import invocation
    from assess.whereabouts import place_said

    walk = sitting.walk
    place = place_said(walk.resumes_at, walk.script, words, of_total=True)
    if sitting.is_unsaved:
        remark(words("Stopped at {place}. The last answer is not saved, all others are.", place=place))
    else:
        remark(words("Stopped at {place}. All your answers are saved.", place=place))
    remark(words("Go on: {command}", command=invocation.command("run", store)))
