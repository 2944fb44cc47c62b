"""Give an office file (a zip of XML) the same bytes every time: its entries in one order, with the day of the run."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

FIRST = ("[Content_Types].xml", "_rels/.rels")  # what a reader opens first stands first
EARLIEST = 1980  # the first year that a zip can tell
UNIX = 3  # as the system that made an entry, on whatever system it is made
CORE_PROPERTIES = "docProps/core.xml"
_MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def settled(package: bytes, day: dt.date, changed: dict[str, bytes] | None = None) -> bytes:
    """Return an office file with every entry of one day, and other contents where `changed` names it."""
    date_time = (max(EARLIEST, day.year), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        contents = {name: old.read(name) for name in old.namelist()} | (changed or {})
    first = [name for name in FIRST if name in contents]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*first, *sorted(set(contents) - set(first))]:
            entry = zipfile.ZipInfo(name, date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = UNIX, 0o600 << 16
            new.writestr(entry, contents[name])
    return file.getvalue()


def dated(package: bytes, day: dt.date) -> bytes:
    """Return an office file whose properties say that it was made on a day, with every entry of that day."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        told = _MOMENTS.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), old.read(CORE_PROPERTIES))
    return settled(package, day, {CORE_PROPERTIES: told})


def sayable(text: str) -> str:
    """Return a text without the characters that XML refuses."""
    return _FORBIDDEN.sub("", text)
