"""The chapters that show where everything stands: how to read it, capabilities, domains, differences."""

from __future__ import annotations

from collections.abc import Iterator

from reports.outline.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Fact,
    Facts,
    Heading,
    Legend,
    LegendEntry,
    Quote,
    Row,
    RowGroup,
    Run,
    Table,
    cell,
    group_title,
    named,
    paragraph,
    prose_blocks,
    said,
    ungrouped,
)
from reports.outline.front import chapter, remarks_on
from reports.view import ReportView
from reports.view.capabilities import CapabilitiesPage
from reports.view.differences import DifferencesPage
from reports.view.domain import DomainPage
from reports.view.priority import PriorityPage
from reports.view.reading import ReadingPage

COUNT_WIDTH = 7.0
NO_ONE = "·"


def reading(view: ReportView, page: ReadingPage, *, is_brief: bool) -> Iterator[Block]:
    yield from chapter(view, page.head)
    yield Legend(title=page.legend_title, entries=tuple(LegendEntry(each.glyph, each.text) for each in page.legend))
    yield Heading(level=2, text=page.levels_title)
    if is_brief:
        yield Facts(
            tuple(
                Fact(f"{level.number} {level.name}", said(f"{level.text} {level.here}.".replace(" .", "")))
                for level in page.levels
            )
        )
    else:
        yield _levels(view, page)
    if not is_brief:
        for passage in page.passages:
            yield Heading(level=2, text=passage.title)
            for text in passage.paragraphs:
                yield paragraph(text)
    yield Heading(level=2, text=page.confidence_title)
    yield Facts(tuple(Fact(row.name, said(row.text)) for row in page.confidence))
    yield from remarks_on(view, "reading")


def _levels(view: ReportView, page: ReadingPage) -> Table:
    told = view.retelling
    return Table(
        caption=told.captions.levels,
        columns=(
            Column(title=told.level, width=34),
            Column(title=told.means),
            Column(title=told.stands_here, width=42),
        ),
        groups=ungrouped(
            Row(cells=(cell(f"{level.number} {level.name}"), cell(level.text), cell(level.here)))
            for level in page.levels
        ),
    )


def capabilities(view: ReportView, page: CapabilitiesPage) -> Iterator[Block]:
    told, heads = view.retelling, page.heads
    yield from chapter(view, page.head)
    if any(row.reality is not None for row in view.slides.chart.rows):
        yield Chart(view.slides.chart)
    yield Table(
        caption=told.captions.capabilities,
        columns=(
            Column(title=heads.capability),
            Column(title="", kind="marks"),
            Column(title=heads.score, kind="number", width=16),
            Column(title=heads.target, kind="number", width=14),
            Column(title=heads.level, kind="number", width=18),
            Column(title=heads.priority, kind="number", width=20),
            Column(title=heads.confidence, width=22),
        ),
        groups=tuple(
            RowGroup(
                title=group_title(group.name, group.text, to=group.anchor),
                rows=tuple(
                    Row(
                        cells=(
                            cell(f"{row.id} {row.name}", to=row.anchor),
                            Cell(marks=row.marks),
                            cell(row.score, bold=True),
                            cell(row.target),
                            cell(row.level),
                            cell(row.priority),
                            cell(told.confidence[row.confidence]),
                        )
                    )
                    for row in group.rows
                ),
            )
            for group in page.groups
        ),
    )
    yield paragraph(told.notes.capabilities, "note")
    for column in page.columns:
        yield Heading(level=2, text=column.title)
        for text in column.texts:
            yield paragraph(text)
    yield from remarks_on(view, "capabilities")


def priority(view: ReportView, page: PriorityPage) -> Iterator[Block]:
    heads = page.heads
    yield from chapter(view, page.head)
    yield Table(
        caption=view.retelling.captions.priority,
        columns=(
            Column(title=heads.capability),
            Column(title=heads.distance, kind="number", width=17),
            Column(title=heads.importance, kind="number", width=20),
            Column(title=heads.risk, kind="number", width=17),
            Column(title=heads.enables, kind="number", width=20),
            Column(title=heads.priority, kind="number", width=20),
            Column(title=heads.action, width=30),
        ),
        groups=ungrouped(
            Row(
                cells=(
                    cell(f"{row.id} {row.name}", to=row.anchor),
                    cell(row.distance),
                    cell(row.importance),
                    cell(row.risk),
                    cell(row.enables),
                    cell(row.priority, bold=True),
                    cell(row.action.text, to=row.action.anchor) if row.action else cell(row.no_action),
                )
            )
            for row in page.rows
        ),
    )
    yield paragraph(view.retelling.notes.priority, "note")
    yield from remarks_on(view, "priority")


