"""See that all of a store can be read and scored, without changing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec
from sqlalchemy import Connection, RowMapping, inspect, select
from sqlalchemy.exc import DatabaseError

from assess.store import tables
from assess.store.database import Database
from assess.store.place import Kind, Place
from assess.store.plans import unreadable_plans
from assess.store.reading import publication_of, questionnaire_of, responses_of
from questionnaires.language import Phrase, phrase
from questionnaires.responses import Responses
from scoring.scoring import score_responses

Code = Literal["damaged", "reference", "table", "questionnaire", "run", "plan", "file", "stray"]


class Flaw(msgspec.Struct, frozen=True):
    """Something in a store that is not as it should be; `run` is the run that it is about, None for more than one.

    Of a file of the store `place` is "file:line:column", and `remedy` what can be done.
    """

    code: Code
    message: Phrase
    run: str | None = None
    place: str | None = None
    remedy: Phrase | None = None


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a store of a layout with so many runs."""

    store: str
    kind: Kind
    layout: int
    runs: int
    flaws: tuple[Flaw, ...]


def check(place: Place) -> Checked:
    """Return all that is wrong with a store; raises Mistake where it cannot be opened at all.

    One of an older layout is checked as it would be when brought to date, which is then undone.
    """
    database = Database(place, create=False, upgrade=False)
    try:
        with database.at_date() as connection:
            flaws = [Flaw("file", one.message, place=one.place(), remedy=one.remedy) for one in database.problems]
            flaws += [Flaw(code, message) for code, message in place.flaws(connection)]
            runs = 0
            if not any(flaw.code == "damaged" for flaw in flaws):
                flaws += _of_tables(connection)
            if all(flaw.code in ("reference", "file", "stray") for flaw in flaws):
                found = connection.execute(select(tables.runs).order_by(tables.runs.c.key)).mappings().all()
                runs = len(found)
                flaws += [flaw for run in found for flaw in _of_run(connection, run)]
    finally:
        database.close()
    return Checked(store=place.full_name, kind=place.kind, layout=database.layout, runs=runs, flaws=tuple(flaws))


def _of_tables(connection: Connection) -> Iterator[Flaw]:
    """Yield every table that is missing, or that lacks a column."""
    there = inspect(connection)
    names = set(there.get_table_names())
    for table in tables.metadata.sorted_tables:
        columns = {column["name"] for column in there.get_columns(table.name)} if table.name in names else set()
        if lacking := [column.name for column in table.columns if column.name not in columns]:
            yield Flaw("table", phrase("{table} lacks {columns}.", table=table.name, columns=", ".join(lacking)))


def _of_run(connection: Connection, run: RowMapping) -> Iterator[Flaw]:
    """Yield what cannot be read of a run, or that it does not score."""
    try:
        questionnaire = questionnaire_of(connection, run)
    except Exception as error:  # noqa: BLE001 (a damaged text can go wrong in every way)
        yield Flaw(
            "questionnaire", phrase("its questionnaire cannot be read: {reason}.", reason=_said(error)), run["id"]
        )
        return
    if questionnaire.sha256 != run["questionnaire"]:
        yield Flaw("questionnaire", phrase("its questionnaire is not the one that was answered."), run["id"])
    try:
        responses = msgspec.convert(msgspec.to_builtins(responses_of(connection, run)), Responses)  # as a file is read
        if publication_of(connection, run) is None and responses.respondents:
            score_responses(questionnaire, responses)
    except Exception as error:  # noqa: BLE001 (as above)
        yield Flaw("run", phrase("its answers cannot be read and scored: {reason}.", reason=_said(error)), run["id"])
    for day in unreadable_plans(connection, run):
        yield Flaw("plan", phrase("a roadmap or analysis of {date} cannot be read.", date=day), run["id"])


def _said(error: Exception) -> str:
    """Return in one line what went wrong, without what was answered."""
    name = type(error).__name__
    return name if isinstance(error, DatabaseError) else f"{name}: {error}".partition("\n")[0].rstrip(".: ")
