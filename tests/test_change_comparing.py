"""Two runs compared: what is real, what is not, and what cannot be said."""

from __future__ import annotations

import msgspec
import pytest
from change_runs import EARLIER, LATER, between, change_of, named, of, staff, version, with_evidence
from scoring_runs import person, run, whole

from questionnaires.responses import Respondent, Responses
from scoring.change import Counted, compare


def test_a_change_is_real_when_it_reaches_the_threshold() -> None:
    change = change_of(staff(3), staff(3, moved={"U5.1": 4, "U5.2": 4})).capabilities["U5"]
    assert (change.old, change.new, change.difference) == pytest.approx((3.0, 11 / 3, 2 / 3))
    assert change.threshold == pytest.approx(0.60, abs=0.005)
    assert (change.verdict, change.reason.code) == ("real", "beyond_threshold")
    assert (change.n_old, change.n_new, change.same_people, change.common_items) == (3, 3, True, 3)


def test_the_same_change_by_other_people_is_no_change_to_be_seen() -> None:
    change = change_of(staff(3), staff(3, moved={"U5.1": 4, "U5.2": 4}), same=False).capabilities["U5"]
    assert change.threshold == pytest.approx(0.82, abs=0.005)
    assert (change.verdict, change.reason.code, change.same_people) == ("no_change", "within_threshold", False)


def test_a_difference_of_exactly_the_smallest_that_counts_is_real() -> None:
    # 60 people, of whom 45 rise by one on one item of three: 45/60/3 = 0.25
    after = staff(45, moved={"S4.1": 4}) + staff(15)
    change = change_of(staff(60), after).capabilities["S4"]
    assert (change.threshold, change.verdict) == (0.25, "real")


def test_one_person_is_not_compared_with_another() -> None:
    found = change_of(staff(1), staff(1, 5), same=False)
    change = found.capabilities["U5"]
    assert (change.old, change.new, change.difference) == (3.0, 5.0, 2.0)
    assert (change.verdict, change.reason.code, change.threshold, change.p_value) == (
        "not_comparable", "one_respondent", None, None,
    )  # fmt: skip
    assert found.overall.verdict == "not_comparable"
    assert found.discovery.tested == 0


def test_one_person_is_compared_with_an_earlier_self() -> None:
    assert change_of(staff(1), staff(1, 5)).capabilities["U5"].verdict == "real"


def test_one_more_respondent_makes_them_other_people() -> None:
    assert change_of(staff(3), staff(4)).capabilities["U5"].same_people is False


def test_only_items_with_a_value_in_both_runs_count() -> None:
    before = [person("it_staff", {"S1.1": 2, "S1.2": 2, "S1.3": 5})]
    after = [person("it_staff", {"S1.1": 3, "S1.2": 3, "S1.3": "?"})]
    change = change_of(before, after).capabilities["S1"]
    assert (change.old, change.new, change.common_items) == (2.0, 3.0, 2)


def test_a_capability_needs_two_out_of_three_items_in_common() -> None:
    before = [person("it_staff", {"S1.1": 2, "S1.2": 2, "S1.3": 2})]
    after = [person("it_staff", {"S1.1": 4, "S1.2": "?", "S1.3": "?"})]
    change = change_of(before, after).capabilities["S1"]
    assert (change.verdict, change.reason.code, change.reason.values) == (
        "not_comparable", "few_answers", {"common": 1, "items": 3},
    )  # fmt: skip
    assert change.old is None


def test_a_capability_that_is_not_applicable_in_one_run_is_not_compared() -> None:
    away = {"O3.1": "x", "O3.2": "x", "O3.3": "x"}
    allowed = {name: given for name, given in away.items() if name in _may_be_not_applicable()}
    assert len(allowed) == 3
    change = change_of(staff(2), staff(2, moved=away)).capabilities["O3"]
    assert (change.verdict, change.reason.code, change.reason.values) == (
        "not_comparable",
        "out_of_scope",
        {"run": "new"},
    )


def _may_be_not_applicable() -> set[str]:
    return {item.id for item in version("1.0.0").items.values() if item.not_applicable}


