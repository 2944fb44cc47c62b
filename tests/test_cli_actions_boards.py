"""The follow-up for boards and calendars: CSV and iCalendar."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from commands import invoke
from followed_runs import HOSTILE, LONG_AGO, RUN, Place
from icalendar import Calendar

from assess.follow_up.boards import harmless

HEADS = {
    "plain": [
        "Id", "Action", "Quarter", "Planned from", "Planned to", "Person-days", "KPI", "Status", "Since", "Done by",
        "Owner", "KPI before", "KPI now", "KPI aim", "Evidence", "Note",
    ],
    "jira": [
        "Summary", "Issue Type", "Status", "Description", "Labels", "Assignee", "Start date", "Due date", "Person days",
    ],
    "planner": [
        "Task Name", "Bucket Name", "Progress", "Assigned To", "Start date", "Due date", "Completed Date", "Labels",
        "Description",
    ],
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def table(place: Place, board: str, *, language: str = "en") -> list[dict[str, str]]:
    file = place.exports("a.csv", "--for", board, "--force", language=language)
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


def of(rows: list[dict[str, str]], action: str) -> dict[str, str]:
    (row,) = (row for row in rows if next(iter(row.values())).split()[0] == action)
    return row


def test_the_file_is_utf_8_with_a_mark_and_lines_that_end_as_the_format_asks(place: Place) -> None:
    place.types("note", RUN, "U2-A", 'a "quoted", text\nof two lines')
    content = place.exports("a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert b'"a ""quoted"", text\nof two lines"' in content


@pytest.mark.parametrize("board", HEADS)
def test_every_board_has_its_columns_and_every_row_as_many_cells(place: Place, board: str) -> None:
    rows = table(place, board)
    assert list(rows[0]) == HEADS[board]
    assert {len(row) for row in rows} == {len(HEADS[board])}
    assert len(rows) == len(place.listed()["actions"])


def test_the_documentation_names_every_column_of_every_board() -> None:
    page = (Path(__file__).parent.parent / "docs" / "actions.md").read_text(encoding="utf-8")
    for board in ("jira", "planner"):
        named = re.findall(r"^\| ([A-Z][^|]*) \|", page[page.index(f"`--for {board}`") :], re.MULTILINE)
        columns = [column for cell in named for column in cell.split(", ")]
        assert columns[: len(HEADS[board])] == HEADS[board]


def test_jira_gets_summary_status_labels_and_days(place: Place) -> None:
    place.set(
        "U2-A", "--status", "running", "--since", LONG_AGO, "--owner", "ruth@example.org", "--finish", "2027-01-29"
    )
    row = of(table(place, "jira"), "U2-A")
    assert (row["Summary"], row["Issue Type"], row["Status"]) == (
        "U2-A One-question rating after contact",
        "Task",
        "In Progress",
    )
    assert row["Labels"].split()[:2] == ["meetlat", "U2-A"]
    assert re.fullmatch(r"Q\d-\d{4}", row["Labels"].split()[2])
    assert (row["Assignee"], row["Start date"], row["Due date"]) == ("ruth@example.org", LONG_AGO, "2027-01-29")
    assert row["Description"].startswith("First step: ")


def test_planner_gets_a_bucket_for_each_quarter_and_the_day_of_completion(place: Place) -> None:
    place.set("U2-A", "--status", "done", "--since", LONG_AGO)
    row = of(table(place, "planner"), "U2-A")
    assert (row["Progress"], row["Completed Date"]) == ("Completed", LONG_AGO)
    assert re.fullmatch(r"Q\d \d{4}", row["Bucket Name"])


def test_a_board_gets_no_dropped_actions_and_a_spreadsheet_does(place: Place) -> None:
    place.set("U2-A", "--status", "dropped", "--since", LONG_AGO)
    everything = len(table(place, "plain"))
    assert of(table(place, "plain"), "U2-A")["Status"] == "dropped"
    assert len(table(place, "jira")) == len(table(place, "planner")) == everything - 1


def test_texts_are_in_the_language_of_the_run_unless_another_is_asked(place: Place) -> None:
    unasked = invoke(
        "actions", "export", RUN, "-o", place.folder / "b.csv", "--store", place.store, MEETLAT_LANG=None, LANG="en"
    )
    assert unasked.exit_code == 0
    assert (place.folder / "b.csv").read_text(encoding="utf-8-sig").startswith("Id,Actie,")
    assert table(place, "plain")[0]["Action"]


def test_no_cell_starts_a_formula(place: Place) -> None:
    place.set("U2-A", "--owner", HOSTILE, "--kpi", "@x", "--baseline", "-5%", "--target", "+12,5")
    row = of(table(place, "plain"), "U2-A")
    assert row["Owner"].startswith("'=HYPERLINK")
    assert (row["KPI now"], row["KPI before"], row["KPI aim"]) == ("'@x", "-5%", "+12,5")
    for board in ("jira", "planner"):
        assert not [cell for cells in table(place, board) for cell in cells.values() if cell.startswith(("=", "@"))]


@pytest.mark.parametrize(("text", "kept"), [
    ("=1+1", "'=1+1"), ("+1+cmd", "'+1+cmd"), ("-2+3", "'-2+3"), ("-3", "-3"), ("+5%", "+5%"), ("a=b", "a=b"), ("", ""),
])  # fmt: skip
def test_only_what_starts_a_formula_and_is_no_number_is_marked(text: str, kept: str) -> None:
    assert harmless(text) == kept


def test_a_board_is_for_csv_alone(place: Place) -> None:
    refused = place.types("export", RUN, "-o", place.folder / "a.xlsx", "--for", "jira")
    assert (refused.exit_code, "--for is for a .csv file" in refused.stderr) == (2, True)


# The calendar


def events(place: Place) -> dict[str, str]:
    content = place.exports("a.ics", "--force").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    calendar = Calendar.from_ical(content)
    return {str(event["SUMMARY"]): event.decoded("DTSTART").isoformat() for event in calendar.walk("VEVENT")}


def test_the_calendar_has_what_should_begin_and_what_should_be_done(place: Place) -> None:
    row = place.row("U2-A")
    name = "U2-A One-question rating after contact"
    found = events(place)
    assert (found[f"Start: {name}"], found[f"Done? {name}"]) == (row["planned_start"], row["planned_finish"])


def test_what_runs_needs_no_start_and_its_own_day_comes_first(place: Place) -> None:
    place.set("U2-A", "--status", "running", "--since", LONG_AGO, "--finish", "2027-01-29")
    found = {title: day for title, day in events(place).items() if "U2-A" in title}
    assert found == {"Done? U2-A One-question rating after contact": "2027-01-29"}


def test_what_is_over_is_in_no_calendar(place: Place) -> None:
    place.set("U2-A", "--status", "done", "--since", LONG_AGO)
    place.set("U5-A", "--status", "dropped", "--since", LONG_AGO)
    assert [title for title in events(place) if "U2-A" in title or "U5-A" in title] == []


def test_an_event_takes_the_place_of_that_in_the_calendar_of_the_report(place: Place) -> None:
    report = place.folder / "report.ics"
    assert invoke("report", RUN, "-o", report, "--store", place.store).exit_code == 0

    def uids(content: bytes) -> dict[str, str]:
        found = Calendar.from_ical(content).walk("VEVENT")
        return {
            str(one["SUMMARY"]): str(one["UID"]) for one in found if str(one["SUMMARY"]).startswith(("Start", "Done"))
        }

    assert uids(place.exports("a.ics").read_bytes()) == uids(report.read_bytes())
