"""In which order a group talks: what people see most differently first, and nothing that tells about a few people."""

from __future__ import annotations

import random

import msgspec
from hypothesis import given, settings
from report_runs import somebody
from scoring_runs import QUESTIONNAIRE, run
from strategies_scoring import runs

from questionnaires.responses import Answer
from scoring.discussion import NEED, Topic, topics
from scoring.scoring import score_responses


def people(role, item, *levels):
    """People of a role who agree on everything but one item."""
    asked = list(QUESTIONNAIRE.asked_of(role))
    return [
        msgspec.structs.replace(
            somebody(role, random.Random(1), 0.0),
            answers={one.id: Answer(level=level if one.id == item else 3) for one in asked},
        )
        for level in levels
    ]


def first_of(*respondents):
    card = score_responses(QUESTIONNAIRE, run(*respondents, privacy="anonymous"))
    return topics(QUESTIONNAIRE, card)[0]


def test_an_item_on_which_it_is_divided_comes_first():
    assert first_of(*people("it_staff", "O4.2", 1, 1, 1, 5, 5, 5)) == Topic("O4.2", ("polarised", "split"))


def test_what_it_sees_a_level_higher_than_users_do_is_a_blind_spot():
    both = [*people("it_staff", "U1.1", 3, 3, 3, 3, 3), *people("user", "U1.3", 2, 2, 2, 2, 2)]
    assert first_of(*both) == Topic("U1.3", ("blind_spot",))


def test_what_a_third_does_not_know_is_talked_about_where_that_is_a_finding():
    item = next(one for one in QUESTIONNAIRE.items.values() if one.unknown_is_finding)
    six = people("it_staff", item.id, 3, 3, 3, 3, 3, 3)
    unsure = [msgspec.structs.replace(one, answers=one.answers | {item.id: Answer(kind="unknown")}) for one in six[:2]]
    assert first_of(*unsure, *six[2:]) == Topic(item.id, ("nobody_knows",))


def test_a_key_practice_goes_before_another_item_with_the_same_need():
    part = next(iter(QUESTIONNAIRE.capabilities.values()))
    gate = next(item for item in part.items if item.gate)
    other = next(item for item in part.items if not item.gate)
    six = [
        msgspec.structs.replace(one, answers=one.answers | {other.id: one.answers[gate.id]})
        for one in people("it_staff", gate.id, 1, 1, 1, 5, 5, 5)
    ]
    found = [
        topic.item for topic in topics(QUESTIONNAIRE, score_responses(QUESTIONNAIRE, run(*six, privacy="anonymous")))
    ]
    assert found.index(gate.id) < found.index(other.id)


def test_of_fewer_people_than_may_be_shown_nothing_asks_for_talk():
    few = people("it_staff", "O4.2", 1, 1, 5, 5)
    card = score_responses(QUESTIONNAIRE, run(*few, privacy="anonymous"))
    assert {topic.reasons for topic in topics(QUESTIONNAIRE, card)} == {()}


@settings(max_examples=60, deadline=None)
@given(runs())
def test_every_item_has_one_place_and_need_never_rises_along_the_list(responses):
    card = score_responses(QUESTIONNAIRE, responses)
    found = topics(QUESTIONNAIRE, card)
    assert sorted(topic.item for topic in found) == sorted(QUESTIONNAIRE.items)
    needs = [max((NEED[reason] for reason in topic.reasons), default=0) for topic in found]
    assert needs == sorted(needs, reverse=True)
    assert all(card.items[topic.item].groups for topic in found if topic.reasons)
