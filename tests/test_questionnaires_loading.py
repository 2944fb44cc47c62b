"""Reading a questionnaire: from a folder or one file, the same whatever its layout, and every problem at once."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires import catalogue, loading
from questionnaires.problems import Problem, ProblemsFound

EXAMPLES = Path(__file__).parent / "examples"
CANTEEN = EXAMPLES / "good" / "canteen.yaml"
SOURCE = Path(loading.__file__).parent / "it_ambition"


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        loading.read(path)
    return found.value.problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "own"
    shutil.copytree(SOURCE, copied)
    return copied


def shuffled(value: object, draw: st.DataObject) -> object:
    if isinstance(value, dict):
        return {key: shuffled(value[key], draw) for key in draw.draw(st.permutations(list(value)))}
    return [shuffled(part, draw) for part in value] if isinstance(value, list) else value


def test_a_questionnaire_in_one_file_is_read() -> None:
    questionnaire = loading.read(CANTEEN)
    assert (questionnaire.id, list(questionnaire.items), list(questionnaire.actions_by_id)) == (
        "lunch",
        ["K1.1", "K1.2"],
        ["K1-A", "K1-B"],
    )


def test_a_folder_and_one_file_that_holds_the_same_mean_the_same(folder: Path, tmp_path: Path) -> None:
    whole = yaml.safe_load((folder / "questionnaire.yaml").read_text(encoding="utf-8"))
    whole |= yaml.safe_load((folder / "actions.yaml").read_text(encoding="utf-8"))
    whole["capabilities"] = [
        yaml.safe_load(path.read_text(encoding="utf-8")) for path in (folder / "capabilities").glob("*.yaml")
    ]
    (tmp_path / "whole.json").write_text(json.dumps(whole), encoding="utf-8")
    assert loading.read(tmp_path / "whole.json") == loading.read(folder)


@settings(max_examples=15, deadline=None)
@given(draw=st.data())
def test_the_order_of_keys_has_no_meaning(tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject) -> None:
    content = shuffled(yaml.safe_load(CANTEEN.read_text(encoding="utf-8")), draw)
    path = tmp_path_factory.mktemp("shuffled") / "canteen.yaml"
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
    assert loading.read(path).sha256 == loading.read(CANTEEN).sha256


def test_comments_and_layout_have_no_meaning(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(f"# a remark\n\n{text}\n# the end\n", encoding="utf-8")
    assert loading.read(folder).sha256 == catalogue.load().sha256


def test_a_change_of_one_word_changes_the_hash(folder: Path) -> None:
    path = folder / "capabilities" / "U1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Expectations and the bar", "Expectations and the rod"), encoding="utf-8")
    assert loading.read(folder).sha256 != catalogue.load().sha256


def test_problems_in_several_files_are_told_together_each_with_its_file(folder: Path) -> None:
    for name, old, new in (
        ("capabilities/U1.yaml", "gate: 3", "gate: 2"),
        ("capabilities/S4.yaml", "rev: 1", "rev: one"),
        ("actions.yaml", "needs: []", "needs: [Q1-A]"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert [(Path(problem.file).name, problem.line, problem.code) for problem in problems_of(folder)] == [
        ("actions.yaml", 13, "unknown-prerequisite"),
        ("S4.yaml", 14, "wrong-type"),
        ("U1.yaml", 16, "unknown-value"),
    ]


def test_files_that_cannot_be_read_are_told_together_without_what_follows_from_it(folder: Path) -> None:
    (folder / "capabilities" / "U1.yaml").write_text("id: U1\n\tname: x\n", encoding="utf-8")
    (folder / "capabilities" / "U2.yaml").write_bytes(b"\xff\xfe")
    assert [(Path(problem.file).name, problem.code) for problem in problems_of(folder)] == [
        ("U1.yaml", "invalid-yaml"),
        ("U2.yaml", "not-utf-8"),
    ]


def test_a_folder_without_a_questionnaire_says_which_file_is_missing(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path)
    assert (problem.file, problem.code) == (str(tmp_path / "questionnaire.yaml"), "unreadable-file")


def test_a_folder_without_actions_says_so(folder: Path) -> None:
    (folder / "actions.yaml").unlink()
    assert {problem.code for problem in problems_of(folder)} == {"missing-key"}


def test_a_capability_without_an_id_is_one_problem_and_not_one_for_each_mention(folder: Path) -> None:
    path = folder / "capabilities" / "U1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: U1\n", "", 1), encoding="utf-8")
    assert [problem.code for problem in problems_of(folder)] == ["missing-key"]


def test_two_circles_of_prerequisites_are_both_told(folder: Path) -> None:
    path = folder / "actions.yaml"
    text = path.read_text(encoding="utf-8").replace("needs: []", "needs: [U1-B]", 1)  # U1-A, which U1-B needs
    before, after = text.split("- id: O4-A", 1)
    path.write_text(f"{before}- id: O4-A{after.replace('needs: []', 'needs: [O4-C]', 1)}", encoding="utf-8")
    found = [problem.message.values["circle"] for problem in problems_of(folder)]
    assert found == ["U1-A → U1-B → U1-A", "O4-A → O4-C → O4-B → O4-A"] or len(found) == 2


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_damaged_questionnaire_is_read_or_refused_but_never_breaks_the_loader(data: st.DataObject) -> None:
    written = CANTEEN.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(written)))
    end = at + data.draw(st.integers(0, 30))
    damaged = written[:at] + data.draw(st.sampled_from(["", "x", ": ", '"', "\n", "- ", "{", "[", "9"])) + written[end:]
    try:
        loading.parse(damaged, "canteen.yaml")
    except ProblemsFound as found:
        assert found.problems  # noqa: PT017  # both outcomes are fine


def test_a_value_that_keeps_the_rules_is_sound_and_one_that_does_not_is_not() -> None:
    shipped = catalogue.load()
    assert loading.is_sound(shipped)
    assert not loading.is_sound(msgspec.structs.replace(shipped, actions=shipped.actions[1:]))
