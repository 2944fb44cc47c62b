"""Let one program at a time write in a folder; the system lets go of the lock of a program that died."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

NAME = ".meetlat.lock"
PAUSE = 0.005  # seconds between two tries; neither system tells when the other lets go


class InUse(Exception):
    """Raised where another program holds the folder for longer than we wait."""


class Lock:
    """The lock of a folder, which is held from its making until it is closed.

    The file stays when the lock goes: what counts is not whether it is there but who holds it. Raises InUse after
    `patience` seconds, and OSError where the file cannot be made.
    """

    def __init__(self, folder: Path, patience: float) -> None:
        self._file = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + patience
        while not _is_taken(self._file):
            if time.monotonic() > deadline:
                os.close(self._file)
                raise InUse
            time.sleep(PAUSE)

    def close(self) -> None:
        """Let others write; closing the file lets go of its lock on every system."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


if sys.platform == "win32":
    import msvcrt

    def _is_taken(file: int) -> bool:
        """Take the lock of an open file; False where another program holds it."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_taken(file: int) -> bool:
        """Take the lock of an open file; False where another program holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
