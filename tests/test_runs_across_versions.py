"""Runs on three versions of a questionnaire, through the real commands: each with the text it was answered on."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import EXAMPLE, calling, invoke
from questionnaire_versions import ID, VERSIONS, write

from assess import store
from questionnaires import catalogue, loading
from questionnaires.model import Questionnaire

DATES = {"1.0.0": "2026-01-12", "1.1.0": "2026-07-13", "2.0.0": "2027-01-11"}
OF_VERSION = {
    "1.0.0": "Hoe weten jullie wat",
    "1.1.0": "Waaraan merken jullie wat",
    "2.0.0": "Waaraan merken jullie wat",
}

Assess = Callable[..., str]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Questionnaire]:
    folder = tmp_path_factory.mktemp("versions")
    return {version: loading.read(write(folder / version, version)) for version in VERSIONS}


def answer_file(folder: Path, questionnaire: Questionnaire) -> Path:
    """Write the example department's answers as far as a version asks them, with its text."""
    content: Any = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    renamed = {"S4.1": "S4.4"} if "S4.4" in questionnaire.items else {}
    for person in content["respondents"]:
        answers = {renamed.get(item, item): answer for item, answer in person["answers"].items()}
        person["answers"] = {item: answer for item, answer in answers.items() if item in questionnaire.items}
    content["agreed"] = {item: each for item, each in content["agreed"].items() if item in questionnaire.items}
    content["context"]["horizon_quarters"] = 1  # so that a report need not plan for long
    content |= {
        "date": DATES[questionnaire.version],
        "questionnaire": f"{ID}@{questionnaire.version}",
        "questionnaire_text": catalogue.text(questionnaire),
    }
    path = folder / f"{questionnaire.version}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, versions: dict[str, Questionnaire]) -> Path:
    """Return the folder of a store with a run on each version, and their answer files."""
    folder = tmp_path_factory.mktemp("runs")
    for questionnaire in versions.values():
        done = invoke("runs", "import", answer_file(folder, questionnaire), "--store", folder / "meetlat.db")
        assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture
def assess(three: Path) -> Assess:
    def run(*arguments: object) -> str:
        done = invoke(*arguments, "--store", three / "meetlat.db", MEETLAT_LANG="nl")
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def runs(assess: Assess) -> dict[str, str]:
    """Return the run of each version."""
    listed = json.loads(assess("runs", "list", "--format", "json"))["runs"]
    return {each["questionnaire"]["version"]: each["run"] for each in listed}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_run_is_scored_on_the_version_that_was_answered(
    assess: Assess, runs: dict[str, str], versions: dict[str, Questionnaire], version: str
) -> None:
    scored = json.loads(assess("score", runs[version], "--format", "json"))
    questionnaire = versions[version]
    assert scored["questionnaire"] == {"id": ID, "version": version, "sha256": questionnaire.sha256}
    assert set(scored["items"]) == set(questionnaire.items)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_run_is_explained_and_reported_in_the_text_that_was_answered(
    assess: Assess, runs: dict[str, str], tmp_path: Path, version: str
) -> None:
    assert OF_VERSION[version] in assess("explain", runs[version], "U1.1")
    report = tmp_path / "report.md"
    assess("report", runs[version], "-o", report, "--audience", "full")
    text = report.read_text(encoding="utf-8")
    assert {said for said in OF_VERSION.values() if said in text} == {OF_VERSION[version]}
    assert f"{ID} {version}" in text


def test_an_old_run_scores_as_it_did_before_there_were_newer_versions(
    assess: Assess, runs: dict[str, str], three: Path
) -> None:
    alone = json.loads(invoke("score", three / "1.0.0.json", "--format", "json").stdout)
    assert json.loads(assess("score", runs["1.0.0"], "--format", "json"))["overall"] == alone["overall"]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_exported_run_brings_its_version_along(
    assess: Assess, runs: dict[str, str], tmp_path: Path, version: str
) -> None:
    path = tmp_path / "exported.yaml"
    assess("runs", "export", runs[version], "-o", path)
    elsewhere = tmp_path / "elsewhere.db"
    assert invoke("runs", "import", path, "--store", elsewhere).exit_code == 0
    with store.open(str(elsewhere)) as history:
        assert history.questionnaire(runs[version]).version == version


