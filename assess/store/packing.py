"""Pack the answers of one person into whole numbers, and count many of those: four bits an item.

An engine that groups all answers by item sorts or hashes every one of them, and still knows nothing of one person.
Where each person is looked up by the index, what it gives is a few numbers a person, from which all that a tally needs
about answers follows (scoring 4, adr/0001).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    CTE,
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    Text,
    case,
    func,
    select,
    values,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from assess.store.tables import answers, respondents
from questionnaires.model import LEVELS, ROLES, Questionnaire, Role
from scoring.quality import STRAIGHT_LINE_MIN_ANSWERS, STRAIGHT_LINE_SHARE
from scoring.tally import AnswerCounts, RespondentSum, ResponseQuality

BITS = 4  # 1 to 5 a level, 6 a don't-know, 7 not applicable, 0 nothing; and 8 more where it carries evidence
MASK = (1 << BITS) - 1
IN_ONE = 15  # items in a number of 64 bits, one of which is the sign
UNKNOWN, NOT_APPLICABLE, EVIDENCE = 6, 7, 8

Numbers = NDArray[np.int64]
"""A column of numbers, one for each person."""


class joined(GenericFunction[int]):  # noqa: N801 (it is called as a function of the engine)
    """Numbers that have no bit in common, as one; a sum in PostgreSQL would be one of decimals, and slow."""

    type = BigInteger()
    inherit_cache = True


@compiles(joined, "sqlite")
def _of_sqlite(element: joined, compiler: Any, **more: Any) -> str:
    return f"sum({compiler.process(element.clauses, **more)})"


@compiles(joined, "postgresql")
def _of_postgresql(element: joined, compiler: Any, **more: Any) -> str:
    return f"bit_or({compiler.process(element.clauses, **more)})"


class Packing:
    """Where each item of a questionnaire stands in the numbers of a person: one after the other, so many in each."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._place = {item: place for place, item in enumerate(_in_order(questionnaire))}
        self.numbers = -(-len(self._place) // IN_ONE)

    def all_of(self, is_wanted: ColumnElement[bool]) -> Select[str]:
        """Return what packs people: of each the key of the run, the place of the role in ROLES, and the numbers.

        All is one text with a space between any two numbers: a row for each person takes longer to fetch than the
        engine needs for what is in it. What a person answered is looked up for one after the other, so no engine sorts
        or holds the answers of all, whatever it believes about how many there are.
        """
        role = case({role: place for place, role in enumerate(ROLES)}, value=respondents.c.role)
        person = _listed([respondents.c.run, role, self._of_one()])
        return select(func.aggregate_strings(person, " ")).where(is_wanted)

    def _of_one(self) -> ScalarSelect[str]:
        """Return the numbers of one respondent."""
        places = self._places()
        other = case((answers.c.kind == "unknown", UNKNOWN), (answers.c.kind == "not_applicable", NOT_APPLICABLE))
        carries = case((answers.c.evidence != "", EVIDENCE), else_=0)
        weighed = (func.coalesce(answers.c.level, other, 0) + carries).cast(BigInteger) * places.c.weight
        numbers = [func.coalesce(joined(weighed).filter(places.c.number == n), 0) for n in range(self.numbers)]
        return (
            select(_listed(numbers))
            .select_from(answers.join(places, places.c["item"] == answers.c.item))
            .where(answers.c.respondent == respondents.c.key)
            .scalar_subquery()
        )

    def _places(self) -> CTE:
        """A table of every item: in which number its answer stands, and what it is multiplied by there."""
        rows = [(item, place // IN_ONE, 1 << BITS * (place % IN_ONE)) for item, place in self._place.items()]
        columns: list[Column[Any]] = [Column("item", Text), Column("number", Integer), Column("weight", BigInteger)]
        return values(*columns).data(rows).cte("places")

    def read(self, numbers: Numbers, item: str) -> Numbers:
        """Return what everybody answered to an item."""
        place = self._place[item]
        return numbers[:, place // IN_ONE] >> (BITS * (place % IN_ONE)) & MASK


def _in_order(questionnaire: Questionnaire) -> Iterator[str]:
    return (item.id for capability in questionnaire.capabilities.values() for item in capability.items)


def _listed(numbers: Sequence[ColumnElement[Any]]) -> ColumnElement[str]:
    """Return numbers as one text."""
    listed: ColumnElement[str] = numbers[0].cast(Text)
    for number in numbers[1:]:
        listed = listed.concat(" ").concat(number.cast(Text))
    return listed


class Counted:
    """What packed answers come to, by run and role; `add` takes as many people at a time as are at hand."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.packing = Packing(questionnaire)
        self._capabilities = tuple(questionnaire.capabilities.values())
        self._people: Counter[int] = Counter()
        self._answered: Counter[int] = Counter()
        self._answers: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._sums: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._quality: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def add(self, packed: str) -> None:
        """Count people as `Packing.all_of` packs them."""
        of_all = np.fromstring(packed, dtype=np.int64, sep=" ").reshape(-1, 2 + self.packing.numbers)
        group, numbers = of_all[:, 0] * len(ROLES) + of_all[:, 1], of_all[:, 2:]
        chosen = np.zeros((NOT_APPLICABLE + 1, len(group)), dtype=np.int64)  # how often each option, by person
        everyone, has_level = np.arange(len(group)), np.zeros(len(group), dtype=bool)
        for capability in self._capabilities:
            items, total = np.zeros_like(group), np.zeros_like(group)
            for item in capability.items:
                given = self.packing.read(numbers, item.id)
                _count(self._answers[item.id], group << BITS | given)
                option = given & ~EVIDENCE
                chosen[option, everyone] += 1
                is_level = (option >= 1) & (option <= len(LEVELS))
                items += is_level
                total += np.where(is_level, option, 0)
            has_level |= items > 0
            _count(self._sums[capability.id], (group * _MOST + items) * _MOST + total)
        _count(self._people, group)
        _count(self._answered, group[has_level])
        self._judge(of_all[:, 0], chosen[1:])

    def _judge(self, run: Numbers, chosen: Numbers) -> None:
        share, whole = STRAIGHT_LINE_SHARE
        given, most = chosen.sum(axis=0), chosen.max(axis=0)
        is_long = given >= STRAIGHT_LINE_MIN_ANSWERS
        for name, holds in (("long_enough", is_long), ("straight_lined", is_long & (most * whole >= given * share))):
            for key, n in zip(*np.unique(run[holds], return_counts=True), strict=True):
                self._quality[int(key)][name] += int(n)

    def answers(self) -> defaultdict[int, dict[tuple[str, Role], AnswerCounts]]:
        """Return how each item was answered, by run."""
        rows: defaultdict[tuple[int, str, Role], list[int]] = defaultdict(lambda: [0] * (EVIDENCE + 1))
        for item, counted in self._answers.items():
            for key, n in counted.items():
                given = key & MASK
                if given:
                    run, at = divmod(key >> BITS, len(ROLES))
                    row = rows[run, item, ROLES[at]]
                    row[given & ~EVIDENCE] += n
                    row[EVIDENCE] += n if given & EVIDENCE else 0
        found: defaultdict[int, dict[tuple[str, Role], AnswerCounts]] = defaultdict(dict)
        for (run, item, role), (_, one, two, three, four, five, unknown, not_applicable, evidence) in rows.items():
            found[run][item, role] = AnswerCounts(
                levels=(one, two, three, four, five), unknown=unknown, not_applicable=not_applicable, evidence=evidence
            )
        return found

    def sums(self) -> defaultdict[int, dict[RespondentSum, int]]:
        """Return who gave so many levels in a capability, with this sum, by run."""
        found: defaultdict[int, dict[RespondentSum, int]] = defaultdict(dict)
        for capability, counted in self._sums.items():
            for key, n in counted.items():
                rest, total = divmod(key, _MOST)
                group, items = divmod(rest, _MOST)
                if items:
                    run, role = divmod(group, len(ROLES))
                    found[run][RespondentSum(capability, ROLES[role], items, total)] = n
        return found

    def people(self) -> defaultdict[int, dict[Role, int]]:
        """Return who is there, by run."""
        return _by_run(self._people)

    def answered(self) -> defaultdict[int, dict[Role, int]]:
        """Return who gave at least one level, by run."""
        return _by_run(self._answered)

    def quality(self) -> dict[int, ResponseQuality]:
        """Return who gave enough answers to judge, and who chose one option nearly always, by run."""
        return {run: ResponseQuality(**counted) for run, counted in self._quality.items()}


_MOST = 1 << 12  # more than the levels of any capability add up to


def _count(counter: Counter[int], keys: Numbers) -> None:
    """Count keys: those that lie near each other in a row of counts, for sorting takes twenty times as long."""
    if not len(keys):
        return
    first = int(keys.min())
    if int(keys.max()) - first < len(keys) * 4:
        counts = np.bincount(keys - first)
        found, times = counts.nonzero()[0] + first, counts[counts > 0]
    else:
        found, times = np.unique(keys, return_counts=True)
    for key, n in zip(found.tolist(), times.tolist(), strict=True):
        counter[key] += n


def _by_run(counter: Counter[int]) -> defaultdict[int, dict[Role, int]]:
    found: defaultdict[int, dict[Role, int]] = defaultdict(dict)
    for group, n in counter.items():
        run, role = divmod(group, len(ROLES))
        found[run][ROLES[role]] = n
    return found
