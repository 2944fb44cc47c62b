"""A workshop that is being served: the store behind it, and what everybody who looks at it is told when it changes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from assess import store
from assess.errors import Mistake
from assess.workshop.board import Close, GoTo, Move, Reopen
from assess.workshop.closing import take_step
from assess.workshop.limits import Tries
from assess.workshop.loading import room_of
from assess.workshop.opening import desk_of
from assess.workshop.picture import Picture, picture_of
from assess.workshop.room import Room
from assess.workshop.sessions import Signer
from assess.workshop.writer import Reader, Writer

if TYPE_CHECKING:
    from assess.store.history import History
    from questionnaires.model import Role

Value = TypeVar("Value")

LOOK = 0.5  # seconds between two looks at what other processes changed
HEARTBEAT = 15.0  # seconds after which a line in which nothing happens shows that it is there
MOST_PEOPLE = {"workshop": 500, "survey": 500_000}


class Closed(Exception):
    """Raised where somebody answers and nobody can any more."""


class Full(Exception):
    """Raised where there is no room for one more participant."""


class Hall:
    """One workshop while it is served. `address` is what phones reach it by; `is_secure` says that it is over TLS."""

    def __init__(self, url: str | None, code: str, *, address: str, is_secure: bool) -> None:
        with store.open(url, create=False, keeps_times=False) as history:
            kept = next(one for one in history.workshops() if one.code == code)
            self.questionnaire = history.questionnaire(kept.run_id)
            self.room = room_of(history, kept.run_id, self.questionnaire)
        self.url, self.run_id, self.code = url, kept.run_id, code
        self.address, self.is_secure = address, is_secure
        self.signer = Signer(kept.secret)
        self.tries = Tries(time.monotonic)
        self._picture: Picture | None = None
        self._is_stopping = False

    async def start(self) -> None:
        """Begin to serve."""
        self._writer, self._reader = Writer(self.url), Reader(self.url)
        self._changed = asyncio.Event()
        self._watcher = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Write what was asked for and let go of the store."""
        self.let_go()
        self._watcher.cancel()
        with suppress(asyncio.CancelledError):
            await self._watcher
        await asyncio.to_thread(self._writer.close)
        await asyncio.to_thread(self._reader.close)

    def let_go(self) -> None:
        """End the lines of everybody who looks, so that the server can stop."""
        self._is_stopping = True
        self._changed.set()

    # The store

    async def read(self, use: Callable[[History], Value]) -> Value:
        return await self._reader.read(use)

    async def answer(self, record: Callable[[History], Value]) -> Value:
        """Keep what somebody answered; raises Closed where nobody can any more."""

        def kept(history: History) -> Value:
            self._check_answering(history)
            return record(history)

        return await self._writer.keep(kept)

    async def join(self, role: Role, *, agrees: bool | None) -> str:
        """Give somebody a seat and return the pseudonym; raises Closed, and Full where there are too many."""

        def seated(history: History) -> str:
            self._check_answering(history)
            people = sum(one.joined for one in history.presence(self.run_id).values())
            if people >= MOST_PEOPLE[self.room.kind]:
                raise Full
            return history.take_seat(self.run_id, role, agrees=agrees)

        name = await self._writer.keep(seated)
        await self.look()
        return name

    async def move(self, move: Move, revision: int | None = None) -> None:
        """Do what a facilitator asks for; raises Mistake where it is not possible, or was asked of another state.

        `revision` is that of the page on which it was asked; None for what holds whatever else was done.
        """
        await self._writer.keep(lambda history: take_step(history, self.run_id, move, revision))
        if isinstance(move, Close | GoTo | Reopen):
            self._picture = None
        await self.look()

    async def look(self) -> None:
        """Read how the workshop stands, and tell everybody who looks where that is another than before."""
        room = await self.read(lambda history: room_of(history, self.run_id, self.questionnaire))
        if room != self.room:
            self.room = room
            changed, self._changed = self._changed, asyncio.Event()
            changed.set()

    async def picture(self) -> Picture | None:
        """Return what may be shown of the answers; None before the facilitator shows anything."""
        if not self.room.desk.board.is_shown:
            return None
        if self._picture is None:
            responses = await self.read(lambda history: history.responses(self.run_id))
            self._picture = await asyncio.to_thread(picture_of, self.questionnaire, responses)
        return self._picture

    # Everybody who looks

    async def states(self) -> AsyncIterator[Room | None]:
        """Yield the workshop now and whenever it changes; None now and then, to show that the line is there."""
        last: Room | None = None
        while not self._is_stopping:
            changed = self._changed
            if self.room is not last:
                last = self.room
                yield last
                continue
            try:
                await asyncio.wait_for(changed.wait(), HEARTBEAT)
            except TimeoutError:
                yield None

    async def _watch(self) -> None:
        """See what other processes changed, and end a survey whose time has come."""
        while True:
            await asyncio.sleep(LOOK)
            with suppress(Mistake):  # a store that cannot be read now may be so again
                await self.look()
                room = self.room
                if room.closes is not None and time.time() >= room.closes and not room.desk.board.is_closed:
                    await self.move(Close())

    def _check_answering(self, history: History) -> None:
        kept = history.workshop(self.run_id)
        if desk_of(kept).board.is_closed or (kept.closes is not None and time.time() >= kept.closes):
            raise Closed
