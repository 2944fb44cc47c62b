"""The roadmap on a terminal: a bar for each action, whatever the horizon, the capacity and the width."""

from __future__ import annotations

import datetime as dt

import golden
import msgspec
import pytest
from scoring_runs import whole
from text_runs import example, plan_text, results

from assess import workflow
from questionnaires.model import LANGUAGES, Language
from reports.marks import ASCII
from reports.text.lines import width
from scoring.roadmap import limits_of, plan

BAR_AT_3 = {"U": 3, "O": 3, "S": 3}


def planned(quarters: int, capacity: float = 60.0) -> workflow.Results:
    """The example department with the quick planner: how a roadmap is drawn does not hang on how good it is."""
    run = workflow.example()
    card = workflow.scorecard(run)
    roadmap = plan(run.questionnaire, card, limits_of(run.responses, capacity, quarters))
    return workflow.Results(run, card, roadmap)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_department_stands_as_drawn(language: Language) -> None:
    golden.matches(f"plan-80-{language}", plan_text(example(), language))


def test_plain_signs_stand_in_the_same_places() -> None:
    golden.matches("plan-80-nl-ascii", plan_text(example(), "nl", 80, ASCII))


def test_plain_mode_says_every_row_as_a_sentence() -> None:
    golden.matches("plan-plain-nl", plan_text(planned(2), "nl", plain=True))


@pytest.mark.parametrize("quarters", [6, 12])
def test_a_longer_horizon_has_room_for_all_of_it(quarters: int) -> None:
    golden.matches(f"plan-{quarters}-quarters-nl", plan_text(planned(quarters)))


@pytest.mark.parametrize("quarters", [1, 4, 8, 9, 12])
@pytest.mark.parametrize("columns", [40, 60, 79, 80, 100, 132])
def test_nothing_is_wider_than_the_terminal(quarters: int, columns: int) -> None:
    outcome = planned(quarters, 37.5)
    for language in LANGUAGES:
        assert max(map(width, plan_text(outcome, language, columns).splitlines())) <= columns


def test_a_bar_lies_over_the_months_in_which_its_action_runs() -> None:
    outcome = results(whole("it_management", 2), ambition=BAR_AT_3)
    for step in outcome.roadmap.steps:
        (row,) = [line for line in plan_text(outcome).splitlines() if line.startswith(f"{step.action} ")]
        chart = row[64:]
        months = [chart[quarter * 4 + month] != " " for quarter in range(4) for month in range(3)]
        first, last = int(step.start_week * 3 / 13), int((step.finish_week - 0.01) * 3 / 13)
        assert months == [first <= month <= last for month in range(12)]


def test_the_capacity_bar_never_claims_more_than_there_is() -> None:
    for line in plan_text(planned(4, 33.0)).splitlines():
        if " dagen, reserve " in line:
            bar = line[27:47]
            assert bar.rstrip("/").rstrip(".").strip("■") == ""
            assert bar.count("/") == 4


def test_nothing_to_plan_is_one_sentence() -> None:
    said = plan_text(results(whole("it_management", 4), ambition=BAR_AT_3))
    assert said.startswith("Er valt niets te plannen: jullie zijn al waar de lat ligt.\n")


def test_a_roadmap_without_a_start_counts_its_quarters() -> None:
    outcome = results(whole("it_management", 2), ambition=BAR_AT_3)
    limits = msgspec.structs.replace(outcome.roadmap.limits, start=None)
    nameless = msgspec.structs.replace(outcome, roadmap=msgspec.structs.replace(outcome.roadmap, limits=limits))
    assert "Nu, kwartaal 1  " in plan_text(nameless)


def test_a_roadmap_that_starts_between_quarters_has_its_months() -> None:
    outcome = results(whole("it_management", 2), ambition=BAR_AT_3)
    limits = msgspec.structs.replace(outcome.roadmap.limits, start=dt.date(2027, 2, 15))
    moved = msgspec.structs.replace(outcome, roadmap=msgspec.structs.replace(outcome.roadmap, limits=limits))
    assert "Nu, kwartaal 1 (feb–apr) " in plan_text(moved)
