"""Write the blocks of an outline as paragraphs and tables of a Word document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reports.docx.chart import Charts
from reports.docx.elements import (
    element,
    field,
    field_mark,
    field_start,
    paragraph,
    simple_field,
    table_cell,
    table_row,
    text_run,
)
from reports.docx.styles import LANDSCAPE, PORTRAIT, twips
from reports.office import sayable
from reports.outline.blocks import (
    Block,
    Bullets,
    Chart,
    Column,
    ColumnKind,
    Contents,
    Fact,
    Facts,
    Heading,
    Legend,
    Line,
    Paragraph,
    Quote,
    Row,
    RowGroup,
    Run,
    Table,
    Title,
    Tone,
    plain_text,
    said,
)

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

    from reports.view import ReportView

STYLES: dict[Tone, str] = {
    "body": "Normal", "lead": "Lead", "note": "Note", "warning": "Warning", "remark": "Remark",
}  # fmt: skip
CELL_STYLES: dict[ColumnKind, str] = {
    "text": "TableText", "blank": "TableText", "number": "TableNumber", "count": "TableCount", "quarter": "TableSmall",
    "about": "TableText",
}  # fmt: skip
NOT_WRITTEN: frozenset[ColumnKind] = frozenset({"marks", "weeks"})  # pictures, and what the quarters say as well
LONG_TERM = 29  # characters; a longer one stands above its text
WHOLE_UP_TO = 8  # rows; a table no longer than this is never parted over two pages
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
BOOKMARK_LENGTH = 40
LOWEST = 3  # the level of the headings of cards
NUMBERS = 5  # the list of the style List Number


def bookmark(anchor: str) -> str:
    """Return the anchor of a place as Word names it."""
    return re.sub(r"\W", "_", anchor)[:BOOKMARK_LENGTH]


class Writer:
    """Writes blocks one after another; it counts what must have a number of its own."""

    def __init__(self, document: Document, view: ReportView) -> None:
        self.document = document
        self.table_word = view.retelling.table
        self.language = LANGUAGES[view.language]
        self.typed_in = LANGUAGES[view.typed_in] if view.typed_in else ""  # where people typed in another language
        self.charts = Charts(document, self.language, dt.date.fromisoformat(view.created))
        self.body: Any = document.element.body
        self.width = PORTRAIT
        self._bookmarks = 0
        self._tables = 0
        self._heading = ""
        self._is_card = False  # what stands under a heading of the lowest level stays on one page with it

    def write(self, block: Block) -> None:
        """Put a block at the end of the document."""
        for each in self._elements(block):
            self.append(each)

    def append(self, made: _Element) -> None:
        """Put an element at the end, before what closes the document."""
        self.body.insert(len(self.body) - 1, made)

    def _elements(self, block: Block) -> Iterator[_Element]:
        match block:
            case Title():
                yield paragraph("Title", self.runs(said(block.text)))
                yield paragraph("Subtitle", self.runs(said(block.organisation)))
                for text in block.about:
                    yield paragraph("Lead", self.runs(said(text)))
            case Contents():
                yield self._contents(block)
            case Heading():
                yield from self._headings(block)
            case Paragraph():
                kept = [element("w:keepNext")] if self._is_card and block.tone != "remark" else []
                language = self.typed_in if block.tone == "remark" else ""
                yield paragraph(STYLES[block.tone], self._lines(block.lines, language), kept)
            case Quote():
                yield paragraph("Quote", self.runs(said(block.sentence)))
                yield paragraph("QuoteSource", self.runs(said(block.about)))
            case Bullets():
                yield from self._bullets(block)
            case Facts():
                last = len(block.facts) - 1
                for number, fact in enumerate(block.facts):
                    yield self._fact(fact, is_kept=self._is_card and number < last)
                self._is_card = False
            case Table():
                yield from self._table(block)
            case Chart():
                yield from self._chart(block)
            case Legend():
                return  # there are no pictures here whose marks could be explained

    def _chart(self, block: Chart) -> Iterator[_Element]:
        """Yield a chart with its marks explained, on one page with what follows."""
        chart = block.chart
        yield paragraph("Normal", [self.charts.run(chart, self.width)], [element("w:keepNext")])
        reality, ambition = text_run(f"{chart.reality}     "), text_run(chart.ambition)
        yield paragraph("Note", [text_run("● ", "Reality"), reality, text_run("▌", "Ambition"), ambition])

    def _headings(self, block: Heading) -> Iterator[_Element]:
        self._heading, self._is_card = block.text, block.level == LOWEST
        if block.level == 1:
            self.width = LANDSCAPE if block.is_wide else PORTRAIT
            kicker = " · ".join(part for part in (block.number, block.title) if part)
            yield paragraph("Kicker", self.runs(said(kicker)))
        inner = list(self.runs(said(block.text)))
        yield paragraph(f"Heading{block.level}", self._marked(block.anchor, inner))

    def _marked(self, anchor: str, inner: Sequence[_Element]) -> list[_Element]:
        """Return elements with a bookmark around them, so that links can lead there."""
        if not anchor:
            return list(inner)
        self._bookmarks += 1
        number = str(self._bookmarks)
        start = element("w:bookmarkStart", {"w:id": number, "w:name": bookmark(anchor)})
        return [start, *inner, element("w:bookmarkEnd", {"w:id": number})]

    def _contents(self, block: Contents) -> _Element:
        """Return the table of contents: a field that Word fills anew, with what it will say already in it."""
        entries = []
        for number, entry in enumerate(block.entries):
            inner = [
                text_run(f"{entry.number}"),
                element("w:r", {}, element("w:tab")),
                text_run(entry.heading),
                element("w:r", {}, element("w:tab")),
                *field(f"PAGEREF {bookmark(entry.anchor)} \\h", ""),
            ]
            link = element("w:hyperlink", {"w:anchor": bookmark(entry.anchor), "w:history": "1"}, *inner)
            before = field_start('TOC \\o "1-1" \\h \\z \\u') if number == 0 else []
            after = [field_mark("end")] if number == len(block.entries) - 1 else []
            entries.append(paragraph("TOC1", [*before, link, *after]))
        gallery = element(
            "w:docPartObj",
            {},
            element("w:docPartGallery", {"w:val": "Table of Contents"}),
            element("w:docPartUnique"),
        )
        return element(
            "w:sdt",
            {},
            element("w:sdtPr", {}, gallery),
            element("w:sdtContent", {}, paragraph("TOCHeading", [text_run(block.title)]), *entries),
        )

    def _bullets(self, block: Bullets) -> Iterator[_Element]:
        number = None if block.start is None else self._list(block.start)
        for entry in block.entries:
            style = "ListBullet" if block.start is None else "ListNumber"
            properties = []
            if number is not None:
                level = element("w:ilvl", {"w:val": "0"})
                properties = [element("w:numPr", {}, level, element("w:numId", {"w:val": str(number)}))]
            yield paragraph(style, self._lines(entry), properties)

    def _list(self, start: int) -> int:
        """Return the number of a new list that counts from `start`."""
        from docx.oxml.ns import qn

        numbering = self.document.part.numbering_part.element
        nums = numbering.findall(qn("w:num"))
        numbers = {num.get(qn("w:numId")): num for num in nums}
        pattern = numbers[str(NUMBERS)].find(qn("w:abstractNumId")).get(qn("w:val"))
        number = max(map(int, numbers)) + 1
        override = element("w:lvlOverride", {"w:ilvl": "0"}, element("w:startOverride", {"w:val": str(start)}))
        nums[-1].addnext(
            element("w:num", {"w:numId": str(number)}, element("w:abstractNumId", {"w:val": pattern}), override)
        )
        return number

    def _fact(self, fact: Fact, *, is_kept: bool) -> _Element:
        kept = [element("w:keepNext")] if is_kept else []
        term = text_run(fact.term, "Strong")
        tab = element("w:r", {}, element("w:tab"))
        if len(fact.term) > LONG_TERM:
            return paragraph("LongFact", [term, element("w:r", {}, element("w:br")), *self.runs(fact.text)], kept)
        if not plain_text(fact.text):
            return paragraph("Fact", [term, tab, element("w:r", {}, element("w:tab"))], kept)
        return paragraph("Fact", [term, tab, *self.runs(fact.text)], kept)

    def _table(self, table: Table) -> Iterator[_Element]:
        shown = [number for number, column in enumerate(table.columns) if column.kind not in NOT_WRITTEN]
        columns = [table.columns[number] for number in shown]
        widths = self._widths(columns)
        if table.caption:
            self._tables += 1
            inner = [text_run(f"{self.table_word} "), *simple_field("SEQ Table \\* ARABIC", str(self._tables))]
            yield paragraph("Caption", [*inner, text_run(f": {table.caption}")])
        rows = [self._head(table, columns, widths)]
        count = sum(len(group.rows) for group in table.groups)
        is_whole = count <= WHOLE_UP_TO
        written = 0
        for group in table.groups:
            if group.title:
                rows.append(self._group(group, columns, widths))
            for row in group.rows:
                written += 1
                cells = [row.cells[number] for number in shown]
                rows.append(
                    self._row(row, [each.line for each in cells], columns, widths, is_whole and written < count)
                )
        yield element(
            "w:tbl",
            {},
            element(
                "w:tblPr",
                {},
                element("w:tblStyle", {"w:val": "Report"}),
                element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}),
                element("w:tblLayout", {"w:type": "fixed"}),
                element("w:tblLook", {"w:val": "0420", "w:firstRow": "1", "w:lastRow": "0", "w:firstColumn": "0",
                                      "w:lastColumn": "0", "w:noHBand": "0", "w:noVBand": "1"}),
                element("w:tblCaption", {"w:val": sayable(table.caption or self._heading)}),
            ),
            element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": str(width)}) for width in widths)),
            *rows,
        )  # fmt: skip
        yield paragraph("Note", self.runs(said(table.note))) if table.note else paragraph("AfterTable", [])

    def _widths(self, columns: Sequence[Column]) -> list[int]:
        """Return the widths of columns in twips; those without one share what is left."""
        taken = sum(column.width or 0 for column in columns)
        open_ = sum(column.width is None for column in columns)
        share = (self.width - taken) / max(1, open_)
        return [twips(column.width if column.width is not None else share) for column in columns]

    def _head(self, table: Table, columns: Sequence[Column], widths: Sequence[int]) -> _Element:
        cells = []
        for number, (column, width) in enumerate(zip(columns, widths, strict=True)):
            inner: list[_Element] = list(self.runs(said(column.title)))
            if number == 0:
                inner = self._marked(table.anchor, inner)
            align = {"number": "right", "count": "center"}.get(column.kind)
            properties = [element("w:jc", {"w:val": align})] if align else []
            cells.append(table_cell(width, paragraph("TableHead", inner, properties)))
        return table_row(cells, is_head=True)

    def _group(self, group: RowGroup, columns: Sequence[Column], widths: Sequence[int]) -> _Element:
        """Return the heading of a group over all columns before those in which it has cells of its own."""
        own = len(group.cells)
        span = len(columns) - own
        title = self._marked(group.anchor, list(self.runs(group.title)))
        cells = [table_cell(sum(widths[:span]), paragraph("TableGroup", title), span)]
        for each, width in zip(group.cells, widths[span:], strict=True):
            cells.append(table_cell(width, paragraph("TableExpected", self.runs(each.line))))
        return table_row(cells)

    def _row(
        self, row: Row, lines: Sequence[Line], columns: Sequence[Column], widths: Sequence[int], is_kept: bool
    ) -> _Element:
        cells = []
        for number, (line, column, width) in enumerate(zip(lines, columns, widths, strict=True)):
            strong = tuple(Run(run.text, True, run.italic, run.code, run.link, run.to) for run in line)
            inner: list[_Element] = list(self.runs(strong if row.is_strong else line))
            if number == 0:
                inner = self._marked(row.anchor, inner)
            properties = [element("w:keepNext")] if is_kept else []
            cells.append(table_cell(width, paragraph(CELL_STYLES[column.kind], inner, properties)))
        return table_row(cells)

    def _lines(self, lines: Sequence[Line], language: str = "") -> Iterator[_Element]:
        for number, line in enumerate(lines):
            if number:
                yield element("w:r", {}, element("w:br"))
            yield from self.runs(line, language)

    def runs(self, line: Line, language: str = "") -> Iterator[_Element]:
        """Yield a line as Word has it: runs with character styles, inside a link where they are one."""
        for run in line:
            if run.link:
                from docx.opc.constants import RELATIONSHIP_TYPE

                target = self.document.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                yield element(
                    "w:hyperlink", {"r:id": target}, text_run(run.text, "Hyperlink", run=run, language=language)
                )
            elif run.to:
                inner = text_run(run.text, "Strong" if run.bold else "Reference", run=run, language=language)
                yield element("w:hyperlink", {"w:anchor": bookmark(run.to), "w:history": "1"}, inner)
            else:
                style = "Code" if run.code else "Strong" if run.bold else "Emphasis" if run.italic else ""
                yield text_run(run.text, style, run=run, language=language)
