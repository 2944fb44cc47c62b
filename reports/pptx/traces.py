"""Take out of a template what it keeps of slides that it once had, and of whoever made it."""

from __future__ import annotations

from typing import Any

from reports.pptx.elements import relations_of, replace_content

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
