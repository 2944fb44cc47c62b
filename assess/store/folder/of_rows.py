"""Between the rows of a run and its two files, without loss in either direction."""

from __future__ import annotations

import datetime as dt

import msgspec
from sqlalchemy import Connection, RowMapping, delete, exists, insert, select, update

from assess.store.folder import companion as beside
from assess.store.folder.companion import Companion, KeptPlan, Progress, Workshop
from assess.store.folder.reading import RunFile
from assess.store.reading import people_of, publication_of, questionnaire_of, responses_of, trace
from assess.store.summaries import has_answered_all
from assess.store.tables import (
    analyses,
    consents,
    figures,
    questionnaires,
    respondents,
    roadmaps,
    runs,
    withdrawals,
    workshops,
)
from assess.store.writing import FIGURES, insert_rows, insert_run
from questionnaires import answer_file
from questionnaires.responses import Responses
from reports import figures_file


def run_of(connection: Connection, run: RowMapping) -> RunFile:
    """Return a run as its file has it."""
    publication = publication_of(connection, run)
    responses = responses_of(connection, run) if publication is None else publication.header
    return RunFile(responses=responses, questionnaire=questionnaire_of(connection, run), publication=publication)


def text_of(run: RunFile, name: str) -> str:
    """Return the text of a run in a file of this name."""
    return answer_file.write(run.responses, name) if run.publication is None else figures_file.write(run.publication)


def companion_of(connection: Connection, row: RowMapping, run: RunFile, came: dt.datetime | None) -> Companion:
    """Return what is kept of a run beside its file."""
    answered = {one.id: has_answered_all(one, run.questionnaire) for one in run.responses.respondents}
    said = select(consents.c.respondent, consents.c.agrees).join(respondents).where(respondents.c.run == row["key"])
    agrees: dict[int, bool] = {row.respondent: row.agrees for row in connection.execute(said)}
    people = {
        one["id"]: Progress(
            position=one["position"],
            is_complete=one["is_complete"],
            active_at=one["active_at"],
            agrees=agrees.get(one["key"]),
        )
        for one in connection.execute(people_of(row["key"])).mappings()
        if one["position"] is not None
        or one["active_at"] is not None
        or one["is_complete"] != answered[one["id"]]
        or one["key"] in agrees
    }
    workshop = connection.execute(select(workshops).where(workshops.c.run == row["key"])).mappings().first()
    kept = connection.execute(select(roadmaps).where(roadmaps.c.run == row["key"]).order_by(roadmaps.c.key)).mappings()
    analysis = connection.execute(select(analyses).where(analyses.c.run == row["key"])).mappings().first()
    gone = select(withdrawals.c.trace).where(withdrawals.c.run == row["key"]).order_by(withdrawals.c.key)
    return Companion(
        run=row["id"],
        came=came,
        people=people,
        withdrawn=tuple(connection.scalars(gone)),
        roadmaps=tuple(_plan(one, agreed=one["agreed"], is_first=one["is_first"]) for one in kept),
        analysis=_plan(analysis) if analysis else None,
        workshop=Workshop(**{name: workshop[name] for name in Workshop.__struct_fields__}) if workshop else None,
    )


def _plan(row: RowMapping, *, agreed: int | None = None, is_first: bool = False) -> KeptPlan:
    return KeptPlan(
        fingerprint=row["fingerprint"],
        made=row["made"],
        agreed=agreed,
        is_first=is_first,
        content=beside.raw(row["content"]),
    )


def insert_files(connection: Connection, run_id: str, run: RunFile, companion: Companion | None, key: int) -> None:
    """Add the rows of a run that is in files under a key that is free."""
    kept = companion or Companion(run=run_id)
    insert_run(connection, run_id, run.questionnaire, without_withdrawn(run_id, run.responses, kept), key)
    if run.publication is not None:
        parts = {name: msgspec.json.encode(getattr(run.publication, name)).decode() for name in FIGURES}
        insert_rows(connection, figures, {"run": key, **parts})
    for name, progress in kept.people.items():
        row = {"position": progress.position, "is_complete": progress.is_complete, "active_at": progress.active_at}
        is_it = (respondents.c.run == key) & (respondents.c.id == name)
        connection.execute(update(respondents).where(is_it).values(row))
        if progress.agrees is not None:
            owner = connection.scalar(select(respondents.c.key).where(is_it))
            insert_rows(
                connection, consents, *({"respondent": owner, "agrees": progress.agrees},) * (owner is not None)
            )
    insert_rows(connection, withdrawals, *({"run": key, "trace": one} for one in kept.withdrawn))
    for plan in kept.roadmaps:
        row = {"run": key, "fingerprint": plan.fingerprint, "content": plan.text, "made": plan.made}
        connection.execute(insert(roadmaps).values(**row, agreed=plan.agreed, is_first=plan.is_first))
    if (one := kept.analysis) is not None:
        row = {"run": key, "fingerprint": one.fingerprint, "content": one.text, "made": one.made}
        connection.execute(insert(analyses).values(row))
    if kept.workshop is not None:
        insert_rows(connection, workshops, {"run": key} | msgspec.structs.asdict(kept.workshop))


def delete_run(connection: Connection, key: int) -> None:
    """Take away the rows of a run, and the text of a questionnaire that no run has any more."""
    connection.execute(delete(runs).where(runs.c.key == key))
    unused = ~exists().where(runs.c.questionnaire == questionnaires.c.sha256)
    connection.execute(delete(questionnaires).where(unused))


def without_withdrawn(run_id: str, responses: Responses, companion: Companion) -> Responses:
    """Return a run without those who withdrew: an older state of its file, as git brings it back, holds them still."""
    gone = {one.id for one in responses.respondents if trace(run_id, one.id) in companion.withdrawn}
    if not gone:
        return responses
    return msgspec.structs.replace(
        responses,
        respondents=tuple(one for one in responses.respondents if one.id not in gone),
        corrections=tuple(one for one in responses.corrections if one.respondent not in gone),
    )
