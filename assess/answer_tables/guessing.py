"""Draft the mapping of a table from its headings, for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assess.answer_tables import table as tables
from assess.answer_tables.codes import CODE, ROLE, ROLE_CODES
from assess.answer_tables.table import Table
from assess.answer_tables.wordings import Headings, answer_said, is_note, plain
from questionnaires.answer_writing import scalar
from questionnaires.language import Words
from questionnaires.model import Questionnaire, Role

NAMES_A_ROW = (CODE, "id", "response id", "antwoord id", "respons id", "antwoord nummer")  # the best first
PERSONAL = ("email", "e mail", "mail", "e mailadres", "email address", "name", "naam", "ip address", "ip adres")
ROLE_WORDS = ("rol", "role", "functie")
ROLES_BY_WORD: tuple[tuple[str, Role], ...] = (
    ("lead it", "it_management"), ("leid it", "it_management"), ("manage", "it_management"),
    ("leiding", "it_management"),
    ("supplier", "supplier"), ("leverancier", "supplier"),
    ("in it", "it_staff"), ("it staff", "it_staff"), ("medewerker it", "it_staff"), ("it medewerker", "it_staff"),
    ("user", "user"), ("gebruiker", "user"), ("colleague", "user"), ("collega", "user"),
)  # fmt: skip
MOST_ROLES = 20  # a column with more texts than this says no role
MOST_SHOWN = 30


def draft(path: Path, questionnaire: Questionnaire, words: Words) -> str:
    """Return a mapping as YAML, with remarks on what to look at; raises Mistake where the file is no table."""
    table = tables.read(path)
    return "\n".join(_lines(table, questionnaire, words)) + "\n"


def _lines(table: Table, questionnaire: Questionnaire, words: Words) -> Iterator[str]:
    found = Headings(questionnaire)
    items = {heading: one for heading in table.headings if (one := found.item_of(heading))}
    columns = {heading: one for heading, one in items.items() if not is_note(heading)}
    notes = {heading: one for heading, one in items.items() if is_note(heading)}
    named = [(NAMES_A_ROW.index(plain(one)), one) for one in table.headings if plain(one) in NAMES_A_ROW]
    respondent = min(named)[1] if named else None
    role = next((one for one in table.headings if one not in items and _asks_role(one)), None)
    yield f"# {words('A draft: look whether every line is right, fill in what is empty, and import with --mapping.')}"
    yield "format: 1"
    yield f"questionnaire: {scalar(f'{questionnaire.id}@{questionnaire.version}')}"
    yield f'organisation: ""  # {words("as it is to stand in the report")}'
    yield f"date:  # {words('of the measurement: 2026-11-23')}"
    yield f"language: {words.language}"
    if respondent is not None:
        yield f"respondent: {scalar(respondent)}"
    if role is None:
        yield f"role: user  # {words('of everybody: it_management, it_staff, user or supplier')}"
    else:
        yield f"role_column: {scalar(role)}"
        yield "roles:"
        for text in _texts(table, role)[:MOST_ROLES]:
            yield f"  {scalar(text)}: {_role_of(text) or '?'}"
    yield "columns:"
    for heading, (name, is_sure) in columns.items():
        yield f"  {scalar(heading)}: {name}" + ("" if is_sure else f"  # {words('is this the one?')}")
    if notes:
        yield "notes:"
        yield from (f"  {scalar(heading)}: {name}" for heading, (name, _) in notes.items())
    unclear = _unclear(table, {heading: name for heading, (name, _) in columns.items()}, questionnaire)
    if unclear:
        yield f"answers:  # {words('1 to 5, unknown or not_applicable')}"
        yield from (f'  {scalar(text)}: "?"' for text in unclear[:MOST_SHOWN])
    rest = [one for one in table.headings if one and one not in items and one not in (respondent, role)]
    if rest:
        yield f"ignored:  # {words('not read')}"
        yield from (f"  - {scalar(one)}" for one in rest)


def _asks_role(heading: str) -> bool:
    said = plain(heading)
    return plain(heading) not in PERSONAL and (said == ROLE or any(word in said.split() for word in ROLE_WORDS))


def _texts(table: Table, heading: str) -> list[str]:
    """Return the different texts in a column, in the order in which they are there."""
    column = table.headings.index(heading)
    return list(dict.fromkeys(row.cells[column] for row in table.rows if column < len(row.cells) and row.cells[column]))


def _role_of(text: str) -> Role | None:
    if text in ROLE_CODES:
        return ROLE_CODES[text]
    said = plain(text)
    return next((role for word, role in ROLES_BY_WORD if word in said), None)


def _unclear(table: Table, columns: dict[str, str], questionnaire: Questionnaire) -> list[str]:
    """Return the answers that say nothing by themselves."""
    return sorted(
        {
            text
            for heading, item in columns.items()
            for text in _texts(table, heading)
            if answer_said(text, questionnaire.items[item]) is None
        }
    )
