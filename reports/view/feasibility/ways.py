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
    """Return a way with what it asks; one that has no figure to ask brings nothing, and says so."""
    words = material.words
    match way.kind:
        case "days":
            title, asked = words("More days"), _days(material, way)
            useless = words("More days alone bring no more within these quarters.")
        case "quarters":
            title, asked = words("More time"), _quarters(material, way)
            useless = words("More time alone brings no more.")
        case "target":
            title, asked = words("A lower bar"), _target(material, way)
            useless = words("No lower bar alone makes a difference.")
    if asked is None:
        return WayColumn(title=title, asks="", text=useless, closes="", changes=())
    asks, text = asked
    return WayColumn(
        title=title, asks=asks, text=text, closes=_closes(material, way), changes=tuple(_changes(material, way))
    )


def _days(material: Material, way: Way) -> tuple[str, str] | None:
    words, own = material.words, own_capacity(material)
    if way.capacity is None:
        return None
    return (
        words("+{days} a quarter", days=words.shortest(round(max(0, way.capacity - own), 1))),
        words(
            "{capacity} in place of {own} person-days a quarter.",
            capacity=words.shortest(way.capacity),
            own=words.shortest(round(own, 1)),
        ),
    )


def _quarters(material: Material, way: Way) -> tuple[str, str] | None:
    words, own = material.words, material.roadmap.limits.quarters
    if way.quarters is None:
        return None
    return (
        words.plural("+{n} quarter", "+{n} quarters", way.quarters - own),
        words(
            "{quarters} quarters in place of {own}, with the same days in each.",
            quarters=sentences.as_sentence(words.count(way.quarters)),
            own=words.count(own),
        ),
    )


def _target(material: Material, way: Way) -> tuple[str, str] | None:
    words = material.words
    if way.capability is None:
        return None
    return (
        words("{id} at level {target}", id=way.capability, target=way.target),
        words(
            "{name} gets its bar at {target} in place of {own}.",
            name=material.name(way.capability),
            target=way.target,
            own=words.number(material.score(way.capability).target, 0),
        ),
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
