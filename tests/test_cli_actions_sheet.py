"""The follow-up as a workbook: exported, edited and imported again."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commands import invoke
from followed_runs import FAR, HOSTILE, LONG_AGO, RUN, Place

from questionnaires.responses import ActionProgress

HEAD = 4  # the row with the headings


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


class Edited:
    """A workbook that somebody has open."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.book = openpyxl.load_workbook(file)
        self.page = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.page[HEAD]}
        self.rows = {row[0].value: row[0].row for row in self.page.iter_rows(min_row=HEAD + 1)}

    def cell(self, action: str, column: str) -> Any:
        return self.page.cell(self.rows[action], self.columns[column])

    def put(self, action: str, column: str, value: object) -> Edited:
        self.cell(action, column).value = value
        return self

    def saved(self) -> Path:
        self.book.save(self.file)
        return self.file


def test_a_workbook_that_nobody_changed_changes_nothing(place: Place) -> None:
    place.set("U2-A", "--status", "running", "--since", LONG_AGO, "--owner", "Ruth", "--kpi", "31%")
    place.types("note", RUN, "U5-A", "two\n\nlines")
    before = place.kept
    done = place.imports(place.exports("a.xlsx"))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"Nothing changes in run {RUN}.\n")
    assert place.kept == before


def test_what_is_filled_in_is_kept_and_shown(place: Place) -> None:
    sheet = Edited(place.exports("a.xlsx"))
    sheet.put("U2-A", "Status", "running").put("U2-A", "Since", dt.date(2020, 1, 1)).put("U2-A", "Owner", "Ruth")
    done = place.imports(sheet.put("U2-A", "Done by", dt.date(2027, 1, 29)).put("U2-A", "KPI before", "20%").saved())
    assert place.kept == {
        "U2-A": ActionProgress(status="running", since=LONG_AGO, owner="Ruth", finish="2027-01-29", baseline="20%")
    }
    assert done.stdout.splitlines()[:2] == ["U2-A One-question rating after contact", "  Status: planned → running"]
    assert done.stderr == f"Five changes saved in run {RUN}.\n"


def test_a_trial_shows_what_would_change_and_keeps_nothing(place: Place) -> None:
    file = Edited(place.exports("a.xlsx")).put("U2-A", "Owner", "Ruth").saved()
    done = place.imports(file, "--dry-run")
    assert done.stdout.endswith("  Owner: – → Ruth\n")
    assert done.stderr == f"One change for run {RUN}, not saved.\n"
    assert place.kept == {}


def test_an_emptied_cell_takes_its_field_away(place: Place) -> None:
    place.set("U2-A", "--owner", "Ruth", "--kpi", "31%")
    place.imports(Edited(place.exports("a.xlsx")).put("U2-A", "Owner", None).saved())
    assert place.kept["U2-A"] == ActionProgress(status="planned", kpi="31%")


def test_a_cell_that_nobody_changed_leaves_what_was_set_in_the_meantime(place: Place) -> None:
    sheet = Edited(place.exports("a.xlsx"))
    place.set("U2-A", "--owner", "Ruth", "--status", "running", "--since", LONG_AGO)
    place.imports(sheet.put("U2-A", "KPI now", "31%").put("U5-A", "Owner", "Jan").saved())
    assert place.kept["U2-A"] == ActionProgress(status="running", since=LONG_AGO, owner="Ruth", kpi="31%")
    assert place.kept["U5-A"].owner == "Jan"


def test_a_new_status_without_a_day_is_of_today(place: Place) -> None:
    done = place.imports(Edited(place.exports("a.xlsx")).put("U2-A", "Status", "done").saved())
    assert place.kept["U2-A"].since == place.listed()["today"]
    assert "No day was given for U2-A" in done.stderr


def test_a_dutch_workbook_is_read_whatever_the_language_of_the_reader(place: Place) -> None:
    sheet = Edited(place.exports("a.xlsx", language="nl"))
    place.imports(sheet.put("U2-A", "Status", "Loopt").put("U2-A", "Sinds", dt.date(2020, 1, 1)).saved())
    assert place.kept["U2-A"] == ActionProgress(status="running", since=LONG_AGO)


