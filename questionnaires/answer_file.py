"""The answer file: a run as YAML or JSON, in and out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import yaml

from questionnaires import catalogue
from questionnaires.model import Questionnaire
from questionnaires.responses import Answer, Correction, Responses


def read(path: Path | str, load: Callable[[str], Questionnaire] = catalogue.load) -> Responses:
    """Return the run that a file holds."""
    return parse(Path(path).read_text(encoding="utf-8"), Path(path).name, load)


def parse(text: str, name: str, load: Callable[[str], Questionnaire] = catalogue.load) -> Responses:
    """Return the run that a text holds; `name` is the file's, for messages."""
    content: dict[str, Any] = json.loads(text) if name.endswith(".json") else yaml.load(text, yaml.CSafeLoader)
    content.pop("format")
    content.setdefault("questionnaire", "it-ambition")
    content["date"] = str(content["date"])
    for respondent in content["respondents"]:
        respondent["answers"] = {item: _answer(form) for item, form in respondent.get("answers", {}).items()}
    content["corrections"] = [
        Correction(respondent=c["respondent"], item=c["item"], answer=_answer(c["answer"]) if c["answer"] else None)
        for c in content.get("corrections", [])
    ]
    return msgspec.convert(content, Responses)


def _answer(form: Any) -> Answer:
    if form == "unknown":
        return Answer(kind="unknown")
    if isinstance(form, int):
        return Answer(level=form)
    words = {"note": form.get("note"), "evidence": form.get("evidence")}
    if form.get("unknown"):
        return Answer(kind="unknown", **words)
    if "not_applicable" in form:
        return Answer(kind="not_applicable", reason=form["not_applicable"], **words)
    return Answer(level=form["level"], **words)


def write(responses: Responses) -> str:
    """Return a run as YAML."""
    content = msgspec.to_builtins(responses)
    for respondent in content["respondents"]:
        respondent["answers"] = {item: _form(answer) for item, answer in respondent["answers"].items()}
    for correction in content["corrections"]:
        correction["answer"] = correction["answer"] and _form(correction["answer"])
    return yaml.safe_dump({"format": 1, **content}, sort_keys=False, allow_unicode=True)


def _form(answer: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in answer.items() if value is not None and key not in ("kind", "reason")}
    if answer["kind"] == "unknown":
        kept["unknown"] = True
    if answer["kind"] == "not_applicable":
        kept["not_applicable"] = answer["reason"]
    return kept
