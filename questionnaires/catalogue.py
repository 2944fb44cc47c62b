"""The shipped questionnaires, by id or by id and version."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import yaml

from questionnaires.model import Questionnaire

SHIPPED = Path(__file__).parent / "it_ambition"


def load(reference: str = "it-ambition") -> Questionnaire:
    """Return a shipped questionnaire; `reference` is its id, or "id@version"."""
    content = _yaml(SHIPPED / "questionnaire.yaml") | _yaml(SHIPPED / "actions.yaml")
    for domain in content["domains"]:
        domain["capabilities"] = [_yaml(SHIPPED / "capabilities" / f"{name}.yaml") for name in domain["capabilities"]]
    return _sealed(msgspec.convert(content, Questionnaire))


def meaning(questionnaire: Questionnaire) -> bytes:
    """Return the canonical form of a questionnaire: JSON with sorted keys, without its own hash."""
    fields = {name: getattr(questionnaire, name) for name in questionnaire.__struct_fields__ if name != "sha256"}
    return msgspec.json.encode(fields, order="sorted")


def text(questionnaire: Questionnaire) -> str:
    """Return the full content as one text, as a run keeps it."""
    return meaning(questionnaire).decode()


def from_text(content: str) -> Questionnaire:
    """Return the questionnaire that `text` wrote."""
    return _sealed(msgspec.json.decode(content, type=Questionnaire))


def _sealed(questionnaire: Questionnaire) -> Questionnaire:
    return msgspec.structs.replace(questionnaire, sha256=hashlib.sha256(meaning(questionnaire)).hexdigest())


def _yaml(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.load(file, yaml.CSafeLoader)
    return content
