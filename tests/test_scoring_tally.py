from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_runs import QUESTIONNAIRE, marking, person, run, whole
from strategies_scoring import runs

from questionnaires.responses import Facts, Responses
from scoring.scoring import score, score_responses
from scoring.tally import AnswerCounts, RespondentSum, ResponseQuality, Tally, tally


def counted(responses: Responses) -> Tally:
    return tally(QUESTIONNAIRE, responses)


def only(responses: Responses, chosen: slice) -> Responses:
    return msgspec.structs.replace(responses, respondents=responses.respondents[chosen])


def test_answers_are_counted_by_item_and_role() -> None:
    found = counted(
        run(
            person("user", {"U3.1": 2}),
            person("user", {"U3.1": "2!"}),
            person("user", {"U3.1": "?"}),
            person("it_staff", {"U3.1": 5}),
        )
    )
    assert found.answers["U3.1", "user"] == AnswerCounts(levels=(0, 2, 0, 0, 0), unknown=1, evidence=1)
    assert found.answers["U3.1", "it_staff"] == AnswerCounts(levels=(0, 0, 0, 0, 1))
    assert found.of_all(QUESTIONNAIRE.items["U3.1"]).levels == (0, 2, 0, 0, 1)


def test_a_group_counts_levels_and_dont_knows_but_no_not_applicables() -> None:
    found = counted(run(person("user", {"O3.1": 2}), person("user", {"O3.1": "?"}), person("user", {"O3.1": "x"})))
    counts = found.answers["O3.1", "user"]
    assert (counts.with_level, counts.people, counts.given) == (1, 2, 3)


def test_management_and_staff_are_one_audience() -> None:
    found = counted(run(person("it_management", {"U1.1": 1}), person("it_staff", {"U1.1": 3})))
    assert found.of_audience(QUESTIONNAIRE.items["U1.1"], "it").levels == (1, 0, 1, 0, 0)


def test_respondents_with_the_same_sum_over_the_same_number_of_items_are_counted_together() -> None:
    found = counted(
        run(
            person("it_staff", {"S1.1": 1, "S1.2": 3}),
            person("it_staff", {"S1.1": 2, "S1.2": 2}),
            person("it_staff", {"S1.1": 4, "S1.2": "?"}),
        )
    )
    assert found.sums_in("S1") == {
        RespondentSum("S1", "it_staff", 2, 4): 2,
        RespondentSum("S1", "it_staff", 1, 4): 1,
    }


def test_an_ambition_for_a_domain_is_one_for_its_capabilities_unless_they_have_their_own() -> None:
    found = counted(run(person("it_management", ambition={"S": 3, "S2": 5})))
    targets = {scope: level for scope, _, level in found.targets}
    assert targets == {"S": 3, "S1": 3, "S2": 5, "S3": 3, "S4": 3}


def test_empty_marks_are_no_marks() -> None:
    found = counted(run(marking("user"), marking("user", most="U3 S3", least="O4"), person("user")))
    assert found.markers == 1
    assert found.marks == {("U3", 1): 1, ("S3", 1): 1, ("O4", -1): 1}


def test_a_blank_fact_is_not_a_fact() -> None:
    facts = Facts(satisfaction=" ", lead_times="3, 5, 21 days", tools_known=0)
    assert counted(run(whole("user", 3), facts=facts)).setting.facts == {"lead_times", "tools_known"}


def test_only_those_whose_answers_can_be_judged_count_for_their_quality() -> None:
    people = [whole("it_staff", 3, seconds={"U1.1": 2.0}), person("user", {"U3.1": 3}, seconds={"U3.1": 9.0})]
    found = counted(run(*people, whole("user", 2))).quality
    assert found == ResponseQuality(long_enough=2, straight_lined=2, timed=2, fast=1)


def test_a_person_who_gave_no_level_has_not_answered() -> None:
    found = counted(run(person("user", {"U3.1": "?"}), person("user", {"U3.1": 1})))
    assert (found.respondents, found.answered) == ({"user": 2}, {"user": 1})


def test_nobody_is_protected_in_a_run_of_one_or_one_that_is_open() -> None:
    assert counted(run(whole("user", 3), privacy="anonymous")).threshold is None
    assert counted(run(whole("user", 3), whole("user", 3), privacy="open")).threshold is None
    assert counted(run(whole("user", 3), whole("user", 3), privacy="anonymous", threshold=7)).threshold == 7


def test_no_threshold_is_ever_below_three() -> None:
    assert counted(run(whole("user", 3), whole("user", 3), privacy="anonymous", threshold=0)).threshold == 3


def test_tallies_of_different_runs_do_not_add() -> None:
    one, other = counted(run(whole("user", 3))), counted(run(whole("user", 3), ambition={"U": 4}))
    with pytest.raises(ValueError, match="different runs"):
        _ = one + other


@settings(max_examples=40, deadline=None)
@given(runs(), st.integers(0, 14))
def test_the_tally_of_all_is_the_sum_of_the_tallies_of_its_parts(responses: Responses, cut: int) -> None:
    parts = counted(only(responses, slice(cut))), counted(only(responses, slice(cut, None)))
    assert parts[0] + parts[1] == counted(responses)


@settings(max_examples=40, deadline=None)
@given(runs())
def test_adding_tallies_commutes_and_associates(responses: Responses) -> None:
    one, two, three = (counted(only(responses, slice(start, None, 3))) for start in range(3))
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + two + three == counted(responses)


@settings(max_examples=20, deadline=None)
@given(runs())
def test_the_order_of_respondents_changes_no_score(responses: Responses) -> None:
    reversed_run = msgspec.structs.replace(responses, respondents=responses.respondents[::-1])
    assert score_responses(QUESTIONNAIRE, reversed_run) == score_responses(QUESTIONNAIRE, responses)


@settings(max_examples=20, deadline=None)
@given(runs())
def test_a_sum_of_tallies_scores_as_the_run_itself(responses: Responses) -> None:
    first, *rest = [counted(only(responses, slice(n, n + 1))) for n in range(len(responses.respondents))]
    for each in rest:
        first += each
    assert score(QUESTIONNAIRE, first) == score_responses(QUESTIONNAIRE, responses)
