"""Serve a workshop in a process of its own, on this machine alone, and use it as phones do."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from assess import store
from assess.workshop.opening import Links, Opened, links, open_workshop
from questionnaires.model import Role

SERVE = """
import sys, uvicorn
from assess.workshop.app import build
url, code, port = sys.argv[1:]
app = build(url, code, address=f"http://127.0.0.1:{port}", secure=False)
class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print("ready", flush=True)
    async def shutdown(self, sockets=None):
        app.state.hall.let_go()
        await super().shutdown(sockets)
Server(uvicorn.Config(app, host="127.0.0.1", port=int(port), access_log=False, log_level="warning")).run()
"""
CSRF = re.compile(r'name="csrf" value="([^"]+)"')


class Served:
    """A workshop, and the process that serves it; it can be killed and started again."""

    def __init__(self, url: str, opened: Opened) -> None:
        self.url, self.run_id, self.code = url, opened.run_id, opened.code
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.browsers: list[httpx.Client] = []
        self._process: subprocess.Popen[str] | None = None

    @property
    def links(self) -> Links:
        with store.open(self.url) as history:
            return links(history, self.code, self.base)

    def start(self) -> None:
        """Serve, and return when phones can reach it."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVE, self.url, self.code, str(self.port)], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def kill(self) -> None:
        """End the process at once, as a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.communicate()

    def stop(self) -> int:
        """Ask the process to end, and return how it did."""
        assert self._process is not None
        self._process.terminate()
        self._process.communicate(timeout=20)
        return self._process.returncode


@contextmanager
def served(folder: Path, **more: object) -> Iterator[Served]:
    """Serve a new workshop from a store in a folder."""
    url = str(more.pop("url", folder / "meetlat.db"))
    with store.open(url) as history:
        opened = open_workshop(history, organisation="Gemeente Voorbeeld", language="nl", **more)  # type: ignore[arg-type]
    place = Served(url, opened)
    place.start()
    try:
        yield place
    finally:
        place.kill()
        for browser in place.browsers:
            browser.close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Phone:
    """A phone without scripts: it follows links and sends forms."""

    def __init__(self, place: Served) -> None:
        self.place = place
        self.browser = httpx.Client(base_url=place.base, follow_redirects=True, timeout=20)
        place.browsers.append(self.browser)
        self.page = ""

    def opens(self, path: str) -> httpx.Response:
        return self._seen(self.browser.get(path))

    def sends(self, path: str, **fields: str) -> httpx.Response:
        csrf = CSRF.search(self.page)
        return self._seen(self.browser.post(path, data={"csrf": csrf[1] if csrf else ""} | fields))

    def joins(self, role: Role, **fields: str) -> httpx.Response:
        self.opens(f"/{self.place.code}")
        return self.sends(f"/{self.place.code}", role=role, **fields)

    def answers(self, item: str, answer: str, go: str = "next", **fields: str) -> httpx.Response:
        return self.sends(f"/{self.place.code}/item/{item}", answer=answer, go=go, **fields)

    def _seen(self, response: httpx.Response) -> httpx.Response:
        self.page = response.text
        return response
