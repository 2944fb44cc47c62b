"""Read what a browser sends, and make what goes back: bounded, in a language, and never with anything of others."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import msgspec
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assess.workshop.pages import phone
from assess.workshop.sessions import LONGEST, Session, language_from
from questionnaires.language import Phrase, Words, phrase, words
from questionnaires.model import Language

if TYPE_CHECKING:
    from starlette.requests import Request

    from assess.workshop.hall import Hall

MOST_BYTES = 16 * 1024  # of a form; the longest has a note of 280 characters
MOST_FIELDS = 100
SEE_OTHER = 303

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class Refused(Exception):
    """Raised for a request that cannot be done; what it says is shown on a friendly page with a way on."""

    def __init__(self, title: Phrase, text: Phrase, way: tuple[Phrase, str] | None = None, status: int = 400) -> None:
        super().__init__(title.message)
        self.title, self.text, self.way, self.status = title, text, way, status


class Form(msgspec.Struct, frozen=True):
    """The fields of a form, each once: the last where one was sent twice."""

    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


def hall_of(request: Request) -> Hall:
    hall: Hall = request.app.state.hall
    return hall


async def form_of(request: Request) -> Form:
    """Return the form that was sent; raises Refused for one that is too large, or is none."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Refused(phrase("That is too much"), phrase("Go back and write less."), status=413)
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:  # no UTF-8, or too many fields
        raise Refused(phrase("That cannot be read"), phrase("Go back and try again.")) from None
    return Form(dict(pairs))


def client_of(request: Request) -> str:
    """Return what wrong tries are counted by; it is kept nowhere."""
    return request.client.host if request.client else ""


# Sessions


def session_of(request: Request) -> Session | None:
    """Return who sent a request, by what the phone carries; None where it carries nothing of ours."""
    hall = hall_of(request)
    return hall.signer.read_session(request.cookies.get("seat"), longest=LONGEST[hall.room.kind])


def language_of(request: Request, session: Session | None = None) -> Language:
    """Return the language to answer in: the one asked for, else that of the session, else that of the workshop."""
    asked = language_from(request.query_params.get("lang"))
    return asked or (session.language if session else None) or hall_of(request).room.language


def words_of(request: Request) -> Words:
    return words(language_of(request, session_of(request) or lead_of(request)))


def carry(response: Response, request: Request, session: Session) -> Response:
    """Have the phone carry a session from now on."""
    hall = hall_of(request)
    response.set_cookie(
        "seat",
        hall.signer.session(session),
        max_age=LONGEST[hall.room.kind],
        path=f"/{hall.code}",
        secure=hall.is_secure,
        httponly=True,
        samesite="lax",
    )
    return response


def lead_of(request: Request) -> Session | None:
    """Return the session of the facilitator; None of anybody else."""
    return hall_of(request).signer.read_lead(request.cookies.get("lead"))


def carry_lead(response: Response, request: Request, session: Session) -> Response:
    hall = hall_of(request)
    response.set_cookie(
        "lead",
        hall.signer.lead(session),
        path=f"/{hall.code}/lead",
        secure=hall.is_secure,
        httponly=True,
        samesite="strict",
    )
    return response


def check_form(request: Request, session: Session, form: Form, back: str) -> None:
    """Raise Refused for a form that is not one of this session."""
    is_ours = request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    if not is_ours or not hall_of(request).signer.is_csrf(session.mark, form["csrf"]):
        raise Refused(
            phrase("This page is out of date"),
            phrase("What was saved is still there. Go on where you were."),
            (phrase("Go on"), back),
            status=403,
        )


# What goes back


def page(text: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(text, status)


def go_to(path: str) -> RedirectResponse:
    return RedirectResponse(path, SEE_OTHER)


def said(status: int = 200, **values: str | None) -> JSONResponse:
    return JSONResponse(values, status)


def refusal(request: Request, refused: Refused) -> Response:
    """Return a friendly page, or a line for a script."""
    speak = words_of(request)
    if "application/json" in request.headers.get("accept", ""):
        return said(refused.status, problem=f"{speak.say(refused.title)}. {speak.say(refused.text)}")
    room = hall_of(request).room
    return page(
        phone.message(speak, title=refused.title, text=refused.text, way=refused.way, room=room), refused.status
    )
