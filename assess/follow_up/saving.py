"""Keep in the store what becomes of actions: all that is asked, or nothing where any of it cannot be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from assess import kept_plans, store, workflow
from assess.errors import Mistake
from assess.follow_up.changing import Changed, changed, differences, refusals
from assess.follow_up.fields import FIELDS, value_of
from assess.follow_up.intake import Intake, Row, judged
from questionnaires.language import phrase
from questionnaires.model import Questionnaire
from questionnaires.problems import Problem
from questionnaires.responses import Responses
from questionnaires.suggestions import did_you_mean

Read = Callable[[Path, str | None, list[Problem]], list[Row]]
IntakeOf = Callable[[Questionnaire, Responses], Intake]


class Saved(msgspec.Struct, frozen=True):
    """What changed in which run."""

    run: str
    questionnaire: Questionnaire
    intake: Intake


def set_fields(
    reference: str,
    actions: Iterable[str],
    given: Mapping[str, str | None],
    today: dt.date,
    store_url: str | None = None,
) -> Saved:
    """Give some actions the same fields, None to take one away; raises Mistake where that cannot be."""

    def intake_of(questionnaire: Questionnaire, responses: Responses) -> Intake:
        after: dict[str, Changed] = {}
        for name in actions:
            action = action_named(name, questionnaire)
            after[action] = changed(responses.actions.get(action), given, today)
            for refusal in refusals(action, after[action].progress, today):
                raise Mistake(refusal.message, refusal.remedy)
        return _intake(after, responses)

    return _save(reference, store_url, intake_of, is_kept=True)


def take_in(
    reference: str, source: str, today: dt.date, store_url: str | None = None, *, is_kept: bool = True
) -> Saved:
    """Take over what a file or another run says of actions, or with `is_kept` False only find out what that changes.

    Raises ProblemsFound with all that is wrong in a file, and Mistake where it is none that can be read.
    """
    if not workflow.is_file(source):
        return _save(reference, store_url, _taken_along(source, today, store_url), is_kept=is_kept)
    file = Path(source)
    reader = reader_of(file)

    def intake_of(questionnaire: Questionnaire, responses: Responses) -> Intake:
        problems: list[Problem] = []
        rows = reader(file, responses.run, problems)
        return judged(rows, questionnaire, responses.actions, today, problems)

    return _save(reference, store_url, intake_of, is_kept=is_kept)


def _taken_along(source: str, today: dt.date, store_url: str | None) -> IntakeOf:
    """Return what takes over all that another run tells of actions that the questionnaire still has."""
    with store.open(store_url, create=False) as history:
        earlier = history.responses(history.find(source)).actions

    def intake_of(questionnaire: Questionnaire, responses: Responses) -> Intake:
        after: dict[str, Changed] = {}
        for action, progress in earlier.items():
            if action in questionnaire.actions_by_id:
                told = {field: value for field in FIELDS if (value := value_of(progress, field)) is not None}
                given = {**told, "since": progress.since}  # a status without a day holds from no day here either
                after[action] = changed(responses.actions.get(action), given, today)
        return _intake(after, responses)

    return intake_of


def _intake(after: Mapping[str, Changed], responses: Responses) -> Intake:
    """Return what becomes another where some actions become what they are `after`."""
    changes = [
        change
        for action, one in after.items()
        for change in differences(action, responses.actions.get(action), one.progress)
    ]
    touched = {change.action for change in changes}
    return Intake({action: one for action, one in after.items() if action in touched}, tuple(changes))


def reader_of(file: Path) -> Read:
    """Return what reads a follow-up in the form that the name of its file says."""
    match file.suffix.lower():
        case ".xlsx":
            from assess.follow_up import sheet_reading

            return sheet_reading.read
        case ".yaml" | ".yml":
            from assess.follow_up import yaml_form

            return yaml_form.read
    raise Mistake(
        phrase("{file} is no follow-up that can be imported: that is an .xlsx or a .yaml file.", file=file),
        phrase("Make one with: `assess actions export last -o {name}`", name="follow-up.xlsx"),
    )


def action_named(name: str, questionnaire: Questionnaire) -> str:
    """Return the id of the action that a person means, in capitals or not; raise Mistake where there is none."""
    known = {action.lower(): action for action in questionnaire.actions_by_id}
    if name.lower() not in known:
        raise Mistake(phrase("unknown action ‘{id}’.", id=name), did_you_mean(name, known.values()))
    return known[name.lower()]


def _save(
    reference: str,
    store_url: str | None,
    intake_of: IntakeOf,
    *,
    is_kept: bool,
) -> Saved:
    if workflow.is_file(reference):
        raise Mistake(
            phrase(
                "{file} is a file: its actions can be listed and exported, but changes are kept in a store.",
                file=reference,
            ),
            phrase("Bring it into the store first: `assess runs import {file}`", file=reference),
        )
    with store.open(store_url, create=False) as history:
        run_id = history.find(reference)
        questionnaire = history.questionnaire(run_id)
        intake = intake_of(questionnaire, history.responses(run_id))
        if is_kept and intake.changes:
            kept_plans.begin(workflow.stored(history, run_id))
            history.record_actions(run_id, {action: one.progress for action, one in intake.actions.items()})
    return Saved(run_id, questionnaire, intake)
