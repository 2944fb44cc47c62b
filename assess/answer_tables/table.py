"""Read a CSV file as rows of texts: whatever its encoding, its separator and its ends of line."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import msgspec

from assess.errors import Mistake
from assess.workflow import WORKBOOKS
from questionnaires.documents import read_text
from questionnaires.language import phrase
from questionnaires.problems import Problem, ProblemsFound

LARGEST_FILE = 50_000_000  # octets
MOST_ROWS = 50_000  # people in one file; a run of more comes in parts
MOST_COLUMNS = 2_000
SEPARATORS = ",;\t|"


class Row(msgspec.Struct, frozen=True):
    """One row: its texts, and the line (from 1) on which it begins."""

    line: int
    cells: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """The headings and the rows under them; `headings` are unique, a second one like the first ends in (2)."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read(path: Path) -> Table:
    """Return the table in a file; raises Mistake for one that cannot be a table of ours, and ProblemsFound."""
    if not path.is_file():
        read_text(path)  # says why not
    if path.suffix.lower() in WORKBOOKS:
        return _of_workbook(path)
    if path.stat().st_size > LARGEST_FILE:
        raise _too_large(path)
    return parse(path.read_bytes(), path)


def _of_workbook(path: Path) -> Table:
    """Return the table on the first sheet of a workbook, as Microsoft Forms opens its answers in Excel."""
    from assess import workbooks

    lines = next(iter(workbooks.sheets(path).values()), [])
    rows = [Row(number, tuple(workbooks.text(cell) for cell in line)) for number, line in enumerate(lines, start=1)]
    filled = [row for row in rows if any(row.cells)]
    if not filled:
        raise _empty(path)
    return Table(str(path), _unique(filled[0].cells), tuple(filled[1:]))


def _empty(path: Path) -> Mistake:
    return Mistake(phrase("{file} is empty.", file=path), phrase("Export the answers again."))


def parse(content: bytes, path: Path) -> Table:
    """Return the table that some bytes hold."""
    text = _decoded(content, path)
    if not text.strip():
        raise _empty(path)
    heading, rows = _records(text, path)
    return Table(str(path), _unique(heading.cells), tuple(rows))


def _decoded(content: bytes, path: Path) -> str:
    """Return the text: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252 as older programs save."""
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    marked = next((name for mark, name in marks.items() if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Mistake(
        phrase("{file} is no text that can be read.", file=path),
        phrase("Save it as CSV in UTF-8; an Excel file you first save as CSV."),
    )


def _records(text: str, path: Path) -> tuple[Row, list[Row]]:
    """Return the headings and the rows under them, with the separator that parts the headings most."""
    first = {separator: _first(text, separator) for separator in SEPARATORS}
    separator = max(SEPARATORS, key=lambda one: len(first[one]))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, tuple(cell.strip().replace("\r\n", "\n") for cell in cells)))
            if len(rows) > MOST_ROWS + 1 or len(cells) > MOST_COLUMNS:
                raise _too_large(path)
            line = reader.line_num + 1
    except csv.Error as error:
        message = phrase("from here on this is no table: a text is far too long, or a quotation mark is missing.")
        remedy = phrase("Export the answers again, or look for the quotation mark.")
        raise ProblemsFound(
            [Problem(file=str(path), line=line, code="broken-table", message=message, remedy=remedy)]
        ) from error
    return rows[0], rows[1:]


def _first(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _unique(headings: tuple[str, ...]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        name = " ".join(heading.split())
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)


def _too_large(path: Path) -> Mistake:
    return Mistake(
        phrase("{file} is larger than a table of answers can be here: {n} people.", file=path, n=MOST_ROWS),
        phrase("Bring it in in parts, or choose another file."),
    )
