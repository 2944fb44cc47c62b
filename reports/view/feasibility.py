"""Whether the ambition is feasible: what the roadmap closes of the gap, what keeps the rest back, and ways to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from questionnaires.model import Domain
from reports import roadmap_sentences, sentences
from reports.charts.frontier import Frontier, FrontierPoint
from reports.view.material import Fact, Head, Link, Material
from reports.view.reading import LegendEntry
from scoring.roadmap.model import WEEKS_PER_QUARTER

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import Analysis, DomainOutlook, FindOut, Steadiness, Way

ALL = 0.995  # a share that nobody tells apart from all of it
PRECISION = 1e-6  # of a share
SAME = 0.005  # shares, and days a quarter, that read alike
NAMED = 3  # actions that a way names; the others are counted
LISTED = 10  # ids in a list that is still read
FOUND_OUT = 5  # capabilities to look into first


class DomainRow(msgspec.Struct, frozen=True, kw_only=True):
    """A domain: its bar, what may be expected at the end, when the bar is met, or why it is not."""

    anchor: str
    name: str
    bar: str
    expected: str
    met: str
    why: str


class DomainHeads(msgspec.Struct, frozen=True, kw_only=True):
    """The column headings of the domains."""

    domain: str
    bar: str
    expected: str
    met: str
    why: str


class WayColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A way to close what is left: what it asks, in figures, what it closes, and which actions it changes."""

    title: str
    asks: str
    text: str
    closes: str
    changes: tuple[Fact, ...]


class FindOutRow(msgspec.Struct, frozen=True, kw_only=True):
    """A capability whose answers decide about the plan: the questions to settle, and what depends on them."""

    link: Link
    items: str
    text: str


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
    chart = _chart(material, analysis)
    domains = tuple(_domain(material, domain, analysis) for domain in material.questionnaire.domains)
    ways = () if _is_all(analysis) else tuple(_way(material, way) for way in sorted(analysis.ways, key=_order))
    return FeasibilityPage(
        head=Head(
            anchor="feasibility",
            title=words("Is the ambition feasible?"),
            heading=_heading(analysis, material),
            lead=_lead(material, analysis),
        ),
        legend=_legend(material, analysis, chart),
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
        steady=tuple(_steady(material, analysis.steadiness)),
        find_out_title=words("Find out first") if analysis.find_out else "",
        find_out=tuple(_find_out(material, one) for one in analysis.find_out[:FOUND_OUT]),
        note=_note(material, analysis),
    )


def is_no_regret(material: Material, action: str) -> bool:
    """Say whether an action stays in the roadmap whatever changes; never where nobody looked."""
    steady = material.analysis.steadiness.get(action) if material.analysis else None
    return steady is not None and steady.in_plan and steady.is_no_regret


def dependence(material: Material, action: str) -> str:
    """Return on what it depends whether a planned action stays; empty where it stays, or where nobody looked."""
    steady = material.analysis.steadiness.get(action) if material.analysis else None
    if steady is None or not steady.in_plan or steady.is_no_regret:
        return ""
    names = _causes(material)
    return material.words.listing([names[cause] for cause in steady.depends_on if cause in names])


def _is_all(analysis: Analysis) -> bool:
    """Say whether the roadmap closes all that can be closed."""
    return (analysis.reach or 0) >= _highest(analysis) - SAME


def _highest(analysis: Analysis) -> float:
    """Return the share of the gap that the catalogue can close at all."""
    return analysis.highest_reach or 0.0


