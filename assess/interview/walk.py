"""Hold where one respondent is in the interview, and what is answered so far."""

from __future__ import annotations

import statistics
from functools import cached_property
from typing import Literal

import msgspec

from assess.interview import closing
from assess.interview.events import Option
from assess.interview.last_time import LastTime, Then
from assess.interview.places import INSTRUCTION, OVERVIEW, Place, Script
from questionnaires.language import Phrase
from questionnaires.model import LEVELS
from questionnaires.responses import Answer, Context, Facts, Importance, Respondent

Mode = Literal["choosing", "writing", "giving_reason", "reading_why", "filling", "looking_back", "telling_change"]

SECONDS_AN_ITEM = 42.0  # assumed until the respondent's own pace is known: 39 items take 27 minutes
ANSWERS_FOR_A_PACE = 3


class Position(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where to go on: a place, and how it was come by."""

    place: Place
    following_up: bool = False
    from_overview: bool = False
    returns_to: Place | None = None


class Walk(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The state of an interview between two events.

    `pointer` is the option that enter would save, or the capability that a mark would fall on; `cell` the place that
    is pointed at in the overview. `arrived` is when the present question was drawn, in seconds of any steady clock.
    `pace` is the respondent's median number of seconds an item, renewed on arrival so that it does not flicker.
    `compared` has the option of each item that was held against `last_time`; while that is shown, `onward` is where
    the respondent goes next, which is saved already.
    """

    script: Script
    respondent: Respondent
    context: Context
    facts: Facts
    position: Position = Position(INSTRUCTION)
    mode: Mode = "choosing"
    pointer: Option | None = None
    cell: Place | None = None
    followed_up: frozenset[str] = frozenset()
    notice: tuple[Phrase, ...] = ()
    last_time: LastTime | None = None
    compared: dict[str, Option] = {}
    onward: Position | None = None
    arrived: float = 0.0
    pace: float = SECONDS_AN_ITEM
    is_over: bool = False

    @property
    def here(self) -> Place:
        return self.position.place

    @property
    def resumes_at(self) -> Position:
        """Where the interview goes on if it stops now."""
        return self.onward or self.position

    @property
    def then(self) -> Then | None:
        """What was answered last time to the item here; None where nothing may be compared."""
        return self.last_time.answers.get(self.here.id) if self.last_time and self.here.kind == "item" else None

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """What can be pointed at here, in the order in which it is shown."""
        match self.here.kind:
            case "item":
                item = self.script.items[self.here.id]
                return (*LEVELS, "unknown", *(("not_applicable",) if item.not_applicable else ()))
            case "ambition":
                return LEVELS
            case "importance":
                return tuple(self.script.capabilities)
            case "closing" if self.here.id == closing.CHOICE:
                return ("yes", "no", "unknown")
        return ()

    @cached_property
    def chosen(self) -> Option | None:
        """The option that is saved here; None where nothing is."""
        match self.here.kind:
            case "item":
                return option_of(self.answer)
            case "ambition":
                return self.respondent.ambition.get(self.here.id)
            case "closing" if self.here.id == closing.CHOICE:
                return self.context.critical_data
        return None

    @property
    def answer(self) -> Answer | None:
        """The answer to the item here."""
        return self.respondent.answers.get(self.here.id)

    @property
    def importance(self) -> Importance:
        """What is marked as mattering most and least so far."""
        return self.respondent.importance or Importance()

    def is_answered(self, place: Place) -> bool:
        """Say whether anything is saved for a place that asks something."""
        match place.kind:
            case "item":
                return place.id in self.respondent.answers
            case "ambition":
                return place.id in self.respondent.ambition
            case "importance":
                return self.respondent.importance is not None
            case "closing":
                return closing.is_filled(place.id, self.context, self.facts)
        return True

    @cached_property
    def open_places(self) -> tuple[Place, ...]:
        """What is not answered yet, in order of asking."""
        return tuple(place for place in self.script.places if not self.is_answered(place))

    @cached_property
    def open_items(self) -> tuple[str, ...]:
        return tuple(place.id for place in self.open_places if place.kind == "item")

    @property
    def answered(self) -> int:
        """How many of the role's items are answered; a don't-know and a not-applicable are answers."""
        return len(self.script.items) - len(self.open_items)

    @property
    def minutes_left(self) -> int | None:
        """How many minutes the open items take at the respondent's own pace, at least 1; None where none is open."""
        return max(1, int(len(self.open_items) * self.pace / 60 + 0.5)) if self.open_items else None

    @property
    def leads_to_end(self) -> bool:
        """Say whether leaving the overview ends the interview, rather than going back to a question."""
        return self.position.returns_to is None or not self.open_places


def option_of(answer: Answer | None) -> Option | None:
    """Return the option that an answer chose."""
    if answer is None:
        return None
    return answer.level if answer.kind == "level" else answer.kind


def pace_of(respondent: Respondent) -> float:
    """Return the respondent's median number of seconds an item; the assumed one before three answers are timed."""
    seconds = [spent for spent in respondent.seconds.values() if spent > 0]
    return statistics.median(seconds) if len(seconds) >= ANSWERS_FOR_A_PACE else SECONDS_AN_ITEM


def position_from(text: str | None, script: Script) -> Position:
    """Return the position that an interrupted interview left; the start where there is none that this script knows."""
    try:
        position = msgspec.json.decode(text or "", type=Position)
    except msgspec.DecodeError:  # nothing was kept yet, or another program kept it in another form
        return Position(INSTRUCTION)
    known = {*script.places, OVERVIEW}
    if position.place not in known or (position.returns_to and position.returns_to not in known):
        return Position(INSTRUCTION)
    return position


def position_as_text(position: Position) -> str:
    return msgspec.json.encode(position).decode()
