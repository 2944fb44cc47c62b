"""A run of the store is planned once: what is kept is used while it fits, and what cannot be kept hinders nobody."""

from __future__ import annotations

import pickle
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import invoke
from kept import last_roadmap
from msgspec.structs import replace
from roadmap_departments import run_with
from scoring_runs import QUESTIONNAIRE, person
from without_rights import run_without_rights

from assess import many, store, workflow
from assess.many import Commission
from assess.reporting import Order
from assess.store import sqlite
from assess.store.history import History
from assess.workflow import Run, read_run, results
from questionnaires import answer_file
from questionnaires.responses import ActionProgress, Answer, Context, PlanLimits, Responses
from scoring.roadmap import limits_of, plan
from scoring.roadmap.analysis.model import Analysis
from scoring.roadmap.fingerprint import fingerprint_of
from scoring.roadmap.model import Roadmap
from scoring.scoring import score_responses

DEPARTMENT = run_with(context=Context(capacity_days=20, horizon_quarters=1))
ANALYSIS = Analysis(reach=0.25, highest_reach=1.0)
HTML = Order(form="html", language="nl")


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "meetlat.db")


@pytest.fixture
def run_id(place: str) -> str:
    with store.open(place) as history:
        return history.import_run(DEPARTMENT, QUESTIONNAIRE)


def fingerprint(responses: Responses = DEPARTMENT) -> str:
    return fingerprint_of(score_responses(QUESTIONNAIRE, responses), limits_of(responses))


def marked_plan(responses: Responses = DEPARTMENT) -> Roadmap:
    """A sound roadmap that no planner gives: its bound tells it from one that is made anew."""
    made = plan(QUESTIONNAIRE, score_responses(QUESTIONNAIRE, responses), limits_of(responses))
    return replace(made, bound=99.0, gap=(99.0 - made.value) / 99.0)


def kept_in(place: str, run_id: str) -> Roadmap | None:
    with store.open(place) as history:
        kept = last_roadmap(history, run_id)
    return None if kept is None else kept.value


def keep(place: str, run_id: str, roadmap: Roadmap) -> None:
    with store.open(place) as history:
        history.keep_roadmap(run_id, roadmap, fingerprint(), "2026-11-24")


def test_a_stored_run_is_planned_once(place: str, run_id: str) -> None:
    first = results(read_run(run_id, place)).roadmap
    assert kept_in(place, run_id) == first
    keep(place, run_id, marked_plan())
    assert results(read_run(run_id, place)).roadmap == marked_plan()


def test_the_terminal_shows_the_plan_that_is_kept(place: str, run_id: str) -> None:
    keep(place, run_id, marked_plan())
    assert '"bound": 99.0' in invoke("--store", place, "plan", run_id, "--format", "json").stdout


@pytest.mark.parametrize("what_if", [{"capacity": 40.0}, {"quarters": 2}])
def test_a_what_if_uses_no_kept_plan_and_keeps_none(place: str, run_id: str, what_if: dict[str, Any]) -> None:
    run = read_run(run_id, place)
    results(run, **what_if)
    assert kept_in(place, run_id) is None
    keep(place, run_id, marked_plan())
    assert results(run, **what_if).roadmap.bound != 99.0
    assert kept_in(place, run_id) == marked_plan()


def test_a_what_if_in_the_terminal_leaves_the_kept_plan_as_it_is(place: str, run_id: str) -> None:
    keep(place, run_id, marked_plan())
    assert invoke("--store", place, "plan", run_id, "--capacity", "40").exit_code == 0
    assert kept_in(place, run_id) == marked_plan()


def answered(history: History, run_id: str) -> None:
    history.record_answer(run_id, history.responses(run_id).respondents[0].id, "U1.1", Answer(level=1))


def limited(history: History, run_id: str) -> None:
    history.record_plan(run_id, PlanLimits(reserve=0.5))


def followed(history: History, run_id: str) -> None:
    history.record_actions(run_id, {"U1-A": ActionProgress(status="dropped")})


def joined(history: History, run_id: str) -> None:
    exported = history.responses(run_id)
    more = (*exported.respondents, person("it_staff", {"U1.1": 5, "U1.2": 5}, id="anna"))
    history.import_run(replace(exported, respondents=more), QUESTIONNAIRE)


@pytest.mark.parametrize("change", [answered, limited, followed, joined])
def test_a_run_that_changed_is_planned_anew_and_that_plan_is_kept(
    place: str, run_id: str, change: Callable[[History, str], None]
) -> None:
    keep(place, run_id, marked_plan())
    with store.open(place) as history:
        change(history, run_id)
    made = results(read_run(run_id, place)).roadmap
    assert made.bound != 99.0
    assert kept_in(place, run_id) == made


def test_a_remark_or_a_name_makes_no_other_plan(place: str, run_id: str) -> None:
    keep(place, run_id, marked_plan())
    with store.open(place) as history:
        history.record_remarks(run_id, {"general": "Goed gesprek."})
        history.record_header(run_id, organisation="Gemeente Noord")
    assert results(read_run(run_id, place)).roadmap == marked_plan()


