"""Write to standard output and standard error, whatever signs the stream behind them knows."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TextIO

PLAINER = "plainer"
PLAIN_SIGNS = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "…": "...", "·": "-", "×": "x",
    "≥": ">=", "≤": "<=", "→": "->", "←": "<-", "↑": "^", "↓": "v", "\u00a0": " ",
}  # fmt: skip


def say(text: str = "") -> None:
    """Write a line of data; not through click, which takes ASCII for a mistake and writes UTF-8 all the same."""
    print(text, flush=True)


def remark(text: str) -> None:
    """Write a line that is no data."""
    print(text, file=sys.stderr, flush=True)


def make_speakable(*streams: TextIO) -> None:
    """Let streams take any text: UTF-8 for files and pipes of Windows, plainer signs where an encoding lacks one."""
    codecs.register_error(PLAINER, plainer)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if sys.platform == "win32" and not stream.isatty() and not os.environ.get("PYTHONIOENCODING"):
            reconfigure(encoding="utf-8")
        reconfigure(errors=PLAINER)
    if sys.platform == "win32":
        from colorama import just_fix_windows_console

        just_fix_windows_console()


def let_go_of_output() -> None:
    """Point standard output at nothing, so that Python does not complain about a broken pipe while it closes."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def plainer(error: UnicodeError) -> tuple[str, int]:
    """Return the signs that an encoding lacks in plainer form: straight quotes, letters without accents."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plain(sign) for sign in error.object[error.start : error.end]), error.end


def spelled(text: str, encoding: str | None) -> str:
    """Return a text in the signs that an encoding knows, for what writes to a terminal by itself."""
    encoding = encoding or "ascii"
    return text.encode(encoding, PLAINER).decode(encoding)


def _plain(sign: str) -> str:
    if sign in PLAIN_SIGNS:
        return PLAIN_SIGNS[sign]
    import unicodedata

    return "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii()) or "?"
