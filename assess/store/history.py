"""The runs of one store: every `record_…` is on the disk when it returns."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, RowMapping, Select, Table, delete, exists, func, insert, select, update

from assess.errors import Mistake
from assess.store import rows, run_ids
from assess.store.database import Database
from assess.store.summaries import RespondentSummary, RunSummary
from assess.store.tables import (
    ambitions,
    answers,
    corrections,
    importance,
    questionnaires,
    respondents,
    runs,
    store,
    timings,
    withdrawals,
)
from questionnaires import catalogue
from questionnaires.language import phrase
from questionnaires.model import Language, Questionnaire, Role
from questionnaires.responses import (
    Answer,
    Context,
    Facts,
    Importance,
    Mode,
    Privacy,
    Respondent,
    Responses,
)


class History:
    """All runs of one store, for one program at a time to write and many to read.

    Every method raises Mistake where the store, or a run in it, is not there or cannot be written; nothing is then
    half done. A run and a respondent are named by their ids; `find` knows the short forms that people type.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self._database = Database(path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    # A run while it is answered

    def start(self, questionnaire: Questionnaire, header: Responses) -> str:
        """Begin a run and return its id; of `header` everything but the respondents and the identity is kept."""
        with self._database.writing() as connection:
            return _insert_run(connection, _free_id(connection), questionnaire, header)

    def add_respondent(self, run_id: str, role: Role) -> str:
        """Add a person who is going to answer and return the pseudonym: r1, r2, …; never one that withdrew."""
        with self._database.writing() as connection:
            run = _run(connection, run_id)
            taken = set(connection.scalars(select(respondents.c.id).where(respondents.c.run == run["key"])))
            taken_back = set(connection.scalars(select(withdrawals.c.trace).where(withdrawals.c.run == run["key"])))
            number = len(taken) + 1
            while f"r{number}" in taken or _trace(run_id, f"r{number}") in taken_back:
                number += 1
            _insert_respondent(connection, run["key"], Respondent(id=f"r{number}", role=role), is_complete=False)
            return f"r{number}"

    def record_answer(
        self, run_id: str, respondent_id: str, item_id: str, answer: Answer | None, seconds: float | None = None
    ) -> None:
        """Keep an answer; None takes it back. The answer that it replaces becomes a correction.

        The same answer once more changes nothing. `seconds`, where given, replaces the time kept for the item.
        """
        with self._database.writing() as connection:
            owner = _respondent(connection, run_id, respondent_id)["key"]
            of_item = (answers.c.respondent == owner) & (answers.c.item == item_id)
            row = connection.execute(select(answers).where(of_item)).mappings().first()
            before = rows.answer(row) if row else None
            if answer != before:
                if before or _was_corrected(connection, owner, item_id):
                    _insert(connection, corrections, {"respondent": owner, "item": item_id} | rows.answer_row(before))
                if answer is None:
                    connection.execute(delete(answers).where(of_item))
                elif before:
                    connection.execute(update(answers).where(of_item).values(rows.answer_row(answer)))
                else:
                    _insert(connection, answers, {"respondent": owner, "item": item_id} | rows.answer_row(answer))
            if seconds is not None:
                _put(connection, timings, {"respondent": owner, "item": item_id}, {"seconds": seconds})

    def record_ambition(self, run_id: str, respondent_id: str, scope: str, level: int | None) -> None:
        """Keep a respondent's own target (1..5) for a domain or capability; None takes it back."""
        with self._database.writing() as connection:
            of_scope = {"respondent": _respondent(connection, run_id, respondent_id)["key"], "scope": scope}
            if level is None:
                connection.execute(delete(ambitions).filter_by(**of_scope))
            else:
                _put(connection, ambitions, of_scope, {"level": level})

    def record_importance(self, run_id: str, respondent_id: str, marks: Importance | None) -> None:
        """Keep all marks of a respondent, in place of those before; None is "not asked"."""
        with self._database.writing() as connection:
            owner = _respondent(connection, run_id, respondent_id)["key"]
            connection.execute(delete(importance).where(importance.c.respondent == owner))
            _insert(connection, importance, *({"respondent": owner} | row for row in rows.importance_rows(marks)))
            connection.execute(
                update(respondents).where(respondents.c.key == owner).values(has_marked=marks is not None)
            )

    def record_context(self, run_id: str, context: Context) -> None:
        self._record(run_id, context=rows.document(context))

    def record_facts(self, run_id: str, facts: Facts) -> None:
        self._record(run_id, facts=rows.document(facts))

    def record_header(
        self,
        run_id: str,
        *,
        organisation: str | None = None,
        date: str | None = None,
        language: Language | None = None,
        mode: Mode | None = None,
        privacy: Privacy | None = None,
    ) -> None:
        """Keep what is given; None leaves it as it was."""
        given = {"organisation": organisation, "date": date, "language": language, "mode": mode}
        documents = {} if privacy is None else {"privacy": rows.document(privacy)}
        self._record(run_id, **{name: value for name, value in given.items() if value is not None}, **documents)

    def mark_position(self, run_id: str, respondent_id: str, position: str) -> None:
        """Keep where this respondent goes on; a complete respondent who goes on is unfinished again."""
        self._progress(run_id, respondent_id, position=position, is_complete=False)

    def complete(self, run_id: str, respondent_id: str) -> None:
        """Keep that this respondent has come to the end."""
        self._progress(run_id, respondent_id, is_complete=True)

    # Reading

    def runs(self) -> tuple[RunSummary, ...]:
        """Return every run, in the order in which they came into this store: the latest last."""
        with self._database.reading() as connection:
            return _summaries(connection, _RUNS)

    def summary(self, run_id: str) -> RunSummary:
        with self._database.reading() as connection:
            _run(connection, run_id)
            return _summaries(connection, _RUNS.where(runs.c.id == run_id))[0]

    def find(self, reference: str) -> str:
        """Return the id of the run that a person means: an id, the beginning of only one, or `last`."""
        with self._database.reading() as connection:
            ids: list[str] = list(connection.scalars(select(runs.c.id).order_by(runs.c.key)))
        if not ids:
            raise Mistake(phrase("There are no runs yet."), phrase("Start one with: assess run"))
        if reference == run_ids.LATEST:
            return ids[-1]
        if reference in ids:
            return reference
        meant = [one for one in ids if reference and one.startswith(reference)]
        if not meant:
            raise _unknown(reference)
        if len(meant) > 1:
            raise Mistake(
                phrase("‘{run}’ is the beginning of more than one run: {runs}.", run=reference, runs=", ".join(meant)),
                phrase("Type one more character."),
            )
        return meant[0]

    def responses(self, run_id: str) -> Responses:
        """Return a run as it would stand in an answer file, with its identity and its questionnaire pinned."""
        with self._database.reading() as connection:
            return _responses(connection, _run(connection, run_id))

    def questionnaire(self, run_id: str) -> Questionnaire:
        """Return the questionnaire in the text on which the run was answered."""
        with self._database.reading() as connection:
            return _questionnaire(connection, _run(connection, run_id)["questionnaire"])

    # Whole runs in and out

    def import_run(self, responses: Responses, questionnaire: Questionnaire) -> str:
        """Add a run as it is and return its id."""
        with self._database.writing() as connection:
            run_id = responses.run or _free_id(connection)
            _insert_run(connection, run_id, questionnaire, responses)
            return run_id

    def delete(self, run_id: str) -> None:
        """Delete a run, also physically; raises Mistake where traces are left in the file for a while."""
        with self._database.writing() as connection:
            connection.execute(delete(runs).where(runs.c.key == _run(connection, run_id)["key"]))
            connection.execute(
                delete(questionnaires).where(~exists().where(runs.c.questionnaire == questionnaires.c.sha256))
            )
            connection.execute(update(store).values(wipe_due=True))
        self._database.wipe()

    def withdraw(self, run_id: str, respondent_id: str) -> None:
        """Delete one respondent with everything answered, also physically; as `delete`.

        What stays is a hash of the pseudonym, so that an older export does not bring the answers back.
        """
        with self._database.writing() as connection:
            person = _respondent(connection, run_id, respondent_id)
            connection.execute(delete(respondents).where(respondents.c.key == person["key"]))
            _insert(connection, withdrawals, {"run": person["run"], "trace": _trace(run_id, respondent_id)})
            connection.execute(update(store).values(wipe_due=True))
        self._database.wipe()

    def _record(self, run_id: str, **fields: str) -> None:
        with self._database.writing() as connection:
            run = _run(connection, run_id)
            if fields:
                connection.execute(update(runs).where(runs.c.key == run["key"]).values(fields))

    def _progress(self, run_id: str, respondent_id: str, **fields: Any) -> None:
        with self._database.writing() as connection:
            person = _respondent(connection, run_id, respondent_id)
            connection.execute(update(respondents).where(respondents.c.key == person["key"]).values(fields))


_RUNS = (
    select(runs, questionnaires.c.id.label("questionnaire_id"), questionnaires.c.version)
    .join(questionnaires)
    .order_by(runs.c.key)
)


def _run(connection: Connection, run_id: str) -> RowMapping:
    row = connection.execute(select(runs).where(runs.c.id == run_id)).mappings().first()
    if row is None:
        raise _unknown(run_id)
    return row


def _respondent(connection: Connection, run_id: str, respondent_id: str) -> RowMapping:
    run = _run(connection, run_id)
    one = select(respondents).where(respondents.c.run == run["key"], respondents.c.id == respondent_id)
    row = connection.execute(one).mappings().first()
    if row is None:
        raise Mistake(
            phrase("Run {run} has no respondent ‘{respondent}’.", run=run_id, respondent=respondent_id),
            phrase("See who is in it with: assess runs show {run}", run=run_id),
        )
    return row


def _unknown(reference: str) -> Mistake:
    return Mistake(
        phrase("There is no run ‘{run}’ in this store.", run=reference),
        phrase("See which there are with: assess runs list"),
    )


def _free_id(connection: Connection) -> str:
    while connection.scalar(select(exists().where(runs.c.id == (run_id := run_ids.fresh())))):
        pass
    return run_id


def _trace(run_id: str, respondent_id: str) -> str:
    return hashlib.sha256(f"{run_id}/{respondent_id}".encode()).hexdigest()


def _was_corrected(connection: Connection, owner: int, item_id: str) -> bool:
    earlier = exists().where(corrections.c.respondent == owner, corrections.c.item == item_id)
    return bool(connection.scalar(select(earlier)))


def _insert(connection: Connection, table: Table, *values: Mapping[str, Any]) -> None:
    if values:
        connection.execute(insert(table), list(values))


def _put(connection: Connection, table: Table, where: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Change the row of these keys, which then keeps its place, or add it."""
    if not connection.execute(update(table).filter_by(**where).values(**values)).rowcount:
        _insert(connection, table, {**where, **values})


def _insert_run(connection: Connection, run_id: str, questionnaire: Questionnaire, responses: Responses) -> str:
    sha256 = questionnaire.sha256
    if not connection.scalar(select(exists().where(questionnaires.c.sha256 == sha256))):
        text = catalogue.text(questionnaire)
        row = {"sha256": sha256, "id": questionnaire.id, "version": questionnaire.version, "text": text}
        _insert(connection, questionnaires, row)
    header = {"id": run_id, "questionnaire": sha256} | rows.header_row(responses)
    run = connection.execute(insert(runs).values(header)).inserted_primary_key
    assert run is not None  # noqa: S101 - every insert of one row has its key
    _insert_people(connection, run[0], questionnaire, responses)
    return run_id


def _insert_people(connection: Connection, run: int, questionnaire: Questionnaire, responses: Responses) -> None:
    keys = {}
    for person in responses.respondents:
        asked = {item.id for item in questionnaire.asked_of(person.role)}
        keys[person.id] = _insert_respondent(connection, run, person, is_complete=asked <= set(person.answers))
    _insert(
        connection,
        corrections,
        *(
            {"respondent": keys[one.respondent], "item": one.item} | rows.answer_row(one.answer)
            for one in responses.corrections
        ),
    )


def _insert_respondent(connection: Connection, run: int, person: Respondent, *, is_complete: bool) -> int:
    marked = person.importance is not None
    row = {"run": run, "id": person.id, "role": person.role, "has_marked": marked, "is_complete": is_complete}
    inserted = connection.execute(insert(respondents).values(row)).inserted_primary_key
    assert inserted is not None  # noqa: S101 - every insert of one row has its key
    owner: int = inserted[0]
    own = {"respondent": owner}
    _insert(connection, answers, *(own | {"item": i} | rows.answer_row(a) for i, a in person.answers.items()))
    _insert(connection, timings, *(own | {"item": i, "seconds": s} for i, s in person.seconds.items()))
    _insert(connection, ambitions, *(own | {"scope": s, "level": level} for s, level in person.ambition.items()))
    _insert(connection, importance, *(own | row for row in rows.importance_rows(person.importance)))
    return owner


def _responses(connection: Connection, run: RowMapping) -> Responses:
    people = connection.execute(_people(run["key"])).mappings().all()
    of_table = {
        table: _by_respondent(connection, table, run["key"]) for table in (answers, timings, ambitions, importance)
    }
    replaced = (
        select(corrections, respondents.c.id)
        .join(respondents)
        .where(respondents.c.run == run["key"])
        .order_by(corrections.c.key)
    )
    questionnaire = _questionnaire(connection, run["questionnaire"])
    return Responses(
        questionnaire=f"{questionnaire.id}@{questionnaire.version}",
        respondents=tuple(rows.respondent(row, *(of_table[table][row["key"]] for table in of_table)) for row in people),
        corrections=tuple(rows.correction(row) for row in connection.execute(replaced).mappings()),
        run=run["id"],
        questionnaire_sha256=questionnaire.sha256,
        questionnaire_text=None if _is_shipped(questionnaire) else catalogue.text(questionnaire),
        **rows.header(run),
    )


def _people(run: int) -> Select[Any]:
    return select(respondents).where(respondents.c.run == run).order_by(respondents.c.key)


def _by_respondent(connection: Connection, table: Table, run: int) -> Mapping[int, Sequence[RowMapping]]:
    of_run = select(table).join(respondents).where(respondents.c.run == run).order_by(table.c.key)
    found: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(of_run).mappings():
        found[row["respondent"]].append(row)
    return found


def _questionnaire(connection: Connection, sha256: str) -> Questionnaire:
    text = connection.scalar(select(questionnaires.c.text).where(questionnaires.c.sha256 == sha256))
    assert text is not None  # noqa: S101 - a foreign key sees to it
    return catalogue.from_text(text)


def _is_shipped(questionnaire: Questionnaire) -> bool:
    return catalogue.load(questionnaire.id).sha256 == questionnaire.sha256


def _summaries(connection: Connection, wanted: Select[Any]) -> tuple[RunSummary, ...]:
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
        people[row["run"]].append(
            RespondentSummary(**{name: row[name] for name in RespondentSummary.__struct_fields__})
        )
    return tuple(
        RunSummary(
            id=row["id"],
            organisation=row["organisation"],
            date=row["date"],
            questionnaire=f"{row['questionnaire_id']}@{row['version']}",
            language=row["language"],
            mode=row["mode"],
            respondents=tuple(people[row["key"]]),
        )
        for row in found
    )
