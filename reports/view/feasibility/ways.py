"""The ways to close what a roadmap leaves of the gap: more days, more time, or a lower bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from reports import roadmap_sentences, sentences
from reports.view.feasibility.shares import ALL, own_capacity
from reports.view.material import Fact, Material

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import Way

NAMED = 3  # actions that a way names; the others are counted


class WayColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A way to close what is left: what it asks, in figures, what it closes, and which actions it changes."""

    title: str
    asks: str
    text: str
    closes: str
    changes: tuple[Fact, ...]


def order(way: Way) -> int:
    """Return the place of a way: what asks for more first, what asks for less of the ambition last."""
    return ("days", "quarters", "target").index(way.kind)


def way_column(material: Material, way: Way) -> WayColumn:
    words, limits = material.words, material.roadmap.limits
    title, asks, text = "", "", ""
    match way.kind:
        case "days":
            title, own = words("More days"), own_capacity(material)
            if way.capacity is not None:
                asks = words("+{days} a quarter", days=words.shortest(round(max(0, way.capacity - own), 1)))
                text = words(
                    "{capacity} in place of {own} person-days a quarter.",
                    capacity=words.shortest(way.capacity),
                    own=words.shortest(round(own, 1)),
                )
        case "quarters":
            title = words("More time")
            if way.quarters is not None:
                asks = words.plural("+{n} quarter", "+{n} quarters", way.quarters - limits.quarters)
                text = words(
                    "{quarters} in place of {own} quarters, with the same days in each.",
                    quarters=sentences.as_sentence(words.count(way.quarters)),
                    own=words.count(limits.quarters),
                )
        case "target":
            title = words("A lower bar")
            if way.capability is not None:
                own_target = material.score(way.capability).target
                asks = words("{id} at level {target}", id=way.capability, target=way.target)
                text = words(
                    "{name} gets its bar at {target} in place of {own}.",
                    name=material.name(way.capability),
                    target=way.target,
                    own=words.number(own_target, 0),
                )
    return WayColumn(
        title=title, asks=asks, text=text, closes=_closes(material, way), changes=tuple(_changes(material, way))
    )


def _closes(material: Material, way: Way) -> str:
    words, work = material.words, roadmap_sentences.days(round(way.days, 1), material.words)
    reach = words.percent(way.reach)
    if way.is_enough and way.reach >= ALL:
        return words("Then {days} of work close the whole gap.", days=work)
    if way.is_enough:
        return words("Then {days} of work close {reach}: all that can be closed.", days=work, reach=reach)
    return words("Then {days} of work close {reach}.", days=work, reach=reach)


def _changes(material: Material, way: Way) -> Iterator[Fact]:
    words = material.words
    if way.adds:
        yield Fact(words("Comes in"), _actions(material, way.adds))
    if way.drops:
        yield Fact(words("Goes out"), _actions(material, way.drops))


def _actions(material: Material, actions: Sequence[str]) -> str:
    """Return the first few actions with their titles, the others counted."""
    words, found = material.words, material.questionnaire.actions_by_id
    named = [f"{action} {material.text(found[action].title)}" for action in actions[:NAMED]]
    others = len(actions) - NAMED
    if others <= 0:
        return "; ".join(named) + "."
    return words.plural("{names}; and {count} other.", "{names}; and {count} others.", others, names="; ".join(named))
