"""What a phone asks of the server: to come in, to answer, and to hear when it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assess.interview.places import Place
from assess.workshop.board import Board
from assess.workshop.forms import (
    Form,
    Refused,
    carry,
    check_form,
    client_of,
    form_of,
    go_to,
    hall_of,
    language_of,
    page,
    said,
    session_of,
)
from assess.workshop.hall import Closed, Full, Hall
from assess.workshop.pages import phone
from assess.workshop.room import Seat
from assess.workshop.sessions import Session
from questionnaires.language import phrase, words
from questionnaires.model import LEVELS, ROLES, Item, Role
from questionnaires.responses import MAX_IMPORTANCE_MARKS, Answer, Importance
from reports.sentences import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from assess.store.history import History

NOWHERE = 404
TOO_MANY = 429


# Coming in


async def enter(request: Request) -> Response:
    """Let somebody type the code, and bring them to the workshop that has it."""
    hall, speak = hall_of(request), words(language_of(request))
    if request.method == "GET":
        return page(phone.enter(speak))
    typed = (await form_of(request))["code"]
    check_tries(request)
    if code_in(typed) == hall.code:
        return go_to(f"/{hall.code}?lang={speak.language}")
    hall.tries.was_wrong(client_of(request))
    problem = phrase("No workshop has this code. Look at the screen, or ask the facilitator.")
    return page(phone.enter(speak, typed=typed[:40], problem=problem), NOWHERE)


async def join(request: Request) -> Response:
    """Show what this is and let somebody take a seat, or bring them back to where they were."""
    return await _join(request, None)


async def join_in_role(request: Request) -> Response:
    """Do the same for whoever comes by a link that gives a role."""
    check_code(request)
    check_tries(request)
    role = hall_of(request).signer.role_of(request.path_params["token"])
    if role is None:
        hall_of(request).tries.was_wrong(client_of(request))
        raise Refused(
            phrase("This link is not complete"),
            phrase("Copy the whole link from the invitation, or type the code."),
            (phrase("Type the code"), "/"),
            NOWHERE,
        )
    return await _join(request, role)


async def _join(request: Request, role: Role | None) -> Response:
    check_code(request)
    hall, session = hall_of(request), session_of(request)
    language = language_of(request, session)
    if session and session.respondent:
        seat = await seat_of(request, session)
        return carry(go_to(_where(seat)), request, Session(session.respondent, language, session.mark))
    if _is_closed(hall):
        return page(phone.closed(hall.room, words(language)))
    session = Session(None, language, session.mark) if session else Session.new(None, language)
    if request.method == "GET":
        return carry(_join_page(hall, session, role=role), request, session)
    form = await form_of(request)
    check_form(request, session, form, request.url.path)
    chosen = role or next((one for one in ROLES if one == form["role"]), None)
    agrees = {"yes": True, "no": False}.get(form["consent"]) if hall.room.asks_consent else None
    if chosen is None:
        problem = phrase("Choose your role first; it decides which questions you get.")
        return carry(_join_page(hall, session, role=role, problem=problem), request, session)
    if hall.room.asks_consent and agrees is None:
        problem = phrase("Say whether your answers may be recognised; both are fine.")
        return carry(_join_page(hall, session, role=role, chosen=chosen, problem=problem), request, session)
    try:
        respondent = await hall.join(chosen, agrees=agrees)
    except Closed:
        return page(phone.closed(hall.room, words(language)))
    except Full:
        raise Refused(
            phrase("This workshop is full"), phrase("Ask the facilitator what you can do."), status=TOO_MANY
        ) from None
    joined = Session.new(respondent, language)
    return carry(go_to(_where(await seat_of(request, joined))), request, joined)


def _join_page(hall: Hall, session: Session, **more: object) -> Response:
    speak = words(session.language or hall.room.language)
    text = phone.join(hall.room, speak, csrf=hall.signer.csrf(session.mark), **more)  # type: ignore[arg-type]
    return page(text, 400 if more.get("problem") else 200)


async def leave(request: Request) -> Response:
    """Forget who sits at this phone: it is not their own."""
    session, seat = await sitting(request)
    form = await form_of(request)
    check_form(request, session, form, _where(seat))
    response = go_to("/")
    response.delete_cookie("seat", path=f"/{hall_of(request).code}")
    return response


# Answering


async def item(request: Request) -> Response:
    """Show an item, or keep what was answered to it."""
    session, seat = await sitting(request)
    asked = seat.script.items.get(request.path_params["item"])
    if asked is None:
        raise Refused(
            phrase("This question is not one of yours"),
            phrase("Your role has other questions. Go on where you were."),
            (phrase("Go on"), _where(seat)),
            NOWHERE,
        )
    here = Place("item", asked.id)
    hall = hall_of(request)
    if request.method == "GET":
        if _is_closed(hall):
            return page(phone.closed(hall.room, seat.words, seat))
        return shown(
            request, session,
            phone.item(seat, asked.id, csrf=_csrf(hall, session), follow_up="closest" in request.query_params),
        )  # fmt: skip
    form = await form_of(request)
    check_form(request, session, form, request.url.path)
    answer = _answer(asked, form["answer"], seat)
    if answer is not None:
        await _kept(hall, seat, lambda history, who: history.record_answer(hall.run_id, who, asked.id, answer))
    if form["go"] == "stay":
        return said(saved=form["answer"], said=_saved(answer, seat))
    is_unsure = answer is not None and answer.kind == "unknown"
    if form["go"] != "back" and is_unsure and not form["closest"]:
        return go_to(f"{request.url.path}?closest=1")
    return await _onward(hall, seat, here, form)


async def ambition(request: Request) -> Response:
    """Show how high the bar of a domain can be, or keep where somebody wants it."""
    session, seat = await sitting(request)
    domain = request.path_params["domain"]
    here = Place("ambition", domain)
    hall = hall_of(request)
    if here not in seat.places:
        raise HTTPException(NOWHERE)
    if request.method == "GET":
        if _is_closed(hall):
            return page(phone.closed(hall.room, seat.words, seat))
        return shown(request, session, phone.ambition(seat, domain, csrf=_csrf(hall, session)))
    form = await form_of(request)
    check_form(request, session, form, request.url.path)
    if form["level"]:
        level = _level(form["level"], request.url.path)
        await _kept(hall, seat, lambda history, who: history.record_ambition(hall.run_id, who, domain, level))
    if form["go"] == "stay":
        return said(saved=form["level"], said=seat.words("Bar {level} is saved", level=form["level"]))
    return await _onward(hall, seat, here, form)


async def importance(request: Request) -> Response:
    """Show what can matter most and least, or keep what somebody marked."""
    session, seat = await sitting(request)
    here = Place("importance")
    hall = hall_of(request)
    if here not in seat.places:
        raise HTTPException(NOWHERE)
    if request.method == "GET":
        if _is_closed(hall):
            return page(phone.closed(hall.room, seat.words, seat))
        return shown(request, session, phone.importance(seat, csrf=_csrf(hall, session)))
    form = await form_of(request)
    check_form(request, session, form, request.url.path)
    marks = Importance(
        most=tuple(part for part in seat.script.capabilities if form[f"part-{part}"] == "most"),
        least=tuple(part for part in seat.script.capabilities if form[f"part-{part}"] == "least"),
    )
    if max(len(marks.most), len(marks.least)) > MAX_IMPORTANCE_MARKS:
        problem = phrase("At most four parts can matter most, and at most four least.")
        text = phone.importance(seat, csrf=_csrf(hall, session), marks=marks, problem=problem)
        return page(text, 400)
    await _kept(hall, seat, lambda history, who: history.record_importance(hall.run_id, who, marks))
    if form["go"] == "stay":
        return said(saved="", said=seat.words("Saved"))
    return await _onward(hall, seat, here, form)


async def done(request: Request) -> Response:
    """Show that all is saved, what is still open, and what comes next."""
    session, seat = await sitting(request)
    return shown(request, session, phone.done(seat, csrf=_csrf(hall_of(request), session)))


# What they share


def check_code(request: Request) -> None:
    """Raise where the path has another code than ours, as for whoever types a wrong one."""
    hall = hall_of(request)
    if request.path_params["code"] == hall.code:
        return
    check_tries(request)
    hall.tries.was_wrong(client_of(request))
    raise Refused(
        phrase("There is no workshop here"),
        phrase("The code may be wrong, or the workshop is over. Look at the screen, or ask the facilitator."),
        (phrase("Type the code"), "/"),
        NOWHERE,
    )


def check_tries(request: Request) -> None:
    if not hall_of(request).tries.may_try(client_of(request)):
        raise Refused(
            phrase("Too many wrong tries"),
            phrase("Wait a minute, and try again."),
            (phrase("Try again"), "/"),
            TOO_MANY,
        )


def code_in(typed: str) -> str:
    """Return a code as we write it, however it was typed."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


