"""The sheet of pictures of what changed: then and now for each domain, and every scope over more runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from questionnaires.language import Words
from reports.charts.trend import TrendPoint
from reports.view import ReportView
from reports.view.since.figures import ChangeFigures
from reports.view.since.series import SeriesRow
from reports.view.workbook.model import (
    FIRST_ROW,
    TABLE_ROW,
    LinePart,
    Lines,
    Placed,
    PlacedSheet,
    TableSheet,
    area,
)

WIDTH, SLOPES_ROW, SLOPE_ROWS, SMALL_ROWS = 12.0, 5, 20, 11  # rows of 17 points, columns of so many characters
SLOPE_COLUMNS, SMALL_COLUMNS, ACROSS = 5, 4, 4  # columns that a picture takes, and small ones beside each other


def pictures(view: ReportView, words: Words, changes: TableSheet | None) -> PlacedSheet | None:
    """Return the sheet; None where there was no last time."""
    if view.since is None or changes is None:
        return None
    name, series = words("Change in pictures"), view.since.series
    slopes = tuple(_slopes(view, words, changes))
    cells = [
        Placed(row=0, column=0, cell=name, look="title"),
        Placed(row=1, column=0, cell=view.since.head.heading, look="lead"),
        Placed(row=SLOPES_ROW - 1, column=0, cell=words("Then and now: a thick line really changed"), look="heading"),
    ]
    small: tuple[Lines, ...] = ()
    if series is not None:
        first = SLOPES_ROW + SLOPE_ROWS + 1
        rows = [row for group in series.groups for row in group]
        behind = first + SMALL_ROWS * -(-len(rows) // ACROSS) + 1
        cells.append(Placed(row=first - 1, column=0, cell=series.title, look="heading"))
        days = [dt.date.fromisoformat(day) for day in series.days]
        held = _Behind(name, behind, days, rows)
        cells += held.cells(words)
        small = tuple(_small(held, words, first))
    return PlacedSheet(
        key="pictures",
        name=name,
        widths=(WIDTH,) * max(SMALL_COLUMNS * ACROSS, *(placed.column + 1 for placed in cells)),
        cells=tuple(cells),
        lines=(*slopes, *small),
    )


def _slopes(view: ReportView, words: Words, changes: TableSheet) -> Iterator[Lines]:
    """Yield a picture for each domain: a line from then to now for each capability that has both."""
    assert view.since is not None  # noqa: S101 (who calls has seen to it)
    old, new = changes.table.position("old"), changes.table.position("new")
    heads = area(changes.name, TABLE_ROW, old, TABLE_ROW, new)
    domains = {one.id: one.name for one in view.figures.domains}
    of_domain: dict[str, list[tuple[int, ChangeFigures]]] = {}
    for row, one in enumerate(view.since.figures, FIRST_ROW):
        if one.id in domains:
            parts = of_domain[one.id] = []
        elif one.id and one.old is not None and one.new is not None:
            parts.append((row, one))  # capabilities follow their domain
    for place, (domain, both) in enumerate((domain, parts) for domain, parts in of_domain.items() if parts):
        name = domains[domain]
        yield Lines(
            row=SLOPES_ROW,
            column=place * SLOPE_COLUMNS,
            rows=SLOPE_ROWS,
            columns=SLOPE_COLUMNS,
            title=name,
            alt=words(
                "{name}, then and now: {figures}.",
                name=name,
                figures="; ".join(
                    words("{name} {old} and {new}", name=one.name, old=words.number(one.old), new=words.number(one.new))
                    for _, one in both
                ),
            ),
            moments=heads,
            lines=tuple(
                LinePart(
                    name=one.name,
                    values=area(changes.name, row, old, row, new),
                    is_strong=one.is_real,
                    mark=mark,
                )
                for mark, (row, one) in enumerate(both)
            ),
            has_legend=True,
        )


class _Behind:
    """The figures behind the small pictures: a row for each run, and for each scope a column for each of its series.

    A scope whose questions changed begins another column there, so that no line joins what cannot be compared.
    """

    def __init__(self, sheet: str, row: int, days: Sequence[dt.date], rows: Sequence[SeriesRow]) -> None:
        self.sheet, self.row, self.days, self.rows = sheet, row, days, rows
        self.columns: dict[str, list[tuple[int, list[TrendPoint | None]]]] = {}
        column = 1
        for one in rows:
            parts = []
            for series, _ in groupby(one.chart.points, key=lambda point: point.series):
                parts.append((column, [point if point.series == series else None for point in one.chart.points]))
                column += 1
            self.columns[one.id] = parts

    def cells(self, words: Words) -> Iterator[Placed]:
        """Yield the figures under their headings."""
        yield Placed(row=self.row, column=0, cell=words("The figures behind it"), look="heading")
        yield Placed(row=self.row + 1, column=0, cell=words("Run of"), look="head")
        for number, day in enumerate(self.days, self.row + 2):
            yield Placed(row=number, column=0, cell=day, look="date")
        for one in self.rows:
            for column, points in self.columns[one.id]:
                yield Placed(row=self.row + 1, column=column, cell=one.id or one.name, look="figure head")
                for number, point in enumerate(points, self.row + 2):
                    if point is not None and point.score is not None:
                        yield Placed(row=number, column=column, cell=point.score, look="score")

    def reach(self, column: int) -> str:
        return area(self.sheet, self.row + 2, column, self.row + 1 + len(self.days), column)


def _small(held: _Behind, words: Words, first: int) -> Iterator[Lines]:
    for place, one in enumerate(held.rows):
        down, along = divmod(place, ACROSS)
        told = [
            words("{date} {score}", date=words.date(day.isoformat()), score=words.number(point.score))
            for day, point in zip(held.days, one.chart.points, strict=True)
        ]
        yield Lines(
            row=first + down * SMALL_ROWS,
            column=along * SMALL_COLUMNS,
            rows=SMALL_ROWS,
            columns=SMALL_COLUMNS,
            title=f"{one.id} {one.name}".strip(),
            alt=words("{name} over the runs: {figures}.", name=one.name, figures="; ".join(told)),
            moments=held.reach(0),
            lines=tuple(
                LinePart(name=one.name, values=held.reach(column), is_strong=True, mark=0)
                for column, _ in held.columns[one.id]
            ),
            has_legend=False,
        )
