"""The commands about results: what each prints, to which stream, and what it writes to a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from commands import EXAMPLE, invoke, start

from assess import workflow


def stored(tmp_path: Path) -> tuple[str, str]:
    """Return a store with the example run in it, and the run's id."""
    from assess import store

    url = str(tmp_path / "runs.db")
    run = workflow.read_run(str(EXAMPLE))
    with store.open(url) as history:
        return url, history.import_run(run.responses, run.questionnaire)


@pytest.mark.parametrize("command", [["score"], ["explain"], ["explain", "S1"], ["plan"]], ids=" ".join)
def test_figures_go_to_standard_output_and_nothing_else_does(command: list[str]) -> None:
    name, *rest = command
    result = invoke(name, EXAMPLE, *rest)
    assert result.exit_code == 0
    assert result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("command", [["score"], ["explain"], ["explain", "S1"], ["plan"]], ids=" ".join)
def test_json_is_json_and_the_same_in_both_languages_but_for_its_texts(command: list[str]) -> None:
    name, *rest = command
    dutch, english = (
        json.loads(invoke(name, EXAMPLE, *rest, "--format", "json", "--lang", one).stdout) for one in ("nl", "en")
    )
    assert without_texts(dutch) == without_texts(english)


def without_texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_texts(each) for key, each in value.items() if key not in ("message", "text", "why")}
    return [without_texts(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("command", ["score", "explain", "plan"])
@pytest.mark.parametrize("fmt", ["text", "json"])
def test_what_is_printed_can_be_written_to_a_file(command: str, fmt: str, tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    printed, written = invoke(command, EXAMPLE, "--format", fmt), invoke(command, EXAMPLE, "--format", fmt, "-o", path)
    assert written.exit_code == 0
    assert written.stdout == ""
    assert path.read_text(encoding="utf-8") == printed.stdout


def test_a_dash_writes_to_standard_output() -> None:
    assert invoke("score", EXAMPLE, "-o", "-").stdout == invoke("score", EXAMPLE).stdout


def test_a_run_is_named_by_its_id_the_start_of_it_or_last(tmp_path: Path) -> None:
    url, run_id = stored(tmp_path)
    from_file = invoke("score", EXAMPLE, "--format", "json").stdout
    for reference in (run_id, run_id[:3], "last"):
        assert invoke("score", reference, "--store", url, "--format", "json").stdout == from_file
        assert invoke("--store", url, "score", reference, "--format", "json").stdout == from_file
        assert invoke("score", reference, "--format", "json", MEETLAT_STORE=url).stdout == from_file


def test_an_answer_file_in_json_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    content = yaml.load(EXAMPLE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    path.write_text(json.dumps(content | {"date": str(content["date"])}), encoding="utf-8")
    assert invoke("score", path, "--format", "json").stdout == invoke("score", EXAMPLE, "--format", "json").stdout


def test_what_ifs_change_the_plan_and_not_the_run() -> None:
    usual, less = (
        json.loads(invoke("plan", EXAMPLE, "--format", "json", *more).stdout)
        for more in ([], ["--capacity", "20", "--quarters", "2"])
    )
    assert (usual["quarters"], usual["capacity"]) == (4, [60.0] * 4)
    assert (less["quarters"], less["capacity"]) == (2, [20.0] * 2)
    assert less["value"] < usual["value"]


@pytest.mark.parametrize("scope", ["s1", "S1", "u", "U2.1", "u2.1"])
def test_a_scope_is_known_in_any_case(scope: str) -> None:
    assert invoke("explain", EXAMPLE, scope).exit_code == 0


def test_an_unknown_scope_is_told_with_those_that_exist() -> None:
    result = invoke("explain", EXAMPLE, "Z9")
    assert result.exit_code == 2
    assert "there is no domain, capability, question or action ‘Z9’" in result.stderr
    assert "U1, U2, U3" in result.stderr


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("roadmap.doc", "no report ends in that."),
        ("roadmap", "no report ends in that."),
        ("no/such/roadmap.pdf", "does not exist."),
        (".", "no report ends in that."),
    ],
)
def test_a_report_that_cannot_come_there_is_refused_before_it_is_made(output: str, said: str, tmp_path: Path) -> None:
    result = invoke("report", EXAMPLE, "-o", tmp_path / output)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_report_comes_in_the_language_of_the_call_and_says_where(tmp_path: Path) -> None:
    for language, heading in (("nl", "De lat ligt op"), ("en", "The bar is at")):
        path = tmp_path / f"report-{language}.html"
        result = invoke("report", EXAMPLE, "-o", path, "--lang", language)
        assert result.exit_code == 0
        assert result.stdout == ""
        assert str(path) in result.stderr
        assert heading in path.read_text(encoding="utf-8")


def test_the_format_can_be_said_where_the_name_does_not(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    assert invoke("report", EXAMPLE, "-o", path, "--format", "html").exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_report_without_a_name_is_called_after_its_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert invoke("report", EXAMPLE, "--format", "html", "--lang", "nl").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["roadmap-nl.html"]


def test_where_pango_is_missing_the_remedy_is_told_and_an_older_report_stays(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')", encoding="utf-8")
    path = tmp_path / "roadmap.pdf"
    path.write_bytes(b"an older report")
    done = start("report", EXAMPLE, "-o", path, "--force", cwd=tmp_path, more={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 1
    assert done.stderr.startswith("Error: the report was not made, for Pango is missing; all else works without it")
    assert " Install " in done.stderr
    assert done.stderr.count("\n") == 1
    assert path.read_bytes() == b"an older report"


def test_a_file_that_cannot_be_written_is_named_and_the_older_one_stays(tmp_path: Path) -> None:
    name = "x" * 250 + ".json"  # the unfinished file beside it has a name that is too long for any disk
    result = invoke("score", EXAMPLE, "--format", "json", "-o", tmp_path / name)
    assert result.exit_code == 1
    assert result.stderr == f"Error: {tmp_path / name}: the name is too long.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["score", "explain", "plan"])
def test_a_file_in_a_folder_that_is_not_there_is_refused(command: str, tmp_path: Path) -> None:
    result = invoke(command, EXAMPLE, "-o", tmp_path / "no" / "such.txt")
    assert result.exit_code == 2
    assert result.stderr == f"Error: the folder {tmp_path / 'no'} does not exist. Make it first, or choose another.\n"


def test_the_demo_shows_the_outcome_and_writes_both_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = invoke("demo", "--lang", "nl")
    assert result.exit_code == 0
    assert "De lat ligt op 3,4 en jullie staan op 2,2; S1 Zicht houdt jullie op niveau 1." in result.stdout
    assert result.stdout.splitlines()[-1].startswith("Je eigen afdeling: ")
    reports = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in reports] == ["roadmap-en.pdf", "roadmap-nl.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in reports)


def test_the_demo_refuses_a_file_in_the_place_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    result = invoke("demo", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "is a file, not a folder." in result.stderr


def test_plain_lines_can_be_asked_for_by_the_environment() -> None:
    assert invoke("score", EXAMPLE, MEETLAT_PLAIN="1").stdout == invoke("score", EXAMPLE, "--plain").stdout
    assert invoke("score", EXAMPLE, MEETLAT_PLAIN="0").stdout == invoke("score", EXAMPLE).stdout
