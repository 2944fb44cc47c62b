"""What stands beside an answer file: what a store keeps of a run and an answer file has no key for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import msgspec

FORMAT = 1


class Progress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far one respondent is, in seconds since 1970 when; `agrees` is what they said about being recognised."""

    is_complete: bool
    position: str | None = None
    active_at: int | None = None
    agrees: bool | None = None


class KeptPlan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A roadmap or an analysis; `content` is its JSON, and a text where it is none."""

    fingerprint: str
    made: str
    agreed: int | None = None
    is_first: bool = False
    content: msgspec.Raw

    @property
    def text(self) -> str:
        """The content as the store keeps it."""
        kept = bytes(self.content)
        return str(msgspec.json.decode(kept)) if kept.startswith(b'"') else kept.decode()


class Workshop(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a run was reached by phones, and what its screen showed; see `assess.store.workshops`."""

    code: str
    secret: str
    asks_consent: bool
    closes: int | None = None
    desk: str
    revision: int


class Companion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a store keeps of a run beside its answers; `came` is when it came into the store, None where by hand."""

    format: int = FORMAT
    run: str
    came: dt.datetime | None = None
    people: dict[str, Progress] = {}
    withdrawn: tuple[str, ...] = ()
    roadmaps: tuple[KeptPlan, ...] = ()
    analysis: KeptPlan | None = None
    workshop: Workshop | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to keep, so that there need be no file."""
        return self == Companion(run=self.run)


def raw(text: str) -> msgspec.Raw:
    """Return a text of the store as it is where that is an object of JSON, else as a text."""
    try:
        is_object = text.startswith("{") and msgspec.json.format(text, indent=-1) == text
    except msgspec.DecodeError:
        is_object = False
    return msgspec.Raw(text.encode() if is_object else msgspec.json.encode(text))


def write(companion: Companion) -> bytes:
    """Return the text of a companion: one thing a line, so that a difference is small and git can join two."""
    return ("{\n" + ",\n".join(_lines(companion)) + "\n}\n").encode()


def read(data: bytes) -> Companion:
    """Return the companion in a file; raises json.JSONDecodeError and msgspec.ValidationError."""
    json.loads(data)  # says on which line it is no JSON
    return msgspec.json.decode(data, type=Companion)


def newer_format(data: bytes) -> bool:
    """Say whether a file is of a program that knows more than we do."""
    try:
        return msgspec.json.decode(data, type=_Format).format > FORMAT
    except (msgspec.MsgspecError, RecursionError):
        return False


class _Format(msgspec.Struct):
    format: int = FORMAT


def _lines(companion: Companion) -> Iterator[str]:
    yield f'  "format": {companion.format}'
    yield f'  "run": {_text(companion.run)}'
    if companion.came is not None:
        yield f'  "came": {_text(companion.came)}'
    if companion.people:
        people = ",\n".join(f"    {_text(name)}: {_progress(one)}" for name, one in companion.people.items())
        yield f'  "people": {{\n{people}\n  }}'
    for name, each in (("withdrawn", companion.withdrawn), ("roadmaps", companion.roadmaps)):
        if each:
            parts = ",\n".join(f"    {_text(one)}" for one in each)
            yield f'  "{name}": [\n{parts}\n  ]'
    if companion.analysis is not None:
        yield f'  "analysis": {_text(companion.analysis)}'
    if companion.workshop is not None:
        yield f'  "workshop": {_text(companion.workshop)}'


def _progress(one: Progress) -> str:
    told = {name: value for name, value in msgspec.to_builtins(one).items() if value is not None}
    return "{\n" + ",\n".join(f'      "{name}": {_text(value)}' for name, value in told.items()) + "\n    }"


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()
