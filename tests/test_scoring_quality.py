from __future__ import annotations

import pytest
from scoring_runs import answer

from questionnaires.responses import Answer
from scoring.quality import is_fast, is_long_enough, is_straight_lined


def answers(given: str) -> list[Answer]:
    return [answer(each if each in "?x" else int(each)) for each in given]


def test_one_option_on_nine_in_ten_of_at_least_fifteen_answers_is_straight_lining() -> None:
    assert is_straight_lined(answers("3" * 15))
    assert is_straight_lined(answers("3" * 18 + "45"))


def test_one_option_on_less_than_nine_in_ten_is_not() -> None:
    assert not is_straight_lined(answers("3" * 17 + "455"))


def test_fourteen_answers_are_too_few_to_speak_of_straight_lining() -> None:
    assert not is_long_enough(answers("3" * 14))
    assert not is_straight_lined(answers("3" * 14))


def test_dont_know_is_an_option_like_any_other() -> None:
    assert is_straight_lined(answers("?" * 15))
    assert not is_straight_lined(answers("3" * 10 + "?" * 10))


@pytest.mark.parametrize(
    ("seconds", "is_too_fast"),
    [
        ([3.9], True),
        ([4.0], False),
        ([60.0, 1.0, 3.0], True),
        ([3.0, 4.5], True),
        ([1.0, 7.0], False),
        ([1.0, 1.0, 5.0, 9.0, 9.0], False),
        ([1.0, 2.0, 3.0, 4.0, 9.0, 9.0], True),
        ([1.0, 2.0, 3.0, 8.0, 9.0, 9.0], False),
        ([], False),
    ],
)
def test_a_median_under_four_seconds_is_too_fast(seconds: list[float], is_too_fast: bool) -> None:
    assert is_fast(seconds) is is_too_fast
