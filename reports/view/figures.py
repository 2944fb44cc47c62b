"""The figures behind the pages, as numbers and dates, for the forms that people calculate and plan with."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

import msgspec

from questionnaires.model import Action, Capability, Domain, Item
from questionnaires.responses import Responses
from reports import roadmap_reasons, roadmap_sentences, sentences
from reports.view.feasibility.steadiness import dependence, is_no_regret
from reports.view.groups import group_name, groups_in
from reports.view.material import Material, own_words
from scoring.priority import EXPOSED_TO_CRITICAL_DATA
from scoring.roadmap.model import Step
from scoring.scorecard import ConfidenceValue, GroupAnswers, IntervalKind

RUNS = UUID("5b0e6a52-1b7e-4b51-9f43-2f3d0f6f7c11")  # the namespace of runs; any fixed one will do


class GroupFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How one group answered an item; `counts` at level 1 to 5."""

    name: str
    people: int
    counts: tuple[int, int, int, int, int]
    unknown: int
    mean: float | None


class ItemFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One item. `gate` is the level that it opens; `levels` its five sentences in the IT wording."""

    id: str
    capability: str
    domain: str
    question: str
    levels: tuple[str, str, str, str, str]
    gate: int | None
    value: float | None
    value_pessimistic: float | None
    low_median: int | None
    agreed: int | None
    spread: float | None
    perception_gap: float | None
    not_applicable: bool
    groups: tuple[GroupFigures, ...]


class CapabilityFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One capability; shares from 0 to 1, priority from 0 to 100, all else on the scale of 1 to 5.

    `is_exposed` where critical data in self-arranged tools add to its risk (scoring 4.6).
    """

    id: str
    name: str
    domain: str
    is_core: bool
    out_of_scope: bool
    score: float | None
    score_pessimistic: float | None
    level: int | None
    level_unverified: bool
    target: int | None
    gap: float | None
    importance: float
    is_exposed: bool
    risk: float | None
    enables: float | None
    priority: float | None
    fulfilment: dict[str, float] | None
    coverage: float | None
    consensus: float | None
    interval: IntervalKind
    low: float | None
    high: float | None
    confidence: ConfidenceValue
    confidence_text: str


class DomainFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One domain; `held_by` are the ids of the capabilities that keep it from its next level."""

    id: str
    name: str
    score: float | None
    level: int | None
    target: float | None
    out_of_scope: bool
    held_by: tuple[str, ...]


class ActionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One action: in the roadmap with its weeks (from 0, `finish_week` exclusive), or left out with the reason.

    `finish` is the last day on which somebody works on it. Dates are None where the roadmap has no start.
    `is_no_regret` says whether it stays whatever changes, `depends_on` on what that hangs; None where nobody looked.
    """

    id: str
    title: str
    capability: str
    domain: str
    is_planned: bool
    quarter: int | None
    start_week: int | None
    finish_week: int | None
    start: dt.date | None
    finish: dt.date | None
    days: float
    is_noticed: bool
    owner: str
    status: str
    first_step: str
    kpi: str
    waits_for: tuple[str, ...]
    why: str
    is_no_regret: bool | None = None
    depends_on: str = ""


class QuarterFigures(msgspec.Struct, frozen=True, kw_only=True):
    """A quarter of the roadmap: its person-days, and the scores at its end if all is late and if all is on time."""

    number: int
    label: str
    start: dt.date | None
    capacity: float
    available: float
    planned: float
    level: int | None
    low: float | None
    high: float | None


class OverallFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The whole department."""

    score: float | None
    level: int | None
    ambition: float | None
    people: int
    confidence: ConfidenceValue


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be counted with; `measure_again` is the day on which the result expires.

    `run_key` (a UUID) is the same for every report of a run and tells nothing of it. `privacy_threshold` is the
    smallest group shown; None where answers may be recognised.
    """

    overall: OverallFigures
    domains: tuple[DomainFigures, ...]
    capabilities: tuple[CapabilityFigures, ...]
    items: tuple[ItemFigures, ...]
    actions: tuple[ActionFigures, ...]
    quarters: tuple[QuarterFigures, ...]
    run_key: str
    run_on: dt.date
    measure_again: dt.date
    reserve: float
    privacy_threshold: int | None


def build(material: Material) -> Figures:
    """Return the figures of a run, with names in the language of the report."""
    questionnaire, overall = material.questionnaire, material.scorecard.overall
    return Figures(
        overall=OverallFigures(
            score=overall.score,
            level=overall.level,
            ambition=overall.ambition,
            people=material.people,
            confidence=overall.confidence.value,
        ),
        domains=tuple(_domain(material, domain) for domain in questionnaire.domains),
        capabilities=tuple(_capability(material, one) for one in questionnaire.capabilities.values()),
        items=tuple(_item(material, item) for item in questionnaire.items.values()),
        actions=(*_planned(material), *_left_out(material)),
        quarters=_quarters(material),
        run_key=run_key(material.responses),
        run_on=dt.date.fromisoformat(material.responses.date),
        measure_again=material.measure_again,
        reserve=material.roadmap.limits.reserve,
        privacy_threshold=material.scorecard.privacy_threshold if material.scorecard.anonymous else None,
    )


def run_key(responses: Responses) -> str:
    """Return what tells one run from another: its number in the store, or else what it is of."""
    told = responses.run or f"{responses.organisation}\n{responses.date}\n{responses.questionnaire}"
    return str(uuid5(RUNS, told))


