"""Read one file of a folder: a run, or what is kept beside one, or what is wrong with it."""

from __future__ import annotations

import json
import re
from functools import lru_cache

import msgspec

from assess.store.folder import companion as beside
from assess.store.folder.companion import Companion
from assess.store.folder.names import is_companion
from questionnaires import answer_file, catalogue, run_ids
from questionnaires.documents import BYTE_ORDER_MARK, decoded
from questionnaires.language import phrase
from questionnaires.model import Questionnaire
from questionnaires.problems import Problem, ProblemsFound
from questionnaires.responses import Responses
from reports import figures_file
from reports.publication import Publication

CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>) ", re.MULTILINE)  # as git leaves them
RUN = re.compile(r"""^\s*["']?run["']?\s*:\s*["']?([A-Za-z0-9][A-Za-z0-9_-]*)""", re.MULTILINE)


class RunFile(msgspec.Struct, frozen=True, kw_only=True):
    """A run as it stands in a file, with its answers or with its figures alone."""

    responses: Responses
    questionnaire: Questionnaire
    publication: Publication | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A file and what it holds: nothing where there are problems. `run` is whose it is, None where that is unknown."""

    name: str
    data: bytes
    run: str | None = None
    run_line: int | None = None
    content: RunFile | Companion | None = None
    problems: tuple[Problem, ...] = ()


def read(name: str, data: bytes, shown: str) -> Found:
    """Return what a file holds; `shown` is what it is called in problems."""
    text = ""
    try:
        text = decoded(data, shown)
        if mark := CONFLICT.search(text):
            return _wrong(name, data, text, (_conflict(shown, text.count("\n", 0, mark.start()) + 1),))
        content = _companion(data, text, shown) if is_companion(name) else run_file(name, text, shown)
    except ProblemsFound as found:
        return _wrong(name, data, text, found.problems)
    if isinstance(content, Companion):
        return Found(name=name, data=data, run=content.run, content=content)
    run = run_ids.identity(content.responses, content.questionnaire.sha256)
    return Found(name=name, data=data, run=run, run_line=_said_run(text)[1], content=content)


def run_file(name: str, text: str, shown: str) -> RunFile:
    """Return the run that a text holds; raises ProblemsFound."""
    if name.lower().endswith(".json") and figures_file.kind_of(text) == figures_file.KIND:
        publication = figures_file.parse(text, shown)
        return RunFile(
            responses=publication.header, questionnaire=_questionnaire(publication.header), publication=publication
        )
    responses = answer_file.parse(text, shown, form=answer_file.UnfinishedFile)
    return RunFile(responses=responses, questionnaire=_questionnaire(responses))


def _questionnaire(responses: Responses) -> Questionnaire:
    own = responses.questionnaire_text
    return catalogue.load(responses.questionnaire) if own is None else _brought_along(own)


@lru_cache(maxsize=8)
def _brought_along(text: str) -> Questionnaire:
    return catalogue.from_text(text)


def _companion(data: bytes, text: str, shown: str) -> Companion:
    try:
        companion = beside.read(text.removeprefix(BYTE_ORDER_MARK).encode())
        if len({one.fingerprint for one in companion.roadmaps}) == len(companion.roadmaps):
            return companion
        line, reason = 1, phrase("one roadmap is in it twice.")
    except json.JSONDecodeError as error:
        line, reason = error.lineno, phrase("this is no JSON.")
    except (msgspec.ValidationError, RecursionError):
        line, reason = 1, phrase("this is not what Meetlat keeps beside an answer file.")
    if beside.newer_format(data):
        message, remedy = (
            phrase("this is from a newer Meetlat."),
            phrase("Upgrade Meetlat: `pip install --upgrade meetlat`"),
        )
        raise ProblemsFound([Problem(file=shown, line=1, code="newer-companion", message=message, remedy=remedy)])
    remedy = phrase(
        "Put back an earlier version of it. Without it the answers stay, but not how far people were, the roadmaps "
        "that were kept, and who withdrew."
    )
    raise ProblemsFound([Problem(file=shown, line=line, code="invalid-companion", message=reason, remedy=remedy)])


def _wrong(name: str, data: bytes, text: str, problems: tuple[Problem, ...]) -> Found:
    run, line = _said_run(text)
    return Found(name=name, data=data, run=run, run_line=line, problems=problems)


def _said_run(text: str) -> tuple[str | None, int | None]:
    """Return the run that a text says that it is of, readable or not, and on which line."""
    found = RUN.search(text)
    return (found.group(1), text.count("\n", 0, found.start(1)) + 1) if found else (None, None)


def _conflict(shown: str, line: int) -> Problem:
    return Problem(
        file=shown,
        line=line,
        code="merge-conflict",
        message=phrase("git left the marks of a merge conflict here."),
        remedy=phrase("Choose which lines stay, take away those with <<<<<<<, ======= and >>>>>>>, and save the file."),
    )
