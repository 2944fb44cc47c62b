"""Tell whoever looks when something changes: server-sent events, which browsers take up again by themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from assess.workshop.forms import Refused, hall_of, lead_of
from assess.workshop.leading import check_screen
from assess.workshop.phones import check_code
from questionnaires.language import phrase

if TYPE_CHECKING:
    from assess.workshop.hall import Hall
    from assess.workshop.room import Room

AGAIN = 2000  # milliseconds until a browser tries again


async def for_phones(request: Request) -> Response:
    check_code(request)
    return _stream(hall_of(request))


async def for_screen(request: Request) -> Response:
    check_screen(request)
    return _stream(hall_of(request))


async def for_lead(request: Request) -> Response:
    check_code(request)
    if lead_of(request) is None:
        raise Refused(phrase("This page is for the facilitator"), phrase("Open the facilitator’s link."), status=403)
    return _stream(hall_of(request))


def event_of(room: Room) -> bytes:
    """Return what everybody may know: how far it is, and how many people are ready."""
    board = room.desk.board
    data = msgspec.json.encode(
        {
            "revision": room.revision,
            "round": board.round,
            "item": board.item,
            "closed": board.is_closed,
            "joined": room.presence.joined,
            "ready": room.presence.ready,
        }
    )
    return b"event: room\ndata: " + data + b"\n\n"


def _stream(hall: Hall) -> Response:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(hall), media_type="text/event-stream", headers=headers)


async def _events(hall: Hall) -> AsyncIterator[bytes]:
    yield f"retry: {AGAIN}\n\n".encode()
    async for room in hall.states():
        yield b": here\n\n" if room is None else event_of(room)
