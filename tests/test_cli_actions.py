"""`assess actions list`, `set` and `note`, on a real store."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from commands import EXAMPLE, invoke
from followed_runs import FAR, HOSTILE, LONG_AGO, RUN, Place, example
from kept import last_roadmap

from assess import store
from questionnaires import answer_file
from questionnaires.responses import ActionProgress
from reports.text.lines import width


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


# set


def test_what_is_set_is_kept_and_shown_as_it_was_and_as_it_becomes(place: Place) -> None:
    done = place.set("U2-A", "--status", "running", "--since", LONG_AGO, "--owner", "Sanne", "--target", "60%")
    assert done.stdout == (
        "U2-A One-question rating after contact\n"
        "  Status: planned → running\n"
        "  Since: – → 1 January 2020\n"
        "  Owner: – → Sanne\n"
        "  KPI aim: – → 60%\n"
    )
    assert done.stderr == f"Four changes saved in run {RUN}.\n"
    assert place.kept == {"U2-A": ActionProgress(status="running", since=LONG_AGO, owner="Sanne", target="60%")}


def test_more_actions_can_be_set_at_once_in_small_letters_too(place: Place) -> None:
    place.set("u2-a", "U5-A", "--owner", "Ruth")
    assert {action: progress.owner for action, progress in place.kept.items()} == {"U2-A": "Ruth", "U5-A": "Ruth"}


def test_what_is_not_named_stays_and_an_empty_text_takes_away(place: Place) -> None:
    place.set("U2-A", "--owner", "Ruth", "--kpi", "31%", "--finish", FAR)
    place.set("U2-A", "--owner", "", "--finish", "")
    assert place.kept["U2-A"] == ActionProgress(status="planned", kpi="31%")


def test_done_without_a_day_is_done_since_today_and_says_so(place: Place) -> None:
    done = place.set("U2-A", "--status", "done")
    today = place.listed()["today"]
    assert place.kept["U2-A"].since == today
    assert done.stderr.startswith("No day was given for U2-A, so since today, ")


def test_a_new_status_has_a_day_of_its_own(place: Place) -> None:
    place.set("U2-A", "--status", "running", "--since", LONG_AGO)
    place.set("U2-A", "--status", "done")
    assert place.kept["U2-A"].since == place.listed()["today"]
    place.set("U2-A", "--status", "planned")
    assert place.kept["U2-A"].since is None


def test_the_same_status_again_keeps_its_day_and_changes_nothing(place: Place) -> None:
    place.set("U2-A", "--status", "running", "--since", LONG_AGO)
    again = place.set("U2-A", "--status", "running")
    assert (again.stdout, again.stderr) == ("", f"Nothing changes in run {RUN}.\n")
    assert place.kept["U2-A"].since == LONG_AGO


@pytest.mark.parametrize(("status", "said"), [("running", "run"), ("done", "be done"), ("dropped", "be dropped")])
def test_what_is_still_to_come_cannot_have_happened(place: Place, status: str, said: str) -> None:
    refused = place.set("U2-A", "--status", status, "--since", FAR)
    assert refused.exit_code == 2
    assert f"U2-A cannot {said} since {FAR}: that day is still to come." in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert place.kept == {}


def test_nothing_ends_before_it_begins(place: Place) -> None:
    refused = place.set("U2-A", "--status", "running", "--since", "2020-02-01", "--finish", "2020-01-01")
    assert refused.exit_code == 2
    assert "before it began on 2020-02-01" in refused.stderr
    assert place.kept == {}


def test_one_action_that_cannot_be_set_leaves_all_as_they_were(place: Place) -> None:
    place.set("U5-A", "--finish", LONG_AGO)
    refused = place.set("U2-A", "U5-A", "--status", "running", "--since", "2021-01-01")
    assert refused.exit_code == 2
    assert place.kept["U5-A"].status == "planned"
    assert "U2-A" not in place.kept


def test_an_unknown_action_suggests_the_one_that_was_meant(place: Place) -> None:
    refused = place.set("U2-AA", "--status", "done")
    assert (refused.exit_code, "unknown action ‘U2-AA’. Did you mean ‘U2-A’?" in refused.stderr) == (2, True)


@pytest.mark.parametrize("day", ["2026-13-01", "tomorrow", "11-01-2027"])
def test_a_day_that_is_none_is_refused(place: Place, day: str) -> None:
    refused = place.set("U2-A", "--since", day)
    assert (refused.exit_code, f"--since cannot be ‘{day}’" in refused.stderr) == (2, True)


def test_setting_nothing_says_what_could_be_set(place: Place) -> None:
    refused = place.set("U2-A")
    assert (refused.exit_code, "for example --status running" in refused.stderr) == (2, True)


def test_a_file_can_be_listed_but_not_changed(place: Place) -> None:
    refused = place.types("set", EXAMPLE, "U2-A", "--status", "done")
    assert refused.exit_code == 2
    assert f"assess runs import {EXAMPLE}" in refused.stderr


# note


def test_a_note_takes_the_place_of_the_one_before(place: Place) -> None:
    place.types("note", RUN, "U2-A", "Waits for the form")
    place.types("note", RUN, "U2-A", "The form is there")
    assert place.kept["U2-A"].note == "The form is there"
    assert place.types("note", RUN, "U2-A", "").stdout.endswith("  Note: The form is there → –\n")
    assert place.kept["U2-A"].note is None


# list


def test_the_list_has_every_step_by_quarter_with_its_days(place: Place) -> None:
    listed = place.listed()["actions"]
    assert [row["quarter"] for row in listed] == sorted(row["quarter"] for row in listed)
    assert {row["status"] for row in listed} == {"planned"}
    first = listed[0]
    assert first["planned_start"] == "2027-01-04"
    assert first["planned_start"] < first["planned_finish"]


def test_what_was_done_keeps_its_place_in_the_roadmap_that_it_came_from(place: Place) -> None:
    before = place.row("U2-A")
    place.set("U2-A", "--status", "done", "--since", LONG_AGO)
    after = place.row("U2-A")
    assert (after["quarter"], after["planned_start"]) == (before["quarter"], before["planned_start"])
    assert after["status"] == "done"


def test_the_list_goes_by_the_roadmap_that_people_go_by(place: Place) -> None:
    with store.open(str(place.store)) as history:
        kept = last_roadmap(history, RUN)
        assert kept is not None
        shorter = msgspec.structs.replace(kept.value, steps=kept.value.steps[:1])
        history.keep_roadmap(RUN, shorter, kept.fingerprint, kept.made)
        history.go_by_roadmap(RUN, kept.fingerprint, kept.made)
    assert [row["action"] for row in place.listed()["actions"]] == [shorter.steps[0].action]


def test_an_action_that_is_not_in_the_roadmap_stands_at_the_end_once_it_has_a_status(place: Place) -> None:
    (outside, *_) = {"O2-C", "S1-C"} - {row["action"] for row in place.listed()["actions"]}
    place.set(outside, "--status", "dropped", "--since", LONG_AGO)
    last = place.listed()["actions"][-1]
    assert (last["action"], last["quarter"], last["planned_start"]) == (outside, None, None)
    assert "Not in the roadmap" in place.types("list", RUN).stdout


def test_an_action_is_late_when_its_day_is_past_and_it_is_not_over(place: Place) -> None:
    place.set("U2-A", "U5-A", "U1-A", "--finish", LONG_AGO)
    place.set("U5-A", "--status", "done")
    place.set("U1-A", "--status", "dropped")
    late = {row["action"]: row["late"] for row in place.listed()["actions"] if row["late"]}
    assert late == {"U2-A": "finish"}
    assert "One is late on " in place.types("list", RUN).stdout


def test_a_done_action_has_expected_beside_answered_under_the_list(place: Place) -> None:
    place.set("U5-A", "--status", "done", "--since", LONG_AGO)
    assert "U5-A done: U5.1 expected 3, answered 2.2; U5.3 expected 2, answered 1.5." in place.types("list", RUN).stdout
    assert [effect["verdict"] for effect in place.listed()["effects"]] == ["not_reached", "not_reached"]


def test_an_action_done_after_the_answers_is_not_measured_yet(place: Place) -> None:
    place.set("U5-A", "--status", "done")
    shown = place.types("list", RUN).stdout
    assert "U5-A done: U5.1 expected 3, not measured yet; U5.3 expected 2, not measured yet." in shown
    assert "measure again" in shown


def test_what_became_of_an_earlier_plan_is_held_against_the_answers_of_a_new_run(place: Place) -> None:
    place.set("U5-A", "--status", "done", "--since", "2026-11-20", "--owner", "Ruth")
    place.set("U1-A", "--status", "done")
    place.set("U1-A", "--since", "")
    later = place.folder / "later.yaml"
    later.write_text(
        answer_file.write(msgspec.structs.replace(example(), run="later1", date="2026-11-23")), encoding="utf-8"
    )
    assert invoke("runs", "import", later, "--store", place.store).exit_code == 0
    taken = place.types("import", "later1", RUN)
    assert taken.stderr == "Four changes saved in run later1.\n"
    listed = json.loads(place.types("list", "later1", "--format", "json").stdout)
    assert {effect["item"]: effect["verdict"] for effect in listed["effects"]}["U5.1"] == "not_reached"
    assert {row["action"]: row["since"] for row in listed["actions"] if row["status"] == "done"} == {
        "U5-A": "2026-11-20", "U1-A": None,
    }  # fmt: skip


def test_items_that_nobody_measured_since_are_told_together(place: Place) -> None:
    place.set("U2-B", "--status", "done")
    assert "U2-B done: U2.1, U2.2 and U2.3 expected 3, not measured yet." in place.types("list", RUN).stdout


def test_owner_and_kpi_stand_under_their_row_where_a_screen_is_narrow(place: Place) -> None:
    place.set("U5-A", "--owner", "Ruth", "--baseline", "0", "--kpi", "2", "--target", "4")
    assert "  Owner: Ruth. KPI: 0 → 2 → 4.\n" in place.types("list", RUN, COLUMNS="80").stdout
    assert "Ruth   0 → 2 → 4\n" in place.types("list", RUN, COLUMNS="120").stdout


@pytest.mark.parametrize("columns", [40, 80, 100, 120])
@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_no_line_of_the_list_is_wider_than_the_screen(place: Place, columns: int, plain: list[str]) -> None:
    place.set("U5-A", "--status", "running", "--owner", "A" * 70, "--kpi", "x" * 90, "--target", HOSTILE)
    place.types("note", RUN, "U5-A", "every word " * 30)
    lines = place.types("list", RUN, *plain, COLUMNS=str(columns)).stdout.splitlines()
    assert max(map(width, lines)) <= columns


def test_what_somebody_typed_cannot_steer_a_terminal(place: Place) -> None:
    changed = place.set("U5-A", "--owner", HOSTILE)
    for shown in (changed.stdout, place.types("list", RUN).stdout):
        assert "\x1b" not in shown
        assert "\u202e" not in shown


def test_a_file_is_listed_with_the_roadmap_as_it_was_before_anything_was_done(tmp_path: Path) -> None:
    progress = {"U5-A": ActionProgress(status="done", since=LONG_AGO), "U2-A": ActionProgress(status="running")}
    file = tmp_path / "run.yaml"
    file.write_text(answer_file.write(msgspec.structs.replace(example(), actions=progress)), encoding="utf-8")
    listed = {
        row["action"]: row for row in json.loads(invoke("actions", "list", file, "--format", "json").stdout)["actions"]
    }
    assert (listed["U5-A"]["quarter"], listed["U5-A"]["status"]) == (1, "done")
    assert listed["U2-A"]["status"] == "running"


def test_the_list_is_in_dutch_for_who_asks(place: Place) -> None:
    place.set("U5-A", "--status", "running", "--since", LONG_AGO)
    shown = place.types("list", RUN, language="nl").stdout
    assert shown.startswith(f"Meting {RUN}: ")
    assert "loopt sinds 1 jan 2020" in shown
