"""Write one cell: a text stays a text, and the same look is kept once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from reports.brand import Brand
from reports.view.material import own_words
from reports.view.workbook.model import Cell, Formula, quoted
from reports.xlsx.looks import FONT, FONT_SIZE

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767  # characters that Excel keeps in a cell
STARTS_A_FORMULA = ("=", "+", "-", "@")  # a text that begins so is marked, so that editing it does not turn it into one


class Pen:
    """Writes cells of one workbook in the colours of one brand."""

    def __init__(self, book: xlsxwriter.Workbook, brand: Brand) -> None:
        self.book, self.brand = book, brand
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def write(self, page: Worksheet, row: int, column: int, cell: Cell, properties: dict[str, Any]) -> None:
        """Write what a cell holds, as properties of a format say."""
        match cell:
            case None | "":
                page.write_blank(row, column, None, self.format(**properties))
            case Formula(text, value):
                page.write_formula(row, column, text, self.format(**properties), "" if value is None else value)
            case dt.date():
                page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), self.format(**properties))
            case str():
                text = clean(cell)
                marked = {"quote_prefix": True} if text.startswith(STARTS_A_FORMULA) else {}
                page.write_string(row, column, text, self.format(**properties, **marked))
            case _:
                page.write_number(row, column, cell, self.format(**properties))

    def link(self, page: Worksheet, row: int, column: int, sheet: str, text: str) -> None:
        """Write a text that leads to the top of a sheet."""
        look = self.format(font_color=self.brand.primary, underline=1, valign="top")
        page.write_url(row, column, f"internal:{quoted(sheet)}!A1", look, clean(text))

    def format(self, **properties: Any) -> Format:
        """Return one format for the same properties, so that a workbook holds each of them once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": FONT, "font_size": FONT_SIZE, **properties})
        return self._formats[key]


def clean(text: str) -> str:
    """Return a text as Office XML may hold it."""
    return own_words(text)[:LONGEST_TEXT]
