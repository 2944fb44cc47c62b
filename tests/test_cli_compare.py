"""`assess compare` and `assess trend` as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from change_runs import named, staff, version
from commands import invoke
from scoring_runs import run, whole

from questionnaires import answer_file, catalogue
from questionnaires.responses import Responses

MOVED = {"S1.1": 5, "S1.2": 5, "S1.3": 4}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three runs of one department, half a year apart."""
    save(tmp_path / "a.yaml", run(*staff(3)), date="2026-05-23")
    save(tmp_path / "b.yaml", run(*staff(3, moved=MOVED)), date="2026-11-23")
    save(tmp_path / "c.yaml", named(run(*staff(3, 4)), "x"), date="2027-05-23")
    return tmp_path


def save(path: Path, responses: Responses, **changes: object) -> Path:
    path.write_text(answer_file.write(msgspec.structs.replace(responses, **changes)), encoding="utf-8")
    return path


def test_a_manager_reads_what_really_changed(folder: Path) -> None:
    result = invoke("compare", folder / "a.yaml", folder / "b.yaml", "--plain", COLUMNS="200")
    assert "S1 Sight: from 3.0 to 4.7: a real change (threshold 0.60; 3 people, the same)." in result.stdout
    assert "S2 Trust and right to exist: from 3.0 to 3.0: no change to be seen" in result.stdout
    assert "chance alone makes about one look really changed" in result.stdout
    assert result.exit_code == 0


def test_a_dutch_manager_reads_it_in_dutch(folder: Path) -> None:
    result = invoke("compare", folder / "a.yaml", folder / "b.yaml", "--plain", "--lang", "nl", COLUMNS="200")
    assert "S1 Zicht: van 3,0 naar 4,7: een echte verandering (drempel 0,60; 3 mensen, dezelfde)." in result.stdout


@pytest.mark.parametrize("columns", [30, 72, 80, 120])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_line_is_wider_than_the_screen(folder: Path, columns: int, language: str) -> None:
    runs = [folder / name for name in ("a.yaml", "b.yaml", "c.yaml")]
    for call in (("compare", *runs[1:]), ("trend", *runs)):
        result = invoke(*call, "--lang", language, COLUMNS=str(columns))
        assert result.exit_code == 0
        assert max(map(len, result.stdout.splitlines())) <= columns


def test_json_has_every_figure_and_null_where_there_is_none(folder: Path) -> None:
    table = json.loads(invoke("compare", folder / "a.yaml", folder / "c.yaml", "--format", "json").stdout)
    assert set(table) == {
        "runs", "comparability", "capabilities", "domains", "overall", "false_discovery", "noise",
    }  # fmt: skip
    assert [one["date"] for one in table["runs"]] == ["2026-05-23", "2027-05-23"]
    assert table["comparability"]["same_people"] is False
    change = table["capabilities"]["S1"]
    assert {name: change[name] for name in ("old", "new", "difference", "n_old", "n_new", "common_items")} == {
        "old": 3.0, "new": 4.0, "difference": 1.0, "n_old": 3, "n_new": 3, "common_items": 3,
    }  # fmt: skip
    assert (change["verdict"], change["reason"]) == ("real", "beyond_threshold")
    assert change["level"] == {"old": 3, "new": 4, "verdict": "announced"}
    assert change["threshold"] == pytest.approx(0.8212, abs=1e-4)


