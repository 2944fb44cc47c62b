"""Let many phones use one store: one thread writes, as many things at a time as came in, and one reads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from assess import store

if TYPE_CHECKING:
    from assess.store.history import History

Value = TypeVar("Value")
Use = Callable[["History"], Value]

MOST_AT_ONCE = 256  # things kept by one wait for the disk


class Writer:
    """A queue of things to keep. What was asked for is on the disk when `keep` returns it.

    A disk says once for all that it kept them, so that many phones wait no longer than one. Each thing happens or does
    not, whatever becomes of the others that it was kept with.
    """

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._queue: SimpleQueue[tuple[Use[Any], Future[Any]] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="writer")
        self._thread.start()

    async def keep(self, change: Use[Value]) -> Value:
        """Do something to the store and return what came of it; raises Mistake where it was not kept."""
        kept: Future[Value] = Future()
        self._queue.put((change, kept))
        return await asyncio.wrap_future(kept)

    def close(self) -> None:
        """Write what was asked for, and let go of the store."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        history: History | None = None
        try:
            while batch := self._next():
                history = self._keep(batch, history)
        finally:
            if history is not None:
                history.close()

    def _next(self) -> list[tuple[Use[Any], Future[Any]]]:
        """Wait for something to write, and take what came in meanwhile along; nothing where there is no more."""
        first = self._queue.get()
        return [] if first is None else [first, *self._waiting()]

    def _waiting(self) -> Iterator[tuple[Use[Any], Future[Any]]]:
        for _ in range(MOST_AT_ONCE - 1):
            try:
                more = self._queue.get_nowait()
            except Empty:
                return
            if more is None:
                self._queue.put(None)  # what came in before it is written first
                return
            yield more

    def _keep(self, batch: list[tuple[Use[Any], Future[Any]]], history: History | None) -> History | None:
        """Write a batch and say what became of each part; return the store, None where it has to be opened again.

        What nobody waits for any more is not begun; what is begun is written, whether or not somebody still waits.
        """
        batch = [(change, kept) for change, kept in batch if kept.set_running_or_notify_cancel()]
        said: list[Callable[[], None]] = []
        try:
            if history is None:
                history = store.open(self._url, create=False, keeps_times=False)
            with history.together():
                said.extend(_done(change, history, kept) for change, kept in batch)
        except BaseException as error:  # noqa: BLE001 (whoever waits for an answer gets it, and the next try opens anew)
            for _, kept in batch:
                kept.set_exception(error)
            if history is not None:
                history.close()
            return None
        for tell in said:
            tell()
        return history


def _done(change: Use[Any], history: History, kept: Future[Any]) -> Callable[[], None]:
    """Do one thing, and return what tells whoever waits for it once the whole is on the disk."""
    try:
        with history.together():
            value = change(history)
    except Exception as error:  # noqa: BLE001 (the others that it is written with go on)
        found = error
        return lambda: kept.set_exception(found)
    return lambda: kept.set_result(value)


class Reader:
    """One thread that reads: a store is never used by two threads at once."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._history: History | None = None

    async def read(self, use: Use[Value]) -> Value:
        """Read something of the store; raises Mistake where that is not possible."""
        return await asyncio.wrap_future(self._pool.submit(self._read, use))

    def close(self) -> None:
        self._pool.submit(self._close).result()
        self._pool.shutdown()

    def _read(self, use: Use[Value]) -> Value:
        if self._history is None:
            self._history = store.open(self._url, create=False, keeps_times=False)
        return use(self._history)

    def _close(self) -> None:
        if self._history is not None:
            self._history.close()