def test_runs_on_two_versions_are_compared_on_what_stayed(assess: Assess, runs: dict[str, str]) -> None:
    found = json.loads(assess("compare", runs["1.0.0"], runs["1.1.0"], "--format", "json"))["capabilities"]
    assert found["O1"]["verdict"] == "not_comparable"
    assert {name for name, one in found.items() if one["verdict"] == "not_comparable"} == {"O1"}
    assert [found[name]["common_items"] for name in ("U1", "U2", "U3", "U5", "S4")] == [3, 2, 3, 2, 3]


def test_after_a_major_step_nothing_is_compared(three: Path, runs: dict[str, str]) -> None:
    done = invoke("compare", runs["1.1.0"], runs["2.0.0"], "--store", three / "meetlat.db")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "the questionnaire began anew (version 1.1.0 and version 2.0.0)" in done.stderr


def test_a_run_stays_on_its_version_where_a_newer_one_is_shipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "meetlat.db"
    assert invoke("runs", "import", EXAMPLE, "--store", place).exit_code == 0
    before = invoke("score", "last", "--format", "json", "--store", place).stdout
    published = tmp_path / "published"
    published.mkdir()
    first = catalogue.PUBLISHED / "it-ambition@1.0.0.json"
    (published / first.name).write_bytes(first.read_bytes())
    newer = first.read_text(encoding="utf-8").replace('"version":"1.0.0"', '"version":"1.1.0"')
    (published / "it-ambition@1.1.0.json").write_text(newer, encoding="utf-8")
    monkeypatch.setattr(catalogue, "PUBLISHED", published)
    forget()
    try:
        assert catalogue.load().version == "1.1.0"
        assert invoke("score", "last", "--format", "json", "--store", place).stdout == before
    finally:
        monkeypatch.undo()
        forget()


def forget() -> None:
    catalogue.references.cache_clear()
    catalogue._published.cache_clear()


def test_the_hash_of_a_published_version_is_that_of_its_file() -> None:
    import hashlib

    for reference in catalogue.references():
        data = (catalogue.PUBLISHED / f"{reference}.json").read_bytes()
        assert catalogue.load(reference).sha256 == hashlib.sha256(data).hexdigest()


def interview(folder: Path, language: str, *arguments: object, typed: tuple[str, ...]) -> str:
    """Answer in plain lines, in a language; return what was said."""
    settled = {"MEETLAT_STORE": str(folder / "meetlat.db"), "PYTHONUTF8": "1", "MEETLAT_LANG": "nl"}
    done = subprocess.run(
        calling("run", "--plain", "--lang", language, *arguments),
        input="".join(f"{line}\n" for line in typed),
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=os.environ | settled,
    )
    assert done.returncode in {0, 130}, done.stderr
    return done.stdout + done.stderr


def test_a_run_goes_on_in_another_language_and_with_another_person_in_theirs(tmp_path: Path) -> None:
    first = interview(tmp_path, "nl", "--organisation", "Voorbeeld", "--role", "user", typed=("", "3", "stop"))
    then = interview(tmp_path, "en", typed=("1", "4", "stop"))
    interview(tmp_path, "en", "--add", "last", "--role", "user", typed=("1", "", "2", "stop"))
    shipped = catalogue.load()
    asked = list(shipped.asked_of("user"))[:2]
    own = [item.worded_for("user").question for item in asked]
    assert own[0].nl in " ".join(first.split())
    assert own[1].en in " ".join(then.split())
    with store.open(str(tmp_path / "meetlat.db")) as history:
        (run,) = history.runs()
        assert history.questionnaire(run.id).sha256 == shipped.sha256
        answered = [list(one.answers) for one in history.responses(run.id).respondents]
    assert answered == [[asked[0].id, asked[1].id], [asked[0].id]]


def test_two_runs_in_two_languages_are_on_one_questionnaire_and_compared_on_everything(tmp_path: Path) -> None:
    dutch, english = tmp_path / "nl.yaml", tmp_path / "en.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    assert "\nlanguage: nl\n" in text
    dutch.write_text(text, encoding="utf-8")
    english.write_text(text.replace("\nlanguage: nl\n", "\nlanguage: en\n").replace("date: 2026-", "date: 2027-"),
                       encoding="utf-8")  # fmt: skip
    hashes = {
        json.loads(invoke("score", path, "--format", "json").stdout)["questionnaire"]["sha256"]
        for path in (dutch, english)
    }
    assert hashes == {catalogue.load().sha256}
    found = json.loads(invoke("compare", dutch, english, "--format", "json").stdout)["capabilities"]
    assert {one["verdict"] for one in found.values()} == {"no_change"}
