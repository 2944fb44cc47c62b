"""What the engine counts of runs is what the loop counts of their files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies_responses import QUESTIONNAIRE, runs

from assess import store
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
