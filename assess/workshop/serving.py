"""Serve a workshop until it is stopped; then write what was answered, and let go."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess.errors import Mistake
from questionnaires.language import phrase

if TYPE_CHECKING:
    from socket import socket

    from starlette.applications import Starlette

    from assess.workshop.addresses import Listening

LINES = 2_500  # open at once: two thousand phones that listen, and what they ask
IDLE = 15  # seconds that a phone may hold a line on which it asks nothing
LAST = 5  # seconds that a request under way has when it is stopped


def serve(
    app: Starlette,
    at: Listening,
    when_ready: Callable[[], None],
    *,
    certificate: Path | None = None,
    key: Path | None = None,
    is_behind_proxy: bool = False,
) -> None:
    """Serve until Ctrl-C or an order of the system to end; `when_ready` is called once phones can come in.

    Nothing is written of who asked what. Raises Mistake for a certificate that cannot be used.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                when_ready()

        async def shutdown(self, sockets: list[socket] | None = None) -> None:
            app.state.hall.let_go()  # whoever listens would hold the server for ever
            await super().shutdown(sockets)

    _check(certificate, key)
    options: dict[str, Any] = {"ssl_certfile": certificate, "ssl_keyfile": key} if certificate else {}
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    Server(
        uvicorn.Config(
            app,
            host=at.host,
            port=at.port,
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=is_behind_proxy,
            limit_concurrency=LINES,
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=LAST,
            h11_max_incomplete_event_size=16 * 1024,
            ws="none",
            **options,
        )
    ).run()


def _check(certificate: Path | None, key: Path | None) -> None:
    if certificate is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except OSError as error:  # also what is no certificate
        raise Mistake(
            phrase(
                "{file} cannot be used as a certificate: {reason}.",
                file=certificate,
                reason=error.strerror or str(error),
            ),
            phrase("Give a certificate with --certificate and its key with --key, both in PEM."),
        ) from error