def _heading(analysis: Analysis, material: Material) -> str:
    words, closed = material.words, material.words.percent(analysis.reach)
    if _is_all(analysis):
        if _highest(analysis) >= ALL:
            return words("This roadmap closes the whole gap to the ambition.")
        return words(
            "This roadmap closes {closed} of the gap to the ambition, and that is all that can be planned.",
            closed=closed,
        )
    enough = {way.kind: way for way in analysis.ways if way.is_enough}
    days, quarters = enough.get("days"), enough.get("quarters")
    if days is not None and days.capacity is not None:
        more = roadmap_sentences.days(max(0, days.capacity - _own_capacity(material)), words)
        return words(
            "This roadmap closes {closed} of the gap; with {days} more a quarter it closes {all}.",
            closed=closed,
            days=more,
            all=_all(material, analysis),
        )
    if quarters is not None and quarters.quarters is not None:
        return words.plural(
            "This roadmap closes {closed} of the gap; with {count} more quarter it closes {all}.",
            "This roadmap closes {closed} of the gap; with {count} more quarters it closes {all}.",
            quarters.quarters - material.roadmap.limits.quarters,
            closed=closed,
            all=_all(material, analysis),
        )
    if _highest(analysis) >= ALL:
        return words("This roadmap closes {closed} of the gap to the ambition.", closed=closed)
    return words(
        "This roadmap closes {closed} of the gap, where {highest} can be closed.",
        closed=closed,
        highest=words.percent(_highest(analysis)),
    )


def _all(material: Material, analysis: Analysis) -> str:
    """Return what closing all comes to: the whole gap, or what the catalogue has actions for."""
    words = material.words
    return words("the whole gap") if _highest(analysis) >= ALL else words("all that can be closed")


def _lead(material: Material, analysis: Analysis) -> str:
    """Return what the rest of the ambition asks that no number of days can buy, and whether fewer would do."""
    words = material.words
    said = []
    fewer = _fewer(material, analysis)
    if fewer is not None:
        said.append(words("{capacity} person-days a quarter would do as well.", capacity=words.shortest(fewer)))
    if _highest(analysis) < ALL and material.roadmap.last_step:
        said.append(_rest(material, analysis))
    return " ".join(said)


def _fewer(material: Material, analysis: Analysis) -> float | None:
    """Return the fewest days a quarter that are known to close all that can be closed; None where it takes the own."""
    enough = [
        point.capacity
        for point in analysis.frontier
        if point.capacity < _own_capacity(material) - SAME and (point.reach or 0) >= _highest(analysis) - SAME
    ]
    return min(enough) if enough and _is_all(analysis) else None


def _rest(material: Material, analysis: Analysis) -> str:
    words = material.words
    return words(
        "The other {rest} of the gap is the step to level 5: no list of actions has it, you invent it with users.",
        rest=words.percent(1 - _highest(analysis)),
    )


def _own_capacity(material: Material) -> float:
    """Return the person-days a quarter that the roadmap counts on; the mean where quarters differ."""
    capacity = material.roadmap.limits.capacity
    return sum(capacity) / len(capacity) if capacity else 0.0


def _chart(material: Material, analysis: Analysis) -> Frontier | None:
    """Return the reach by capacity, with the own capacity and the smallest one that is enough among the points."""
    own = _own_capacity(material)
    most = _highest(analysis) - PRECISION  # what reaches this needs no proof: there is no more
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
            closed=_closed(material, reach, is_proved=is_proved),
            tick=words.shortest(round(capacity, 1)),
            is_own=capacity == own,
            is_enough=capacity == enough,
        )
        for capacity, (reach, is_proved) in sorted(known.items())
    )
    return Frontier(points=points, highest=_highest(analysis), alt=_in_words(material, points, analysis))


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
        highest=words.percent(_highest(analysis)),
    )


def _closed(material: Material, reach: float | None, *, is_proved: bool) -> str:
    """Return what can be closed; with ≥ where a better plan is not ruled out."""
    share = material.words.percent(reach)
    return share if is_proved or reach is None else f"≥ {share}"


def _legend(material: Material, analysis: Analysis, chart: Frontier | None) -> tuple[LegendEntry, ...]:
    words = material.words
    if chart is None:
        return ()
    entries = [LegendEntry("capacity_here", words("this roadmap"))]
    others = [point for point in chart.points if not point.is_own and point.reach is not None]
    if any(point.is_proved for point in others):
        entries.append(LegendEntry("reality", words("the best plan with so many days")))
    if any(not point.is_proved for point in chart.points):
        entries.append(LegendEntry("unsure", words("the best plan found: at least this")))
    if _highest(analysis) < ALL:
        entries.append(LegendEntry("unknown", words("in no list of actions")))
    elif any(point.reach is None for point in chart.points):
        entries.append(LegendEntry("unknown", words("no plan fits")))
    return tuple(entries)


