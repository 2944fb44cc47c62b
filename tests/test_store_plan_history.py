"""Every plan of a run stays, and one rule says which of them is meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from commands import invoke
from kept import last_roadmap
from msgspec.structs import replace
from roadmap_departments import run_with
from scoring_runs import QUESTIONNAIRE

from assess import kept_plans, store
from assess.store.kept import KeptRoadmap
from assess.workflow import read_run, results
from questionnaires.responses import Answer, Context
from scoring.roadmap.model import Roadmap

DEPARTMENT = replace(run_with(context=Context(capacity_days=20, horizon_quarters=1)), date="2020-11-23")
BEGINS_LATER = "2099-01-05"  # a day that is not past when these tests run


class Place:
    """A store with one run, in which commands are typed."""

    def __init__(self, folder: Path, start: str | None) -> None:
        self.folder, self.store = folder, str(folder / "meetlat.db")
        plan = replace(DEPARTMENT.plan, start=start)
        with store.open(self.store) as history:
            self.run = history.import_run(replace(DEPARTMENT, plan=plan), QUESTIONNAIRE)

    def types(self, *arguments: object) -> Result:
        done = invoke(*arguments, "--store", self.store)
        assert done.exit_code == 0, done.stderr
        return done

    def reports(self) -> None:
        self.types("report", "last", "-o", self.folder / "report.md", "--force")

    def corrects(self, level: int) -> None:
        """Change an answer, as who goes through the interview again."""
        with store.open(self.store) as history:
            history.record_answer(self.run, history.responses(self.run).respondents[0].id, "U1.1", Answer(level=level))

    @property
    def kept(self) -> tuple[KeptRoadmap, ...]:
        with store.open(self.store) as history:
            return history.roadmaps(self.run)

    def meant(self, use: kept_plans.Use) -> Roadmap | None:
        return kept_plans.roadmap_for(read_run(self.run, self.store), use)

    def listed(self) -> list[str]:
        told: dict[str, Any] = json.loads(self.types("actions", "list", "last", "--format", "json").stdout)
        return [row["action"] for row in told["actions"] if row["quarter"] is not None]

    def planned(self, *arguments: object) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.types("plan", "last", *arguments, "--format", "json").stdout)
        return told


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A run whose roadmap began in 2021."""
    return Place(tmp_path, None)


@pytest.fixture
def early(tmp_path: Path) -> Place:
    """A run whose roadmap has not begun."""
    return Place(tmp_path, BEGINS_LATER)


def steps(roadmap: Roadmap | None) -> list[str]:
    assert roadmap is not None
    return [step.action for step in roadmap.steps]


# All of them stay


def test_another_plan_stands_beside_the_one_before(place: Place) -> None:
    first = steps(place.meant("now"))
    place.types("plan", "last", "--without", first[0], "--keep")
    assert [steps(one.value)[:1] == first[:1] for one in place.kept] == [True, False]


def test_a_plan_that_fits_again_is_used_again_and_not_kept_twice(place: Place) -> None:
    own = place.planned()
    place.corrects(1)
    place.planned()
    place.corrects(2)
    assert place.planned() == own
    assert len({one.fingerprint for one in place.kept}) == len(place.kept)


def test_a_plan_that_the_clock_cut_short_gives_way_to_a_finished_one(place: Place) -> None:
    place.planned()
    (found,) = place.kept
    cut_short = replace(found.value, status="stopped")
    with store.open(place.store) as history:
        history.delete(place.run)
        place.run = history.import_run(DEPARTMENT, QUESTIONNAIRE)
        history.keep_roadmap(place.run, cut_short, found.fingerprint, "2026-11-24")
    place.types("explain", "last")
    assert [one.value.status for one in place.kept] == ["stopped"]
    place.planned()
    assert [one.value for one in place.kept] == [found.value]


def test_a_finished_plan_does_not_give_way_to_one_that_the_clock_cut_short(place: Place) -> None:
    place.planned()
    (found,) = place.kept
    with store.open(place.store) as history:
        history.keep_roadmap(place.run, replace(found.value, status="stopped"), found.fingerprint, "2026-11-25")
    assert place.kept == (found,)


# What people go by


