from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scoring_runs import QUESTIONNAIRE, scored, whole
from strategies_scoring import runs

from questionnaires.model import AUDIENCES, ROLES, Audience, audience_of
from questionnaires.responses import Answer, Respondent, Responses
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

WITHOUT_NOT_APPLICABLE = (1, 2, 3, 4, 5, "?", None)


def heights(scorecard: Scorecard) -> Iterator[float | None]:
    """Every score, level and fulfilment, always in the same order."""
    for item in scorecard.items.values():
        yield from (item.value, item.value_pessimistic, item.low_median)
    for part in scorecard.capabilities.values():
        yield from (part.score, part.score_pessimistic, part.level)
        yield from (part.fulfilment or dict.fromkeys("2345")).values()
    for domain in scorecard.domains.values():
        yield from (domain.score, domain.level)
    yield from (scorecard.overall.score, scorecard.overall.level)


def with_answer(responses: Responses, number: int, item_id: str, answer: Answer | None) -> Responses:
    person = responses.respondents[number]
    answers = (
        {**person.answers, item_id: answer} if answer else {k: v for k, v in person.answers.items() if k != item_id}
    )
    people = list(responses.respondents)
    people[number] = msgspec.structs.replace(person, answers=answers)
    return msgspec.structs.replace(responses, respondents=tuple(people))


def places(responses: Responses, kind: str) -> list[tuple[int, str, Answer]]:
    return [
        (number, item_id, answer)
        for number, person in enumerate(responses.respondents)
        for item_id, answer in person.answers.items()
        if answer.kind == kind
    ]


@settings(max_examples=100, deadline=None)
@given(runs(), st.data())
def test_raising_an_answer_lowers_no_score_no_level_and_no_fulfilment(
    responses: Responses, data: st.DataObject
) -> None:
    raisable = [each for each in places(responses, "level") if (each[2].level or 5) < 5]
    assume(raisable)
    number, item_id, answer = data.draw(st.sampled_from(raisable))
    higher = msgspec.structs.replace(answer, level=data.draw(st.integers((answer.level or 0) + 1, 5)))
    before = score_responses(QUESTIONNAIRE, responses)
    after = score_responses(QUESTIONNAIRE, with_answer(responses, number, item_id, higher))
    for low, high in zip(heights(before), heights(after), strict=True):
        assert (low is None) is (high is None)
        assert low is None or high is None or high >= low - 1e-9


@settings(max_examples=60, deadline=None)
@given(runs(with_agreed=False), st.data())
def test_a_not_applicable_leaves_both_sides(responses: Responses, data: st.DataObject) -> None:
    given_so = places(responses, "not_applicable")
    assume(given_so)
    number, item_id, _ = data.draw(st.sampled_from(given_so))
    before = score_responses(QUESTIONNAIRE, responses)
    capability_id = QUESTIONNAIRE.capability_of(item_id).id
    part = before.capabilities[capability_id]
    if before.items[item_id].not_applicable:
        others = [item.id for item in QUESTIONNAIRE.capabilities[capability_id].items]
        values = [before.items[other].value for other in others if not before.items[other].not_applicable]
        present = [value for value in values if value is not None]
        assert part.score is None or part.score == pytest.approx(sum(present) / len(present))
        assert part.out_of_scope is (not values)
    else:
        after = score_responses(QUESTIONNAIRE, with_answer(responses, number, item_id, None))
        if not after.items[item_id].not_applicable:
            assert after.items[item_id].value == before.items[item_id].value
            assert after.capabilities[capability_id].score == part.score
            assert part.coverage is None or part.coverage >= (after.capabilities[capability_id].coverage or 0)


@pytest.mark.parametrize("privacy", ["open", "anonymous"])
@pytest.mark.parametrize(("answer", "end", "fulfilment"), [(1, 1, 0.0), (5, 5, 1.0)])
@given(people=st.lists(st.sampled_from(ROLES), max_size=12))
def test_the_worst_and_the_best_answers_reach_the_ends(
    privacy: str, answer: int, end: int, fulfilment: float, people: list[str]
) -> None:
    everyone = [whole("it_staff", answer), *(whole(role, answer) for role in people)]  # type: ignore[arg-type]
    found = scored(*everyone, privacy=privacy)
    assert (found.overall.score, found.overall.level) == (end, end)
    assert {(domain.score, domain.level) for domain in found.domains.values()} == {(end, end)}
    assert {(part.score, part.level) for part in found.capabilities.values()} == {(end, end)}
    assert {share for part in found.capabilities.values() for share in (part.fulfilment or {}).values()} == {fulfilment}


@settings(max_examples=60, deadline=None)
@given(runs(mode="open", options=WITHOUT_NOT_APPLICABLE), st.sampled_from(AUDIENCES))
def test_doubling_one_group_changes_no_score(responses: Responses, audience: Audience) -> None:
    again = [
        msgspec.structs.replace(person, id=f"{person.id}-again")
        for person in responses.respondents
        if audience_of(person.role) == audience
    ]
    doubled = msgspec.structs.replace(responses, respondents=(*responses.respondents, *again))
    assert list(_scores(score_responses(QUESTIONNAIRE, doubled))) == pytest.approx(
        list(_scores(score_responses(QUESTIONNAIRE, responses))), nan_ok=True
    )


def _scores(scorecard: Scorecard) -> Iterator[float]:
    for item in scorecard.items.values():
        yield from (_or_nan(item.value), _or_nan(item.value_pessimistic))
    for part in (*scorecard.capabilities.values(), *scorecard.domains.values(), scorecard.overall):
        yield _or_nan(part.score)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def test_doubling_one_group_can_change_a_level_since_key_practices_pool_all() -> None:
    users: list[Respondent] = [whole("user", 2)]
    staff = [whole("it_staff", 4)] * 2
    assert scored(*staff, *users).items["U3.1"].low_median == 4
    assert scored(*staff, *users * 2).items["U3.1"].low_median == 2
