"""What respondents answered: the values that an answer file holds."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from questionnaires.model import Count, Filled, Language, LevelNumber, Role
from questionnaires.tags import LONGEST_TAG, MOST_TAGS, ONE_WORD

Kind = Literal["level", "unknown", "not_applicable"]
Mode = Literal["solo", "survey", "workshop"]
CriticalData = Literal["yes", "no", "unknown"]
ActionStatus = Literal["planned", "running", "done", "dropped"]
Tag = Annotated[str, msgspec.Meta(pattern=ONE_WORD, max_length=LONGEST_TAG)]
Tags = Annotated[tuple[Tag, ...], msgspec.Meta(max_length=MOST_TAGS, extra_json_schema={"uniqueItems": True})]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]  # a date in ISO 8601

FORMAT = 1
MIN_PRIVACY_THRESHOLD = 3  # (scoring 4.13): configurable, never below three
DEFAULT_PRIVACY_THRESHOLD = 5
DEFAULT_HORIZON_QUARTERS = 4
MAX_HORIZON_QUARTERS = 12
DEFAULT_CAPACITY_DAYS = 60.0
MAX_IMPORTANCE_MARKS = 4


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to one item: a level 1 to 5, a don't-know, or not applicable with its reason."""

    kind: Kind = "level"
    level: LevelNumber | None = None
    reason: str | None = None
    note: str | None = None
    evidence: str | None = None


class Importance(msgspec.Struct, frozen=True):
    """The capabilities that matter most and least to one respondent; at most four each."""

    most: tuple[str, ...] = ()
    least: tuple[str, ...] = ()


class Respondent(msgspec.Struct, frozen=True, kw_only=True):
    """One person's answers; an item that is not in `answers` is unanswered.

    `id` is a pseudonym. `seconds` is the time taken per item, for the speed flag only; it is never printed.
    """

    id: Filled
    role: Role
    answers: dict[str, Answer] = {}
    ambition: dict[str, LevelNumber] = {}
    importance: Importance | None = None
    seconds: dict[str, Annotated[float, msgspec.Meta(ge=0)]] = {}


class Agreed(msgspec.Struct, frozen=True):
    """The level that a group settled on for an item."""

    level: LevelNumber
    note: str | None = None


class Privacy(msgspec.Struct, frozen=True):
    """Who may recognise answers in a run of more than one person; `threshold` is the smallest group shown."""

    mode: Literal["anonymous", "open"] = "anonymous"
    threshold: Annotated[int, msgspec.Meta(ge=MIN_PRIVACY_THRESHOLD)] = DEFAULT_PRIVACY_THRESHOLD


class Context(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the department told beside the items; None is "not told"."""

    horizon_quarters: Annotated[int, msgspec.Meta(ge=1, le=MAX_HORIZON_QUARTERS)] | None = None
    capacity_days: Annotated[float, msgspec.Meta(gt=0)] | None = None
    it_staff: Annotated[int, msgspec.Meta(ge=0)] | None = None
    users: Annotated[int, msgspec.Meta(ge=0)] | None = None
    critical_data: CriticalData | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The optional facts R1 to R5, in free form; they never enter a score."""

    satisfaction: str | None = None
    response_rate: str | None = None
    tools_known: int | str | None = None
    tools_estimated: int | str | None = None
    front_door_share: str | None = None
    lead_times: str | None = None


class ActionProgress(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one action of a roadmap, and who carries it out.

    `since` is the day from which the status holds, `finish` the day by which it is to be done. `kpi` is what was
    measured last, `baseline` before the action began, `target` what is wanted.
    """

    status: ActionStatus
    since: Day | None = None
    finish: Day | None = None
    owner: str | None = None
    baseline: str | None = None
    target: str | None = None
    kpi: str | None = None
    evidence: str | None = None
    note: str | None = None


class MustReach(msgspec.Struct, frozen=True):
    """A demand on the roadmap: a domain at a level by the end of a quarter (from 1)."""

    level: LevelNumber
    quarter: Count


class PlanLimits(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Limits that the department sets on its roadmap; `capacity` is in person-days for each quarter.

    `effort_factors` are those of one action, in place of `effort_factor`. `owners` gives the person-days per quarter of
    those whose name stands at an action.
    """

    start: Day | None = None
    reserve: Annotated[float, msgspec.Meta(ge=0, lt=1)] | None = None
    capacity: tuple[Annotated[float, msgspec.Meta(ge=0)], ...] | None = None
    pinned: dict[str, Count] = {}
    excluded: tuple[str, ...] = ()
    must: dict[str, MustReach] = {}
    effort_factor: Annotated[float, msgspec.Meta(gt=0)] | None = None
    effort_factors: dict[str, Annotated[float, msgspec.Meta(gt=0)]] = {}
    owners: dict[str, Annotated[float, msgspec.Meta(ge=0)]] = {}


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier answer that was replaced; None is "was not answered"."""

    respondent: str
    item: str
    answer: Answer | None = None


class Responses(msgspec.Struct, frozen=True, kw_only=True):
    """A run: one organisation, one date, one questionnaire, and what each respondent answered.

    `questionnaire` is "id" or "id@version". `date` is ISO 8601. `ambition` is the organisation's target (1..5) per
    domain or capability id. `remarks` are the organiser's own words for the report (Markdown), by "general",
    "cover", the name of a page, or the id of a domain, capability or action. `tags` are the words by which the
    organiser finds it among other runs; they say nothing about it, and go into no report.
    """

    questionnaire: str
    organisation: Filled
    date: Day
    respondents: tuple[Respondent, ...]
    language: Language = "nl"
    mode: Mode = "solo"
    privacy: Privacy = Privacy()
    context: Context = Context()
    facts: Facts = Facts()
    ambition: dict[str, LevelNumber] = {}
    agreed: dict[str, Agreed] = {}
    actions: dict[str, ActionProgress] = {}
    plan: PlanLimits = PlanLimits()
    group_sizes: dict[str, Count] = {}
    remarks: dict[str, str] = {}
    tags: Tags = ()
    run: str | None = None
    questionnaire_sha256: str | None = None
    questionnaire_text: str | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def is_anonymous(self) -> bool:
        """Say whether groups must be protected: more than one person, and not everyone agreed to be recognised."""
        return len(self.respondents) > 1 and self.privacy.mode == "anonymous"
