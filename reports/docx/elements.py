"""Make the XML of a Word document: paragraphs, runs, fields, cells and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reports.office import sayable
from reports.outline.blocks import Run

if TYPE_CHECKING:
    from lxml.etree import _Element


def element(tag: str, attributes: dict[str, str] | None = None, *inner: _Element) -> _Element:
    """Return an XML element with names as Word's schema writes them (w:p)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    made.extend(inner)
    return made


def paragraph(
    style: str, inner: Iterator[_Element] | Sequence[_Element], properties: Sequence[_Element] = ()
) -> _Element:
    """Return a paragraph in a style; `properties` is for what differs from place to place, such as a list's number."""
    named = [element("w:pStyle", {"w:val": style})] if style != "Normal" else []
    settings = [*named, *properties]
    return element("w:p", {}, *([element("w:pPr", {}, *settings)] if settings else []), *inner)


def text_run(text: str, style: str = "", *, run: Run | None = None, language: str = "") -> _Element:
    """Return a text as one run; line breaks in it are line breaks."""
    settings = [element("w:rStyle", {"w:val": style})] if style else []
    if run is not None and run.bold and style not in ("Strong", ""):
        settings.append(element("w:b"))
    if run is not None and run.italic and style not in ("Emphasis", ""):
        settings.append(element("w:i"))
    if language:
        settings.append(element("w:lang", {"w:val": language}))
    made = element("w:r", {}, *([element("w:rPr", {}, *settings)] if settings else []))
    for number, part in enumerate(sayable(text).replace("\t", " ").split("\n")):
        if number:
            made.append(element("w:br"))
        if part:
            piece = element("w:t", {"xml:space": "preserve"})
            piece.text = part
            made.append(piece)
    return made


def table_cell(width: int, content: _Element, span: int = 1) -> _Element:
    settings = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    if span > 1:
        settings.append(element("w:gridSpan", {"w:val": str(span)}))
    return element("w:tc", {}, element("w:tcPr", {}, *settings), content)


def table_row(cells: Sequence[_Element], *, is_head: bool = False) -> _Element:
    """Return a row that no page parts; the head comes back on every page."""
    settings = [element("w:cantSplit"), *([element("w:tblHeader")] if is_head else [])]
    return element("w:tr", {}, element("w:trPr", {}, *settings), *cells)


def simple_field(instruction: str, shown: str) -> list[_Element]:
    """Return a field that a reader's program fills in, with what it shows until then."""
    return [element("w:fldSimple", {"w:instr": f" {instruction} "}, text_run(shown))]


def field(instruction: str, shown: str) -> list[_Element]:
    """Return a field in parts, as it must be inside another field."""
    return [*field_start(instruction), *([text_run(shown)] if shown else []), field_mark("end")]


def field_start(instruction: str) -> list[_Element]:
    """Return the beginning of a field: what comes after it is shown until the end."""
    told = element("w:instrText", {"xml:space": "preserve"})
    told.text = f" {instruction} "
    return [field_mark("begin"), element("w:r", {}, told), field_mark("separate")]


def field_mark(kind: str) -> _Element:
    """Return one of the marks of a field: "begin", "separate" or "end"."""
    return element("w:r", {}, element("w:fldChar", {"w:fldCharType": kind}))
