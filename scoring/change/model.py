"""What a comparison of two runs comes to: a verdict per capability, per domain and for the whole, with its reason."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from questionnaires.comparable import Break
from questionnaires.model import Questionnaire
from questionnaires.responses import Responses
from scoring.interval import ANSWER_NOISE, LENIENCY
from scoring.scorecard import Scorecard

ScopeKind = Literal["capability", "domain", "overall"]
Verdict = Literal["real", "no_change", "not_comparable"]
ReasonCode = Literal[
    "beyond_threshold",
    "within_threshold",
    "one_respondent",
    "out_of_scope",
    "questionnaire",
    "few_answers",
    "few_capabilities",
    "few_domains",
]
LevelVerdict = Literal["announced", "indicative", "unchanged"]
RemarkCode = Literal[
    "figures",
    "other_people",
    "partly_other_people",
    "language",
    "mode",
    "roles",
    "privacy",
    "questionnaire",
    "new_series",
    "organisation",
    "same_day",
    "turned_round",
]


class Noise(msgspec.Struct, frozen=True, kw_only=True):
    """What chance does to answers, in levels: σ of one answer to one item, τ of one person over all items."""

    answer: float
    leniency: float


ASSUMED = Noise(answer=ANSWER_NOISE, leniency=LENIENCY)


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many respondents gave a level at all: by capability, by domain and in the whole run."""

    capabilities: dict[str, int]
    domains: dict[str, int]
    overall: int


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A run with its scores by the scoring of today, whatever they were when it was answered.

    Of a run of which only the figures are here, `responses` has no respondents and `counted` says how many there were:
    who they were is not known, so they count as other people with the spread that is to be expected.
    """

    questionnaire: Questionnaire
    responses: Responses
    scorecard: Scorecard
    counted: Counted | None = None


class Reason(msgspec.Struct, frozen=True):
    """Why a verdict is what it is; `values` fills its sentence.

    - `beyond_threshold`, `within_threshold`, `one_respondent`: nothing more than the change itself tells.
    - `out_of_scope`: {run}, "old", "new" or "both".
    - `questionnaire`: a break in the series, with `broken` saying which.
    - `few_answers`: {common, items}: how many items have a value in both runs, of those of the newer questionnaire.
    - `few_capabilities`, `few_domains`: {common, in_scope}: how many can be compared, of those in scope in both runs;
      `broken` is there where they would be enough but for a break.
    """

    code: ReasonCode
    values: dict[str, Any] = {}
    broken: Break | None = None


class LevelChange(msgspec.Struct, frozen=True, kw_only=True):
    """How a level moved, by all that was answered in each run; None where one of them has none to compare.

    A move is announced where the difference is real, or where a key practice moved along and has evidence (`gates`).
    """

    old: int | None = None
    new: int | None = None
    verdict: LevelVerdict | None = None
    gates: tuple[str, ...] = ()


class ScopeChange(msgspec.Struct, frozen=True, kw_only=True):
    """How a capability, a domain or the whole moved, on the items that both runs share.

    `old`, `new` and `difference` are on the scale 1..5; `threshold` is what the difference must reach to be real.
    `n_old` and `n_new` count respondents who gave a level on one of `common_items`, or are 3 by agreement.
    `standard_error` is that of the difference where nothing changed, and `p_value` (0..1) how often chance alone gives
    a difference as large; both None where there is no verdict.
    """

    old: float | None = None
    new: float | None = None
    difference: float | None = None
    threshold: float | None = None
    n_old: int = 0
    n_new: int = 0
    same_people: bool = False
    agreed_old: bool = False
    agreed_new: bool = False
    common_items: int = 0
    verdict: Verdict
    reason: Reason
    level: LevelChange = LevelChange()
    standard_error: float | None = None
    p_value: float | None = None


class Remark(msgspec.Struct, frozen=True):
    """What is otherwise in the newer run than in the older; `values` has what it was ("old") and is ("new")."""

    code: RemarkCode
    values: dict[str, Any] = {}


class Comparability(msgspec.Struct, frozen=True, kw_only=True):
    """How far two runs were measured in the same way."""

    same_people: bool
    same_mode: bool
    same_roles: bool
    remarks: tuple[Remark, ...]


class Discovery(msgspec.Struct, frozen=True, kw_only=True):
    """The capabilities that stay marked where the share of chance marks among all marks is held down.

    `rate` is that share (0..1); `tested` counts the capabilities with a verdict, `expected_by_chance` how many of
    those would be marked real if nothing had changed at all.
    """

    rate: float
    tested: int
    expected_by_chance: float
    real: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two runs beside each other, by the ids and in the order of the newer questionnaire.

    `breaks` says per capability of either questionnaire why it cannot be compared; `common_items` have a value in both
    runs, and without one there is nothing to compare. `noise` is what the thresholds were calculated with.
    """

    comparability: Comparability
    capabilities: dict[str, ScopeChange]
    domains: dict[str, ScopeChange]
    overall: ScopeChange
    discovery: Discovery
    breaks: dict[str, Break]
    common_items: int
    noise: Noise = ASSUMED
