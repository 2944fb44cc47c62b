from __future__ import annotations

import pytest
from scoring_runs import person, scored, solo


def test_eight_agents_cannot_outvote_two_users() -> None:
    people = [person("it_staff", {"U3.1": 4})] * 8 + [person("user", {"U3.1": 1})] * 2
    assert scored(*people).items["U3.1"].value == 2.5


def test_management_and_staff_are_one_group() -> None:
    people = [person("it_management", {"U1.1": 1}), *[person("it_staff", {"U1.1": 4})] * 2]
    assert scored(*people).items["U1.1"].value == 3.0


def test_a_group_without_a_level_takes_no_part_in_the_value() -> None:
    people = [person("it_staff", {"U3.1": 4}), person("user", {"U3.1": "?"})]
    assert scored(*people).items["U3.1"].value == 4.0


def test_the_low_median_pools_all_roles() -> None:
    people = [person("it_staff", {"U3.1": 5})] * 2 + [person("user", {"U3.1": 2})] * 2
    assert scored(*people).items["U3.1"].low_median == 2


def test_an_agreed_level_is_the_value_and_the_low_median() -> None:
    people = [person("it_staff", {"U3.1": 5}), person("user", {"U3.1": "?"})]
    item = scored(*people, agreed={"U3.1": 2}).items["U3.1"]
    assert (item.value, item.low_median, item.agreed, item.value_pessimistic) == (2, 2, 2, 2)


def test_individual_answers_stay_for_consensus_where_a_level_is_agreed() -> None:
    people = [person("it_staff", {"U3.1": 5}), person("it_staff", {"U3.1": 1})]
    item = scored(*people, agreed={"U3.1": 3}).items["U3.1"]
    assert item.spread == 2.0
    assert sum(item.groups[0].counts) == 2


@pytest.mark.parametrize(
    ("answers", "counts"), [("xx3", True), ("xx33", False), ("x", True), ("xx?", True), ("x?", False), ("xxxx33", True)]
)
def test_not_applicable_counts_when_two_in_three_of_those_answering_say_so(answers: str, counts: bool) -> None:
    people = [person("it_staff", {"O3.1": each if each in "?x" else int(each)}) for each in answers]
    item = scored(*people).items["O3.1"]
    assert item.not_applicable is counts
    assert (item.value is None) is (counts or set(answers) == {"x", "?"})


def test_nothing_is_not_applicable_where_a_level_is_agreed() -> None:
    item = scored(person("it_staff", {"O3.1": "x"}), agreed={"O3.1": 2}).items["O3.1"]
    assert (item.not_applicable, item.value) == (False, 2)


def test_a_few_not_applicables_are_blanks() -> None:
    people = [person("it_staff", {"O3.1": each}) for each in ("x", 2, 4)]
    assert scored(*people).items["O3.1"].value == 3.0


def test_an_item_that_nobody_answered_has_no_figures() -> None:
    item = solo({"U1.1": 3}).items["U1.2"]
    assert (item.value, item.value_pessimistic, item.low_median, item.spread, item.polarised) == (None,) * 5


def test_a_dont_know_is_missing_and_not_a_one() -> None:
    item = scored(person("it_staff", {"U1.1": 4}), person("it_staff", {"U1.1": "?"})).items["U1.1"]
    assert (item.value, item.low_median) == (4.0, 4)


def test_the_pessimistic_bound_takes_a_dont_know_as_a_one() -> None:
    item = scored(person("it_staff", {"U1.1": 4}), person("it_staff", {"U1.1": "?"})).items["U1.1"]
    assert item.value_pessimistic == 2.5


def test_the_answers_to_an_item_that_does_not_apply_keep_their_spread() -> None:
    people = [person("it_staff", {"O3.1": each}) for each in ("x", "x", "x", "x", 2, 4)]
    item = scored(*people).items["O3.1"]
    assert (item.not_applicable, item.spread) == (True, 1.0)
