from __future__ import annotations

import pytest
from scoring_runs import person, scored, whole

from scoring.ambition import is_far, profile_of


def test_the_target_is_the_organisations_own_for_the_capability_before_that_for_the_domain() -> None:
    found = scored(whole("it_staff", 2), ambition={"S": 4, "S2": 5}).capabilities
    assert (found["S1"].target, found["S2"].target) == (4, 5)


def test_the_organisations_own_target_goes_before_managements() -> None:
    found = scored(person("it_management", ambition={"S1": 2}), ambition={"S": 4}).capabilities
    assert found["S1"].target == 4


def test_without_one_the_target_is_the_low_median_of_managements() -> None:
    managers = [person("it_management", ambition={"S": level}) for level in (3, 4)]
    assert scored(*managers).capabilities["S1"].target == 3


def test_a_manager_counts_by_capability_before_domain() -> None:
    managers = [person("it_management", ambition={"S": 2, "S1": 5}), person("it_management", ambition={"S": 4})]
    found = scored(*managers).capabilities
    assert (found["S1"].target, found["S2"].target) == (4, 2)


def test_others_than_management_have_no_mandate() -> None:
    found = scored(person("it_staff", ambition={"S": 5}), person("user", ambition={"S": 5}))
    assert found.capabilities["S1"].target == 3
    assert not found.overall.ambition_stated


def test_what_others_said_of_the_bar_stands_beside_it() -> None:
    people = [person("it_management", ambition={"S": 4}), *[person("it_staff", ambition={"S": n}) for n in (2, 3)]]
    assert scored(*people).domains["S"].stated_ambition == {"it_management": 4, "it_staff": 2}


def test_the_gap_is_never_negative() -> None:
    found = scored(whole("it_staff", 4, {"S1.1": 2, "S1.2": 2, "S1.3": 2}), ambition={"S": 3}).capabilities
    assert (found["S1"].gap, found["S2"].gap) == (1.0, 0.0)


def test_the_ambition_is_the_mean_over_domains_of_the_mean_target() -> None:
    found = scored(whole("it_staff", 2), ambition={"U": 4, "O": 3, "S": 3, "S3": 5})
    assert found.domains["S"].target == 3.5
    assert found.overall.ambition == pytest.approx((4 + 3 + 3.5) / 3)


@pytest.mark.parametrize(
    ("ambition", "score", "expected"),
    [
        (2.5, 2.5, "slumbering_monopolist"),
        (3.5, 2.5, "ambitious_starter"),
        (2.5, 3.5, "quiet_strength"),
        (3.0, 3.0, "frontrunner"),
    ],
)
def test_the_four_profiles_are_cut_at_three(ambition: float, score: float, expected: str) -> None:
    profile = profile_of(ambition, score)
    assert profile is not None
    assert profile.id == expected


@pytest.mark.parametrize(
    ("ambition", "score", "is_borderline"), [(3.2, 2.0, True), (4.0, 2.8, True), (3.21, 2.79, False), (3.0, 1.0, True)]
)
def test_a_profile_is_borderline_when_a_figure_lies_within_0_2_of_the_cut(
    ambition: float, score: float, is_borderline: bool
) -> None:
    profile = profile_of(ambition, score)
    assert profile is not None
    assert profile.borderline is is_borderline


def test_a_default_of_three_is_no_ambition_and_gives_no_profile() -> None:
    assert scored(whole("it_management", 2)).overall.profile is None
    assert scored(whole("it_management", 2, ambition={"U": 4})).overall.profile is not None


def test_an_ambition_for_what_is_out_of_scope_is_not_stated() -> None:
    nothing = {"O3.1": "x", "O3.2": "x", "O3.3": "x"}
    assert scored(whole("it_staff", 2, nothing), ambition={"O3": 4}).overall.profile is None


def test_without_a_score_there_is_no_profile() -> None:
    assert scored(person("it_management", ambition={"U": 4})).overall.profile is None


def test_a_target_more_than_one_and_a_half_above_reality_is_far_within_four_quarters() -> None:
    assert is_far(4, 2.4, 4)
    assert not is_far(4, 2.5, 4)
    assert not is_far(4, 2.4, 5)