def late(roadmap: Roadmap) -> Roadmap:
    return replace(roadmap, steps=(replace(roadmap.steps[0], finish_week=99), *roadmap.steps[1:]))


def of_other_limits(roadmap: Roadmap) -> Roadmap:
    return replace(roadmap, limits=replace(roadmap.limits, reserve=0.1))


def without_quarters(roadmap: Roadmap) -> Roadmap:
    return replace(roadmap, expected=())


@pytest.mark.parametrize("spoil", [late, of_other_limits, without_quarters])
def test_a_kept_plan_that_breaks_the_rules_is_made_anew(
    place: str, run_id: str, spoil: Callable[[Roadmap], Roadmap]
) -> None:
    keep(place, run_id, spoil(marked_plan()))
    made = results(read_run(run_id, place)).roadmap
    assert made.bound != 99.0
    assert kept_in(place, run_id) == made


def test_a_plan_of_which_nothing_is_proved_is_not_kept(
    place: str, run_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.roadmap.exact.is_available", lambda: False)
    assert results(read_run(run_id, place)).roadmap.bound is None
    assert kept_in(place, run_id) is None


def test_a_run_of_a_file_is_planned_and_kept_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "run.yaml"
    path.write_text(answer_file.write(DEPARTMENT), encoding="utf-8")
    assert results(read_run(str(path))).roadmap.steps
    assert [one.name for one in tmp_path.iterdir()] == ["run.yaml"]


# The analysis


def test_results_bring_the_analysis_that_was_kept_for_them(place: str, run_id: str) -> None:
    assert results(read_run(run_id, place)).analysis is None
    with store.open(place) as history:
        history.keep_analysis(run_id, ANALYSIS, fingerprint(), "2026-11-24")
    assert results(read_run(run_id, place)).analysis == ANALYSIS
    assert results(read_run(run_id, place), capacity=40).analysis is None


def test_an_analysis_of_what_the_run_no_longer_is_stays_away(place: str, run_id: str) -> None:
    with store.open(place) as history:
        history.keep_analysis(run_id, ANALYSIS, fingerprint(), "2026-11-24")
        limited(history, run_id)
    assert results(read_run(run_id, place)).analysis is None


def test_a_report_of_many_is_made_again_when_the_analysis_came(place: str, run_id: str, tmp_path: Path) -> None:
    def made_from() -> str:
        return many.made_from(Commission(run=read_run(run_id, place), order=HTML, path=tmp_path / "a.html"))

    before = made_from()
    keep(place, run_id, marked_plan())
    assert made_from() == before
    with store.open(place) as history:
        history.keep_analysis(run_id, ANALYSIS, fingerprint(), "2026-11-24")
    assert made_from() != before


def test_another_computer_gets_what_is_kept_and_keeps_nothing(place: str, run_id: str, tmp_path: Path) -> None:
    keep(place, run_id, marked_plan())
    here = Commission(run=read_run(run_id, place), order=HTML, path=tmp_path / "a.html")
    (sent,) = many.sent_away([here])
    far = pickle.loads(pickle.dumps(sent))  # noqa: S301 - as a cluster does with what we gave it
    assert results(far.run).roadmap == marked_plan()
    assert far.run.store is None
    assert many.made_from(far) == many.made_from(here)


# A store that cannot keep it


def test_a_store_in_use_gives_the_plan_without_keeping_it(
    place: str, run_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert invoke("--store", place, "plan", run_id).exit_code == 0
    holder.close()
    assert kept_in(place, run_id) is None


def test_a_run_that_was_deleted_meanwhile_is_planned_all_the_same(place: str, run_id: str) -> None:
    run = read_run(run_id, place)
    with store.open(place) as history:
        history.delete(run_id)
    assert results(run).roadmap.steps
    Path(place).unlink()
    assert results(run).roadmap.steps
    assert not Path(place).exists()


LOADING = """
import sys
from msgspec.structs import replace
from assess import workflow
run = workflow.read_run("last", sys.argv[1])
workflow.results(replace(run, store=None))
"""
PLANNING = """
run = workflow.read_run("last", sys.argv[1])
print(len(workflow.results(run).roadmap.steps) > 0)
"""


def test_a_store_that_may_only_be_read_gives_the_plan(place: str, run_id: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        path = Path(folder) / "meetlat.db"
        path.write_bytes(Path(place).read_bytes())
        path.chmod(0o444)
        done = run_without_rights(LOADING, PLANNING, path)
        path.chmod(0o644)  # or Windows would not delete it
    assert done.stdout == "True\n", done.stderr


def test_a_run_knows_its_store_wherever_the_work_is_done(
    run_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run: Run = workflow.read_run(run_id, "meetlat.db")
    assert run.store == str(tmp_path / "meetlat.db")
