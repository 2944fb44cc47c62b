"""Read runs from the rows of a store, inside a transaction that the caller opened."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Select, Table, exists, func, select

from assess.errors import Mistake
from assess.store import rows
from assess.store.failures import Unreadable, only_figures
from assess.store.summaries import RespondentSummary, RunSummary
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
    withdrawals,
)
from questionnaires import catalogue
from questionnaires.language import phrase
from questionnaires.model import Questionnaire, Role
from questionnaires.organisations import plain_name
from questionnaires.pinning import is_shipped
from questionnaires.problems import ProblemsFound
from questionnaires.responses import Respondent, Responses
from reports.publication import Publication, WithLevel
from scoring.scorecard import Scorecard

EVERY_RUN = (
    select(runs, questionnaires.c.id.label("questionnaire_id"), questionnaires.c.version, figures.c.scorecard)
    .join(questionnaires)
    .outerjoin(figures)
    .order_by(runs.c.key)
)


def run_row(connection: Connection, run_id: str) -> RowMapping:
    row = connection.execute(select(runs).where(runs.c.id == run_id)).mappings().first()
    if row is None:
        raise unknown_run(run_id)
    return row


def respondent_row(connection: Connection, run_id: str, respondent_id: str) -> RowMapping:
    run = run_row(connection, run_id)
    one = select(respondents).where(respondents.c.run == run["key"], respondents.c.id == respondent_id)
    row = connection.execute(one).mappings().first()
    if row is None:
        check_answers(connection, run)
        raise Mistake(
            phrase("run {run} has no respondent ‘{respondent}’.", run=run_id, respondent=respondent_id),
            phrase("See who is in it with: `assess runs show {run}`", run=run_id),
        )
    return row


def unknown_run(reference: str) -> Mistake:
    return Mistake(
        phrase("there is no run ‘{run}’ in this store.", run=reference),
        phrase("See which there are with: `assess runs list`"),
    )


def trace(run_id: str, respondent_id: str) -> str:
    return hashlib.sha256(f"{run_id}/{respondent_id}".encode()).hexdigest()


def withdrawn_from(connection: Connection, run: RowMapping) -> Callable[[str], bool]:
    traces = set(connection.scalars(select(withdrawals.c.trace).where(withdrawals.c.run == run["key"])))
    return lambda respondent_id: trace(run["id"], respondent_id) in traces


def responses_of(connection: Connection, run: RowMapping) -> Responses:
    """Return a run as it would stand in an answer file, with its identity and its questionnaire pinned."""
    people = connection.execute(people_of(run["key"])).mappings().all()
    of_table = [_by_respondent(connection, table, run["key"]) for table in (answers, timings, ambitions, importance)]
    replaced = (
        select(corrections, respondents.c.id)
        .join(respondents)
        .where(respondents.c.run == run["key"])
        .order_by(corrections.c.key)
    )
    asked = _questionnaire_row(connection, run)
    reference = f"{asked['id']}@{asked['version']}"
    return Responses(
        questionnaire=reference,
        respondents=tuple(rows.respondent(person, *(found[person["key"]] for found in of_table)) for person in people),
        corrections=tuple(rows.correction(row) for row in connection.execute(replaced).mappings()),
        run=run["id"],
        questionnaire_sha256=asked["sha256"],
        questionnaire_text=None if is_shipped(reference, asked["sha256"]) else asked["text"],
        tags=tags_of(connection, [run["key"]])[run["key"]],
        **rows.header(run),
    )


def person_of(connection: Connection, row: RowMapping) -> Respondent:
    """Return one person's answers, without reading those of others."""
    of_table = (
        connection.execute(select(table).where(table.c.respondent == row["key"]).order_by(table.c.key)).mappings().all()
        for table in (answers, timings, ambitions, importance)
    )
    return rows.respondent(row, *of_table)