def test_a_domain_is_compared_on_every_capability_that_can_be() -> None:
    missing = dict.fromkeys(("S1.1", "S1.2", "S1.3"), "?")
    domain = change_of(staff(3), staff(3, 4, moved=missing)).domains["S"]
    assert (domain.old, domain.new, domain.common_items, domain.verdict) == (3.0, 4.0, 9, "real")


def test_a_domain_with_too_few_capabilities_is_not_compared() -> None:
    missing = {f"S{part}.{item}": "?" for part in (1, 2, 3) for item in (1, 2, 3)}
    found = change_of(staff(3), staff(3, 4, moved=missing))
    domain = found.domains["S"]
    assert (domain.verdict, domain.reason.code, domain.reason.values) == (
        "not_comparable", "few_capabilities", {"common": 1, "in_scope": 4},
    )  # fmt: skip
    assert found.overall.common_items == 27


def test_agreed_levels_count_as_three_people() -> None:
    agreed = {"S1.1": 4, "S1.2": 4}
    change = change_of(staff(9), staff(9, 4), agreed=agreed).capabilities["S1"]
    assert (change.n_old, change.n_new, change.agreed_new) == (3, 3, True)
    assert change.threshold == pytest.approx(0.60, abs=0.005)


def test_an_item_that_was_only_agreed_on_makes_nobody_the_same() -> None:
    away = dict.fromkeys(("S1.1", "S1.2", "S1.3"), "?")
    agreed = {"S1.1": 4, "S1.2": 4, "S1.3": 4}
    change = change_of(staff(9, moved=away), staff(9, moved=away), agreed=agreed).capabilities["S1"]
    assert (change.same_people, change.n_new) == (False, 3)
    assert change.threshold == pytest.approx(0.82, abs=0.005)


def test_a_user_is_not_counted_where_users_are_not_asked() -> None:
    people = [*staff(2), whole("user", 3)]
    found = change_of(people, people)
    asked = next(
        part for part in version("1.0.0").capabilities.values() if not any("user" in i.audience for i in part.items)
    )
    assert (found.capabilities[asked.id].n_new, found.overall.n_new) == (2, 3)


def test_who_answered_one_item_says_nothing_of_the_spread() -> None:
    alike = staff(5)
    one_item = person("it_staff", {"U5.1": 1})
    found = change_of([*alike, one_item], staff(6), same=False).capabilities["U5"]
    expected = 0.65**2 / 3 + 0.35**2
    assert found.standard_error == pytest.approx((4 * expected / 8 / 6 + 4 * expected / 9 / 6) ** 0.5)


# Levels


def test_a_level_that_moves_with_a_real_change_is_announced() -> None:
    level = change_of(staff(3, 2), staff(3, 3)).capabilities["S1"].level
    assert (level.old, level.new, level.verdict) == (2, 3, "announced")


def test_a_level_that_moves_without_a_real_change_is_indicative() -> None:
    gate = _gate("S1")
    level = change_of(staff(3, moved={gate: 2}), staff(3)).capabilities["S1"].level
    assert (level.old, level.new, level.verdict) == (2, 3, "indicative")


def test_a_level_that_moves_with_a_proven_key_practice_is_announced() -> None:
    gate = _gate("S1")
    found = change_of(staff(3, moved={gate: 2}), with_evidence(staff(3), gate))
    assert found.capabilities["S1"].verdict == "no_change"
    assert (found.capabilities["S1"].level.verdict, found.capabilities["S1"].level.gates) == ("announced", (gate,))


def test_evidence_on_a_key_practice_that_did_not_move_announces_nothing() -> None:
    gate, other = _gate("S1"), next(item for item in ("S1.1", "S1.2", "S1.3") if item != _gate("S1"))
    before = staff(3, 1, moved={gate: 3})
    after = with_evidence(staff(3, 1, moved={gate: 3, other: 2}), gate)
    level = change_of(before, after).capabilities["S1"].level
    assert level.gates == ()


def test_a_level_that_stays_is_unchanged() -> None:
    assert change_of(staff(3), staff(3)).capabilities["S1"].level.verdict == "unchanged"


