"""Take an interview one event further: from a state and an event to the next state and what must be saved first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from assess.interview import closing, looking_back
from assess.interview.events import (
    AnswerGiven,
    Back,
    BarSet,
    Cancel,
    Completed,
    ContextTold,
    Effect,
    Enter,
    Event,
    FactsTold,
    GoTo,
    ImportanceMarked,
    Mark,
    Move,
    NextOpen,
    Note,
    Overview,
    PlaceReached,
    Point,
    Skip,
    Submit,
    Weigh,
    Why,
)
from assess.interview.last_time import LastTime
from assess.interview.places import OVERVIEW, Place, Script
from assess.interview.walk import Mode, Position, Walk, option_of, pace_of, position_as_text, position_from
from questionnaires.language import Phrase, phrase
from questionnaires.responses import MAX_IMPORTANCE_MARKS, Answer, Context, Facts, Importance, Respondent


class Step(msgspec.Struct, frozen=True):
    """The state after an event, true once all effects are saved, in their order."""

    walk: Walk
    effects: tuple[Effect, ...] = ()


def begin(
    script: Script,
    respondent: Respondent,
    context: Context,
    facts: Facts,
    *,
    position: str | None,
    now: float,
    last_time: LastTime | None = None,
) -> Walk:
    """Return the interview of a respondent, exactly where it was left.

    `position` is the text of the last `PlaceReached`; without one, whoever answered already goes on at what is open.
    Answers that are here already are not held against `last_time` again, unless they change.
    """
    options = {item_id: option_of(answer) for item_id, answer in respondent.answers.items()}
    compared = {item_id: option for item_id, option in options.items() if option is not None}
    walk = Walk(
        script=script, respondent=respondent, context=context, facts=facts, last_time=last_time, compared=compared
    )
    where = position_from(position, script)
    if position is None and respondent.answers:
        where = Position(next((place for place in script.places if not walk.is_answered(place)), OVERVIEW))
    unknown = {item_id for item_id, answer in respondent.answers.items() if answer.kind == "unknown"}
    return _standing(replace(walk, followed_up=frozenset(unknown)), where, now)


def step(walk: Walk, event: Event, now: float) -> Step:
    """Return the state after an event, with what must be saved before it is shown; `now` as `Walk.arrived`."""
    walk = replace(walk, notice=())
    if walk.mode in ("writing", "giving_reason", "filling"):
        return _while_typing(walk, event, now)
    if walk.mode in ("looking_back", "telling_change"):
        return _looking_back(walk, event, now)
    if walk.mode == "reading_why":
        return Step(replace(walk, mode="choosing") if isinstance(event, Why | Cancel | Enter) else walk)
    if walk.here == OVERVIEW:
        return _in_overview(walk, event, now)
    match event:
        case Point(option) if option in walk.options:
            return Step(replace(walk, pointer=option))
        case Move(down):
            return Step(_moved(walk, down))
        case Enter():
            return _entered(walk, now)
        case Note() if walk.here.kind == "item":
            return Step(_writing(walk))
        case Why() if walk.here.kind == "item":
            return Step(replace(walk, mode="reading_why"))
        case Weigh(mark) if walk.here.kind == "importance":
            return _weighed(walk, mark)
        case Back():
            return _left(walk, walk.script.before, now)
        case Skip():
            return _left(walk, walk.script.after, now)
        case Overview() if walk.position.from_overview:
            return _left(walk, walk.script.before, now)
        case Overview() if walk.here.kind != "instruction":
            return _arrived(walk, Position(OVERVIEW, returns_to=walk.here), now)
    return Step(walk)


# Where one is


def _standing(walk: Walk, position: Position, now: float) -> Walk:
    """Put a respondent at a position, with the pointer on what is answered there."""
    mode: Mode = "choosing"
    if position.place.kind == "closing" and position.place.id != closing.CHOICE:
        mode = "filling"
    came_from = walk.here if position.returns_to or walk.position.from_overview else None
    walk = replace(
        walk,
        position=position,
        mode=mode,
        pointer=None,
        cell=None,
        onward=None,
        arrived=now,
        pace=pace_of(walk.respondent),
    )
    match position.place.kind:
        case "importance":
            return replace(walk, pointer=walk.options[0])
        case "overview":
            return replace(walk, cell=_first_cell(walk, came_from))
    return replace(walk, pointer=walk.chosen)


def _first_cell(walk: Walk, came_from: Place | None) -> Place:
    """Return what the overview points at: where one comes from, else the first item or bar that is open."""
    cells = _cells(walk.script)
    if came_from in cells:
        return came_from
    return next((place for place in walk.open_places if place.kind in ("item", "ambition")), cells[0])


def _arrived(walk: Walk, position: Position, now: float, *effects: Effect) -> Step:
    """Go to a position, by way of last time's answer where that is due; what was answered is saved before it shows."""
    saved = (*effects, PlaceReached(position_as_text(position)))
    if not looking_back.is_due(walk):
        return Step(_standing(walk, position, now), saved)
    walk = looking_back.marked(walk)
    if looking_back.is_same(walk):
        same = phrase("{item}: the same as last time.", item=walk.here.id)
        return Step(replace(_standing(walk, position, now), notice=(same,)), saved)
    return Step(replace(walk, mode="looking_back", onward=position), saved)


