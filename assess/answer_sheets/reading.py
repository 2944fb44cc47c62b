"""Read the answers that somebody filled in on an answer sheet, or every problem in it by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from assess.answer_sheets import form
from assess.answer_sheets.cells import Place, by_cell, text_of
from assess.answer_sheets.form import Kind
from assess.answer_sheets.naming import in_run
from assess.answer_sheets.values import answer_node, choice_of, day_node, number_node
from assess.errors import Mistake
from assess.workbooks import Lines, sheets
from questionnaires import answer_file, catalogue
from questionnaires.language import phrase, words
from questionnaires.model import LANGUAGES, ROLES, Questionnaire, Role
from questionnaires.nodes import Mapping, Node, Scalar, Sequence
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import Responses

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell


class Filled(msgspec.Struct, frozen=True):
    """One row to fill in, as it came back: by the heading of a column its text and its place."""

    kind: Kind
    id: str
    at: Place
    cells: dict[str, tuple[str, Place]]


def read(path: Path) -> Responses:
    """Return the answers on a sheet as a run of one respondent.

    Its run is the one that the sheet was made for, else one that organisation, date and questionnaire name, so that
    the sheets of colleagues come together. Raises Mistake where the file is no answer sheet, and ProblemsFound.
    """
    book = sheets(path)
    told = _told(book.pop(form.HIDDEN, []))
    if told.get("format") != [form.FORMAT] or told.get("role", [""])[0] not in ROLES:
        raise _no_sheet(path)
    problems: list[Problem] = []
    try:
        filled = list(_filled(book, str(path), problems))
        responses = answer_file.of_nodes(_root(filled, told, str(path), problems), problems)
    except ProblemsFound as found:
        raise ProblemsFound([by_cell(one, list(book)) for one in found.problems]) from None
    return in_run(responses)


def _no_sheet(path: Path) -> Mistake:
    return Mistake(
        phrase("{file} is no answer sheet of Meetlat.", file=path),
        phrase("Make one with `assess questionnaire sheet`; for the answers of a form, begin with --guess."),
    )


def _told(lines: Lines) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for line in lines:
        if len(line) > 1 and isinstance(line[0].value, str):
            told.setdefault(line[0].value, []).append("" if line[1].value is None else str(line[1].value))
    return told


def _filled(book: dict[str, Lines], file: str, problems: list[Problem]) -> Iterator[Filled]:
    """Yield every row of the pages that has an id, in whatever order and under whatever name the pages are."""
    for sheet, lines in enumerate(book.values()):
        headed = next(((number, found) for number, line in enumerate(lines) if (found := _heads(line))), None)
        if headed is None:
            continue
        start, (kind, heads) = headed
        seen: dict[str, int] = {}
        for row, line in enumerate(lines[start + 1 :], start=start + 2):
            cells = {
                head: (text_of(_cell(line, column), at := Place(file, sheet, row, column + 1), problems), at)
                for head, column in heads.items()
            }
            name, at = cells.pop("id")
            if not any(column in heads.values() and cell.value is not None for column, cell in enumerate(line)):
                continue
            if any(text for text, _ in cells.values()) and name in seen:
                message = phrase("‘{id}’ is here twice; the first is in row {row}.", id=name, row=seen[name])
                problems.append(at.problem("duplicate-row", message, phrase("Keep one of the two.")))
                continue
            seen[name] = row
            yield Filled(kind, name, at, cells)


def _cell(line: tuple[Cell, ...], column: int) -> Cell | None:
    return line[column] if column < len(line) else None


def _heads(line: tuple[Cell, ...]) -> tuple[Kind, dict[str, int]] | None:
    """Return which page a row of headings begins, and where its columns are; None for any other row."""
    texts = [str(cell.value or "").strip() for cell in line]
    if "Id" not in texts:
        return None
    for spoken in map(words, LANGUAGES):
        for kind, value in form.value_heads(spoken).items():
            if value in texts:
                known = {"id": "Id", "value": value}
                if kind == "answers":
                    known |= {"note": form.note_head(spoken), "evidence": form.evidence_head(spoken)}
                return kind, {key: texts.index(head) for key, head in known.items() if head in texts}
    return None


def _root(filled: list[Filled], told: dict[str, list[str]], file: str, problems: list[Problem]) -> Node:
    """Return the answer file that the rows amount to, as nodes that lie in the cells."""
    role: Role = told["role"][0]  # type: ignore[assignment] # checked against ROLES
    questionnaire = _questionnaire(told)
    top = Place(file, 0, 0, 0)
    root, person = _mapping(top), _mapping(top)
    for key in ("questionnaire", "questionnaire_sha256", "language", "run"):
        if text := told.get(key, [""])[0]:
            _put(root, key, top.scalar(text))
    if "text" in told:
        _put(root, "questionnaire_text", top.scalar("".join(told["text"])))
    _put(root, "format", top.scalar("1", is_plain=True))
    _put(person, "role", top.scalar(role))
    known = _known(questionnaire, role) if questionnaire else {}
    for row in filled:
        if row.id not in known.get(row.kind, {row.id: None}):
            _tell_unknown(row, problems)
        elif row.kind == "about":
            _read_about(row, root, person, problems)
        elif row.kind == "answers":
            item = questionnaire.items.get(row.id) if questionnaire else None
            node = answer_node(row.id, row.cells, problems, may_be_not_applicable=item is None or item.not_applicable)
            if node is not None:
                _put(_part(person, "answers", row.at), row.id, node, row.at)
        elif row.kind == "ambition":
            text, at = row.cells["value"]
            if text:
                _put(_part(person, "ambition", row.at), row.id, number_node(text, at), row.at)
        else:
            _read_importance(row, person, problems)
    _require(filled, person, top, root, problems)
    _put(root, "respondents", Sequence(file=file, line=0, column=0, nodes=[person]))
    return root


def _questionnaire(told: dict[str, list[str]]) -> Questionnaire | None:
    try:
        if "text" in told:
            return catalogue.from_text("".join(told["text"]))
        return catalogue.load(told.get("questionnaire", [catalogue.DEFAULT])[0])
    except (catalogue.NotShipped, ProblemsFound):
        return None  # which reading the answer file tells


def _known(questionnaire: Questionnaire, role: Role) -> dict[Kind, dict[str, object]]:
    return {
        "about": {field.id: field for field in form.fields_of(role, questionnaire)},
        "answers": dict(questionnaire.items),
        "ambition": {domain.id: domain for domain in questionnaire.domains} | dict(questionnaire.capabilities),
        "importance": dict(questionnaire.capabilities),
    }


def _tell_unknown(row: Filled, problems: list[Problem]) -> None:
    """Tell of what was filled in where the row does not say what for; a heading has no more than its text."""
    where = next((at for text, at in row.cells.values() if text), None)
    if where is not None:
        message = phrase("it does not show what this row answers: ‘{id}’ is no id of this page.", id=row.id[:60])
        remedy = phrase("Put back the id in the first column, or clear the row.")
        problems.append(where.problem("unknown-row", message, remedy))


def _read_about(row: Filled, root: Mapping, person: Mapping, problems: list[Problem]) -> None:
    field = next(one for one in (*form.REQUIRED, *form.CONTEXT) if one.id == row.id)
    text, at = row.cells["value"]
    if not text:
        return
    match field.shape:
        case "number":
            node: Node | None = number_node(text, at)
        case "date":
            node = day_node(text, at, problems)
        case "choice":
            chosen = choice_of(text)
            node = at.scalar(chosen) if chosen in ("yes", "no", "unknown") else at.scalar(text)
        case _:
            node = at.scalar(text)
    if node is None:
        return
    *groups, last = field.path
    holder = person if field is form.CODE else root
    for group in groups:
        holder = _part(holder, group, at)
    _put(holder, last, node, at)


def _read_importance(row: Filled, person: Mapping, problems: list[Problem]) -> None:
    text, at = row.cells["value"]
    if not text:
        return
    side = choice_of(text)
    if side not in ("most", "least"):
        message = phrase("‘{value}’ cannot be chosen here.", value=text[:60])
        problems.append(at.problem("unknown-choice", message, phrase("Choose most or least, or clear the cell.")))
        return
    marks = _part(person, "importance", at).nodes
    if side not in marks:
        _put(_part(person, "importance", at), side, Sequence(at.file, at.line, at.column, []))
    listed = marks[side]
    if isinstance(listed, Sequence):
        listed.nodes.append(at.scalar(row.id))


def _require(filled: list[Filled], person: Mapping, top: Place, root: Mapping, problems: list[Problem]) -> None:
    """Tell what must be filled in and is not; in its place stands what keeps that from being told twice."""
    names = {
        "organisation": phrase("the organisation is missing."),
        "date": phrase("the date is missing."),
        "code": phrase("the code of who answers is missing."),
    }
    broken = {(one.line, one.column) for one in problems}
    for field, stand_in in zip(form.REQUIRED, ("?", "2000-01-01", "?"), strict=True):
        holder = person if field is form.CODE else root
        if field.path[-1] in holder.nodes:
            continue
        at = next((row.cells["value"][1] for row in filled if (row.kind, row.id) == ("about", field.id)), top)
        if (at.line, at.column) not in broken:
            problems.append(at.problem("missing", names[field.id], phrase("Fill it in on the first page.")))
        _put(holder, field.path[-1], at.scalar(stand_in))
    if "answers" not in person.nodes and not problems:
        message = phrase("no question is answered on this sheet.")
        problems.append(top.problem("nothing-filled-in", message, phrase("Fill it in and save it, or leave it out.")))


def _mapping(at: Place) -> Mapping:
    return Mapping(file=at.file, line=at.line, column=at.column, nodes={}, keys={})


def _part(holder: Mapping, key: str, at: Place) -> Mapping:
    part = holder.nodes.get(key)
    if not isinstance(part, Mapping):
        part = _mapping(at)
        _put(holder, key, part)
    return part


def _put(holder: Mapping, key: str, value: Node, at: Place | None = None) -> None:
    holder.nodes[key] = value
    holder.keys[key] = (
        at.scalar(key) if at else Scalar(file=value.file, line=value.line, column=value.column, text=key, is_plain=True)
    )
