"""What a version after another may not do, told at its file and line by `assess questionnaire check --against`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from commands import invoke
from questionnaire_versions import append, edit, write

FIRST = "practice 1.0.0"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old", "1.0.0")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Return a copy of the older version, to be changed by the test; nothing differs yet."""
    return write(tmp_path / "new", "1.0.0")


def version(folder: Path, number: str) -> None:
    edit(folder / "questionnaire.yaml", "version: 1.0.0", f"version: {number}")


def check(new: Path, *against: object) -> Result:
    return invoke("questionnaire", "check", new, *(each for old in against for each in ("--against", old)))


def told(result: Result, folder: Path) -> list[str]:
    """Return file, line and code of every problem."""
    assert result.exit_code == 2
    assert result.stdout == ""
    found = re.findall(rf"^{re.escape(str(folder))}/(\S+?):(\d+):\d+: .*\[(\S+)\]$", result.stderr, re.MULTILINE)
    return [f"{file}:{line} {code}" for file, line, code in found]


def line_of(path: Path, text: str) -> int:
    content = path.read_text(encoding="utf-8")
    return content[: content.index(text)].count("\n") + 1


def test_nothing_changed_and_the_same_version_is_in_order(old: Path, new: Path) -> None:
    result = check(new, old)
    assert result.exit_code == 0
    assert result.stdout.endswith("practice 1.0.0 → 1.0.0: Nothing differs.\n")


def test_the_version_stays_while_a_text_changed(old: Path, new: Path) -> None:
    edit(new / "capabilities" / "U1.yaml", "Hoe weten jullie", "Waaraan merken jullie")
    result = check(new, old)
    assert told(result, new) == ["questionnaire.yaml:3 version-not-raised"]
    assert "Write 1.0.1: these changes ask for a PATCH step." in result.stderr


def test_a_version_that_goes_back(old: Path, new: Path) -> None:
    version(new, "0.9.0")
    assert told(check(new, old), new) == ["questionnaire.yaml:3 version-lowered"]


def test_a_patch_step_with_a_retired_action(old: Path, new: Path) -> None:
    version(new, "1.0.1")
    edit(new / "actions.yaml", "days: 5", "days: 6")
    result = check(new, old)
    assert told(result, new) == ["questionnaire.yaml:3 version-step-too-small"]
    assert "Write 1.1.0, or undo what asks for it." in result.stderr


def test_a_minor_step_with_another_core(old: Path, new: Path) -> None:
    version(new, "1.1.0")
    edit(new / "questionnaire.yaml", "core: [U2, U3]", "core: [U2]")
    result = check(new, old)
    assert told(result, new) == ["questionnaire.yaml:3 version-step-too-small"]
    assert "a MAJOR step is needed; the first reason is U." in result.stderr


def test_a_step_that_is_large_enough(old: Path, new: Path) -> None:
    version(new, "1.1.0")
    edit(new / "actions.yaml", "days: 5", "days: 6")
    result = check(new, old)
    assert result.exit_code == 0
    assert "One difference, which asks for a MINOR step. The version takes a MINOR step: that will do." in " ".join(
        result.stdout.split()
    )


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("audience: [it]\n    gate: 3", "audience: [it, user]\n    gate: 3", "audience: [it, user]"),
        ("unknown_is_finding: true", "not_applicable: true", "not_applicable: true"),
    ],
)
def test_another_meaning_under_the_same_rev(old: Path, new: Path, before: str, after: str, line: str) -> None:
    version(new, "1.1.0")
    file = new / "capabilities" / "U2.yaml"
    edit(file, before, after)
    result = check(new, old)
    assert told(result, new) == [f"capabilities/U2.yaml:{line_of(file, line)} meaning-under-same-rev"]
    assert "Write ‘rev: 2’ at U2.1; or undo it; or make it version 2.0.0." in result.stderr


def test_sentences_in_another_order_under_the_same_rev_and_then_with_a_rev(old: Path, new: Path) -> None:
    version(new, "1.1.0")
    file = new / "capabilities" / "U2.yaml"
    first = '"We meten de tevredenheid niet."'
    second = '"Er is af en toe een enquête, of een beoordeling per ticket die weinig mensen invullen."'
    edit(file, first, '"…"')
    edit(file, second, first)
    edit(file, '"…"', second)
    assert told(check(new, old), new) == [f"capabilities/U2.yaml:{line_of(file, second)} meaning-under-same-rev"]
    edit(file, "rev: 1", "rev: 2")
    assert check(new, old).exit_code == 0


