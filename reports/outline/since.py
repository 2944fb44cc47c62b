"""The chapter on what changed since the last run, and what became of its plan."""

from __future__ import annotations

from collections.abc import Iterator

from reports.outline.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Row,
    RowGroup,
    Table,
    cell,
    facts_of,
    named,
    paragraph,
    said,
    ungrouped,
)
from reports.outline.front import chapter, remarks_on
from reports.view import ReportView
from reports.view.since import SincePage
from reports.view.since.plan import PlanPart
from reports.view.since.series import SeriesPart
from reports.view.since.table import ChangeRow


def since(view: ReportView, page: SincePage) -> Iterator[Block]:
    yield from chapter(view, page.head)
    yield _changes(page)
    yield paragraph(page.note, "note")
    for title, texts in (
        (page.others_title, page.others),
        (page.levels_title, page.levels),
        (page.chance_title, (page.chance,)),
        (page.uses_title, page.uses),
    ):
        if title:
            yield Heading(level=2, text=title)
            yield Bullets(tuple((said(text),) for text in texts)) if len(texts) > 1 else paragraph(texts[0])
    if page.plan is not None:
        yield from _plan(page.plan)
    if page.series is not None:
        yield from _series(page.series)
    yield from remarks_on(view, "since")


def _changes(page: SincePage) -> Table:
    heads = page.heads
    return Table(
        caption=page.caption,
        columns=(
            Column(title=heads.name, width=48),
            Column(title=heads.old, kind="number", width=12),
            Column(title=heads.new, kind="number", width=12),
            Column(title=heads.difference, kind="number", width=18),
            Column(title=heads.threshold, kind="number", width=18),
            Column(title=heads.people, width=20),
            Column(title=heads.verdict, kind="text", width=22),
            Column(title="", kind="about"),
        ),
        groups=tuple(
            RowGroup(rows=(_row(group.row, is_strong=True), *(_row(row) for row in group.rows)))
            for group in page.groups
        ),
    )


def _row(row: ChangeRow, *, is_strong: bool = False) -> Row:
    return Row(
        cells=(
            named(row.id, row.name, to=row.anchor) if row.id else cell(row.name, to=row.anchor),
            cell(row.old),
            cell(row.new),
            cell(row.difference, bold=row.is_real),
            cell(row.threshold),
            cell(row.people),
            cell(row.verdict, bold=row.is_real),
            cell(row.reason),
        ),
        is_strong=is_strong,
    )


def _plan(part: PlanPart) -> Iterator[Block]:
    yield Heading(level=2, text=part.title)
    yield paragraph(part.text)
    heads = part.heads
    if part.rows:
        yield Table(
            caption=part.caption,
            columns=(
                Column(title=heads.name, width=48),
                Column(title=heads.old, kind="number", width=14),
                Column(title=heads.expected, kind="number", width=20),
                Column(title=heads.new, kind="number", width=14),
                Column(title=heads.outcome, width=36),
                Column(title=heads.actions, kind="about"),
            ),
            groups=ungrouped(
                Row(
                    cells=(
                        named(row.id, row.name, to=row.anchor),
                        cell(row.old),
                        cell(row.expected),
                        cell(row.new),
                        cell(row.outcome, bold=row.is_behind),
                        cell(row.actions),
                    )
                )
                for row in part.rows
            ),
        )
    if part.without:
        yield facts_of(part.without)


def _series(part: SeriesPart) -> Iterator[Block]:
    yield Heading(level=2, text=part.title)
    yield Table(
        columns=(
            Column(title=part.name, width=48),
            *(Column(title=moment, kind="number", width=18) for moment in part.moments),
        ),
        groups=ungrouped(
            Row(
                cells=(
                    named(row.id, row.name) if row.id else Cell(said(row.name)),
                    *(cell(figure.text, bold=figure.is_real) for figure in row.figures),
                ),
                is_strong=row.is_group,
            )
            for group in part.groups
            for row in group
        ),
    )
    yield paragraph(part.note, "note")
