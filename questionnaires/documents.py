"""Read a file of ours, YAML or JSON, into nodes that know their place."""

from __future__ import annotations

from pathlib import Path

from questionnaires import yaml_nodes
from questionnaires.language import Phrase, phrase
from questionnaires.nodes import Node, fail
from questionnaires.problems import Problem, ProblemsFound

BYTE_ORDER_MARK = "\ufeff"


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8; raise ProblemsFound where there is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        remedy = phrase("Check the name and the folder, and whether you may read the file.")
        fail(Problem(file=str(path), code="unreadable-file", message=_why_unreadable(path, error), remedy=remedy))
    return decoded(data, str(path))


def decoded(data: bytes, file: str) -> str:
    """Return the text that the bytes of a file are in UTF-8; raise ProblemsFound where they are none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start_of_line = data.rfind(b"\n", 0, error.start) + 1
        before = data[start_of_line : error.start].decode("utf-8", "replace")
        fail(Problem(
            file=file, line=data.count(b"\n", 0, error.start) + 1, column=len(before) + 1, code="not-utf-8",
            message=phrase("the file is not in UTF-8."),
            remedy=phrase("Save it again and choose UTF-8 as the encoding."),
        ))  # fmt: skip


def _why_unreadable(path: Path, error: OSError) -> Phrase:
    if isinstance(error, FileNotFoundError):
        return phrase("there is no such file.")
    if path.is_dir():  # on Windows, opening a folder is a lack of permission
        return phrase("this is a folder, not a file.")
    return phrase("the file cannot be read.")


def compose(text: str, file: str, problems: list[Problem]) -> Node:
    """Return the root node of a text: JSON where the file is named so, else YAML.

    Add what is wrong with its form to `problems` (a key twice, a reference); raise ProblemsFound, these included,
    where the text cannot be read on.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    try:
        if file.lower().endswith(".json"):
            from questionnaires import json_nodes  # most files are YAML

            return json_nodes.compose(text, file, problems)
        return yaml_nodes.compose(text, file, problems)
    except ProblemsFound as found:
        raise ProblemsFound([*problems, *found.problems]) from None