def _left(walk: Walk, onward: Callable[[Place], Place], now: float, *effects: Effect) -> Step:
    """Leave a place: back to the overview for who came from there, else onward (or back) in the script."""
    if walk.position.from_overview:
        return _arrived(walk, Position(OVERVIEW, returns_to=walk.position.returns_to), now, *effects)
    place = onward(walk.here)
    return Step(walk, effects) if place == walk.here else _arrived(walk, Position(place), now, *effects)


def _moved(walk: Walk, down: int) -> Walk:
    if not walk.options:
        return walk
    if walk.pointer is None:
        return replace(walk, pointer=walk.options[0 if down > 0 else -1])
    index = walk.options.index(cast("Any", walk.pointer)) + down
    return replace(walk, pointer=walk.options[max(0, min(index, len(walk.options) - 1))])


# Choosing


def _entered(walk: Walk, now: float) -> Step:
    match walk.here.kind:
        case "instruction":
            return _left(walk, walk.script.after, now)
        case "importance":
            effects = () if walk.respondent.importance else (ImportanceMarked(Importance()),)
            return _left(_with(walk, effects), walk.script.after, now, *effects)
    if walk.pointer is None:
        return _not_yet(walk, _choose_first(walk))
    match walk.here.kind:
        case "ambition":
            return _kept(walk, now, BarSet(walk.here.id, cast("int", walk.pointer)))
        case "closing":
            told = closing.fill(walk.here.id, (str(walk.pointer),), walk.context, walk.facts)
            return _kept(walk, now, *_told(walk, cast("tuple[Context, Facts]", told)))
    if walk.pointer == "not_applicable":
        return Step(replace(walk, mode="giving_reason"))
    return _answered(walk, _answer(walk), now)


def _kept(walk: Walk, now: float, *effects: Effect) -> Step:
    """Go on with what is new; what was so already is not saved again."""
    news = () if walk.chosen == walk.pointer else effects
    return _left(_with(walk, news), walk.script.after, now, *news)


def _answer(walk: Walk) -> Answer:
    """Return the answer that is pointed at, with the note and evidence of the present one."""
    before = walk.answer or Answer()
    if walk.pointer == "unknown":
        return Answer(kind="unknown", note=before.note, evidence=before.evidence)
    return Answer(level=cast("int", walk.pointer), note=before.note, evidence=before.evidence)


def _answered(walk: Walk, answer: Answer, now: float) -> Step:
    """Save an answer and go on; a first don't-know stays for its follow-up."""
    if answer.kind == "unknown" and walk.here.id not in walk.followed_up:
        return _saved_here(walk, answer, now)
    effects = _news(walk, answer, now)
    return _left(_with(walk, effects), walk.script.after, now, *effects)


