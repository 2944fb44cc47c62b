"""Many runs in a row: each held against the one before, and against the first of its series."""

from __future__ import annotations

import msgspec
from change_runs import of, staff, version, without
from scoring_runs import QUESTIONNAIRE, Given, run

from questionnaires.language import words
from questionnaires.model import Questionnaire
from reports.marks import SIGNS
from reports.text.change import change_lines
from reports.text.lines import plain_text
from reports.text.trend import trend_lines
from scoring.change import Measured, Trend, compare, trend


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


def reduced(date: str, questionnaire: Questionnaire) -> Measured:
    """A run on a questionnaire that asks less, answered in full."""
    people = staff(3, 2)
    kept = [
        msgspec.structs.replace(
            one, answers={name: given for name, given in one.answers.items() if name in questionnaire.items}
        )
        for one in people
    ]
    return of(run(*kept), questionnaire, date=date)


def test_a_capability_that_is_no_longer_asked_ends_once() -> None:
    fewer = without("1.1.0", "S4")
    found = trend([at("2026-01-01", 2), reduced("2026-07-01", fewer), reduced("2027-01-01", fewer)])
    line = found.capabilities["S4"]
    assert [point.score for point in line] == [2.0, None, None]
    assert [point.series for point in line] == [1, 2, 2]
    assert [point.since_previous for point in line] == [None, None, None]


def test_a_capability_that_is_new_begins_its_series_there() -> None:
    found = trend([reduced("2026-01-01", without("1.0.0", "S4")), at("2026-07-01", 2, version("1.1.0"))])
    line = found.capabilities["S4"]
    assert [(point.score, point.series) for point in line] == [(None, 1), (2.0, 2)]
    assert line[1].since_previous is not None
    assert line[1].since_previous.reason.broken is not None
    assert line[1].since_previous.reason.broken.code == "new_capability"


def test_a_trend_tells_of_what_is_no_longer_asked() -> None:
    fewer = without("1.1.0", "S4")
    found = trend([at("2026-01-01", 2), reduced("2026-07-01", fewer)])
    lines = [plain_text(one) for one in trend_lines(found, words("en"), columns=100, marks=SIGNS)]
    assert "- 1 July 2026, S4: It is no longer asked." in lines


def test_a_comparison_tells_of_what_is_no_longer_asked() -> None:
    old, new = at("2026-01-01", 2), reduced("2026-07-01", without("1.1.0", "S4"))
    told = change_lines(old, new, compare(old, new), words("en"), columns=200, marks=SIGNS)
    assert any("S4 Weighing and securing together: This capability no longer exists" in plain_text(one) for one in told)
