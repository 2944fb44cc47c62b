"""Compose nodes from YAML: from libyaml's events, so that no reference is followed and no nesting breaks the stack."""

from __future__ import annotations

import re
from typing import Any

import yaml

from questionnaires.language import phrase
from questionnaires.nodes import (
    MAX_DEPTH,
    Mapping,
    Node,
    Refused,
    Scalar,
    Sequence,
    control_character,
    empty,
    fail,
    problem_at,
    put,
    too_deep,
)
from questionnaires.problems import Problem

# What YAML 1.1 forbids. Named one by one: the complement takes seven milliseconds more to compile.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def compose(text: str, file: str, problems: list[Problem]) -> Node:
    """Return the root node of a YAML text; add a key that is there twice, a reference or a tag to `problems`.

    Raises ProblemsFound where the text cannot be read on.
    """
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        fail(control_character(Node(file, line, column), bad.group()))
    composer = Composer(file, problems)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        fail(_invalid(file, error))
    root = composer.root
    if root is None or (isinstance(root, Scalar) and root.is_nothing):
        fail(empty(file))
    return root


class Composer:
    """The nodes that are open while events come in, the outermost first."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Node | None] = []  # of each open node, the key that waits for its value

    def take(self, event: Any) -> None:  # the stubs know no event’s own fields
        kind = type(event)
        mark = event.start_mark
        place = (self.file, mark.line + 1, mark.column + 1)
        if kind is yaml.ScalarEvent:
            node: Node = Scalar(*place, event.value, not event.style)
            self.add(node if event.tag is None else self.refuse_tag(place, event.tag))
        elif kind is yaml.MappingStartEvent:
            self.start(Mapping(*place, {}, {}), event.tag)
        elif kind is yaml.SequenceStartEvent:
            self.start(Sequence(*place, []), event.tag)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.open.pop()
            self.keys.pop()
        elif kind is yaml.AliasEvent:
            self.add(self.refuse_alias(place, event.anchor))
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            fail(problem_at(
                Node(*place), "second-document", phrase("a second document starts here (---)."),
                phrase("Put each document in a file of its own."),
            ))  # fmt: skip

    def start(self, node: Sequence | Mapping, tag: str | None) -> None:
        if len(self.open) == MAX_DEPTH:
            fail(too_deep(node))
        if tag is not None:
            self.refuse_tag((node.file, node.line, node.column), tag)
        self.add(node)
        self.open.append(node)
        self.keys.append(None)

    def add(self, node: Node) -> None:
        """Put a node in the innermost open one; in a mapping, keys and values take turns."""
        if not self.open:
            self.root = node
            return
        holder = self.open[-1]
        if isinstance(holder, Sequence):
            holder.nodes.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = node
        else:
            self.keys[-1] = None
            put(holder, key, node, self.problems)

    def refuse_alias(self, place: tuple[str, int, int], name: str) -> Node:
        node = Refused(*place)
        self.problems.append(problem_at(
            node, "yaml-alias", phrase("‘*{name}’ refers to another place in the file.", name=name),
            phrase("Write the content out here; or, if it is a text, put it in quotes."),
        ))  # fmt: skip
        return node

    def refuse_tag(self, place: tuple[str, int, int], tag: str) -> Node:
        node = Refused(*place)
        self.problems.append(problem_at(
            node, "yaml-tag", phrase("‘{tag}’ tells YAML to read this in another way.",
                                tag=tag.replace("tag:yaml.org,2002:", "!!")),
            phrase("Remove the word with the exclamation mark; or, if it is a text, put it in quotes."),
        ))  # fmt: skip
        return node


def _invalid(file: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return what libyaml found, in words that say what to do about it."""
    what = error.problem or ""
    is_unclosed = "unexpected end of stream" in what
    mark = error.context_mark if is_unclosed else error.problem_mark
    place = Node(file, mark.line + 1, mark.column + 1) if mark else Node(file, 1, 1)
    if is_unclosed:
        message = phrase("the quote that opens here is never closed.")
        remedy = phrase("Close the text with the same quote.")
    elif "cannot start any token" in what:
        message = phrase("YAML cannot read this sign, or this tab.")
        remedy = phrase("Indent with spaces only, and put a text that starts with a special sign in quotes.")
    elif "mapping values are not allowed" in what:
        message = phrase("YAML takes this colon for the end of a field’s name.")
        remedy = phrase("Put the text in quotes, or check the indentation.")
    else:
        message = phrase("this is not valid YAML.")
        remedy = phrase("Check the indentation, quotes, colons and brackets here and on the line before.")
    return problem_at(place, "invalid-yaml", message, remedy)
