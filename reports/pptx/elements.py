"""Reach what the library leaves out: the XML of a shape, a run, a layout, and the parts of a file."""

from __future__ import annotations

from typing import Any

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DECORATIVE = (
    f'<a:extLst xmlns:a="{DRAWING}">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def element_of(thing: Any) -> Any:
    """Return the XML of a shape, a slide, a layout, a master or a part."""
    return thing._element  # noqa: SLF001 - the library has no other way to what it does not know


def tree_of(slide: Any) -> Any:
    """Return the XML that the shapes of a slide or a master stand in."""
    return slide.shapes._spTree  # noqa: SLF001 - the library has no other way to what it does not know


def relations_of(part: Any) -> Any:
    """Return the relations of a part, by their id."""
    return part._rels  # noqa: SLF001 - the library has no other way to what it does not know


def replace_content(part: Any, content: bytes) -> None:
    """Give a part another content."""
    part._blob = content  # noqa: SLF001 - the library reads these parts and does not write them


def remove(shape: Any) -> None:
    """Take a shape off its slide."""
    element = element_of(shape)
    element.getparent().remove(element)


def speak(run: Any, language: str) -> None:
    """Say in which language a run of text is."""
    run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001 - the library has no other way


def describe(shape: Any, alt: str) -> None:
    """Give a shape its text alternative."""
    element_of(shape)._nvXxPr.cNvPr.set("descr", alt)  # noqa: SLF001 - the library has no other way


def decorate(shape: Any) -> None:
    """Say that a shape only decorates, so that a screen reader passes it by."""
    from pptx.oxml import parse_xml

    element_of(shape)._nvXxPr.cNvPr.append(parse_xml(_DECORATIVE))  # noqa: SLF001 - the library has no other way


def without_style(shape: Any) -> None:
    """Take away the look that the theme gives to new shapes: no shadow, no gradient, no outline of its own."""
    element = element_of(shape)
    style = element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    if style is not None:
        element.remove(style)


def thin(colour: Any, share: float) -> None:
    """Let only a share (0 to 1) of a colour show."""
    element = colour._color._xClr  # noqa: SLF001 - the library has no other way
    element.append(element.makeelement(f"{{{DRAWING}}}alpha", {"val": str(round(share * 100_000))}))
