from __future__ import annotations

import pytest
from scoring_runs import person, scored

from scoring.consensus import agreement, consensus_of, is_blind_spot, is_polarised, is_too_modest


def spread(*levels: int) -> float | None:
    return scored(*[person("it_staff", {"U1.1": level}) for level in levels]).items["U1.1"].spread


def test_the_spread_is_the_mean_distance_to_the_median() -> None:
    assert spread(1, 3, 5) == pytest.approx(4 / 3)
    assert spread(2, 2, 3, 3) == 0.5


def test_one_answer_has_no_spread() -> None:
    assert spread(3) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(0.0, "agree"), (0.8, "agree"), (0.81, "discuss"), (1.2, "discuss"), (1.21, "split")]
)
def test_agreement_ends_above_a_spread_of_0_8_and_a_split_begins_above_1_2(value: float, expected: str) -> None:
    assert agreement(value) == expected


def test_without_a_spread_nothing_is_said_of_agreement() -> None:
    assert agreement(None) is None


@pytest.mark.parametrize(("one", "other", "expected"), [(2, 3, "agree"), (2, 4, "discuss"), (1, 4, "split")])
def test_two_people_talk_from_a_difference_of_two_levels_on(one: int, other: int, expected: str) -> None:
    assert agreement(spread(one, other)) == expected


def test_consensus_is_one_minus_half_the_spread_over_the_items_that_have_one() -> None:
    assert consensus_of([0.0, 1.0, None]) == 0.75
    assert consensus_of([2.0]) == 0.0
    assert consensus_of([None]) is None


def test_two_on_each_side_in_eight_is_polarised() -> None:
    assert is_polarised((1, 1, 4, 1, 1))
    assert not is_polarised((1, 1, 5, 1, 1))  # two of nine is less than a quarter


def test_one_on_each_side_is_not_polarised_however_few_there_are() -> None:
    assert is_polarised((1, 0, 0, 0, 1)) is False
    assert is_polarised((2, 0, 0, 0, 1)) is False


def test_one_answer_cannot_be_polarised() -> None:
    assert is_polarised((1, 0, 0, 0, 0)) is None


def test_the_perception_gap_pools_management_and_staff() -> None:
    people = [person("it_management", {"U3.1": 5}), person("user", {"U3.1": 2})]
    people += [person("it_staff", {"U3.1": 2}), person("it_staff", {"U3.1": 2})]
    assert scored(*people).items["U3.1"].perception_gap == 1.0


def test_an_item_that_users_are_not_asked_has_no_perception_gap() -> None:
    assert scored(person("it_staff", {"U1.1": 3}), person("user", {"U1.3": 3})).items["U1.1"].perception_gap is None


def test_without_a_level_of_each_there_is_no_perception_gap() -> None:
    assert scored(person("it_staff", {"U3.1": 3}), person("user", {"U3.1": "?"})).items["U3.1"].perception_gap is None


def test_a_whole_level_apart_is_a_blind_spot_or_too_modest() -> None:
    assert is_blind_spot(1.0)
    assert not is_blind_spot(0.99)
    assert is_too_modest(-1.0)
    assert not is_too_modest(-0.99)
    assert not is_blind_spot(None)
    assert not is_too_modest(None)
