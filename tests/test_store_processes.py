"""Two programs on one store wait for each other, and a program that dies leaves the store whole."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from assess import store
from assess.store.checking import check
from assess.store.place import locate
from questionnaires import catalogue
from questionnaires.responses import Answer, Responses

QUESTIONNAIRE = catalogue.load()
HEADER = Responses(questionnaire="it-ambition", organisation="Gemeente Voorbeeld", date="2026-11-23", respondents=())

WRITER = """
import itertools, sys
from assess import store
from questionnaires import catalogue
from questionnaires.responses import Answer
path, run, respondent, times = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
items = list(catalogue.load().items)
with store.open(path) as history:
    for number in range(times):
        answer = Answer(level=number // len(items) % 5 + 1, note=str(number))
        history.record_answer(run, respondent, items[number % len(items)], answer, 5.0)
        print(number, flush=True)  # acknowledged
"""

STARTER = """
import sys
from assess import store
from questionnaires import catalogue
from questionnaires.responses import Responses
questionnaire = catalogue.load()
sys.stdin.read()
with store.open(sys.argv[1]) as history:
    header = Responses(questionnaire="it-ambition", organisation="A", date="2026-11-23", respondents=())
    print(history.start(questionnaire, header))
"""


def begun(url: str, *roles: str) -> str:
    with store.open(url) as history:
        run = history.start(QUESTIONNAIRE, HEADER)
        for role in roles:
            history.add_respondent(run, role)
    return run


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def is_whole(url: str) -> bool:
    assert check(locate(url)).flaws == ()
    return True


def test_three_programs_that_write_at_once_all_keep_every_answer(store_url: str) -> None:
    path, times = store_url, 100
    run = begun(path, "it_management", "it_staff", "it_staff")
    writers = [python(WRITER, path, run, respondent, times) for respondent in ("r1", "r2", "r3")]
    outcomes = [writer.communicate(timeout=120) for writer in writers]
    assert [len(said.split()) for said, _ in outcomes] == [times] * 3, outcomes
    with store.open(path) as history:
        found = history.responses(run)
    items = len(QUESTIONNAIRE.items)
    assert [len(one.answers) for one in found.respondents] == [items] * 3
    assert len(found.corrections) == 3 * (times - items)
    assert is_whole(path)


def test_programs_that_begin_the_same_store_at_once_all_find_it(new_store_url: str) -> None:
    path = new_store_url
    starters = [python(STARTER, path) for _ in range(4)]
    for starter in starters:
        starter.stdin.close()  # all at once
        starter.stdin = None
    ids = [starter.communicate(timeout=120) for starter in starters]
    with store.open(path) as history:
        assert sorted(one.id for one in history.runs()) == sorted(said.strip() for said, _ in ids), ids


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_acknowledged_outlives_a_program_that_is_killed(store_url: str, seed: int) -> None:
    path = store_url
    run = begun(path, "it_staff")
    writer = python(WRITER, path, run, "r1", 100_000)
    moment = random.Random(seed)
    lines = [writer.stdout.readline() for _ in range(moment.randrange(1, 60))]
    end = time.perf_counter() + moment.random() * 0.01
    while time.perf_counter() < end:
        pass
    writer.kill()
    acknowledged = [int(line) for line in [*lines, *writer.stdout]]
    writer.communicate()
    with store.open(path) as history:
        found = history.responses(run)
        history.record_answer(run, "r1", "U1.1", Answer(level=1, note="en verder"))
    notes = {one.note for one in found.respondents[0].answers.values()} | {one.answer.note for one in found.corrections}
    assert {str(number) for number in acknowledged} <= notes
    assert len(notes) <= len(acknowledged) + 1
    assert is_whole(path)
