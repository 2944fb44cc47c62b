"""Whether the ambition is feasible: what the roadmap closes of the gap, what keeps the rest back, and ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports import roadmap_sentences, sentences
from reports.charts.frontier import Frontier
from reports.view.feasibility.domains import DomainHeads, DomainRow, domain_row
from reports.view.feasibility.frontier import chart_of, legend_of
from reports.view.feasibility.shares import ALL, SAME, highest, is_all, own_capacity
from reports.view.feasibility.steadiness import FindOutRow, find_out_row, steady_facts
from reports.view.feasibility.ways import WayColumn, order, way_column
from reports.view.material import Fact, Head, Material
from reports.view.reading import LegendEntry

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import Analysis

FOUND_OUT = 5  # capabilities to look into first


class FeasibilityPage(msgspec.Struct, frozen=True, kw_only=True):
    """What of the ambition is within reach. `shares` are the values on the upright axis of the chart."""

    head: Head
    legend: tuple[LegendEntry, ...]
    chart: Frontier | None
    shares: tuple[str, ...]
    capacity_head: str
    reach_head: str
    own: str
    heads: DomainHeads
    domains: tuple[DomainRow, ...]
    ways_title: str
    ways: tuple[WayColumn, ...]
    steady_title: str
    steady: tuple[Fact, ...]
    find_out_title: str
    find_out: tuple[FindOutRow, ...]
    note: str


def build(material: Material) -> FeasibilityPage | None:
    """Return the page of what can be reached; None where nobody looked, or where there is no gap."""
    words, analysis = material.words, material.analysis
    if analysis is None or analysis.reach is None or analysis.highest_reach is None:
        return None
    chart = chart_of(material, analysis)
    domains = tuple(domain_row(material, domain, analysis) for domain in material.questionnaire.domains)
    ways = () if is_all(analysis) else tuple(way_column(material, way) for way in sorted(analysis.ways, key=order))
    return FeasibilityPage(
        head=Head(
            anchor="feasibility",
            title=words("Is the ambition feasible?"),
            heading=_heading(analysis, material),
            lead=_lead(material, analysis),
        ),
        legend=legend_of(material, analysis, chart),
        chart=chart,
        shares=tuple(words.percent(share / 4) for share in range(5)),
        capacity_head=words("Person-days a quarter"),
        reach_head=words("Closes how much of the gap"),
        own=words("this roadmap"),
        heads=DomainHeads(
            domain=words("Domain"),
            bar=words("Bar") if material.stated else sentences.as_sentence(words("level 3")),
            expected=words("Expected at the end"),
            met=words("Reached"),
            why=words("What keeps it back") if any(row.why for row in domains) else "",
        ),
        domains=domains,
        ways_title=sentences.as_sentence(
            words.plural("{count} way to get further", "{count} ways to get further", len(ways))
        )
        if ways
        else "",
        ways=ways,
        steady_title=words("What stays, whatever changes") if analysis.steadiness else "",
        steady=tuple(steady_facts(material, analysis.steadiness)),
        find_out_title=words("Find out first") if analysis.find_out else "",
        find_out=tuple(find_out_row(material, one) for one in analysis.find_out[:FOUND_OUT]),
        note=_note(material, analysis),
    )


def _heading(analysis: Analysis, material: Material) -> str:
    words, closed = material.words, material.words.percent(analysis.reach)
    if is_all(analysis):
        if highest(analysis) >= ALL:
            return words("This roadmap closes the whole gap to the ambition.")
        return words(
            "This roadmap closes {closed} of the gap to the ambition, and that is all that can be planned.",
            closed=closed,
        )
    enough = {way.kind: way for way in analysis.ways if way.is_enough}
    days, quarters = enough.get("days"), enough.get("quarters")
    if days is not None and days.capacity is not None:
        more = roadmap_sentences.days(max(0, days.capacity - own_capacity(material)), words)
        return words(
            "This roadmap closes {closed} of the gap; with {days} more a quarter it closes {all}.",
            closed=closed,
            days=more,
            all=all_of_it(material, analysis),
        )
    if quarters is not None and quarters.quarters is not None:
        return words.plural(
            "This roadmap closes {closed} of the gap; with {count} more quarter it closes {all}.",
            "This roadmap closes {closed} of the gap; with {count} more quarters it closes {all}.",
            quarters.quarters - material.roadmap.limits.quarters,
            closed=closed,
            all=all_of_it(material, analysis),
        )
    if highest(analysis) >= ALL:
        return words("This roadmap closes {closed} of the gap to the ambition.", closed=closed)
    return words(
        "This roadmap closes {closed} of the gap, where {highest} can be closed.",
        closed=closed,
        highest=words.percent(highest(analysis)),
    )


def all_of_it(material: Material, analysis: Analysis) -> str:
    """Return what closing all comes to: the whole gap, or what the catalogue has actions for."""
    words = material.words
    return words("the whole gap") if highest(analysis) >= ALL else words("all that can be closed")


def _lead(material: Material, analysis: Analysis) -> str:
    """Return what the rest of the ambition asks that no number of days can buy, and whether fewer would do."""
    words = material.words
    said = []
    fewer = _fewer(material, analysis)
    if fewer is not None:
        said.append(words("{capacity} person-days a quarter would do as well.", capacity=words.shortest(fewer)))
    if highest(analysis) < ALL and material.roadmap.last_step:
        said.append(_rest(material, analysis))
    return " ".join(said)


def _fewer(material: Material, analysis: Analysis) -> float | None:
    """Return the fewest days a quarter that are known to close all that can be closed; None where it takes the own."""
    enough = [
        point.capacity
        for point in analysis.frontier
        if point.capacity < own_capacity(material) - SAME and (point.reach or 0) >= highest(analysis) - SAME
    ]
    return min(enough) if enough and is_all(analysis) else None


def _rest(material: Material, analysis: Analysis) -> str:
    words = material.words
    return words(
        "The other {rest} of the gap is the step to level 5: no list of actions has it, you invent it with users.",
        rest=words.percent(1 - highest(analysis)),
    )


def _note(material: Material, analysis: Analysis) -> str:
    words = material.words
    said = [words.plural("Calculated from {n} plan.", "Calculated from {n} plans.", analysis.variants)]
    if analysis.steadiness:
        said.append(words("Variants have 25% fewer or more days, or take 30% less to 30% more work."))
    if not analysis.is_complete:
        said.append(words("The calculation was stopped before it was ready: there may be better plans than these."))
    return " ".join(said)
