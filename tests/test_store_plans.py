"""A plan and its analysis are kept with their run, and go with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kept import last_roadmap
from msgspec.structs import replace
from roadmap_departments import run_with
from scoring_runs import QUESTIONNAIRE, person

from assess import store
from assess.errors import Mistake
from assess.store.history import History
from questionnaires import answer_file
from questionnaires.merging import Part
from questionnaires.responses import Context
from scoring.roadmap import limits_of, plan
from scoring.roadmap.analysis.model import Analysis, FindOut, Steadiness
from scoring.roadmap.model import LeftOut, Roadmap
from scoring.scoring import score_responses

DEPARTMENT = run_with(context=Context(capacity_days=20, horizon_quarters=1))
ROADMAP = plan(QUESTIONNAIRE, score_responses(QUESTIONNAIRE, DEPARTMENT), limits_of(DEPARTMENT))
ANALYSIS = Analysis(
    reach=0.1,
    highest_reach=None,
    steadiness={
        action: Steadiness(action=action, in_plan=True, kept=1.0, is_no_regret=True) for action in ("U1-A", "O1-A")
    },
)
PLAN_TRACE, ANALYSIS_TRACE = "Geheim van het plan", "Geheim van de analyse"
TRACED_PLAN = replace(ROADMAP, left_out=(LeftOut(action=PLAN_TRACE, reason="not_needed"),))
TRACED_ANALYSIS = replace(ANALYSIS, find_out=(FindOut(capability=ANALYSIS_TRACE, items=(), if_low=(), if_high=()),))


@pytest.fixture
def history(store_url: str) -> Iterator[History]:
    with store.open(store_url) as opened:
        yield opened


@pytest.fixture
def run(history: History) -> str:
    return history.import_run(DEPARTMENT, QUESTIONNAIRE)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "meetlat.db"


@pytest.fixture
def in_file(place: Path) -> Iterator[History]:
    with store.open(str(place)) as opened:
        opened._database.outside("PRAGMA secure_delete=OFF")  # Debian's SQLite overwrites what is deleted by itself
        yield opened


def keep_both(history: History, run: str, roadmap: Roadmap = TRACED_PLAN, analysis: Analysis = TRACED_ANALYSIS) -> None:
    history.keep_roadmap(run, roadmap, "f1", "2026-11-24")
    history.keep_analysis(run, analysis, "f2", "2026-11-25")


def bytes_beside(place: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(place.parent.iterdir()))


def write(place: Path, statement: str, *values: object) -> None:
    """Do something to the file of a store that Meetlat does not do."""
    connection = sqlite3.connect(place)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


# Kept


def test_another_program_sees_what_was_kept_whole_and_with_its_day(history: History, run: str, store_url: str) -> None:
    keep_both(history, run, ROADMAP, ANALYSIS)
    with store.open(store_url) as other:
        roadmap, analysis = last_roadmap(other, run), other.analysis(run)
    assert roadmap is not None
    assert analysis is not None
    assert (roadmap.value, roadmap.fingerprint, roadmap.made) == (ROADMAP, "f1", "2026-11-24")
    assert (analysis.value, analysis.fingerprint, analysis.made) == (ANALYSIS, "f2", "2026-11-25")


def test_what_is_kept_comes_back_in_its_order(history: History, run: str) -> None:
    keep_both(history, run, ROADMAP, ANALYSIS)
    roadmap, analysis = last_roadmap(history, run), history.analysis(run)
    assert roadmap is not None
    assert analysis is not None
    assert list(roadmap.value.expected[0].domains) == list(ROADMAP.expected[0].domains) == ["U", "O", "S"]
    assert list(analysis.value.steadiness) == ["U1-A", "O1-A"]


def test_of_a_run_that_was_not_planned_nothing_is_kept(history: History, run: str) -> None:
    assert (last_roadmap(history, run), history.analysis(run)) == (None, None)


def test_a_new_plan_takes_the_place_of_the_old_and_leaves_those_of_other_runs(history: History, run: str) -> None:
    other = history.import_run(replace(DEPARTMENT, organisation="Ander"), QUESTIONNAIRE)
    keep_both(history, other)
    keep_both(history, run)
    history.keep_roadmap(run, ROADMAP, "f3", "2027-01-01")
    found = [last_roadmap(history, each) for each in (run, other)]
    assert [one and (one.value, one.fingerprint) for one in found] == [(ROADMAP, "f3"), (TRACED_PLAN, "f1")]


def test_a_plan_of_a_run_that_is_not_there_is_a_mistake(history: History) -> None:
    with pytest.raises(Mistake, match="no run"):
        history.keep_roadmap("zzzzzz", ROADMAP, "f1", "2026-11-24")
    with pytest.raises(Mistake, match="no run"):
        last_roadmap(history, "zzzzzz")


def test_a_plan_is_in_no_answer_file_and_makes_no_other_run(history: History, run: str) -> None:
    before = answer_file.write(history.responses(run))
    keep_both(history, run)
    assert answer_file.write(history.responses(run)) == before
    (intake,) = history.take_in(Part(name="a", responses=answer_file.parse(before, "a"), questionnaire=QUESTIONNAIRE))
    assert intake.outcome == "same"


def test_a_plan_stays_when_more_answers_come_in_and_does_not_fit_any_more(history: History, run: str) -> None:
    keep_both(history, run)
    exported = history.responses(run)
    more = (*exported.respondents, person("user", {"U2.2": 2}, id="anna"))
    assert history.import_run(replace(exported, respondents=more), QUESTIONNAIRE) == run
    assert last_roadmap(history, run) is not None


# What other programs write


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b'{"steps": 3}', b"\x00\xff", b'"\xff"', b"17", b'{"x": ' + b"[" * 100_000],
    ids=["empty", "nothing", "other steps", "no text", "no UTF-8", "a number", "nested"],
)
def test_what_cannot_be_read_counts_as_no_plan_and_the_run_is_what_it_was(
    in_file: History, place: Path, content: bytes
) -> None:
    run = in_file.import_run(DEPARTMENT, QUESTIONNAIRE)
    keep_both(in_file, run)
    write(place, "UPDATE roadmaps SET content = CAST(? AS TEXT)", content)
    write(place, "UPDATE analyses SET content = CAST(? AS TEXT)", content)
    assert (last_roadmap(in_file, run), in_file.analysis(run)) == (None, None)
    assert in_file.responses(run).respondents == DEPARTMENT.respondents
    keep_both(in_file, run, ROADMAP, ANALYSIS)
    assert last_roadmap(in_file, run) is not None


def test_what_a_newer_program_says_beside_is_passed_over(in_file: History, place: Path) -> None:
    run = in_file.import_run(DEPARTMENT, QUESTIONNAIRE)
    keep_both(in_file, run)
    write(place, "UPDATE roadmaps SET content = json_set(content, '$.mood', 'fine')")
    found = last_roadmap(in_file, run)
    assert found is not None
    assert found.value == TRACED_PLAN


# Deletion


def gone(history: History, run: str) -> None:
    history.delete(run)


def withdrawn(history: History, run: str) -> None:
    history.withdraw(run, history.responses(run).respondents[0].id)
    assert (last_roadmap(history, run), history.analysis(run)) == (None, None)


@pytest.mark.parametrize("forget", [gone, withdrawn])
def test_a_deleted_run_and_a_withdrawn_respondent_leave_no_trace_of_plan_and_analysis(
    in_file: History, place: Path, forget: Callable[[History, str], None]
) -> None:
    run = in_file.import_run(DEPARTMENT, QUESTIONNAIRE)
    keep_both(in_file, run)
    before = bytes_beside(place)
    assert PLAN_TRACE.encode() in before
    assert ANALYSIS_TRACE.encode() in before
    forget(in_file, run)
    after = bytes_beside(place)
    assert PLAN_TRACE.encode() not in after
    assert ANALYSIS_TRACE.encode() not in after


def test_the_plan_of_another_run_stays_when_a_run_is_deleted(history: History, run: str) -> None:
    other = history.import_run(replace(DEPARTMENT, organisation="Ander"), QUESTIONNAIRE)
    keep_both(history, other)
    history.delete(run)
    assert last_roadmap(history, other) is not None
