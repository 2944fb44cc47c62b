"""Pack the answers of one person into whole numbers, and count many of those: four bits an item.

An engine that groups all answers by item sorts every one of them. By person they come in order, and what it then gives
is a few numbers a person, from which all that a tally needs about answers follows (scoring 4, adr/0001).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import CTE, BigInteger, Column, Integer, Text, case, func, values
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from assess.store.tables import answers
from questionnaires.model import ROLES, Questionnaire, Role
from scoring.quality import STRAIGHT_LINE_MIN_ANSWERS, STRAIGHT_LINE_SHARE
from scoring.tally import AnswerCounts, RespondentSum, ResponseQuality

BITS = 4  # 1 to 5 a level, 6 a don't-know, 7 not applicable, 0 nothing; and 8 more where it carries evidence
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
    """Where each item of a questionnaire stands in the numbers."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._capabilities = tuple(questionnaire.capabilities.values())
        self._items = tuple(item.id for part in self._capabilities for item in part.items)
        self._place = {item: place for place, item in enumerate(self._items)}
        self.numbers = -(-len(self._items) // IN_ONE)

    @cached_property
    def places(self) -> CTE:
        """A table of every item with what its answer is multiplied by in each number: nothing in all but one."""
        names = [f"by_{number}" for number in range(self.numbers)]
        rows = []
        for item, place in self._place.items():
            of_item, at = divmod(place, IN_ONE)
            rows.append((item, *((1 << BITS * at) * (number == of_item) for number in range(self.numbers))))
        columns: list[Column[Any]] = [Column("item", Text), *(Column(name, BigInteger) for name in names)]
        return values(*columns).data(rows).cte("places")

    @cached_property
    def columns(self) -> list[Any]:
        """What packs the answers of one person, for a statement that joins them with `places`."""
        carries = case((func.coalesce(answers.c.evidence, "") != "", EVIDENCE), else_=0)
        said = case(
            (answers.c.kind == "level", answers.c.level),
            (answers.c.kind == "unknown", UNKNOWN),
            (answers.c.kind == "not_applicable", NOT_APPLICABLE),
            else_=0,
        )
        weights = [self.places.c[f"by_{number}"] for number in range(self.numbers)]
        return [joined((said + carries).cast(Integer) * weight) for weight in weights]


class Counted:
    """What packed answers come to, by run and role; `add` takes as many people at a time as are at hand."""

    def __init__(self, packing: Packing, questionnaire: Questionnaire) -> None:
        self._packing = packing
        self._capabilities = tuple(questionnaire.capabilities.values())
        self._answers: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._sums: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._answered: Counter[int] = Counter()
        self._quality: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def add(self, people: Sequence[Sequence[int]]) -> None:
        """Count people: of each the key of the run, the place of the role in ROLES, and the numbers."""
        of_all = np.array(people, dtype=np.int64).reshape(-1, 2 + self._packing.numbers)
        group, numbers = of_all[:, 0] * len(ROLES) + of_all[:, 1], of_all[:, 2:]
        chosen = np.zeros((NOT_APPLICABLE + 1, len(group)), dtype=np.int64)  # how often each option, by person
        everyone, has_level = np.arange(len(group)), np.zeros(len(group), dtype=bool)
        place = 0
        for capability in self._capabilities:
            items, total = np.zeros_like(group), np.zeros_like(group)
            for item in capability.items:
                given = numbers[:, place // IN_ONE] >> (BITS * (place % IN_ONE)) & 15
                _count(self._answers[item.id], group << BITS | given)
                option = given & 7
                chosen[option, everyone] += 1
                is_level = (option >= 1) & (option <= 5)
                items += is_level
                total += np.where(is_level, option, 0)
                place += 1
            has_level |= items > 0
            _count(self._sums[capability.id], (group * _MOST + items) * _MOST + total)
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
                given = key & 15
                if given:
                    run, at = divmod(key >> BITS, len(ROLES))
                    row = rows[run, item, ROLES[at]]
                    row[given & 7] += n
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

    def answered(self) -> defaultdict[int, dict[Role, int]]:
        """Return who gave at least one level, by run."""
        found: defaultdict[int, dict[Role, int]] = defaultdict(dict)
        for group, n in self._answered.items():
            run, role = divmod(group, len(ROLES))
            found[run][ROLES[role]] = n
        return found

    def quality(self) -> dict[int, ResponseQuality]:
        """Return who gave enough answers to judge, and who chose one option nearly always, by run."""
        return {run: ResponseQuality(**counted) for run, counted in self._quality.items()}


_MOST = 1 << 12  # more than the levels of any capability add up to


def _count(counter: Counter[int], keys: Numbers) -> None:
    found: Iterable[tuple[Any, Any]] = zip(*np.unique(keys, return_counts=True), strict=True)
    for key, n in found:
        counter[int(key)] += int(n)
