"""The JSON Schemas agree with the readers: they accept what is shipped and refuse what is refused."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from test_questionnaires_bad_files import CASES

from questionnaires import loading, schema

SOURCE = Path(loading.__file__).parent / "it_ambition"
EXAMPLES = Path(__file__).parent / "examples"

ONLY_THE_RULES_TELL = {  # a schema knows one value and no others: no names that stand elsewhere, no readers of YAML
    *("id-clash", "unknown-capability", "capability-placed-twice", "core-not-in-domain", "capability-in-no-domain"),
    *(
        "equivalent-twice",
        "gate-missing",
        "gate-twice",
        "wording-never-read",
        "unknown-item",
        "lift-outside-range",
        "no-climb",
    ),
    *("unknown-prerequisite", "prerequisites-in-a-circle", "wrong-placeholders", "not-asked", "unknown-action"),
    *("not-applicable-not-allowed", "unknown-questionnaire", "other-questionnaire", "questionnaire-text"),
    *("duplicate-respondent", "duplicate-key", "unknown-scope", "too-many-marks", "marked-twice", "run-name"),
    *("unknown-respondent", "yaml-alias", "yaml-tag", "key-not-a-name", "second-document", "invalid-yaml"),
    *("invalid-json", "control-character", "too-deep", "empty-file", "not-utf-8", "unreadable-file"),
}
ONLY_THE_RULES_TELL_HERE = {  # names that a table needs or may not have; a day that no month has; a blank reason
    *("missing-key--context", "missing-key--introduction", "missing-key--part-of-a-question"),
    *("missing-key--no-capabilities", "unknown-key--profile", "unknown-role--group-size"),
    *("invalid-date--no-such-day", "reason-missing--empty", "wrong-type--unquoted-yes-for-true"),
    *("wrong-type--octal", "unknown-value--critical-data"),
}


class TextOnly(yaml.SafeLoader):
    """Reads dates as text, as editors do."""


TextOnly.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def content_of(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), TextOnly)  # noqa: S506  # a safe loader with less


def errors(made: schema.Schema, path: Path) -> list[str]:
    return [error.message for error in Draft202012Validator(made).iter_errors(content_of(path))]


@pytest.mark.parametrize(
    "made",
    [
        schema.questionnaire_schema(),
        schema.capability_schema(),
        schema.actions_schema(),
        schema.answer_file_schema(),
    ],
)
def test_each_is_a_json_schema(made: schema.Schema) -> None:
    Draft202012Validator.check_schema(made)


def test_the_shipped_files_are_as_their_schemas_say() -> None:
    assert errors(schema.questionnaire_schema(), SOURCE / "questionnaire.yaml") == []
    assert errors(schema.actions_schema(), SOURCE / "actions.yaml") == []
    for path in (SOURCE / "capabilities").glob("*.yaml"):
        assert errors(schema.capability_schema(), path) == []


def test_a_questionnaire_in_one_file_is_as_the_schema_says() -> None:
    assert errors(schema.questionnaire_schema(), EXAMPLES / "good" / "canteen.yaml") == []


def test_the_shipped_answers_are_as_the_schema_says() -> None:
    assert errors(schema.answer_file_schema(), SOURCE / "example.yaml") == []


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case.stem.split("--")[0] not in ONLY_THE_RULES_TELL and case.stem not in ONLY_THE_RULES_TELL_HERE
    ],
    ids=lambda case: f"{case.parent.name}/{case.stem}",
)
def test_an_editor_tells_what_the_reader_tells(case: Path) -> None:
    made = schema.questionnaire_schema() if case.parent.name == "questionnaires" else schema.answer_file_schema()
    bad = next(path for path in case.parent.glob(f"{case.stem}.*") if path != case)
    assert errors(made, bad) != []
