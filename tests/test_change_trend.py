"""Many runs in a row: each held against the one before, and against the first of its series."""

from __future__ import annotations

from change_runs import of, staff, version
from scoring_runs import QUESTIONNAIRE, Given, run

from questionnaires.model import Questionnaire
from scoring.change import Measured, Trend, trend


def at(date: str, level: Given, questionnaire: Questionnaire = QUESTIONNAIRE, **moved: Given) -> Measured:
    items = {name.replace("_", "."): given for name, given in moved.items()}
    return of(run(*staff(3, level, items)), questionnaire, date=date)


def verdicts(found: Trend, capability: str) -> list[tuple[str | None, str | None]]:
    return [
        (one.since_previous and one.since_previous.verdict, one.since_first and one.since_first.verdict)
        for one in found.capabilities[capability]
    ]


def test_small_steps_add_up_to_a_real_change() -> None:
    steps = [at("2026-01-01", 2), at("2026-07-01", 2, S1_1=3), at("2027-01-01", 2, S1_1=3, S1_2=3)]
    assert verdicts(trend(steps), "S1") == [(None, None), ("no_change", "no_change"), ("no_change", "real")]


def test_every_point_has_the_score_of_its_own_run() -> None:
    found = trend([at("2026-01-01", 2), at("2026-07-01", 4)])
    assert [point.score for point in found.overall] == [2.0, 4.0]
    assert [point.level for point in found.domains["U"]] == [2, 4]


def test_a_break_begins_a_new_series() -> None:
    revised = version("1.1.0", S1=2)
    found = trend([at("2026-01-01", 2), at("2026-07-01", 4, revised), at("2027-01-01", 4, revised)])
    assert [point.series for point in found.capabilities["S1"]] == [1, 2, 2]
    assert verdicts(found, "S1") == [(None, None), ("not_comparable", None), ("no_change", "no_change")]
    assert [point.series for point in found.capabilities["S2"]] == [1, 1, 1]
    assert verdicts(found, "S2")[2] == ("no_change", "real")
    assert [point.series for point in found.domains["S"]] == [1, 1, 1]


def test_a_major_step_breaks_every_line() -> None:
    found = trend([at("2026-01-01", 2), at("2026-07-01", 4, version("2.0.0"))])
    lines = [*found.capabilities.values(), *found.domains.values(), found.overall]
    assert {tuple(point.series for point in line) for line in lines} == {(1, 2)}
    assert found.overall[1].since_first is None


def test_a_run_without_answers_on_a_capability_is_a_gap_and_no_break() -> None:
    unknown = {"S1_1": "?", "S1_2": "?", "S1_3": "?"}
    found = trend([at("2026-01-01", 2), at("2026-07-01", 2, **unknown), at("2027-01-01", 4)])
    assert [point.score for point in found.capabilities["S1"]] == [2.0, None, 4.0]
    assert [point.series for point in found.capabilities["S1"]] == [1, 1, 1]
    assert verdicts(found, "S1")[2] == ("not_comparable", "real")


def test_each_step_names_what_differs_from_the_run_before() -> None:
    found = trend([at("2026-01-01", 2), of(run(*staff(4, 2)), date="2026-07-01")])
    assert [[one.code for one in step.remarks] for step in found.steps] == [["other_people"]]
