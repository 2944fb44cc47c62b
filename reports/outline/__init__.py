"""The report as one line of headings, paragraphs, lists and tables, for every form that has no pages of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from reports.outline import back, front, middle, plan, since
from reports.outline.blocks import Block, Run
from reports.view import ReportView


def outline(view: ReportView, *, is_brief: bool = False) -> tuple[Block, ...]:
    """Return a report in the order of its pages; a page that is None leaves nothing.

    `is_brief` is for a reader who scrolls: of all answers the sentence that holds, and no formulas.
    """
    blocks = tuple(_chapters(view, is_brief=is_brief))
    anchors = set(_anchors(blocks))
    return tuple(_reachable(block, anchors) for block in blocks)


def _chapters(view: ReportView, *, is_brief: bool) -> Iterator[Block]:
    yield from front.cover(view)
    yield from front.answer(view)
    yield from front.roadmap(view)
    if view.since is not None:
        yield from since.since(view, view.since)
    if view.outlook is not None:
        yield from front.outlook(view, view.outlook)
    if view.feasibility is not None:
        yield from plan.feasibility(view, view.feasibility)
    if view.followed_up is not None:
        yield from plan.followed_up(view, view.followed_up)
    if view.remarks is not None:
        yield from front.remarks(view, view.remarks)
    if view.reading is not None:
        yield from middle.reading(view, view.reading, is_brief=is_brief)
    if view.capabilities is not None:
        yield from middle.capabilities(view, view.capabilities)
    if view.priority is not None:
        yield from middle.priority(view, view.priority)
    for page in view.domains:
        yield from middle.domain(view, page)
    if view.differences is not None:
        yield from middle.differences(view, view.differences)
    if view.cards is not None:
        yield from back.cards(view, view.cards)
    if view.left_out is not None:
        yield from back.left_out(view, view.left_out)
    if view.answers is not None:
        yield from back.answers(view, view.answers, is_brief=is_brief)
    yield from back.method(view, is_brief=is_brief)


def _anchors(value: object) -> Iterator[str]:
    """Yield every anchor that something in a value can be reached by."""
    match value:
        case Run():
            return
        case msgspec.Struct():
            anchor = getattr(value, "anchor", "")
            if anchor and not type(value).__name__.endswith("Entry"):
                yield anchor
            for name in value.__struct_fields__:
                yield from _anchors(getattr(value, name))
        case tuple():
            for each in value:
                yield from _anchors(each)


def _reachable(value: Any, anchors: set[str]) -> Any:
    """Return a value in which nothing leads to a place that this report does not have."""
    match value:
        case Run():
            return msgspec.structs.replace(value, to="") if value.to and value.to not in anchors else value
        case msgspec.Struct():
            kept = {name: _reachable(getattr(value, name), anchors) for name in value.__struct_fields__}
            return type(value)(**kept)
        case tuple():
            return tuple(_reachable(each, anchors) for each in value)
    return value