async def sitting(request: Request) -> tuple[Session, Seat]:
    """Return who sits at this phone; raises Refused where nobody does (any more)."""
    check_code(request)
    session = session_of(request)
    if session is None or session.respondent is None:
        raise Refused(
            phrase("This phone is not known here"),
            phrase("Join first. If you had joined before: what was saved is still there, and counts."),
            (phrase("Join"), f"/{hall_of(request).code}"),
            403,
        )
    return session, await seat_of(request, session)


async def seat_of(request: Request, session: Session) -> Seat:
    hall, respondent = hall_of(request), session.respondent
    assert respondent is not None  # noqa: S101 (whoever calls has seen to it)
    kept = await hall.read(lambda history: history.seat(hall.run_id, respondent))
    return Seat(
        room=hall.room,
        respondent=kept.respondent,
        language=language_of(request, session),
        is_ready=kept.is_ready,
        position=kept.position,
    )


def shown(request: Request, session: Session, text: str) -> Response:
    """Return a page; a language that was asked for holds from then on."""
    language = language_of(request, session)
    if language == session.language:
        return page(text)
    return carry(page(text), request, Session(session.respondent, language, session.mark))


async def _onward(hall: Hall, seat: Seat, here: Place, form: Form) -> Response:
    """Keep where somebody goes on, and bring them there; after the last page they are ready."""
    at = seat.places.index(here)
    if form["go"] == "back":
        to = seat.places[max(0, at - 1)]
    elif at + 1 < len(seat.places):
        to = seat.places[at + 1]
    else:
        await _kept(hall, seat, lambda history, who: history.complete(hall.run_id, who))
        await hall.look()
        return go_to(f"/{hall.code}/done")
    if not seat.is_ready:
        await _kept(hall, seat, lambda history, who: history.mark_position(hall.run_id, who, _path(to)))
    return go_to(f"/{hall.code}/{_path(to)}")


