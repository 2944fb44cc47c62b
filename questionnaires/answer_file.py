"""The answer file: a run as YAML or JSON, read whole or with every problem, and written without loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import msgspec

from questionnaires import catalogue
from questionnaires.answer_rules import flaws
from questionnaires.answer_shapes import ANSWER_SHAPES, Format
from questionnaires.answer_writing import write
from questionnaires.documents import compose, read_text
from questionnaires.language import phrase
from questionnaires.model import AT_LEAST_ONE, Questionnaire
from questionnaires.nodes import Mapping, Node, locate, problem_at, problem_of
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import Respondent, Responses
from questionnaires.shapes import ABSENT, Shapes
from questionnaires.suggestions import choose

__all__ = ["AnswerFile", "UnfinishedFile", "of_nodes", "parse", "read", "write"]

Load = Callable[[str], Questionnaire]

SHAPES = Shapes(ANSWER_SHAPES)  # how the types are read is found out once, for all files


class AnswerFile(Responses, frozen=True, kw_only=True):
    """A run as it stands in a file: with the number of the form, and without need to name the questionnaire."""

    format: Format
    questionnaire: str = catalogue.DEFAULT
    respondents: Annotated[tuple[Respondent, ...], AT_LEAST_ONE]


class UnfinishedFile(Responses, frozen=True, kw_only=True):
    """A run as it stands in a file of a store, where nobody need have answered yet."""

    format: Format
    questionnaire: str = catalogue.DEFAULT
    respondents: tuple[Respondent, ...] = ()


Form = type[AnswerFile] | type[UnfinishedFile]


def read(path: Path | str, load: Load = catalogue.load) -> Responses:
    """Return the run in a file; raise ProblemsFound with every problem in it.

    `load` finds the questionnaire that the file names; a file with a text of its own brings its questionnaire along.
    """
    return parse(read_text(Path(path)), str(path), load)


def parse(content: str, name: str, load: Load = catalogue.load, form: Form = AnswerFile) -> Responses:
    """Return the run that a text holds: JSON where `name` ends in .json, else YAML. Raises ProblemsFound."""
    problems: list[Problem] = []
    return of_nodes(compose(content, name, problems), problems, load, form)


def of_nodes(root: Node, problems: list[Problem], load: Load = catalogue.load, form: Form = AnswerFile) -> Responses:
    """Return the run that nodes hold; raises ProblemsFound, with `problems` that were found on the way to them."""
    plain = SHAPES.fit(form, root, problems)
    if plain is not ABSENT:
        questionnaire = questionnaire_of(plain, root, problems, load)
        problems += [problem_of(flaw, root) for flaw in flaws(plain, questionnaire)]
    if problems:
        raise ProblemsFound(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    del plain["format"]
    return msgspec.convert({"questionnaire": catalogue.DEFAULT, "respondents": (), **plain}, Responses)


def questionnaire_of(
    plain: dict[str, Any], root: Node, problems: list[Problem], load: Load = catalogue.load
) -> Questionnaire | None:
    """Return the questionnaire that was answered; None, and a problem, where it is not there or not the one meant."""
    reference = plain.get("questionnaire") or catalogue.DEFAULT
    place = root.nodes.get("questionnaire", root) if isinstance(root, Mapping) else root
    if (own := plain.get("questionnaire_text")) is not None:
        questionnaire = _brought_along(own)
        if questionnaire is None:
            message = phrase("the text in ‘questionnaire_text’ is not a sound questionnaire.")
            remedy = phrase("Export the run again from where it was made.")
            problems.append(problem_at(locate(root, ["questionnaire_text"]), "questionnaire-text", message, remedy))
            return None
    else:
        try:
            questionnaire = load(reference)
        except catalogue.NotShipped:
            message = phrase("there is no questionnaire ‘{reference}’.", reference=reference)
            problems.append(problem_at(place, "unknown-questionnaire", message, choose(catalogue.references())))
            return None
    is_named = reference in (questionnaire.id, f"{questionnaire.id}@{questionnaire.version}")
    if not is_named or plain.get("questionnaire_sha256") not in (None, questionnaire.sha256):
        message = phrase("these are answers to another questionnaire than the ‘{id}’ {version} that is here.",
                         id=questionnaire.id, version=questionnaire.version)  # fmt: skip
        remedy = phrase("Export the run again from where it was made: its own questionnaire then comes along.")
        problems.append(problem_at(place, "other-questionnaire", message, remedy))
        return None
    return questionnaire


def _brought_along(own: str) -> Questionnaire | None:
    from questionnaires import loading  # only files of another questionnaire need it

    try:
        questionnaire = catalogue.from_text(own)
    except ProblemsFound:
        return None
    return questionnaire if loading.is_sound(questionnaire) else None
