"""Compose nodes from JSON, which YAML readers do not take whole: they refuse the escapes that JSON has for emoji."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from json.decoder import scanstring  # type: ignore[attr-defined]  # public, but the stubs leave it out
from typing import NoReturn

from questionnaires.language import phrase
from questionnaires.nodes import (
    MAX_DEPTH,
    Mapping,
    Node,
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

SPACE = re.compile(r"[ \t\n\r]*")
LITERAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
SURROGATE = re.compile("[\ud800-\udfff]")  # half of an escaped sign, without its other half


def compose(text: str, file: str, problems: list[Problem]) -> Node:
    """Return the root node of a JSON text; add a key that is there twice to `problems`.

    Raises ProblemsFound where the text cannot be read on.
    """
    return Composer(text, file, problems).compose()


class Composer:
    """A JSON text and where its lines start; each method reads on from an offset and returns where it ended."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.text = text
        self.file = file
        self.problems = problems
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def compose(self) -> Node:
        start = self.skip(0)
        if start == len(self.text):
            fail(empty(self.file))
        node, end = self.value(start, 0)
        if (end := self.skip(end)) != len(self.text):
            self.fail(end)
        return node

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        place = self.place(at)
        if depth == MAX_DEPTH:
            fail(too_deep(Node(*place)))
        match self.text[at : at + 1]:
            case '"':
                text, end = self.string(at)
                return Scalar(*place, text, is_plain=False), end
            case "{":
                return self.mapping(Mapping(*place, {}, {}), at, depth)
            case "[":
                return self.sequence(Sequence(*place, []), at, depth)
        if (literal := LITERAL.match(self.text, at)) is None:
            self.fail(at)
        return Scalar(*place, literal.group(), is_plain=True), literal.end()

    def mapping(self, mapping: Mapping, at: int, depth: int) -> tuple[Mapping, int]:
        at = self.skip(at + 1)
        if self.sign(at) == "}":
            return mapping, at + 1
        while True:
            if self.sign(at) != '"':
                self.fail(at)
            place = self.place(at)
            name, at = self.string(at)
            at = self.skip(at)
            if self.sign(at) != ":":
                self.fail(at)
            node, at = self.value(self.skip(at + 1), depth + 1)
            put(mapping, Scalar(*place, name, is_plain=False), node, self.problems)
            at, is_last = self.after(at, "}")
            if is_last:
                return mapping, at

    def sequence(self, sequence: Sequence, at: int, depth: int) -> tuple[Sequence, int]:
        at = self.skip(at + 1)
        if self.sign(at) == "]":
            return sequence, at + 1
        while True:
            node, at = self.value(at, depth + 1)
            sequence.nodes.append(node)
            at, is_last = self.after(at, "]")
            if is_last:
                return sequence, at

    def after(self, at: int, closing: str) -> tuple[int, bool]:
        """Pass the comma or the closing sign after a value, and say whether it was the closing one."""
        at = self.skip(at)
        sign = self.sign(at)
        if sign not in (",", closing):
            self.fail(at)
        return (at + 1, True) if sign == closing else (self.skip(at + 1), False)

    def string(self, at: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.text, at + 1)
        except json.JSONDecodeError as error:
            self.fail(error.pos)
        if bad := SURROGATE.search(text):
            fail(control_character(Node(*self.place(at)), bad.group()))
        return text, end

    def sign(self, at: int) -> str:
        return self.text[at : at + 1]

    def skip(self, at: int) -> int:
        space = SPACE.match(self.text, at)
        return space.end() if space else at

    def place(self, at: int) -> tuple[str, int, int]:
        line = bisect_right(self.line_starts, at)
        return self.file, line, at - self.line_starts[line - 1] + 1

    def fail(self, at: int) -> NoReturn:
        message = phrase("this is not valid JSON.")
        remedy = phrase("Check the quotes, commas and brackets here and just before.")
        fail(problem_at(Node(*self.place(at)), "invalid-json", message, remedy))
