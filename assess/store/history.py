"""The runs of one store: every `record_…` is on the disk when it returns."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, count
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, delete, exists, select, update

from assess.errors import Mistake
from assess.store import rows
from assess.store.database import Database
from assess.store.place import Place
from assess.store.reading import (
    EVERY_RUN,
    check_answers,
    names_like,
    organisations_of,
    publication_of,
    questionnaire_of,
    respondent_row,
    responses_of,
    run_row,
    summaries_of,
    summary_of,
    trace,
    unknown_run,
    withdrawn_from,
)
from assess.store.summaries import Intake, RespondentSummary, RunSummary
from assess.store.tables import (
    ambitions,
    analyses,
    answers,
    corrections,
    importance,
    questionnaires,
    respondents,
    roadmaps,
    runs,
    store,
    timings,
    withdrawals,
)
from assess.store.workshops import Workshops
from assess.store.writing import (
    FiguresPart,
    free_id,
    insert_respondent,
    insert_rows,
    insert_run,
    put_row,
    take_in,
    take_in_figures,
    was_corrected,
)
from questionnaires import run_ids
from questionnaires.language import phrase
from questionnaires.merging import Part
from questionnaires.model import Language, Questionnaire, Role
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import Answer, Context, Facts, Importance, Mode, Privacy, Respondent, Responses
from reports.publication import Publication

if TYPE_CHECKING:
    from assess.store.selecting import Chosen, Wanted


class History(Workshops):
    """All runs of one store, for one program at a time to write and many to read.

    Every method raises Mistake where the store, or a run in it, is not there or cannot be written; nothing is then
    half done. A run and a respondent are named by their ids; `find` knows the short forms that people type.
    """

    def __init__(self, place: Place, *, create: bool = True, keeps_times: bool = True) -> None:
        """Open the store at a place; `keeps_times` is False where nobody may know when somebody answered."""
        self._database = Database(place, create=create)
        self._keeps_times = keeps_times

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    @property
    def place(self) -> Place:
        """Return where this store is."""
        return self._database.place

    def together(self) -> AbstractContextManager[None]:
        """Keep everything that is recorded in a block at once, when it ends, or nothing of it; blocks can be nested."""
        return self._database.together()

    # A run while it is answered

    def start(self, questionnaire: Questionnaire, header: Responses) -> str:
        """Begin a run and return its id; of `header` everything but the respondents and the identity is kept."""
        with self._database.writing() as connection:
            return insert_run(connection, free_id(connection), questionnaire, header)

    def add_respondent(
        self, run_id: str, role: Role, pseudonym: str | None = None, *, other_than: Collection[str] = ()
    ) -> str:
        """Add a person who is going to answer and return the pseudonym: r1, r2, …; never one that withdrew.

        `pseudonym` is that of somebody who was known already, and is used where it is free here; `other_than` has those
        of others, which are not.
        """
        with self._database.writing() as connection:
            run = run_row(connection, run_id)
            check_answers(connection, run)
            taken = set(connection.scalars(select(respondents.c.id).where(respondents.c.run == run["key"])))
            has_withdrawn = withdrawn_from(connection, run)
            numbered = (f"r{number}" for number in count(1))
            wanted = (name for name in (pseudonym,) if name is not None)
            name = next(
                one
                for one in chain(wanted, (one for one in numbered if one not in other_than))
                if one not in taken and not has_withdrawn(one)
            )
            insert_respondent(connection, run["key"], Respondent(id=name, role=role), is_complete=False)
            return name

    def record_answer(
        self, run_id: str, respondent_id: str, item_id: str, answer: Answer | None, seconds: float | None = None
    ) -> None:
        """Keep an answer; None takes it back. The answer that it replaces becomes a correction.

        The same answer once more changes nothing. `seconds`, where given, replaces the time kept for the item.
        """
        with self._answering(run_id, respondent_id) as (connection, owner):
            of_item = (answers.c.respondent == owner) & (answers.c.item == item_id)
            row = connection.execute(select(answers).where(of_item)).mappings().first()
            before = rows.answer(row) if row else None
            if answer != before:
                if before or was_corrected(connection, owner, item_id):
                    insert_rows(
                        connection, corrections, {"respondent": owner, "item": item_id} | rows.answer_row(before)
                    )
                if answer is None:
                    connection.execute(delete(answers).where(of_item))
                elif before:
                    connection.execute(update(answers).where(of_item).values(rows.answer_row(answer)))
                else:
                    insert_rows(connection, answers, {"respondent": owner, "item": item_id} | rows.answer_row(answer))
            if seconds is not None:
                put_row(connection, timings, {"respondent": owner, "item": item_id}, {"seconds": seconds})

    def record_ambition(self, run_id: str, respondent_id: str, scope: str, level: int | None) -> None:
        """Keep a respondent's own target (1..5) for a domain or capability; None takes it back."""
        with self._answering(run_id, respondent_id) as (connection, owner):
            of_scope = {"respondent": owner, "scope": scope}
            if level is None:
                connection.execute(delete(ambitions).filter_by(**of_scope))
            else:
                put_row(connection, ambitions, of_scope, {"level": level})

    def record_importance(self, run_id: str, respondent_id: str, marks: Importance | None) -> None:
        """Keep all marks of a respondent, in place of those before; None is "not asked"."""
        with self._answering(run_id, respondent_id) as (connection, owner):
            connection.execute(delete(importance).where(importance.c.respondent == owner))
            insert_rows(connection, importance, *({"respondent": owner} | row for row in rows.importance_rows(marks)))
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

    def runs(self, organisation: str | None = None) -> tuple[RunSummary, ...]:
        """Return every run, or those of one organisation, in the order in which they came into this store: latest last.

        Raises ProblemsFound where a file of the store cannot be read: which runs there are is then not known.
        """
        with self._database.reading() as connection:
            self._check_files()
            if organisation is None:
                return summaries_of(connection, EVERY_RUN)
            return summaries_of(
                connection, EVERY_RUN.where(runs.c.organisation.in_(names_like(connection, organisation)))
            )

    def organisations(self) -> tuple[str, ...]:
        """Return whose runs there are, by name; raises ProblemsFound as `runs` does."""
        with self._database.reading() as connection:
            self._check_files()
            return tuple(organisations_of(connection))

    def readable_runs(self) -> tuple[tuple[RunSummary, ...], tuple[Problem, ...]]:
        """Return the runs that can be used, and what is wrong with files that hold others."""
        with self._database.reading() as connection:
            return summaries_of(connection, EVERY_RUN), self._database.problems

    def choose(self, wanted: Wanted) -> tuple[Chosen, ...]:
        """Return the runs that are meant with what they are scored from, by organisation and date.

        Raises Mistake for an organisation or a tag that no run has.
        """
        from assess.store.selecting import choose  # only who looks at many runs needs it

        with self._database.reading() as connection:
            return choose(connection, self._database.place, wanted)

    def summary(self, run_id: str) -> RunSummary:
        with self._database.reading() as connection:
            run_row(connection, run_id)
            return summary_of(connection, run_id)

    def respondent(self, run_id: str, respondent_id: str) -> RespondentSummary:
        with self._database.reading() as connection:
            respondent_row(connection, run_id, respondent_id)
            found = summary_of(connection, run_id)
        return next(one for one in found.respondents if one.id == respondent_id)

    def find(self, reference: str) -> str:
        """Return the id of the run that a person means: an id, the beginning of only one, or `last`.

        Where a file of the store cannot be read, only a whole id is sure to mean what it says; else raises
        ProblemsFound.
        """
        with self._database.reading() as connection:
            ids: list[str] = list(connection.scalars(select(runs.c.id).order_by(runs.c.key)))
        if reference not in ids:
            self._check_files()
        if not ids:
            raise Mistake(phrase("there are no runs yet."), phrase("Start one with: `assess run`"))
        if reference == run_ids.LATEST:
            return ids[-1]
        if reference in ids:
            return reference
        meant = [one for one in ids if reference and one.startswith(reference)]
        if not meant:
            raise unknown_run(reference)
        if len(meant) > 1:
            raise Mistake(
                phrase("‘{run}’ is the beginning of more than one run: {runs}.", run=reference, runs=", ".join(meant)),
                phrase("Type one more character."),
            )
        return meant[0]

    def responses(self, run_id: str) -> Responses:
        """Return a run as it would stand in an answer file, with its identity and its questionnaire pinned."""
        with self._database.reading() as connection:
            return responses_of(connection, run_row(connection, run_id))

    def questionnaire(self, run_id: str) -> Questionnaire:
        """Return the questionnaire in the text on which the run was answered."""
        with self._database.reading() as connection:
            return questionnaire_of(connection, run_row(connection, run_id))

    def publication(self, run_id: str) -> Publication | None:
        """Return the figures of a run that came without its answers; None of any other."""
        with self._database.reading() as connection:
            return publication_of(connection, run_row(connection, run_id))

    def check_answers(self, run_id: str) -> None:
        """Raise Mistake for a run of which only the figures are here."""
        with self._database.reading() as connection:
            check_answers(connection, run_row(connection, run_id))

    # Whole runs in and out

    def take_in(self, *parts: Part | FiguresPart) -> tuple[Intake, ...]:
        """Add runs, or to a run that is here already what it does not hold yet; nothing at all where one clashes.

        A run without an identity gets that of its content, so that the same file twice adds nothing. Raises
        ProblemsFound where answers contradict those that are here (see `merging.merge`), and Mistake where figures do.
        """
        with self._database.writing() as connection:
            return tuple(
                take_in_figures(connection, part) if isinstance(part, FiguresPart) else take_in(connection, part)
                for part in parts
            )

    def import_run(self, responses: Responses, questionnaire: Questionnaire, file: str | None = None) -> str:
        """Take in one run and return its id; `file` is where it came from, for messages."""
        name = file or responses.run or responses.organisation
        (intake,) = self.take_in(Part(name=name, responses=responses, questionnaire=questionnaire))
        return intake.run_id

    def withdrawn(self, run_id: str) -> Callable[[str], bool]:
        """Return what says of a pseudonym whether that respondent has withdrawn from a run."""
        with self._database.reading() as connection:
            return withdrawn_from(connection, run_row(connection, run_id))

    def delete(self, *run_ids: str) -> None:
        """Delete runs, all or none, also physically; raises Mistake where traces are left in the file for a while."""
        with self._database.writing() as connection:
            self._database.check_whole(connection)
            for run_id in run_ids:
                connection.execute(delete(runs).where(runs.c.key == run_row(connection, run_id)["key"]))
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
            self._database.check_whole(connection)
            person = respondent_row(connection, run_id, respondent_id)
            connection.execute(delete(respondents).where(respondents.c.key == person["key"]))
            insert_rows(connection, withdrawals, {"run": person["run"], "trace": trace(run_id, respondent_id)})
            for table in (roadmaps, analyses):  # they were made of these answers too
                connection.execute(delete(table).where(table.c.run == person["run"]))
            connection.execute(update(store).values(wipe_due=True))
        self._database.wipe()

    def _check_files(self) -> None:
        if self._database.problems:
            raise ProblemsFound(self._database.problems)

    def _progress(self, run_id: str, respondent_id: str, **fields: Any) -> None:
        with self._answering(run_id, respondent_id) as (connection, owner):
            connection.execute(update(respondents).where(respondents.c.key == owner).values(fields))

    @contextmanager
    def _answering(self, run_id: str, respondent_id: str) -> Iterator[tuple[Connection, int]]:
        """Write what one person does, and when it was."""
        with self._database.writing() as connection:
            owner = respondent_row(connection, run_id, respondent_id)["key"]
            if self._keeps_times:
                now = {"active_at": int(time.time())}
                connection.execute(update(respondents).where(respondents.c.key == owner).values(now))
            yield connection, owner
