from __future__ import annotations

import msgspec
import pytest
from scoring_runs import QUESTIONNAIRE, Given, marking, person, scored, solo, whole

from questionnaires.responses import Context
from scoring.priority import enabling, is_met, next_action, risk_of
from scoring.scorecard import PriorityFactors


def factors(capability_id: str, given: dict[str, Given], others: int = 3, **setting: object) -> PriorityFactors:
    found = scored(whole("it_staff", others, given), **setting).capabilities[capability_id].priority_factors
    assert found is not None
    return found


def test_importance_is_one_and_half_the_mean_of_the_marks() -> None:
    people = [
        marking("user", most="U3"),
        marking("user", most="U3"),
        marking("user", least="U3 S1"),
        marking("user", most="O1"),
    ]
    found = scored(*people).capabilities
    assert found["U3"].importance == pytest.approx(1 + 0.5 * (1 + 1 - 1 + 0) / 4)
    assert found["S1"].importance == pytest.approx(1 - 0.5 / 4)
    assert found["S2"].importance == 1


def test_who_marked_nothing_does_not_count_for_importance() -> None:
    assert scored(marking("user", most="U3"), marking("user"), person("user")).capabilities["U3"].importance == 1.5


def test_importance_lies_between_a_half_and_one_and_a_half() -> None:
    found = scored(marking("user", most="U3", least="S1")).capabilities
    assert (found["U3"].importance, found["S1"].importance) == (1.5, 0.5)


def test_an_item_at_the_bottom_is_a_risk() -> None:
    assert risk_of("U1", [1, 3, 3], "no") == pytest.approx(1.15)
    assert risk_of("U1", [2, 3, None], "no") == 1


@pytest.mark.parametrize("capability_id", ["S1", "S4", "O4"])
def test_critical_data_are_a_risk_for_sight_security_and_exit(capability_id: str) -> None:
    assert risk_of(capability_id, [2], "yes") == pytest.approx(1.15)
    assert risk_of(capability_id, [2], "unknown") == pytest.approx(1.15)
    assert risk_of(capability_id, [2], "no") == 1
    assert risk_of(capability_id, [1], "yes") == pytest.approx(1.3)


def test_not_having_told_of_critical_data_is_not_a_no() -> None:
    assert factors("S1", {}, others=2).risk == pytest.approx(1.15)
    assert factors("S1", {}, others=2, context=Context(critical_data="no")).risk == 1


def test_the_next_action_is_the_lowest_that_is_not_met_then_the_first_by_id() -> None:
    def next_in(capability_id: str, level: int) -> str | None:
        action = next_action(QUESTIONNAIRE, capability_id, scored(whole("it_staff", level)).items)
        return action.id if action else None

    lowest = {part: [a for a in QUESTIONNAIRE.actions if a.capability == part] for part in ("S1", "S3", "U3")}
    for part, actions in lowest.items():
        assert next_in(part, 1) == min((action.from_level, action.id) for action in actions)[1]
        assert next_in(part, 5) is None


def test_an_action_is_met_when_every_item_it_lifts_is_there() -> None:
    action = QUESTIONNAIRE.actions_by_id["S2-A"]
    assert action.lifts == {"S2.1": 3, "S2.2": 3}
    assert is_met(action, solo({"S2.1": 3, "S2.2": 4}).items)
    assert not is_met(action, solo({"S2.1": 3, "S2.2": 2}).items)
    assert not is_met(action, solo({"S2.1": 3}).items)  # nobody gave a level: it counts as 1


def test_an_item_without_a_level_counts_as_the_lowest_for_an_action() -> None:
    action = QUESTIONNAIRE.actions_by_id["U2-A"]
    assert set(action.lifts.values()) == {2}
    assert not is_met(action, solo({}).items)


def test_an_action_whose_items_do_not_apply_is_met() -> None:
    action = QUESTIONNAIRE.actions_by_id["O3-A"]
    assert set(action.lifts) <= {"O3.1", "O3.2", "O3.3"}
    assert is_met(action, solo({"O3.1": "x", "O3.2": "x", "O3.3": "x"}).items)


def test_a_capability_enables_the_others_with_a_gap_whose_next_action_waits_for_it() -> None:
    low = {"S1.1": 1, "S1.2": 1, "S1.3": 1, "S2.1": 2, "S2.2": 2, "S2.3": 2}
    # S1's next action is S1-A, which needs S2-A; with S2.1 and S2.2 at 3 it no longer waits
    assert "S2-A" in QUESTIONNAIRE.actions_by_id["S1-A"].needs
    assert factors("S2", low, others=5).enables == pytest.approx(1.1)
    assert factors("S2", {**low, "S2.1": 3, "S2.2": 3}, others=5).enables == 1
    assert factors("S2", low, others=5, ambition={"S1": 1}).enables == 1  # S1 has no gap


def test_no_more_than_three_others_count() -> None:
    waiting = [msgspec.structs.replace(action, needs=("S1-A",)) for action in QUESTIONNAIRE.actions]
    questionnaire = msgspec.structs.replace(QUESTIONNAIRE, actions=tuple(waiting))
    items = scored(whole("it_staff", 1)).items
    gaps: dict[str, float | None] = dict.fromkeys(["U1", "U2", "U3"], 1.0)
    assert enabling(questionnaire, items, gaps)["S1"] == pytest.approx(1.3)
    assert enabling(questionnaire, items, {**gaps, "U4": 1.0})["S1"] == pytest.approx(1.3)
    assert enabling(questionnaire, items, {**gaps, "U3": 0.0})["S1"] == pytest.approx(1.2)


def test_the_highest_priority_is_a_hundred_and_the_rest_relative_to_it() -> None:
    low: dict[str, Given] = {"S1.1": 2, "S1.2": 2, "S1.3": 2, "U4.1": 2, "U4.2": 2, "U4.3": 3}
    found = scored(whole("it_staff", 5, low), context=Context(critical_data="yes")).capabilities
    one, other = found["S1"].priority_factors, found["U4"].priority_factors
    assert one is not None
    assert other is not None
    product_one = one.gap * one.importance * one.risk * one.enables
    product_other = other.gap * other.importance * other.risk * other.enables
    assert product_one == pytest.approx(1 * 1 * 1.15 * one.enables)
    assert found["S1"].priority == 100
    assert found["U4"].priority == pytest.approx(100 * product_other / product_one)


def test_the_highest_priority_is_a_hundred_however_small_the_gap() -> None:
    found = scored(whole("it_staff", 3, {"U4.1": 2})).capabilities
    assert [part for part, score in found.items() if score.priority] == ["U4"]
    assert found["U4"].priority == 100


def test_where_nothing_has_a_gap_every_priority_is_zero() -> None:
    found = scored(whole("it_staff", 5)).capabilities
    assert {score.priority for score in found.values()} == {0}


def test_an_unscored_capability_has_no_priority() -> None:
    found = solo({"S2.1": 2, "S2.2": 2, "S2.3": 2}).capabilities["S1"]
    assert (found.priority, found.priority_factors) == (None, None)
