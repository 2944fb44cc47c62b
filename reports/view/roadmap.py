"""The roadmap: three lanes by quarter, what it costs, what users will notice, and what is not done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import msgspec

from reports import roadmap_reasons, roadmap_sentences, sentences
from reports.charts.capacity import CapacityBar
from reports.charts.gantt import Bar, Certainty, Gantt
from reports.view.feasibility.steadiness import is_no_regret
from reports.view.material import Head, Link, Material
from reports.view.reading import LegendEntry
from reports.view.sheets import (
    CAPACITY_BESIDE_UP_TO,
    LABELS_WIDTH,
    PAGE_WIDTH,
    WIDE_UP_TO,
    Spread,
    Surroundings,
    spread_out,
)
from scoring.roadmap.model import WEEKS_PER_QUARTER, ExpectedDomain, Step
from scoring.scorecard import ConfidenceValue

CAPACITY_SHARE = 0.42  # of the width of a quarter; the figures stand beside the bar


class QuarterHead(msgspec.Struct, frozen=True, kw_only=True):
    """The heading of a quarter: now, next or later, which quarter it is, and how firm it is."""

    name: str
    label: str
    text: str


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Where a scope may stand at the end of a quarter; `rises` where its level went up in it."""

    range: str
    level: str
    rises: bool


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """An action in its lane; `wait` names what it waits for where that stands on another sheet."""

    id: str
    anchor: str
    title: str
    days: str
    wait: str


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A domain with its actions."""

    anchor: str
    name: str
    text: str
    expected: tuple[Expected, ...]
    rows: tuple[StepRow, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the map: its lanes and the chart beside their titles."""

    lanes: tuple[Lane, ...]
    chart: Gantt


class CapacityCell(msgspec.Struct, frozen=True, kw_only=True):
    """The person-days of a quarter."""

    bar: CapacityBar
    text: str


class UnderRow(msgspec.Struct, frozen=True):
    """The title of a row under the map, with a remark."""

    title: str
    text: str


class FirstStep(msgspec.Struct, frozen=True, kw_only=True):
    """What is done within fourteen days after the start of an action of the first quarter."""

    id: str
    anchor: str
    text: str


class LeftOutLine(msgspec.Struct, frozen=True, kw_only=True):
    """Actions that are left out for one reason."""

    title: str
    amount: str
    actions: str


class RoadmapPage(msgspec.Struct, frozen=True, kw_only=True):
    """The roadmap on one page, or on more where it has more actions than one page holds."""

    head: Head
    meta: str
    confidence: ConfidenceValue
    quarters: tuple[QuarterHead, ...]
    is_wide: bool
    action_head: str
    days_head: str
    owner_head: str
    quarter_width: float
    sheets: tuple[Sheet, ...]
    foot_is_alone: bool
    nothing: tuple[str, ...]
    capacity_row: UnderRow
    capacity: tuple[CapacityCell, ...]
    capacity_width: float
    capacity_is_beside: bool
    milestones_row: UnderRow
    milestones: tuple[tuple[Link, ...], ...]
    whole_row: UnderRow
    whole: tuple[Expected, ...]
    legend: tuple[LegendEntry, ...]
    first_steps_title: str
    first_steps: tuple[tuple[FirstStep, ...], ...]
    left_out_title: str
    left_out: tuple[LeftOutLine, ...]
    left_out_onward: Link | None


