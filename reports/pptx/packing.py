"""Write the same file for the same slides: no clock, no trace of whoever made the template."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

from reports.pptx.elements import relations_of, replace_content

EARLIEST = 1980  # a zip knows no earlier year
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Meetlat</Application></Properties>"
)


def without_traces(presentation: Any) -> None:
    """Take out what a file keeps of the slides that it once had: their picture, their titles and a printer."""
    package = presentation.part.package
    for source in (package, presentation.part):
        for key, relation in list(relations_of(source).items()):
            kind = relation.reltype.rsplit("/", 1)[-1]
            if kind in ("thumbnail", "printerSettings"):
                relations_of(source).pop(key)
            elif kind == "extended-properties":
                replace_content(relation.target_part, _APP.encode())


def packed(content: bytes, day: dt.date) -> bytes:
    """Return a zip with every entry dated on a day, in the order and with the content that it had."""
    moment = (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(entry, old.read(name))
    return made.getvalue()


def dated(workbook: bytes, day: dt.date) -> bytes:
    """Return a workbook that says it was made on a day, and is packed on it."""
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _STAMPS.sub(rb"\g<1>" + moment, content) if name == "docProps/core.xml" else content)
    return packed(made.getvalue(), day)
