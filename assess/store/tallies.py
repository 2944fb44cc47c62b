"""Let the engine that holds the answers count them: the tallies of many runs by GROUP BY (scoring 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, select

from assess.store.tables import ambitions, answers, importance, respondents, timings
from questionnaires.model import Questionnaire, Role
from questionnaires.responses import Responses
from scoring.quality import FAST_SECONDS, STRAIGHT_LINE_MIN_ANSWERS, STRAIGHT_LINE_SHARE
from scoring.tally import NO_ANSWERS, AnswerCounts, RespondentSum, ResponseQuality, Tally, setting_of

AT_ONCE = 5_000  # respondents whose answers are grouped in one go: a few megabytes
MARKS = {"most": 1, "least": -1}


def tallies_of(
    connection: Connection, questionnaire: Questionnaire, headers: Mapping[int, Responses]
) -> dict[int, Tally]:
    """Return the tallies of runs on one questionnaire, by the keys of their rows; `headers` has no respondents.

    Each equals what `scoring.tally.tally` counts of the same run. What comes out of the engine is counts alone, so the
    memory is that of the tallies, whatever the number of respondents.
    """
    counted: dict[int, Tally] = {}
    for block in _blocks(connection, list(headers)):
        for run, found in _counted(_Counting(connection, questionnaire, block), headers, counted):
            counted[run] = counted[run] + found if run in counted else found
    return counted


def _blocks(connection: Connection, runs: list[int]) -> Iterator[ColumnElement[bool]]:
    """Yield what holds for so many respondents of the runs at a time, and in the end for each of them once.

    SQLite sorts in memory whatever it groups, and tallies add (adr/0001).
    """
    of_runs = respondents.c.run.in_(runs)
    place = func.row_number().over(order_by=respondents.c.key)
    placed = select(respondents.c.key, place.label("place")).where(of_runs).subquery()
    lasts = connection.scalars(select(placed.c.key).where(placed.c.place % AT_ONCE == 0).order_by(placed.c.key)).all()
    for before, last in pairwise((None, *lasts, None)):
        block = of_runs
        if before is not None:
            block &= respondents.c.key > before
        if last is not None:
            block &= respondents.c.key <= last
        yield block


def _counted(
    counting: _Counting, headers: Mapping[int, Responses], before: Collection[int]
) -> Iterator[tuple[int, Tally]]:
    """Yield the tallies of a block, of runs that have anybody in it or are not in any before."""
    people, answered, given = counting.people(), counting.answered(), counting.answers()
    sums, targets = counting.sums(), counting.targets()
    marks, markers, quality = counting.marks(), counting.markers(), counting.quality()
    for run in [run for run in headers if run in people or run not in before]:
        yield (
            run,
            Tally(
                setting=setting_of(headers[run]),
                respondents=people[run],
                answered=answered[run],
                answers=given[run],
                sums=sums[run],
                targets=targets[run],
                marks=marks[run],
                markers=markers.get(run, 0),
                quality=quality.get(run, ResponseQuality()),
            ),
        )


class _Counting:
    """The statements over some respondents; each is grouped by run first."""

    def __init__(self, connection: Connection, questionnaire: Questionnaire, block: ColumnElement[bool]) -> None:
        self._connection = connection
        self._questionnaire = questionnaire
        self._wanted = block

    def people(self) -> Mapping[int, dict[Role, int]]:
        return self._by_role(self._grouped(select(respondents.c.run, respondents.c.role, func.count())))

    def answered(self) -> Mapping[int, dict[Role, int]]:
        """Count those who gave at least one level; the first that is found of each is enough."""
        has_level = exists().where(answers.c.respondent == respondents.c.key, answers.c.level.is_not(None))
        return self._by_role(
            self._grouped(select(respondents.c.run, respondents.c.role, func.count()).where(has_level))
        )

    def answers(self) -> Mapping[int, dict[tuple[str, Role], AnswerCounts]]:
        found: defaultdict[int, dict[tuple[str, Role], AnswerCounts]] = defaultdict(dict)
        has_evidence = func.sum(case((func.coalesce(answers.c.evidence, "") != "", 1), else_=0))
        kinds = (respondents.c.run, answers.c.item, respondents.c.role, answers.c.kind, answers.c.level)
        wanted = select(*kinds, func.count(), has_evidence).join(respondents).where(self._wanted).group_by(*kinds)
        for run, item, role, kind, level, n, evidence in self._connection.execute(wanted):
            levels = [0] * 5
            if level is not None:
                levels[level - 1] = n
            counts = AnswerCounts(
                levels=(levels[0], levels[1], levels[2], levels[3], levels[4]),
                unknown=n if kind == "unknown" else 0,
                not_applicable=n if kind == "not_applicable" else 0,
                evidence=int(evidence),
            )
            found[run][item, role] = found[run].get((item, role), NO_ANSWERS) + counts
        return found

    def sums(self) -> Mapping[int, dict[RespondentSum, int]]:
        """Count who gave so many levels in a capability, with this sum."""
        capability_of = {item: self._questionnaire.capability_of(item).id for item in self._questionnaire.items}
        each = (
            select(
                respondents.c.run,
                respondents.c.role,
                case(capability_of, value=answers.c.item).label("capability"),
                func.count().label("items"),
                func.sum(answers.c.level).label("total"),
            )
            .join(respondents)
            .where(self._wanted, answers.c.level.is_not(None))
            .group_by(respondents.c.key, respondents.c.run, respondents.c.role, "capability")
            .subquery()
        )
        same = (each.c.run, each.c.capability, each.c.role, each.c["items"], each.c.total)
        found: defaultdict[int, dict[RespondentSum, int]] = defaultdict(dict)
        for run, capability, role, items, total, n in self._all(select(*same, func.count()).group_by(*same)):
            found[run][RespondentSum(capability, role, items, int(total))] = n
        return found

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
        return self._all(select(*named, func.count()).join(respondents).where(self._wanted).group_by(*named))

    def _named_twice(self) -> Iterable[Any]:
        """Return who named a domain, and another scope beside it."""
        other = ambitions.alias()
        both = (respondents.c.run, ambitions.c.scope, other.c.scope, respondents.c.role, ambitions.c.level)
        wanted = (
            select(*both, func.count())
            .join(respondents, ambitions.c.respondent == respondents.c.key)
            .join(other, other.c.respondent == ambitions.c.respondent)
            .where(self._wanted, ambitions.c.scope.in_([domain.id for domain in self._questionnaire.domains]))
            .where(other.c.scope != ambitions.c.scope)
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
        wanted = select(*marked, func.count()).join(respondents).where(self._wanted).group_by(*marked)
        for run, capability, mark, n in self._all(wanted):
            found[run][capability, MARKS[mark]] = n
        return found

    def markers(self) -> Mapping[int, int]:
        wanted = (
            select(respondents.c.run, func.count(importance.c.respondent.distinct()))
            .join_from(importance, respondents)
            .where(self._wanted)
            .group_by(respondents.c.run)
        )
        return {row[0]: row[1] for row in self._all(wanted)}

    def quality(self) -> Mapping[int, ResponseQuality]:
        found: defaultdict[int, ResponseQuality] = defaultdict(ResponseQuality)
        for run, long_enough, straight_lined in self._all(self._straightness()):
            found[run] += ResponseQuality(long_enough=long_enough, straight_lined=int(straight_lined))
        for run, timed, fast in self._all(self._speed()):
            found[run] += ResponseQuality(timed=timed, fast=int(fast))
        return found

    def _straightness(self) -> Select[Any]:
        share, whole = STRAIGHT_LINE_SHARE
        option = (
            select(respondents.c.run, respondents.c.key, func.count().label("n"))
            .join_from(answers, respondents)
            .where(self._wanted)
            .group_by(respondents.c.run, respondents.c.key, answers.c.kind, answers.c.level)
            .subquery()
        )
        each = (
            select(option.c.run, func.sum(option.c.n).label("given"), func.max(option.c.n).label("most"))
            .group_by(option.c.run, option.c.key)
            .having(func.sum(option.c.n) >= STRAIGHT_LINE_MIN_ANSWERS)
            .subquery()
        )
        return select(each.c.run, func.count(), _times(each.c.most * whole >= each.c.given * share)).group_by(
            each.c.run
        )

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
            .where(self._wanted)
            .subquery()
        )
        each = (
            select(placed.c.run, func.avg(placed.c.seconds).label("median"))
            .where(placed.c.place * 2 >= placed.c.n, placed.c.place * 2 <= placed.c.n + 2)
            .group_by(placed.c.run, placed.c.respondent)
            .subquery()
        )
        return select(each.c.run, func.count(), _times(each.c.median < FAST_SECONDS)).group_by(each.c.run)

    def _grouped(self, wanted: Select[Any]) -> Iterable[Any]:
        of_role = (respondents.c.run, respondents.c.role)
        return self._all(wanted.where(self._wanted).group_by(*of_role))

    def _all(self, wanted: Select[Any]) -> Iterator[Any]:
        yield from self._connection.execute(wanted)

    def _by_role(self, found: Iterable[Any]) -> Mapping[int, dict[Role, int]]:
        counted: defaultdict[int, dict[Role, int]] = defaultdict(dict)
        for run, role, n in found:
            counted[run][role] = n
        return counted


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Count how often something holds."""
    return func.sum(case((condition, 1), else_=0))
