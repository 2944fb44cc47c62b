"""Read a questionnaire that somebody wrote: a folder or one file, whole or with every problem."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec

from questionnaires.catalogue import sealed
from questionnaires.documents import compose, read_text
from questionnaires.language import phrase
from questionnaires.model import (
    AT_LEAST_ONE,
    LANGUAGES,
    Action,
    ActionTemplate,
    AmbitionQuestion,
    Audience,
    Capability,
    ContextQuestion,
    Id,
    Language,
    LevelName,
    Profile,
    Questionnaire,
    Text,
    Version,
)
from questionnaires.nodes import Mapping, Node, Refused, Scalar, Sequence, problem_at, problem_of, put
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.rules import flaws
from questionnaires.shapes import ABSENT, Shapes, refuse, text, unknown_key

MAIN = "questionnaire.yaml"
ACTIONS = "actions.yaml"
CAPABILITIES = "capabilities"
SUFFIXES = (".yaml", ".yml", ".json")


class DomainForm(msgspec.Struct, kw_only=True):
    """A domain as it stands in a file: with the ids of its capabilities, in the order of asking."""

    id: Id
    name: Text
    core: tuple[str, ...]
    capabilities: Annotated[tuple[str, ...], AT_LEAST_ONE]
    about: Text
    ambition_levels: tuple[Text, Text, Text, Text, Text]


class QuestionnaireForm(msgspec.Struct, kw_only=True):
    """A questionnaire as it stands in one file; in a folder, actions and capabilities have files of their own."""

    id: Id
    version: Version
    title: Text
    introduction: dict[Audience, Text]
    instruction: dict[Audience, Text]
    ambition: AmbitionQuestion
    levels: tuple[LevelName, LevelName, LevelName, LevelName, LevelName]
    domains: Annotated[tuple[DomainForm, ...], AT_LEAST_ONE]
    capabilities: Annotated[tuple[Capability, ...], AT_LEAST_ONE]
    actions: tuple[Action, ...]
    action_template: ActionTemplate
    profiles: dict[str, Profile]
    context: dict[str, ContextQuestion]
    flags: dict[str, Text]


def read(path: Path | str) -> Questionnaire:
    """Return the questionnaire in a folder (or in one file that holds all); raise ProblemsFound with every problem."""
    return read_with_places(path)[0]


def read_with_places(path: Path | str) -> tuple[Questionnaire, Node]:
    """Return a questionnaire as `read` does, with the nodes that say where in its files everything stands."""
    path = Path(path)
    problems: list[Problem] = []
    root = _folder(path, problems) if path.is_dir() else compose(read_text(path), str(path), problems)
    return _questionnaire(root, problems), root


def parse(content: str, name: str) -> Questionnaire:
    """Return the questionnaire that a text holds; `name` is its file's, for messages. Raises ProblemsFound."""
    problems: list[Problem] = []
    return _questionnaire(compose(content, name, problems), problems)


def _questionnaire(root: Node, problems: list[Problem]) -> Questionnaire:
    content = Shapes({Text: translations}).fit(QuestionnaireForm, root, problems)
    if content is not ABSENT:
        problems += [problem_of(flaw, root) for flaw in flaws(content)]
    if problems:
        raise ProblemsFound(sorted(problems, key=_by_place))
    return sealed(msgspec.convert(nested(content), Questionnaire))


def nested(content: dict[str, Any]) -> dict[str, Any]:
    """Return a file's content in the shape of the model: each capability inside its domain."""
    capabilities = {part["id"]: part for part in content["capabilities"]}
    domains = [
        {**domain, "capabilities": [capabilities[name] for name in domain["capabilities"]]}
        for domain in content["domains"]
    ]
    return {**content, "domains": domains}


def is_sound(questionnaire: Questionnaire) -> bool:
    """Say whether a questionnaire that came as one value keeps the rules."""
    content = msgspec.to_builtins(questionnaire)
    capabilities = [part for domain in content["domains"] for part in domain["capabilities"]]
    domains = [
        {**domain, "capabilities": [part["id"] for part in domain["capabilities"]]} for domain in content["domains"]
    ]
    return next(flaws({**content, "domains": domains, "capabilities": capabilities}), None) is None


def translations(node: Node, name: str, problems: list[Problem]) -> Any:
    """Read a text in both languages."""
    if not isinstance(node, Mapping):
        return refuse(node, problems, phrase("‘{name}’ must have a text in both languages.", name=name),
                      phrase("Write ‘nl: …’ and ‘en: …’ on the lines below, indented."))  # fmt: skip
    found: dict[str, Any] = {}
    for language in LANGUAGES:
        part = node.nodes.get(language)
        if part is None or (isinstance(part, Scalar) and not part.text.strip()):
            problems.append(_untranslated(part or node, language, name))
        elif (value := text()(part, name, problems)) is not ABSENT:
            found[language] = value
    problems += [unknown_key(node.keys[key], key, LANGUAGES) for key in node.nodes if key not in LANGUAGES]
    return found


def _untranslated(node: Node, language: Language, name: str) -> Problem:
    message = (
        phrase("the Dutch text of ‘{name}’ is missing.", name=name)
        if language == "nl"
        else phrase("the English text of ‘{name}’ is missing.", name=name)
    )
    return problem_at(node, "missing-translation", message, phrase("Add ‘{language}: …’.", language=language))


def _folder(path: Path, problems: list[Problem]) -> Node:
    """Return the files of a folder as if they were one; raise ProblemsFound when one of them cannot be read."""
    unreadable: list[Problem] = []

    def part(file: Path) -> Node:
        try:
            return compose(read_text(file), str(file), problems)
        except ProblemsFound as found:
            unreadable.extend(found.problems)
            return Refused(str(file), 1, 1)

    main = part(path / MAIN)
    if (path / ACTIONS).exists() and isinstance(actions := part(path / ACTIONS), Mapping) and isinstance(main, Mapping):
        for key, node in actions.nodes.items():
            put(main, actions.keys[key], node, problems)
    capabilities = [part(file) for file in sorted((path / CAPABILITIES).glob("*")) if file.suffix in SUFFIXES]
    if capabilities and isinstance(main, Mapping):
        place = (str(path / CAPABILITIES), 1, 1)
        put(main, Scalar(*place, CAPABILITIES, is_plain=True), Sequence(*place, capabilities), problems)
    if unreadable:
        raise ProblemsFound(sorted([*problems, *unreadable], key=_by_place))
    return main


def _by_place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line or 0, problem.column or 0