def _domain(material: Material, domain: Domain, analysis: Analysis) -> DomainRow:
    words, score = material.words, material.domain_score(domain.id)
    outlook = next((one for one in analysis.domains if one.domain == domain.id), None)
    row = DomainRow(
        anchor=f"domain-{domain.id}",
        name=material.text(domain.name),
        bar=words.number(None if score.out_of_scope else score.target),
        expected=words.number(None),
        met=words("not applicable") if score.out_of_scope else words.number(None),
        why="",
    )
    if outlook is None or score.out_of_scope:
        return row
    return msgspec.structs.replace(
        row,
        bar=words.number(outlook.target),
        expected=words.number(outlook.score, 2 if _seems_met(material, outlook) else 1),
        met=_met(material, outlook),
        why=_why(material, outlook),
    )


def _seems_met(material: Material, outlook: DomainOutlook) -> bool:
    """Say whether a domain that stays under its bar would read as if it were on it."""
    score, target = material.words.number(outlook.score), material.words.number(outlook.target)
    return outlook.met_in is None and score == target


def _met(material: Material, outlook: DomainOutlook) -> str:
    words, limits = material.words, material.roadmap.limits
    if outlook.met_in is None:
        return words("not within this roadmap")
    if outlook.met_in == 0:
        return words("now already")
    return roadmap_sentences.quarter_label(limits, outlook.met_in, words)


def _why(material: Material, outlook: DomainOutlook) -> str:
    """Return why a domain does not meet its bar; empty where it does."""
    if outlook.met_in is not None:
        return ""
    words, horizon = material.words, WEEKS_PER_QUARTER * material.roadmap.limits.quarters
    names = sentences.capability_names(material.questionnaire, outlook.capabilities, words)
    match outlook.reason:
        case "capacity" if names:
            return words.plural(
                "Too few days: {names} stays behind.",
                "Too few days: {names} stay behind.",
                len(outlook.capabilities),
                names=names,
            )
        case "capacity":
            return words("Too few days.")
        case "time" if outlook.chain and outlook.weeks:
            return words(
                "Too little time: {chain} follow each other, and take {weeks} weeks; this roadmap has {horizon}.",
                chain=words.listing(list(outlook.chain)),
                weeks=outlook.weeks,
                horizon=horizon,
            )
        case "time":
            return words("Too little time: even with unlimited days it takes longer than this roadmap.")
        case "last_step":
            return words(
                "Level 5 for {names}: no list of actions has that step, you invent it with users.", names=names
            )
        case "excluded":
            return words.plural(
                "{names} waits for what you left out.", "{names} wait for what you left out.",
                len(outlook.capabilities), names=names,
            )  # fmt: skip
    return ""


def _order(way: Way) -> int:
    """Return the place of a way: what asks for more first, what asks for less of the ambition last."""
    return ("days", "quarters", "target").index(way.kind)


def _way(material: Material, way: Way) -> WayColumn:
    words, limits = material.words, material.roadmap.limits
    title, asks, text = "", "", ""
    match way.kind:
        case "days":
            title, own = words("More days"), _own_capacity(material)
            if way.capacity is not None:
                asks = words("+{days} a quarter", days=words.shortest(round(max(0, way.capacity - own), 1)))
                text = words(
                    "{capacity} in place of {own} person-days a quarter.",
                    capacity=words.shortest(way.capacity),
                    own=words.shortest(round(own, 1)),
                )
        case "quarters":
            title = words("More time")
            if way.quarters is not None:
                asks = words.plural("+{n} quarter", "+{n} quarters", way.quarters - limits.quarters)
                text = words(
                    "{quarters} in place of {own} quarters, with the same days in each.",
                    quarters=sentences.as_sentence(words.count(way.quarters)),
                    own=words.count(limits.quarters),
                )
        case "target":
            title = words("A lower bar")
            if way.capability is not None:
                own_target = material.score(way.capability).target
                asks = words("{id} at level {target}", id=way.capability, target=way.target)
                text = words(
                    "{name} gets its bar at {target} in place of {own}.",
                    name=material.name(way.capability),
                    target=way.target,
                    own=words.number(own_target, 0),
                )
    return WayColumn(
        title=title, asks=asks, text=text, closes=_closes(material, way), changes=tuple(_changes(material, way))
    )


