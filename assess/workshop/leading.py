"""What the facilitator and the screen ask of the server."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from assess.errors import COULD_NOT, Mistake
from assess.workshop import qr
from assess.workshop.board import (
    ROUNDS,
    AddMinute,
    Agree,
    Blank,
    Close,
    GoTo,
    Move,
    Pick,
    Reopen,
    Skip,
    Toggle,
    Undo,
)
from assess.workshop.forms import (
    Form,
    Refused,
    carry_lead,
    check_form,
    client_of,
    form_of,
    go_to,
    hall_of,
    language_of,
    lead_of,
    page,
)
from assess.workshop.pages import facilitator, projector
from assess.workshop.phones import check_code, check_tries
from assess.workshop.sessions import Session
from questionnaires.language import Phrase, phrase, words
from questionnaires.model import LEVELS, ROLES
from questionnaires.responses import Agreed

if TYPE_CHECKING:
    from assess.workshop.hall import Hall

LONGEST_NOTE = 280
PDF = "application/pdf"


async def screen(request: Request) -> Response:
    """Show what the room sees."""
    check_screen(request)
    hall = hall_of(request)
    join = f"{hall.address}/{hall.code}"
    return page(
        projector.page(
            hall.room,
            await hall.picture(),
            words(language_of(request)),
            address=hall.address.partition("://")[2],
            qr=qr.svg(join),
            events=f"{request.url.path}/events",
        )
    )


async def come_in(request: Request) -> Response:
    """Let whoever has the facilitator's link lead the workshop from this browser."""
    _check_key(request, "lead")
    session = lead_of(request) or Session.new(None, language_of(request))
    return carry_lead(go_to(f"/{hall_of(request).code}/lead"), request, session)


async def lead(request: Request) -> Response:
    """Show the facilitator how it stands, or do what is asked."""
    check_code(request)
    session, hall = lead_of(request), hall_of(request)
    if session is None:
        raise Refused(
            phrase("This page is for the facilitator"),
            phrase("Open the facilitator’s link; it stands where the workshop was started."),
            (phrase("Join as a participant"), f"/{hall.code}"),
            403,
        )
    language = language_of(request, session)
    if request.method == "GET":
        response = page(await _page(request, session))
        if language != session.language:
            carry_lead(response, request, Session(None, language, session.mark))
        return response
    form = await form_of(request)
    check_form(request, session, form, f"/{hall.code}/lead")
    move = _move(form)
    if isinstance(move, GoTo) and not hall.room.desk.board.is_shown and move.round != "alone" and not form["confirm"]:
        return page(await _page(request, session, confirming=True))
    try:
        await hall.move(move, _revision(form))
    except Mistake as mistake:
        await hall.look()
        status = 409 if mistake.exit_code == COULD_NOT else 400
        return page(await _page(request, session, problem=mistake.message), status)
    return go_to(f"/{hall.code}/lead")


async def report(request: Request) -> Response:
    """Return the report in PDF, once all is done."""
    check_code(request)
    session, hall = lead_of(request), hall_of(request)
    if session is None or hall.room.desk.board.round != "done":
        raise Refused(phrase("There is no report yet"), phrase("It can be made once all is done."), status=404)
    made = await asyncio.to_thread(_report, hall, language_of(request, session))
    name = f"meetlat-{hall.code.lower()}.pdf"
    return Response(made, media_type=PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _report(hall: Hall, language: str) -> bytes:
    """Make the report in a process of its own: it takes seconds in which phones would wait."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "report.pdf"
        store = [] if hall.url is None else ["--store", hall.url]
        command = [sys.executable, "-c", "from assess.cli import main; main()", "report", hall.run_id]
        done = subprocess.run(
            [*command, "-o", str(made), "--lang", language, *store], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Refused(
                phrase("The report could not be made"),
                phrase("Type this to see why: assess report {run}", run=hall.run_id),
                status=409,
            )
        return made.read_bytes()


async def _page(request: Request, session: Session, *, confirming: bool = False, problem: Phrase | None = None) -> str:
    hall = hall_of(request)
    base = f"{hall.address}/{hall.code}"
    links = {None: base} | {role: f"{base}/role/{hall.signer.role_link(role)}" for role in ROLES}
    asked = request.query_params.get("item")
    return facilitator.page(
        hall.room,
        await hall.picture(),
        words(language_of(request, session)),
        csrf=hall.signer.csrf(session.mark),
        screen=f"/{hall.code}/screen/{hall.signer.key('screen')}",
        looking_at=asked if asked in hall.questionnaire.items else None,
        confirming=confirming,
        problem=problem,
        links=links,
    )


def _move(form: Form) -> Move:
    """Return what a form asks for; raises Refused where it asks for nothing that there is."""
    items = form["item"]
    match form.fields:
        case {"undo": _}:
            return Undo()
        case {"round": name} if name in ROUNDS:
            return GoTo(next(one for one in ROUNDS if one == name))
        case {"pick": item}:
            return Pick(item)
        case {"go": "agree", "level": level} if any(str(one) == level for one in LEVELS):
            note = " ".join(form["note"].split())
            if len(note) > LONGEST_NOTE:
                raise _unclear()
            return Agree(items, Agreed(int(level), note or None))
        case {"go": "agree"}:
            raise Refused(phrase("Choose a sentence first"), phrase("Then settle on it."), None)
        case {"go": "unagree"}:
            return Agree(items, None)
        case {"go": "skip"}:
            return Skip(items)
        case {"clock": "toggle"}:
            return Toggle()
        case {"clock": "add"}:
            return AddMinute()
        case {"screen": "blank"}:
            return Blank()
        case {"answering": "close"}:
            return Close()
        case {"answering": "reopen"}:
            return Reopen()
    raise _unclear()


def _unclear() -> Refused:
    return Refused(phrase("That is none of the choices"), phrase("Go back and choose one of those on the page."))


def _revision(form: Form) -> int | None:
    return int(form["revision"]) if form["revision"].isascii() and form["revision"].isdigit() else None


def _check_key(request: Request, purpose: str) -> None:
    check_code(request)
    check_tries(request)
    hall = hall_of(request)
    if hall.signer.is_key("lead" if purpose == "lead" else "screen", request.path_params["token"]):
        return
    hall.tries.was_wrong(client_of(request))
    raise Refused(
        phrase("This link is not complete"),
        phrase("Copy the whole link; it stands where the workshop was started."),
        (phrase("Type the code"), "/"),
        404,
    )


def check_screen(request: Request) -> None:
    """Raise Refused for a link to the screen that is not ours."""
    _check_key(request, "screen")