def domain(view: ReportView, page: DomainPage) -> Iterator[Block]:
    told = view.retelling
    yield from chapter(view, page.head)
    yield Table(
        caption=told.captions.stairs,
        columns=(
            Column(title=told.level, width=40),
            Column(title=told.reached_by),
            Column(title=told.stands_here, width=58),
        ),
        groups=ungrouped(
            Row(
                cells=(
                    cell(f"{step.number} {step.name}"),
                    cell(step.text),
                    cell(" · ".join(part for part in ("  ".join(step.standing.split()), step.bar) if part)),
                ),
                is_strong=step.is_reached,
            )
            for step in reversed(page.steps)
        ),
    )
    yield paragraph(page.rule, "note")
    yield Heading(level=2, text=page.quote_title)
    if page.no_quote:
        yield paragraph(page.no_quote)
    for quote in (page.quote, *page.also):
        if quote is not None:
            yield Quote(quote.sentence, quote.text)
    yield Heading(level=2, text=page.lifts_title)
    if page.no_lifts:
        yield paragraph(page.no_lifts)
    if page.lifts:
        yield Bullets(tuple(((Run(lift.title, bold=True, to=lift.anchor),), said(lift.text)) for lift in page.lifts))
    yield Heading(level=2, text=told.captions.items)
    yield _items(view, page)
    yield paragraph(told.notes.counts, "note")
    if page.findings:
        yield Heading(level=2, text=page.findings_title)
        for text in page.findings:
            yield paragraph(text)
    if page.remarks:
        yield Heading(level=2, text=page.remarks_title)
        for remark in page.remarks:
            yield Heading(level=3, text=remark.about)
            yield from prose_blocks(remark.passages)


def _items(view: ReportView, page: DomainPage) -> Table:
    heads = page.heads
    return Table(
        columns=(
            Column(title=view.retelling.question),
            *(Column(title=letter, kind="count", width=COUNT_WIDTH) for letter in heads.letters),
            *(Column(title=group, kind="number", width=4 + 1.7 * max(5, len(group))) for group in heads.groups),
            Column(title=heads.value, kind="number", width=13),
        ),
        groups=tuple(
            RowGroup(
                title=group_title(block.name, block.text),
                anchor=block.anchor,
                rows=tuple(
                    Row(
                        cells=(
                            named(f"{row.id}{row.gate}", row.question, to=row.anchor),
                            *_counts(view, row.id),
                            *(cell(mean) for mean in row.means),
                            cell(row.value, bold=True),
                        )
                    )
                    for row in block.rows
                ),
            )
            for block in page.blocks
        ),
    )


def _counts(view: ReportView, item: str) -> Iterator[Cell]:
    """Yield how often each level, and don't know, was chosen in the groups that may be shown."""
    groups = next(each.groups for each in view.figures.items if each.id == item)
    for level in range(6):
        chosen = sum((*group.counts, group.unknown)[level] for group in groups)
        yield cell(str(chosen) if chosen else NO_ONE if groups else "")


def differences(view: ReportView, page: DifferencesPage) -> Iterator[Block]:
    told = view.retelling
    yield from chapter(view, page.head)
    if page.groups:
        yield Table(
            caption=told.captions.differences,
            columns=(
                Column(title=page.item_head),
                Column(title=page.it_head, kind="number", width=16),
                Column(title=page.user_head, kind="number", width=22),
                Column(title=page.gap_head, kind="number", width=18),
            ),
            groups=tuple(
                RowGroup(
                    title=said(group.title, bold=True),
                    rows=tuple(
                        Row(
                            cells=(
                                named(row.id, row.question, to=row.anchor),
                                cell(row.it),
                                cell(row.user),
                                cell(row.gap, bold=True),
                            )
                        )
                        for row in group.rows
                    ),
                )
                for group in page.groups
            ),
        )
    if page.two_answers:
        yield Heading(level=2, text=page.two_answers_title)
        yield paragraph(page.two_answers_lead)
        yield Table(
            caption=told.captions.two_answers,
            columns=(
                Column(title=page.divided_item, width=18),
                Column(title=page.it_chooses),
                Column(title=page.users_choose),
            ),
            groups=ungrouped(Row(cells=(cell(pair.id), cell(pair.it), cell(pair.user))) for pair in page.two_answers),
        )
    if page.divided:
        yield Heading(level=2, text=page.divided_title)
        yield paragraph(page.divided_lead)
        yield Table(
            caption=told.captions.divided,
            columns=(
                Column(title=page.divided_item),
                *(Column(title=letter, kind="count", width=COUNT_WIDTH) for letter in page.letters),
                Column(title=page.divided_spread, kind="number", width=20),
            ),
            groups=ungrouped(
                Row(
                    cells=(
                        named(row.id, row.question, to=row.anchor),
                        *_counts(view, row.id),
                        cell(row.spread, bold=True),
                    )
                )
                for row in page.divided
            ),
        )
    if page.note:
        yield paragraph(page.note, "note")
    yield from remarks_on(view, "differences")