def test_what_is_only_shown_nobody_goes_by(place: Place) -> None:
    for shown in (["plan"], ["explain"], ["actions", "list"]):
        place.types(*shown, "last")
    place.types("plan", "last", "--capacity", "40")
    assert [one.agreed for one in place.kept] == [None]


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "last", "-o", "{folder}/report.html"),
        ("report", "last", "--format", "text"),
        ("plan", "last", "--keep"),
        ("actions", "export", "last", "-o", "{folder}/actions.yaml"),
        ("actions", "set", "last", "U1-A", "--owner", "Ruth"),
    ],
    ids=["a report", "a report on the screen", "keep", "an export", "progress"],
)
def test_people_go_by_what_was_given_to_them_chosen_or_begun(place: Place, arguments: tuple[str, ...]) -> None:
    place.planned()
    place.types(*(each.format(folder=place.folder) for each in arguments))
    assert [(one.agreed, one.is_first) for one in place.kept] == [(1, True)]


def test_a_report_with_other_limits_is_not_what_people_go_by(place: Place) -> None:
    place.types("report", "last", "--capacity", "40", "-o", place.folder / "report.md")
    assert place.kept == ()


def test_the_list_goes_by_the_last_report_also_when_an_answer_was_corrected_since(place: Place) -> None:
    place.reports()
    before = place.listed()
    place.corrects(5)
    assert place.planned()["steps"] != []
    assert place.listed() == before
    place.reports()
    assert place.listed() == steps(place.meant("now"))


def test_what_is_done_stays_in_the_list_where_it_stood(place: Place) -> None:
    place.reports()
    before = place.listed()
    place.types("actions", "set", "last", before[0], "--status", "done", "--since", "2020-12-01")
    assert before[0] not in {step["action"] for step in place.planned()["steps"]}
    assert place.listed() == before


def test_a_plan_from_a_later_day_is_set_beside_the_one_that_people_go_by(place: Place) -> None:
    place.reports()
    first = steps(place.meant("following"))[0]
    place.types("actions", "set", "last", first, "--status", "done", "--since", "2020-12-01")  # before it began
    place.planned()
    assert place.planned("--from", "2021-03-01")["difference"]["done"] == [first]


def test_list_and_plan_from_a_day_mean_the_same_roadmap_where_none_was_agreed(place: Place) -> None:
    first = place.listed()[0]
    with store.open(place.store) as history:
        progress = history.responses(place.run).actions
        assert progress == {}
    place.types("actions", "set", "last", first, "--status", "done", "--since", "2020-12-01")
    assert first in place.listed()
    assert first in place.planned("--from", "2021-03-01")["difference"]["done"]


# What they began with


def test_next_year_the_first_plan_is_told_whatever_was_planned_since(place: Place) -> None:
    place.reports()
    first = place.meant("looking_back")
    place.types("actions", "set", "last", steps(first)[0], "--status", "done", "--since", "2021-02-01")
    place.types("plan", "last", "--from", "2021-03-01", "--keep")
    place.corrects(5)
    place.reports()
    assert place.meant("looking_back") == first
    assert place.meant("following") == place.meant("now") != first


def test_a_plan_that_was_chosen_before_the_work_began_is_the_first(early: Place) -> None:
    early.reports()
    draft = early.meant("looking_back")
    early.types("plan", "last", "--without", steps(draft)[0], "--keep")
    assert early.meant("looking_back") == early.meant("now") != draft
    assert len(early.kept) == 2


def test_a_plan_of_which_something_was_recorded_stays_the_first_before_its_first_day(early: Place) -> None:
    early.reports()
    first = early.meant("looking_back")
    early.types("actions", "set", "last", steps(first)[1], "--status", "running", "--since", "2020-12-01")
    early.types("plan", "last", "--without", steps(first)[0], "--keep")
    assert early.meant("looking_back") == first


def test_of_a_run_that_nobody_planned_it_is_the_roadmap_before_anything_was_done(place: Place) -> None:
    own = results(read_run(place.run, place.store)).roadmap
    with store.open(place.store) as history:
        other = history.import_run(replace(DEPARTMENT, organisation="Ander"), QUESTIONNAIRE)
    place.types("actions", "set", other, own.steps[0].action, "--status", "done", "--since", "2020-12-01")
    run = read_run(other, place.store)
    for use in ("following", "looking_back"):
        assert steps(kept_plans.roadmap_for(run, use)) == steps(own)


# Gone with the run


def test_all_plans_go_with_a_respondent_who_withdraws(place: Place) -> None:
    place.reports()
    place.corrects(5)
    place.reports()
    assert len(place.kept) == 2
    with store.open(place.store) as history:
        history.withdraw(place.run, history.responses(place.run).respondents[0].id)
        assert last_roadmap(history, place.run) is None
