"""The pages of a participant: every label and number is decided here, and the templates place them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from assess.workshop.pages.rendering import rendered
from assess.workshop.room import Room, Seat
from questionnaires.language import Phrase, Words
from questionnaires.model import LEVELS, Audience, Questionnaire, Role, audience_of
from questionnaires.responses import MAX_IMPORTANCE_MARKS, Answer, Importance
from reports.sentences import LETTERS, as_sentence

OTHER = {"nl": ("en", "English"), "en": ("nl", "Nederlands")}


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around every page; `other` is the other language with its own name for itself."""

    language: str
    title: str
    other: str
    other_name: str
    events: str = ""
    csrf: str = ""
    problem: str = ""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Something to choose: its letter or number, the text, and what is said below it."""

    value: str
    mark: str = ""
    text: str
    note: str = ""
    is_chosen: bool = False


class Progress(msgspec.Struct, frozen=True):
    """How far it is: in words, and as so many of so many."""

    text: str
    value: int
    most: int


class Bottom(msgspec.Struct, frozen=True, kw_only=True):
    """The bar at the bottom: what the buttons say, and whether what is chosen is saved."""

    back: str
    onward: str
    saved: str = ""
    new: str = ""
    lost: str = ""
    again: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A capability that can matter most or least; `mark` is what it does now."""

    id: str
    name: str
    about: str
    mark: str


# Coming in


def enter(words: Words, *, typed: str = "", problem: Phrase | None = None) -> str:
    """Return the page on which a code is typed."""
    return rendered(
        "phone/enter.html.jinja",
        frame=_frame(words, words("Join"), problem=problem),
        heading=words("Join on your phone"),
        label=words("Code on the screen"),
        typed=typed,
        onward=words("Go there"),
    )


def join(
    room: Room,
    words: Words,
    *,
    csrf: str,
    role: Role | None = None,
    chosen: Role | None = None,
    problem: Phrase | None = None,
) -> str:
    """Return the page on which somebody joins; `role` is given by a link, `chosen` was chosen before."""
    told = (
        words("Workshop of {organisation}.", organisation=room.organisation)
        if room.kind == "workshop"
        else words("Survey of {organisation}.", organisation=room.organisation)
    )
    anonymous = words(
        "You join without a name or account: nobody sees what you choose, and a group is shown apart only from {count} "
        "people on.",
        count=words.count(room.threshold),
    )
    asked = words("You join without a name or account. You say yourself whether your answers may be recognised.")
    return rendered(
        "phone/join.html.jinja",
        frame=_frame(words, room.questionnaire.title[words.language], csrf=csrf, problem=problem),
        heading=room.questionnaire.title[words.language],
        lead=f"{told} {asked if room.asks_consent else anonymous}",
        kept_title=words("What do we keep?"),
        kept=words(
            "Your role and your answers, under a random number. No time, no IP address, nothing about your phone. One "
            "cookie remembers where you were."
        ),
        role_title=words("What is your role?"),
        roles=() if role else tuple(_roles(room.questionnaire, chosen, words)),
        given=words("You join as: {role}.", role=role_name(role, words)) if role else "",
        fixed=words("Your role decides your questions, and cannot be changed once you joined."),
        consent_title=words("May your answers be recognised?") if room.asks_consent else "",
        consents=(
            Choice(
                value="yes",
                text=words("Yes, they may"),
                note=words("Only if everyone says yes, the report shows what each person answered."),
            ),
            Choice(
                value="no",
                text=words("No, rather not"),
                note=words("Then everything is shown in groups, for everyone."),
            ),
        ),
        onward=words("Join"),
    )


def _roles(questionnaire: Questionnaire, chosen: Role | None, words: Words) -> Iterator[Choice]:
    about: dict[Role, str] = {
        "it_management": words("I lead IT or a part of it."),
        "it_staff": words("I work in the IT department."),
        "user": words("I use IT for my work."),
        "supplier": words("I work for a supplier of IT."),
    }
    for role, said in about.items():
        count = len(tuple(questionnaire.asked_of(role)))
        if count:
            asked = words.plural("{n} question.", "{n} questions.", count)
            yield Choice(value=role, text=role_name(role, words), note=f"{said} {asked}", is_chosen=role == chosen)


def role_name(role: Role, words: Words) -> str:
    """Return what a role is called on a page."""
    names: dict[Role, str] = {
        "it_management": words("IT management"),
        "it_staff": words("IT staff"),
        "user": words("User"),
        "supplier": words("Supplier"),
    }
    return names[role]


# Answering


