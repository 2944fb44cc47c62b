"""Count answers: everything that scoring needs, in numbers that add (scoring 4).

Counting comes apart from scoring so that one respondent, a workshop and a survey of a whole country go through the
same scorer. A file is counted by the loop below; each table of a tally is also the result of one GROUP BY, so an
engine that holds the answers can do the counting instead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar

import msgspec

from questionnaires.model import AUDIENCE_OF, Audience, Item, Questionnaire, Role
from questionnaires.responses import (
    DEFAULT_HORIZON_QUARTERS,
    MIN_PRIVACY_THRESHOLD,
    CriticalData,
    Privacy,
    Respondent,
    Responses,
)
from scoring.counts import NO_LEVELS, LevelCounts
from scoring.quality import is_fast, is_long_enough, is_straight_lined

Key = TypeVar("Key")
Count = TypeVar("Count", int, "AnswerCounts")


class AnswerCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How an item was answered: levels 1 to 5, don't-knows, not-applicables, and answers that carry evidence."""

    levels: LevelCounts = NO_LEVELS
    unknown: int = 0
    not_applicable: int = 0
    evidence: int = 0

    def __add__(self, other: AnswerCounts) -> AnswerCounts:
        (a1, a2, a3, a4, a5), (b1, b2, b3, b4, b5) = self.levels, other.levels
        return AnswerCounts(
            levels=(a1 + b1, a2 + b2, a3 + b3, a4 + b4, a5 + b5),
            unknown=self.unknown + other.unknown,
            not_applicable=self.not_applicable + other.not_applicable,
            evidence=self.evidence + other.evidence,
        )

    @property
    def with_level(self) -> int:
        """The number of answers that are a level."""
        return sum(self.levels)

    @property
    def people(self) -> int:
        """The number of people who gave a level or a don't-know: the size of a group (scoring 4.13)."""
        return sum(self.levels) + self.unknown

    @property
    def given(self) -> int:
        """The number of answers of any kind."""
        return sum(self.levels) + self.unknown + self.not_applicable


NO_ANSWERS = AnswerCounts()


class RespondentSum(NamedTuple):
    """What one respondent's levels in a capability come to: how many items, and the sum of their levels."""

    capability: str
    role: Role
    items: int
    total: int


class ResponseQuality(msgspec.Struct, frozen=True, kw_only=True):
    """How many respondents gave enough answers to judge, and how many of those seem not to have read (4.12)."""

    long_enough: int = 0
    straight_lined: int = 0
    timed: int = 0
    fast: int = 0

    def __add__(self, other: ResponseQuality) -> ResponseQuality:
        return ResponseQuality(
            long_enough=self.long_enough + other.long_enough,
            straight_lined=self.straight_lined + other.straight_lined,
            timed=self.timed + other.timed,
            fast=self.fast + other.fast,
        )


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What is told once for a whole run. It does not add: two tallies add only if they share it.

    `facts` names the facts R1 to R5 that were given. `group_sizes` is how many people a role has in all.
    """

    agreed: dict[str, int] = {}
    ambition: dict[str, int] = {}
    critical_data: CriticalData | None = None
    horizon_quarters: int = DEFAULT_HORIZON_QUARTERS
    facts: frozenset[str] = frozenset()
    group_sizes: dict[str, int] = {}
    privacy: Privacy = Privacy()

    @property
    def threshold(self) -> int:
        """The smallest group of an anonymous run that may be shown, never below three."""
        return max(MIN_PRIVACY_THRESHOLD, self.privacy.threshold)


class Tally(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The counts of one run, or of some of its respondents: `tally(a and b) == tally(a) + tally(b)`.

    - `respondents`: people per role; `answered`: those who gave at least one level.
    - `answers`: per item and role.
    - `sums`: people per capability, role, number of levels given and their sum. From it follow n, Σy and Σy² of the
      respondents' means, their range, and who gave a level at all; in whole numbers, so that adding is exact.
    - `targets`: people per scope, role and level of their own ambition. For a domain: those who named it. For a
      capability: those who named it or its domain, the former going first.
    - `marks`: people per capability and mark, 1 for matters most and -1 for matters least; `markers`: people who
      marked anything.
    """

    setting: Setting
    respondents: dict[Role, int]
    answered: dict[Role, int]
    answers: dict[tuple[str, Role], AnswerCounts]
    sums: dict[RespondentSum, int]
    targets: dict[tuple[str, Role, int], int]
    marks: dict[tuple[str, int], int]
    markers: int
    quality: ResponseQuality

    def __add__(self, other: Tally) -> Tally:
        if self.setting != other.setting:
            raise ValueError("tallies of different runs do not add")
        return Tally(
            setting=self.setting,
            respondents=_added(self.respondents, other.respondents),
            answered=_added(self.answered, other.answered),
            answers=_added(self.answers, other.answers),
            sums=_added(self.sums, other.sums),
            targets=_added(self.targets, other.targets),
            marks=_added(self.marks, other.marks),
            markers=self.markers + other.markers,
            quality=self.quality + other.quality,
        )

    @cached_property
    def size(self) -> int:
        """The number of respondents."""
        return sum(self.respondents.values())

    @property
    def threshold(self) -> int | None:
        """The smallest group that may be recognised; None where nobody needs protection (scoring 4.13)."""
        is_protected = self.setting.privacy.mode == "anonymous" and self.size > 1
        return self.setting.threshold if is_protected else None

    def of_audience(self, item: Item, audience: Audience) -> AnswerCounts:
        """Return the answers of one audience to an item."""
        return self._sum(item, (role for role in self.respondents if AUDIENCE_OF[role] == audience))

    def of_all(self, item: Item) -> AnswerCounts:
        """Return the answers of all roles to an item."""
        return self._sum(item, self.respondents)

    def asked(self, item: Item) -> int:
        """Return how many respondents were asked an item."""
        return sum(people for role, people in self.respondents.items() if item.is_asked_of(role))

    def sums_in(self, capability_id: str) -> dict[RespondentSum, int]:
        """Return the part of `sums` about one capability."""
        return self._sums_by_capability.get(capability_id, {})

    @cached_property
    def _sums_by_capability(self) -> dict[str, dict[RespondentSum, int]]:
        parts: defaultdict[str, dict[RespondentSum, int]] = defaultdict(dict)
        for key, people in self.sums.items():
            parts[key.capability][key] = people
        return dict(parts)

    def _sum(self, item: Item, roles: Iterable[Role]) -> AnswerCounts:
        counts = NO_ANSWERS
        for role in roles:
            if (item.id, role) in self.answers:
                counts += self.answers[item.id, role]
        return counts


