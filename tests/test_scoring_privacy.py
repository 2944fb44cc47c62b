from __future__ import annotations

from collections.abc import Sequence

import pytest
from scoring_runs import QUESTIONNAIRE, Given, marking, person, run, scored, whole

from questionnaires.model import Audience
from questionnaires.responses import Respondent
from scoring.counts import NO_LEVELS
from scoring.privacy import Group, groups_of, merged
from scoring.tally import AnswerCounts, tally


def group(people: int, *audiences: Audience) -> Group:
    return Group(audiences, AnswerCounts(levels=NO_LEVELS, unknown=people))


def sizes(groups: Sequence[Group]) -> dict[str, int]:
    return {"+".join(each.audiences): each.people for each in groups}


def several(n: int, role: str, answers: dict[str, Given]) -> list[Respondent]:
    return [person(role, answers) for _ in range(n)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("it", "users", "suppliers", "expected"),
    [
        (5, 5, 5, {"it": 5, "user": 5, "supplier": 5}),
        (5, 5, 2, {"it": 5, "user+supplier": 7}),  # users before IT where both are equally small
        (5, 6, 2, {"it+supplier": 7, "user": 6}),
        (2, 6, 2, {"it+user+supplier": 10}),  # 2 and 2 make 4, still fewer than 5
        (3, 6, 2, {"it+supplier": 5, "user": 6}),
        (1, 6, 4, {"it+supplier": 5, "user": 6}),
        (4, 4, 4, {"it+user+supplier": 12}),  # 4 and 4 make 8, and then IT has fewer than 5
        (1, 1, 1, {"it+user+supplier": 3}),
        (6, 6, 0, {"it": 6, "user": 6}),
        (4, 0, 0, {"it": 4}),
    ],
)
def test_the_smallest_group_is_merged_with_the_next_smallest(
    it: int, users: int, suppliers: int, expected: dict[str, int]
) -> None:
    counted = [group(it, "it"), group(users, "user"), group(suppliers, "supplier")]
    assert sizes(merged([each for each in counted if each.people], 5)) == expected


def test_of_equally_small_groups_suppliers_are_merged_with_users() -> None:
    found = merged(
        [
            group(3, "it"),
            group(3, "user"),
            group(3, "supplier"),
        ],
        3,
    )
    assert len(found) == 3
    assert sizes(merged([group(5, "it"), group(5, "user"), group(1, "supplier")], 3)) == {"it": 5, "user+supplier": 6}


def test_a_group_that_gave_no_level_and_no_dont_know_is_no_group() -> None:
    people = [*several(5, "it_staff", {"O3.3": 3}), person("supplier", {"O3.3": "x"}), person("user")]
    found = groups_of(QUESTIONNAIRE.items["O3.3"], tally(QUESTIONNAIRE, run(*people, privacy="anonymous")))
    assert sizes(found) == {"it": 5}


def test_dont_knows_make_a_group_large_enough_to_stand_alone() -> None:
    people = [*several(5, "it_staff", {"U3.1": 4}), *several(4, "user", {"U3.1": "?"}), person("user", {"U3.1": 2})]
    item = scored(*people, privacy="anonymous").items["U3.1"]
    assert item.value == 3.0
    assert item.value_pessimistic == pytest.approx((4 + 6 / 5) / 2)
    assert item.perception_gap == 2.0


def test_an_item_is_scored_by_merged_groups_in_an_anonymous_run() -> None:
    people = [*several(4, "it_staff", {"U3.1": 4}), *several(6, "user", {"U3.1": 2})]
    item = scored(*people, privacy="anonymous").items["U3.1"]
    assert item.value == pytest.approx((4 * 4 + 6 * 2) / 10)
    assert [each.audiences for each in item.groups] == [("it", "user")]


def test_an_item_is_scored_by_the_audiences_themselves_in_an_open_run() -> None:
    people = [*several(4, "it_staff", {"U3.1": 4}), *several(6, "user", {"U3.1": 2})]
    item = scored(*people).items["U3.1"]
    assert item.value == 3.0
    assert [each.audiences for each in item.groups] == [("it",), ("user",)]


def test_the_pessimistic_bound_counts_a_dont_know_inside_its_merged_group() -> None:
    people = [*several(4, "it_staff", {"U3.1": 4}), *several(6, "user", {"U3.1": "?"})]
    assert scored(*people, privacy="anonymous").items["U3.1"].value_pessimistic == pytest.approx((4 * 4 + 6) / 10)
    assert scored(*people).items["U3.1"].value_pessimistic == pytest.approx((4 + 1) / 2)


