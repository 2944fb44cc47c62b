from __future__ import annotations

import pytest
from scoring_runs import QUESTIONNAIRE, person, scored, solo, whole

from scoring.levels import (
    Standing,
    capability_level,
    domain_level,
    domain_score,
    fulfilment_of,
    held_by,
    is_domain_out_of_scope,
    is_enough,
)

S1 = QUESTIONNAIRE.capabilities["S1"]  # S1.1 is the key practice of level 3, S1.2 that of level 4


def level_of(*values: float | None, middles: tuple[int | None, ...] | None = None) -> int | None:
    middles = middles or tuple(None if value is None else int(value) for value in values)
    stands = [Standing(value, middle) for value, middle in zip(values, middles, strict=True)]
    return capability_level(S1, dict(zip(("S1.1", "S1.2", "S1.3"), stands, strict=True))).level


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ((3, 3, 2), 3),
        ((2, 3, 4), 2),
        ((1, 4, 4), 2),
        ((4, 4, 2), 3),
        ((4, 4, 3), 4),
        ((5, 5, 3), 4),
        ((5, 5, 4), 5),
        ((2, 2, 1), 2),
    ],
)
def test_the_level_of_three_answers(answers: tuple[int, int, int], level: int) -> None:
    assert level_of(*answers) == level


def test_an_average_of_three_can_stand_at_level_two() -> None:
    score = solo({"S1.1": 1, "S1.2": 4, "S1.3": 4}).capabilities["S1"]
    assert (score.score, score.level) == (3.0, 2)


def test_fulfilment_is_the_mean_share_of_the_step_to_a_level() -> None:
    assert fulfilment_of([1.5, 3.0, 1.0], 2) == 0.5
    assert fulfilment_of([1.5, 3.0, 1.0], 3) == pytest.approx(1 / 3)


def test_half_is_not_enough_for_a_level() -> None:
    assert level_of(1.5, 1.5, 1.5) == 1
    assert level_of(1.5, 1.5, 1.6) == 2


def test_half_by_thirds_is_half_whatever_the_last_bit_says() -> None:
    assert level_of(1 + 1 / 3, 1 + 2 / 3, 1.5) == 1
    assert level_of(1 + 2 / 3, 1 + 1 / 3, 1.5) == 1


def test_a_level_below_must_be_there_for_more_than_85_percent() -> None:
    assert level_of(3, 3, 1.55) == 2  # (1 + 1 + 0.55) / 3 is exactly 85%
    assert level_of(3, 3, 1.56) == 3


def test_the_key_practice_of_level_three_is_judged_by_the_low_median() -> None:
    assert level_of(3.4, 3, 3, middles=(2, 3, 3)) == 2
    assert level_of(3.4, 3, 3, middles=(3, 3, 3)) == 3


def test_the_key_practice_of_level_four_also_keeps_level_five() -> None:
    assert level_of(5, 4, 5) == 4
    assert level_of(5, 3, 5) == 3


def test_who_misses_the_key_practice_of_level_three_does_not_reach_four_either() -> None:
    assert level_of(3.0, 4, 4, middles=(2, 4, 4)) == 2


def test_a_key_practice_that_is_not_applicable_is_waived() -> None:
    answers = {"O3.1": "x", "O3.2": 3, "O3.3": 3}
    assert QUESTIONNAIRE.items["O3.1"].gate == 3
    assert solo(answers).capabilities["O3"].level == 3


def test_a_key_practice_that_nobody_could_judge_is_not_met() -> None:
    score = solo({"S1.1": "?", "S1.2": 4, "S1.3": 4}).capabilities["S1"]
    assert (score.level, score.level_unverified) == (2, True)


def test_a_key_practice_that_nobody_answered_is_not_met_either() -> None:
    score = solo({"S1.1": 4, "S1.3": 5}).capabilities["S1"]
    assert (score.level, score.level_unverified) == (3, True)


def test_a_level_that_stops_for_another_reason_is_not_unverified() -> None:
    score = solo({"S1.1": "?", "S1.2": 2, "S1.3": 2}).capabilities["S1"]
    assert (score.level, score.level_unverified) == (2, False)


def test_a_capability_without_a_score_is_not_unverified() -> None:
    score = solo({"S1.1": "?", "S1.2": 4}).capabilities["S1"]
    assert (score.score, score.level, score.level_unverified, score.fulfilment) == (None, None, False, None)


def test_three_in_five_of_the_applicable_items_must_have_a_value() -> None:
    assert solo({"S1.1": 2, "S1.2": 4}).capabilities["S1"].score == 3.0
    assert solo({"S1.1": 2}).capabilities["S1"].score is None
    assert solo({"O3.1": "x", "O3.2": 3}).capabilities["O3"].score is None  # one of two
    assert solo({"O3.1": "x", "O3.2": "x", "O3.3": 3}).capabilities["O3"].score == 3.0  # one of one
    assert is_enough(3, 5)
    assert not is_enough(0, 0)


def test_an_item_that_does_not_apply_leaves_both_sides_of_score_and_fulfilment() -> None:
    score = solo({"O3.1": "x", "O3.2": 2, "O3.3": 3}).capabilities["O3"]
    assert score.score == 2.5
    assert score.fulfilment == {"2": 1.0, "3": 0.5, "4": 0.0, "5": 0.0}


def test_a_capability_whose_items_all_do_not_apply_is_out_of_scope() -> None:
    score = solo({"O3.1": "x", "O3.2": "x", "O3.3": "x"}).capabilities["O3"]
    assert score.out_of_scope
    assert (score.score, score.target, score.gap, score.priority) == (None, None, None, None)