def test_a_rev_that_goes_down(tmp_path: Path) -> None:
    old, new = write(tmp_path / "old", "1.1.0"), write(tmp_path / "new", "1.1.0")
    edit(new / "questionnaire.yaml", "version: 1.1.0", "version: 1.2.0")
    file = new / "capabilities" / "U2.yaml"
    edit(file, "rev: 2", "rev: 1")
    assert told(check(new, old), new) == [f"capabilities/U2.yaml:{line_of(file, 'id: U2.3') + 1} rev-lowered"]


OTHER = """
    question: {nl: "Wie zorgt voor de lunch?", en: "Who arranges lunch?"}
    levels:
      - {nl: "Niemand.", en: "Nobody."}
      - {nl: "Iedereen voor zich.", en: "Each for themselves."}
      - {nl: "De kantine.", en: "The canteen."}
      - {nl: "Een kok.", en: "A cook."}
      - {nl: "Gasten koken mee.", en: "Guests cook along."}
"""


def replaced(folder: Path, capability: str, item: str, content: str) -> Path:
    """Write another question in the place of the last one of a capability."""
    file = folder / "capabilities" / f"{capability}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index(f"  - id: {item}")], encoding="utf-8")
    append(file, content)
    return file


def test_an_id_used_again_for_another_question(old: Path, new: Path) -> None:
    version(new, "1.1.0")
    file = replaced(new, "U2", "U2.3", f"  - id: U2.3\n    rev: 1\n    audience: [it]{OTHER}")
    assert told(check(new, old), new) == [f"capabilities/U2.yaml:{line_of(file, 'U2.3')} id-reused"]


def test_an_action_id_used_again(old: Path, new: Path) -> None:
    version(new, "1.1.0")
    file = new / "actions.yaml"
    edit(file, "lifts: {U1.1: 3}", "lifts: {U4.2: 3}")
    edit(file, "Ten user conversations", "Buy laptops")
    edit(file, "Tien gesprekken met gebruikers", "Laptops kopen")
    assert told(check(new, old), new) == [f"actions.yaml:{line_of(file, 'id: U1-A')} id-reused"]


def test_a_retired_item_that_comes_back_as_another(tmp_path: Path, old: Path) -> None:
    between, new = write(tmp_path / "between", "1.1.0"), write(tmp_path / "new", "1.1.0")
    edit(new / "questionnaire.yaml", "version: 1.1.0", "version: 1.2.0")
    append(new / "capabilities" / "U5.yaml", f"  - id: U5.3\n    rev: 1\n    audience: [it]{OTHER}")
    line = line_of(new / "capabilities" / "U5.yaml", "id: U5.3") + 1
    assert told(check(new, between, old), new) == [f"capabilities/U5.yaml:{line} came-back-as-another"]
    edit(new / "capabilities" / "U5.yaml", "rev: 1", "rev: 2", after="id: U5.3")
    assert check(new, old, between).exit_code == 0


def test_a_retired_item_comes_back_as_it_was(tmp_path: Path, old: Path) -> None:
    between, new = write(tmp_path / "between", "1.1.0"), write(tmp_path / "new", "1.1.0")
    edit(new / "questionnaire.yaml", "version: 1.1.0", "version: 1.2.0")
    text = (old / "capabilities" / "U5.yaml").read_text(encoding="utf-8")
    append(new / "capabilities" / "U5.yaml", text[text.index("  - id: U5.3") :])
    assert check(new, between, old).exit_code == 0


def test_another_questionnaire(new: Path) -> None:
    assert told(check(new, "it-ambition"), new) == ["questionnaire.yaml:2 other-questionnaire"]


def test_an_unknown_version_to_hold_against(new: Path) -> None:
    result = check(new, "practice@0.1.0")
    assert result.exit_code == 2
    assert "there is no questionnaire ‘practice@0.1.0’." in result.stderr


def test_all_problems_are_told_at_once_and_in_dutch(old: Path, new: Path) -> None:
    edit(new / "questionnaire.yaml", "core: [U2, U3]", "core: [U2]")
    edit(new / "capabilities" / "U2.yaml", "audience: [it]", "audience: [it, user]")
    result = invoke("questionnaire", "check", new, "--against", old, "--lang", "nl")
    assert told(result, new) == ["capabilities/U2.yaml:15 meaning-under-same-rev",
                                 "questionnaire.yaml:3 version-not-raised"]  # fmt: skip
    assert "Schrijf 2.0.0: deze wijzigingen vragen om een MAJOR-stap." in result.stderr


def test_a_file_with_problems_of_its_own_is_told_those_first(old: Path, new: Path) -> None:
    edit(new / "capabilities" / "U2.yaml", "gate: 3", "gate: 4")
    assert [each.split()[1] for each in told(check(new, old), new)] == ["gate-missing", "gate-twice"]
