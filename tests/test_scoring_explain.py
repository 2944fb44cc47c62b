from __future__ import annotations

import pytest
from scoring_runs import QUESTIONNAIRE, Given, explained, person, scored, solo, whole

from scoring.explain import DomainExplanation, MissingSentence, explain


def domain(levels: dict[str, int]) -> DomainExplanation:
    answers: dict[str, Given] = {f"{part}.{n}": level for part, level in levels.items() for n in (1, 2, 3)}
    (found,) = explain(QUESTIONNAIRE, solo(answers), "S").domains
    return found


def test_each_level_is_explained_with_its_numbers() -> None:
    two, three, *_ = explained(1, 1, 2).checks
    assert (two.level, two.parts, two.is_met) == (2, {"S1.1": 0.0, "S1.2": 0.0, "S1.3": 1.0}, False)
    assert two.fulfilment == pytest.approx(1 / 3)
    assert (three.not_fully, three.gate, three.practice, three.is_met) == ((2,), "S1.1", "missed", False)


def test_the_levels_that_are_met_are_those_up_to_the_level() -> None:
    found = explained(4, 4, 3)
    assert found.level == 4
    assert [check.level for check in found.checks if check.is_met] == [2, 3, 4]


def test_a_level_is_not_met_above_one_that_is_not() -> None:
    found = explained("?", 4, 4)
    assert found.level == 2
    assert [check.is_met for check in found.checks] == [True, False, False, False]
    assert found.checks[1].practice == "unverified"


def test_the_lowest_sentence_holds_a_level_that_too_little_is_there_for() -> None:
    assert explained(1, 2, 1).missing == (MissingSentence("S1.1", 2, "level"), MissingSentence("S1.3", 2, "level"))


def test_a_key_practice_holds_its_level() -> None:
    assert explained(2, 3, 4).missing == (MissingSentence("S1.1", 3, "key_practice"),)


def test_a_lower_level_that_is_not_fully_there_holds_with_its_own_sentence() -> None:
    found = explained(3, 3, 1)
    assert found.level == 2
    assert found.missing == (MissingSentence("S1.3", 2, "below"),)


def test_an_item_is_named_once_also_where_it_holds_for_two_reasons() -> None:
    assert explained(1, 4, 4).missing == (MissingSentence("S1.1", 3, "key_practice"),)


def test_the_sentence_that_is_missing_is_the_first_above_what_holds() -> None:
    people = [person("it_staff", {"S1.1": 3, "S1.2": level, "S1.3": 3}) for level in (1, 1, 2)]
    (found,) = explain(QUESTIONNAIRE, scored(*people), "S1").capabilities
    assert found.missing == (MissingSentence("S1.2", 2, "below"),)


def test_of_the_lowest_item_the_first_sentence_that_does_not_hold_is_missing() -> None:
    people = [person("it_staff", {"S1.1": 3, "S1.2": 2, "S1.3": level}) for level in (2, 2, 2, 1, 1)]
    (found,) = explain(QUESTIONNAIRE, scored(*people), "S1").capabilities
    assert found.missing == (MissingSentence("S1.3", 2, "level"),)


def test_at_the_top_nothing_holds_and_nothing_lifts() -> None:
    found = explained(5, 5, 5)
    assert (found.level, found.missing, found.lifts, found.together) == (5, (), (), ())


def test_without_a_score_only_what_is_unanswered_is_told() -> None:
    found = explained("?", None, 4)
    assert (found.checks, found.missing, found.lifts, found.unanswered) == ((), (), (), ("S1.1", "S1.2"))


def test_the_answers_name_the_key_practices() -> None:
    found = explained(1, "?", 2).answers
    assert [(each.item, each.sentence, each.key_practice_of) for each in found] == [
        ("S1.1", 1, 3),
        ("S1.2", None, 4),
        ("S1.3", 2, None),
    ]


def test_a_domain_tells_what_its_next_level_asks_for() -> None:
    found = domain({"S1": 2, "S2": 1, "S3": 3, "S4": 3})
    assert (found.level, found.next_level) == (2, 3)
    assert (found.too_low, found.core_below) == (("S2",), ("S1",))
    assert (found.at_level, found.needed) == (("S3", "S4"), 3)


def test_an_unscored_capability_counts_as_level_one_in_its_domain() -> None:
    found = domain({"S1": 3, "S3": 3, "S4": 3})
    assert (found.level, found.next_level, found.too_low) == (2, 3, ("S2",))
    assert found.levels["S2"] is None


def test_a_domain_at_the_top_has_no_next_level() -> None:
    found = domain({"S1": 5, "S2": 5, "S3": 5, "S4": 5})
    assert (found.next_level, found.too_low, found.core_below, found.needed) == (None, (), (), 0)


def test_everything_is_explained_in_the_order_of_the_questionnaire() -> None:
    found = explain(QUESTIONNAIRE, scored(whole("it_staff", 2)))
    assert [each.capability for each in found.capabilities] == list(QUESTIONNAIRE.capabilities)
    assert [each.domain for each in found.domains] == ["U", "O", "S"]


def test_an_item_is_explained_by_its_capability() -> None:
    found = explain(QUESTIONNAIRE, scored(whole("it_staff", 2)), "S1.2")
    assert [each.capability for each in found.capabilities] == ["S1"]
    assert [each.domain for each in found.domains] == ["S"]


def test_an_unknown_scope_is_an_error() -> None:
    with pytest.raises(KeyError):
        explain(QUESTIONNAIRE, scored(whole("it_staff", 2)), "X9")
