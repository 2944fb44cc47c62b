"""What was worked out of a run, as its store keeps it."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from scoring.roadmap.model import Roadmap

Value = TypeVar("Value")


class Kept(msgspec.Struct, Generic[Value], frozen=True, kw_only=True):
    """A value with the fingerprint of what it was made of, and the day (ISO 8601) on which it was."""

    value: Value
    fingerprint: str
    made: str


class KeptRoadmap(Kept[Roadmap], frozen=True, kw_only=True):
    """A roadmap with its place in the order in which people began to go by those of their run, from 1.

    None where nobody did: it was only shown. `is_first` is the one that they went by when the work began.
    """

    agreed: int | None = None
    is_first: bool = False