def test_the_pessimistic_score_counts_items_that_only_got_dont_knows() -> None:
    score = solo({"S1.1": "?", "S1.2": 4, "S1.3": 4}).capabilities["S1"]
    assert score.score_pessimistic == 3.0


def test_the_pessimistic_score_leaves_out_items_that_nobody_answered() -> None:
    assert solo({"S1.2": 4, "S1.3": 4}).capabilities["S1"].score_pessimistic == 4.0


def test_without_a_score_there_is_no_pessimistic_one() -> None:
    assert solo({"S1.1": "?", "S1.2": "?", "S1.3": 4}).capabilities["S1"].score_pessimistic is None


def test_coverage_leaves_out_personal_not_applicables() -> None:
    people = [person("it_staff", {"O3.1": 2, "O3.2": "?", "O3.3": 3}), person("it_staff", {"O3.1": "x", "O3.2": 2})]
    assert scored(*people).capabilities["O3"].coverage == 3 / 5


def test_a_domain_averages_its_scored_capabilities() -> None:
    answers = {"S1.1": 1, "S1.2": 1, "S1.3": 1, "S2.1": 4, "S2.2": 4, "S2.3": 4}
    assert solo(answers).domains["S"].score == 2.5


def test_a_domain_needs_half_of_its_capabilities() -> None:
    assert domain_score([2.0, None, 3.0, None]) == 2.5
    assert domain_score([2.0, None, None, None]) is None
    assert domain_score([2.0, 2.0, 2.0, None, None, None]) == 2.0
    assert domain_score([]) is None


def test_a_domain_without_a_score_has_no_level() -> None:
    found = solo({"S1.1": 1, "S1.2": 1, "S1.3": 1}).domains["S"]
    assert (found.score, found.level, found.held_by) == (None, None, ())


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({"S1": 3, "S2": 2, "S3": 3, "S4": 3}, 3),  # three in four at 3, both core, none below 2
        ({"S1": 3, "S2": 2, "S3": 3, "S4": 2}, 2),  # half at 3 is less than three in five
        ({"S1": 2, "S2": 3, "S3": 3, "S4": 3}, 2),  # a core capability below 3
        ({"S1": 3, "S2": 1, "S3": 3, "S4": 3}, 2),  # one misses 3 by more than a step
        ({"S1": 5, "S2": 5, "S3": 5, "S4": 4}, 5),
        ({"S1": 4, "S2": None, "S3": 4, "S4": 4}, 2),  # an unscored capability counts as level 1
        ({"S2": 3, "S4": 3, "S3": 3}, 3),  # a core capability out of scope is waived
    ],
)
def test_the_level_of_a_domain(levels: dict[str, int | None], expected: int) -> None:
    assert domain_level(levels, ("S1", "S3")) == expected


def test_three_of_five_capabilities_at_a_level_are_enough() -> None:
    levels: dict[str, int | None] = {"U1": 2, "U2": 3, "U3": 3, "U4": 3, "U5": 2}
    assert domain_level(levels, ("U2", "U3")) == 3


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({"S1": 1, "S2": 2, "S3": 2, "S4": 2}, ("S1",)),  # core
        ({"S1": 3, "S2": 1, "S3": 3, "S4": 3}, ("S2",)),  # more than a step below
        ({"S1": 3, "S2": 2, "S3": 3, "S4": 2}, ("S2", "S4")),  # only too few at 3
        ({"S1": 3, "S2": None, "S3": 3, "S4": 3}, ("S2",)),  # unscored
        ({"S1": 5, "S2": 5, "S3": 5, "S4": 5}, ()),
    ],
)
def test_a_domain_is_held_by_what_keeps_it_from_the_next_level(
    levels: dict[str, int | None], expected: tuple[str, ...]
) -> None:
    assert held_by(levels, ("S1", "S3")) == expected


def test_a_domain_is_out_of_scope_when_more_than_half_of_its_capabilities_are() -> None:
    assert not is_domain_out_of_scope(2, 4)
    assert is_domain_out_of_scope(1, 4)
    assert is_domain_out_of_scope(2, 5)


def test_the_whole_stands_at_its_lowest_domain_and_at_the_mean_of_all() -> None:
    low = {item.id: 2 for item in QUESTIONNAIRE.items.values() if item.id.startswith("S")}
    found = scored(whole("it_staff", 4, low)).overall
    assert (found.level, found.score) == (2, pytest.approx(10 / 3))


def test_what_holds_the_whole_is_what_holds_its_lowest_domain() -> None:
    low = {"S1.1": 1, "S1.2": 1, "S1.3": 1}
    found = scored(whole("it_staff", 3, low)).overall
    assert (found.level, found.held_by) == (1, ("S1",))


def test_two_domains_at_the_lowest_level_both_hold_the_whole() -> None:
    low = {"S1.1": 1, "S1.2": 1, "S1.3": 1, "O4.1": 1, "O4.2": 1, "O4.3": 1}
    assert scored(whole("it_staff", 3, low)).overall.held_by == ("O4", "S1")


def test_with_no_suppliers_sourcing_still_counts() -> None:
    answers = {item.id: "x" for item in QUESTIONNAIRE.items.values() if item.not_applicable}
    found = scored(whole("it_staff", 2, answers))
    inside = [part for part, score in found.capabilities.items() if part.startswith("O") and not score.out_of_scope]
    assert inside == ["O1", "O4"]
    assert not found.domains["O"].out_of_scope
    assert found.domains["O"].level == 2  # the core capability O3 is waived