def _added(left: Mapping[Key, Count], right: Mapping[Key, Count]) -> dict[Key, Count]:
    added = dict(left)
    for key, count in right.items():
        added[key] = added[key] + count if key in added else count
    return added


def tally(questionnaire: Questionnaire, responses: Responses) -> Tally:
    """Count a run in one pass over its answers; the time is linear in the number of respondents."""
    return _Counting(questionnaire).count(responses)


def setting_of(responses: Responses) -> Setting:
    """Return what a run tells once."""
    facts = msgspec.structs.asdict(responses.facts)
    return Setting(
        agreed={item_id: agreed.level for item_id, agreed in responses.agreed.items()},
        ambition=responses.ambition,
        critical_data=responses.context.critical_data,
        horizon_quarters=responses.context.horizon_quarters or DEFAULT_HORIZON_QUARTERS,
        facts=frozenset(name for name, value in facts.items() if value is not None and str(value).strip()),
        group_sizes=responses.group_sizes,
        privacy=responses.privacy,
    )


_UNKNOWN, _NOT_APPLICABLE, _EVIDENCE = 5, 6, 7  # the cells of a row after its five levels


class _Counting:
    """Rows of counts while they grow; a tally is their frozen form."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._capability_of = {item_id: questionnaire.capability_of(item_id).id for item_id in questionnaire.items}
        self._domain_of = {part: questionnaire.domain_of(part).id for part in questionnaire.capabilities}
        self._scopes = [*(domain.id for domain in questionnaire.domains), *questionnaire.capabilities]
        self._rows: defaultdict[tuple[str, Role], list[int]] = defaultdict(lambda: [0] * 8)
        self._respondents: Counter[Role] = Counter()
        self._answered: Counter[Role] = Counter()
        self._sums: Counter[RespondentSum] = Counter()
        self._targets: Counter[tuple[str, Role, int]] = Counter()
        self._marks: Counter[tuple[str, int]] = Counter()
        self._quality: Counter[str] = Counter()
        self._markers = 0

    def count(self, responses: Responses) -> Tally:
        for respondent in responses.respondents:
            self._respondents[respondent.role] += 1
            self._count_answers(respondent)
            self._count_ambition(respondent)
            self._count_importance(respondent)
            self._count_quality(respondent)
        return Tally(
            setting=setting_of(responses),
            respondents=dict(self._respondents),
            answered=dict(self._answered),
            answers={key: _frozen(row) for key, row in self._rows.items()},
            sums=dict(self._sums),
            targets=dict(self._targets),
            marks=dict(self._marks),
            markers=self._markers,
            quality=ResponseQuality(**self._quality),
        )

    def _count_answers(self, respondent: Respondent) -> None:
        role = respondent.role
        levels: dict[str, int] = {}
        totals: dict[str, int] = {}
        for item_id, answer in respondent.answers.items():
            row = self._rows[item_id, role]
            if answer.level is not None:
                row[answer.level - 1] += 1
                capability_id = self._capability_of[item_id]
                levels[capability_id] = levels.get(capability_id, 0) + 1
                totals[capability_id] = totals.get(capability_id, 0) + answer.level
            else:
                row[_UNKNOWN if answer.kind == "unknown" else _NOT_APPLICABLE] += 1
            if answer.evidence:
                row[_EVIDENCE] += 1
        if levels:
            self._answered[role] += 1
        for capability_id, items in levels.items():
            self._sums[RespondentSum(capability_id, role, items, totals[capability_id])] += 1

    def _count_ambition(self, respondent: Respondent) -> None:
        own = respondent.ambition
        if not own:
            return
        for scope in self._scopes:
            level = own.get(scope, own.get(self._domain_of.get(scope, scope)))
            if level is not None:
                self._targets[scope, respondent.role, level] += 1

    def _count_importance(self, respondent: Respondent) -> None:
        importance = respondent.importance
        if importance is None or not (importance.most or importance.least):
            return
        self._markers += 1
        self._marks.update((capability_id, 1) for capability_id in importance.most)
        self._marks.update((capability_id, -1) for capability_id in importance.least)

    def _count_quality(self, respondent: Respondent) -> None:
        answers = respondent.answers.values()
        if is_long_enough(answers):
            self._quality["long_enough"] += 1
            self._quality["straight_lined"] += is_straight_lined(answers)
        if respondent.seconds:
            self._quality["timed"] += 1
            self._quality["fast"] += is_fast(respondent.seconds.values())


def _frozen(row: list[int]) -> AnswerCounts:
    one, two, three, four, five, unknown, not_applicable, evidence = row
    return AnswerCounts(
        levels=(one, two, three, four, five), unknown=unknown, not_applicable=not_applicable, evidence=evidence
    )
