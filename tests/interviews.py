"""What the tests of the interview share: a walk to begin with, events in a row, and what was saved."""

from __future__ import annotations

from msgspec.structs import replace

from assess.interview.events import (
    AnswerGiven,
    BarSet,
    Completed,
    ContextTold,
    Effect,
    Event,
    FactsTold,
    GoTo,
    ImportanceMarked,
    Overview,
    PlaceReached,
)
from assess.interview.places import INSTRUCTION, Place, Script
from assess.interview.stepping import begin, step
from assess.interview.walk import Walk
from questionnaires import catalogue
from questionnaires.model import Role
from questionnaires.responses import Answer, Context, Facts, Respondent

QUESTIONNAIRE = catalogue.load()


def script(role: Role = "it_management") -> Script:
    return Script(questionnaire=QUESTIONNAIRE, role=role, describes_department=True)


def walk(
    role: Role = "it_management", *, answers: dict[str, Answer] | None = None, position: str | None = None
) -> Walk:
    respondent = Respondent(id="r1", role=role, answers=answers or {})
    return begin(script(role), respondent, Context(horizon_quarters=4), Facts(), position=position, now=0.0)


def at(place: str, role: Role = "it_management", **known: object) -> Walk:
    """Return a walk that stands at an item, or at "ambition:U", "importance", "closing:A4" or "overview"."""
    kind, _, name = place.partition(":")
    target = Place(kind, name) if kind in ("ambition", "importance", "closing", "overview") else Place("item", place)
    walking = walk(role, **known)
    while walking.here != target:
        before = walking
        walking = step(walking, _onward(walking), walking.arrived).walk
        assert walking != before, f"there is no way to {place}"
    return walking


def _onward(walking: Walk) -> Event:
    from assess.interview.events import Enter, Skip

    return Enter() if walking.here == INSTRUCTION else Skip()


def after(walking: Walk, *events: Event, seconds: float = 0.0) -> Walk:
    """Return the walk after some events, each as many seconds after the one before."""
    for event in events:
        walking = step(walking, event, walking.arrived + seconds).walk
    return walking


def saved_by(walking: Walk, event: Event, seconds: float = 0.0) -> tuple[Effect, ...]:
    """Return what must be saved because of one event, but for the position."""
    effects = step(walking, event, walking.arrived + seconds).effects
    return tuple(effect for effect in effects if not isinstance(effect, PlaceReached))


def opened_from_overview(walking: Walk, place: Place) -> Walk:
    return after(walking, Overview(), GoTo(place))


class Recorder:
    """What a store would know of one respondent after the effects that it was given."""

    def __init__(self, respondent: Respondent, context: Context, facts: Facts) -> None:
        self.respondent = respondent
        self.context = context
        self.facts = facts
        self.position: str | None = None
        self.is_complete = False

    def save(self, effect: Effect) -> None:
        person = self.respondent
        match effect:
            case AnswerGiven(item_id, answer, seconds):
                self.respondent = replace(
                    person,
                    answers=person.answers | {item_id: answer},
                    seconds=person.seconds | {item_id: seconds},
                )
            case BarSet(domain_id, level):
                self.respondent = replace(person, ambition=person.ambition | {domain_id: level})
            case ImportanceMarked(importance):
                self.respondent = replace(person, importance=importance)
            case ContextTold(context):
                self.context = context
            case FactsTold(facts):
                self.facts = facts
            case PlaceReached(position):
                self.position, self.is_complete = position, False
            case Completed():
                self.is_complete = True
