"""How an answer stands in a file, and the other types that an answer file writes in a way of its own."""

from __future__ import annotations

from typing import Any, Literal

from questionnaires.language import Phrase, phrase
from questionnaires.model import LEVELS, Role
from questionnaires.nodes import NOTHING, Mapping, Node, Refused, Scalar, problem_at
from questionnaires.responses import FORMAT, Answer, Day, Tag
from questionnaires.shapes import ABSENT, NUMBER, WHOLE, Absent, Fitting, Problems, day, text, unknown_key
from questionnaires.tags import is_tag, not_a_tag

Format = Literal[1]

KINDS = ("level", "unknown", "not_applicable")
WORDS = ("note", "evidence")
NO_REASON = (*NOTHING, "true", "false", "yes", "no", "y", "n")  # says that it does not apply, and not why


def answer(node: Node, item: str, problems: Problems) -> Any:
    """Read an answer: 3, unknown, or fields; an item without a value is unanswered.

    The fields are one of `level: 3`, `unknown: true` and `not_applicable: "the reason"`, and if wanted `note` and
    `evidence`.
    """
    if isinstance(node, Mapping):
        return _with_fields(node, item, problems)
    if isinstance(node, Scalar):
        if node.is_nothing:
            return ABSENT
        if node.text == "unknown":
            return {"kind": "unknown"}
        if node.is_plain and NUMBER.match(node.text):
            return _level(node, item, problems)
        if node.text == "not_applicable":
            return _without_reason(node, item, problems)
    return _refuse(node, item, problems)


def _refuse(node: Node, item: str, problems: Problems) -> Absent:
    if isinstance(node, Refused):
        return ABSENT
    written = node.text if isinstance(node, Scalar) else "[…]"
    remedy = phrase('Write a level from 1 to 5, unknown, or {{not_applicable: "the reason"}}.')
    if WHOLE.match(written):
        remedy = phrase("Leave out the quotes: {value}.", value=written)
    message = phrase("‘{value}’ is no answer to {item}.", value=written, item=item)
    problems.append(problem_at(node, "unknown-answer", message, remedy))
    return ABSENT


def _level(node: Scalar, item: str, problems: Problems) -> Any:
    if WHOLE.match(node.text) and int(node.text) in LEVELS:
        return {"level": int(node.text)}
    message = phrase("{item} has level {value}; a level is 1, 2, 3, 4 or 5.", item=item, value=node.text)
    remedy = phrase("Change it, or write unknown if nobody knows.")
    problems.append(problem_at(node, "level-out-of-range", message, remedy))
    return ABSENT


def _without_reason(node: Node, item: str, problems: Problems) -> Absent:
    message = phrase("{item} is not applicable, but the reason is missing.", item=item)
    remedy = phrase('Write {{not_applicable: "the reason"}}.')
    problems.append(problem_at(node, "reason-missing", message, remedy))
    return ABSENT


def _with_fields(node: Mapping, item: str, problems: Problems) -> Any:
    problems += [
        unknown_key(node.keys[key], key, (*KINDS, *WORDS)) for key in node.nodes if key not in (*KINDS, *WORDS)
    ]
    words = {
        key: value
        for key in WORDS
        if (part := node.nodes.get(key)) is not None
        and not (isinstance(part, Scalar) and part.is_nothing)
        and (value := text()(part, key, problems)) is not ABSENT
    }
    given = [key for key in KINDS if key in node.nodes]
    if len(given) != 1:
        message = phrase("{item} must have one of level, unknown and not_applicable.", item=item)
        problems.append(problem_at(node, "unclear-answer", message, _one_kind(given)))
        return ABSENT
    part = node.nodes[given[0]]
    kind = _kind(given[0], part, item, problems)
    return ABSENT if kind is ABSENT else {**kind, **words}


def _one_kind(given: list[str]) -> Phrase:
    return phrase("Keep one of the two.") if given else phrase("Add ‘level: 3’, for example, or ‘unknown: true’.")


def _kind(kind: str, part: Node, item: str, problems: Problems) -> Any:
    if kind == "level":
        if isinstance(part, Scalar) and part.is_plain and NUMBER.match(part.text):
            return _level(part, item, problems)
        return _refuse(part, item, problems)
    if kind == "unknown":
        if isinstance(part, Scalar) and part.text == "true" and part.is_plain:
            return {"kind": "unknown"}
        message = phrase("‘{key}’ can only be true.", key="unknown")
        problems.append(problem_at(part, "unclear-answer", message, phrase("Write ‘unknown: true’, or remove it.")))
        return ABSENT
    if isinstance(part, Scalar) and (not part.text.strip() or (part.is_plain and part.text.lower() in NO_REASON)):
        return _without_reason(part, item, problems)
    reason = text()(part, kind, problems)
    return ABSENT if reason is ABSENT else {"kind": "not_applicable", "reason": reason}


def format_number(node: Node, _name: str, problems: Problems) -> Any:
    """Read the number of the file's form; one that this program does not know is a problem of its own."""
    if isinstance(node, Scalar) and node.is_plain and node.text == str(FORMAT):
        return FORMAT
    written = node.text if isinstance(node, Scalar) else "…"
    message = phrase("this file has format {value}; this version of Meetlat reads format {format}.",
                     value=written, format=FORMAT)  # fmt: skip
    remedy = phrase("Write ‘format: {format}’, or use the version of Meetlat that made it.", format=FORMAT)
    problems.append(problem_at(node, "unknown-format", message, remedy))
    return ABSENT


def tag(node: Node, name: str, problems: Problems) -> Any:
    """Read a tag: one word in small letters."""
    written = text()(node, name, problems)
    if isinstance(written, Absent) or is_tag(written):
        return written
    problems.append(problem_at(node, "invalid-tag", *not_a_tag(written)))
    return ABSENT


ANSWER_SHAPES: dict[Any, Fitting] = {Answer: answer, Day: day, Role: text(), Tag: tag, Format: format_number}
"""A role is any text here: the rules tell of whom an unknown one is."""
