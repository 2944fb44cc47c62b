"""Tell what a version may not do at its place in a file, which a path by ids leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from questionnaires.difference.refusals import refusals
from questionnaires.difference.steps import numbers
from questionnaires.model import Questionnaire
from questionnaires.nodes import Flaw, Mapping, Node, Scalar, Step, locate, problem_of
from questionnaires.nodes import Sequence as Row
from questionnaires.problems import Problem, ProblemsFound


def hold_against(olds: Iterable[Questionnaire], new: Questionnaire, root: Node) -> None:
    """Raise ProblemsFound with what `new`, read from `root`, may not do after the newest of some older versions."""
    *earlier, old = sorted(olds, key=lambda one: numbers(one.version))
    problems = [_problem(flaw, root) for flaw in refusals(old, new, earlier)]
    if problems:
        raise ProblemsFound(sorted(problems, key=lambda one: (one.file, one.line or 0, one.column or 0)))


def _problem(flaw: Flaw, root: Node) -> Problem:
    return problem_of(msgspec.structs.replace(flaw, path=positions(root, flaw.path)), root)


def positions(root: Node, path: Sequence[Step]) -> tuple[Step, ...]:
    """Return a path on which an id in a list has become the position of the part that has it."""
    found: list[Step] = []
    for step in path:
        node = locate(root, found)
        if isinstance(node, Row) and isinstance(step, str):
            position = next((n for n, part in enumerate(node.nodes) if _has(part, step)), None)
            if position is None:
                break
            found.append(position)
        else:
            found.append(step)
    return tuple(found)


def _has(node: Node, name: str) -> bool:
    """Say whether a part has an id, or is one: domains name their capabilities by it."""
    given = node.nodes.get("id") if isinstance(node, Mapping) else node
    return isinstance(given, Scalar) and given.text == name