def _domain(material: Material, domain: Domain) -> DomainFigures:
    score = material.domain_score(domain.id)
    return DomainFigures(
        id=domain.id,
        name=material.text(domain.name),
        score=score.score,
        level=score.level,
        target=score.target,
        out_of_scope=score.out_of_scope,
        held_by=score.held_by,
    )


def _capability(material: Material, capability: Capability) -> CapabilityFigures:
    score, domain = material.score(capability.id), material.questionnaire.domain_of(capability.id)
    factors = score.priority_factors
    return CapabilityFigures(
        id=capability.id,
        name=material.text(capability.name),
        domain=domain.id,
        is_core=capability.id in domain.core,
        out_of_scope=score.out_of_scope,
        score=score.score,
        score_pessimistic=score.score_pessimistic,
        level=score.level,
        level_unverified=score.level_unverified,
        target=score.target,
        gap=score.gap,
        importance=score.importance,
        is_exposed=capability.id in EXPOSED_TO_CRITICAL_DATA and material.scorecard.critical_data != "no",
        risk=factors.risk if factors else None,
        enables=factors.enables if factors else None,
        priority=score.priority,
        fulfilment=score.fulfilment,
        coverage=score.coverage,
        consensus=score.consensus,
        interval=score.interval.kind,
        low=score.interval.low,
        high=score.interval.high,
        confidence=score.confidence.value,
        confidence_text=sentences.confidence_reason(score.confidence, material.words),
    )


def _item(material: Material, item: Item) -> ItemFigures:
    questionnaire, score = material.questionnaire, material.scorecard.items[item.id]
    capability = questionnaire.capability_of(item.id)
    return ItemFigures(
        id=item.id,
        capability=capability.id,
        domain=questionnaire.domain_of(capability.id).id,
        question=material.text(item.question),
        levels=tuple(material.text(level) for level in item.levels),  # type: ignore[arg-type]  # five, as the model has it
        gate=item.gate,
        value=score.value,
        value_pessimistic=score.value_pessimistic,
        low_median=score.low_median,
        agreed=score.agreed,
        spread=score.spread,
        perception_gap=score.perception_gap,
        not_applicable=score.not_applicable,
        groups=tuple(_group(material, group) for group in groups_in(score)),
    )


def _group(material: Material, group: GroupAnswers) -> GroupFigures:
    return GroupFigures(
        name=sentences.as_sentence(group_name(group.audiences, material.words)),
        people=group.people,
        counts=group.counts,
        unknown=group.unknown,
        mean=group.mean,
    )


def _planned(material: Material) -> list[ActionFigures]:
    """Return the steps of the roadmap, by their start."""
    steps = sorted(material.roadmap.steps, key=lambda step: (step.start_week, step.rank))
    return [_step(material, step, material.questionnaire.actions_by_id[step.action]) for step in steps]


def _step(material: Material, step: Step, action: Action) -> ActionFigures:
    begin = material.roadmap.limits.start
    progress = material.responses.actions.get(action.id)
    return ActionFigures(
        id=action.id,
        title=material.text(action.title),
        capability=action.capability,
        domain=material.questionnaire.domain_of(action.capability).id,
        is_planned=True,
        quarter=step.quarter,
        start_week=step.start_week,
        finish_week=step.finish_week,
        start=begin + dt.timedelta(weeks=step.start_week) if begin else None,
        finish=begin + dt.timedelta(weeks=step.finish_week, days=-3) if begin else None,
        days=step.days,
        is_noticed=action.visible_to_users,
        owner=own_words(progress.owner or "") if progress else "",
        status=progress.status if progress else "planned",
        first_step=material.text(action.first_step),
        kpi=material.text(action.kpi),
        waits_for=step.waits_for,
        why=roadmap_reasons.step_why(material.questionnaire, material.roadmap, step, material.words),
        is_no_regret=is_no_regret(material, action.id) if material.analysis is not None else None,
        depends_on=dependence(material, action.id),
    )


def _left_out(material: Material) -> list[ActionFigures]:
    """Return the actions that are not in the roadmap, by their id."""
    words, actions = material.words, material.questionnaire.actions_by_id
    return [
        ActionFigures(
            id=left.action,
            title=material.text(actions[left.action].title),
            capability=actions[left.action].capability,
            domain=material.questionnaire.domain_of(actions[left.action].capability).id,
            is_planned=False,
            quarter=None,
            start_week=None,
            finish_week=None,
            start=None,
            finish=None,
            days=material.roadmap.limits.work_of(actions[left.action]).days,
            is_noticed=actions[left.action].visible_to_users,
            owner="",
            status="",
            first_step=material.text(actions[left.action].first_step),
            kpi=material.text(actions[left.action].kpi),
            waits_for=(),
            why=roadmap_reasons.left_out_text(material.questionnaire, material.roadmap, left, words),
        )
        for left in sorted(material.roadmap.left_out, key=lambda left: left.action)
    ]


def _quarters(material: Material) -> tuple[QuarterFigures, ...]:
    limits, words = material.roadmap.limits, material.words
    return tuple(
        QuarterFigures(
            number=expected.quarter,
            label=roadmap_sentences.quarter_label(limits, expected.quarter, words),
            start=roadmap_sentences.first_day(limits, expected.quarter),
            capacity=limits.capacity[expected.quarter - 1],
            available=limits.capacity[expected.quarter - 1] * (1 - limits.reserve),
            planned=expected.days,
            level=expected.overall.level,
            low=expected.overall.low,
            high=expected.overall.high,
        )
        for expected in material.roadmap.expected
    )