def build(material: Material) -> RoadmapPage:
    """Return the roadmap page of a run."""
    words, roadmap = material.words, material.roadmap
    quarters = roadmap.limits.quarters
    is_wide = quarters <= WIDE_UP_TO
    milestones = tuple(_milestones(material, quarter, is_wide=is_wide) for quarter in range(1, quarters + 1))
    first_steps = tuple(_first_steps(material))
    left_out = tuple(_left_out(material))
    legend = _legend(material)
    spread = spread_out(
        [len(steps) for _, steps in _lanes_in_order(material)],
        Surroundings(
            milestones=tuple(tuple(link.text for link in cell) for cell in milestones),
            legend=tuple(entry.text for entry in legend),
            first_steps=tuple(step.text for step in first_steps),
            left_out=tuple(f"{line.title} ({line.amount}): {line.actions}." for line in left_out),
        ),
    )
    sheets = _sheets(material, spread) if roadmap.steps else ()
    quarter_width = sheets[0].chart.quarter if sheets else 0.0
    is_beside = quarters <= CAPACITY_BESIDE_UP_TO
    half = ceil(len(first_steps) / 2)
    return RoadmapPage(
        head=Head(
            anchor="roadmap",
            title=words("Roadmap"),
            heading=roadmap_sentences.roadmap_heading(material.scorecard, roadmap, words),
            lead=_lead(material),
        ),
        meta=_meta(material),
        confidence=material.scorecard.overall.confidence.value,
        quarters=tuple(_quarter_head(material, quarter, is_wide=is_wide) for quarter in range(1, quarters + 1)),
        is_wide=is_wide,
        action_head=words("Action"),
        days_head=words("Days"),
        owner_head=words("Owner"),
        quarter_width=quarter_width,
        sheets=sheets,
        foot_is_alone=bool(sheets) and spread.foot_is_alone,
        nothing=() if sheets else tuple(_nothing(material)),
        capacity_row=UnderRow(
            words("Capacity"),
            words("person-days planned of what can be planned + reserve (hatched)"),
        ),
        capacity=tuple(_capacity(material, quarter, is_wide=is_wide) for quarter in range(1, quarters + 1)),
        capacity_width=quarter_width * CAPACITY_SHARE if is_beside else quarter_width - 2.5,
        capacity_is_beside=is_beside,
        milestones_row=UnderRow(words("Users will notice"), words("finished in this quarter")),
        milestones=milestones,
        whole_row=UnderRow(
            words("Expected at the end"), words("the whole, from everything a quarter late to all on time")
        ),
        whole=tuple(_expected(material, None)),
        legend=legend,
        first_steps_title=words("First step, within 14 days after the start"),
        first_steps=tuple(part for part in (first_steps[:half], first_steps[half:]) if part),
        left_out_title=words("What we do not do, and why"),
        left_out=left_out,
        left_out_onward=Link(words("All reasons"), "left-out") if roadmap.left_out else None,
    )


def _lead(material: Material) -> str:
    """Return what the roadmap costs and closes, and what keeps more out of it."""
    lead = roadmap_sentences.roadmap_lead(material.questionnaire, material.roadmap, material.words)
    limit = roadmap_reasons.what_binds(material.roadmap, material.words) if lead else ""
    return f"{lead} {limit}" if limit else lead


def _nothing(material: Material) -> Iterator[str]:
    """Yield what to do where no action is planned."""
    words, limits = material.words, material.roadmap.limits
    reasons = {left.reason for left in material.roadmap.left_out}
    if reasons <= {"not_needed"}:
        if material.stated:
            yield words("Keep what works, or raise the bar for what users care about most; then there is a next step.")
        else:
            yield words("Let management say how high the bar should be; a roadmap leads from here to there.")
    else:
        days = roadmap_sentences.days(limits.capacity[0] * (1 - limits.reserve), words)
        yield words(
            "This plan counts on {days}, {when}.",
            days=words("{days} a quarter", days=days),
            when=roadmap_sentences.within_quarters(limits.quarters, words),
        )
        yield words("The smallest useful action is in the list of what is not done; start there.")
    yield words("Measure again in {month}.", month=words.month_year(material.measure_again))


def certainty(step: Step) -> Certainty:
    """Return how firm a step is: the first quarter is settled, the second planned, what comes later intended."""
    quarter = step.start_week // WEEKS_PER_QUARTER
    return "firm" if quarter == 0 else "planned" if quarter == 1 else "intended"


def verify_first(material: Material) -> frozenset[str]:
    """Return the actions before which a score is to be verified: the first of each unsure capability (scoring 4.6)."""
    if material.is_one_view:  # then all of it is one view, and the page says so once
        return frozenset()
    first: dict[str, Step] = {}
    for step in sorted(material.roadmap.steps, key=lambda step: (step.start_week, step.rank)):
        capability = material.questionnaire.actions_by_id[step.action].capability
        first.setdefault(capability, step)
    return frozenset(
        step.action for capability, step in first.items() if material.score(capability).confidence.value == "low"
    )


