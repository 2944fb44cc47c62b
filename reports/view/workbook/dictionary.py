"""The dictionary of a workbook: what every column means."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.language import Words
from reports.view.workbook.model import Column, Table, TableSheet


def build(sheets: Sequence[TableSheet], words: Words) -> TableSheet:
    """Return the sheet that explains the columns of the others."""

    def column(key: str, title: str, meaning: str, width: float) -> Column:
        return Column(key=key, title=title, kind="text", meaning=meaning, unit=words("text"), values="", width=width)

    return TableSheet(
        key="dictionary",
        name=words("Columns explained"),
        title=words("What every column means"),
        lead=words(
            "An empty cell means that there is nothing to say: not scored, not asked or not shown. It is never a zero. "
            "Sections are those of the method (docs/method.md)."
        ),
        table=Table(
            columns=(
                column("sheet", words("Sheet"), "", 18),
                column("column", words("Column"), "", 26),
                column("meaning", words("Meaning"), "", 70),
                column("unit", words("Unit"), "", 16),
                column("values", words("Range"), "", 28),
                column("section", words("Section of the method"), "", 14),
            ),
            rows=tuple(
                (sheet.name, each.title, each.meaning, each.unit, each.values, each.section)
                for sheet in sheets
                for each in sheet.table.columns
            ),
        ),
    )
