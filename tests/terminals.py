"""A real pseudo-terminal with a program in it: press keys, and wait until the screen shows something."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

PROGRAM = "from assess.cli import main; main()"
PATIENCE = 60.0  # seconds; a busy machine may take long, and a test that waits in vain fails anyway
KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "ctrl-c": "\x03", "ctrl-d": "\x04", "space": " ",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
}  # fmt: skip


class _Screen(pyte.Screen):
    """A screen that answers where its cursor is, as terminals do."""

    answer: Callable[[str], object]

    def write_process_input(self, data: str) -> None:
        self.answer(data)


class Terminal:
    """`assess` with some arguments, in a terminal of so many columns and rows."""

    def __init__(
        self, folder: Path, *arguments: str, columns: int = 80, rows: int = 24, more: Mapping[str, str] | None = None
    ) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.written = b""
        self._child = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, *arguments],
            cwd=str(folder),
            env=environment(folder) | dict(more or {}),
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None
        self._screen.answer = self._child.send

    @property
    def shown(self) -> str:
        """All that stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def words(self) -> str:
        """All words on the screen, in one line."""
        return " ".join(self.shown.split())

    @property
    def pid(self) -> int:
        return int(self._child.pid)

    def see(self, *texts: str) -> str:
        """Wait until all texts stand on the screen, wherever their lines break; return the whole screen."""
        self._until(lambda: all(text in self.words for text in texts), f"{texts} never came")
        return self.shown

    def see_one_of(self, texts: Sequence[str]) -> str:
        """Wait until one of the texts stands on the screen; return the first that does."""
        self._until(lambda: any(text in self.words for text in texts), f"none of {texts} came")
        return next(text for text in texts if text in self.words)

    def read_for(self, seconds: float) -> None:
        """Take in what comes within a time, whatever it is."""
        until = time.monotonic() + seconds
        while self._read(max(0.0, until - time.monotonic())) and time.monotonic() < until:
            pass

    def see_gone(self, text: str) -> str:
        """Wait until a text stands on the screen no more."""
        self._until(lambda: text not in self.words, f"{text!r} never went")
        return self.shown

    def clear(self) -> None:
        """Forget what stands on the screen, so that the same text can be waited for again."""
        self._screen.erase_in_display(2)

    def press(self, *keys: str) -> None:
        """Press keys by name; any other text is typed."""
        for key in keys:
            self._child.send(KEYS.get(key, key))

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def end(self) -> int:
        """Wait for the end of the program; return its exit code."""
        while self._read(PATIENCE):
            pass
        self._child.wait()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -self._child.signalstatus)

    def kill(self) -> None:
        """End the program at once, wherever it is."""
        self._child.kill(signal.SIGKILL)
        while self._read(PATIENCE):
            pass
        self._child.wait()

    def close(self) -> None:
        self._child.close(force=True)

    def _until(self, is_so: Callable[[], bool], complaint: str) -> None:
        give_up = time.monotonic() + PATIENCE
        while not is_so():
            if not self._read(max(0.0, give_up - time.monotonic())):
                raise AssertionError(f"{complaint}:\n{self.shown}")

    def _read(self, seconds: float) -> bool:
        """Take in what the program wrote; False where nothing more comes."""
        try:
            written = self._child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.EOF, pexpect.TIMEOUT):
            return False
        self.written += written
        self._stream.feed(written)
        return True


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a person with nothing set but a store in this folder."""
    return {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "MEETLAT_STORE": str(folder / "meetlat.db"),
        "PATH": os.environ["PATH"],
        "PYTHONUTF8": "1",
        "TERM": "xterm-256color",
    }