def _meta(material: Material) -> str:
    words, limits = material.words, material.roadmap.limits
    parts = [
        words.date(material.responses.date),
        sentences.respondent_count(material.people, words),
        words(
            "confidence {value}", value=sentences.confidence_value(material.scorecard.overall.confidence.value, words)
        ),
    ]
    if limits.start is not None:
        parts.append(words("start {date}", date=words.date(limits.start)))
    parts.append(words("measure again {month}", month=words.month_year(material.measure_again)))
    reference = material.scorecard.questionnaire
    parts.append(f"{reference.id} {reference.version}")
    return " · ".join(parts)


def _quarter_head(material: Material, quarter: int, *, is_wide: bool) -> QuarterHead:
    words, limits = material.words, material.roadmap.limits
    name = words("Now") if quarter == 1 else words("Next") if quarter == 2 else words("Later")
    firm = words("settled") if quarter == 1 else words("planned") if quarter == 2 else words("intended")
    months = roadmap_sentences.quarter_months(limits, quarter, words)
    return QuarterHead(
        name=name,
        label=roadmap_sentences.quarter_label(limits, quarter, words),
        text=" · ".join(part for part in (months, firm) if part) if is_wide else "",
    )


def _expected(material: Material, domain_id: str | None) -> Iterator[Expected]:
    """Yield where a domain, or the whole, may stand at the end of each quarter."""
    words = material.words
    before = material.scorecard.overall.level if domain_id is None else material.domain_score(domain_id).level
    for quarter in material.roadmap.expected:
        at_end: ExpectedDomain = quarter.overall if domain_id is None else quarter.domains[domain_id]
        rises = at_end.level is not None and before is not None and at_end.level > before
        low, high = words.number(at_end.low), words.number(at_end.high)
        yield Expected(
            range=high if low == high or at_end.low is None else f"{low}–{high}",
            level="" if at_end.level is None else words("level {level}", level=at_end.level) + (" ↑" if rises else ""),
            rises=rises,
        )
        before = at_end.level


def _lanes_in_order(material: Material) -> list[tuple[str, list[Step]]]:
    """Return the steps of each domain in the order in which they start."""
    domains = material.questionnaire.domains
    lanes: dict[str, list[Step]] = {domain.id: [] for domain in domains}
    for step in sorted(material.roadmap.steps, key=lambda step: (step.start_week, step.rank)):
        capability = material.questionnaire.actions_by_id[step.action].capability
        lanes[material.questionnaire.domain_of(capability).id].append(step)
    return list(lanes.items())


def _sheets(material: Material, spread: Spread) -> tuple[Sheet, ...]:
    lanes = _lanes_in_order(material)
    return tuple(
        _sheet(material, [lanes[lane] for lane in sheet.lanes], spread.lane_height, sheet.row_height)
        for sheet in spread.sheets
    )


def _sheet(
    material: Material,
    lanes: Sequence[tuple[str, Sequence[Step]]],
    lane_height: float,
    row_height: float,
) -> Sheet:
    here = {step.action for _, steps in lanes for step in steps}
    verify = verify_first(material)
    bars = tuple(
        tuple(
            Bar(
                action=step.action,
                start=step.start_week,
                finish=step.finish_week,
                certainty=certainty(step),
                noticed=material.questionnaire.actions_by_id[step.action].visible_to_users,
                verify=step.action in verify,
                after=step.waits_for,
                no_regret=is_no_regret(material, step.action),
            )
            for step in steps
        )
        for _, steps in lanes
    )
    chart = Gantt(
        lanes=bars,
        quarters=material.roadmap.limits.quarters,
        width=PAGE_WIDTH - LABELS_WIDTH,
        lane_height=lane_height,
        row_height=row_height,
        alt=_in_words(material, lanes),
    )
    return Sheet(lanes=tuple(_lane(material, lane, steps, here) for lane, steps in lanes), chart=chart)


def _lane(material: Material, domain_id: str, steps: Sequence[Step], here: set[str]) -> Lane:
    words, domain = material.words, material.domain_score(domain_id)
    bar = domain.target if material.stated else None
    return Lane(
        anchor=f"domain-{domain_id}",
        name=sentences.domain_name(material.questionnaire, domain_id, words),
        text=words("not applicable")
        if domain.out_of_scope
        else words("now {standing}", standing=sentences.standing(domain.level, domain.score, bar, words)),
        expected=tuple(_expected(material, domain_id)),
        rows=tuple(_step_row(material, step, here) for step in steps),
    )


