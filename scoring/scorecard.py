"""What a run comes to: the values that scoring yields, one shape for the terminal, the report and JSON."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from questionnaires.model import Audience, Role
from questionnaires.responses import CriticalData

SCORING_VERSION = "1.0.0"

ConfidenceValue = Literal["high", "medium", "low"]
ConfidenceReason = Literal["coverage", "respondents", "agreement", "evidence", "all_met"]
IntervalKind = Literal["spread_90", "range", "one_view", "none"]
ProfileId = Literal["slumbering_monopolist", "ambitious_starter", "quiet_strength", "frontrunner"]


class GroupAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """How one group answered an item; in an anonymous run a group may be several audiences merged (4.13).

    `counts` holds the number of answers at level 1 to 5, `people` those who gave a level or a don't-know.
    """

    audiences: tuple[Audience, ...]
    people: int
    counts: tuple[int, int, int, int, int]
    unknown: int
    mean: float | None


class ItemScore(msgspec.Struct, frozen=True, kw_only=True):
    """One item (4.1, 4.7). `groups` is empty where no distribution may be shown (4.13)."""

    value: float | None
    value_pessimistic: float | None
    low_median: int | None
    agreed: int | None
    spread: float | None
    polarised: bool | None
    not_applicable: bool
    perception_gap: float | None
    groups: tuple[GroupAnswers, ...] = ()


class PriorityFactors(msgspec.Struct, frozen=True, kw_only=True):
    """The four factors of a priority (4.6): gap, I_c, R_c and E_c."""

    gap: float
    importance: float
    risk: float
    enables: float


class Confidence(msgspec.Struct, frozen=True, kw_only=True):
    """How far a score can be relied on (4.8): the weakest criterion, with the figures that make it so.

    `values` holds, by reason: coverage {levels, asked} · respondents {n, roles} · agreement {spread} ·
    evidence {met, missing} · all_met {}.
    """

    value: ConfidenceValue
    reason: ConfidenceReason
    values: dict[str, float] = {}


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Spread of opinion (4.9), on the scale 1..5; `n` respondents stand behind it."""

    kind: IntervalKind
    low: float | None = None
    high: float | None = None
    n: int = 0


class CapabilityScore(msgspec.Struct, frozen=True, kw_only=True):
    """One capability (4.2 to 4.9). None is "nothing to say": never 0."""

    score: float | None
    score_pessimistic: float | None
    level: int | None
    level_unverified: bool
    fulfilment: dict[str, float] | None
    out_of_scope: bool
    target: int | None
    gap: float | None
    importance: float
    coverage: float | None
    consensus: float | None
    priority: float | None
    priority_factors: PriorityFactors | None
    confidence: Confidence
    interval: Interval


class DomainScore(msgspec.Struct, frozen=True, kw_only=True):
    """One domain (4.3). `held_by`: the capabilities that keep it from its next level.

    `stated_ambition`: what each role said of the bar (low median), where it may be shown.
    """

    score: float | None
    level: int | None
    target: float | None
    out_of_scope: bool
    held_by: tuple[str, ...]
    stated_ambition: dict[Role, int]


class Profile(msgspec.Struct, frozen=True):
    """How ambition and reality stand to each other (4.5); borderline within 0.2 of the cut."""

    id: ProfileId
    borderline: bool


class OverallScore(msgspec.Struct, frozen=True, kw_only=True):
    """The whole department: reality, ambition and level, never one without the others."""

    score: float | None
    level: int | None
    ambition: float | None
    ambition_stated: bool
    profile: Profile | None
    held_by: tuple[str, ...]
    confidence: Confidence


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at, never a reason to drop an answer. `values` fills its sentence.

    - `ambition_far`, `more_than_asked`: a capability, {target, score, quarters}; `all_targets_five` (4.5).
    - `blind_spot`, `too_modest`: an item, {it, user, gap}, the widest first (4.7).
    - `U2.3-U2.1` and the like: two items that contradict each other, {high, low}; `U2-R1`: a capability, {level};
      `S3.1-R5`: an item, {value} (4.12). The sentences are the questionnaire's.
    - `unknown_finding`: an item, {unknown, answers} (4.4); `scope_disputed`: an item, {not_applicable, answers} (4.1);
      without values where the group is under the privacy threshold.
    - `straight_lining`, `speed`: {respondents} (4.12).
    """

    code: str
    items: tuple[str, ...] = ()
    capability: str | None = None
    domain: str | None = None
    values: dict[str, Any] = {}


class QuestionnaireReference(msgspec.Struct, frozen=True):
    """Which questionnaire was answered."""

    id: str
    version: str
    sha256: str


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one run. Nothing in that of an anonymous run gives away a group under its threshold (4.13).

    `critical_data` is what was told of critical data in self-arranged tools (A5); it weighs in R_c (4.6).
    """

    questionnaire: QuestionnaireReference
    scoring_version: str
    respondents: dict[Role, int]
    anonymous: bool
    privacy_threshold: int
    critical_data: CriticalData = "unknown"
    items: dict[str, ItemScore]
    capabilities: dict[str, CapabilityScore]
    domains: dict[str, DomainScore]
    overall: OverallScore
    flags: tuple[Flag, ...]