async def _kept(hall: Hall, seat: Seat, record: Callable[[History, str], None]) -> None:
    """Keep something of one participant; raises Refused where nobody can answer any more."""
    try:
        await hall.answer(lambda history: record(history, seat.respondent.id))
    except Closed:
        await hall.look()
        raise Refused(
            phrase("This workshop is closed"),
            phrase("Your last choice was not saved. Everything that was ‘saved’ counts."),
            (phrase("Go on"), f"/{hall.code}/done"),
            409,
        ) from None


def _answer(asked: Item, given: str, seat: Seat) -> Answer | None:
    """Return the answer that was chosen; None where nothing was."""
    if not given:
        return None
    if given == "unknown":
        return Answer(kind="unknown")
    if given == "not_applicable" and asked.not_applicable:
        return Answer(kind="not_applicable", reason=seat.words("This does not occur in my work."))
    return Answer(level=_level(given, f"/{seat.room.code}/item/{asked.id}"))


def _level(given: str, back: str) -> int:
    level = next((one for one in LEVELS if str(one) == given), None)
    if level is None:
        raise Refused(
            phrase("That is none of the choices"), phrase("Choose one of those on the page."), (phrase("Go back"), back)
        )
    return level


def _saved(answer: Answer | None, seat: Seat) -> str:
    if answer is None:
        return ""
    if answer.level is None:
        return seat.words("Saved")
    return seat.words("Sentence {letter} is saved", letter=LETTERS[answer.level - 1])


def _path(place: Place) -> str:
    return f"{place.kind}/{place.id}" if place.id else place.kind


def _where(seat: Seat) -> str:
    """Return the page on which somebody goes on."""
    paths = [_path(place) for place in seat.places]
    if seat.is_ready or seat.room.desk.board.is_closed:
        return f"/{seat.room.code}/done"
    return f"/{seat.room.code}/{seat.position if seat.position in paths else paths[0]}"


def _csrf(hall: Hall, session: Session) -> str:
    return hall.signer.csrf(session.mark)


def _is_closed(hall: Hall) -> bool:
    board: Board = hall.room.desk.board
    return board.is_closed
