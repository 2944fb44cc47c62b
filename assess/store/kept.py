"""What was worked out of a run, as its store keeps it."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

Value = TypeVar("Value")


class Kept(msgspec.Struct, Generic[Value], frozen=True, kw_only=True):
    """A value with the fingerprint of what it was made of, and the day (ISO 8601) on which it was."""

    value: Value
    fingerprint: str
    made: str