def item(seat: Seat, item_id: str, *, csrf: str, follow_up: bool = False, problem: Phrase | None = None) -> str:
    """Return the page of one item; with `follow_up` it asks which sentence comes closest."""
    words, asked = seat.words, seat.script.items[item_id]
    wording, answer = asked.worded_for(seat.respondent.role), seat.respondent.answers.get(item_id)
    number, total = seat.script.number_of(item_id), len(seat.script.items)
    chosen = _chosen(answer)
    first = seat.places[0].id == item_id
    return rendered(
        "phone/item.html.jinja",
        frame=_frame(
            words, words("Question {number} of {total}", number=number, total=total), csrf=csrf, problem=problem
        ),
        progress=Progress(words("Question {number} of {total}", number=number, total=total), number - 1, total),
        heading=wording.question[words.language],
        how_title=_how(audience_of(seat.respondent.role), words),
        how=seat.room.questionnaire.instruction[audience_of(seat.respondent.role)][words.language],
        is_open=first and answer is None,
        closest=words("That is fine. Which sentence comes closest? If you really do not know, go on.")
        if follow_up
        else "",
        knows=follow_up or chosen == "unknown",
        sentences=tuple(
            Choice(
                value=str(level),
                mark=LETTERS[level - 1],
                text=wording.levels[level - 1][words.language],
                is_chosen=chosen == str(level),
            )
            for level in LEVELS
        ),
        others=tuple(_others(seat, asked.not_applicable, chosen)),
        bottom=_bottom(
            words,
            saved=_saved(answer, words),
            onward=words("Onward"),
        ),
    )


def _how(audience: Audience, words: Words) -> str:
    if audience == "it":
        return words("Choose the last sentence that is fully true")
    return words("Choose the last sentence that fully matches")


def _others(seat: Seat, is_applicable: bool, chosen: str) -> Iterator[Choice]:
    words = seat.words
    yield Choice(value="unknown", text=words("I don’t know"), is_chosen=chosen == "unknown")
    if is_applicable:
        yield Choice(
            value="not_applicable",
            text=words("Not applicable"),
            note=words("Only if this does not occur in your work."),
            is_chosen=chosen == "not_applicable",
        )


