"""Between the values of a run and the rows that keep them, without loss in either direction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import RowMapping

from assess.store.failures import Unreadable
from questionnaires.responses import Answer, Correction, Importance, Respondent, Responses

HEADER = ("organisation", "date", "language", "mode")
DOCUMENTS = ("privacy", "context", "facts", "ambition", "agreed", "actions", "plan", "group_sizes", "remarks")
ANSWER = ("kind", "level", "reason", "note", "evidence")


def document(value: Any) -> str:
    """Return a value as JSON; json and not msgspec, which knows no whole numbers above 64 bits."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def header_row(responses: Responses) -> dict[str, str]:
    """Return what a run is beside its respondents."""
    plain = {name: getattr(responses, name) for name in HEADER}
    return plain | {name: document(getattr(responses, name)) for name in DOCUMENTS}


def header(row: RowMapping) -> dict[str, Any]:
    """Return the fields of Responses that a row of `runs` holds."""
    return {name: row[name] for name in HEADER} | {
        name: msgspec.convert(json.loads(row[name]), _TYPES[name]) for name in DOCUMENTS
    }


def answer_row(answer: Answer | None) -> dict[str, Any]:
    return {name: getattr(answer, name, None) for name in ANSWER}


def answer(row: RowMapping) -> Answer | None:
    return Answer(**{name: row[name] for name in ANSWER}) if row["kind"] else None


def respondent(
    row: RowMapping,
    answers: Iterable[RowMapping],
    seconds: Iterable[RowMapping],
    ambitions: Iterable[RowMapping],
    marks: Iterable[RowMapping],
) -> Respondent:
    """Return one person's answers from their rows, each kind in the order of arrival; raises Unreadable."""
    marked: dict[str, list[str]] = {"most": [], "least": []}
    for mark in marks:
        if mark["mark"] not in marked:
            raise Unreadable(f"no mark: {mark['mark']!r}")
        marked[mark["mark"]].append(mark["capability"])
    return Respondent(
        id=row["id"],
        role=row["role"],
        answers={one["item"]: found for one in answers if (found := answer(one))},
        ambition={one["scope"]: one["level"] for one in ambitions},
        importance=Importance(tuple(marked["most"]), tuple(marked["least"])) if row["has_marked"] else None,
        seconds={one["item"]: one["seconds"] for one in seconds},
    )


def importance_rows(importance: Importance | None) -> list[dict[str, str]]:
    if importance is None:
        return []
    marks: Mapping[str, tuple[str, ...]] = {"most": importance.most, "least": importance.least}
    return [{"capability": capability, "mark": mark} for mark, marked in marks.items() for capability in marked]


def correction(row: RowMapping) -> Correction:
    return Correction(respondent=row["id"], item=row["item"], answer=answer(row))


_TYPES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Responses)}
