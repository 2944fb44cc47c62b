"""The chapters to work with and to look things up in: cards, what is left out, all answers, the method."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reports.outline.blocks import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    facts_of,
    named,
    paragraph,
    prose_blocks,
    said,
    ungrouped,
)
from reports.outline.front import chapter, remarks_on, titles
from reports.view import ReportView
from reports.view.answers import AnswersPage, ItemAnswers
from reports.view.cards import Card, CardsPage
from reports.view.left_out import LeftOutPage
from reports.view.method_parts import MethodTable


def cards(view: ReportView, page: CardsPage) -> Iterator[Block]:
    yield from chapter(view, page.head)
    yield paragraph(view.retelling.cards_note, "lead")
    for quarter in page.quarters:
        yield Heading(level=2, text=quarter.title)
        for card in quarter.cards:
            yield from _card(view, page, card)
    yield from remarks_on(view, "cards")


def _card(view: ReportView, page: CardsPage, card: Card) -> Iterator[Block]:
    yield Heading(level=3, text=f"{card.id} {card.title}", anchor=card.anchor)
    yield paragraph(" ".join(part for part in (f"{card.facts}.", card.brings, card.why) if part))
    if card.lifts:
        yield paragraph(card.lifts, "note")
    if card.noticed:
        yield paragraph(page.noticed, "note")
    if card.verify:
        yield paragraph(card.verify, "warning")
    told = view.retelling.steps.get(card.id)
    yield Facts(
        (
            Fact(page.first_step, said(card.first_step)),
            Fact(page.kpi, said(card.kpi)),
            Fact(page.baseline, ()),
            Fact(page.aim, ()),
            Fact(page.owner, said(told.owner if told else "")),
            Fact(page.waits, titles(card.waits) or said(page.waits_for_nothing)),
            Fact(page.enables, titles(card.enables) or said(page.enables_nothing)),
        )
    )
    yield from prose_blocks(card.remark)


def left_out(view: ReportView, page: LeftOutPage) -> Iterator[Block]:
    yield from chapter(view, page.head)
    for part in page.parts:
        yield Heading(level=2, text=f"{part.title} ({part.amount})")
        yield paragraph(part.text)
        if part.rows:
            yield Table(
                columns=(
                    Column(title=page.action, width=62),
                    Column(title=page.why),
                    Column(title=page.days, kind="number", width=16),
                ),
                groups=ungrouped(
                    Row(
                        cells=(
                            named(row.id, row.title),
                            cell(row.why),
                            cell(row.days),
                        )
                    )
                    for row in part.rows
                ),
            )
        if part.listing:
            yield Bullets(tuple((said(text),) for text in part.listing))
    if page.last_step:
        yield Heading(level=2, text=page.last_step_title)
        yield paragraph(page.last_step)
    yield from remarks_on(view, "left_out")


def answers(view: ReportView, page: AnswersPage, *, is_brief: bool) -> Iterator[Block]:
    if is_brief:
        yield from chapter(view, msgspec.structs.replace(page.head, lead=view.retelling.answers_in_short))
    else:
        yield from chapter(view, page.head)
    for part in page.capabilities:
        yield Heading(level=2, text=part.name)
        if is_brief:
            yield Facts(tuple(Fact(item.id, _in_short(item)) for item in part.items))
            continue
        for item in part.items:
            yield _answers(item)
            if item.remark:
                yield paragraph(item.remark, "note")
            for note in item.notes:
                yield Paragraph(((Run(f"{note.term}: ", bold=True), Run(note.text)),), "remark")
    if page.facts:
        yield Heading(level=2, text=page.facts_title)
        yield facts_of(page.facts)
    yield from remarks_on(view, "answers")


def _in_short(item: ItemAnswers) -> Line:
    """Return the sentence that holds, and what was settled or noted."""
    held = [f"{row.letter} {row.sentence}" for row in item.rows if row.is_held]
    return said(" ".join([*held, *([item.remark] if item.remark else []), *_noted(item)]))


def _noted(item: ItemAnswers) -> Iterator[str]:
    for note in item.notes:
        yield f"{note.term}: {note.text}"


def _answers(item: ItemAnswers) -> Table:
    return Table(
        anchor=item.anchor,
        columns=(
            Column(title=item.id, width=14),
            Column(title=item.question),
            *(
                Column(title=group, kind="count", width=max(15.0, 1.8 * max(map(len, group.split()))))
                for group in item.groups
            ),
        ),
        groups=ungrouped(
            Row(
                cells=(
                    cell(row.letter, bold=row.is_held),
                    cell(row.sentence, bold=row.is_held),
                    *(cell(count, bold=row.is_held) for count in row.counts),
                ),
                is_strong=row.is_held,
            )
            for row in item.rows
        ),
    )


def _figures(table: MethodTable) -> Table:
    name, *others = table.heads
    return Table(
        caption=table.caption,
        columns=(Column(title=name, width=42), *(Column(title=head, kind="number") for head in others)),
        groups=ungrouped(Row(cells=tuple(cell(each) for each in row)) for row in table.rows),
    )


def method(view: ReportView, *, is_brief: bool) -> Iterator[Block]:
    page = view.method
    yield from chapter(view, page.head)
    if is_brief:
        yield paragraph(view.retelling.method_in_short)
    for part in () if is_brief else page.parts:
        yield Heading(level=2, text=part.title)
        if part.formulas:
            yield facts_of(part.formulas)
        for text in part.paragraphs:
            yield paragraph(text)
        if part.table:
            yield _figures(part.table)
        for text in part.notes:
            yield paragraph(text)
    yield Heading(level=2, text=page.versions_title)
    yield facts_of(page.versions)
    yield from remarks_on(view, "method")
    if is_brief or not page.sources:
        return
    yield Heading(level=2, text=page.sources_title)
    yield Table(
        caption=view.retelling.captions.sources,
        columns=(
            Column(title=page.sources_heads[0], width=42),
            Column(title=page.sources_heads[1]),
            Column(title=page.sources_heads[2], width=52),
        ),
        groups=ungrouped(
            Row(
                cells=(
                    named(row.id, row.name),
                    cell(row.definition),
                    cell(row.source),
                )
            )
            for row in page.sources
        ),
    )