def test_columns_may_change_places_and_rows_be_sorted_or_added(place: Place) -> None:
    sheet = Edited(place.exports("a.xlsx"))
    rows = [[cell.value for cell in row] for row in sheet.page.iter_rows(min_row=HEAD)]
    heads, body = rows[0], sorted(rows[1:], key=str, reverse=True)
    body.append(["O2-C" if head == "Id" else "dropped" if head == "Status" else None for head in heads])
    order = sorted(range(len(heads)), key=lambda position: str(heads[position]))
    book = openpyxl.Workbook()
    for number, row in enumerate([heads, *body], 1):
        for column, position in enumerate(order, 1):
            book.active.cell(number, column + 1).value = row[position]
        book.active.cell(number, 1).value = "Ours" if number == 1 else number
    owner = next(column for column in range(1, 30) if book.active.cell(1, column).value == "Owner")
    book.active.cell(2, owner).value = "Ruth"
    book.save(sheet.file)
    place.imports(sheet.file)
    assert {action: (one.status, one.owner) for action, one in place.kept.items()} == {
        body[0][0]: ("planned", "Ruth"), "O2-C": ("dropped", None),
    }  # fmt: skip


def test_all_that_is_wrong_is_told_at_once_with_its_cell_and_nothing_is_kept(place: Place) -> None:
    sheet = Edited(place.exports("a.xlsx"))
    sheet.put("U2-A", "Status", "busy").put("U5-A", "Since", "tomorrow").put("U1-A", "Owner", "=1+1")
    sheet.put("U1-B", "Status", "done").put("U1-B", "Since", dt.date.fromisoformat(FAR)).put("U5-A", "Owner", "Ruth")
    sheet.put("S1-B", "Id", "S1-X")
    wrong = place.imports(sheet.saved(), "--plain")
    letter = {name: sheet.cell("U2-A", name).column_letter for name in ("Status", "Since", "Owner")}
    places = [
        (letter["Status"], "U2-A", "unknown-status"),
        (letter["Since"], "U5-A", "invalid-date"),
        (letter["Owner"], "U1-A", "formula"),
        (letter["Since"], "U1-B", "date-in-the-future"),
        ("A", "S1-B", "unknown-action"),
    ]
    assert wrong.exit_code == 2
    for column, action, code in places:
        (line,) = (line for line in wrong.stderr.splitlines() if f"[{code}]" in line)
        assert line.startswith(f"{sheet.file}, Follow-up!{column}{sheet.rows[action]}: ")
    assert "5 problems in " in wrong.stderr
    assert place.kept == {}


def test_an_action_that_is_there_twice_is_told(place: Place) -> None:
    wrong = place.imports(Edited(place.exports("a.xlsx")).put("U2-A", "Id", "U5-A").saved())
    assert "[duplicate-action]" in wrong.stderr


def test_a_row_that_says_something_of_no_action_is_told(place: Place) -> None:
    wrong = place.imports(Edited(place.exports("a.xlsx")).put("U2-A", "Id", None).put("U2-A", "Owner", "Ruth").saved())
    assert (wrong.exit_code, "[action-missing]" in wrong.stderr) == (2, True)


def test_without_knowing_what_a_cell_held_an_empty_one_takes_nothing_away(place: Place) -> None:
    sheet = Edited(place.exports("a.xlsx")).put("U5-A", "Owner", "Jan")
    del sheet.book["Meetlat"]
    place.set("U2-A", "--owner", "Ruth", "--kpi", "31%")
    place.imports(sheet.saved())
    assert place.kept["U2-A"] == ActionProgress(status="planned", owner="Ruth", kpi="31%")
    assert place.kept["U5-A"].owner == "Jan"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_workbook_of_a_report_is_read_too(place: Place, language: str) -> None:
    file = place.folder / "report.xlsx"
    assert invoke("report", RUN, "-o", file, "--store", place.store, "--lang", language).exit_code == 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about bars in cells, which this library does not know
        book = openpyxl.load_workbook(file)
    page = book["Acties" if language == "nl" else "Actions"]
    (head,) = (row for row in page.iter_rows() if row[0].value == "Id")
    column = {cell.value: cell.column for cell in head}
    row = next(row[0].row for row in page.iter_rows() if row[0].value == "U2-A")
    page.cell(row, column["Eigenaar" if language == "nl" else "Owner"]).value = "Ruth"
    page.cell(row, column["Opmerkingen" if language == "nl" else "Remarks"]).value = "Half way"
    page.cell(row, column["KPI achteraf" if language == "nl" else "KPI after"]).value = "31%"
    book.save(file)
    place.imports(file)
    assert place.kept == {"U2-A": ActionProgress(status="planned", owner="Ruth", kpi="31%", note="Half way")}


