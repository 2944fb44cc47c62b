"""End an interview: the headline, the report and what comes next, or thanks for who answered in another's run."""

from __future__ import annotations

import sys
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from assess import workflow
from assess.invocation import command
from assess.reporting import Order, given_out, made_of
from assess.terminal import screen
from questionnaires.language import Words
from reports.sentences import one_view, respondent_count
from reports.text.ink import NO_INK, Ink, painted
from reports.text.lines import BLANK, Lines, line, strong, width, wrapped
from reports.text.outcome import outcome_lines

if TYPE_CHECKING:
    from assess.interview.walk import Walk
    from assess.store.history import History
    from scoring.scorecard import Scorecard

Command = tuple[str, str]  # what it is for, and what to type behind the name of the program


def finish(history: History, run_id: str, walk: Walk, words: Words, *, plain: bool, store: str | None) -> None:
    """Print what the interview comes to; the report goes in the present folder, under the name that is told.

    Whoever answered in the run of somebody else is thanked, and is shown no figure. Raises Mistake where the report
    cannot be written: by then all else is printed.
    """
    responses = history.responses(run_id)
    own = responses.respondents[0].id == walk.respondent.id and walk.script.is_for_it
    shown = screen(sys.stdout)
    columns, ink = (shown.columns - 1, NO_INK) if plain else (shown.columns, shown.ink)
    told = _answered(walk, len(responses.respondents), words)
    if not own:
        _print(wrapped(told, columns), ink)
        _print((BLANK, *wrapped(words("Thank you. Your answers are saved."), columns), BLANK), ink)
        _print(_next_steps(_for_others(run_id, words), words, columns, store, plain=plain), ink)
        return
    outcome = workflow.results(workflow.stored(history, run_id))
    _print(wrapped(told, columns), ink)
    _print((BLANK,), ink)
    marks = None if plain else shown.marks
    about = (outcome.run.questionnaire, outcome.scorecard, outcome.roadmap, words)
    _print(outcome_lines(*about, columns=columns, marks=marks), ink)
    _print((BLANK,), ink)
    path = _free(Path(f"roadmap-{words.language}.pdf"))
    try:
        order = Order(form="pdf", language=words.language)
        workflow.write_file(path, made_of(outcome, order))
        given_out(outcome, order)
        _print(wrapped(words("Report: {path}", path=path), columns), ink)
    finally:
        commands = _for_organiser(run_id, outcome.scorecard, words)
        _print((BLANK, *_next_steps(commands, words, columns, store, plain=plain)), ink)


def _free(path: Path) -> Path:
    """Return a name that is not taken yet: an older report is nobody's to replace at the end of an interview."""
    numbered = (path.with_stem(f"{path.stem}-{n}") for n in count(2))
    return next(name for name in chain([path], numbered) if not name.exists())


def _answered(walk: Walk, respondents: int, words: Words) -> str:
    """Return how much was answered, and by how many; of one respondent that it is one view."""
    done = words("{answered} of {total} questions answered", answered=walk.answered, total=len(walk.script.items))
    if respondents == 1:
        return f"{done}. {one_view(words)}"
    return words("{done}; {people} in this run.", done=done, people=respondent_count(respondents, words))


def _for_organiser(run_id: str, card: Scorecard, words: Words) -> list[Command]:
    held_by = next(iter(card.overall.held_by), "")
    return [
        (words("let users answer"), f"run --add {run_id} --role user"),
        (words("why this level"), f"explain {run_id} {held_by}".rstrip()),
        (words("the whole roadmap"), f"plan {run_id}"),
        (words("change an answer"), "run"),
    ]


def _for_others(run_id: str, words: Words) -> list[Command]:
    return [
        (words("let somebody else answer"), f"run --add {run_id}"),
        (words("pass the answers on"), f"runs export {run_id} -o {words('answers.yaml')}"),
    ]


def _next_steps(commands: list[Command], words: Words, columns: int, store: str | None, *, plain: bool) -> Lines:
    """Return the commands, each as it can be copied; in sentences where nothing stands in columns."""
    typed = [(what, command(arguments, store)) for what, arguments in commands]
    if plain:
        said = [f"{what}: `{to_type}`" for what, to_type in typed]
        return (line(f"{words('What next')}."), *(one for text in said for one in wrapped(text, columns)))
    column = max(width(what) for what, _ in typed) + 4
    rows = [line("  ", what, " " * (column - width(what)), to_type) for what, to_type in typed]
    return (line(strong(words("What next"))), *rows)


def _print(lines: Lines, ink: Ink) -> None:
    for one in lines:
        print(painted(one, ink), flush=True)
