"""What a respondent can do at a place, and what must be saved because of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from assess.interview.places import Place
from questionnaires.responses import Answer, Context, Facts, Importance

Option = int | str  # a level; unknown, not_applicable, yes or no; a capability, where parts are weighed
Mark = Literal["most", "least"]


class Point(msgspec.Struct, frozen=True):
    """Point at an option by its letter or sign."""

    option: Option


class Move(msgspec.Struct, frozen=True):
    """Move the pointer: `down` options or rows, `along` a row of the overview."""

    down: int = 0
    along: int = 0


class Enter(msgspec.Struct, frozen=True):
    """Save what is pointed at, or go on where there is nothing to choose."""


class Submit(msgspec.Struct, frozen=True):
    """Save what was typed in the fields of the place, in their order."""

    texts: tuple[str, ...]


class Cancel(msgspec.Struct, frozen=True):
    """Leave the fields, or the explanation, without saving."""


class Note(msgspec.Struct, frozen=True):
    """Write a note or evidence with the option that is pointed at."""


class Why(msgspec.Struct, frozen=True):
    """Read why this is asked and what counts as evidence, or go back to the question."""


class Back(msgspec.Struct, frozen=True):
    """Go to the place before this one."""


class Skip(msgspec.Struct, frozen=True):
    """Go on without changing anything here."""


class Overview(msgspec.Struct, frozen=True):
    """Open the overview, or leave it."""


class NextOpen(msgspec.Struct, frozen=True):
    """Move to the next thing in the overview that is not answered yet."""


class Weigh(msgspec.Struct, frozen=True):
    """Mark the capability that is pointed at as mattering most or least; None takes its mark away."""

    mark: Mark | None


class GoTo(msgspec.Struct, frozen=True):
    """Open a place from the overview."""

    place: Place


Event = Point | Move | Enter | Submit | Cancel | Note | Why | Back | Skip | Overview | NextOpen | Weigh | GoTo


class AnswerGiven(msgspec.Struct, frozen=True):
    """An item was answered; `seconds` is the time that its respondent has spent on it so far."""

    item_id: str
    answer: Answer
    seconds: float


class BarSet(msgspec.Struct, frozen=True):
    """The bar of a domain was set, at level 1 to 5."""

    domain_id: str
    level: int


class ImportanceMarked(msgspec.Struct, frozen=True):
    """What matters most and least was marked; holds all marks."""

    importance: Importance


class ContextTold(msgspec.Struct, frozen=True):
    """Something about the department was told; holds all that was told."""

    context: Context


class FactsTold(msgspec.Struct, frozen=True):
    """An optional fact was told; holds all of them."""

    facts: Facts


class PlaceReached(msgspec.Struct, frozen=True):
    """The respondent is somewhere else now; `position` is where to go on (see `Walk.resume`)."""

    position: str


class Completed(msgspec.Struct, frozen=True):
    """The respondent has gone through the overview to the end."""


Effect = AnswerGiven | BarSet | ImportanceMarked | ContextTold | FactsTold | PlaceReached | Completed