def _saved_here(walk: Walk, answer: Answer, now: float) -> Step:
    """Save an answer and stay; a first don't-know gets its follow-up."""
    effects: tuple[Effect, ...] = _news(walk, answer, now)
    following_up = answer.kind == "unknown" and (walk.position.following_up or walk.here.id not in walk.followed_up)
    stays = _with(replace(walk, mode="choosing", arrived=now), effects)
    if following_up != walk.position.following_up:
        position = replace(walk.position, following_up=following_up)
        stays = replace(stays, position=position, followed_up=walk.followed_up | {walk.here.id})
        effects = (*effects, PlaceReached(position_as_text(position)))
    return Step(replace(stays, pointer=stays.chosen), effects)


def _news(walk: Walk, answer: Answer, now: float) -> tuple[AnswerGiven, ...]:
    if answer == walk.answer:
        return ()
    spent = walk.respondent.seconds.get(walk.here.id, 0.0) + max(0.0, now - walk.arrived)
    return (AnswerGiven(walk.here.id, answer, round(spent, 1)),)


def _not_yet(walk: Walk, notice: Phrase) -> Step:
    return Step(replace(walk, notice=(notice,)))


def _choose_first(walk: Walk) -> Phrase:
    if walk.here.kind == "item":
        return phrase("First choose a sentence (a to e), or ? if you do not know.")
    if walk.here.kind == "ambition":
        return phrase("First choose a sentence (a to e), or go on without one.")
    return phrase("First choose an answer, or go on without one.")


# Typing


def _writing(walk: Walk) -> Walk:
    if walk.pointer is None:
        return replace(walk, notice=(phrase("First choose a sentence; a note belongs to an answer."),))
    return replace(walk, mode="giving_reason" if walk.pointer == "not_applicable" else "writing")


def _while_typing(walk: Walk, event: Event, now: float) -> Step:
    match walk.mode, event:
        case "writing", Submit((note, *evidence)):  # users and suppliers are asked for no evidence
            answer = replace(_answer(walk), note=note.strip() or None)
            if evidence:
                answer = replace(answer, evidence=evidence[0].strip() or None)
            return _saved_here(walk, answer, now)
        case "giving_reason", Submit((reason,)) if reason.strip():
            before = walk.answer or Answer()
            answer = replace(before, kind="not_applicable", level=None, reason=reason.strip())
            return _answered(replace(walk, mode="choosing"), answer, now)
        case "giving_reason", Submit():
            return _not_yet(walk, phrase("Say in a few words why; without a reason it does not count."))
        case "filling", Submit(texts):
            told = closing.fill(walk.here.id, texts, walk.context, walk.facts)
            if isinstance(told, closing.Unreadable):
                return _not_yet(walk, told.remedy)
            effects = _told(walk, told)
            return _left(_with(walk, effects), walk.script.after, now, *effects)
        case "filling", Cancel() | Back():
            return _left(walk, walk.script.before, now)
        case "filling", Skip():
            return _left(walk, walk.script.after, now)
        case (("writing" | "giving_reason"), Cancel()):
            return Step(replace(walk, mode="choosing"))
    return Step(walk)


def _told(walk: Walk, told: tuple[Context, Facts]) -> tuple[Effect, ...]:
    context, facts = told
    return (
        *([ContextTold(context)] if context != walk.context else ()),
        *([FactsTold(facts)] if facts != walk.facts else ()),
    )


# Last time's answer


