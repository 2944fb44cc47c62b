"""Write the follow-up of a run as YAML to edit, and read it back with the place of everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assess.follow_up.fields import DATES, FIELDS, value_of
from assess.follow_up.intake import Place, Row, Told, other_run, read_value
from assess.follow_up.listing import Shown, short_day
from assess.follow_up.standing import Standing
from questionnaires.answer_writing import scalar
from questionnaires.documents import compose, read_text
from questionnaires.language import Words, phrase
from questionnaires.nodes import Mapping, Node, Refused, Scalar
from questionnaires.problems import Problem
from questionnaires.shapes import refuse_group, unknown_key
from reports.view.material import own_words


def write(shown: Shown, words: Words, organisation: str) -> str:
    """Return the follow-up as YAML, with every field of every action, told or not."""
    lines = [
        f"# {words('Follow-up of run {run}, {organisation}', run=shown.run, organisation=_on_one_line(organisation))}",
        f"# {words('Fill in what you like, then: assess actions import {run} FILE', run=shown.run)}",
        f"# {words('An empty field stays as it is; a pair of quotes takes it away.')}",
        *([f"run: {scalar(shown.identity)}"] if shown.identity else []),
        "actions:" if shown.standings else "actions: {}",
        *(line for one in shown.standings for line in _action(one, shown, words)),
    ]
    return "\n".join(lines) + "\n"


def _action(one: Standing, shown: Shown, words: Words) -> Iterator[str]:
    about = shown.questionnaire.actions_by_id[one.action].title[words.language]
    if one.start and one.finish:
        about = f"{about}, {short_day(one.start, words)} – {short_day(one.finish, words)}"
    yield f"  {scalar(one.action)}:  # {_on_one_line(about)}"
    for field in FIELDS:
        value = value_of(one.progress, field)
        written = value if value and field in DATES else scalar(value) if value else ""
        yield f"    {field}: {written}".rstrip()


def _on_one_line(text: str) -> str:
    return " ".join(own_words(text).split())


def read(path: Path, run: str | None, problems: list[Problem]) -> list[Row]:
    """Return what a file says of each action, with what is wrong in it added to `problems`.

    An empty field says nothing. Raises ProblemsFound where the text cannot be read on.
    """
    root = compose(read_text(path), str(path), problems)
    if not isinstance(root, Mapping):
        refuse_group(root, "", problems)
        return []
    problems += [
        unknown_key(root.keys[key], key, ("run", "actions")) for key in root.nodes if key not in ("run", "actions")
    ]
    named = root.nodes.get("run")
    if isinstance(named, Scalar) and not named.is_nothing and run and named.text != run:
        problems.append(other_run(_at(named), named.text, run))
        return []
    actions = root.nodes.get("actions")
    if not isinstance(actions, Mapping):
        refuse_group(actions or root, "actions", problems)
        return []
    return [
        Row(action, _at(actions.keys[action]), dict(_fields(action, node, problems)))
        for action, node in actions.nodes.items()
    ]


def _fields(action: str, node: Node, problems: list[Problem]) -> Iterator[tuple[str, Told]]:
    if isinstance(node, Scalar) and node.is_nothing:
        return
    if not isinstance(node, Mapping):
        refuse_group(node, action, problems)
        return
    for field, part in node.nodes.items():
        if field not in FIELDS:
            problems.append(unknown_key(node.keys[field], field, FIELDS))
        elif isinstance(part, Scalar):
            if not part.is_nothing and (told := read_value(field, part.text, _at(part), problems)):
                yield field, told
        elif not isinstance(part, Refused):
            message = phrase("‘{name}’ must be a text.", name=field)
            problems.append(_at(part).problem("wrong-type", message, phrase("Write it behind the colon, in quotes.")))


def _at(node: Node) -> Place:
    return Place(file=node.file, line=node.line, column=node.column)
