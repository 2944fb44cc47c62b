"""Write runs as rows of a store, inside a transaction that the caller opened."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Table, delete, exists, insert, select, update

from assess.store import rows
from assess.store.failures import other_figures
from assess.store.reading import people_of, publication_of, questionnaire_of, responses_of, tags_of, withdrawn_from
from assess.store.summaries import Intake, has_answered_all
from assess.store.tables import (
    ambitions,
    answers,
    corrections,
    figures,
    importance,
    questionnaires,
    respondents,
    runs,
    tags,
    timings,
)
from questionnaires import catalogue, run_ids
from questionnaires.merging import Part, merge, tags_of_both
from questionnaires.model import Questionnaire
from questionnaires.responses import Respondent, Responses, Tags
from questionnaires.run_ids import identity
from reports.publication import Publication

FIGURES = ("scorecard", "with_level")


class FiguresPart(msgspec.Struct, frozen=True, kw_only=True):
    """A run that comes in without its answers; `name` is its file, for messages."""

    name: str
    publication: Publication
    questionnaire: Questionnaire


def free_id(connection: Connection) -> str:
    while True:
        run_id = "".join(secrets.choice(run_ids.ALPHABET) for _ in range(run_ids.LENGTH))
        if not connection.scalar(select(exists().where(runs.c.id == run_id))):
            return run_id


def _place_for(connection: Connection, part: Part) -> tuple[str, RowMapping | None]:
    """Return the id for a run that comes in, and the run that has it already."""
    sha256 = part.questionnaire.sha256
    if part.responses.run:
        names: Iterable[str] = (part.responses.run,)
    else:
        names = run_ids.of_content(part.responses, sha256)
    for run_id in names:
        known = connection.execute(select(runs).where(runs.c.id == run_id)).mappings().first()
        header = known and (known["organisation"], known["date"], known["questionnaire"])
        if part.responses.run or header in (None, (part.responses.organisation, part.responses.date, sha256)):
            return run_id, known
    raise AssertionError("two contents with the same hash")


def take_in(connection: Connection, part: Part) -> Intake:
    """Add a run, or what the run that has its identity does not hold yet; raises ProblemsFound where they clash.

    Answers take the place of the figures of the same run.
    """
    run_id, known = _place_for(connection, part)
    if known is None:
        insert_run(connection, run_id, part.questionnaire, part.responses)
        return Intake(run_id=run_id, outcome="new")
    here = Part(
        name=run_id, responses=responses_of(connection, known), questionnaire=questionnaire_of(connection, known)
    )
    coming = msgspec.structs.replace(part, responses=msgspec.structs.replace(part.responses, run=run_id))
    merged = merge(here, coming, has_withdrawn=withdrawn_from(connection, known))
    connection.execute(delete(figures).where(figures.c.run == known["key"]))
    if merged.responses == here.responses:
        return Intake(run_id=run_id, outcome="same", remarks=merged.remarks)
    _replace_run(connection, known, part.questionnaire, merged.responses)
    return Intake(run_id=run_id, outcome="grown", remarks=merged.remarks)


def take_in_figures(connection: Connection, part: FiguresPart) -> Intake:
    """Add a run of which only the figures are here; raises Mistake where the store has other figures of it.

    Where the store has its answers, they tell all that the figures do.
    """
    header = part.publication.header
    run_id = identity(header, part.questionnaire.sha256)
    known = connection.execute(select(runs).where(runs.c.id == run_id)).mappings().first()
    if known is None:
        insert_run(connection, run_id, part.questionnaire, header)
        run = connection.execute(select(runs).where(runs.c.id == run_id)).mappings().one()
        parts = {name: msgspec.json.encode(getattr(part.publication, name)).decode() for name in FIGURES}
        insert_rows(connection, figures, {"run": run["key"], **parts})
        return Intake(run_id=run_id, outcome="new")
    here = _as_it_came(publication_of(connection, known) or part.publication, part.publication)
    is_other = (known["organisation"], known["date"], known["questionnaire"]) != (
        header.organisation, header.date, part.questionnaire.sha256,
    )  # fmt: skip
    if is_other or here != part.publication:
        raise other_figures(run_id, part.name)
    put_tags(connection, known["key"], tags_of_both(here.header.tags, header.tags))
    return Intake(run_id=run_id, outcome="same")


def _as_it_came(here: Publication, coming: Publication) -> Publication:
    """Return figures without what people recorded of their roadmap since they came in."""
    recorded = {name: getattr(coming.header, name) for name in ("actions", "plan", "remarks", "tags")}
    return msgspec.structs.replace(here, header=msgspec.structs.replace(here.header, **recorded))


def was_corrected(connection: Connection, owner: int, item_id: str) -> bool:
    earlier = exists().where(corrections.c.respondent == owner, corrections.c.item == item_id)
    return bool(connection.scalar(select(earlier)))


def insert_rows(connection: Connection, table: Table, *values: Mapping[str, Any]) -> None:
    if values:
        connection.execute(insert(table), list(values))


def put_row(connection: Connection, table: Table, where: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Change the row of these keys, which then keeps its place, or add it."""
    if not connection.execute(update(table).filter_by(**where).values(**values)).rowcount:
        insert_rows(connection, table, {**where, **values})


