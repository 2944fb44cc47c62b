"""Read back what a PDF carries, without trusting anything that it says of itself."""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pypdf.generic import EmbeddedFile

MAX_FILE = 100_000_000  # bytes of a PDF; a report has about one million
MAX_ATTACHMENT = 25_000_000  # bytes of one attachment, unpacked; the answers of some eight thousand people
MAX_ATTACHMENTS = 100

Reason = Literal["not_a_pdf", "damaged", "locked", "too_large", "changed"]


class Unreadable(Exception):
    """Raised where nothing can be read back from a PDF; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def attached(content: bytes, names: frozenset[str]) -> dict[str, bytes]:
    """Return the attachments of these names, unpacked and each as its checksum says; raise Unreadable."""
    if len(content) > MAX_FILE:
        raise Unreadable("too_large")
    if b"%PDF-" not in content[:1024]:
        raise Unreadable("not_a_pdf")
    with _silent():
        try:
            return _found(content, names)
        except Unreadable:
            raise
        except Exception as error:  # a damaged file makes the reader fail in every way there is
            raise Unreadable("damaged") from error


def _found(content: bytes, names: frozenset[str]) -> dict[str, bytes]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Unreadable("locked")
    files = [one for one in islice(reader.attachment_list, MAX_ATTACHMENTS) if one.name in names]
    if len({one.name for one in files}) != len(files):
        raise Unreadable("changed")
    return {one.name: _unpacked(one) for one in files}


def _unpacked(file: EmbeddedFile) -> bytes:
    stream: Any = file.pdf_object["/EF"]["/F"].get_object()  # type: ignore[index]  # what a PDF says has no types
    packed: bytes = stream._data  # noqa: SLF001 - the library's own way to unpack knows no limit for one file
    match stream.get("/Filter"):
        case None:
            content = packed
        case "/FlateDecode" | ["/FlateDecode"]:
            unpacking = zlib.decompressobj()
            content = unpacking.decompress(packed, MAX_ATTACHMENT + 1)
            if not unpacking.eof and len(content) <= MAX_ATTACHMENT:
                raise Unreadable("damaged")
        case _:
            raise Unreadable("changed")
    if len(content) > MAX_ATTACHMENT:
        raise Unreadable("too_large")
    if _checksum(stream) != hashlib.md5(content, usedforsecurity=False).digest():
        raise Unreadable("changed")
    return content


def _checksum(stream: Any) -> bytes | None:
    """Return the checksum that the PDF gives for an attachment."""
    given = stream.get("/Params", {}).get_object().get("/CheckSum")
    given = getattr(given, "original_bytes", given)
    return given if isinstance(given, bytes) else None


@contextmanager
def _silent() -> Iterator[None]:
    """Keep the library from telling on standard error what it thinks of a file."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)
