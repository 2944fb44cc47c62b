"""What the roadmap brings, quarter by quarter: the whole and each domain as a range beside the bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reports import roadmap_sentences, sentences
from reports.charts.outlook import Outlook
from reports.view.material import Head, Material
from reports.view.reading import LegendEntry
from scoring.roadmap.model import ExpectedDomain

NAMED_UP_TO = 4  # quarters that have room for the year beside their name
CHART_WIDTH = 126.0
FIRST, COLUMN_MOST = 6.0, 24.0  # mm for the numbers of the scale, and of the widest column


class Level(msgspec.Struct, frozen=True):
    """A level at one moment; `rises` where it went up since the moment before."""

    text: str
    rises: bool


class OutlookRow(msgspec.Struct, frozen=True, kw_only=True):
    """A scope: its chart, and the figures of it in the same columns, the first of them now."""

    anchor: str
    name: str
    text: str
    chart: Outlook
    on_time: tuple[str, ...]
    late: tuple[str, ...]
    levels: tuple[Level, ...]


class OutlookPage(msgspec.Struct, frozen=True, kw_only=True):
    """The expected scores and levels at the end of each quarter; `column` is the width of a quarter in mm."""

    head: Head
    legend: tuple[LegendEntry, ...]
    scope: str
    moments: tuple[str, ...]
    column: float
    width: float
    on_time: str
    late: str
    level: str
    rows: tuple[OutlookRow, ...]
    note: str


def build(material: Material) -> OutlookPage | None:
    """Return the page of what may be expected; None where nothing is planned."""
    words, roadmap = material.words, material.roadmap
    if not roadmap.steps:
        return None
    quarters = roadmap.limits.quarters
    column = min(COLUMN_MOST, (CHART_WIDTH - FIRST) / (quarters + 1))
    name = roadmap_sentences.quarter_label if quarters <= NAMED_UP_TO else roadmap_sentences.quarter_short
    return OutlookPage(
        head=Head(
            anchor="outlook",
            title=words("What the roadmap brings"),
            heading=_heading(material),
            lead=words(
                "Put the real score beside the band at the end of each quarter. Does it fall below the band? Then take "
                "something out of the next quarter first."
            ),
        ),
        legend=_legend(material),
        scope=words("The whole, and each domain"),
        moments=(words("now"), *(name(roadmap.limits, quarter, words) for quarter in range(1, quarters + 1))),
        column=column,
        width=FIRST + column * (quarters + 1),
        on_time=words("on time"),
        late=words("a quarter late"),
        level=words("level"),
        rows=(_whole(material), *(_domain(material, domain.id) for domain in material.questionnaire.domains)),
        note=words(
            "The upper edge is everything on time, the lower edge everything one quarter late. Counted with the levels "
            "that the actions aim at: whether they are reached, only the next run tells."
        ),
    )


def _heading(material: Material) -> str:
    words, roadmap = material.words, material.roadmap
    end, bar = roadmap.expected[-1].overall, material.target
    when = roadmap_sentences.within_quarters(roadmap.limits.quarters, words)
    if end.high is None:
        return sentences.as_sentence(words("{when} there is a first score to count with.", when=when))
    values = {"when": when, "range": roadmap_sentences.expected_range(end, words)}
    if not material.stated or bar is None:
        return sentences.as_sentence(words("{when} the average comes to {range}.", **values))
    values["bar"] = words.number(bar)
    if words.number(end.high) == values["bar"] or end.high > bar:
        return sentences.as_sentence(words("{when} the average comes to {range}, and the bar is {bar}.", **values))
    values["gap"] = words.number(bar - end.high)
    return sentences.as_sentence(
        words("{when} the average comes to {range}; at best {gap} is left to the bar of {bar}.", **values)
    )


def _legend(material: Material) -> tuple[LegendEntry, ...]:
    words = material.words
    return (
        LegendEntry("reality", words("now")),
        LegendEntry("late_to_on_time", words("expected: from a quarter late to on time")),
        LegendEntry("level_bar", words("ambition (the bar)"))
        if material.stated
        else LegendEntry("default_level_bar", words("level 3 (nobody set a bar)")),
    )


def _whole(material: Material) -> OutlookRow:
    words, overall = material.words, material.scorecard.overall
    now = ExpectedDomain(low=overall.score, high=overall.score, level=overall.level)
    scope = _Scope("answer", words("The whole"), now, overall.ambition)
    return _row(material, scope, [quarter.overall for quarter in material.roadmap.expected])


def _domain(material: Material, domain_id: str) -> OutlookRow:
    domain = material.domain_score(domain_id)
    now = ExpectedDomain(low=domain.score, high=domain.score, level=domain.level)
    name = sentences.domain_name(material.questionnaire, domain_id, material.words)
    scope = _Scope(f"domain-{domain_id}", name, now, None if domain.out_of_scope else domain.target)
    return _row(material, scope, [quarter.domains[domain_id] for quarter in material.roadmap.expected])


class _Scope(msgspec.Struct, frozen=True):
    """A scope of the outlook: where it leads, what it is called, and where it stands now."""

    anchor: str
    name: str
    now: ExpectedDomain
    target: float | None


def _row(material: Material, scope: _Scope, ends: Sequence[ExpectedDomain]) -> OutlookRow:
    words = material.words
    moments = (scope.now, *ends)
    bands = tuple(None if end.high is None else (end.high if end.low is None else end.low, end.high) for end in ends)
    bar = words.number(scope.target)
    text = words("bar {bar}", bar=bar) if material.stated else words("default {bar}", bar=bar)
    if scope.target is None:
        text = words("not applicable")
    expected = ", ".join(roadmap_sentences.expected_standing(end, words) for end in ends)
    return OutlookRow(
        anchor=scope.anchor,
        name=scope.name,
        text=text,
        chart=Outlook(
            now=scope.now.high,
            ends=bands,
            target=scope.target,
            stated=material.stated,
            alt=words("{name}, expected by quarter: {expected}; {text}", name=scope.name, expected=expected, text=text),
        ),
        on_time=tuple(words.number(moment.high) for moment in moments),
        late=tuple(words.number(moment.high if moment.low is None else moment.low) for moment in moments),
        levels=tuple(_levels(material, moments)),
    )


def _levels(material: Material, moments: Sequence[ExpectedDomain]) -> Iterator[Level]:
    before: int | None = None
    for moment in moments:
        rises = before is not None and moment.level is not None and moment.level > before
        yield Level(material.words.number(moment.level, 0) + (" ↑" if rises else ""), rises)
        before = moment.level