def tags_of(connection: Connection, keys: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Return the tags of runs, in the order in which they were hung on each; none of a run that has no tags."""
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    wanted = select(tags.c.run, tags.c.tag).where(tags.c.run.in_(keys)).order_by(tags.c.key)
    for run, tag in connection.execute(wanted):
        found[run] += (tag,)
    return found


def people_of(run: int) -> Select[Any]:
    return select(respondents).where(respondents.c.run == run).order_by(respondents.c.key)


def _by_respondent(connection: Connection, table: Table, run: int) -> Mapping[int, Sequence[RowMapping]]:
    of_run = select(table).join(respondents).where(respondents.c.run == run).order_by(table.c.key)
    found: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(of_run).mappings():
        found[row["respondent"]].append(row)
    return found


def questionnaire_of(connection: Connection, run: RowMapping) -> Questionnaire:
    """Return the questionnaire of a run; raises Unreadable where its text is none."""
    try:
        return catalogue.from_text(_questionnaire_row(connection, run)["text"])
    except ProblemsFound as error:
        raise Unreadable("not the text of a questionnaire") from error


def _questionnaire_row(connection: Connection, run: RowMapping) -> RowMapping:
    asked = select(questionnaires).where(questionnaires.c.sha256 == run["questionnaire"])
    return connection.execute(asked).mappings().one()


def publication_of(connection: Connection, run: RowMapping) -> Publication | None:
    """Return the figures of a run that came without its answers; None of any other."""
    row = connection.execute(select(figures).where(figures.c.run == run["key"])).mappings().first()
    if row is None:
        return None
    return Publication(
        header=responses_of(connection, run),
        scorecard=msgspec.json.decode(row["scorecard"], type=Scorecard),
        with_level=msgspec.json.decode(row["with_level"], type=WithLevel),
    )


def check_answers(connection: Connection, run: RowMapping) -> None:
    """Raise Mistake for a run of which only the figures are here."""
    if connection.scalar(select(exists().where(figures.c.run == run["key"]))):
        raise only_figures(run["id"])


def organisations_of(connection: Connection) -> list[str]:
    """Return whose runs there are, by name."""
    return sorted(connection.scalars(select(runs.c.organisation).distinct()))


def names_like(connection: Connection, organisation: str) -> list[str]:
    """Return the ways in which runs write the name of an organisation; none where it has no run."""
    return [one for one in organisations_of(connection) if plain_name(one) == plain_name(organisation)]


def summaries_of(connection: Connection, wanted: Select[Any]) -> tuple[RunSummary, ...]:
    found = connection.execute(wanted).mappings().all()
    counted = (
        select(respondents, func.count(answers.c.key).label("answered"))
        .outerjoin(answers)
        .where(respondents.c.run.in_([row["key"] for row in found]))
        .group_by(respondents.c.key)
        .order_by(respondents.c.key)
    )
    people: defaultdict[int, list[RespondentSummary]] = defaultdict(list)
    for row in connection.execute(counted).mappings():
        moment = row["active_at"]
        people[row["run"]].append(
            RespondentSummary(
                id=row["id"],
                role=row["role"],
                answered=row["answered"],
                is_complete=row["is_complete"],
                position=row["position"],
                active_at=None if moment is None else dt.datetime.fromtimestamp(moment, dt.UTC),
            )
        )
    hung = tags_of(connection, [row["key"] for row in found])
    return tuple(
        RunSummary(
            id=row["id"],
            organisation=row["organisation"],
            date=row["date"],
            questionnaire=f"{row['questionnaire_id']}@{row['version']}",
            language=row["language"],
            mode=row["mode"],
            respondents=tuple(people[row["key"]]),
            figures_of=_people_of(row["scorecard"]),
            tags=hung[row["key"]],
        )
        for row in found
    )


def summary_of(connection: Connection, run_id: str) -> RunSummary:
    """Return the summary of a run that is there; raises Unreadable where the questionnaire of it is not."""
    found = summaries_of(connection, EVERY_RUN.where(runs.c.id == run_id))
    if not found:
        raise Unreadable(f"no questionnaire of {run_id}")
    return found[0]


class _People(msgspec.Struct):
    respondents: dict[Role, int]


def _people_of(scorecard: str | None) -> dict[Role, int]:
    return {} if scorecard is None else msgspec.json.decode(scorecard, type=_People).respondents
