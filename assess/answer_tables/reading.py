"""Read the answers in a table by its mapping, or every problem in it by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Fields
from pathlib import Path

import msgspec

from assess.answer_sheets.cells import Place
from assess.answer_sheets.naming import in_run
from assess.answer_tables import mapping as mappings
from assess.answer_tables import table as tables
from assess.answer_tables.codes import ROLE_CODES
from assess.answer_tables.mapping import Mapping
from assess.answer_tables.table import Row, Table
from assess.answer_tables.wordings import answer_said
from questionnaires import answer_file
from questionnaires.language import phrase
from questionnaires.model import Questionnaire
from questionnaires.nodes import Mapping as Node
from questionnaires.nodes import Node as Part
from questionnaires.nodes import Sequence
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import Responses
from questionnaires.suggestions import did_you_mean


def read(path: Path, mapping_path: Path) -> Responses:
    """Return the run in a table: one that organisation, date and questionnaire name, unless the mapping names one.

    Raises Mistake where the file is no table, and ProblemsFound with every problem, those of the mapping first.
    """
    table = tables.read(path)
    mapping, questionnaire = mappings.read(mapping_path, table.headings, str(path))
    problems: list[Problem] = []
    top = Place(str(path), 0, 0, 0)
    people = list(_people(table, mapping, questionnaire, problems))
    if not people and not problems:
        message = phrase("nobody answered anything in this table.")
        remedy = phrase("Look whether its headings are in the mapping under ‘columns’.")
        raise ProblemsFound([Problem(file=str(path), code="nothing-filled-in", message=message, remedy=remedy)])
    told = {
        "questionnaire": f"{questionnaire.id}@{questionnaire.version}",
        "questionnaire_sha256": questionnaire.sha256,
        "organisation": mapping.organisation,
        "date": mapping.date,
        "language": mapping.language,
        "mode": "survey",
        **({"run": mapping.run} if mapping.run else {}),
    }
    root = _node(top, {key: top.scalar(text) for key, text in told.items()})
    root.nodes["format"] = top.scalar("1", is_plain=True)
    root.nodes["respondents"] = Sequence(str(path), 0, 0, list(people) or [_nobody(top)])
    root.keys = {key: top.scalar(key) for key in root.nodes}
    try:
        return in_run(answer_file.of_nodes(root, problems))
    except ProblemsFound as found:
        raise ProblemsFound([msgspec.structs.replace(one, column=None) for one in found.problems]) from None


def _nobody(top: Place) -> Node:
    return _node(top, {"id": top.scalar("r1"), "role": top.scalar("user")})


def _people(table: Table, mapping: Mapping, asked: Questionnaire, problems: list[Problem]) -> Iterator[Node]:
    at_heading = {heading: column for column, heading in enumerate(table.headings)}
    for number, row in enumerate(table.rows, start=1):

        def text_at(heading: str, row: Row = row) -> str:
            column = at_heading.get(heading, len(row.cells))
            return row.cells[column] if column < len(row.cells) else ""

        at = Place(table.file, 0, row.line, 0)
        answers = _answers(at, text_at, mapping, asked, problems)
        if not answers.nodes:
            continue
        name = text_at(mapping.respondent or "") or str(number)
        role = mapping.role or _role(text_at(mapping.role_column or ""), mapping, at, problems)
        if role is not None:
            person_id = at.scalar(f"r{name}" if name.isdigit() else name)
            yield _node(at, {"id": person_id, "role": at.scalar(role), "answers": answers})


def _role(text: str, mapping: Mapping, at: Place, problems: list[Problem]) -> str | None:
    role = mapping.roles.get(text) or ROLE_CODES.get(text)
    if role is None:
        message = phrase("it does not show in which role this was answered: ‘{value}’.", value=text[:60])
        remedy = did_you_mean(text, mapping.roles) if text else phrase("Fill it in, or take the row out.")
        problems.append(at.problem("unknown-role", message, remedy))
    return role


def _answers(
    at: Place, text_at: Callable[[str], str], mapping: Mapping, asked: Questionnaire, problems: list[Problem]
) -> Node:
    notes = {item: text for heading, item in mapping.notes.items() if (text := text_at(heading))}
    answers = _node(at, {})
    for heading, item in mapping.columns.items():
        text = text_at(heading)
        if not text:
            continue
        said = mapping.answers.get(text) or answer_said(text, asked.items[item])
        if said is None:
            message = phrase("‘{value}’ is no answer to {item}.", value=text[:60], item=item)
            remedy = phrase("Tell in the mapping, under ‘answers’, what it says.")
            problems.append(at.problem("unknown-answer", message, remedy))
        elif item in answers.nodes:
            message = phrase("{item} is answered twice in this row.", item=item)
            problems.append(at.problem("answered-twice", message, phrase("Keep one of the two answers.")))
        elif said == "not_applicable" and not (notes.get(item) or mapping.reason):
            message = phrase("{item} is not applicable, but the reason is missing.", item=item)
            remedy = phrase("Write it beside the answer, or one for all in the mapping, as ‘reason’.")
            problems.append(at.problem("reason-missing", message, remedy))
        else:
            answers.nodes[item] = _answer(said, notes.get(item), mapping.reason, at)
            answers.keys[item] = at.scalar(item)
    return answers


def _answer(said: str, note: str | None, reason: str | None, at: Place) -> Node:
    fields = {"note": at.scalar(note)} if note else {}
    if said == "not_applicable":
        fields = {"not_applicable": at.scalar(note or reason or "?")}
    elif said == "unknown":
        fields["unknown"] = at.scalar("true", is_plain=True)
    else:
        fields["level"] = at.scalar(said, is_plain=True)
    return _node(at, fields)


def _node(at: Place, fields: Fields[str, Part]) -> Node:
    keys = {key: at.scalar(key) for key in fields}
    return Node(file=at.file, line=at.line, column=at.column, nodes=dict(fields), keys=dict(keys))