@pytest.mark.parametrize(("it", "users"), [(4, 6), (6, 4)])
def test_there_is_no_perception_gap_unless_it_and_users_each_stand_alone(it: int, users: int) -> None:
    people = [*several(it, "it_staff", {"U3.1": 4}), *several(users, "user", {"U3.1": 2})]
    assert scored(*people, privacy="anonymous").items["U3.1"].perception_gap is None
    assert scored(*people).items["U3.1"].perception_gap == 2.0


def test_a_lone_supplier_takes_the_perception_gap_away() -> None:
    people = [*several(5, "it_staff", {"O3.3": 4}), *several(6, "user", {"O3.3": 2}), person("supplier", {"O3.3": 3})]
    assert scored(*people, privacy="anonymous").items["O3.3"].perception_gap is None


def test_fewer_people_than_the_threshold_get_a_score_and_no_distribution() -> None:
    found = scored(*several(4, "it_staff", {"U1.1": 3}), privacy="anonymous")
    assert found.items["U1.1"].value == 3.0
    assert found.items["U1.1"].groups == ()


def test_an_item_that_fewer_than_the_threshold_answered_gets_no_distribution_in_a_larger_run() -> None:
    people = [*several(4, "it_staff", {"U1.1": 3}), *several(6, "user", {"U3.1": 2})]
    found = scored(*people, privacy="anonymous")
    assert found.items["U1.1"].groups == ()
    assert found.items["U3.1"].groups != ()


def test_importance_counts_only_when_as_many_as_the_threshold_marked_anything() -> None:
    four = [marking("user", most="U3")] * 4
    assert scored(*four, person("user"), privacy="anonymous").capabilities["U3"].importance == 1
    assert scored(*four, marking("user", most="S1"), privacy="anonymous").capabilities["U3"].importance == 1.4
    assert scored(*four, person("user")).capabilities["U3"].importance == 1.5


def test_no_range_is_given_in_an_anonymous_run() -> None:
    three = [whole("it_staff", level) for level in (2, 3, 5)]
    assert scored(*three).capabilities["S1"].interval.kind == "range"
    hidden = scored(*three, privacy="anonymous").capabilities["S1"].interval
    assert (hidden.kind, hidden.low, hidden.high) == ("none", None, None)


def test_no_interval_is_given_for_fewer_people_than_the_threshold() -> None:
    six = [whole("it_staff", 3)] * 6
    assert scored(*six, privacy="anonymous", threshold=6).capabilities["S1"].interval.kind == "spread_90"
    assert scored(*six, privacy="anonymous", threshold=7).capabilities["S1"].interval.kind == "none"


def test_what_a_role_said_of_the_bar_is_shown_from_the_threshold_on() -> None:
    people = [person("it_management", ambition={"U": 4}), *[person("it_staff", ambition={"U": 3})] * 5]
    found = scored(*people, *[person("user", ambition={"U": 5})] * 4, privacy="anonymous")
    assert found.domains["U"].stated_ambition == {"it_staff": 3}
    assert found.domains["U"].target == 4


def test_that_a_role_gave_no_level_does_not_show_in_the_confidence() -> None:
    users = several(6, "user", {"U3.1": 2, "U3.2": 2, "U3.3": 2})
    silent = person("it_management", {"U3.1": "?", "U3.2": "?", "U3.3": "?"})
    answering = person("it_management", {"U3.1": 2, "U3.2": 2, "U3.3": 2})

    def confidence(manager: Respondent, privacy: str) -> str:
        return scored(*users, manager, privacy=privacy).capabilities["U3"].confidence.value

    assert (confidence(silent, "open"), confidence(answering, "open")) == ("medium", "high")
    assert confidence(silent, "anonymous") == confidence(answering, "anonymous") == "high"


def test_flags_give_no_counts_of_fewer_people_than_the_threshold() -> None:
    people = [*several(2, "it_staff", {"S1.2": "?"}), person("it_staff", {"S1.2": 1}), *several(4, "user", {"U3.1": 1})]
    (hidden,) = [flag for flag in scored(*people, privacy="anonymous").flags if flag.code == "unknown_finding"]
    (open_,) = [flag for flag in scored(*people).flags if flag.code == "unknown_finding"]
    assert hidden.values == {}
    assert open_.values == {"unknown": 2, "answers": 3}


def test_one_respondent_who_straight_lined_is_not_pointed_out_among_few() -> None:
    users = [whole("user", 2, {"U3.1": 5, "U3.2": 4, "U4.1": 3})] * 3
    found = scored(*users, whole("it_management", 3), privacy="anonymous")
    assert "straight_lining" not in {flag.code for flag in found.flags}
    assert "straight_lining" in {flag.code for flag in scored(*users, whole("it_management", 3)).flags}