def _looking_back(walk: Walk, event: Event, now: float) -> Step:
    """Go on to where the respondent was going; a note of what changed goes with the answer that is kept already."""
    onward = cast("Position", walk.onward)
    match walk.mode, event:
        case "looking_back", Enter() | Skip() | Cancel():
            return Step(_standing(walk, onward, now))
        case "looking_back", Back():
            place = position_as_text(walk.position)
            return Step(_standing(walk, walk.position, now), (PlaceReached(place),))
        case "looking_back", Note():
            return Step(replace(walk, mode="telling_change"))
        case "telling_change", Submit((told,)):
            spent = walk.respondent.seconds.get(walk.here.id, 0.0)  # reading of last time is no time to answer
            answer = looking_back.with_note(cast("Answer", walk.answer), told)
            effects = () if answer == walk.answer else (AnswerGiven(walk.here.id, answer, spent),)
            return Step(_standing(_with(walk, effects), onward, now), effects)
        case "telling_change", Cancel():
            return Step(replace(walk, mode="looking_back"))
    return Step(walk)


# Weighing


def _weighed(walk: Walk, mark: Mark | None) -> Step:
    part = cast("str", walk.pointer)
    marks = {
        "most": tuple(other for other in walk.importance.most if other != part),
        "least": tuple(other for other in walk.importance.least if other != part),
    }
    if mark and len(marks[mark]) == MAX_IMPORTANCE_MARKS:
        return _not_yet(walk, phrase("Four is the maximum. First take another away with the space bar."))
    if mark:
        order = list(walk.script.capabilities)
        marks[mark] = tuple(sorted((*marks[mark], part), key=order.index))
    importance = Importance(**marks)
    effects = (ImportanceMarked(importance),) if importance != walk.respondent.importance else ()
    return Step(_with(walk, effects), effects)


# The overview


def _cells(script: Script) -> tuple[Place, ...]:
    return tuple(place for row in script.rows for place in row)


def _in_overview(walk: Walk, event: Event, now: float) -> Step:
    cells = _cells(walk.script)
    match event:
        case Move(down, along):
            return Step(replace(walk, cell=_neighbour(walk, down, along)))
        case NextOpen():
            start = cells.index(cast("Place", walk.cell)) + 1
            around = (*cells[start:], *cells[:start])
            return Step(replace(walk, cell=next((cell for cell in around if not walk.is_answered(cell)), walk.cell)))
        case Enter():
            return _opened(walk, cast("Place", walk.cell), now)
        case GoTo(place) if place in cells:
            return _opened(walk, place, now)
        case Overview() | Skip() if walk.leads_to_end:
            return Step(replace(walk, is_over=True), (Completed(),))
        case Overview() | Skip() if walk.position.returns_to:
            return _arrived(walk, Position(walk.position.returns_to), now)
        case Back():
            back = walk.position.returns_to or walk.script.before(OVERVIEW)
            return _arrived(walk, Position(back), now)
    return Step(walk)


def _opened(walk: Walk, place: Place, now: float) -> Step:
    position = Position(place, from_overview=True, returns_to=walk.position.returns_to)
    return _arrived(walk, position, now)


def _neighbour(walk: Walk, down: int, along: int) -> Place:
    """Return the cell a number of rows down and columns along, held within the overview."""
    rows = walk.script.rows
    row = next(index for index, cells in enumerate(rows) if walk.cell in cells)
    column = rows[row].index(cast("Place", walk.cell)) + along
    row = max(0, min(row + down, len(rows) - 1))
    return rows[row][max(0, min(column, len(rows[row]) - 1))]


# What was saved


def _with(walk: Walk, effects: tuple[Effect, ...]) -> Walk:
    """Return the state in which the effects are true."""
    for effect in effects:
        respondent = walk.respondent
        match effect:
            case AnswerGiven(item_id, answer, seconds):
                respondent = replace(
                    respondent,
                    answers={**respondent.answers, item_id: answer},
                    seconds={**respondent.seconds, item_id: seconds},
                )
            case BarSet(domain_id, level):
                respondent = replace(respondent, ambition={**respondent.ambition, domain_id: level})
            case ImportanceMarked(importance):
                respondent = replace(respondent, importance=importance)
            case ContextTold(context):
                walk = replace(walk, context=context)
            case FactsTold(facts):
                walk = replace(walk, facts=facts)
        walk = replace(walk, respondent=respondent)
    return walk
