"""The tables of what changed since the last run, and of the scores over more runs."""

from __future__ import annotations

import datetime as dt

from questionnaires.language import Words
from reports.view import ReportView
from reports.view.workbook.columns import Columns, yes_or_empty
from reports.view.workbook.model import Table, TableSheet


def changes(view: ReportView, words: Words) -> TableSheet | None:
    """Return the sheet of what changed; None where there was no last time."""
    page = view.since
    if page is None:
        return None
    column = Columns(words)
    columns = (
        column.id(words("the id of the capability or domain; empty is the whole")),
        column("name", words("Capability or domain"), "name", words("the name of the capability or domain"), width=34),
        column("old", words("Then"), "score", words("the average then, on the questions that both runs share")),
        column("new", words("Now"), "score", words("the average now, on the questions that both runs share")),
        column("difference", words("Difference"), "score", words("now − then"), values="−4–4"),
        column(
            "threshold", words("Threshold"), "score", words("what the difference must reach to be real"), values="0–4"
        ),
        column("n_old", words("People then"), "count", words("how many people gave a level then")),
        column("n_new", words("People now"), "count", words("how many people gave a level now")),
        column("verdict", words("Verdict"), "name", words("whether it really changed"), width=16),
        column(
            "strict",
            words("Judged strictly"),
            "yes",
            words("the change stays when all capabilities are judged together"),
        ),
        column("level_old", words("Level then"), "level", words("the level reached then")),
        column("level_new", words("Level now"), "level", words("the level reached now")),
        column("level", words("Level moved"), "name", words("whether the move of the level is sure"), width=16),
        column("expected", words("Expected by the plan"), "score", words("where the plan was to bring it by now")),
        column("why", words("Why this verdict"), "text", words("the reason for the verdict"), width=60),
    )
    return TableSheet(
        key="changes",
        name=words("Since last time"),
        title=words("Since last time"),
        lead=page.head.heading,
        table=Table(
            columns=columns,
            rows=tuple(
                (
                    one.id,
                    one.name,
                    one.old,
                    one.new,
                    one.difference,
                    one.threshold,
                    one.n_old,
                    one.n_new,
                    one.verdict,
                    yes_or_empty(one.is_strict, words),
                    one.level_old,
                    one.level_new,
                    one.level_verdict,
                    one.expected,
                    one.reason,
                )
                for one in page.figures
            ),
        ),
    )


def runs(view: ReportView, words: Words) -> TableSheet | None:
    """Return the sheet of every score in every run; None where there are fewer than three."""
    if view.since is None or view.since.series is None:
        return None
    part = view.since.series
    column = Columns(words)
    rows = tuple(row for group in part.groups for row in group)
    return TableSheet(
        key="runs",
        name=words("All runs"),
        title=part.title,
        lead=words("One row for each run and each capability, domain and the whole, as in the line of the report."),
        table=Table(
            columns=(
                column("date", words("Run of"), "date", words("the day of the run")),
                column.id(words("the id of the capability or domain; empty is the whole")),
                column(
                    "name",
                    words("Capability or domain"),
                    "name",
                    words("the name of the capability or domain"),
                    width=34,
                ),
                column("score", words("Average (S)"), "score", words("the average in that run, on all its questions")),
                column(
                    "series", words("Series"), "count", words("goes up where the questions changed: compare within one")
                ),
            ),
            rows=tuple(
                (dt.date.fromisoformat(day), row.id, row.name, point.score, point.series)
                for number, day in enumerate(part.days)
                for row in rows
                for point in (row.chart.points[number],)
            ),
        ),
    )