def put_tags(connection: Connection, run: int, hung: Tags) -> None:
    """Hang these tags on a run, in this order, in place of those that it has."""
    if tags_of(connection, [run])[run] != hung:
        connection.execute(delete(tags).where(tags.c.run == run))
        insert_rows(connection, tags, *({"run": run, "tag": tag} for tag in hung))


def insert_run(
    connection: Connection, run_id: str, questionnaire: Questionnaire, responses: Responses, key: int | None = None
) -> str:
    """Add a run under an id that is free; where no `key` is given, after all that are there."""
    sha256 = questionnaire.sha256
    if not connection.scalar(select(exists().where(questionnaires.c.sha256 == sha256))):
        text = catalogue.text(questionnaire)
        row = {"sha256": sha256, "id": questionnaire.id, "version": questionnaire.version, "text": text}
        insert_rows(connection, questionnaires, row)
    header = {"id": run_id, "questionnaire": sha256} | rows.header_row(responses) | ({"key": key} if key else {})
    run = connection.execute(insert(runs).values(header)).inserted_primary_key
    assert run is not None  # noqa: S101 - every insert of one row has its key
    put_tags(connection, run[0], responses.tags)
    _insert_people(connection, run[0], questionnaire, responses)
    return run_id


def _replace_run(connection: Connection, run: RowMapping, questionnaire: Questionnaire, responses: Responses) -> None:
    """Put a run in the place of the one that it grew from; how far its people were stays."""
    progress = connection.execute(people_of(run["key"])).mappings().all()
    connection.execute(delete(respondents).where(respondents.c.run == run["key"]))
    connection.execute(update(runs).where(runs.c.key == run["key"]).values(rows.header_row(responses)))
    put_tags(connection, run["key"], responses.tags)
    _insert_people(connection, run["key"], questionnaire, responses)
    for before in progress:
        person = (respondents.c.run == run["key"]) & (respondents.c.id == before["id"])
        kept = {name: before[name] for name in ("position", "active_at")}
        connection.execute(update(respondents).where(person).values(kept))
        if before["is_complete"]:
            connection.execute(update(respondents).where(person).values(is_complete=True))


def _insert_people(connection: Connection, run: int, questionnaire: Questionnaire, responses: Responses) -> None:
    keys = {}
    for person in responses.respondents:
        is_complete = has_answered_all(person, questionnaire)
        keys[person.id] = insert_respondent(connection, run, person, is_complete=is_complete)
    insert_rows(
        connection,
        corrections,
        *(
            {"respondent": keys[one.respondent], "item": one.item} | rows.answer_row(one.answer)
            for one in responses.corrections
        ),
    )


def insert_respondent(
    connection: Connection, run: int, person: Respondent, *, is_complete: bool, key: int | None = None
) -> int:
    """Add a respondent and return the key of the row: the one given, else the next."""
    marked = person.importance is not None
    row = {"run": run, "id": person.id, "role": person.role, "has_marked": marked, "is_complete": is_complete}
    if key is not None:
        row["key"] = key
    inserted = connection.execute(insert(respondents).values(row)).inserted_primary_key
    assert inserted is not None  # noqa: S101 - every insert of one row has its key
    owner: int = inserted[0]
    own = {"respondent": owner}
    insert_rows(connection, answers, *(own | {"item": i} | rows.answer_row(a) for i, a in person.answers.items()))
    insert_rows(connection, timings, *(own | {"item": i, "seconds": s} for i, s in person.seconds.items()))
    insert_rows(connection, ambitions, *(own | {"scope": s, "level": level} for s, level in person.ambition.items()))
    insert_rows(connection, importance, *(own | row for row in rows.importance_rows(person.importance)))
    return owner
