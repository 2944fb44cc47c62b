from __future__ import annotations

from typing import Any

import pytest
from scoring_runs import Given, person, scored, whole

from questionnaires.responses import Respondent
from scoring.confidence import Support, confidence_of
from scoring.scorecard import Confidence

GOOD = {"levels": 30, "asked": 30, "respondents": 10, "roles": 3, "spread": 0.5, "met": 2, "proven": 2}


def confidence(**other: Any) -> Confidence:
    return confidence_of(Support(**{**GOOD, **other}))


def test_with_everything_in_order_confidence_is_high() -> None:
    assert confidence() == Confidence(value="high", reason="all_met")


@pytest.mark.parametrize(("levels", "value"), [(24, "high"), (23, "medium"), (18, "medium"), (17, "low")])
def test_coverage_is_high_from_80_and_medium_from_60_percent(levels: int, value: str) -> None:
    assert confidence(levels=levels).value == value


@pytest.mark.parametrize(
    ("respondents", "roles", "value"),
    [(5, 2, "high"), (4, 2, "medium"), (50, 1, "medium"), (2, 1, "medium"), (1, 1, "low"), (0, 0, "low")],
)
def test_five_respondents_of_two_roles_are_high_and_two_are_medium(respondents: int, roles: int, value: str) -> None:
    assert confidence(respondents=respondents, roles=roles).value == value


@pytest.mark.parametrize(("spread", "value"), [(0.8, "high"), (0.81, "medium"), (1.2, "medium"), (1.21, "low")])
def test_a_spread_up_to_0_8_is_high_and_up_to_1_2_medium(spread: float, value: str) -> None:
    assert confidence(spread=spread).value == value


def test_two_respondents_far_apart_make_confidence_low() -> None:
    assert confidence(respondents=2, spread=2.0).reason == "agreement"


def test_agreement_is_skipped_for_one_respondent() -> None:
    assert confidence(respondents=1, spread=2.0).reason == "respondents"


@pytest.mark.parametrize(("met", "proven", "value"), [(2, 1, "high"), (3, 1, "medium"), (3, 0, "low"), (0, 0, "high")])
def test_half_of_the_key_practices_proven_is_high_and_any_medium(met: int, proven: int, value: str) -> None:
    assert confidence(met=met, proven=proven).value == value


def test_the_weakest_criterion_decides_and_gives_the_reason_with_its_figures() -> None:
    assert confidence(levels=20, respondents=4, roles=2, met=3, proven=0) == Confidence(
        value="low", reason="evidence", values={"met": 3, "missing": 3}
    )
    assert confidence(met=3, proven=1).values == {"met": 3, "missing": 2}
    assert confidence(levels=20).values == {"levels": 20, "asked": 30}
    assert confidence(roles=1).values == {"n": 10, "roles": 1}
    assert confidence(spread=1.0).values == {"spread": 1.0}


def test_of_equally_weak_criteria_the_first_gives_the_reason() -> None:
    assert confidence(levels=20, roles=1).reason == "coverage"


def test_without_anything_asked_confidence_is_low() -> None:
    assert confidence(levels=0, asked=0).reason == "coverage"


def answering(role: str, *given: Given) -> Respondent:
    return person(role, dict(zip(("S1.1", "S1.2", "S1.3"), given, strict=False)))  # type: ignore[arg-type]


def test_key_practices_that_are_met_ask_for_evidence_of_anyone() -> None:
    five = [answering("it_staff", 3, 4, 3) for _ in range(4)] + [answering("it_management", "3!", 4, 3)]
    assert scored(*five).capabilities["S1"].confidence == Confidence(value="high", reason="all_met")  # one of two
    without = scored(*five[:4], answering("it_management", 3, 4, 3)).capabilities["S1"].confidence
    assert without == Confidence(value="low", reason="evidence", values={"met": 2, "missing": 2})


def test_a_key_practice_below_its_level_asks_for_no_evidence() -> None:
    five = [answering("it_staff", 2, 3, 3) for _ in range(4)] + [answering("it_management", 2, 3, 3)]
    assert scored(*five).capabilities["S1"].confidence.reason == "all_met"


def test_respondents_are_those_with_a_level_in_the_capability() -> None:
    people = [answering("it_staff", 2, 2, 2), answering("it_management", "?", "?", "?")]
    found = scored(*people).capabilities["S1"].confidence
    assert found.reason == "coverage"
    four = [answering("it_staff", 2, 2, 2)] * 4
    assert scored(*four, people[1]).capabilities["S1"].confidence.values == {"n": 4, "roles": 1}


def test_the_whole_is_judged_over_all_answers() -> None:
    people = [whole("it_staff", 2)] * 4 + [whole("user", 2)]
    assert scored(*people).overall.confidence == Confidence(value="high", reason="all_met")
    assert scored(*people[:4]).overall.confidence.values == {"n": 4, "roles": 1}
