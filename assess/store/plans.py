"""Keep the plans of runs: every roadmap in its order, and the last analysis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from sqlalchemy import Connection, RowMapping, Select, Table, func, select, update

from assess.store import rows
from assess.store.bytes_of_text import as_bytes
from assess.store.database import Database
from assess.store.kept import Kept, KeptRoadmap
from assess.store.reading import run_row
from assess.store.tables import analyses, roadmaps
from assess.store.writing import put_row
from scoring.roadmap.model import Roadmap

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import Analysis

Value = TypeVar("Value")


class Plans:
    """The part of a store that is about plans; one that cannot be read counts as none, for it can be made again."""

    _database: Database

    def keep_roadmap(self, run_id: str, roadmap: Roadmap, fingerprint: str, made: str) -> None:
        """Keep a roadmap of a run beside those that were made for other scores or limits.

        It takes the place of one with the same fingerprint, unless the clock cut this one short and not that.
        """
        with self._database.writing() as connection:
            owner = {"run": run_row(connection, run_id)["key"], "fingerprint": fingerprint}
            found = connection.execute(_content_of(roadmaps).filter_by(**owner)).mappings().first()
            if found is None:
                put_row(connection, roadmaps, owner, _made(roadmap, made) | {"is_first": False})
            elif roadmap.status != "stopped" or _is_stopped(found):
                put_row(connection, roadmaps, owner, _made(roadmap, made))

    def go_by_roadmap(self, run_id: str, fingerprint: str, day: str) -> None:
        """Keep that from a day (ISO 8601) on people go by the roadmap of a run with this fingerprint, if it is kept.

        Until the first roadmap was begun, another that people go by becomes the first. It was begun when something of
        it was recorded, or when its first day is past.
        """
        with self._database.writing() as connection:
            run = run_row(connection, run_id)
            of_run = roadmaps.c.run == run["key"]
            is_it = of_run & (roadmaps.c.fingerprint == fingerprint)
            last = connection.scalar(select(func.max(roadmaps.c.agreed)).where(of_run)) or 0
            first = connection.execute(_content_of(roadmaps).where(of_run, roadmaps.c.is_first)).mappings().first()
            if not connection.execute(update(roadmaps).where(is_it).values(agreed=last + 1)).rowcount:
                return
            if first is None or not _is_begun(run, _decoded(first, Roadmap), day):
                connection.execute(update(roadmaps).where(of_run).values(is_first=False))
                connection.execute(update(roadmaps).where(is_it).values(is_first=True))

    def roadmaps(self, run_id: str) -> tuple[KeptRoadmap, ...]:
        """Return every roadmap that was kept of a run and can be read, oldest first."""
        wanted = _content_of(roadmaps, roadmaps.c.agreed, roadmaps.c.is_first).order_by(roadmaps.c.key)
        with self._database.reading() as connection:
            of_run = wanted.where(roadmaps.c.run == run_row(connection, run_id)["key"])
            found = connection.execute(of_run).mappings().all()
        return tuple(
            KeptRoadmap(
                value=value,
                fingerprint=row["fingerprint"],
                made=row["made"],
                agreed=row["agreed"],
                is_first=row["is_first"],
            )
            for row in found
            if (value := _decoded(row, Roadmap)) is not None
        )

    def keep_analysis(self, run_id: str, analysis: Analysis, fingerprint: str, made: str) -> None:
        """Keep the analysis of a run's roadmap, in place of the one before."""
        with self._database.writing() as connection:
            owner = {"run": run_row(connection, run_id)["key"]}
            put_row(connection, analyses, owner, {"fingerprint": fingerprint} | _made(analysis, made))

    def analysis(self, run_id: str) -> Kept[Analysis] | None:
        """Return the analysis that was kept last, whether or not the run is still what it was made for."""
        with self._database.reading() as connection:
            of_run = _content_of(analyses).where(analyses.c.run == run_row(connection, run_id)["key"])
            row = connection.execute(of_run).mappings().first()
        if row is None:
            return None
        from scoring.roadmap.analysis.model import Analysis  # only where one is kept

        value = _decoded(row, Analysis)
        return None if value is None else Kept(value=value, fingerprint=row["fingerprint"], made=row["made"])


def _made(value: msgspec.Struct, day: str) -> dict[str, str]:
    return {"content": msgspec.json.encode(value).decode(), "made": day}


def _content_of(table: Table, *more: Any) -> Select[Any]:
    content = as_bytes(table.c.content).label("bytes")  # what is no text is read as well
    return select(table.c.fingerprint, table.c.made, content, *more)


def _decoded(row: RowMapping, form: type[Value]) -> Value | None:
    try:
        return msgspec.json.decode(row["bytes"], type=form)
    except (msgspec.DecodeError, RecursionError):  # another program wrote it, newer or broken
        return None


def _is_stopped(row: RowMapping) -> bool:
    """Say whether a roadmap was cut short, or is none at all."""
    roadmap = _decoded(row, Roadmap)
    return roadmap is None or roadmap.status == "stopped"


def _is_begun(run: RowMapping, first: Roadmap | None, day: str) -> bool:
    if first is None:
        return False
    recorded = any(one.status != "planned" for one in rows.header(run)["actions"].values())
    return recorded or (first.limits.start is not None and day > first.limits.start.isoformat())


def unreadable_plans(connection: Connection, run: RowMapping) -> Iterator[str]:
    """Yield the days of what is kept of a run and cannot be read."""
    from scoring.roadmap.analysis.model import Analysis

    for table, form in ((roadmaps, Roadmap), (analyses, Analysis)):
        kept = _content_of(table).where(table.c.run == run["key"]).order_by(table.c.key)
        for row in connection.execute(kept).mappings().all():
            if _decoded(row, form) is None:
                yield row["made"]
