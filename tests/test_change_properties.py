"""Laws of comparing two runs, whatever was answered."""

from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec
import pytest
from change_runs import EARLIER, between, named, of
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_scoring import runs

from questionnaires.responses import Responses
from scoring.change import Comparison, ScopeChange, compare

RUNS = runs(max_size=8)


def changes(found: Comparison) -> Iterator[ScopeChange]:
    yield from found.capabilities.values()
    yield from found.domains.values()
    yield found.overall


@given(RUNS, RUNS)
@settings(max_examples=40)
def test_turned_round_every_difference_changes_its_sign(old: Responses, new: Responses) -> None:
    there, back = between(old, new), between(new, old)
    for one, other in zip(changes(there), changes(back), strict=True):
        assert (one.verdict, one.reason.code, one.common_items) == (
            other.verdict,
            other.reason.code,
            other.common_items,
        )
        assert (one.n_old, one.n_new) == (other.n_new, other.n_old)
        if one.difference is None:
            assert other.difference is None
        else:
            assert other.difference == pytest.approx(-one.difference)
        assert one.threshold == (None if other.threshold is None else pytest.approx(other.threshold))


@given(RUNS)
@settings(max_examples=30)
def test_equal_answers_are_no_change(answered: Responses) -> None:
    for one in changes(between(answered, answered)):
        assert one.verdict != "real"
        assert one.difference in {None, 0.0}
        assert one.level.verdict in {None, "unchanged"}


@given(RUNS, RUNS, st.integers(0, 2**32))
@settings(max_examples=30)
def test_the_order_of_respondents_and_of_their_answers_changes_nothing(
    old: Responses, new: Responses, seed: int
) -> None:
    rng = random.Random(seed)
    assert between(old, shuffled(new, rng)) == between(old, new)


def shuffled(responses: Responses, rng: random.Random) -> Responses:
    people = [
        msgspec.structs.replace(one, answers=dict(rng.sample(list(one.answers.items()), len(one.answers))))
        for one in responses.respondents
    ]
    rng.shuffle(people)
    return msgspec.structs.replace(responses, respondents=tuple(people))


@given(RUNS, RUNS)
@settings(max_examples=40)
def test_a_verdict_follows_from_difference_and_threshold(old: Responses, new: Responses) -> None:
    for one in changes(between(old, new)):
        if one.threshold is None:
            assert one.verdict == "not_comparable"
            assert one.p_value is None
        else:
            assert one.difference is not None
            assert (one.verdict == "real") == (abs(one.difference) >= one.threshold - 1e-9)
            assert one.difference == pytest.approx((one.new or 0) - (one.old or 0))


@given(RUNS, RUNS)
@settings(max_examples=40)
def test_what_stays_among_all_marks_is_marked(old: Responses, new: Responses) -> None:
    found = between(old, new)
    marked = {name for name, change in found.capabilities.items() if change.verdict == "real"}
    assert set(found.discovery.real) <= marked
    assert 0 <= found.discovery.expected_by_chance <= found.discovery.tested * 0.0501


@given(RUNS, RUNS)
@settings(max_examples=30)
def test_other_pseudonyms_change_no_difference(old: Responses, new: Responses) -> None:
    same, others = between(old, new), between(old, named(new, "x"))
    for one, other in zip(changes(same), changes(others), strict=True):
        if one.difference is not None and other.difference is not None:
            assert one.difference == other.difference
        assert other.same_people is False


@given(RUNS, RUNS)
@settings(max_examples=20)
def test_a_level_is_announced_only_by_the_rule(old: Responses, new: Responses) -> None:
    for one in changes(compare(of(old, date=EARLIER), of(new))):
        if one.level.verdict == "announced":
            assert _is_real_that_way(one) or one.level.gates
        if one.level.verdict == "indicative":
            assert not _is_real_that_way(one)
            assert not one.level.gates


def _is_real_that_way(one: ScopeChange) -> bool:
    """Say whether the score really moved the way that the level did."""
    assert one.level.old is not None
    assert one.level.new is not None
    return one.verdict == "real" and (one.difference or 0.0) * (one.level.new - one.level.old) > 0
