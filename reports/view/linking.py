"""Keep the links of a report within it: what leads to a page that these readers do not get is text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from reports.view.answers import ItemAnswers
from reports.view.cards import Card
from reports.view.domain import CapabilityBlock
from reports.view.material import Head
from reports.view.method_parts import MethodPart

# whose anchor is where they stand; any other anchor leads there
PLACES = (Head, Card, CapabilityBlock, ItemAnswers, MethodPart)

Value = TypeVar("Value")


def places(value: object) -> Iterator[str]:
    """Yield the anchors of all places in a value."""
    if isinstance(value, PLACES):
        yield value.anchor
    for part in _parts(value):
        yield from places(part)


def within(value: Value, there: frozenset[str]) -> Value:
    """Return a value in which an anchor is empty where it is none of the places that are there."""
    if isinstance(value, tuple):
        parts = tuple(within(part, there) for part in value)
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else parts  # type: ignore[return-value]  # the same kinds of parts
    if not isinstance(value, msgspec.Struct):
        return value
    changes: dict[str, Any] = {}
    for name in value.__struct_fields__:
        old = getattr(value, name)
        new = ("" if old not in there else old) if name == "anchor" else within(old, there)
        if new is not old:
            changes[name] = new
    return msgspec.structs.replace(value, **changes) if changes else value


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, msgspec.Struct):
        yield from (getattr(value, name) for name in value.__struct_fields__)
