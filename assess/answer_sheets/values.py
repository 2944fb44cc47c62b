"""Read what somebody typed or chose in a cell: an answer, a choice from a list, a number, a day."""

from __future__ import annotations

import re
from collections.abc import Mapping as Texts

from assess.answer_sheets import form
from assess.answer_sheets.cells import Place
from assess.follow_up.fields import day_of
from questionnaires.language import phrase, words
from questionnaires.model import LANGUAGES
from questionnaires.nodes import Mapping, Node
from questionnaires.problems import Problem

LEVEL = re.compile(r"([1-5])(?:[.,]0*)?\Z")
NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?\Z")
SPELLINGS: dict[str, form.Choice] = {
    "?": "unknown", "unknown": "unknown", "weet niet": "unknown", "i don’t know": "unknown", "weet ik niet": "unknown",
    "n/a": "not_applicable", "na": "not_applicable", "nvt": "not_applicable", "n.v.t.": "not_applicable",
}  # fmt: skip


def level_of(text: str) -> str | None:
    """Return the level that a text says, as 1 to 5 or by the letter of its sentence."""
    if found := LEVEL.match(text):
        return found[1]
    letter = text.lower().rstrip(".")
    return str("abcde".index(letter) + 1) if len(letter) == 1 and letter in "abcde" else None


def choice_of(text: str) -> form.Choice | None:
    """Return what a text of a list says, in either language and with either apostrophe."""
    said = " ".join(text.lower().replace("'", "’").split())
    for spoken in map(words, LANGUAGES):
        for choice, name in form.choice_names(spoken).items():
            if said == name.lower():
                return choice
    return SPELLINGS.get(said)


def answer_node(
    item: str, cells: Texts[str, tuple[str, Place]], problems: list[Problem], *, may_be_not_applicable: bool
) -> Node | None:
    """Return the answer in a row as an answer file has it; None where there is none, or a problem."""
    value, at = cells["value"]
    note, evidence = cells.get("note", ("", at)), cells.get("evidence", ("", at))
    fields = {}
    if not value:
        written = next((place for text, place in (note, evidence) if text), None)
        if written and (at.line, at.column) not in {(one.line, one.column) for one in problems}:
            message = phrase("something is written beside {item}, but there is no answer.", item=item)
            problems.append(written.problem("answer-missing", message, phrase("Choose an answer, or clear this cell.")))
        return None
    choice = choice_of(value)
    if level := level_of(value):
        fields["level"] = at.scalar(level, is_plain=True)
    elif choice == "unknown":
        fields["unknown"] = at.scalar("true", is_plain=True)
    elif choice == "not_applicable":
        if not note[0] and may_be_not_applicable:
            message = phrase("{item} is not applicable, but the reason is missing.", item=item)
            problems.append(note[1].problem("reason-missing", message, phrase("Write the reason in this cell.")))
            return None
        fields["not_applicable"] = at.scalar(note[0] or "?")
        note = ("", at)
    else:
        problems.append(_no_answer(item, value, at))
        return None
    fields |= {key: place.scalar(text) for key, (text, place) in {"note": note, "evidence": evidence}.items() if text}
    keys = {key: at.scalar(key) for key in fields}
    return Mapping(file=at.file, line=at.line, column=at.column, nodes=dict(fields), keys=dict(keys))


def _no_answer(item: str, value: str, at: Place) -> Problem:
    if NUMBER.match(value):
        message = phrase("{item} has level {value}; a level is 1, 2, 3, 4 or 5.", item=item, value=value)
        return at.problem("level-out-of-range", message, phrase("Choose one from the list."))
    message = phrase("‘{value}’ is no answer to {item}.", value=value[:60], item=item)
    return at.problem("unknown-answer", message, phrase("Choose one from the list."))


def number_node(text: str, at: Place) -> Node:
    """Return a number, its decimal comma read as one; any other text as it is, which the reader then refuses."""
    if NUMBER.match(text):
        whole, _, rest = text.lstrip("+").replace(",", ".").partition(".")
        return at.scalar(f"{int(whole)}.{rest}" if rest.strip("0") else str(int(whole)), is_plain=True)
    return at.scalar(text)


def day_node(text: str, at: Place, problems: list[Problem]) -> Node | None:
    day = day_of(text)
    if day is None:
        message = phrase("‘{value}’ is no date.", value=text[:60])
        problems.append(at.problem("invalid-date", message, phrase("Write year, month and day: 2026-11-23.")))
        return None
    return at.scalar(day.isoformat())
