"""What becomes of a run once it was answered: its plan and analysis, and what people record of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from sqlalchemy import Connection, LargeBinary, RowMapping, Table, cast, select, update

from assess.errors import Mistake
from assess.store import rows
from assess.store.database import Database
from assess.store.kept import Kept
from assess.store.reading import check_answers, questionnaire_of, run_row
from assess.store.tables import analyses, roadmaps, runs
from assess.store.writing import put_row
from questionnaires.answer_rules import misnamed
from questionnaires.responses import ActionProgress, Agreed, Context, PlanLimits
from scoring.roadmap.model import Roadmap

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import Analysis

Value = TypeVar("Value")


class FollowUp:
    """The part of a store that is about plans; a plan that cannot be read counts as none, for it can be made again."""

    _database: Database

    def keep_roadmap(self, run_id: str, roadmap: Roadmap, fingerprint: str, made: str) -> None:
        """Keep the roadmap of a run, in place of the one before."""
        self._keep(roadmaps, run_id, roadmap, fingerprint, made)

    def roadmap(self, run_id: str) -> Kept[Roadmap] | None:
        """Return the roadmap that was kept last, whether or not the run is still what it was made for."""
        return self._kept(roadmaps, run_id, lambda: Roadmap)

    def keep_analysis(self, run_id: str, analysis: Analysis, fingerprint: str, made: str) -> None:
        """Keep the analysis of a run's roadmap, in place of the one before."""
        self._keep(analyses, run_id, analysis, fingerprint, made)

    def analysis(self, run_id: str) -> Kept[Analysis] | None:
        """Return the analysis that was kept last, whether or not the run is still what it was made for."""

        def form() -> type[Analysis]:
            from scoring.roadmap.analysis.model import Analysis  # only where one is kept

            return Analysis

        return self._kept(analyses, run_id, form)

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

    def _keep(self, table: Table, run_id: str, value: msgspec.Struct, fingerprint: str, made: str) -> None:
        content = msgspec.json.encode(value).decode()
        with self._database.writing() as connection:
            owner = {"run": run_row(connection, run_id)["key"]}
            put_row(connection, table, owner, {"fingerprint": fingerprint, "content": content, "made": made})

    def _kept(self, table: Table, run_id: str, form: Callable[[], type[Value]]) -> Kept[Value] | None:
        with self._database.reading() as connection:
            content = cast(table.c.content, LargeBinary).label("bytes")  # what is no text is read as well
            of_run = select(table.c.fingerprint, table.c.made, content)
            of_run = of_run.where(table.c.run == run_row(connection, run_id)["key"])
            row = connection.execute(of_run).mappings().first()
        if row is None:
            return None
        try:
            value = msgspec.json.decode(row["bytes"], type=form())
        except (msgspec.DecodeError, RecursionError):  # another program wrote it, newer or broken
            return None
        return Kept(value=value, fingerprint=row["fingerprint"], made=row["made"])

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
