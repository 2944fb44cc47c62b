"""Let the engine that holds the answers count them: the tallies of many runs (scoring 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from queue import SimpleQueue
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, case, func, select

from assess.store.failures import Unreadable
from assess.store.packing import Counted
from assess.store.place import Place
from assess.store.tables import ambitions, importance, respondents, timings
from questionnaires.model import Questionnaire, Role
from questionnaires.responses import Responses
from scoring.quality import FAST_SECONDS
from scoring.tally import ResponseQuality, Tally, setting_of

AT_ONCE = 20_000  # people who are counted in one go: a few megabytes
MARKS = {"most": 1, "least": -1}
_LAST = 2**63 - 1  # no key comes after it


def tallies_of(
    connection: Connection, place: Place, questionnaire: Questionnaire, headers: Mapping[int, Responses]
) -> dict[int, Tally]:
    """Return the tallies of runs on one questionnaire, by the keys of their rows; `headers` has no respondents.

    Each equals what `scoring.tally.tally` counts of the same run. Tallies add (adr/0001), so people are counted in
    blocks: the memory is that of the tallies and of the blocks at hand, whatever the number of respondents, and a
    server counts several blocks at a time.
    """
    counted: dict[int, Tally] = {}
    blocks = list(_blocks(connection, respondents.c.run.in_(headers)))
    with place.beside(connection) if len(blocks) > 1 else nullcontext(()) as others:
        for run, found in _each_counted(blocks, [connection, *others], questionnaire, headers):
            counted[run] = counted[run] + found if run in counted else found
    return {run: counted.get(run) or _of_nobody(header) for run, header in headers.items()}


def _each_counted(
    blocks: Sequence[_Block],
    connections: Sequence[Connection],
    questionnaire: Questionnaire,
    headers: Mapping[int, Responses],
) -> Iterator[tuple[int, Tally]]:
    """Yield the tallies of every block, with as many blocks at a time as there are connections."""
    if len(connections) == 1:  # of SQLite, which may not leave its thread
        for block in blocks:
            yield from _Counting(connections[0], questionnaire, block).tallies(headers)
        return
    free: SimpleQueue[Connection] = SimpleQueue()
    for connection in connections:
        free.put(connection)

    def count(block: _Block) -> list[tuple[int, Tally]]:
        taken = free.get()
        try:
            return list(_Counting(taken, questionnaire, block).tallies(headers))
        finally:
            free.put(taken)

    with ThreadPoolExecutor(len(connections)) as pool:
        for found in pool.map(count, blocks):
            yield from found


class _Block(NamedTuple):
    """What holds for some people: that they are in one of the runs, and where their keys lie."""

    is_of_runs: ColumnElement[bool]
    first: int
    last: int

    def holds(self, key: ColumnElement[int]) -> ColumnElement[bool]:
        return key.between(self.first, self.last)


def _blocks(connection: Connection, is_of_runs: ColumnElement[bool]) -> Iterator[_Block]:
    """Yield so many people at a time, in the order of their keys: no more are held at once, here or by the engine."""
    keys = select(respondents.c.key).where(is_of_runs).order_by(respondents.c.key)
    first = connection.scalar(keys.limit(1))
    while first is not None:
        after = connection.scalar(keys.where(respondents.c.key >= first).offset(AT_ONCE).limit(1))
        yield _Block(is_of_runs, first, _LAST if after is None else after - 1)
        first = after


def _of_nobody(header: Responses) -> Tally:
    return Tally(
        setting=setting_of(header), respondents={}, answered={}, answers={}, sums={}, targets={}, marks={}, markers=0,
        quality=ResponseQuality(),
    )  # fmt: skip


class _Counting:
    """The statements over a block of people; each is grouped by run first."""

    def __init__(self, connection: Connection, questionnaire: Questionnaire, block: _Block) -> None:
        self._connection = connection
        self._questionnaire = questionnaire
        self._block = block
        self._wanted = block.is_of_runs & block.holds(respondents.c.key)

    def _wanted_in(self, table: Table) -> ColumnElement[bool]:
        """Say the same of what people have in a table, of both: a server that is told of one alone reads all rows."""
        return self._wanted & self._block.holds(table.c.respondent)

    def tallies(self, headers: Mapping[int, Responses]) -> Iterator[tuple[int, Tally]]:
        """Yield the tallies of the runs that have anybody in this block."""
        counted = self.packed()
        answered, given, sums, straight = counted.answered(), counted.answers(), counted.sums(), counted.quality()
        targets, marks, markers, speed = self.targets(), self.marks(), self.markers(), self.speed()
        for run, of_role in counted.people().items():
            yield (
                run,
                Tally(
                    setting=setting_of(headers[run]),
                    respondents=of_role,
                    answered=answered[run],
                    answers=given[run],
                    sums=sums[run],
                    targets=targets[run],
                    marks=marks[run],
                    markers=markers.get(run, 0),
                    quality=straight.get(run, ResponseQuality()) + speed.get(run, ResponseQuality()),
                ),
            )

    def packed(self) -> Counted:
        """Count people and all their answers, each person packed by the engine."""
        counted = Counted(self._questionnaire)
        counted.add(self._connection.scalar(counted.packing.all_of(self._wanted)) or "")
        return counted

    def targets(self) -> Mapping[int, dict[tuple[str, Role, int], int]]:
        """Count targets by scope: of a capability also those who named its domain alone."""
        found: defaultdict[int, dict[tuple[str, Role, int], int]] = defaultdict(lambda: defaultdict(int))
        for run, scope, role, level, n in self._named():
            found[run][scope, role, level] += n
            for capability in self._parts(scope):
                found[run][capability, role, level] += n
        for run, domain, capability, role, level, n in self._named_twice():
            if capability in self._parts(domain):
                found[run][capability, role, level] -= n
        none: defaultdict[int, dict[tuple[str, Role, int], int]] = defaultdict(dict)
        none.update({run: {key: n for key, n in each.items() if n} for run, each in found.items()})
        return none

    def _named(self) -> Iterable[Any]:
        named = (respondents.c.run, ambitions.c.scope, respondents.c.role, ambitions.c.level)
        return self._all(
            select(*named, func.count()).join(respondents).where(self._wanted_in(ambitions)).group_by(*named)
        )

    def _named_twice(self) -> Iterable[Any]:
        """Return who named a domain, and a capability beside it."""
        domains = [domain.id for domain in self._questionnaire.domains]
        other = ambitions.alias()
        both = (respondents.c.run, ambitions.c.scope, other.c.scope, respondents.c.role, ambitions.c.level)
        wanted = (
            select(*both, func.count())
            .join(respondents, ambitions.c.respondent == respondents.c.key)
            .join(other, other.c.respondent == ambitions.c.respondent)
            .where(self._wanted_in(ambitions), self._block.holds(other.c.respondent))
            .where(ambitions.c.scope.in_(domains))
            .where(other.c.scope.not_in(domains))
            .group_by(*both)
        )
        return self._all(wanted)

    def _parts(self, scope: str) -> tuple[str, ...]:
        """Return the capabilities of a domain; none of any other scope."""
        return next(
            (
                tuple(capability.id for capability in domain.capabilities)
                for domain in self._questionnaire.domains
                if domain.id == scope
            ),
            (),
        )

    def marks(self) -> Mapping[int, dict[tuple[str, int], int]]:
        marked = (respondents.c.run, importance.c.capability, importance.c.mark)
        found: defaultdict[int, dict[tuple[str, int], int]] = defaultdict(dict)
        wanted = select(*marked, func.count()).join(respondents).where(self._wanted_in(importance)).group_by(*marked)
        for run, capability, mark, n in self._all(wanted):
            if mark not in MARKS:
                raise Unreadable(f"no mark: {mark!r}")
            found[run][capability, MARKS[mark]] = n
        return found

    def markers(self) -> Mapping[int, int]:
        wanted = (
            select(respondents.c.run, func.count(importance.c.respondent.distinct()))
            .join_from(importance, respondents)
            .where(self._wanted_in(importance))
            .group_by(respondents.c.run)
        )
        return {row[0]: row[1] for row in self._all(wanted)}

    def speed(self) -> Mapping[int, ResponseQuality]:
        """Count those of whom times are known, and those who were too fast to read."""
        return {run: ResponseQuality(timed=timed, fast=int(fast)) for run, timed, fast in self._all(self._speed())}

    def _speed(self) -> Select[Any]:
        """Return how many have times, and how many of them a median under so many seconds: the mean of the middle."""
        of_one = {"partition_by": timings.c.respondent}
        placed = (
            select(
                respondents.c.run,
                timings.c.respondent,
                timings.c.seconds,
                func.row_number().over(**of_one, order_by=timings.c.seconds).label("place"),  # type: ignore[arg-type]
                func.count().over(**of_one).label("n"),  # type: ignore[arg-type]
            )
            .join_from(timings, respondents)
            .where(self._wanted_in(timings))
            .subquery()
        )
        each = (
            select(placed.c.run, func.avg(placed.c.seconds).label("median"))
            .where(placed.c.place * 2 >= placed.c.n, placed.c.place * 2 <= placed.c.n + 2)
            .group_by(placed.c.run, placed.c.respondent)
            .subquery()
        )
        return select(each.c.run, func.count(), _times(each.c.median < FAST_SECONDS)).group_by(each.c.run)

    def _all(self, wanted: Select[Any]) -> Iterator[Any]:
        yield from self._connection.execute(wanted)


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Count how often something holds."""
    return func.sum(case((condition, 1), else_=0))
