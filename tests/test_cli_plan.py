"""`assess plan`: other limits and what they change, what is kept of them, and what bad input gets."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from analyses import analysed
from commands import EXAMPLE, calling, environment, invoke
from kept import last_roadmap

from assess import kept_plans, store, workflow
from questionnaires.responses import Responses

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
QUICK = "{horizon_quarters: 1, capacity_days: 20,"
PROGRESS = """
actions:
  U5-A: {status: done, since: 2027-02-01, owner: Sanne}
  S1-B: {status: running, since: 2027-03-08}
"""


def quick(folder: Path, more: str = "") -> Path:
    """The example department with one quarter of twenty days ahead, which is planned in no time."""
    path = folder / "run.yaml"
    content = EXAMPLE.read_text(encoding="utf-8").replace("{horizon_quarters: 4, capacity_days: 60,", QUICK) + more
    assert QUICK in content
    path.write_text(content, encoding="utf-8")
    return path


def table(path: object, *arguments: object, **environment: str | None) -> dict[str, Any]:
    result = invoke("plan", path, *arguments, "--format", "json", **environment)
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def stored(folder: Path, more: str = "") -> tuple[str, str]:
    """A store with the quick run in it, and the run's id."""
    url, run = str(folder / "runs.db"), workflow.read_run(str(quick(folder, more)))
    with store.open(url) as history:
        return url, history.import_run(run.responses, run.questionnaire)


def responses(url: str, run_id: str) -> Responses:
    with store.open(url, create=False) as history:
        return history.responses(run_id)


def test_the_difference_stands_beside_the_roadmap_and_is_with_the_runs_own(tmp_path: Path) -> None:
    path = quick(tmp_path)
    own, other = table(path), table(path, "--capacity", "40", "--without", "U2-A")
    assert "difference" not in own
    told = other["difference"]
    assert told["before"]["value"] == pytest.approx(own["value"])
    assert told["after"]["value"] == pytest.approx(other["value"])
    before, after = ({step["action"] for step in each["steps"]} for each in (own, other))
    assert {each["action"] for each in told["comes_in"]} == after - before
    assert {each["action"] for each in told["goes_out"]} == before - after


def test_names_are_known_in_any_case(tmp_path: Path) -> None:
    path = quick(tmp_path)
    assert table(path, "--without", "u2-a", "--must", "u=1") == table(path, "--without", "U2-A", "--must", "U=1")


def test_the_roadmap_says_how_good_it_is(tmp_path: Path) -> None:
    path = quick(tmp_path)
    english, dutch = (" ".join(invoke("plan", path, "--lang", each).stdout.split()) for each in ("en", "nl"))
    assert "Proved: no roadmap within these limits is better." in english
    assert "Bewezen: geen roadmap binnen deze grenzen is beter." in dutch


def test_days_can_differ_by_quarter(tmp_path: Path) -> None:
    told = table(quick(tmp_path), "--capacity", "20,0,15")
    assert (told["quarters"], told["capacity"]) == (3, [20.0, 0.0, 15.0])


def test_planned_anew_done_is_done_and_what_runs_goes_on(tmp_path: Path) -> None:
    path = quick(tmp_path, PROGRESS)
    told = table(path, "--from", "2027-03-22", "--capacity", "40")
    steps = {step["action"]: step for step in told["steps"]}
    assert "U5-A" not in steps
    assert "U5-A" in told["difference"]["done"]
    assert (steps["S1-B"]["start_week"], steps["S1-B"]["finish_week"]) == (0, 4)  # six weeks, of which two are over


def test_an_owner_has_their_own_days(tmp_path: Path) -> None:
    path = quick(tmp_path, "\nactions: {U5-A: {status: planned, owner: Sanne}}\n")
    assert "U5-A" in {step["action"] for step in table(path)["steps"]}
    assert "U5-A" not in {step["action"] for step in table(path, "--owner", "sanne=2")["steps"]}


