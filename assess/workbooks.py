"""Open a workbook that came from elsewhere, bounded in time and memory and without running anything in it."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess.errors import Mistake
from questionnaires.documents import read_text
from questionnaires.language import phrase

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

LARGEST_FILE = 20_000_000  # octets; a filled-in sheet has some tens of thousands
LARGEST_CONTENT = 30_000_000  # octets when unpacked
MOST_PARTS = 500
MOST_ROWS, MOST_COLUMNS = 5_000, 250
BROKEN = (  # what zipfile, the XML readers and openpyxl raise on a file that is damaged or was made to do harm
    zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError, AttributeError, IndexError, EOFError,
    NotImplementedError, RuntimeError, LookupError, OverflowError, RecursionError, AssertionError,
)  # fmt: skip

Lines = list[tuple["Cell", ...]]


def sheets(path: Path) -> dict[str, Lines]:
    """Return what `sheets_of` does of a file on the disk; raises ProblemsFound where there is none to read."""
    if not path.is_file():
        read_text(path)  # says why not
    if path.stat().st_size > LARGEST_FILE:
        raise _too_large(str(path))
    return sheets_of(path.read_bytes(), str(path))


def sheets_of(content: bytes, file: str) -> dict[str, Lines]:
    """Return the cells of every sheet by its name, formulas as formulas; nothing in the file is run or fetched.

    Raises Mistake where it is no workbook that can be read, has macros, or is larger than any of ours.
    """
    import zlib

    try:
        _look_inside(content, file)
        return _lines_by_sheet(content, file)
    except (*BROKEN, zlib.error) as error:
        raise _unreadable(file) from error


def _unreadable(file: str) -> Mistake:
    return Mistake(
        phrase("{file} is no workbook that can be read.", file=file),
        phrase("Save it as .xlsx (Excel workbook), without a password."),
    )


def _too_large(file: str) -> Mistake:
    return Mistake(
        phrase("{file} is far too large for a workbook of Meetlat.", file=file),
        phrase("Make it again and fill that in."),
    )


def _look_inside(content: bytes, file: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
            raise _too_large(file)
        if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
            raise Mistake(
                phrase("{file} has macros in it.", file=file), phrase("Save it as .xlsx, which keeps the answers only.")
            )
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.read(part)[:4096]:
                raise _unreadable(file)


def _lines_by_sheet(content: bytes, file: str) -> dict[str, Lines]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about looks that are not read
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            found = {}
            for name in book.sheetnames:
                if hasattr(book[name], "iter_rows"):
                    book[name].reset_dimensions()
                    lines = list(book[name].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS))
                    if len(lines) > MOST_ROWS and any(cell.value is not None for cell in lines[-1]):
                        raise _too_large(file)
                    found[name] = lines
            return found
        finally:
            book.close()


def as_shown(cell: Cell) -> str:
    """Return a number as its cell shows it: 31% where a share is formatted so, and no needless decimals."""
    value: Any = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if "%" in (cell.number_format or ""):
        return f"{round(value * 100, 6):g}%"
    return f"{value:.10g}"


def text(cell: Cell) -> str:
    """Return what a cell holds as a text: a formula as it is written, a day as a day, and nothing as an empty one."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return as_shown(cell).replace("\r\n", "\n").strip()
