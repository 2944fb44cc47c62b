"""Write a questionnaire as a workbook to fill in, in the words of one role and one language."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from assess.answer_sheets import form
from assess.answer_sheets.form import Kind
from assess.answer_sheets.pages import Known, Page, Row, pages
from assess.interview.places import Script
from questionnaires import catalogue
from questionnaires.language import Words
from questionnaires.model import Questionnaire, Role
from reports.brand import OWN
from reports.view.workbook.model import Formula
from reports.xlsx import looks
from reports.xlsx.cells import Pen, clean
from reports.xlsx.measures import give_height, lines_of

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

WIDTHS = {"id": 14, "label": 38, "about": 84, "value": 18, "note": 36, "evidence": 30}
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
FIXED = "#F1F4F6"
UNDATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - of a workbook that says no day, so that the same gives the same
PROTECTION = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}


def workbook(questionnaire: Questionnaire, role: Role, words: Words, known: Known | None = None) -> bytes:
    """Return the workbook as an Office Open XML file; the same questionnaire gives the same bytes."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, looks.BOOK)
    book.set_properties({"title": clean(questionnaire.title[words.language]), "created": UNDATED})
    book.set_size(26_000, 15_000)
    script = Script(questionnaire=questionnaire, role=role, describes_department=False)
    pen = Pen(book, OWN)
    for page in pages(script, words, known):
        _write_page(pen, book.add_worksheet(form.page_names(words)[page.kind]), page, words)
    _write_hidden(book, questionnaire, role, words, known)
    book.close()
    return file.getvalue()


def _write_page(pen: Pen, page: Worksheet, told: Page, words: Words) -> None:
    kind, rows = told.kind, told.rows
    heads = _heads(kind, words)
    page.hide_gridlines(2)
    page.write_string(0, 0, clean(told.title), pen.format(**looks.title(OWN)))
    wide = sum(WIDTHS[key] for key in ("id", "label", "about"))
    for line, lead in enumerate(told.leads, start=1):
        look = pen.format(font_color=looks.QUIET, text_wrap=True, valign="top")
        page.merge_range(line, 0, line, 2, clean(lead), look)
        give_height(page, line, lines_of(lead, wide - 3))
    head_row = len(told.leads) + 2
    for position, (key, head) in enumerate(heads.items()):
        page.set_column(position, position, WIDTHS[key])
        page.write_string(head_row, position, head, pen.format(**looks.head(OWN)))
    page.set_row(head_row, 32)
    for row, one in enumerate(rows, head_row + 1):
        _write_row(pen, page, row, one, len(heads))
        if one.id and not one.is_fixed:
            _check(page, row, one, words)
    last = head_row + len(rows)
    if kind == "answers":
        asked = sum(bool(one.id) for one in rows)
        page.write_string(head_row - 1, 2, words("Answered, of {n}:", n=asked), pen.format(align="right", bold=True))
        counted = Formula(f"=COUNTA(D{head_row + 2}:D{last + 1})", 0)
        pen.write(page, head_row - 1, 3, counted, {"align": "center", "bold": True})
    page.freeze_panes(head_row + 1, 0)
    page.protect("", PROTECTION)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head_row)


def _heads(kind: Kind, words: Words) -> dict[str, str]:
    labels = {"answers": words("Question"), "importance": words("Part"), "ambition": words("Question")}
    abouts = {"answers": words("Sentences"), "importance": words("What it is"), "ambition": words("Sentences")}
    heads = {
        "id": "Id",
        "label": labels.get(kind, words("What")),
        "about": abouts.get(kind, words("Explanation")),
        "value": form.value_heads(words)[kind],
    }
    if kind == "answers":
        heads |= {"note": form.note_head(words), "evidence": form.evidence_head(words)}
    return heads


def _write_row(pen: Pen, page: Worksheet, row: int, one: Row, columns: int) -> None:
    if not one.id:
        for column in range(columns):
            look = {"bold": True, "font_color": OWN.primary, "bottom": 1, "bottom_color": looks.LINE}
            pen.write(page, row, column, one.label if column == 0 else None, look)
        return
    give_height(page, row, max(lines_of(one.about, WIDTHS["about"] - 3), lines_of(one.label, WIDTHS["label"] - 3)))
    base: dict[str, Any] = {"valign": "top", "text_wrap": True, "border": 1, "border_color": looks.LINE}
    to_fill = base | {"bg_color": looks.TO_FILL, "locked": False, "num_format": "@"}
    pen.write(page, row, 0, one.id, base | {"font_color": looks.QUIET})
    pen.write(page, row, 1, one.label, base | {"bold": True})
    pen.write(page, row, 2, one.about, base)
    value = to_fill | {"align": "center"} if one.options else dict(to_fill)
    if one.options or one.shape in ("number", "date"):
        value["num_format"] = {"date": "yyyy-mm-dd"}.get(one.shape, "General")
    written: str | dt.date = dt.date.fromisoformat(one.value) if one.shape == "date" and one.value else one.value
    if one.shape == "date" and isinstance(written, dt.date) and not EARLIEST <= written <= LATEST:
        written = one.value
    pen.write(page, row, 3, written, value | {"bg_color": FIXED, "locked": True} if one.is_fixed else value)
    for column in range(4, columns):
        pen.write(page, row, column, None, to_fill)


def _check(page: Worksheet, row: int, one: Row, words: Words) -> None:
    """Let the program that edits the file refuse what the import would refuse."""
    if one.options:
        asked: dict[str, Any] = {"validate": "list", "source": list(one.options)}
        asked["error_message"] = words("Choose one from the list.")
    elif one.shape == "date":
        asked = {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
        asked["error_message"] = words("Type a date.")
    elif one.shape == "number":
        asked = {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": words("Type a number.")}
    else:
        return
    page.data_validation(row, 3, row, 3, asked | {"error_title": one.id})


def _write_hidden(
    book: xlsxwriter.Workbook, questionnaire: Questionnaire, role: Role, words: Words, known: Known | None
) -> None:
    """Keep on a hidden sheet what the answers are to; of a questionnaire that is not shipped its whole text."""
    page = book.add_worksheet(form.HIDDEN)
    reference = f"{questionnaire.id}@{questionnaire.version}"
    told = [
        ("format", form.FORMAT),
        ("questionnaire", reference),
        ("questionnaire_sha256", questionnaire.sha256),
        ("role", role),
        ("language", words.language),
        ("run", known.run if known else ""),
    ]
    if reference not in catalogue.references() or catalogue.load(reference).sha256 != questionnaire.sha256:
        text = catalogue.text(questionnaire)
        told += [("text", text[at : at + form.TEXT_PIECE]) for at in range(0, len(text), form.TEXT_PIECE)]
    for row, (key, value) in enumerate(told):
        page.write_string(row, 0, key)
        page.write_string(row, 1, value)
    page.protect("")
    page.very_hidden()
