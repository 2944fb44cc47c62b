"""Keep workshops: how they are reached, what their screen shows, and who takes part, without a trace of when."""

from __future__ import annotations

import secrets

import msgspec
from sqlalchemy import Connection, RowMapping, func, select, update

from assess.errors import COULD_NOT, Mistake
from assess.store import rows
from assess.store.follow_up import FollowUp
from assess.store.reading import check_answers, person_of, respondent_row, run_row, withdrawn_from
from assess.store.tables import consents, respondents, runs, workshops
from assess.store.writing import insert_respondent, insert_rows
from questionnaires import run_ids
from questionnaires.language import phrase
from questionnaires.model import Role
from questionnaires.responses import Privacy, Respondent, Responses

PSEUDONYM = 5  # letters and figures: 24 million, so that two people rarely try the same
KEYS = 2**53  # people of a workshop have keys by chance: the order of their rows does not tell who came first


class KeptWorkshop(msgspec.Struct, frozen=True, kw_only=True):
    """A workshop as it is kept; `desk` is JSON (`assess.workshop.board.Desk`), `closes` in seconds since 1970."""

    run_id: str
    code: str
    secret: str
    asks_consent: bool
    closes: int | None
    desk: str = "{}"
    revision: int = 0


class KeptSeat(msgspec.Struct, frozen=True):
    """One participant, whether they came to the end, and the page where they go on if not."""

    respondent: Respondent
    is_ready: bool
    position: str | None


class RoleCount(msgspec.Struct, frozen=True):
    """How many people of a role take part, and how many of them are ready."""

    joined: int
    ready: int


class Workshops(FollowUp):
    """The part of a store that is about workshops. Nothing here keeps a moment, an address or a name."""

    def open_workshop(self, workshop: KeptWorkshop) -> None:
        """Keep that a run is answered on phones from now on; raises Mistake where it is one already."""
        with self._database.writing() as connection:
            run = run_row(connection, workshop.run_id)
            check_answers(connection, run)
            if _of_run(connection, run["key"]) is not None:
                raise Mistake(phrase("run {run} is a workshop already.", run=workshop.run_id))
            kept = msgspec.structs.asdict(workshop)
            del kept["run_id"]
            insert_rows(connection, workshops, {"run": run["key"]} | kept)

    def workshops(self) -> tuple[KeptWorkshop, ...]:
        """Return every workshop of the store, in the order in which they were begun."""
        with self._database.reading() as connection:
            found = connection.execute(_KEPT.order_by(workshops.c.key)).mappings().all()
        return tuple(_workshop(row) for row in found)

    def is_workshop(self, run_id: str) -> bool:
        with self._database.reading() as connection:
            return _of_run(connection, run_row(connection, run_id)["key"]) is not None

    def workshop(self, run_id: str) -> KeptWorkshop:
        """Return the workshop of a run; raises Mistake where the run is none."""
        with self._database.reading() as connection:
            row = _of_run(connection, run_row(connection, run_id)["key"])
        if row is None:
            raise Mistake(
                phrase("run {run} is no workshop.", run=run_id), phrase("Begin one with: `assess workshop start`")
            )
        return _workshop(row)

    def keep_desk(self, run_id: str, revision: int, desk: str) -> None:
        """Keep what a facilitator did to the desk of a revision; raises Mistake where it is not the last any more."""
        with self._database.writing() as connection:
            run = run_row(connection, run_id)["key"]
            is_it = (workshops.c.run == run) & (workshops.c.revision == revision)
            if not connection.execute(update(workshops).where(is_it).values(desk=desk, revision=revision + 1)).rowcount:
                raise Mistake(
                    phrase("something else was done in another window."),
                    phrase("Look what it is now, and do it again."),
                    COULD_NOT,
                )

    def take_seat(self, run_id: str, role: Role, *, agrees: bool | None = None) -> str:
        """Add a participant and return the pseudonym, which says nothing; `agrees`, where asked, to be recognised."""
        with self._database.writing() as connection:
            run = run_row(connection, run_id)
            taken = set(connection.scalars(select(respondents.c.id).where(respondents.c.run == run["key"])))
            has_withdrawn = withdrawn_from(connection, run)
            while (name := _pseudonym()) in taken or has_withdrawn(name):
                pass
            owner = insert_respondent(
                connection,
                run["key"],
                Respondent(id=name, role=role),
                is_complete=False,
                key=secrets.randbelow(KEYS),
            )
            if agrees is not None:
                insert_rows(connection, consents, {"respondent": owner, "agrees": agrees})
        return name

    def seat(self, run_id: str, respondent_id: str) -> KeptSeat:
        """Return a participant with what was answered so far; raises Mistake where there is none (any more)."""
        with self._database.reading() as connection:
            row = respondent_row(connection, run_id, respondent_id)
            return KeptSeat(person_of(connection, row), row["is_complete"], row["position"])

    def responses_header(self, run_id: str) -> Responses:
        """Return what a run is beside its respondents, of whom there are none in what is returned."""
        with self._database.reading() as connection:
            run = run_row(connection, run_id)
            return Responses(questionnaire=run["questionnaire"], respondents=(), run=run_id, **rows.header(run))

    def presence(self, run_id: str) -> dict[Role, RoleCount]:
        """Return how many people take part, by role."""
        ready = func.count().filter(respondents.c.is_complete)
        counted = (
            select(respondents.c.role, func.count().label("joined"), ready.label("ready"))
            .join(runs, respondents.c.run == runs.c.key)
            .where(runs.c.id == run_id)
            .group_by(respondents.c.role)
        )
        with self._database.reading() as connection:
            return {row.role: RoleCount(row.joined, row.ready) for row in connection.execute(counted)}

    def settle_privacy(self, run_id: str) -> bool:
        """Keep whether answers may be recognised, and return it: only where everyone was asked and nobody said no."""
        with self._database.writing() as connection:
            run = run_row(connection, run_id)
            said = (
                select(func.count(), func.count(consents.c.key).filter(consents.c.agrees.is_(True)))
                .select_from(respondents)
                .outerjoin(consents)
                .where(respondents.c.run == run["key"])
            )
            people, agree = connection.execute(said).one()
            privacy: Privacy = rows.header(run)["privacy"]
            is_open = bool(people) and people == agree
            kept = msgspec.structs.replace(privacy, mode="open" if is_open else "anonymous")
            connection.execute(update(runs).where(runs.c.key == run["key"]).values(privacy=rows.document(kept)))
        return is_open


_KEPT = select(workshops, runs.c.id.label("run_id")).join(runs, workshops.c.run == runs.c.key)


def _of_run(connection: Connection, run: int) -> RowMapping | None:
    return connection.execute(_KEPT.where(workshops.c.run == run)).mappings().first()


def _workshop(row: RowMapping) -> KeptWorkshop:
    return KeptWorkshop(**{name: row[name] for name in KeptWorkshop.__struct_fields__})


def _pseudonym() -> str:
    return "p" + "".join(secrets.choice(run_ids.ALPHABET) for _ in range(PSEUDONYM))