def _step_row(material: Material, step: Step, here: set[str]) -> StepRow:
    words = material.words
    elsewhere = [action for action in step.waits_for if action not in here]
    return StepRow(
        id=step.action,
        anchor=f"action-{step.action}",
        title=material.text(material.questionnaire.actions_by_id[step.action].title),
        days=words.shortest(step.days),
        wait=words("after {actions}", actions=", ".join(elsewhere)) if elsewhere else "",
    )


def _in_words(material: Material, lanes: Sequence[tuple[str, Sequence[Step]]]) -> str:
    """Return the map as its text alternative: every action with its weeks and what it waits for."""
    words = material.words
    told = []
    for _, steps in lanes:
        for step in steps:
            text = f"{step.action} {roadmap_sentences.step_weeks(step, words)}"
            if step.waits_for:
                text = words("{text}, after {actions}", text=text, actions=words.listing(step.waits_for))
            if is_no_regret(material, step.action):
                text = words("{text}, no regret", text=text)
            told.append(text)
    return (
        words("When each action runs: {actions}.", actions="; ".join(told))
        if told
        else words("No actions are planned.")
    )


def _capacity(material: Material, quarter: int, *, is_wide: bool) -> CapacityCell:
    words, limits = material.words, material.roadmap.limits
    total = limits.capacity[quarter - 1]
    available = (1 - limits.reserve) * total
    planned = material.roadmap.expected[quarter - 1].days
    said = words(
        "{planned} of {available} days", planned=words.number(planned), available=words.shortest(round(available, 1))
    )
    reserve = words.shortest(round(total - available, 1))
    return CapacityCell(
        bar=CapacityBar(
            planned=planned,
            available=available,
            total=total,
            alt=words("{said} planned, {reserve} in reserve", said=said, reserve=reserve),
        ),
        text=words(
            "{planned} of {available} + {reserve}",
            planned=words.number(planned),
            available=words.shortest(round(available, 1)),
            reserve=reserve,
        )
        if is_wide
        else words.number(planned),
    )


def _milestones(material: Material, quarter: int, *, is_wide: bool) -> tuple[Link, ...]:
    """Return what users will notice at the end of a quarter; ids where there is no room for titles."""
    found = []
    for step in sorted(material.roadmap.steps, key=lambda step: step.finish_week):
        action = material.questionnaire.actions_by_id[step.action]
        if step.quarter == quarter and action.visible_to_users:
            found.append(Link(material.text(action.title) if is_wide else action.id, f"action-{action.id}"))
    return tuple(found)


def _first_steps(material: Material) -> Iterator[FirstStep]:
    for step in sorted(material.roadmap.steps, key=lambda step: (step.start_week, step.rank)):
        if step.start_week < WEEKS_PER_QUARTER:
            action = material.questionnaire.actions_by_id[step.action]
            yield FirstStep(id=action.id, anchor=f"action-{action.id}", text=material.text(action.first_step))


def _left_out(material: Material) -> Iterator[LeftOutLine]:
    for group in roadmap_sentences.left_out_groups(material.questionnaire, material.roadmap, material.words):
        yield LeftOutLine(title=group.title, amount=group.amount, actions="; ".join(group.titles))


def _legend(material: Material) -> tuple[LegendEntry, ...]:
    words, steps = material.words, material.roadmap.steps
    if not steps:
        return ()
    known = {certainty(step) for step in steps}
    names: dict[Certainty, str] = {
        "firm": words("settled"),
        "planned": words("planned"),
        "intended": words("intended"),
    }
    entries = [LegendEntry(glyph, text) for glyph, text in names.items() if glyph in known]
    if any(step.waits_for for step in steps):
        entries.append(LegendEntry("wait", words("must be finished first")))
    if any(material.questionnaire.actions_by_id[step.action].visible_to_users for step in steps):
        entries.append(LegendEntry("noticed", words("users notice it")))
    if any(is_no_regret(material, step.action) for step in steps):
        entries.append(LegendEntry("no_regret", words("no regret: in every variant")))
    if verify_first(material):
        entries.append(LegendEntry("verify", words("verify first (one day)")))
    return tuple(entries)
