from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from plain_reading import read
from scoring_runs import QUESTIONNAIRE, scored, whole
from strategies_scoring import runs

from questionnaires import answer_file
from questionnaires.responses import Context, Responses
from scoring.scoring import score_responses

EXAMPLES = Path(__file__).parent / "examples" / "scoring"


def differences(expected: Any, found: Any, place: str = "") -> list[str]:
    """Every place where a scorecard is not as expected; figures may differ by 1e-6."""
    if isinstance(expected, dict):
        return [each for key in expected for each in differences(expected[key], found[key], f"{place}.{key}")]
    if isinstance(expected, list) and len(expected) == len(found):
        return [
            each
            for n, pair in enumerate(zip(expected, found, strict=True))
            for each in differences(*pair, f"{place}.{n}")
        ]
    is_figure = isinstance(expected, float | int | Fraction) and isinstance(found, float | int)
    if abs(float(expected) - found) <= 1e-6 if is_figure else expected == found:
        return []
    return [f"{place}: expected {expected}, found {found}"]


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_an_example_is_scored_as_worked_out_beside_it(name: str) -> None:
    responses = answer_file.read(EXAMPLES / f"{name}.yaml")
    expected = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    assert differences(expected, msgspec.to_builtins(score_responses(QUESTIONNAIRE, responses))) == []


@settings(max_examples=100, deadline=None)
@given(runs())
def test_any_run_is_scored_as_a_plain_reading_of_the_rules_has_it(responses: Responses) -> None:
    found = msgspec.to_builtins(score_responses(QUESTIONNAIRE, responses))
    assert differences(read(QUESTIONNAIRE, responses), found) == []


def test_what_was_told_of_critical_data_is_passed_on_to_the_planner() -> None:
    told = scored(whole("it_staff", 2), context=Context(critical_data="no"))
    assert (told.critical_data, scored(whole("it_staff", 2)).critical_data) == ("no", "unknown")


def test_a_scorecard_names_its_questionnaire_and_counts_its_respondents_by_role() -> None:
    found = scored(whole("user", 2), whole("it_management", 3), whole("user", 3))
    assert found.questionnaire.sha256 == QUESTIONNAIRE.sha256
    assert list(found.respondents.items()) == [("it_management", 1), ("user", 2)]