@pytest.mark.parametrize(
    ("arguments", "dutch", "english"),
    [
        (["--capacity", "0"], "het is een getal van 1 tot en met 100000.", "it is a number from 1 to 100000."),
        (["--capacity", "0,0"], "--capacity kan niet ‘0,0’ zijn", "--capacity cannot be ‘0,0’"),
        (["--capacity", "60,x"], "--capacity kan niet ‘x’ zijn", "--capacity cannot be ‘x’"),
        (["--capacity", "9,9,9", "--quarters", "2"], "noemt 3 kwartalen, en --quarters 2", "names 3 quarters, and"),
        (["--quarters", "0"], "een heel getal van 1 tot en met 12.", "a whole number from 1 to 12."),
        (["--quarters", "40"], "een heel getal van 1 tot en met 12.", "a whole number from 1 to 12."),
        (["--reserve", "120%"], "--reserve kan niet ‘120%’ zijn", "--reserve cannot be ‘120%’"),
        (["--start", "2027-02-30"], "het is een dag, zoals 2027-01-04, of vandaag.", "a day such as 2027-01-04"),
        (["--from", "9999-01-01"], "--from kan niet ‘9999-01-01’ zijn", "--from cannot be ‘9999-01-01’"),
        (["--start", "today", "--from", "today"], "kies één van --start, --from", "choose one of --start, --from"),
        (["--without", "U1-Q"], "onbekende actie ‘U1-Q’. Bedoel je ‘U1-", "unknown action ‘U1-Q’. Did you mean ‘U1-"),
        (["--pin", "Z9-A=1"], "onbekende actie ‘Z9-A’.", "unknown action ‘Z9-A’."),
        (["--pin", "U1-A"], "schrijf het als U3-A=2.", "it is written as U3-A=2."),
        (["--pin", "U1-A=13"], "een heel getal van 1 tot en met 12.", "a whole number from 1 to 12."),
        (["--pin", "U1-A=1", "--pin", "u1-a=1"], "bij --pin staat ‘u1-a’ twee keer", "--pin has ‘u1-a’ twice"),
        (["--without", "U1-A", "--without", "U1-A"], "bij --without staat ‘U1-A’ twee", "--without has ‘U1-A’ twice"),
        (["--effort", "2", "--effort", "3"], "bij --effort staat ‘3", "--effort has ‘3"),
        (["--effort", "0"], "een getal van 0,05 tot en met 20.", "a number from 0.05 to 20."),
        (["--must", "X=3"], "onbekend domein ‘X’. Kies U, O of S.", "unknown domain ‘X’. Choose U, O or S."),
        (["--must", "U=6"], "een heel getal van 1 tot en met 5.", "a whole number from 1 to 5."),
        (["--must", "U=3@0"], "een heel getal van 1 tot en met 12.", "a whole number from 1 to 12."),
        (["--owner", "Sanne=9"], "geen enkele actie van deze meting heeft een eigenaar.", "has an owner."),
        (["--keep"], "een roadmap wordt bewaard bij een meting", "a roadmap is kept with a run in the store"),
        # what contradicts itself, or cannot be done
        (["--pin", "U1-A=1", "--without", "U1-A"], "staat vast op kwartaal 1, en is ook uitgesloten.", "and left out."),
        (["--pin", "U3-C=1"], "Zet de actie vast op kwartaal 2 of later.", "Pin it to quarter 2, or later."),
        (["--must", "U=3@2"], "en de roadmap telt er 1.", "and the roadmap has 1."),
        (["--must", "U=5"], "U kan", "U cannot be at level 5 by quarter 1"),
        (["--must", "O=3"], "O kan", "O cannot be at level 3 by quarter 1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_what_cannot_be_is_one_line_with_the_way_out(
    arguments: list[str], dutch: str, english: str, tmp_path: Path
) -> None:
    path = quick(tmp_path)
    for language, said in (("nl", dutch), ("en", english)):
        result = invoke("plan", path, *arguments, "--lang", language)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("Fout: " if language == "nl" else "Error: ")
        assert said in result.stderr


def test_a_running_action_that_has_yet_to_begin_is_told(tmp_path: Path) -> None:
    path = quick(tmp_path, "\nactions: {S1-B: {status: running, since: 2090-03-01}}\n")
    for arguments in ([], ["--from", "today"]):
        result = invoke("plan", path, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "S1-B cannot run since 2090-03-01: that day is still to come." in result.stderr
        assert result.stderr.count("\n") == 1
    assert invoke("plan", path, "--from", "2090-03-01").exit_code == 0  # then it will run


def test_what_came_since_the_roadmap_began_leaves_it_as_it_was_and_is_told(tmp_path: Path) -> None:
    past = quick(tmp_path)
    past.write_text(
        re.sub("^date: .*", "date: 2024-02-01", past.read_text(encoding="utf-8"), flags=re.MULTILINE), "utf-8"
    )
    before = table(past)
    done = "\nactions: {U5-A: {status: done, since: 2024-05-01}}\n"
    past.write_text(past.read_text(encoding="utf-8") + done, "utf-8")
    result = invoke("plan", past, "--format", "json")
    assert json.loads(result.stdout) == before
    assert result.stderr == "Since this roadmap began, one action changed: with --from today you plan the rest anew.\n"


def test_a_run_whose_own_limits_allow_no_roadmap_can_be_tried_with_others(tmp_path: Path) -> None:
    path = quick(tmp_path, "\nplan: {pinned: {U3-C: 1}}\n")
    assert invoke("plan", path).exit_code == 2
    told = table(path, "--without", "U3-C")
    assert told["difference"] is None
    assert told["steps"]


def test_what_is_kept_is_what_the_run_has_from_then_on(tmp_path: Path) -> None:
    url, run_id = stored(tmp_path)
    before = responses(url, run_id)
    kept = invoke("plan", "last", "--capacity", "30", "--without", "U2-A", "--keep", "--store", url)
    assert kept.exit_code == 0
    assert kept.stderr == f"Kept: these are now the limits and the roadmap of run {run_id}.\n"
    after = responses(url, run_id)
    assert (after.plan.capacity, after.plan.excluded) == ((30.0,), ("U2-A",))
    assert after.respondents == before.respondents
    own = table("last", "--store", url)
    assert own["capacity"] == [30.0]
    assert "U2-A" not in {step["action"] for step in own["steps"]}
    with store.open(url, create=False) as history:
        roadmap = last_roadmap(history, run_id)
    assert roadmap is not None
    assert roadmap.value.value == pytest.approx(own["value"])


def test_a_longer_horizon_is_kept_too(tmp_path: Path) -> None:
    url, run_id = stored(tmp_path)
    assert invoke("plan", "last", "--quarters", "2", "--keep", "--store", url).exit_code == 0
    assert responses(url, run_id).context.horizon_quarters == 2
    assert table("last", "--store", url)["quarters"] == 2


def test_what_is_tried_without_keeping_leaves_the_run_as_it_was(tmp_path: Path) -> None:
    url, run_id = stored(tmp_path)
    own, before = table("last", "--store", url), responses(url, run_id)
    assert table("last", "--capacity", "40", "--store", url)["capacity"] == [40.0]
    assert responses(url, run_id) == before
    assert table("last", "--store", url) == own


@POSIX
def test_ctrl_c_while_it_looks_shows_the_best_so_far(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    program, *rest = calling("plan", EXAMPLE, "--quarters", "8", "--capacity", "70")
    child = pexpect.spawn(
        program, rest, cwd=str(tmp_path), env=environment(tmp_path), dimensions=(50, 80), timeout=90, encoding="utf-8"
    )
    child.expect_exact("Ctrl-C shows the best so far.")
    child.sendintr()
    said = child.read()
    child.close()
    assert child.exitstatus == 130
    assert "The best roadmap so far; the search was stopped." in " ".join(said.split())
    assert "Q1 2027" in said
    assert said.rstrip().endswith("Stopped; nothing of it is kept.")
    assert "Traceback" not in said


def test_what_is_feasible_is_told_at_once_where_it_is_kept(tmp_path: Path) -> None:
    url, _ = stored(tmp_path)
    run = workflow.read_run("last", url)
    outcome = workflow.results(run)
    analysis = analysed(outcome.scorecard, outcome.roadmap)
    kept_plans.keep_analysis(run, outcome.scorecard, outcome.roadmap.limits, analysis)
    result = invoke("plan", "last", "--analyse", "--store", url)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\nIs the ambition feasible?\n" in result.stdout
    told = table("last", "--analyse", "--store", url)["analysis"]
    assert told["frontier"] == list(msgspec.to_builtins(analysis.frontier))
    assert told["ways"][0]["steps"] == [
        {"action": action, "start_week": start, "finish_week": finish}
        for action, start, finish in analysis.ways[0].steps
    ]
    assert "analysis" not in table("last", "--store", url)


def test_what_is_feasible_is_kept_with_the_run_and_not_for_what_is_only_tried(tmp_path: Path) -> None:
    url, run_id = stored(tmp_path, "\nambition: {U: 1, O: 1, S: 1}\n")
    for arguments, is_kept in ((["--capacity", "30"], False), ([], True)):
        result = invoke("plan", "last", "--analyse", *arguments, "--store", url)
        assert result.exit_code == 0
        assert "There is no gap to the ambition, so there is nothing to look into." in result.stdout
        with store.open(url, create=False) as history:
            assert (history.analysis(run_id) is not None) == is_kept
