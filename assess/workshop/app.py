"""The web application of one workshop."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assess.errors import COULD_NOT, Mistake
from assess.workshop import leading, live, phones
from assess.workshop.forms import POLICY, Refused, refusal
from assess.workshop.hall import Hall
from assess.workshop.pages import assets
from questionnaires.language import phrase

BOTH = ["GET", "POST"]
A_YEAR = "public, max-age=31536000, immutable"

Handler = Callable[[Request, Exception], Awaitable[Response]]


def build(store: str | None, code: str, *, address: str, secure: bool) -> Starlette:
    """Return the application for the workshop of a store that has a code.

    `address` is what phones reach it by, such as http://192.168.8.20:8000; `secure` says that they do so over TLS.
    Whoever serves it calls `app.state.hall.let_go()` before it stops. Raises Mistake where the store cannot be read.
    """
    hall = Hall(store, code, address=address, is_secure=secure)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await hall.start()
        try:
            yield
        finally:
            await hall.stop()

    at = "/{code}"
    app = Starlette(
        routes=[
            Route("/", phones.enter, methods=BOTH),
            Route("/health", health),
            Route("/static/{name}", static),
            Route(at, phones.join, methods=BOTH),
            Route(f"{at}/role/{{token}}", phones.join_in_role, methods=BOTH),
            Route(f"{at}/item/{{item}}", phones.item, methods=BOTH),
            Route(f"{at}/importance", phones.importance, methods=BOTH),
            Route(f"{at}/ambition/{{domain}}", phones.ambition, methods=BOTH),
            Route(f"{at}/done", phones.done),
            Route(f"{at}/leave", phones.leave, methods=["POST"]),
            Route(f"{at}/events", live.for_phones),
            Route(f"{at}/screen/{{token}}", leading.screen),
            Route(f"{at}/screen/{{token}}/events", live.for_screen),
            Route(f"{at}/lead/events", live.for_lead),
            Route(f"{at}/lead/report.pdf", leading.report),
            Route(f"{at}/lead", leading.lead, methods=BOTH),
            Route(f"{at}/lead/{{token}}", leading.come_in),
        ],
        exception_handlers={Refused: _refused, Mistake: _mistaken, HTTPException: _lost, Exception: _broken},
        lifespan=lifespan,
    )
    app.state.hall = hall
    app.add_middleware(_Headers, secure=secure)
    return app


async def health(request: Request) -> Response:
    """Say that we are here and the store can be read, for whatever watches over servers."""
    await request.app.state.hall.look()
    return PlainTextResponse("ok")


async def static(request: Request) -> Response:
    """Return a style sheet, a script or the font."""
    name = request.path_params["name"]
    content = assets.content(name)
    if content is None:
        raise HTTPException(404)
    kind = "font/woff2" if name.endswith(".woff2") else mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"Cache-Control": A_YEAR} if request.query_params.get("v") else {}
    return Response(content, media_type=kind, headers=headers)


class _Headers:
    """Send with every page what a browser may do with it: nothing but what stands on it, and nowhere else."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", POLICY.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        ]
        if secure:
            self._headers.append((b"strict-transport-security", b"max-age=31536000"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *self._headers]
                if b"cache-control" not in given:
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        await self._app(scope, receive, with_headers)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 (Starlette gives each handler its own)
    return refusal(request, error)


async def _mistaken(request: Request, error: Exception) -> Response:
    """Tell what a person can do about it; where the store cannot be written, nothing is called saved."""
    assert isinstance(error, Mistake)  # noqa: S101
    status = 503 if error.exit_code == COULD_NOT else 404
    if status == 503:
        logging.getLogger(__name__).warning("%s", error)
    text = error.remedy or phrase("Try again in a moment. What was saved before is still there.")
    return refusal(request, Refused(error.message, text, None, status))


async def _lost(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    way = (phrase("Type the code"), "/")
    return refusal(
        request, Refused(phrase("There is nothing here"), phrase("Go back, or type the code again."), way, status)
    )


async def _broken(request: Request, error: Exception) -> Response:
    logging.getLogger(__name__).error("a page failed", exc_info=error)
    text = phrase("This is our mistake. What was saved is still there.")
    return refusal(request, Refused(phrase("Something went wrong"), text, (phrase("Type the code"), "/"), 500))
