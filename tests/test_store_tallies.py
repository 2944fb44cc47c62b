"""What the engine counts of runs is what the loop counts of their files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from departments import forty, half_unanswered, three
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies_responses import QUESTIONNAIRE, runs

from assess import store
from assess.store import tallies
from assess.store.history import History
from assess.store.selecting import Wanted
from questionnaires.responses import Responses
from scoring.tally import Tally, tally


@pytest.fixture(scope="module")
def history(one_store_url: str) -> Iterator[History]:
    with store.open(one_store_url) as opened:
        yield opened


def counted(history: History, *found: Responses) -> list[Tally]:
    ids = [history.import_run(one, QUESTIONNAIRE) for one in found]
    chosen = {one.id: one.tally for one in history.choose(Wanted())}
    return [chosen[one] for one in ids]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(runs(), min_size=1, max_size=3))
def test_the_engine_counts_any_runs_as_the_loop_does(history: History, found: list[Responses]) -> None:
    assert counted(history, *found) == [tally(QUESTIONNAIRE, one) for one in found]


def test_who_is_counted_in_blocks_is_counted_once(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "AT_ONCE", 7)
    found = [three(), forty(), half_unanswered()]
    with store.open(store_url) as opened:
        assert counted(opened, *found) == [tally(QUESTIONNAIRE, one) for one in found]