def test_a_level_of_nothing_has_no_verdict() -> None:
    missing = dict.fromkeys(("S1.1", "S1.2", "S1.3"), "?")
    level = change_of(staff(3), staff(3, moved=missing)).capabilities["S1"].level
    assert (level.old, level.new, level.verdict) == (3, None, None)


def _gate(capability: str) -> str:
    return next(item.id for item in version("1.0.0").capabilities[capability].items if item.gate == 3)


# What else differs


def test_the_same_people_in_the_same_way_leave_nothing_to_remark() -> None:
    how = change_of(staff(3), staff(3)).comparability
    assert (how.same_people, how.same_mode, how.same_roles, how.remarks) == (True, True, True, ())


def test_everything_that_differs_is_named() -> None:
    old = run(*staff(3))
    new = msgspec.structs.replace(
        named(run(*staff(2), *[whole("user", 3)]), "x"), organisation="Elders", mode="workshop", language="en"
    )
    how = between(old, new).comparability
    assert (how.same_people, how.same_mode, how.same_roles) == (False, False, False)
    assert [one.code for one in how.remarks] == ["organisation", "other_people", "roles", "mode", "language"]


def test_runs_in_the_wrong_order_are_remarked() -> None:
    how = compare(of(run(*staff(3)), date=LATER), of(run(*staff(3)), date=EARLIER)).comparability
    assert [one.code for one in how.remarks] == ["turned_round"]


def test_a_few_more_of_a_role_is_the_same_mix() -> None:
    users: list[Respondent] = [whole("user", 3)] * 5
    assert change_of([*staff(5), *users], [*staff(6), *users]).comparability.same_roles is True
    assert change_of([*staff(5), *users], [*staff(9), *users]).comparability.same_roles is False


# Versions of the questionnaire


def _across(new_version: str, **changes: int) -> tuple[Responses, Responses, object]:
    old, new = run(*staff(3)), run(*staff(3, 4))
    return old, new, compare(of(old, date=EARLIER), of(new, version(new_version, **changes), date=LATER))


def test_an_item_with_another_meaning_is_left_out() -> None:
    *_, found = _across("1.1.0", S1=1)
    assert found.capabilities["S1"].common_items == 2  # type: ignore[attr-defined]
    assert found.capabilities["S1"].verdict == "real"  # type: ignore[attr-defined]


def test_a_capability_with_too_many_other_items_breaks_off() -> None:
    *_, found = _across("1.1.0", S1=2)
    change = found.capabilities["S1"]  # type: ignore[attr-defined]
    assert (change.verdict, change.reason.code, change.level.verdict) == ("not_comparable", "questionnaire", None)
    assert change.reason.broken.code == "few_common_items"
    assert found.domains["S"].verdict == "real"  # type: ignore[attr-defined]


def test_nothing_is_compared_across_a_major_step() -> None:
    *_, found = _across("2.0.0")
    assert found.common_items == 0  # type: ignore[attr-defined]
    assert {change.verdict for change in found.capabilities.values()} == {"not_comparable"}  # type: ignore[attr-defined]
    assert found.overall.reason.broken.code == "major_step"  # type: ignore[attr-defined]


# Runs of which only the figures are here


def test_figures_alone_are_compared_as_those_of_other_people() -> None:
    old, new = of(run(*staff(6)), date=EARLIER), of(run(*staff(6, moved={"U5.1": 5})), date=LATER)
    counted = Counted(capabilities=dict.fromkeys(old.questionnaire.capabilities, 6), domains={"U": 6}, overall=6)
    figures = msgspec.structs.replace(
        old, responses=msgspec.structs.replace(old.responses, respondents=()), counted=counted
    )
    found = compare(figures, new)
    change = found.capabilities["U5"]
    assert (change.difference, change.n_old, change.same_people) == (pytest.approx(2 / 3), 6, False)
    expected = (0.65**2 / 3 + 0.35**2) / 6
    seen = 4 * (0.65**2 / 3 + 0.35**2) / 9 / 6  # six people who all say the same
    assert change.standard_error == pytest.approx((expected + seen) ** 0.5)
    assert [one.code for one in found.comparability.remarks] == ["figures"]
