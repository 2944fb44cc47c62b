"""The figures file: what may be published of a run as JSON, read whole or with every problem, written without loss."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from questionnaires.answer_file import questionnaire_of
from questionnaires.answer_rules import flaws as header_flaws
from questionnaires.answer_shapes import ANSWER_SHAPES, Format
from questionnaires.documents import compose
from questionnaires.language import phrase
from questionnaires.model import Count, Filled, Language, LevelNumber
from questionnaires.nodes import Node, Scalar, problem_of
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import (
    FORMAT,
    ActionProgress,
    Agreed,
    Context,
    Day,
    Facts,
    Mode,
    PlanLimits,
    Privacy,
    Responses,
    Tags,
)
from questionnaires.shapes import ABSENT, NUMBER, WHOLE, Problems, Shapes, refuse
from reports.figures_rules import flaws
from reports.publication import Publication, WithLevel
from scoring.scorecard import Scorecard

KIND = "figures"
OF_THE_FILE = ("format", "kind")
OF_THE_FIGURES = ("scorecard", "with_level")


class FiguresFile(msgspec.Struct, frozen=True, kw_only=True):
    """A publication as it stands in a file: the header of an answer file, and the figures in place of the answers."""

    format: Format
    kind: Literal["figures"]
    questionnaire: str
    questionnaire_sha256: str
    run: str
    organisation: Filled
    date: Day
    language: Language
    mode: Mode
    privacy: Privacy
    context: Context = Context()
    facts: Facts = Facts()
    ambition: dict[str, LevelNumber] = {}
    agreed: dict[str, Agreed] = {}
    remarks: dict[str, str] = {}
    actions: dict[str, ActionProgress] = {}
    plan: PlanLimits = PlanLimits()
    group_sizes: dict[str, Count] = {}
    tags: Tags = ()
    scorecard: Scorecard
    with_level: WithLevel
    questionnaire_text: str | None = None


OF_THE_HEADER = tuple(name for name in FiguresFile.__struct_fields__ if name not in OF_THE_FILE + OF_THE_FIGURES)


def table(publication: Publication) -> dict[str, Any]:
    """Return what stands in the file, in its order."""
    header = header_table(publication.header)
    text = {name: header.pop(name) for name in ("questionnaire_text",) if name in header}  # the longest part comes last
    figures = {name: msgspec.to_builtins(getattr(publication, name)) for name in OF_THE_FIGURES}
    return {"format": FORMAT, "kind": KIND, **header, **figures, **text}


def header_table(header: Responses) -> dict[str, Any]:
    """Return what a run is, without its respondents; what was not told is left out."""
    given = {name: _told(getattr(header, name)) for name in OF_THE_HEADER}
    return {key: value for key, value in given.items() if value not in (None, {}, [], ())}


def _told(value: Any) -> Any:
    """Return a part of the header without what was not told in it."""
    plain = msgspec.to_builtins(value)
    if not isinstance(plain, dict):
        return plain
    return {key: _told(part) for key, part in plain.items() if part is not None}


def write(publication: Publication) -> str:
    """Return a publication as the text of a figures file.

    What `parse` makes of the text equals the publication, and writing that again gives the same text.
    """
    return msgspec.json.format(msgspec.json.encode(table(publication)), indent=2).decode() + "\n"


def kind_of(content: str) -> str:
    """Return what a JSON text says that it is: figures, a report, or nothing, as an answer file."""
    try:
        return msgspec.json.decode(content, type=_Kind).kind
    except (msgspec.MsgspecError, RecursionError):
        return ""


class _Kind(msgspec.Struct):
    kind: str = ""


def parse(content: str, name: str) -> Publication:
    """Return the publication that a JSON text holds; raise ProblemsFound with every problem in it."""
    problems: list[Problem] = []
    root = compose(content, name, problems)
    plain = Shapes(ANSWER_SHAPES | {Any: _figure}).fit(FiguresFile, root, problems)
    if plain is not ABSENT:
        questionnaire = questionnaire_of(plain, root, problems)
        found = [*header_flaws(plain, questionnaire)]
        if questionnaire is not None and not problems:
            found += flaws(msgspec.convert(plain, FiguresFile), questionnaire)
        problems += [problem_of(flaw, root) for flaw in found]
    if problems:
        raise ProblemsFound(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    file = msgspec.convert(plain, FiguresFile)
    header = {name: getattr(file, name) for name in OF_THE_HEADER}
    return Publication(header=Responses(respondents=(), **header), scorecard=file.scorecard, with_level=file.with_level)


def _figure(node: Node, name: str, problems: Problems) -> Any:
    """Read a number of a flag, whole or not; nothing where it was not known."""
    if isinstance(node, Scalar) and node.is_plain:
        if node.is_nothing:
            return None
        if WHOLE.match(node.text):
            return int(node.text)
        if NUMBER.match(node.text):
            return float(node.text)
    return refuse(node, problems, phrase("‘{name}’ must be a number.", name=name),
                  phrase("Write it in digits, with a point and without quotes, for example 12.5."))  # fmt: skip
