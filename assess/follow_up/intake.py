"""Judge what a file says of actions: what it changes in a run, or everything that is wrong in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from assess.follow_up.changing import Change, Changed, changed, differences, refusals
from assess.follow_up.fields import DATES, day_of, status_of, value_of
from questionnaires.language import Phrase, phrase
from questionnaires.model import Questionnaire
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import ActionProgress
from questionnaires.suggestions import did_you_mean
from reports.view.material import own_words, shortened

LONGEST_SHOWN = 60  # characters of what somebody wrote, in a message about it


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where in a file something stands: a line and column (from 1), or a cell of a workbook."""

    file: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None

    def problem(self, code: str, message: Phrase, remedy: Phrase) -> Problem:
        return Problem(
            file=self.file,
            line=self.line,
            column=self.column,
            cell=self.cell,
            code=code,
            message=message,
            remedy=remedy,
        )


class Told(msgspec.Struct, frozen=True):
    """What a file says of one field, None where it takes the field away."""

    value: str | None
    at: Place


class Row(msgspec.Struct, frozen=True):
    """What a file says of one action: only the fields that it means to set."""

    action: str
    at: Place
    fields: dict[str, Told]


class Intake(msgspec.Struct, frozen=True):
    """What a file changes in a run: the actions as they become, and each field that does."""

    actions: dict[str, Changed]
    changes: tuple[Change, ...]


def judged(
    rows: Iterable[Row],
    questionnaire: Questionnaire,
    kept: Mapping[str, ActionProgress],
    today: dt.date,
    problems: Iterable[Problem] = (),
) -> Intake:
    """Return what some rows change in what is `kept`.

    Raises ProblemsFound with all that is wrong, `problems` included.
    """
    found = list(problems)
    known = tuple(questionnaire.actions_by_id)
    first: dict[str, Place] = {}
    actions: dict[str, Changed] = {}
    for row in rows:
        if row.action not in known:
            message = phrase("unknown action ‘{id}’.", id=shortened(own_words(row.action), LONGEST_SHOWN))
            found.append(row.at.problem("unknown-action", message, did_you_mean(row.action, known)))
        elif row.action in first:
            message = phrase("action {action} is here twice.", action=row.action)
            found.append(row.at.problem("duplicate-action", message, phrase("Keep one of the two.")))
        else:
            first[row.action] = row.at
            before = kept.get(row.action)
            given = {
                field: told
                for field, told in row.fields.items()
                if (told.value or "") != (value_of(before, field) or "").strip()
            }
            after = changed(before, {field: told.value for field, told in given.items()}, today)
            if given and differences(row.action, before, after.progress):
                actions[row.action] = after
                found += _refused(row, after.progress, today)
    if found:
        raise ProblemsFound(sorted(found, key=_by_place))
    order = [action for action in known if action in actions]
    changes = (change for action in order for change in differences(action, kept.get(action), actions[action].progress))
    return Intake({action: actions[action] for action in order}, tuple(changes))


def _by_place(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0


def _refused(row: Row, progress: ActionProgress, today: dt.date) -> Iterator[Problem]:
    for refusal in refusals(row.action, progress, today):
        told = row.fields.get(refusal.field)
        yield (told.at if told else row.at).problem(refusal.code, refusal.message, refusal.remedy)


def read_value(field: str, text: str, at: Place, problems: list[Problem]) -> Told | None:
    """Return a field as it is kept, from what somebody wrote; None, and a problem, where it cannot be that."""
    written, shown = text.strip(), shortened(own_words(text), LONGEST_SHOWN)
    if not written:
        return Told(None, at)
    if field == "status":
        status = status_of(written)
        if status is None:
            message = phrase("there is no status ‘{value}’.", value=shown)
            problems.append(at.problem("unknown-status", message, phrase("Choose planned, running, done or dropped.")))
            return None
        return Told(status, at)
    if field in DATES:
        day = day_of(written)
        if day is None:
            message = phrase("‘{value}’ is no date.", value=shown)
            problems.append(at.problem("invalid-date", message, phrase("Write year, month and day: 2026-11-23.")))
            return None
        return Told(day.isoformat(), at)
    return Told(written, at)


def other_run(at: Place, named: str, run: str) -> Problem:
    """Return the problem of a file that was made of another run."""
    message = phrase("this is the follow-up of run {named}, not of {run}.", named=named, run=run)
    return at.problem(
        "other-run",
        message,
        phrase(
            "Import it into {named}; to take its actions along: `assess actions import {run} {named}`",
            named=named,
            run=run,
        ),
    )
