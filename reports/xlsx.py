"""Write the figures of a report as a workbook: tables to sort and fill in, and formulas to check them with."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from reports.brand import Brand
from reports.view import ReportView
from reports.view.material import own_words
from reports.view.workbook import workbook_of
from reports.view.workbook.model import (
    FIRST_ROW,
    TABLE_ROW,
    Cell,
    Chart,
    Formula,
    Kind,
    Look,
    Picture,
    PlacedSheet,
    Table,
    TableSheet,
    Workbook,
    at,
    quoted,
)

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767  # characters that Excel keeps in a cell
STARTS_A_FORMULA = ("=", "+", "-", "@")  # a text that begins so is marked, so that editing it does not turn it into one
FONT, FONT_SIZE = "Arial", 10  # or what has its widths, on every machine
READABLE_WIDTH = 220  # characters on a sheet of A4 that can still be read; a wider table takes more sheets
LOGO_WIDTH, LOGO_HEIGHT, DOTS_PER_INCH = 240, 46, 96
TO_FILL = "#FFF6DD"
QUIET, LINE = "#5A6670", "#C9D1D6"
WRONG = "#F9D9CE"
FILTER_BUTTON = 3  # characters that the button of a filter takes in the heading of a column
LINE_HEIGHT, HIGHEST_ROW = 13.5, 409
LETTERS_PER_WIDTH = 1.2  # the width of a column is counted in figures, which are wider than most letters

NUMBERS: dict[Kind | Look, str] = {
    "level": "0",
    "score": "0.00",
    "factor": "0.00",
    "share": "0%",
    "count": "0",
    "days": "0.0",
    "date": "d mmm yyyy",
}
CENTRED: frozenset[Kind] = frozenset({"level", "score", "factor", "share", "count", "days", "date", "yes", "choice"})


def render(view: ReportView) -> bytes:
    """Return the workbook of a report as an Office Open XML file; the same view gives the same bytes."""
    import xlsxwriter

    workbook, file = workbook_of(view), io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
            "default_row_height": 17,
        },
    )
    _describe(book, view, workbook)
    writer = _Writer(book, view.brand, workbook, view.labels.foot_left)
    for sheet in workbook.sheets:
        writer.add(sheet)
    book.close()
    return file.getvalue()


def _describe(book: xlsxwriter.Workbook, view: ReportView, workbook: Workbook) -> None:
    book.set_properties(
        {
            "title": _clean(view.title),
            "subject": _clean(view.subject),
            "author": _clean(view.author),
            "company": _clean(view.organisation),
            "comments": view.provenance.software,
            "created": dt.datetime.fromisoformat(view.created),
        }
    )
    book.set_custom_property("Language", workbook.language)
    for name, value in view.provenance.properties.items():
        book.set_custom_property(name, value, "text")
    book.set_size(24_000, 14_000)


def _clean(text: str) -> str:
    """Return a text as Office XML may hold it."""
    return own_words(text)[:LONGEST_TEXT]


class _Writer:
    """Writes sheets with the formats of one brand."""

    def __init__(self, book: xlsxwriter.Workbook, brand: Brand, workbook: Workbook, foot: str) -> None:
        self._book, self._brand, self._workbook, self._foot = book, brand, workbook, foot
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._first = workbook.sheets[0].name

    def add(self, sheet: TableSheet | PlacedSheet) -> None:
        page = self._book.add_worksheet(sheet.name)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.7)
        widths = [column.width for column in sheet.table.columns] if isinstance(sheet, TableSheet) else sheet.widths
        page.fit_to_pages(ceil(sum(widths) / READABLE_WIDTH), 0 if isinstance(sheet, TableSheet) else 1)
        foot = _clean(self._foot).replace("&", "&&")[:200]
        page.set_footer(f"&L&8{foot}&C&8&A&R&8{self._workbook.page} &P / &N")
        if isinstance(sheet, TableSheet):
            self._table_sheet(page, sheet)
        else:
            self._placed_sheet(page, sheet)

    # tables

    def _table_sheet(self, page: Worksheet, sheet: TableSheet) -> None:
        table = sheet.table
        page.write_string(0, 0, _clean(sheet.title), self._format(**self._title()))
        page.write_string(1, 0, _clean(sheet.lead), self._format(font_color=QUIET))
        self._link(page, 2, 0, self._first, self._workbook.back)
        page.set_row(0, 26)
        widths = [max(column.width, _longest_word(column.title) + FILTER_BUTTON) for column in table.columns]
        for position, width in enumerate(widths):
            page.set_column(position, position, width)
        titles = max(
            _lines(column.title, width - FILTER_BUTTON) for column, width in zip(table.columns, widths, strict=True)
        )
        page.set_row(TABLE_ROW, LINE_HEIGHT * titles + 6)
        page.add_table(
            TABLE_ROW,
            0,
            table.last_row + (1 if table.sum_label else 0),
            len(table.columns) - 1,
            {
                "name": table.name,
                "style": None,
                "total_row": bool(table.sum_label),
                "columns": [self._column(table, position) for position in range(len(table.columns))],
            },
        )
        for row, cells in enumerate(table.rows or (("",) * len(table.columns),), FIRST_ROW):
            self._grow(page, row, [(cell, width) for cell, width in zip(cells, widths, strict=True)])
            for position, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
                self._write(page, row, position, cell, self._of_kind(column.kind))
        if table.sum_label:
            self._sums(page, table)
        page.freeze_panes(FIRST_ROW, _frozen_columns(table))
        page.repeat_rows(TABLE_ROW)
        if _frozen_columns(table):
            page.repeat_columns(0, _frozen_columns(table) - 1)
        page.print_area(0, 0, table.last_row + (1 if table.sum_label else 0), len(table.columns) - 1)
        self._choices(page, table)
        self._marks(page, sheet)

    def _column(self, table: Table, position: int) -> dict[str, Any]:
        """Return a column of a table as the library asks for it: its heading, and its sum where it has one."""
        column = table.columns[position]
        head = self._head() | ({"align": "center"} if column.kind in CENTRED else {})
        asked: dict[str, Any] = {"header": _clean(column.title), "header_format": self._format(**head)}
        if table.sum_label and position == 0:
            return asked | {"total_string": table.sum_label}
        return asked | ({"total_function": _sum(table, position)} if table.sum_label and column.is_summed else {})

    def _sums(self, page: Worksheet, table: Table) -> None:
        """Write the last row of a table again, now with what its sums come to and as its columns look."""
        row = table.last_row + 1
        for position, column in enumerate(table.columns):
            cells = [line[position] for line in table.rows]
            values = [cell.value if isinstance(cell, Formula) else cell for cell in cells]
            total = sum(value for value in values if isinstance(value, int | float))
            cell = Formula(_sum(table, position), total) if column.is_summed else None
            look = self._of_kind(column.kind) | {"bold": True, "bottom": 0, "top": 1, "top_color": self._brand.primary}
            self._write(page, row, position, table.sum_label if position == 0 else cell, look)

    def _grow(self, page: Worksheet, row: int, cells: Sequence[tuple[Cell, float]]) -> None:
        """Give a row the height of its longest text; not every program does so by itself."""
        lines = max((_lines(cell, width) for cell, width in cells if isinstance(cell, str)), default=1)
        if lines > 1:
            page.set_row(row, min(LINE_HEIGHT * lines + 2, HIGHEST_ROW))

    def _choices(self, page: Worksheet, table: Table) -> None:
        for position, column in enumerate(table.columns):
            if column.choices:
                page.data_validation(
                    FIRST_ROW,
                    position,
                    table.last_row,
                    position,
                    {
                        "validate": "list",
                        "source": list(column.choices),
                        "input_title": column.title[:32],
                        "input_message": column.meaning[:255],
                        "error_type": "warning",
                    },
                )

    def _marks(self, page: Worksheet, sheet: TableSheet) -> None:
        """Draw bars where a column asks to be compared, and mark a quarter with more planned than there is room."""
        table = sheet.table

        def cells(key: str) -> tuple[int, int, int, int]:
            position = table.position(key)
            return FIRST_ROW, position, table.last_row, position

        if sheet.key == "capabilities":
            for key, most, colour in (("gap", 4, self._brand.accent), ("priority", 100, self._brand.primary)):
                page.conditional_format(
                    *cells(key),
                    {
                        "type": "data_bar",
                        "bar_color": _tint(colour),
                        "bar_solid": True,
                        "data_bar_2010": True,
                        "min_type": "num",
                        "min_value": 0,
                        "max_type": "num",
                        "max_value": most,
                    },
                )
        if sheet.key == "actions":
            self._progress(page, table)
        if sheet.key == "quarters":
            page.conditional_format(
                *cells("left"),
                {
                    "type": "cell",
                    "criteria": "<",
                    "value": -0.05,
                    "format": self._book.add_format({"bg_color": WRONG, "bold": True}),
                },
            )

    def _progress(self, page: Worksheet, table: Table) -> None:
        """Show in grey what is over, and in bold what should have been finished by today."""
        status = f"${at(FIRST_ROW, table.position('status'))}"
        over = "OR(" + ",".join(f'{status}="{name}"' for name in self._workbook.over) + ")"
        whole = (FIRST_ROW, 0, table.last_row, len(table.columns) - 1)
        page.conditional_format(
            *whole, {"type": "formula", "criteria": f"={over}", "format": self._book.add_format({"font_color": QUIET})}
        )
        if table.has("finish"):
            position = table.position("finish")
            finish = f"${at(FIRST_ROW, position)}"
            page.conditional_format(
                FIRST_ROW,
                position,
                table.last_row,
                position,
                {
                    "type": "formula",
                    "criteria": f"=AND(ISNUMBER({finish}),{finish}<TODAY(),NOT({over}))",
                    "format": self._book.add_format({"bold": True, "bg_color": WRONG}),
                },
            )

    # cells at their place

    def _placed_sheet(self, page: Worksheet, sheet: PlacedSheet) -> None:
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        self._heights(page, sheet)
        for placed in sheet.cells:
            look = self._of_look(placed.look)
            if placed.to:
                self._link(page, placed.row, placed.column, placed.to, str(placed.cell))
            else:
                self._write(page, placed.row, placed.column, placed.cell, look)
        page.set_row(0, 26)
        if sheet.choice is not None:
            choice = sheet.choice
            page.data_validation(
                choice.row,
                choice.column,
                choice.row,
                choice.column,
                {
                    "validate": "list",
                    "source": choice.source,
                    "input_title": choice.title[:32],
                    "input_message": choice.text[:255],
                },
            )
            page.set_row(choice.row, 22)
            page.freeze_panes(choice.row + 2, 0)
            self._link(page, choice.row - 1, 0, self._first, self._workbook.back)
        if sheet.disagrees:
            self._disagreements(page, sheet)
        if sheet.picture is not None:
            self._picture(page, sheet.picture)
        if sheet.chart is not None:
            self._chart(page, sheet.chart)

    def _heights(self, page: Worksheet, sheet: PlacedSheet) -> None:
        """Give rows with a wrapped text the height that it needs."""
        lines: dict[int, int] = {}
        for placed in sheet.cells:
            if placed.look in ("text", "head", "figure head", "label"):
                cell = placed.cell.value if isinstance(placed.cell, Formula) else placed.cell
                needed = _lines(cell, sheet.widths[placed.column]) if isinstance(cell, str) else 1
                lines[placed.row] = max(lines.get(placed.row, 1), needed)
        for row, count in lines.items():
            if count > 1:
                page.set_row(row, min(LINE_HEIGHT * count + 2, HIGHEST_ROW))

    def _disagreements(self, page: Worksheet, sheet: PlacedSheet) -> None:
        """Colour what does not agree; the word stands in the cell as well."""
        mark = self._book.add_format({"bold": True, "bg_color": WRONG})
        for placed in sheet.cells:
            if placed.look == "agrees":
                place = (placed.row, placed.column, placed.row, placed.column)
                for word in sheet.disagrees:
                    page.conditional_format(
                        *place, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": mark}
                    )

    def _picture(self, page: Worksheet, picture: Picture) -> None:
        from xlsxwriter.image import Image

        image = Image(io.BytesIO(picture.content))
        share = min(LOGO_HEIGHT / image.height, LOGO_WIDTH / image.width)
        page.insert_image(
            0,
            picture.column,
            "logo.png",
            {
                "image_data": io.BytesIO(picture.content),
                "x_scale": share * image.x_dpi / DOTS_PER_INCH,
                "y_scale": share * image.y_dpi / DOTS_PER_INCH,
                "description": _clean(picture.alt),
            },
        )

    def _chart(self, page: Worksheet, chart: Chart) -> None:
        """Draw reality as dots and ambition as dashes, with a line between them."""
        drawn = self._book.add_chart({"type": "line"})

        def series(position: int, marker: dict[str, Any]) -> None:
            first, last = at(chart.first_row, position), at(chart.last_row, position)
            heading = at(TABLE_ROW, position)
            drawn.add_series(
                {
                    "name": f"={quoted(chart.sheet)}!{_fixed(heading)}",
                    "categories": [chart.sheet, chart.first_row, chart.categories, chart.last_row, chart.categories],
                    "values": f"={quoted(chart.sheet)}!{_fixed(first)}:{_fixed(last)}",
                    "line": {"none": True},
                    "marker": marker,
                }
            )

        primary, accent = self._brand.primary, self._brand.accent
        series(
            chart.reality,
            {"type": "circle", "size": 10, "fill": {"color": primary}, "border": {"color": primary}},
        )
        series(
            chart.ambition,
            {"type": "long_dash", "size": 16, "fill": {"color": accent}, "border": {"color": accent}},
        )
        drawn.set_high_low_lines({"line": {"color": LINE, "width": 2.25}})
        drawn.set_title(
            {
                "name": chart.title,
                "name_font": {"name": FONT, "size": 12, "color": primary, "bold": True},
                "overlay": False,
            }
        )
        drawn.set_y_axis(
            {
                "min": 1,
                "max": 5,
                "major_unit": 1,
                "num_format": "0",
                "name": chart.axis,
                "name_font": {"name": FONT, "bold": False, "color": QUIET},
                "num_font": {"name": FONT},
                "major_gridlines": {"visible": True, "line": {"color": "#E3E8EB", "width": 0.75}},
                "line": {"none": True},
            }
        )
        drawn.set_x_axis({"num_font": {"name": FONT, "rotation": -45}, "line": {"color": LINE}})
        drawn.set_legend({"position": "top", "font": {"name": FONT}})
        drawn.set_size({"width": 780, "height": 500})
        page.insert_chart(chart.row, chart.column, drawn, {"description": _clean(chart.alt), "object_position": 1})

    # one cell

    def _write(self, page: Worksheet, row: int, column: int, cell: Cell, properties: dict[str, Any]) -> None:
        match cell:
            case None | "":
                page.write_blank(row, column, None, self._format(**properties))
            case Formula(text, value):
                page.write_formula(row, column, text, self._format(**properties), "" if value is None else value)
            case dt.date():
                page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), self._format(**properties))
            case str():
                text = _clean(cell)
                marked = {"quote_prefix": True} if text.startswith(STARTS_A_FORMULA) else {}
                page.write_string(row, column, text, self._format(**properties, **marked))
            case _:
                page.write_number(row, column, cell, self._format(**properties))

    def _link(self, page: Worksheet, row: int, column: int, sheet: str, text: str) -> None:
        look = self._format(font_color=self._brand.primary, underline=1, valign="top")
        page.write_url(row, column, f"internal:{quoted(sheet)}!A1", look, _clean(text))

    def _of_kind(self, kind: Kind) -> dict[str, Any]:
        look: dict[str, Any] = {"valign": "top", "bottom": 1, "bottom_color": LINE}
        if kind in NUMBERS:
            look["num_format"] = NUMBERS[kind]
        if kind in CENTRED:
            look["align"] = "center"
        if kind in ("text", "name", "fill"):
            look["text_wrap"] = True
        if kind in ("fill", "choice"):
            look |= {"bg_color": TO_FILL, "locked": False}
        if kind == "id":
            look["bold"] = True
        return look

    def _of_look(self, look: Look) -> dict[str, Any]:
        primary = self._brand.primary
        looks: dict[Look, dict[str, Any]] = {
            "title": self._title(),
            "lead": {"font_size": 12},
            "heading": {"bold": True, "font_size": 12, "font_color": primary},
            "head": self._head(),
            "figure head": self._head() | {"align": "center"},
            "label": {"bold": True, "valign": "top", "text_wrap": True},
            "text": {"valign": "top", "text_wrap": True},
            "link": {},
            "chosen": {
                "bold": True,
                "font_size": 14,
                "bg_color": TO_FILL,
                "border": 1,
                "border_color": self._brand.accent,
                "align": "left",
                "valign": "vcenter",
                "locked": False,
            },
            "holds": {"valign": "top", "align": "center"},
            "agrees": {"valign": "top", "align": "center"},
        }
        if look in looks:
            return looks[look]
        return {"num_format": NUMBERS[look], "valign": "top", "align": "center"}

    def _title(self) -> dict[str, Any]:
        return {"bold": True, "font_size": 16, "font_color": self._brand.primary}

    def _head(self) -> dict[str, Any]:
        return {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": self._brand.primary,
            "text_wrap": True,
            "valign": "vcenter",
            "border": 1,
            "border_color": self._brand.primary,
        }

    def _format(self, **properties: Any) -> Format:
        """Return one format for the same properties, so that a workbook holds each of them once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_name": FONT, "font_size": FONT_SIZE, **properties})
        return self._formats[key]


def _frozen_columns(table: Table) -> int:
    """Return how many columns stay in sight: up to the one that names the row."""
    return min(2, len(table.columns)) if table.columns[0].kind == "id" else 0


def _sum(table: Table, position: int) -> str:
    return f"=SUM({at(FIRST_ROW, position)}:{at(table.last_row, position)})"


def _fixed(cell: str) -> str:
    """Return a cell that stays where it is when a formula moves: $B$4."""
    name = cell.rstrip("0123456789")
    return f"${name}${cell[len(name) :]}"


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, a little more rather than less."""
    return sum(max(1, ceil(len(line) / (LETTERS_PER_WIDTH * width))) for line in text.split("\n"))


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)


def _tint(colour: str) -> str:
    """Return a colour with so much white that a dark figure can be read on it."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - 0.35 * (255 - part)):02X}" for part in parts)
