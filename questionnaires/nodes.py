"""Parts of a text that know their place, and the problems of form that YAML and JSON share."""

from __future__ import annotations

from collections.abc import Sequence as Many
from typing import NoReturn

import msgspec

from questionnaires.language import Phrase, phrase
from questionnaires.problems import Problem, ProblemsFound

MAX_DEPTH = 40  # our files nest seven deep; a text that nests thousands deep would break the stack of whoever walks it
NOTHING = ("", "~", "null", "Null", "NULL")

Step = str | int  # on a path into a document: a key, or a position in a list


class Node(msgspec.Struct):
    """A part of a text with the file, line and column (from 1) where it starts."""

    file: str
    line: int
    column: int


class Scalar(Node):
    """One value; `is_plain` where it stands without quotes, so that it may be a number, a date, yes or nothing."""

    text: str
    is_plain: bool

    @property
    def is_nothing(self) -> bool:
        return self.is_plain and self.text in NOTHING


class Sequence(Node):
    """Values in a row."""

    nodes: list[Node]


class Mapping(Node):
    """Values by key; `keys` holds the place of each key."""

    nodes: dict[str, Node]
    keys: dict[str, Node]


class Refused(Node):
    """A part that was told as a problem already and is not looked into."""


class Flaw(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong at a path of keys and positions in a document; `at_key` where the key itself is wrong."""

    path: tuple[Step, ...]
    code: str
    message: Phrase
    remedy: Phrase
    at_key: bool = False


def locate(root: Node, path: Many[Step], *, at_key: bool = False) -> Node:
    """Return the node at a path, or the deepest one on the way to it that exists."""
    node = root
    for number, step in enumerate(path, start=1):
        match node:
            case Mapping() if step in node.nodes:
                holder = node.keys if at_key and number == len(path) else node.nodes
                node = holder[str(step)]
            case Sequence() if isinstance(step, int) and step < len(node.nodes):
                node = node.nodes[step]
            case _:
                break
    return node


def problem_of(flaw: Flaw, root: Node) -> Problem:
    """Return a flaw as a problem, with the place that its path leads to."""
    return problem_at(locate(root, flaw.path, at_key=flaw.at_key), flaw.code, flaw.message, flaw.remedy)


def problem_at(node: Node, code: str, message: Phrase, remedy: Phrase) -> Problem:
    """Return a problem with the place of a node."""
    return Problem(file=node.file, line=node.line, column=node.column, code=code, message=message, remedy=remedy)


def fail(problem: Problem) -> NoReturn:
    """Stop with a problem after which the text cannot be read on."""
    raise ProblemsFound([problem])


def put(mapping: Mapping, key: Node, value: Node, problems: list[Problem]) -> None:
    """Add a value to a mapping; the first one stays where a key is there twice."""
    if not isinstance(key, Scalar):
        message = phrase("a list or a group stands where the name of a field is needed.")
        problems.append(problem_at(key, "key-not-a-name", message, phrase("Put a name before the colon.")))
    elif key.text in mapping.nodes:
        first = mapping.keys[key.text].line
        message = phrase("‘{key}’ is here twice; the first is on line {line}.", key=key.text, line=first)
        problems.append(problem_at(key, "duplicate-key", message, phrase("Keep one of the two.")))
    else:
        mapping.nodes[key.text] = value
        mapping.keys[key.text] = key


def empty(file: str) -> Problem:
    """Return the problem of a file without content."""
    remedy = phrase("Perhaps it was not saved: write the content again, or choose another file.")
    return Problem(file=file, code="empty-file", message=phrase("the file is empty."), remedy=remedy)


def too_deep(node: Node) -> Problem:
    """Return the problem of nesting without end."""
    message = phrase("lists and groups are nested more than {depth} deep.", depth=MAX_DEPTH)
    return problem_at(node, "too-deep", message, phrase("No file of Meetlat needs that: is this the right file?"))


def control_character(node: Node, sign: str) -> Problem:
    """Return the problem of a sign that no text can hold."""
    message = phrase("there is a sign here that no text can hold ({sign}).", sign=f"U+{ord(sign):04X}")
    return problem_at(node, "control-character", message, phrase("Remove it; perhaps the file is damaged."))
