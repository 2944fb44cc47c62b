"""The chapters behind the roadmap: whether the ambition is feasible, and what became of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from reports.outline.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Line,
    Row,
    Run,
    Table,
    cell,
    facts_of,
    paragraph,
    said,
    ungrouped,
)
from reports.outline.front import chapter, remarks_on
from reports.view import ReportView
from reports.view.feasibility import FeasibilityPage
from reports.view.followed_up import FollowedRow, FollowedUpPage


def feasibility(view: ReportView, page: FeasibilityPage) -> Iterator[Block]:
    yield from chapter(view, page.head)
    if page.chart is not None:
        yield Table(
            caption=view.retelling.captions.reach,
            columns=(
                Column(title=page.capacity_head, width=60),
                Column(title=page.reach_head, kind="number", width=40),
                Column(title="", width=60),
            ),
            groups=ungrouped(
                Row(
                    cells=(cell(point.tick), cell(point.closed), cell(page.own if point.is_own else "")),
                    is_strong=point.is_own,
                )
                for point in page.chart.points
            ),
        )
    yield _scopes(view, page)
    if page.ways:
        yield Heading(level=2, text=page.ways_title)
        for way in page.ways:
            yield Heading(level=3, text=f"{way.title}: {way.asks}")
            yield paragraph(f"{way.text} {way.closes}")
            if way.changes:
                yield facts_of(way.changes)
    if page.steady:
        yield Heading(level=2, text=page.steady_title)
        yield facts_of(page.steady)
    if page.find_out:
        yield Heading(level=2, text=page.find_out_title)
        yield Bullets(
            tuple(
                ((Run(row.link.text, bold=True, to=row.link.anchor), Run(f" ({row.items}). {row.text}".rstrip())),)
                for row in page.find_out
            )
        )
    yield paragraph(page.note, "note")
    yield from remarks_on(view, "feasibility")


def _scopes(view: ReportView, page: FeasibilityPage) -> Table:
    heads = page.heads
    return Table(
        caption=view.retelling.captions.scopes,
        columns=(
            Column(title=heads.domain, width=38),
            Column(title=heads.bar, kind="number", width=18),
            Column(title=heads.expected, kind="number", width=20),
            Column(title=heads.met, width=32),
            *((Column(title=heads.why, kind="about"),) if heads.why else ()),
        ),
        groups=ungrouped(
            Row(
                cells=(
                    cell(row.name, to=row.anchor),
                    cell(row.bar),
                    cell(row.expected),
                    cell(row.met),
                    *((cell(row.why),) if heads.why else ()),
                )
            )
            for row in page.domains
        ),
    )


def followed_up(view: ReportView, page: FollowedUpPage) -> Iterator[Block]:
    yield from chapter(view, page.head)
    yield Table(
        caption=view.retelling.captions.followed_up,
        columns=(
            Column(title=page.heads.action, width=54),
            Column(title=page.heads.status, width=28),
            Column(title=page.heads.kpi),
            Column(title=page.heads.effects, width=52),
        ),
        groups=ungrouped(
            Row(
                cells=(
                    Cell((Run(f"{row.id} ", bold=True, to=row.anchor), Run(row.title, to=row.anchor))),
                    cell(" ".join(part for part in (row.status, row.since) if part)),
                    cell(row.kpi),
                    Cell(_effects(row) or said(row.no_effects)),
                )
            )
            for row in page.rows
        ),
    )
    if page.note:
        yield paragraph(page.note, "note")
    yield from remarks_on(view, "followed_up")


def _effects(row: FollowedRow) -> Line:
    """Return what an action was to bring in one line; where less is answered it stands out."""
    runs: list[Run] = []
    for effect in row.effects:
        runs += [Run("; ")] if runs else []
        runs.append(Run(effect.text, bold=effect.is_short, to=effect.anchor))
    return tuple(runs)
