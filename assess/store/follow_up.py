"""What people record of a run once it was answered: its limits, what was agreed, and what became of its actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, update

from assess.errors import Mistake
from assess.store import rows
from assess.store.plans import Plans
from assess.store.reading import check_answers, questionnaire_of, run_row, tags_of
from assess.store.tables import runs
from assess.store.writing import put_tags
from questionnaires.answer_rules import misnamed
from questionnaires.language import phrase
from questionnaires.responses import ActionProgress, Agreed, Context, PlanLimits, Tags
from questionnaires.suggestions import choose
from questionnaires.tags import MOST_TAGS, is_tag, not_a_tag, too_many_tags


class FollowUp(Plans):
    """The part of a store that is about what comes after the answers."""

    def record_actions(self, run_id: str, progress: Mapping[str, ActionProgress | None]) -> None:
        """Keep what became of some actions of the questionnaire; None takes back what was recorded of one."""
        with self._database.writing() as connection:
            _merge(connection, run_row(connection, run_id), "actions", progress)

    def record_agreed(self, run_id: str, agreed: Mapping[str, Agreed | None]) -> None:
        """Keep what a group settled on for some items; None takes it back. A run of figures alone has no such items."""
        with self._database.writing() as connection:
            run = run_row(connection, run_id)
            check_answers(connection, run)
            _merge(connection, run, "agreed", agreed)

    def record_remarks(self, run_id: str, remarks: Mapping[str, str | None]) -> None:
        """Keep the organiser's own words on some subjects; None takes them back."""
        with self._database.writing() as connection:
            _merge(connection, run_row(connection, run_id), "remarks", remarks)

    def record_plan(self, run_id: str, limits: PlanLimits, context: Context | None = None) -> None:
        """Keep the limits of a run's roadmap in place of those before, and where it is given its context with them."""
        with self._database.writing() as connection:
            run = run_row(connection, run_id)
            _check_names(connection, run, plan=limits)
            _change(connection, run, plan=rows.document(limits))
            if context is not None:
                _change(connection, run, context=rows.document(context))

    def tag(self, run_id: str, hang: Sequence[str], take: Sequence[str] = ()) -> Tags:
        """Hang tags on a run, take others off, and return those that it then has.

        Raises Mistake for what cannot be a tag, for one to take off that the run does not have, and for too many.
        """
        for one in hang:
            if not is_tag(one):
                raise Mistake(*not_a_tag(one))
        with self._database.writing() as connection:
            run = run_row(connection, run_id)
            before = tags_of(connection, [run["key"]])[run["key"]]
            for one in take:
                if one not in before:
                    raise Mistake(
                        phrase("run {run} has no tag ‘{tag}’.", run=run_id, tag=one),
                        choose(before) if before else phrase("It has no tags at all."),
                    )
            after = tuple(dict.fromkeys([*(one for one in before if one not in take), *hang]))
            if len(after) > MOST_TAGS:
                raise Mistake(*too_many_tags(len(after)))
            put_tags(connection, run["key"], after)
        return after

    def _record(self, run_id: str, **fields: str) -> None:
        with self._database.writing() as connection:
            _change(connection, run_row(connection, run_id), **fields)


def _merge(connection: Connection, run: RowMapping, name: str, given: Mapping[str, Any]) -> None:
    """Put what is given in or in place of what a run has, each in its place; None takes away."""
    _check_names(connection, run, **{name: given})
    merged = {**rows.header(run)[name], **given}
    told = {key: value for key, value in merged.items() if value is not None}
    _change(connection, run, **{name: rows.document(told)})


def _change(connection: Connection, run: RowMapping, **fields: str) -> None:
    if fields:
        connection.execute(update(runs).where(runs.c.key == run["key"]).values(fields))


def _check_names(connection: Connection, run: RowMapping, **content: Any) -> None:
    """Raise Mistake for the first name that the questionnaire of a run does not have."""
    for flaw in misnamed(msgspec.to_builtins(content), questionnaire_of(connection, run)):
        raise Mistake(flaw.message, flaw.remedy)
