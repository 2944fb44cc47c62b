"""How every scope went over three runs or more: a small line for each, on one axis of time, beside its figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from questionnaires.language import Words
from reports.charts.trend import TrendLine, TrendPoint
from reports.view.material import Material
from reports.view.reading import LegendEntry
from scoring.change.trend import Point, Trend

SHOWN = 6  # runs with a column of their own: the newest
NAME_WIDTH, FIGURE_WIDTH, WIDTH = 52.0, 13.0, 166.0
CHART_MOST = 56.0  # mm: wider, and every line looks flat
BREAK = "¦"


class SeriesFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A score in a run; `is_real` where it really changed from the run before."""

    text: str
    is_real: bool


class SeriesRow(msgspec.Struct, frozen=True, kw_only=True):
    """A scope over all runs; `figures` are of the newest of them."""

    id: str
    name: str
    is_group: bool
    chart: TrendLine
    figures: tuple[SeriesFigure, ...]


class SeriesPart(msgspec.Struct, frozen=True, kw_only=True):
    """All scopes over all runs, by domain; `days` (ISO 8601) are of all runs, and widths are in mm."""

    title: str
    name: str
    chart: str
    days: tuple[str, ...]
    moments: tuple[str, ...]
    chart_width: float
    figure_width: float
    legend: tuple[LegendEntry, ...]
    groups: tuple[tuple[SeriesRow, ...], ...]
    note: str


def series_part(material: Material, trend: Trend | None) -> SeriesPart | None:
    """Return how it went over more runs; None where there are only two."""
    if trend is None:
        return None
    words, runs = material.words, trend.runs
    days = [run.responses.date for run in runs]
    shown = min(SHOWN, len(days))
    chart_width = min(CHART_MOST, WIDTH - NAME_WIDTH - FIGURE_WIDTH * shown)
    groups = tuple(_groups(material, trend, places_of(days), shown))
    note = [words("The line stands on the scale of 1 to 5. Bold: really changed since the run before.")]
    if any(point.series > 1 for points in trend.capabilities.values() for point in points):
        note.append(words("{mark} The questions changed here, so another series begins.", mark=BREAK))
    if shown < len(days):
        note.append(words("The columns hold the newest runs; the line has all {count}.", count=words.count(len(days))))
    return SeriesPart(
        title=words("Over {count} runs", count=words.count(len(days))),
        name=words("Capability"),
        chart=words("From {first} to {last}", first=words.date(days[0]), last=words.date(days[-1])),
        days=tuple(days),
        moments=tuple(_moment(day) for day in days[-shown:]),
        chart_width=chart_width,
        figure_width=(WIDTH - NAME_WIDTH - chart_width) / shown,
        legend=_legend(material, trend),
        groups=groups,
        note=" ".join(note),
    )


def places_of(days: Sequence[str]) -> tuple[float, ...]:
    """Return where runs lie on the axis of time, 0 to 1; runs of one day lie beside each other by their order."""
    dates = [dt.date.fromisoformat(day).toordinal() for day in days]
    whole = dates[-1] - dates[0]
    if len(set(dates)) < len(dates) or whole <= 0:
        return tuple(number / max(1, len(dates) - 1) for number in range(len(dates)))
    return tuple((day - dates[0]) / whole for day in dates)


def _moment(day: str) -> str:
    """Return a day as a narrow column has it: 05-2026."""
    date = dt.date.fromisoformat(day)
    return f"{date.month:02}-{date.year}"


def _legend(material: Material, trend: Trend) -> tuple[LegendEntry, ...]:
    words = material.words
    lines = [trend.overall, *trend.domains.values(), *trend.capabilities.values()]
    found = [LegendEntry("reality", words("the last run"))]
    if any(point.series > 1 for line in lines for point in line):
        found.append(LegendEntry("series_break", words("another series begins")))
    if any(point.score is None for line in lines for point in line):
        found.append(LegendEntry("unknown", words("no score")))
    return tuple(found)


def _groups(material: Material, trend: Trend, places: Sequence[float], shown: int) -> Iterator[tuple[SeriesRow, ...]]:
    words = material.words

    def row(scope: str, name: str, points: Sequence[Point], *, is_group: bool = True) -> SeriesRow:
        chart = TrendLine(
            points=tuple(
                TrendPoint(at=at, score=point.score, series=point.series)
                for at, point in zip(places, points, strict=True)
            )
        )
        figures = _figures(points, words)[-shown:]
        return SeriesRow(id=scope, name=name, is_group=is_group, chart=chart, figures=figures)

    yield (row("", words("Whole"), trend.overall),)
    for domain in material.questionnaire.domains:
        yield (
            row(domain.id, material.text(domain.name), trend.domains[domain.id]),
            *(
                row(one.id, material.text(one.name), trend.capabilities[one.id], is_group=False)
                for one in domain.capabilities
            ),
        )


def _figures(points: Sequence[Point], words: Words) -> tuple[SeriesFigure, ...]:
    """Return a score for each run, with a mark before the first of another series."""
    return tuple(
        SeriesFigure(
            text=f"{BREAK} {words.number(point.score)}"
            if number and point.series != points[number - 1].series
            else words.number(point.score),
            is_real=point.since_previous is not None and point.since_previous.verdict == "real",
        )
        for number, point in enumerate(points)
    )
