"""Write the figures of a report as a workbook: tables to sort and fill in, and formulas to check them with."""

from __future__ import annotations

import datetime as dt
import io
from math import ceil
from typing import TYPE_CHECKING

from reports.view import ReportView
from reports.view.workbook import workbook_of
from reports.view.workbook.model import PlacedSheet, TableSheet, Workbook
from reports.xlsx.cells import LONGEST_TEXT, Pen, clean
from reports.xlsx.looks import BOOK
from reports.xlsx.measures import HIGHEST_ROW
from reports.xlsx.placed import write_placed
from reports.xlsx.tables import write_table

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

__all__ = ["HIGHEST_ROW", "LONGEST_TEXT", "render"]

READABLE_WIDTH = 220  # characters on a sheet of A4 that can still be read; a wider table takes more sheets


def render(view: ReportView) -> bytes:
    """Return the workbook of a report as an Office Open XML file; the same view gives the same bytes."""
    import xlsxwriter

    workbook, file = workbook_of(view), io.BytesIO()
    book = xlsxwriter.Workbook(file, {**BOOK, "default_row_height": 17})
    _describe(book, view, workbook)
    foot = clean(view.labels.foot_left).replace("&", "&&")[:200]
    pen = Pen(book, view.brand)
    for sheet in workbook.sheets:
        page = book.add_worksheet(sheet.name)
        _lay_out(page, sheet, f"&L&8{foot}&C&8&A&R&8{workbook.page} &P / &N")
        if isinstance(sheet, TableSheet):
            write_table(pen, page, sheet, workbook)
        else:
            write_placed(pen, page, sheet, workbook)
    book.close()
    return file.getvalue()


def _describe(book: xlsxwriter.Workbook, view: ReportView, workbook: Workbook) -> None:
    book.set_properties(
        {
            "title": clean(view.title),
            "subject": clean(view.subject),
            "author": clean(view.author),
            "company": clean(view.organisation),
            "comments": view.provenance.software,
            "created": dt.datetime.fromisoformat(view.created),
        }
    )
    book.set_custom_property("Language", workbook.language)
    for name, value in view.provenance.properties.items():
        book.set_custom_property(name, value, "text")
    book.set_size(24_000, 14_000)


def _lay_out(page: Worksheet, sheet: TableSheet | PlacedSheet, foot: str) -> None:
    """Make a sheet fit on paper: a table as many pages long as it is, cells at their place on one."""
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.7)
    widths = [column.width for column in sheet.table.columns] if isinstance(sheet, TableSheet) else sheet.widths
    page.fit_to_pages(ceil(sum(widths) / READABLE_WIDTH), 0 if isinstance(sheet, TableSheet) else 1)
    page.set_footer(foot)
