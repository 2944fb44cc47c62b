"""Each file in examples/bad has one fault, and beside it what is said of it, in Dutch and in English.

After a change of a message: RENEW=1 pytest tests/test_questionnaires_bad_files.py, and read the difference.
"""

import ast
import os
import re
from pathlib import Path

import pytest

import questionnaires
from questionnaires import answer_file, loading
from questionnaires.language import words
from questionnaires.problems import Problem, ProblemsFound

BAD = Path(__file__).parent / "examples" / "bad"
CASES = sorted(BAD.glob("*/*.txt"))
READERS = {"questionnaires": loading.read, "answers": answer_file.read}
OF_OTHER_FILES = {"merging.py"}  # joins files that are sound by themselves
NO_CODES = {"utf-8", "it-ambition"}


def problems_of(case: Path) -> tuple[Problem, ...]:
    bad = next((path for path in case.parent.glob(f"{case.stem}.*") if path != case), case.with_suffix(".yaml"))
    with pytest.raises(ProblemsFound) as found:
        READERS[case.parent.name](bad)
    return found.value.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_bad_file_has_the_one_problem_that_it_is_named_after(case: Path) -> None:
    assert [problem.code for problem in problems_of(case)] == [case.stem.split("--")[0]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_the_message_says_thing_and_place_and_way_out(case: Path) -> None:
    (problem,) = problems_of(case)
    said = "\n\n".join(problem.describe(words(language)) for language in ("nl", "en"))
    said = said.replace(str(case.parent) + os.sep, "") + "\n"
    if os.environ.get("RENEW"):
        case.write_text(said, encoding="utf-8", newline="\n")
    assert said == case.read_text(encoding="utf-8")


def test_every_code_has_a_bad_file() -> None:
    package = Path(questionnaires.__file__).parent
    modules = [path for path in package.glob("*.py") if path.name not in OF_OTHER_FILES]
    texts = {
        node.value
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    codes = {text for text in texts if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", text)} - NO_CODES
    assert codes - {case.stem.split("--")[0] for case in CASES} == set()


def test_all_problems_of_a_file_are_told_at_once_in_their_order() -> None:
    with pytest.raises(ProblemsFound) as found:
        answer_file.parse(
            'format: 1\norganisation: ""\ndate: yesterday\nrespondents:\n  - id: r1\n    role: boss\n'
            "    answers: {U1.1: 7, U9.9: 3, U1.1: 2}\n    age: 40\n",
            "run.yaml",
        )
    assert [(problem.line, problem.code) for problem in found.value.problems] == [
        (2, "empty-text"),
        (3, "invalid-date"),
        (6, "unknown-role"),
        (7, "level-out-of-range"),
        (7, "unknown-item"),
        (7, "duplicate-key"),
        (8, "unknown-key"),
    ]
