"""The picture of what could be closed of the gap with other numbers of days, with its legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.charts.frontier import Frontier, FrontierPoint
from reports.view.feasibility.shares import ALL, PRECISION, SAME, highest, own_capacity
from reports.view.material import Material
from reports.view.reading import LegendEntry

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import Analysis


def chart_of(material: Material, analysis: Analysis) -> Frontier | None:
    """Return the reach by capacity, with the own capacity and the smallest one that is enough among the points."""
    own = own_capacity(material)
    most = highest(analysis) - PRECISION  # what reaches this needs no proof: there is no more
    known = {
        point.capacity: (point.reach, point.is_proved or (point.reach or 0) >= most) for point in analysis.frontier
    }
    same = [capacity for capacity in known if abs(capacity - own) < SAME]
    proved = known.pop(same[0])[1] if same else material.roadmap.status == "optimal"
    known[own] = (analysis.reach, proved)
    enough = next((way.capacity for way in analysis.ways if way.kind == "days" and way.is_enough), None)
    if enough is not None and enough not in known:
        known[float(enough)] = (next(way.reach for way in analysis.ways if way.kind == "days"), True)
    if len([1 for reach, _ in known.values() if reach is not None]) < 2:
        return None
    words = material.words
    points = tuple(
        FrontierPoint(
            capacity=capacity,
            reach=reach,
            is_proved=is_proved,
            text=words.percent(reach),
            closed=closed(material, reach, is_proved=is_proved),
            tick=words.shortest(round(capacity, 1)),
            is_own=capacity == own,
            is_enough=capacity == enough,
        )
        for capacity, (reach, is_proved) in sorted(known.items())
    )
    return Frontier(points=points, highest=highest(analysis), alt=_in_words(material, points, analysis))


def _in_words(material: Material, points: Sequence[FrontierPoint], analysis: Analysis) -> str:
    words = material.words
    told = [
        words("{capacity} days {reach}", capacity=point.tick, reach=point.closed)
        + (f" ({words('this roadmap')})" if point.is_own else "")
        for point in points
    ]
    return words(
        "What a roadmap closes of the gap, by person-days a quarter: {points}; at most {highest} can be closed.",
        points="; ".join(told),
        highest=words.percent(highest(analysis)),
    )


def closed(material: Material, reach: float | None, *, is_proved: bool) -> str:
    """Return what can be closed; with ≥ where a better plan is not ruled out."""
    share = material.words.percent(reach)
    return share if is_proved or reach is None else f"≥ {share}"


def legend_of(material: Material, analysis: Analysis, chart: Frontier | None) -> tuple[LegendEntry, ...]:
    words = material.words
    if chart is None:
        return ()
    entries = [LegendEntry("capacity_here", words("this roadmap"))]
    others = [point for point in chart.points if not point.is_own and point.reach is not None]
    if any(point.is_proved for point in others):
        entries.append(LegendEntry("reality", words("the best plan with so many days")))
    if any(not point.is_proved for point in chart.points):
        entries.append(LegendEntry("unsure", words("the best plan found: at least this")))
    if highest(analysis) < ALL:
        entries.append(LegendEntry("unknown", words("in no list of actions")))
    elif any(point.reach is None for point in chart.points):
        entries.append(LegendEntry("unknown", words("no plan fits")))
    return tuple(entries)
