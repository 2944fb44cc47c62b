"""Write the follow-up of a run as a workbook to edit, which `sheet_reading` reads back."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from assess.follow_up.fields import DATES, FIELDS, STATUSES, titles, value_of
from assess.follow_up.listing import Shown
from assess.follow_up.standing import Standing
from questionnaires.language import Words
from reports.brand import OWN
from reports.roadmap_sentences import quarter_label
from reports.view.workbook.model import Cell
from reports.view.workbook.planning import status_names
from reports.xlsx import looks
from reports.xlsx.cells import LONGEST_TEXT, Pen, clean
from reports.xlsx.measures import give_height, lines_of

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

ORIGINAL = "Meetlat"  # the hidden sheet that says what the cells held, so that only changes count
HEAD_ROW = 3
FROM_THE_RUN, TO_FILL = "#F1F4F6", looks.TO_FILL
WIDTHS = {
    "id": 8, "title": 38, "quarter": 10, "start": 13, "end": 13, "measure": 38, "status": 13, "since": 14, "finish": 14,
    "owner": 20, "baseline": 14, "kpi": 14, "target": 14, "evidence": 28, "note": 34,
}  # fmt: skip
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)  # Excel knows no day before 1900


def columns(words: Words) -> dict[str, str]:
    """Return the heading of each column: those of the run, then those to fill in."""
    return {
        "id": "Id",
        "title": words("Action"),
        "quarter": words("Quarter"),
        "start": words("Planned from"),
        "end": words("Planned to"),
        "measure": "KPI",
        **titles(words),
    }


def workbook(shown: Shown, words: Words, organisation: str) -> bytes:
    """Return the workbook as an Office Open XML file; the same follow-up gives the same bytes."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, looks.BOOK)
    title = words("Follow-up of run {run}, {organisation}", run=shown.run, organisation=clean(organisation))
    book.set_properties({"title": clean(title), "created": dt.datetime.combine(shown.today, dt.time())})
    book.set_size(24_000, 14_000)
    pen = Pen(book, OWN)
    _write_actions(pen, book.add_worksheet(words("Follow-up")), shown, words, title)
    _write_original(book, shown)
    book.close()
    return file.getvalue()


def _write_actions(pen: Pen, page: Worksheet, shown: Shown, words: Words, title: str) -> None:
    heads = columns(words)
    page.hide_gridlines(2)
    page.write_string(0, 0, clean(title), pen.format(**looks.title(OWN)))
    about = words(
        "Fill in the coloured cells and import the file: only what you change changes. The other cells are of the run."
    )
    page.write_string(1, 0, about, pen.format(font_color=looks.QUIET))
    for position, (key, head) in enumerate(heads.items()):
        page.set_column(position, position, WIDTHS[key])
        page.write_string(HEAD_ROW, position, head, pen.format(**looks.head(OWN)))
    page.set_row(HEAD_ROW, 32)
    for row, one in enumerate(shown.standings, HEAD_ROW + 1):
        cells = _cells(one, shown, words)
        give_height(
            page, row, max(lines_of(cell, WIDTHS[key] - 3) for key, cell in cells.items() if isinstance(cell, str))
        )
        for position, (key, cell) in enumerate(cells.items()):
            pen.write(page, row, position, cell, _look(key))
    last = HEAD_ROW + max(1, len(shown.standings))
    page.autofilter(HEAD_ROW, 0, last, len(heads) - 1)
    page.freeze_panes(HEAD_ROW + 1, 2)
    _checks(page, list(heads), last, words)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)


def _cells(one: Standing, shown: Shown, words: Words) -> dict[str, Cell]:
    """Return the cells of an action by column, in their order."""
    action = shown.questionnaire.actions_by_id[one.action]
    quarter = quarter_label(shown.limits, one.quarter, words) if shown.limits and one.quarter else ""
    cells: dict[str, Cell] = {
        "id": one.action,
        "title": action.title[words.language],
        "quarter": quarter,
        "start": _day(one.start),
        "end": _day(one.finish),
        "measure": action.kpi[words.language],
    }
    for field in FIELDS:
        value = value_of(one.progress, field)
        if field == "status" and value:
            cells[field] = status_names(words)[value]
        elif field in DATES and value:
            cells[field] = _day(dt.date.fromisoformat(value))
        else:
            cells[field] = value
    return cells


def _day(day: dt.date | None) -> Cell:
    """Return a day as a cell can hold it: one that no workbook knows as a text."""
    return day if day is None or EARLIEST <= day <= LATEST else day.isoformat()


def _look(key: str) -> dict[str, Any]:
    look: dict[str, Any] = {"valign": "top", "text_wrap": True, "border": 1, "border_color": looks.LINE}
    look |= {"bg_color": TO_FILL, "locked": False} if key in FIELDS else {"bg_color": FROM_THE_RUN}
    if key == "id":
        look |= {"bold": True, "font_color": looks.QUIET}
    if key in (*DATES, "start", "end"):
        look |= {"num_format": looks.NUMBERS["date"], "align": "center"}
    elif key in FIELDS and key != "status":
        look["num_format"] = "@"  # so that 31% stays what was typed
    return look


def _checks(page: Worksheet, keys: list[str], last: int, words: Words) -> None:
    """Let the program that edits the file refuse what the import would refuse."""

    def check(key: str, **asked: Any) -> None:
        position = keys.index(key)
        page.data_validation(HEAD_ROW + 1, position, last, position, asked)

    check(
        "id",
        validate="any",
        input_title="Id",
        input_message=words("Leave this as it is: it says which action the row is."),
    )
    check(
        "status",
        validate="list",
        source=[status_names(words)[status] for status in STATUSES],
        error_title=words("Status"),
        error_message=words("Choose one from the list."),
    )
    for key in DATES:
        check(
            key,
            validate="date",
            criteria="between",
            minimum=EARLIEST,
            maximum=LATEST,
            error_title=titles(words)[key],
            error_message=words("Type a date."),
        )


def _write_original(book: xlsxwriter.Workbook, shown: Shown) -> None:
    """Keep on a hidden sheet of which run this is and what its cells held when it was written."""
    page = book.add_worksheet(ORIGINAL)
    page.write_string(0, 0, "run")
    page.write_string(0, 1, shown.identity or "")
    for position, key in enumerate(("id", *FIELDS)):
        page.write_string(1, position, key)
    for row, one in enumerate(shown.standings, 2):
        page.write_string(row, 0, one.action)
        for position, field in enumerate(FIELDS, 1):
            if value := value_of(one.progress, field):
                page.write_string(row, position, clean(value)[:LONGEST_TEXT])
    page.very_hidden()