def _chosen(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return answer.kind if answer.level is None else str(answer.level)


def _saved(answer: Answer | None, words: Words) -> str:
    if answer is None:
        return ""
    if answer.level is None:
        return words("Saved")
    return words("Sentence {letter} is saved", letter=LETTERS[answer.level - 1])


def ambition(seat: Seat, domain_id: str, *, csrf: str, problem: Phrase | None = None) -> str:
    """Return the page on which the bar of a domain is set."""
    words, questionnaire = seat.words, seat.room.questionnaire
    domains = [place.id for place in seat.places if place.kind == "ambition"]
    domain = next(one for one in questionnaire.domains if one.id == domain_id)
    number, quarters, question = domains.index(domain_id) + 1, seat.room.horizon_quarters, questionnaire.ambition
    asked = question.question_one_quarter if quarters == 1 else question.question
    level = seat.respondent.ambition.get(domain_id)
    return rendered(
        "phone/ambition.html.jinja",
        frame=_frame(words, domain.name[words.language], csrf=csrf, problem=problem),
        progress=Progress(
            words("The bar: domain {number} of {total}", number=number, total=len(domains)), number - 1, len(domains)
        ),
        heading=asked[words.language].format(domain=domain.name[words.language], quarters=quarters),
        hint=question.hint[words.language],
        levels=tuple(
            Choice(
                value=str(one),
                mark=str(one),
                text=domain.ambition_levels[one - 1][words.language],
                is_chosen=level == one,
            )
            for one in LEVELS
        ),
        bottom=_bottom(
            words,
            saved=words("Bar {level} is saved", level=level) if level else "",
            onward=words("Ready") if number == len(domains) else words("Onward"),
        ),
    )


def importance(seat: Seat, *, csrf: str, marks: Importance | None = None, problem: Phrase | None = None) -> str:
    """Return the page on which parts are weighed; `marks` are those that were sent and could not be kept."""
    words = seat.words
    kept = marks or seat.respondent.importance or Importance()
    mark_of = dict.fromkeys(kept.most, "most") | dict.fromkeys(kept.least, "least")
    groups = [
        (
            domain.name[words.language],
            tuple(
                Part(
                    id=part.id,
                    name=part.name[words.language],
                    about=part.definition[words.language],
                    mark=mark_of.get(part.id, "plain"),
                )
                for part in domain.capabilities
                if part.id in seat.script.capabilities
            ),
        )
        for domain in seat.script.domains
    ]
    is_last = seat.places[-1].kind == "importance"
    return rendered(
        "phone/importance.html.jinja",
        frame=_frame(words, words("What matters most to you?"), csrf=csrf, problem=problem),
        heading=words("What matters most to you?"),
        hint=words(
            "Give at most four parts ‘most’ and at most four ‘least’. Fewer is fine: what you do not touch stays plain."
        ),
        groups=groups,
        marks=(("least", words("least")), ("plain", words("plain")), ("most", words("most"))),
        most=words("Most: "),
        least=words("Least: "),
        of=words(" of {most}", most=MAX_IMPORTANCE_MARKS),
        over_most=words("Too often ‘most’: make one plain."),
        over_least=words("Too often ‘least’: make one plain."),
        bottom=_bottom(words, onward=words("Ready") if is_last else words("Save")),
    )


# Afterwards


def done(seat: Seat, *, csrf: str) -> str:
    """Return the page of who came to the end, and what comes next in the room."""
    words, room, board = seat.words, seat.room, seat.room.desk.board
    is_answering, missing = not board.is_closed, seat.open_items
    answered = len(seat.script.items) - len(missing)
    ready, expected = room.presence.ready, room.expected or room.presence.joined
    return rendered(
        "phone/done.html.jinja",
        frame=_frame(words, words("Ready"), csrf=csrf, events=f"/{room.code}/events"),
        heading=_done_heading(seat, is_ended=board.round == "done"),
        lead=words("{n} of the {total} questions are answered. Thank you.", n=answered, total=len(seat.script.items)),
        is_answering=is_answering,
        is_shown=board.is_shown,
        figure=str(ready),
        ready=words("of the {total} people are ready", total=expected),
        progress=Progress(words("Ready with answering"), ready, max(expected, ready, 1)),
        next=_what_next(room, words),
        look=words("See whether we go on"),
        missing_title=words("Not answered yet") if missing and is_answering else "",
        missing=tuple(
            (
                f"/{room.code}/item/{item_id}",
                str(seat.script.number_of(item_id)),
                seat.script.items[item_id].worded_for(seat.respondent.role).question[words.language],
            )
            for item_id in missing
        ),
        review=words("See or change your answers"),
        first=f"/{room.code}/item/{next(iter(seat.script.items))}",
        until=words("You can until the facilitator shows the result.")
        if room.kind == "workshop"
        else words("You can until the survey closes."),
        leave_title=words("This is not my own phone"),
        leave=words(
            "Then sign off. Your answers stay saved; nobody can open them on this phone any more, and neither can you."
        ),
        leave_path=f"/{room.code}/leave",
        leave_button=words("Sign off on this phone"),
    )


def _done_heading(seat: Seat, *, is_ended: bool) -> str:
    words = seat.words
    if is_ended:
        return words("We are done. Thank you.")
    if seat.room.desk.board.is_shown:
        return words("Look at the screen")
    if seat.is_ready:
        return words("You are ready, everything is saved")
    return words("Everything you answered is saved")


def _what_next(room: Room, words: Words) -> str:
    match room.desk.board.round:
        case "alone" if room.kind == "survey":
            return words("You can close this page.")
        case "alone":
            return words("Look at the screen in the room in a while. This page goes on by itself.")
        case "done":
            return words("The facilitator has the report with what we agreed.")
    return words("We look together at what we see differently. You need not say what you chose.")


def closed(room: Room, words: Words, seat: Seat | None = None) -> str:
    """Return the page of a workshop in which nobody can answer any more."""
    is_survey = room.kind == "survey"
    return rendered(
        "phone/message.html.jinja",
        frame=_frame(words, words("Closed")),
        heading=words("This survey is closed") if is_survey else words("This workshop is closed"),
        lead=words("Answering is over. Whatever was ‘saved’ counts."),
        way=words("Go to the last page") if seat else words("Type another code"),
        to=f"/{room.code}/done" if seat else "/",
    )


def message(
    words: Words,
    *,
    title: Phrase,
    text: Phrase,
    way: tuple[Phrase, str] | None,
    room: Room | None = None,  # noqa: ARG001 (the same words for every workshop)
) -> str:
    """Return a friendly page that says what is the matter, with the way on."""
    label, to = way or (None, "")
    return rendered(
        "phone/message.html.jinja",
        frame=_frame(words, as_sentence(words.say(title))),
        heading=as_sentence(words.say(title)).rstrip("."),
        lead=as_sentence(words.say(text).replace("`", "")),
        way=words.say(label) if label else "",
        to=to,
    )


# What they share


def _frame(words: Words, title: str, *, csrf: str = "", events: str = "", problem: Phrase | None = None) -> Frame:
    other, name = OTHER[words.language]
    return Frame(
        language=words.language,
        title=f"{title} · Meetlat",
        other=other,
        other_name=name,
        csrf=csrf,
        events=events,
        problem=words.say(problem) if problem else "",
    )


def _bottom(words: Words, *, onward: str, saved: str = "") -> Bottom:
    return Bottom(
        back=words("Back"),
        onward=onward,
        saved=saved,
        new=words("Not saved yet"),
        lost=words(
            "No connection: your choice is not saved yet. It stands on this phone alone. Leave the page open: as soon "
            "as we can, we send it."
        ),
        again=words("Try again"),
    )