def test_numbers_become_the_texts_that_they_show(place: Place) -> None:
    sheet = Edited(place.exports("a.xlsx")).put("U2-A", "KPI now", 0.31).put("U2-A", "KPI aim", 60)
    sheet.cell("U2-A", "KPI now").number_format = "0%"
    place.imports(sheet.saved())
    assert (place.kept["U2-A"].kpi, place.kept["U2-A"].target) == ("31%", "60")


def test_the_workbook_of_another_run_is_refused(place: Place) -> None:
    sheet = Edited(place.exports("a.xlsx")).put("U2-A", "Owner", "Ruth")
    sheet.book["Meetlat"]["B1"].value = "other1"
    wrong = place.imports(sheet.saved())
    assert "this is the follow-up of run other1, not of 7k2m9p." in wrong.stderr
    assert (wrong.exit_code, place.kept) == (2, {})


def test_hostile_text_is_text_in_a_cell_and_comes_back_as_it_was(place: Place) -> None:
    place.set("U2-A", "--owner", HOSTILE)
    sheet = Edited(place.exports("a.xlsx"))
    cell = sheet.cell("U2-A", "Owner")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.startswith("=HYPERLINK")
    assert "Nothing changes" in place.imports(sheet.file).stderr


def test_the_sheet_offers_its_statuses_holds_dates_as_dates_and_keeps_headings_in_sight(place: Place) -> None:
    place.set("U2-A", "--status", "running", "--since", LONG_AGO)
    sheet = Edited(place.exports("a.xlsx", language="nl"))
    kinds = {check.type: check.formula1 for check in sheet.page.data_validations.dataValidation if check.type}
    assert kinds["list"] == '"gepland,loopt,klaar,vervallen"'
    assert "date" in kinds
    assert sheet.cell("U2-A", "Sinds").value == dt.datetime(2020, 1, 1)  # noqa: DTZ001 (a cell knows no zone)
    assert sheet.cell("U2-A", "Gepland van").is_date
    assert sheet.page.freeze_panes == f"C{HEAD + 1}"
    assert [page.sheet_state for page in sheet.book.worksheets] == ["visible", "veryHidden"]


def test_what_is_no_workbook_says_what_to_do(place: Place) -> None:
    for name, content in (("text.xlsx", b"Id,Status"), ("half.xlsx", place.exports("a.xlsx").read_bytes()[:2000])):
        (place.folder / name).write_bytes(content)
        wrong = place.imports(place.folder / name)
        assert (wrong.exit_code, "Save it as .xlsx" in wrong.stderr) == (2, True), name
    (place.folder / "zip.xlsx").write_bytes(b"")
    with zipfile.ZipFile(place.folder / "zip.xlsx", "w") as packed:
        packed.writestr("a.txt", "a")
    assert "Save it as .xlsx" in place.imports(place.folder / "zip.xlsx").stderr


def test_a_workbook_without_the_headings_says_so(place: Place) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Id"
    book.save(place.folder / "a.xlsx")
    wrong = place.imports(place.folder / "a.xlsx")
    assert (wrong.exit_code, "has no sheet with the actions" in wrong.stderr) == (2, True)


def test_a_workbook_that_unpacks_without_end_is_left_alone(place: Place) -> None:
    with zipfile.ZipFile(place.folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 60_000_000)
    wrong = place.imports(place.folder / "bomb.xlsx")
    assert (wrong.exit_code, "far too large" in wrong.stderr) == (2, True)


def test_an_existing_file_stays_unless_forced(place: Place) -> None:
    file = place.exports("a.xlsx")
    assert place.types("export", RUN, "-o", file).exit_code == 2
    assert place.types("export", RUN, "-o", file, "--force").exit_code == 0
