"""The chapters that a board reads: the cover, the answer, the roadmap, the organiser's remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reports.charts import gantt
from reports.charts.dumbbell import Dumbbell
from reports.outline.blocks import (
    Bar,
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Contents,
    ContentsEntry,
    Heading,
    Legend,
    LegendEntry,
    Line,
    Paragraph,
    Row,
    RowGroup,
    Run,
    Table,
    Title,
    cell,
    facts_of,
    group_title,
    paragraph,
    prose_blocks,
    said,
    ungrouped,
)
from reports.view import ReportView
from reports.view.material import Head, Link
from reports.view.outlook import OutlookPage
from reports.view.remarks import RemarksPage
from reports.view.roadmap import Lane
from reports.view.slides import ChartRow

OUTLOOK_WIDTH = 125.0  # mm for the figures of all quarters
NARROW_FROM = 7  # quarters; from here their columns hold figures only


def chapter(view: ReportView, head: Head, *, is_wide: bool = False) -> Iterator[Block]:
    """Yield the heading of a page, with its number and its lead."""
    number = view.numbers.get(head.anchor, "")
    yield Heading(level=1, text=head.heading, anchor=head.anchor, number=number, title=head.title, is_wide=is_wide)
    if head.lead:
        yield paragraph(head.lead, "lead")


def remarks_on(view: ReportView, page: str) -> Iterator[Block]:
    """Yield what the organiser says about a page, by its name in the view."""
    passages = view.page_remarks.get(page)
    if passages:
        yield Heading(level=2, text=view.labels.remarks)
        yield from prose_blocks(passages)


def cover(view: ReportView) -> Iterator[Block]:
    page = view.contents
    about = tuple(text for text in (page.text, page.one_view) if text)
    yield Title(text=page.title, organisation=page.organisation, about=about)
    if page.maker is not None and (page.maker.name or page.maker.contact):
        yield paragraph(" · ".join(text for text in (page.maker.name, page.maker.contact) if text), "note")
    yield from prose_blocks(page.cover)
    if page.remark:
        yield Paragraph((said(page.remark_title, bold=True),))
        yield from prose_blocks(page.remark)
    yield Contents(
        title=page.contents_title,
        entries=tuple(
            ContentsEntry(number=line.number, title=line.title, heading=line.heading, anchor=line.anchor)
            for line in page.lines
        ),
    )


def answer(view: ReportView) -> Iterator[Block]:
    page, told = view.answer, view.retelling
    yield from chapter(view, page.head)
    yield from _chart(view)
    yield Table(
        caption=told.captions.standings,
        columns=(
            Column(title=told.scope, width=42),
            Column(title="", kind="marks"),
            Column(title=told.reality, kind="number", width=24),
            Column(title=told.ambition, kind="number", width=20),
            Column(title=told.level, kind="about"),
        ),
        groups=ungrouped(
            Row(
                cells=(
                    cell(standing.name, to=standing.anchor),
                    Cell(marks=marks),
                    cell(standing.reality, bold=True),
                    cell(standing.ambition),
                    cell(standing.text),
                ),
                is_strong=number == 0,
            )
            for number, (standing, marks) in enumerate(
                zip(told.standings, (_whole(view), *(row.marks for row in page.domains)), strict=True)
            )
        ),
    )
    for warning in page.warnings:
        yield paragraph(warning, "warning")
    yield Heading(level=2, text=page.profile.title)
    yield paragraph(page.profile.text)
    if page.steps:
        yield Heading(level=2, text=page.steps_title)
        yield Bullets(
            tuple(
                ((Run(step.title, bold=True, to=step.anchor),), said(step.first_step), said(step.text))
                for step in page.steps
            ),
            start=1,
        )
    yield Paragraph((_onward(view, told.onward, told.see_chapter, "roadmap"),))
    yield facts_of(page.facts)
    yield from remarks_on(view, "answer")


def _chart(view: ReportView) -> Iterator[Block]:
    """Yield the whole and the domains as a chart, where one of them has a score."""
    told, drawn = view.retelling.standings, (_whole(view), *(row.marks for row in view.answer.domains))
    if all(marks.score is None for marks in drawn):
        return
    rows = tuple(
        ChartRow(
            name=standing.name,
            is_domain=number == 0,
            reality=marks.score,
            ambition=marks.target,
            reality_text=standing.reality if marks.score is not None else "",
            ambition_text=standing.ambition if marks.target is not None else "",
        )
        for number, (standing, marks) in enumerate(zip(told, drawn, strict=True))
    )
    alt = ". ".join(marks.alt for marks in drawn)
    yield Chart(msgspec.structs.replace(view.slides.chart, rows=rows, alt=alt))


def _whole(view: ReportView) -> Dumbbell:
    """Return the whole as marks on the same scale as the domains."""
    drawn = view.answer.whole.staff
    return Dumbbell(score=drawn.score, target=drawn.ambition, stated=drawn.stated, alt=drawn.alt)


def _onward(view: ReportView, text: str, see: str, anchor: str) -> Line:
    """Return a text with the chapter where it goes on, where this report has that chapter."""
    number = view.numbers.get(anchor)
    before = f"{text} " if text else ""
    return (Run(before), Run(f"{see} {number}", to=anchor), Run(".")) if number else said(text)


def roadmap(view: ReportView) -> Iterator[Block]:
    page, told = view.roadmap, view.retelling
    yield from chapter(view, page.head, is_wide=bool(page.sheets))
    yield paragraph(page.meta, "note")
    for text in page.nothing:
        yield paragraph(text)
    if page.sheets:
        yield Legend(title="", entries=tuple(LegendEntry(each.glyph, each.text) for each in page.legend))
        yield _map(view)
    if page.first_steps:
        yield Heading(level=2, text=page.first_steps_title)
        steps = [step for part in page.first_steps for step in part]
        yield Bullets(tuple(((Run(step.id, bold=True, to=step.anchor), Run(f" {step.text}")),) for step in steps))
    if page.left_out:
        yield Heading(level=2, text=page.left_out_title)
        for line in page.left_out:
            rest = f" ({line.amount}): {line.actions}." if line.actions else f" ({line.amount})."
            yield Paragraph(((Run(line.title, bold=True), Run(rest)),))
    if page.left_out_onward is not None and "left-out" in view.numbers:
        yield Paragraph((_onward(view, "", told.reasons_in_chapter, "left-out"),))
    yield from remarks_on(view, "roadmap")


def _map(view: ReportView) -> Table:
    """Return the lanes with their actions, and under them what each quarter costs and brings."""
    page, told = view.roadmap, view.retelling
    quarters = len(page.quarters)
    is_narrow = quarters >= NARROW_FROM
    lanes = [
        _lane(view, lane, bars)
        for sheet in page.sheets
        for lane, bars in zip(sheet.lanes, sheet.chart.lanes, strict=True)
    ]
    under = (
        (page.capacity_row.title, told.notes.capacity, [said(each.text) for each in page.capacity]),
        (page.milestones_row.title, page.milestones_row.text, [titles(links) for links in page.milestones]),
        (
            page.whole_row.title,
            page.whole_row.text,
            [said(" · ".join(part for part in (each.range, each.level) if part)) for each in page.whole],
        ),
    )
    return Table(
        caption=told.captions.roadmap,
        note=told.notes.roadmap,
        columns=(
            Column(title=page.action_head),
            Column(title=page.days_head, kind="number", width=11),
            Column(title=told.after, width=13 if is_narrow else 28),
            Column(title=page.owner_head, kind="blank", width=20 if is_narrow else 28),
            Column(title=told.weeks, kind="number" if is_narrow else "weeks", width=16),
            *(
                Column(
                    title="\n".join(part for part in (f"{quarter.name} {quarter.label}", quarter.text) if part),
                    kind="quarter",
                    short=quarter.label,
                    width=12 if is_narrow else 29,
                )
                for quarter in page.quarters
            ),
        ),
        groups=(
            *lanes,
            *(
                RowGroup(
                    title=group_title(title, text),
                    cells=tuple(Cell(line) for line in lines),
                )
                for title, text, lines in under
            ),
        ),
    )


def titles(links: Sequence[Link]) -> Line:
    """Return the texts of links in one line."""
    runs: list[Run] = []
    for link in links:
        runs += [Run("; ")] if runs else []
        runs.append(Run(link.text, to=link.anchor))
    return tuple(runs)


def _lane(view: ReportView, lane: Lane, bars: Sequence[gantt.Bar]) -> RowGroup:
    told = view.retelling
    rows = []
    for step, bar in zip(lane.rows, bars, strict=True):
        mine = told.steps[step.id]
        rows.append(
            Row(
                cells=(
                    Cell((Run(f"{step.id} ", bold=True, to=step.anchor), Run(step.title, to=step.anchor))),
                    cell(step.days),
                    cell(mine.after),
                    cell(mine.owner),
                    cell(mine.weeks),
                    *(cell(text) for text in mine.quarters),
                ),
                bar=Bar(start=bar.start, finish=bar.finish, certainty=bar.certainty, noticed=bar.noticed),
            )
        )
    return RowGroup(
        title=group_title(lane.name, lane.text, to=lane.anchor),
        cells=tuple(
            Cell((Run(" · ".join(part for part in (each.range, each.level) if part), bold=each.rises),))
            for each in lane.expected
        ),
        rows=tuple(rows),
    )


def outlook(view: ReportView, page: OutlookPage) -> Iterator[Block]:
    yield from chapter(view, msgspec.structs.replace(page.head, lead=view.retelling.notes.outlook_lead))
    yield Table(
        caption=view.retelling.captions.outlook,
        columns=(
            Column(title=page.scope),
            *(Column(title=moment, kind="number", width=OUTLOOK_WIDTH / len(page.moments)) for moment in page.moments),
        ),
        groups=tuple(
            RowGroup(
                title=group_title(row.name, row.text, to=row.anchor),
                rows=(
                    Row(cells=(cell(page.on_time), *(cell(figure) for figure in row.on_time))),
                    Row(cells=(cell(page.late), *(cell(figure) for figure in row.late))),
                    Row(cells=(cell(page.level), *(cell(level.text, bold=level.rises) for level in row.levels))),
                ),
            )
            for row in page.rows
        ),
    )
    yield paragraph(view.retelling.notes.outlook, "note")
    yield from remarks_on(view, "outlook")


def remarks(view: ReportView, page: RemarksPage) -> Iterator[Block]:
    yield from chapter(view, page.head)
    yield from prose_blocks(page.passages)
