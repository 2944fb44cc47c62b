from __future__ import annotations

from typing import Any

import msgspec
import pytest
from scoring_runs import QUESTIONNAIRE, Given, person, run, scored, solo, whole

from questionnaires.responses import Context, Facts, Respondent
from scoring.scorecard import Flag
from scoring.scoring import score_responses


def flags(code: str, *people: Respondent, **setting: Any) -> list[Flag]:
    return [flag for flag in scored(*people, **setting).flags if flag.code == code]


@pytest.mark.parametrize(
    ("code", "high", "low", "just_not_high", "just_not_low"),
    [
        ("U2.3-U2.1", 4, 2, 3, 3),
        ("O2.1-U2.1", 4, 2, 3, 3),
        ("O3.1-U3.1", 3, 2, 2, 3),
        ("S1.1-S1.2", 4, 2, 3, 3),
        ("S2.1-S1.1", 4, 1, 3, 2),
        ("S4.2-S1.1", 4, 2, 3, 3),
    ],
)
def test_answers_that_contradict_each_other_are_flagged(
    code: str, high: int, low: int, just_not_high: int, just_not_low: int
) -> None:
    high_item, low_item = code.split("-")

    def found(one: int, other: int) -> list[Flag]:
        return flags(code, person("it_staff", {high_item: one, low_item: other}))

    assert [flag.items for flag in found(high, low)] == [(high_item, low_item)]
    assert not found(just_not_high, low)
    assert not found(high, just_not_low)


def test_contradictions_compare_the_values_of_the_items() -> None:
    people = [person("it_staff", {"U2.3": 5, "U2.1": 1}), person("it_staff", {"U2.3": 2, "U2.1": 1})]
    assert not flags("U2.3-U2.1", *people)
    assert flags("U2.3-U2.1", *people, agreed={"U2.3": 4})


def test_measuring_well_without_a_satisfaction_figure_is_flagged() -> None:
    four: dict[str, Given] = {"U2.1": 4, "U2.2": 4, "U2.3": 4}
    (flag,) = flags("U2-R1", person("it_staff", four))
    assert flag.values == {"level": 4}
    assert not flags("U2-R1", person("it_staff", four), facts=Facts(satisfaction="7.1"))
    assert not flags("U2-R1", person("it_staff", {"U2.1": 3, "U2.2": 3, "U2.3": 3}))


def test_measured_lead_times_that_are_not_given_are_flagged() -> None:
    assert flags("S3.1-R5", person("it_staff", {"S3.1": 4}))
    assert not flags("S3.1-R5", person("it_staff", {"S3.1": 3}))
    assert not flags("S3.1-R5", person("it_staff", {"S3.1": 4}), facts=Facts(lead_times="3, 5"))


@pytest.mark.parametrize(("given", "is_flagged"), [("?23", True), ("?234", False), ("?x3", False), ("?", True)])
def test_a_third_of_dont_knows_at_a_knowledge_item_is_a_finding(given: str, is_flagged: bool) -> None:
    assert QUESTIONNAIRE.items["S1.2"].unknown_is_finding
    people = [person("it_staff", {"S1.2": "?" if each == "?" else int(each)}) for each in given if each != "x"]
    people += [person("it_staff", {"S1.2": 2})] * given.count("x") * 2
    assert bool(flags("unknown_finding", *people)) is is_flagged


def test_dont_knows_at_other_items_are_no_finding() -> None:
    assert not QUESTIONNAIRE.items["U1.1"].unknown_is_finding
    assert not flags("unknown_finding", person("it_staff", {"U1.1": "?"}))


def test_a_not_applicable_that_does_not_count_disputes_the_scope() -> None:
    people = [person("it_staff", {"O3.1": given}) for given in ("x", 2, 3)]
    (flag,) = flags("scope_disputed", *people)
    assert (flag.items, flag.values) == (("O3.1",), {"not_applicable": 1, "answers": 3})
    assert not flags("scope_disputed", *people, agreed={"O3.1": 2})