def test_output_goes_to_a_file_when_asked(folder: Path) -> None:
    target = folder / "change.json"
    result = invoke("compare", folder / "a.yaml", folder / "b.yaml", "--format", "json", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["overall"]["verdict"] == "no_change"


def test_a_run_is_not_compared_with_itself(folder: Path) -> None:
    result = invoke("compare", folder / "a.yaml", folder / "a.yaml")
    assert result.exit_code == 2
    assert "are the same run, so nothing can have changed" in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_runs_without_an_answer_in_common_are_refused(tmp_path: Path) -> None:
    first = save(tmp_path / "a.yaml", run(whole("it_staff", "?", {"S1.1": 3, "S1.2": 3})), date="2026-05-23")
    second = save(tmp_path / "b.yaml", run(whole("it_staff", "?", {"U5.1": 3})), date="2026-11-23")
    result = invoke("compare", first, second)
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "have no question in common that both answer" in told
    assert "Compare runs in which the same parts were answered." in told


def test_runs_across_a_major_step_are_refused(tmp_path: Path, folder: Path) -> None:
    other = catalogue.text(version("2.0.0"))
    newer = save(tmp_path / "d.yaml", run(*staff(3, 4)), questionnaire="it-ambition@2.0.0", questionnaire_text=other)
    result = invoke("compare", folder / "a.yaml", newer)
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "the questionnaire began anew (version 1.0.0 and version 2.0.0)" in told
    assert "no question in common" not in told


def test_a_trend_across_a_major_step_says_the_one_true_thing(tmp_path: Path, folder: Path) -> None:
    other = catalogue.text(version("2.0.0"))
    newer = save(
        tmp_path / "d.yaml", named(run(*staff(3, 4)), "x"), date="2027-11-23",
        questionnaire="it-ambition@2.0.0", questionnaire_text=other,
    )  # fmt: skip
    said = " ".join(invoke("trend", folder / "a.yaml", folder / "b.yaml", newer).stdout.split())
    assert "everything: The questionnaire began anew between version 1.0.0 and version 2.0.0" in said
    assert "only questions that stayed the same" not in said
    assert "only larger differences count as real" not in said
    table = json.loads(invoke("trend", folder / "b.yaml", newer, "--format", "json").stdout)
    assert [one for one in table["steps"][0]["remarks"] if "began anew" in one]
    assert table["overall"][1]["since_previous"]["difference"] is None


def test_runs_of_different_questionnaires_are_refused(tmp_path: Path, folder: Path) -> None:
    other = catalogue.text(msgspec.structs.replace(version("1.0.0"), id="our-own"))
    newer = save(tmp_path / "d.yaml", run(*staff(3, 4)), questionnaire="our-own@1.0.0", questionnaire_text=other)
    for call in (("compare", folder / "a.yaml", newer), ("trend", newer, folder / "a.yaml")):
        result = invoke(*call)
        assert result.exit_code == 2
        assert "questionnaire" in result.stderr


def test_a_trend_puts_runs_in_the_order_of_their_dates(folder: Path) -> None:
    runs = [folder / name for name in ("c.yaml", "a.yaml", "b.yaml")]
    table = json.loads(invoke("trend", *runs, "--format", "json").stdout)
    assert [one["date"] for one in table["runs"]] == ["2026-05-23", "2026-11-23", "2027-05-23"]
    assert [point["score"] for point in table["capabilities"]["S2"]] == [3.0, 3.0, 4.0]
    assert table["capabilities"]["S2"][2]["since_first"]["verdict"] == "real"


def test_a_trend_marks_what_is_real(folder: Path) -> None:
    result = invoke("trend", folder / "a.yaml", folder / "b.yaml")
    (row,) = [line for line in result.stdout.splitlines() if line.startswith("S1 ")]
    assert row.split()[-5:] == ["4.7", "↑", "+1.67", "real", "rise"]


def test_a_trend_of_the_store_takes_one_organisation(tmp_path: Path, folder: Path) -> None:
    store = tmp_path / "runs.sqlite"
    other = save(tmp_path / "d.yaml", run(*staff(3)), date="2026-05-23", organisation="Elders")
    for path in (folder / "a.yaml", folder / "b.yaml", other):
        assert invoke("runs", "import", path, "--store", store).exit_code == 0
    refused = invoke("trend", "--store", store)
    assert refused.exit_code == 2
    assert "Choose one with --organisation" in refused.stderr
    found = invoke("trend", "--organisation", "gemeente voorbeeld", "--store", store)
    assert "Gemeente Voorbeeld: 2 runs" in found.stdout
    alone = invoke("trend", "--organisation", "Elders", "--store", store)
    assert alone.exit_code == 2
    assert "a trend needs two runs or more" in alone.stderr


def test_a_trend_names_each_run_once(folder: Path) -> None:
    result = invoke("trend", folder / "a.yaml", folder / "a.yaml")
    assert result.exit_code == 2
    assert "are the same run" in " ".join(result.stderr.split())


@pytest.mark.parametrize("columns", [40, 100])
def test_why_nothing_can_be_compared_is_said_once(tmp_path: Path, columns: int) -> None:
    old = save(tmp_path / "a.yaml", run(whole("it_management", 3)), date="2026-05-23")
    new = save(tmp_path / "b.yaml", named(run(whole("it_management", 4)), "x"), date="2026-11-23")
    told = " ".join(invoke("compare", old, new, COLUMNS=str(columns)).stdout.split())
    assert told.count("it was not the same person in both runs") == 1
    assert "larger differences count as real" not in told


def test_a_trend_over_versions_says_on_which_questions_the_whole_moved(tmp_path: Path, folder: Path) -> None:
    other = catalogue.text(version("1.1.0", U1=1))
    newer = save(
        tmp_path / "d.yaml", named(run(*staff(3, 4)), "x"), date="2027-11-23",
        questionnaire="it-ambition@1.1.0", questionnaire_text=other,
    )  # fmt: skip
    told = " ".join(invoke("trend", folder / "a.yaml", newer).stdout.split())
    assert "Whole, on the questions that runs share: from 3.0 to 4.0" in told
    assert "Whole: from 3.0" in " ".join(invoke("trend", folder / "a.yaml", folder / "c.yaml").stdout.split())
