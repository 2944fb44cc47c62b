"""Write into a PDF what it is, when it was made and with what, and the files that it carries."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from reports.attachments import Attachment

OWN = "meetlat-"  # what the names of our own properties start with in HTML
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFX = "{http://ns.adobe.com/pdfx/1.3/}"  # where XMP repeats properties that are not standard
MADE_OF = ("application/yaml",)  # answers are what a report was made of; all else in it follows from them


def describe(pdf: Any, metadata: Any, moment: dt.datetime) -> None:
    """Write the properties that the HTML of a document tells, also as XMP, which says that this is PDF/UA-1."""
    import pydyf

    own = {_pdf_name(name): value for name, value in metadata.custom.items() if name.startswith(OWN)}
    date = pydyf.String(_pdf_date(moment))
    pdf.info.update({name: pydyf.String(value) for name, value in own.items()})
    pdf.info.update({"CreationDate": date, "ModDate": date})
    metadata.created = metadata.modified = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    standard = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *what: _with_properties(standard(*what), own)
    metadata.include_in_pdf(pdf, "ua", 1, conformance=None, compress=False)  # who archives reads it as it is


def attach(pdf: Any, attachments: Sequence[Attachment], moment: dt.datetime) -> None:
    """Put files into a PDF, each with its description, media type, date and how it relates to the report."""
    import pydyf

    if not attachments:
        return
    date = pydyf.String(_pdf_date(moment))
    names, all_files = pydyf.Array(), pydyf.Array()
    for attachment in sorted(attachments, key=lambda each: each.name):
        stream = pydyf.Stream(
            [attachment.content],
            {
                "Type": "/EmbeddedFile",
                "Subtype": pydyf.name(attachment.media_type),
                "Params": pydyf.Dictionary(
                    {
                        "Size": len(attachment.content),
                        "CheckSum": f"<{hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()}>",
                        "CreationDate": date,
                        "ModDate": date,
                    }
                ),
            },
            compress=True,
        )
        pdf.add_object(stream)
        name = pydyf.String(attachment.name)
        file = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": name,
                "UF": name,
                "Desc": pydyf.String(attachment.description),
                "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
                "AFRelationship": "/Source" if attachment.media_type in MADE_OF else "/Data",
            }
        )
        pdf.add_object(file)
        names.extend((name, file.reference))
        all_files.append(file.reference)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["AF"] = all_files


def _pdf_name(name: str) -> str:
    """Return a property's name as PDF writes it: meetlat-run-date is MeetlatRunDate."""
    return "".join(part.capitalize() for part in name.split("-"))


def _pdf_date(moment: dt.datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}Z"


def _with_properties(xmp: bytes, properties: Mapping[str, str]) -> bytes:
    from xml.etree import ElementTree as ET

    rdf = ET.fromstring(xmp)  # noqa: S314 - the library just wrote it
    description = ET.SubElement(rdf, f"{ABOUT}Description", {f"{ABOUT}about": ""})
    for name, value in properties.items():
        ET.SubElement(description, f"{PDFX}{name}").text = value
    return bytes(ET.tostring(rdf, encoding="utf-8"))
