"""The shipped questionnaires, by id or by id and version, and the text by which a run keeps its own."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from questionnaires.model import Questionnaire

DEFAULT = "it-ambition"
PUBLISHED = Path(__file__).parent / "published"  # each version as its `text`, so that loading costs a millisecond


class NotShipped(Exception):
    """Raised where a reference names no shipped questionnaire."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"no questionnaire {reference}; there are {', '.join(references())}")
        self.reference = reference


@cache
def references() -> tuple[str, ...]:
    """Return "id@version" of everything shipped, by id, the newest version last."""
    found = [tuple(path.stem.split("@")) for path in PUBLISHED.glob("*@*.json")]
    in_order = sorted(found, key=lambda one: (one[0], [int(number) for number in one[1].split(".")]))
    return tuple(f"{name}@{version}" for name, version in in_order)


def available() -> tuple[Questionnaire, ...]:
    """Return everything shipped, by id, the newest version last."""
    return tuple(load(reference) for reference in references())


def load(reference: str = DEFAULT) -> Questionnaire:
    """Return a shipped questionnaire by "id" (its newest version) or "id@version"; raise NotShipped."""
    fitting = [one for one in references() if reference in (one, one.partition("@")[0])]
    if not fitting:
        raise NotShipped(reference)
    return _published(fitting[-1])


@cache
def _published(reference: str) -> Questionnaire:
    return from_text((PUBLISHED / f"{reference}.json").read_text(encoding="utf-8"))


def meaning(questionnaire: Questionnaire) -> bytes:
    """Return the canonical form behind the sha256: JSON with sorted keys and without the hash itself.

    Layout, comments, order of keys and the files of the content do not show in it; what has an order stands in lists.
    """
    fields = {name: getattr(questionnaire, name) for name in questionnaire.__struct_fields__ if name != "sha256"}
    return msgspec.json.encode(fields, order="sorted")


def sealed(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire with the hash of its meaning."""
    return msgspec.structs.replace(questionnaire, sha256=hashlib.sha256(meaning(questionnaire)).hexdigest())


def text(questionnaire: Questionnaire) -> str:
    """Return the full content as one text, as a run keeps it; `sha256sum` of it is the questionnaire's own."""
    return meaning(questionnaire).decode()


def from_text(content: str) -> Questionnaire:
    """Return the questionnaire that a text holds, be it written by `text` or by hand; raise ProblemsFound."""
    kept = kept_text(content)
    if kept is None:
        from questionnaires import loading  # reads what people wrote: slower, and it says what is wrong

        return loading.parse(content, "questionnaire_text")
    return kept


def kept_text(content: str) -> Questionnaire | None:
    """Return the questionnaire that was written by `text`; None for anything else."""
    try:
        return sealed(msgspec.json.decode(content, type=Questionnaire))
    except (msgspec.MsgspecError, RecursionError):
        return None
