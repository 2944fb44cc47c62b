"""Answer sheets as people fill them in, for the tests that read them back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
from commands import invoke

VALUE, NOTE, EVIDENCE = 4, 5, 6


class Sheet:
    """An answer sheet that somebody has open; cells are named by the id of their row."""

    def __init__(self, path: Path, language: str = "en", role: str = "it_management", *more: object) -> None:
        made = invoke("questionnaire", "sheet", "-o", path, "--role", role, "--lang", language, "--force", *more)
        assert made.exit_code == 0, made.output
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.pages = self.book.worksheets

    def cell(self, row_id: str, column: int = VALUE, page: int | None = None) -> Any:
        pages = self.pages[:-1] if page is None else [self.pages[page]]
        found = [(one, row[0].row) for one in pages for row in one.iter_rows() if row[0].value == row_id]
        one, row = found[0]
        return one.cell(row, column)

    def put(self, row_id: str, value: object, column: int = VALUE, page: int | None = None) -> Sheet:
        self.cell(row_id, column, page).value = value
        return self

    def about(self, organisation: str = "Gemeente X", date: object = "2026-11-23", code: str = "zon") -> Sheet:
        return self.put("organisation", organisation).put("date", date).put("code", code)

    def place(self, row_id: str, column: int = VALUE, page: int | None = None) -> str:
        cell = self.cell(row_id, column, page)
        return f"{cell.parent.title}!{cell.coordinate}"

    def saved(self) -> Path:
        self.book.save(self.path)
        return self.path


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    """Open a workbook in LibreOffice and save it again."""
    program = shutil.which("soffice")
    assert program is not None
    out = folder / "libreoffice"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    call = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
        str(path),
    ]
    subprocess.run(call, check=True, capture_output=True)
    return out / path.name
