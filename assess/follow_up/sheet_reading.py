"""Read a follow-up back from a workbook that somebody edited: only cells that changed say something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assess.errors import Mistake
from assess.follow_up.fields import FIELDS, titles
from assess.follow_up.intake import Place, Row, Told, other_run, read_value
from assess.follow_up.sheet import ORIGINAL
from assess.workbooks import Lines, as_shown, sheets_of
from questionnaires.language import phrase, words
from questionnaires.model import LANGUAGES
from questionnaires.problems import Problem
from reports.view.workbook.model import at as cell_name

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

Originals = dict[str, dict[str, str]]
"""By action what its cells held when the file was written."""


class Sheet(NamedTuple):
    """Where cells are: a sheet of a file."""

    file: str
    name: str

    def place(self, cell: Cell) -> Place:
        name = f"{self.name}!{cell_name(cell.row - 1, cell.column - 1)}"
        return Place(file=self.file, line=cell.row, column=cell.column, cell=name)


def rows_of(content: bytes, file: str, run: str | None, problems: list[Problem]) -> list[Row]:
    """Return what the workbook says of each action, with what is wrong in it added to `problems`.

    A cell that holds what it held when the file was written says nothing, also where the run has changed since; where
    that is not known, as in a row that somebody added, an empty cell says nothing. Raises Mistake where the file is no
    such workbook.
    """
    book = sheets_of(content, file)
    named, originals = _original(book.pop(ORIGINAL, []))
    if named and run and named != run:
        problems.append(other_run(Place(file=file), named, run))
        return []
    for name, lines in book.items():
        headed = next(((number, found) for number, line in enumerate(lines) if (found := _headings(line))), None)
        if headed is not None:
            start, heads = headed
            return list(_rows(lines[start + 1 :], heads, originals, Sheet(file, name), problems))
    raise Mistake(
        phrase(
            "{file} has no sheet with the actions: there is no row with ‘Id’ and ‘{status}’.",
            file=file,
            status="Status",
        ),
        phrase("Export it again, and leave its headings as they are."),
    )


def _original(page: Lines) -> tuple[str, Originals]:
    """Return of which run a file is, and what the cells of each action held when it was written."""
    lines = [[str(cell.value) if cell.value is not None else "" for cell in line] for line in page]
    if len(lines) < 2 or lines[0][:1] != ["run"]:
        return "", {}
    keys = lines[1]
    held = {line[0]: dict(zip(keys, line + [""] * (len(keys) - len(line)), strict=False)) for line in lines[2:] if line}
    return (lines[0] + [""])[1], held


def _headings(line: tuple[Cell, ...]) -> dict[int, str]:
    """Return which field stands in which column, by the headings in either language; nothing if this is no such row."""
    known = {"id": "id"}
    for spoken in map(words, LANGUAGES):
        known |= {spoken("Remarks").lower(): "note", spoken("KPI after").lower(): "kpi"}  # as a report has them
        known |= {title.lower(): key for key, title in titles(spoken).items()}
    found: dict[int, str] = {}
    for position, cell in enumerate(line):
        key = known.get(str(cell.value or "").strip().lower())
        if key and key not in found.values():
            found[position] = key
    return found if {"id", "status"} <= set(found.values()) else {}


def _rows(
    lines: Lines, heads: dict[int, str], originals: Originals, sheet: Sheet, problems: list[Problem]
) -> Iterator[Row]:
    id_column = next(position for position, key in heads.items() if key == "id")
    for line in lines:
        first = next((cell for cell in line if cell.value is not None), None)
        if first is None:
            continue
        action = str(line[id_column].value or "").strip() if len(line) > id_column else ""
        cells = {key: line[position] if position < len(line) else None for position, key in heads.items()}
        fields = {key: cell for key, cell in cells.items() if key in FIELDS}
        if not action:
            if any(cell is not None and cell.value is not None for cell in fields.values()):
                message = phrase("this row names no action.")
                remedy = phrase("Write its id in the column ‘Id’, or clear the row.")
                problems.append(sheet.place(first).problem("action-missing", message, remedy))
            continue
        at = sheet.place(line[id_column])
        yield Row(action, at, dict(_told_fields(fields, originals.get(action), at, sheet, problems)))


def _told_fields(
    cells: dict[str, Cell | None], original: dict[str, str] | None, row: Place, sheet: Sheet, problems: list[Problem]
) -> Iterator[tuple[str, Told]]:
    """Yield the fields of which the cell does not hold what it held when the file was written."""
    for key, cell in cells.items():
        place = row if cell is None or cell.value is None else sheet.place(cell)
        told = _told(key, cell, place, problems)
        if told is None:
            continue
        is_new = told.value is not None if original is None else not _same(told.value, original.get(key))
        if is_new:
            yield key, told


def _same(value: str | None, original: str | None) -> bool:
    return " ".join((value or "").split()) == " ".join((original or "").split())


def _told(key: str, cell: Cell | None, at: Place, problems: list[Problem]) -> Told | None:
    """Return what a cell says; None, and a problem, where that cannot be."""
    value = cell.value if cell is not None else None
    if value is None or cell is None:
        return Told(None, at)
    if cell.data_type == "f":
        message = phrase("there is a formula here.")
        problems.append(at.problem("formula", message, phrase("Put its result in the cell, as a value.")))
        return None
    if cell.data_type == "e":
        message = phrase("there is an error here ({value}).", value=value)
        problems.append(at.problem("cell-error", message, phrase("Write what should stand here.")))
        return None
    if isinstance(value, dt.datetime | dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return read_value(key, day.isoformat(), at, problems)
    return read_value(key, as_shown(cell), at, problems)


def read(path: Path, run: str | None, problems: list[Problem]) -> list[Row]:
    """Return what a workbook on the disk says of each action; see `rows_of`."""
    return rows_of(path.read_bytes(), str(path), run, problems)
