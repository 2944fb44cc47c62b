"""Slow down whoever guesses: so many wrong tries a minute from one address, and so many in all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

MINUTE = 60.0
TRIES = 20  # wrong ones a minute from one address: a room behind one address types a code wrong now and then
TRIES_IN_ALL = 200
MOST_ADDRESSES = 10_000


class Tries:
    """The wrong tries of the last minute. Addresses are held in memory alone, and for a minute at most."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._of: dict[str, deque[float]] = {}
        self._all: deque[float] = deque()

    def may_try(self, address: str) -> bool:
        """Say whether an address may try once more."""
        since = self._clock() - MINUTE
        _forget(self._all, since)
        for known in list(self._of):
            _forget(self._of[known], since)
            if not self._of[known]:
                del self._of[known]
        return len(self._all) < TRIES_IN_ALL and len(self._of.get(address, ())) < TRIES

    def was_wrong(self, address: str) -> None:
        """Count a wrong try."""
        now = self._clock()
        self._all.append(now)
        if address in self._of or len(self._of) < MOST_ADDRESSES:
            self._of.setdefault(address, deque()).append(now)


def _forget(moments: deque[float], since: float) -> None:
    while moments and moments[0] <= since:
        moments.popleft()
