"""What comes first, and why: every capability by its distance to the bar and its importance."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import msgspec

from questionnaires.language import Words
from reports import roadmap_sentences
from reports.charts.priority import LEAST, MOST, PriorityField, PriorityPoint
from reports.view.material import Head, Link, Material
from reports.view.reading import LegendEntry
from scoring.scorecard import CapabilityScore, PriorityFactors

ORDINARY = 1.0  # a factor that changes nothing
OVER_THE_BAR = 1.0  # levels of room right of the bar, at least


class PriorityRow(msgspec.Struct, frozen=True, kw_only=True):
    """One capability with what its priority is made of; `action` is the first step of the roadmap for it."""

    id: str
    name: str
    anchor: str
    distance: str
    importance: str
    risk: str
    enables: str
    priority: str
    share: float
    action: Link | None
    no_action: str


class PriorityHeads(msgspec.Struct, frozen=True, kw_only=True):
    """The column headings of the table."""

    capability: str
    distance: str
    importance: str
    risk: str
    enables: str
    priority: str
    action: str


class Tick(msgspec.Struct, frozen=True):
    """A value on an axis: levels from the bar, or an importance."""

    at: float
    text: str


class PriorityPage(msgspec.Struct, frozen=True, kw_only=True):
    """The capabilities in the order in which they ask for work."""

    head: Head
    field: PriorityField
    ticks: tuple[Tick, ...]
    marks: tuple[Tick, ...]
    across: str
    upwards: str
    legend: tuple[LegendEntry, ...]
    heads: PriorityHeads
    rows: tuple[PriorityRow, ...]
    note: str


def build(material: Material) -> PriorityPage | None:
    """Return the page of priorities; None where not one capability has a score."""
    words = material.words
    scored = in_order(material)
    if not scored:
        return None
    points = tuple(_point(material, name) for name in scored)
    low, high = _range(points)
    return PriorityPage(
        head=Head(anchor="priority", title=words("What first, and why"), heading=_heading(material, scored)),
        field=PriorityField(
            points=points,
            low=low,
            high=high,
            stated=material.stated,
            corners=(words("Work on now"), words("Keep up"), words("Later"), words("Perhaps too much")),
            alt=_in_words(material, scored),
        ),
        ticks=tuple(_tick(material, at) for at in range(ceil(low), floor(high) + 1)),
        marks=tuple(Tick(at, words.shortest(at)) for at in (LEAST, ORDINARY, MOST)),
        across=words("levels above the bar →"),
        upwards=words("↑ matters more"),
        legend=_legend(material, points),
        heads=PriorityHeads(
            capability=words("Capability (* core)"),
            distance=words("Gap"),
            importance=words("× importance"),
            risk=words("× risk"),
            enables=words("× enables"),
            priority=words("= priority"),
            action=words("First action, done in"),
        ),
        rows=tuple(_row(material, name) for name in (*scored, *_unscored(material))),
        note=f"{words('Left of the bar is below it.')} {how_counted(words)}",
    )


def in_order(material: Material) -> tuple[str, ...]:
    """Return the capabilities with a score, the highest priority first, then the nearest to the bar."""
    capabilities = material.scorecard.capabilities
    return tuple(
        sorted(
            (name for name, score in capabilities.items() if score.score is not None and score.target is not None),
            key=lambda name: (-(capabilities[name].priority or 0), distance(capabilities[name]), name),
        )
    )


def distance(score: CapabilityScore) -> float:
    """Return how many levels a score lies above its target; negative below it."""
    return (score.score or 0) - (score.target or 0)


def _unscored(material: Material) -> tuple[str, ...]:
    return tuple(
        name
        for name, score in material.scorecard.capabilities.items()
        if score.score is None and not score.out_of_scope
    )


def _point(material: Material, name: str) -> PriorityPoint:
    score = material.score(name)
    return PriorityPoint(
        short=name,
        name=material.text(material.questionnaire.capabilities[name].name),
        distance=distance(score),
        importance=score.importance,
        is_sure=score.confidence.value != "low",
    )


def _range(points: tuple[PriorityPoint, ...]) -> tuple[float, float]:
    """Return the ends of the axis: half levels around all points, and room for words at both sides of the bar."""
    distances = [point.distance for point in points]
    return min(-1.0, floor(2 * min(distances)) / 2), max(OVER_THE_BAR, ceil(2 * max(distances)) / 2)


def _tick(material: Material, at: int) -> Tick:
    if at == 0:
        return Tick(at, _bar(material))
    return Tick(at, f"+{at}" if at > 0 else f"−{-at}")


def _bar(material: Material) -> str:
    words = material.words
    return words("the bar") if material.stated else words("level 3")


def _heading(material: Material, scored: tuple[str, ...]) -> str:
    words, first = material.words, material.score(scored[0])
    factors = first.priority_factors
    if not first.priority or factors is None:
        return words("Nothing lies below {bar}: keep up what works.", bar=_bar(material))
    text = words(
        "{name} comes first: {gap} below {bar}",
        name=material.name(scored[0]),
        gap=words.number(factors.gap),
        bar=_bar(material),
    )
    reasons = list(_reasons(material, factors))
    if reasons:
        text = words("{text}, with {reasons}", text=text, reasons=words.listing(reasons))
    return f"{text}."


def _reasons(material: Material, factors: PriorityFactors) -> Iterator[str]:
    """Yield what else makes a priority high than its distance to the bar."""
    words = material.words
    if factors.importance > ORDINARY:
        yield words("extra importance")
    if factors.risk > ORDINARY:
        yield words("extra risk")
    if factors.enables > ORDINARY:
        yield words("other work that waits for it")


def _legend(material: Material, points: tuple[PriorityPoint, ...]) -> tuple[LegendEntry, ...]:
    words = material.words
    entries = []
    if any(point.is_sure for point in points):
        entries.append(LegendEntry("reality", words("capability")))
    if any(not point.is_sure for point in points):
        entries.append(LegendEntry("unsure", words("capability with a low confidence: verify first")))
    if material.stated:
        entries.append(LegendEntry("ambition", words("ambition (the bar)")))
    else:
        entries.append(LegendEntry("default_ambition", words("level 3 (nobody set a bar)")))
    return tuple(entries)


def _in_words(material: Material, scored: tuple[str, ...]) -> str:
    """Return the field as its text alternative: every capability with its distance and its importance."""
    words = material.words
    told = [
        words(
            "{name} {distance} from the bar, importance {importance}",
            name=name,
            distance=_signed(material, distance(material.score(name))),
            importance=words.number(material.score(name).importance, 2),
        )
        for name in scored
    ]
    return words("Importance against the distance to the bar: {capabilities}.", capabilities="; ".join(told))


def _signed(material: Material, value: float) -> str:
    """Return a distance with its sign; what rounds to nothing has none."""
    size = material.words.number(abs(value))
    if not size.strip("0,."):
        return size
    return f"+{size}" if value > 0 else f"−{size}"


def _row(material: Material, name: str) -> PriorityRow:
    words, score = material.words, material.score(name)
    factors, action = score.priority_factors, _first_action(material, name)
    return PriorityRow(
        id=name,
        name=material.starred(material.questionnaire.capabilities[name]),
        anchor=f"capability-{name}",
        distance=words.number(None) if score.score is None else _signed(material, distance(score)),
        importance=words.number(score.importance, 2),
        risk=words.number(factors.risk if factors else None, 2),
        enables=words.number(factors.enables if factors else None, 2),
        priority=words.number(score.priority, 0),
        share=(score.priority or 0) / 100,
        action=action,
        no_action="" if action else _no_action(material, name),
    )


def _first_action(material: Material, name: str) -> Link | None:
    """Return the first action of the roadmap for a capability itself."""
    words, roadmap = material.words, material.roadmap
    steps = [step for step in roadmap.steps if material.questionnaire.actions_by_id[step.action].capability == name]
    if not steps:
        return None
    first = min(steps, key=lambda step: (step.start_week, step.rank))
    when = roadmap_sentences.quarter_label(roadmap.limits, first.quarter, words)
    return Link(words("{action} · {quarter}", action=first.action, quarter=when), f"action-{first.action}")


def _no_action(material: Material, name: str) -> str:
    words, score = material.words, material.score(name)
    if score.score is None:
        return words("not scored: find out first")
    if not score.priority:
        return words("reached")
    return words("none in this plan")


def how_counted(words: Words) -> str:
    """Return what a priority is the product of."""
    return words(
        "Importance runs from {least} to {most} and comes from what you marked as “matters most” and “matters "
        "least”; {ordinary} is ordinary. Priority is the product of the four factors, the highest is 100. Effort "
        "does not count here: the roadmap weighs it.",
        least=words.shortest(LEAST),
        most=words.shortest(MOST),
        ordinary=words.shortest(ORDINARY),
    )
