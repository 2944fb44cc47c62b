"""Write a run as an answer file, without loss and always in the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from questionnaires.responses import FORMAT, Answer, Respondent, Responses
from questionnaires.shapes import NO_TEXT

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.@-]*\Z")
# what JSON leaves as it is and YAML does not read, and what turns a line round for who reads the file
TO_ESCAPE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
LONGEST_KEY = 1000  # YAML wants a question mark before a longer one
BLOCKS = ("answers", "seconds", "agreed", "actions", "remarks", "plan")  # one part a line; others on one line

Fields = dict[str, Any]


def write(responses: Responses, name: str = "run.yaml") -> str:
    """Return a run as the text of an answer file: JSON where `name` ends in .json, else YAML.

    What `parse` makes of the text equals the run, and writing that again gives the same text.
    """
    fields = _fields(responses)
    if name.lower().endswith(".json"):
        return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_yaml(fields)) + "\n"


def _fields(run: Responses) -> Fields:
    """Return what stands in the file, in its order; what was not told is left out."""
    given = {
        "format": FORMAT,
        "questionnaire": run.questionnaire,
        "questionnaire_sha256": run.questionnaire_sha256,
        "run": run.run,
        "organisation": run.organisation,
        "date": run.date,
        "language": run.language,
        "mode": run.mode,
        "tags": list(run.tags),
        "privacy": msgspec.to_builtins(run.privacy),
        "context": _told(run.context),
        "facts": _told(run.facts),
        "ambition": run.ambition,
        "respondents": [_respondent(one) for one in run.respondents],
        "agreed": {item: _told(agreed) for item, agreed in run.agreed.items()},
        "remarks": run.remarks,
        "actions": {action: _told(progress) for action, progress in run.actions.items()},
        "plan": _told(run.plan),
        "group_sizes": run.group_sizes,
        "corrections": [
            {"respondent": one.respondent, "item": one.item, "answer": one.answer and _answer(one.answer)}
            for one in run.corrections
        ],
        "questionnaire_text": run.questionnaire_text,
    }
    return {key: value for key, value in given.items() if value not in (None, {}, [])}


def _told(part: msgspec.Struct) -> Fields:
    """Return the fields of a value that were told."""
    return {key: value for key, value in msgspec.to_builtins(part).items() if value is not None}


def _respondent(one: Respondent) -> Fields:
    given: Fields = {"id": one.id, "role": one.role}
    if one.answers:
        given["answers"] = {item: _answer(answer) for item, answer in one.answers.items()}
    if one.ambition:
        given["ambition"] = one.ambition
    if one.importance is not None:  # an empty group: somebody was asked and marked nothing
        given["importance"] = {side: marks for side, marks in _told(one.importance).items() if marks}
    if one.seconds:
        given["seconds"] = one.seconds
    return given


def _answer(answer: Answer) -> Any:
    words = {key: value for key in ("note", "evidence") if (value := getattr(answer, key)) is not None}
    match answer.kind:
        case "level":
            return {"level": answer.level, **words} if words else answer.level
        case "unknown":
            return {"unknown": True, **words} if words else "unknown"
        case "not_applicable":
            return {"not_applicable": answer.reason, **words}


def _yaml(fields: Fields) -> Iterator[str]:
    for key, value in fields.items():
        if key == "respondents":
            yield "respondents:"
            for respondent in value:
                yield from _in_list(_block(respondent, "    "))
        elif key == "corrections":
            yield "corrections:"
            yield from (f"  - {_flow(correction)}" for correction in value)
        else:
            yield from _block({key: value}, "")


def _in_list(lines: Iterator[str]) -> Iterator[str]:
    """Put the hyphen of a list before the first line of a part."""
    yield "  - " + next(lines).lstrip()
    yield from lines


def _block(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if key in BLOCKS:
            yield f"{indent}{key}:"
            yield from (f"{indent}  {_key(name)}: {_flow(part)}" for name, part in value.items())
        else:
            yield f"{indent}{_key(key)}: {_flow(value)}"


def _flow(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_key(key)}: {_flow(part)}" for key, part in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_flow(part) for part in value) + "]"
        case str():
            return scalar(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float():
            return _number(value)
    return str(value)


def _number(value: float) -> str:
    """Return a number that YAML 1.1 reads as one as well: 60, 0.2, 1.0e-07."""
    written = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return written if "." in written or "e" not in written else written.replace("e", ".0e")


def _key(key: str) -> str:
    written = scalar(key)
    return f"? {written}" if len(written) > LONGEST_KEY else written


def scalar(text: str) -> str:
    """Return a text in double quotes, which hold any; a single word that cannot be mistaken goes without."""
    if WORD.match(text) and not NO_TEXT.match(text) and text.lower() not in ("null", "y", "n"):
        return text
    return TO_ESCAPE.sub(lambda sign: f"\\u{ord(sign.group()):04x}", json.dumps(text, ensure_ascii=False))
