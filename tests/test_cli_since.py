"""`assess report` finds the last time of a run by itself, or as it is told."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from commands import EXAMPLE, invoke

from assess import commissions, kept_plans, last_time, many, store, workflow
from assess.errors import Mistake
from assess.reporting import Order
from questionnaires import answer_file


def run_of(day, organisation=None):
    text = re.sub(r"(?m)^date:.*$", f"date: {day}", EXAMPLE.read_text(encoding="utf-8"))
    if organisation:
        text = re.sub(r"(?m)^organisation:.*$", f"organisation: {organisation}", text)
    return answer_file.parse(text, f"{day}.yaml")


@pytest.fixture
def place(tmp_path):
    return str(tmp_path / "meetlat.db")


def stored(place, *runs):
    """Put runs into a store and return them as they come out of it."""
    with store.open(place) as history:
        ids = [history.import_run(run, workflow.questionnaire_of(run)) for run in runs]
    return [workflow.read_run(each, place) for each in ids]


def days(runs):
    return [run.responses.date for run in runs]


def test_all_earlier_runs_of_the_organisation_come_along_the_oldest_first(place):
    *_, newest = stored(
        place, run_of("2026-05-23"), run_of("2025-11-23"), run_of("2025-12-01", "Een ander"), run_of("2026-11-23")
    )
    assert days(last_time.runs_before(newest)) == ["2025-11-23", "2026-05-23"]


def test_the_first_run_has_no_last_time(place):
    oldest, _ = stored(place, run_of("2025-11-23"), run_of("2026-11-23"))
    assert last_time.runs_before(oldest) == ()


def test_none_leaves_it_out(place):
    *_, newest = stored(place, run_of("2025-11-23"), run_of("2026-11-23"))
    assert last_time.runs_before(newest, "none") == ()


def test_a_run_from_a_file_is_set_beside_what_is_named(tmp_path):
    run = workflow.read_file(EXAMPLE)
    old = tmp_path / "old.yaml"
    old.write_text(re.sub(r"(?m)^date:.*$", "date: 2020-01-01", EXAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    assert last_time.runs_before(run) == ()
    assert days(last_time.runs_before(run, str(old))) == ["2020-01-01"]


def test_a_later_run_is_no_last_time(place):
    oldest, newest = stored(place, run_of("2025-11-23"), run_of("2026-11-23"))
    with pytest.raises(Mistake, match="later day"):
        last_time.runs_before(oldest, newest.reference, place)


def test_the_plan_that_people_began_with_is_held_beside_what_was_measured(place):
    oldest, newest = stored(place, run_of("2025-11-23"), run_of("2026-11-23"))
    outcome = workflow.results(oldest)
    kept_plans.go_by(oldest, outcome.scorecard, outcome.roadmap.limits)
    found = last_time.since_of(newest, last_time.runs_before(newest))
    assert found is not None
    assert found.plan.quarters is not None


def test_the_command_tells_which_run_it_is(place, tmp_path):
    *_, newest = stored(place, run_of("2025-11-23"), run_of("2026-11-23"))
    path = tmp_path / "report.json"
    result = invoke("report", newest.reference, "-o", path, "--store", place)
    assert "the run of 23 November 2025" in result.stderr
    assert json.loads(path.read_text(encoding="utf-8"))["since"]["runs"][0]["date"] == "2025-11-23"


def test_the_reports_of_a_whole_store_have_their_own_last_time(place, tmp_path):
    stored(place, run_of("2025-11-23"), run_of("2026-11-23"))
    runs, _ = commissions.complete_runs(place)
    made = commissions.commissions(runs, Order(form="json", language="en"), tmp_path, last_time.runs_before)
    assert [days(one.order.earlier) for one in made] == [[], ["2025-11-23"]]
    with_it, without = made[1], msgspec.structs.replace(made[1], order=Order(form="json", language="en"))
    assert many.made_from(with_it) != many.made_from(without)
