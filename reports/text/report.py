"""Tell a report on a terminal: the same story as on paper, from the top to the bottom, without pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from reports.charts.glyphs import Glyph
from reports.marks import SIGNS, Marks
from reports.outline import outline
from reports.outline.blocks import (
    Block,
    Bullets,
    Chart,
    Contents,
    Fact,
    Facts,
    Heading,
    Legend,
    Paragraph,
    Quote,
    Table,
    Title,
    plain_text,
)
from reports.outline.blocks import (
    Line as Said,
)
from reports.text.lines import BLANK, Line, Lines, Span, line, strong, width
from reports.text.lines import plain_text as text_of
from reports.text.table import cut_lines, table_lines
from reports.view import ReportView

FILE_COLUMNS = 80
NARROWEST = 24  # columns; on a narrower terminal lines are this wide
WIDEST = 110  # cells of running text: longer lines are hard to follow
LEGEND_CELLS = 5  # for a mark, before its meaning
TERM_CELLS = 22  # of a fact; a longer term stands above its text


def report_lines(view: ReportView, columns: int, *, marks: Marks = SIGNS, plain: bool = False) -> Lines:
    """Return a report as lines of at most `columns` cells (at least 24), in the signs that a terminal can show.

    `plain` leaves out what is drawn: every row of a table is a sentence, as a screen reader says it.
    """
    return block_lines(outline(view, is_brief=True), columns, marks=marks, plain=plain)


def block_lines(blocks: Iterable[Block], columns: int, *, marks: Marks = SIGNS, plain: bool = False) -> Lines:
    """Return some blocks of a report as lines of at most `columns` cells."""
    columns = max(NARROWEST, columns)
    lines: list[Line] = []
    before: Block | None = None
    for block in blocks:
        told = tuple(_block(_under(before, block), columns, None if plain else marks))
        if not told:
            continue
        if before is not None and not _joins(block, before):
            lines.append(BLANK)
        lines += told
        before = block
    return tuple(lines)


def _under(before: Block | None, block: Block) -> Block:
    """Return a block as it stands under another: a table under a heading needs no caption."""
    if isinstance(block, Table) and isinstance(before, Heading) and before.level > 1:
        return msgspec.structs.replace(block, caption="")
    return block


def as_file(view: ReportView) -> str:
    """Return a report as a text file has it: 80 columns, without weights."""
    return "".join(f"{text_of(one).rstrip()}\n" for one in report_lines(view, FILE_COLUMNS))


def _joins(block: Block, before: Block) -> bool:
    """Say whether a block stands directly under the one before it."""
    if isinstance(before, Heading) and before.level > 1 and not isinstance(block, Heading):
        return True
    is_note = isinstance(before, Paragraph) and before.tone == "note"
    return (isinstance(block, Paragraph) and block.tone == "note") or (isinstance(block, Facts) and is_note)


def _block(block: Block, columns: int, marks: Marks | None) -> Iterator[Line]:
    text_columns = min(columns, WIDEST)
    match block:
        case Title():
            yield from _strong(block.text, text_columns)
            yield from cut_lines(block.organisation, text_columns)
            for text in block.about:
                yield from cut_lines(text, text_columns)
        case Contents():
            yield from _strong(block.title, text_columns)
            for entry in block.entries:
                first = f"{entry.number:>2}  "
                yield from cut_lines(entry.heading, text_columns, first, "    ")
        case Heading():
            yield from _heading(block, columns, marks)
        case Paragraph():
            for said in block.lines:
                yield from _paragraph(said, block.tone, text_columns)
        case Quote():
            yield from cut_lines(block.sentence, text_columns, "  ", "  ")
            yield from cut_lines(block.about, text_columns, "    ", "    ")
        case Bullets():
            yield from _bullets(block, text_columns)
        case Facts():
            yield from _facts(block.facts, text_columns)
        case Legend():
            yield from _legend(block, text_columns, marks) if marks else ()
        case Chart():
            return  # the marks stand in the table
        case Table():
            if block.caption:
                yield from _strong(block.caption, columns)
            yield from table_lines(block, columns, marks or SIGNS, plain=marks is None)


def _strong(text: str, columns: int) -> Iterator[Line]:
    for one in cut_lines(text, columns):
        yield line(strong("".join(span.text for span in one)))


def _heading(block: Heading, columns: int, marks: Marks | None) -> Iterator[Line]:
    if block.level == 1:
        if marks:
            yield line(marks.line * columns)
        yield from cut_lines(" · ".join(part for part in (block.number, block.title) if part), min(columns, WIDEST))
    yield from _strong(block.text, min(columns, WIDEST))


def _paragraph(said: Said, tone: str, columns: int) -> Iterator[Line]:
    text = _with_addresses(said)
    match tone:
        case "warning":
            yield from cut_lines(text, columns, "! ", "  ")
        case "remark":
            yield from cut_lines(text, columns, "  ", "  ")
        case _:
            yield from cut_lines(text, columns)


def _with_addresses(said: Said) -> str:
    """Return the words of a line with the address behind each link that does not show it."""
    parts = []
    for run in said:
        shown = run.text
        parts.append(f"{shown} ({run.link})" if run.link and run.link.removeprefix("mailto:") != shown else shown)
    return "".join(parts)


def _bullets(block: Bullets, columns: int) -> Iterator[Line]:
    for number, entry in enumerate(block.entries):
        mark = "- " if block.start is None else f"{block.start + number}. "
        rest = " " * width(mark)
        for place, said in enumerate(entry):
            yield from cut_lines(_with_addresses(said), columns, mark if place == 0 else rest, rest)


def _facts(facts: tuple[Fact, ...], columns: int) -> Iterator[Line]:
    """Yield terms with their texts beside them, or below where a term is long or the terminal narrow."""
    told = [fact for fact in facts if plain_text(fact.text)]
    cells = max((width(fact.term) for fact in told), default=0)
    is_beside = cells <= TERM_CELLS and columns >= 2 * TERM_CELLS
    for fact in told:
        text = _with_addresses(fact.text)
        if is_beside:
            yield from cut_lines(text, columns, fact.term + " " * (cells - width(fact.term) + 2), " " * (cells + 2))
        else:
            colon = "" if fact.term.endswith("?") else ":"
            yield from cut_lines(f"{fact.term}{colon} {text}", columns, "", "  ")


def _legend(block: Legend, columns: int, marks: Marks) -> Iterator[Line]:
    """Yield the marks that a terminal draws too, each with its meaning: under a title line by line, else in a row."""
    signs: dict[Glyph, Span] = {
        "reality": Span(marks.dot, "reality"),
        "ambition": Span(marks.bar, "ambition"),
        "default_ambition": Span(marks.bar, "ambition"),
        "distance": Span(marks.line * 3, "reality"),
        "interval": Span(marks.spread * 3),
        "range": Span(marks.spread * 3),
        "unknown": Span(marks.not_scored * 3),
        "noticed": Span(marks.milestone, "ambition"),
        "firm": Span(marks.firm),
        "planned": Span(marks.planned),
        "intended": Span(marks.direction),
    }
    shown = [entry for entry in block.entries if entry.glyph in signs and signs[entry.glyph].text.strip()]
    if not block.title:
        yield from cut_lines(" · ".join(f"{signs[entry.glyph].text} {entry.text}" for entry in shown), columns)
        return
    if shown:
        yield from _strong(block.title, columns)
    for entry in shown:
        sign = signs[entry.glyph]
        gap = " " * (LEGEND_CELLS - width(sign.text))
        first, *others = cut_lines(entry.text, columns, " " * LEGEND_CELLS, " " * LEGEND_CELLS)
        yield line(sign, gap, text_of(first)[LEGEND_CELLS:])
        yield from others
