"""Make JSON Schemas of questionnaires and answer files from the types themselves, for editors."""

from __future__ import annotations

import json
from inspect import cleandoc
from typing import Annotated, Any

import msgspec

from questionnaires.answer_file import AnswerFile
from questionnaires.loading import QuestionnaireForm
from questionnaires.model import AT_LEAST_ONE, Action, ActionTemplate, Capability

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IN_FILES_OF_THEIR_OWN = ("capabilities", "actions", "action_template")

Schema = dict[str, Any]


class ActionsForm(msgspec.Struct, kw_only=True):
    """The actions of a questionnaire that stands in a folder."""

    actions: tuple[Action, ...]
    action_template: ActionTemplate


def questionnaire_schema() -> Schema:
    """Return the schema of a questionnaire in one file, or of the main file of one in a folder."""
    schema = _schema(QuestionnaireForm)
    form = schema["$defs"][QuestionnaireForm.__name__]
    form["required"] = [name for name in form["required"] if name not in IN_FILES_OF_THEIR_OWN]
    return schema


def capability_schema() -> Schema:
    """Return the schema of a capability's own file."""
    return _schema(Capability)


def actions_schema() -> Schema:
    """Return the schema of the actions' own file."""
    return _schema(ActionsForm)


def answer_file_schema() -> Schema:
    """Return the schema of an answer file."""
    schema = _schema(AnswerFile)
    schema["$defs"]["Answer"] = _answer(schema["$defs"]["Answer"])
    return schema


def files() -> dict[str, str]:
    """Return all schemas by name, as the package has them beside the content."""
    schemas = {
        "questionnaire": questionnaire_schema(),
        "capability": capability_schema(),
        "actions": actions_schema(),
        "answers": answer_file_schema(),
    }
    return {name: written(schema) for name, schema in schemas.items()}


def written(schema: Schema) -> str:
    """Return a schema as text."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(shape: type) -> Schema:
    schema = msgspec.json.schema(shape)
    for part in schema["$defs"].values():
        if "description" in part:
            part["description"] = cleandoc(part["description"])  # Python 3.13 does so by itself, 3.11 does not
        if "properties" in part:
            part["additionalProperties"] = False  # the loader refuses a field that nothing reads
    return {"$schema": DIALECT, **schema}


def _answer(fields: Schema) -> Schema:
    """Return the forms of an answer: a level, unknown, a group of fields, or nothing."""
    kinds: Schema = {
        "level": {"type": "integer", "minimum": 1, "maximum": 5},
        "unknown": {"const": True},
        "not_applicable": msgspec.json.schema(Annotated[str, AT_LEAST_ONE]),
    }
    words = {"type": ["string", "null"]}
    groups = [
        {
            "type": "object",
            "properties": {kind: value, "note": words, "evidence": words},
            "required": [kind],
            "additionalProperties": False,
        }
        for kind, value in kinds.items()
    ]
    return {
        "description": fields["description"],
        "anyOf": [kinds["level"], {"const": "unknown"}, *groups, {"type": "null"}],
    }