def test_a_not_applicable_that_counts_is_not_disputed() -> None:
    assert not flags("scope_disputed", *[person("it_staff", {"O3.1": given}) for given in ("x", "x", 3)])


def test_a_blind_spot_tells_both_means_the_widest_first() -> None:
    people = [person("it_staff", {"U3.1": 4, "U3.2": 5, "U4.1": 2}), person("user", {"U3.1": 3, "U3.2": 1, "U4.1": 4})]
    wide, narrow = flags("blind_spot", *people)
    assert (wide.items, wide.values) == (("U3.2",), {"it": 5.0, "user": 1.0, "gap": 4.0})
    assert (narrow.items, narrow.capability) == (("U3.1",), "U3")
    (modest,) = flags("too_modest", *people)
    assert (modest.items, modest.values["gap"]) == (("U4.1",), -2.0)


def test_a_bar_far_above_reality_is_flagged_per_capability() -> None:
    low: dict[str, Given] = {"S1.1": 1, "S1.2": 1, "S1.3": 2}
    (flag,) = flags("ambition_far", whole("it_staff", 3, low), ambition={"S": 3})
    assert (flag.capability, flag.domain) == ("S1", "S")
    assert flag.values == {"target": 3, "score": pytest.approx(4 / 3), "quarters": 4}
    assert not flags("ambition_far", whole("it_staff", 3, low), context=Context(horizon_quarters=5))


def test_more_than_you_ask_for_is_flagged_per_capability() -> None:
    high: dict[str, Given] = {"S1.1": 4, "S1.2": 4, "S1.3": 3}
    (flag,) = flags("more_than_asked", whole("it_staff", 3, high))
    assert flag.capability == "S1"


def test_a_bar_at_five_everywhere_is_flagged() -> None:
    assert flags("all_targets_five", whole("it_staff", 3), ambition={"U": 5, "O": 5, "S": 5})
    assert not flags("all_targets_five", whole("it_staff", 3), ambition={"U": 5, "O": 5, "S": 5, "S1": 4})


def test_straight_lining_and_speed_are_flagged_with_the_number_of_respondents() -> None:
    varied: dict[str, Given] = {item.id: 1 + n % 5 for n, item in enumerate(QUESTIONNAIRE.items.values())}
    people = [whole("it_staff", 3), whole("it_staff", 4), person("it_staff", varied, seconds={"U1.1": 2.0})]
    assert flags("straight_lining", *people) == [Flag(code="straight_lining", values={"respondents": 2})]
    assert flags("speed", *people) == [Flag(code="speed", values={"respondents": 1})]


def test_careful_answers_raise_no_flag_of_quality() -> None:
    varied: dict[str, Given] = {item.id: 1 + n % 5 for n, item in enumerate(QUESTIONNAIRE.items.values())}
    codes = {flag.code for flag in scored(person("it_staff", varied, seconds={"U1.1": 20.0})).flags}
    assert not codes & {"straight_lining", "speed"}


def test_every_contradiction_has_its_sentence_in_the_questionnaire() -> None:
    four: dict[str, Given] = {item.id: 5 for item in QUESTIONNAIRE.items.values()}
    low: dict[str, Given] = {"U2.1": 1, "U3.1": 1, "S1.2": 1}
    found = {flag.code for flag in solo({**four, **low}).flags if "-" in flag.code}
    found |= {flag.code for flag in solo({**four, "S1.1": 1}).flags if "-" in flag.code}
    assert found == {code for code in QUESTIONNAIRE.flags if "-" in code}


def test_a_questionnaire_without_the_sentence_of_a_contradiction_has_no_such_flag() -> None:
    other = msgspec.structs.replace(QUESTIONNAIRE, flags={"U2-R1": QUESTIONNAIRE.flags["U2-R1"]})
    answers: dict[str, Given] = {"U2.1": 1, "U2.3": 5}
    codes = {flag.code for flag in score_responses(other, run(person("it_staff", answers))).flags}
    assert "U2.3-U2.1" not in codes
