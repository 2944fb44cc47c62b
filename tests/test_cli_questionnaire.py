"""`assess questionnaire`: what is shipped, every question in the words of a role, and the check of one's own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands import EXAMPLE, invoke
from questionnaire_versions import write

from questionnaires import catalogue
from questionnaires.model import AUDIENCES, LANGUAGES

CONTENT = EXAMPLE.parent
SHIPPED = catalogue.load()
PUBLISHED = catalogue.PUBLISHED / "it-ambition@1.0.0.json"


def test_the_shipped_questionnaires_are_listed_with_their_size() -> None:
    assert invoke("questionnaire", "list", "--lang", "nl").stdout == (
        "it-ambition@1.0.0\n"
        "  Hoe ambitieus is jouw IT-afdeling?\n"
        "  39 vragen in 13 onderdelen en 3 domeinen, 39 acties\n"
    )
    (one,) = json.loads(invoke("questionnaire", "list", "--format", "json").stdout)["questionnaires"]
    assert one["sha256"] == SHIPPED.sha256


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_that_a_role_is_asked_is_shown_in_its_words(audience: str, language: str) -> None:
    said = " ".join(invoke("questionnaire", "show", "--role", audience, "--lang", language).stdout.split())
    for item in SHIPPED.items.values():
        wording = item.worded_for({"it": "it_staff", "user": "user", "supplier": "supplier"}[audience])
        shown = f"{item.id} {' '.join(wording.question[language].split())}" in said
        assert shown == (audience in item.audience)


@pytest.mark.parametrize("name", ["it-ambition", "it-ambition@1.0.0", str(CONTENT), str(PUBLISHED)])
def test_a_questionnaire_is_named_by_id_version_or_place(name: str) -> None:
    assert invoke("questionnaire", "show", name).stdout == invoke("questionnaire", "show").stdout


def test_an_unknown_one_is_told_with_those_that_are_shipped() -> None:
    result = invoke("questionnaire", "show", "it-ambitie")
    assert result.exit_code == 2
    assert "there is no questionnaire ‘it-ambitie’." in result.stderr
    assert "it-ambition@1.0.0" in result.stderr


def test_the_whole_content_is_there_as_json() -> None:
    table = json.loads(invoke("questionnaire", "show", "--format", "json").stdout)
    assert len(table["domains"]) == 3
    assert len(table["actions"]) == 39


def test_what_differs_between_two_versions_is_shown_by_kind(tmp_path: Path) -> None:
    write(tmp_path / "old", "1.0.0")
    write(tmp_path / "new", "1.1.0")
    shown = invoke("questionnaire", "diff", tmp_path / "old", tmp_path / "new", "--lang", "nl").stdout
    assert shown.startswith(
        "practice 1.0.0 → 1.1.0\n"
        "19 verschillen; samen vragen ze om een MINOR-stap. De versie doet een\n"
        "MINOR-stap: dat is genoeg.\n\n"
        "Opbouw\n"
        "  U3.4: een nieuwe vraag [MINOR]\n"
        "    is nu: Hoe weten jullie of het loket gevonden wordt?\n"
    )
    headings = [line for line in shown.splitlines()[3:] if line and not line.startswith(" ")]
    assert headings == [
        "Opbouw",
        "Betekenis",
        "Tekst, in beide talen",
        "Vertaling: de ene taal is veranderd, de andere niet",
        "Kijk hier nog eens naar",
        "Metingen op deze versies vergelijken",
    ]


def test_what_differs_is_there_as_json(tmp_path: Path) -> None:
    write(tmp_path / "old", "1.0.0")
    write(tmp_path / "new", "2.0.0")
    table = json.loads(invoke("questionnaire", "diff", tmp_path / "old", tmp_path / "new", "--format", "json").stdout)
    assert (table["old"], table["new"], table["given"], table["needed"]) == ("1.0.0", "2.0.0", "MAJOR", "MAJOR")
    assert {change["kind"] for change in table["changes"]} == {"structure", "meaning", "wording", "translation"}
    gate = next(change for change in table["changes"] if change["place"] == "U4.2 gate")
    assert (gate["path"], gate["old"], gate["new"]) == ("capabilities/U4/items/U4.2/gate", "–", "3")
    assert table["common_items"] == {}
    assert {one["code"] for one in table["breaks"].values()} == {"major_step"}


def test_a_questionnaire_held_against_itself_does_not_differ() -> None:
    assert invoke("questionnaire", "diff", "it-ambition", CONTENT).stdout == (
        "it-ambition 1.0.0 → 1.0.0\nNothing differs.\n"
    )


def test_two_questionnaires_are_not_two_versions(tmp_path: Path) -> None:
    write(tmp_path / "other", "1.0.0")
    shown = invoke("questionnaire", "diff", "it-ambition", tmp_path / "other").stdout
    assert "These are two questionnaires, not two versions of one." in shown


def test_a_sound_questionnaire_is_called_sound() -> None:
    result = invoke("questionnaire", "check", CONTENT)
    assert result.exit_code == 0
    assert result.stdout == f"{CONTENT} is sound: it-ambition 1.0.0, 39 questions, 13 capabilities, 39 actions.\n"


def test_every_problem_is_told_with_its_place_and_its_way_out(tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(CONTENT, own)
    first = own / "capabilities" / "U1.yaml"
    first.write_text(
        first.read_text(encoding="utf-8").replace("rev: 1", "rev: one", 1) + "\nextra: 1\n", encoding="utf-8"
    )
    result = invoke("questionnaire", "check", own)
    *problems, total = result.stderr.splitlines()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(problems) == 2
    assert all(line.startswith(f"{first}:") and line.endswith("]") for line in problems)
    assert total == f"2 problems in {first}; nothing was stored or written."


def test_a_path_that_is_not_there_is_told() -> None:
    result = invoke("questionnaire", "check", "no-such-folder")
    assert result.exit_code == 2
    assert result.stderr == "Error: there is no file or folder no-such-folder.\n"


@pytest.mark.parametrize("kind", [[], ["--answers"], ["--capability"], ["--actions"]], ids=str)
def test_the_schemas_are_json(kind: list[str], tmp_path: Path) -> None:
    printed = invoke("questionnaire", "schema", *kind).stdout
    assert "$schema" in json.loads(printed)
    path = tmp_path / "schema.json"
    assert invoke("questionnaire", "schema", *kind, "-o", path).stdout == ""
    assert path.read_text(encoding="utf-8") == printed
