"""Write the figures that reasons have in common."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.language import Words
from reports.sentences import letter
from scoring.roadmap.model import Lift
from scoring.roadmap.reasons import Obstacle


def at_letters(lifts: Sequence[Lift], words: Words) -> str:
    return words.listing([words("{item} at {letter}", item=lift.item, letter=letter(lift.level)) for lift in lifts])


def figure(value: float, words: Words) -> str:
    return words.shortest(round(value, 1))


def used(held: Obstacle, words: Words) -> str:
    return words("{taken} of {room}", taken=figure(held.taken, words), room=figure(held.room, words))


def weeks(n: int, words: Words) -> str:
    """Return a length of time: vijf weken."""
    return words.plural("{count} week", "{count} weeks", n)
