"""The mapping of a table: which heading is which question, who a row is of, and what the answers say."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from questionnaires import catalogue
from questionnaires.answer_shapes import format_number
from questionnaires.documents import compose, read_text
from questionnaires.language import phrase
from questionnaires.model import ROLES, Filled, Language, Questionnaire
from questionnaires.nodes import Node, locate, problem_at
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import Day
from questionnaires.shapes import ABSENT, Shapes, day
from questionnaires.suggestions import choose, did_you_mean

Format = Literal[1]
ANSWERS = ("1", "2", "3", "4", "5", "unknown", "not_applicable")


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """What a person confirmed: every heading in `columns` and `notes` is that of an item.

    `respondent` and `role_column` are headings. Everybody has `role`, or the one that `roles` gives to what stands in
    the `role_column`. `answers` gives the meaning of texts that are no sentence of the questionnaire. `reason` is why
    something is not applicable where nobody wrote it.
    """

    format: Format
    organisation: Filled
    date: Day
    columns: dict[str, str]
    questionnaire: str = catalogue.DEFAULT
    language: Language = "nl"
    run: str | None = None
    respondent: str | None = None
    role: str | None = None
    role_column: str | None = None
    roles: dict[str, str] = {}
    notes: dict[str, str] = {}
    answers: dict[str, str] = {}
    reason: str | None = None
    ignored: tuple[str, ...] = ()


def read(path: Path, headings: tuple[str, ...], table: str) -> tuple[Mapping, Questionnaire]:
    """Return a mapping and the questionnaire that it is for; raises ProblemsFound with all that does not fit.

    `headings` are those of the table, whose file is called `table`.
    """
    problems: list[Problem] = []
    root = compose(read_text(path), str(path), problems)
    plain = Shapes({Format: format_number, Day: day}).fit(Mapping, root, problems)
    questionnaire = None
    if plain is not ABSENT:
        reference = plain.get("questionnaire") or catalogue.DEFAULT
        try:
            questionnaire = catalogue.load(reference)
        except catalogue.NotShipped:
            at = locate(root, ["questionnaire"])
            message = phrase("there is no questionnaire ‘{reference}’.", reference=reference)
            problems.append(problem_at(at, "unknown-questionnaire", message, choose(catalogue.references())))
    if questionnaire is None or problems:
        raise ProblemsFound(problems)
    mapping = msgspec.convert(plain, Mapping)
    problems += _unsound(mapping, root, questionnaire, headings, table)
    if problems:
        raise ProblemsFound(problems)
    return mapping, questionnaire


def _unsound(
    mapping: Mapping, root: Node, questionnaire: Questionnaire, headings: tuple[str, ...], table: str
) -> list[Problem]:
    problems = []
    for part in ("columns", "notes"):
        for heading, item in getattr(mapping, part).items():
            if item not in questionnaire.items:
                message = phrase("unknown item ‘{id}’.", id=item)
                at = locate(root, [part, heading])
                problems.append(problem_at(at, "unknown-item", message, did_you_mean(item, questionnaire.items)))
    named = [(name, getattr(mapping, name)) for name in ("respondent", "role_column") if getattr(mapping, name)]
    places = [([name], heading) for name, heading in named]
    places += [([part, heading], heading) for part in ("columns", "notes") for heading in getattr(mapping, part)]
    for place, heading in places:
        if heading not in headings:
            message = phrase("{file} has no column ‘{heading}’.", file=table, heading=heading[:60])
            remedy = phrase("Write the heading as it is in the file, or make the mapping again with --guess.")
            problems.append(problem_at(locate(root, place, at_key=True), "unknown-heading", message, remedy))
    if (mapping.role is None) == (mapping.role_column is None):
        message = phrase("it must be told who answered: one ‘role’ for all, or a ‘role_column’.")
        problems.append(problem_at(root, "role-missing", message, choose(ROLES)))
    given = [(["role"], mapping.role)] if mapping.role else []
    for place, role in [*given, *((["roles", text], role) for text, role in mapping.roles.items())]:
        if role not in ROLES:
            message = phrase("unknown role ‘{role}’.", role=role)
            problems.append(problem_at(locate(root, place), "unknown-role", message, choose(ROLES)))
    for text, answer in mapping.answers.items():
        if answer not in ANSWERS:
            message = phrase("‘{value}’ is no answer.", value=answer)
            problems.append(problem_at(locate(root, ["answers", text]), "unknown-answer", message, choose(ANSWERS)))
    return problems
