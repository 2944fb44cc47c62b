"""A killed interview loses no acknowledged answer and goes on where it was."""

from __future__ import annotations

import random
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal of this kind exists on Unix only", allow_module_level=True)

from killing import Loss, kill_interviews

from assess.store.history import History

TIMES = 12  # benchmarks/kill_interview.py does it hundreds of times


def test_no_acknowledged_answer_is_lost_by_a_kill_at_any_moment(tmp_path):
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    assert kill_interviews(tmp_path, TIMES, seed) > 0


def test_a_store_that_forgets_is_noticed(tmp_path, monkeypatch):
    whole = History.responses

    def forgetful(history, run_id):
        from msgspec.structs import replace

        run = whole(history, run_id)
        return replace(run, respondents=tuple(replace(one, answers={}) for one in run.respondents))

    monkeypatch.setattr(History, "responses", forgetful)
    with pytest.raises(Loss):
        kill_interviews(tmp_path, TIMES, seed=1)