def _closes(material: Material, way: Way) -> str:
    words, work = material.words, roadmap_sentences.days(round(way.days, 1), material.words)
    reach = words.percent(way.reach)
    if way.is_enough and way.reach >= ALL:
        return words("Then {days} of work close the whole gap.", days=work)
    if way.is_enough:
        return words("Then {days} of work close {reach}: all that can be closed.", days=work, reach=reach)
    return words("Then {days} of work close {reach}.", days=work, reach=reach)


def _changes(material: Material, way: Way) -> Iterator[Fact]:
    words = material.words
    if way.adds:
        yield Fact(words("Comes in"), _actions(material, way.adds))
    if way.drops:
        yield Fact(words("Goes out"), _actions(material, way.drops))


def _actions(material: Material, actions: Sequence[str]) -> str:
    """Return the first few actions with their titles, the others counted."""
    words, found = material.words, material.questionnaire.actions_by_id
    named = [f"{action} {material.text(found[action].title)}" for action in actions[:NAMED]]
    others = len(actions) - NAMED
    if others <= 0:
        return "; ".join(named) + "."
    return words.plural("{names}; and {count} other.", "{names}; and {count} others.", others, names="; ".join(named))


def _causes(material: Material) -> dict[str, str]:
    """Return by what an action can come in or go out, as it stands in a sentence."""
    words = material.words
    return {
        "less_capacity": words("fewer days"),
        "more_capacity": words("more days"),
        "effort": words("more or less work"),
        "answers": words("other answers"),
    }


def _steady(material: Material, steadiness: dict[str, Steadiness]) -> Iterator[Fact]:
    """Yield the actions that stay in every variant, then those that depend on something, by what it is."""
    words = material.words
    planned = [step.action for step in sorted(material.roadmap.steps, key=lambda step: (step.start_week, step.rank))]
    kept = [action for action in planned if is_no_regret(material, action)]
    if not steadiness or not planned:
        return
    yield Fact(
        words("No regret"),
        _stays(material, kept, len(planned)),
    )
    for cause, name in _causes(material).items():
        depends = [
            action
            for action in planned
            if action in steadiness and not steadiness[action].is_no_regret and cause in steadiness[action].depends_on
        ]
        if depends:
            yield Fact(words("Changes with {cause}", cause=name), f"{words.listing(depends)}.")


def _stays(material: Material, kept: Sequence[str], planned: int) -> str:
    """Return which actions stay: all, or so many that the roadmap shows it better, or each by its id."""
    words = material.words
    if not kept:
        return words("No action is in every variant.")
    if len(kept) == planned > 1:
        return words("Every action of the roadmap is in every variant: start with confidence.")
    if len(kept) > LISTED:
        return words(
            "{count} of the {total} actions are in every variant, and marked on the roadmap: start with confidence.",
            count=len(kept),
            total=planned,
        )
    return words.plural(
        "{names} is in every variant: start with confidence.",
        "{names} are in every variant: start with confidence.",
        len(kept),
        names=words.listing(kept),
    )


def _find_out(material: Material, one: FindOut) -> FindOutRow:
    words = material.words
    parts = []
    if one.if_low:
        parts.append(words("If it turns out low, you plan {names} as well.", names=words.listing(list(one.if_low))))
    if one.if_high:
        parts.append(words("If it turns out high, you plan {names} as well.", names=words.listing(list(one.if_high))))
    return FindOutRow(
        link=Link(material.name(one.capability), f"capability-{one.capability}"),
        items=words.listing(list(one.items)),
        text=" ".join(parts),
    )


def _note(material: Material, analysis: Analysis) -> str:
    words = material.words
    said = [words.plural("Calculated from {n} plan.", "Calculated from {n} plans.", analysis.variants)]
    if analysis.steadiness:
        said.append(words("Variants have 25% fewer or more days, or take 30% less to 30% more work."))
    if not analysis.is_complete:
        said.append(words("The calculation was stopped before it was ready: there may be better plans than these."))
    return " ".join(said)
