"""Templates as consultants make them, for the tests of the slides."""

from __future__ import annotations

import io

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.util import Mm

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
ANOTHERS = "Geheim van een andere klant"
PLACES = {  # left, top, width and height as shares of the slide
    "TITLE": (0.05, 0.05, 0.72, 0.16),
    "BODY": (0.05, 0.25, 0.9, 0.62),
    "DATE": (0.05, 0.93, 0.2, 0.05),
    "FOOTER": (0.3, 0.93, 0.4, 0.05),
    "SLIDE_NUMBER": (0.85, 0.93, 0.1, 0.05),
}


def template(
    width: float = 338.667,
    height: float = 190.5,
    font: str = "Arial",
    mark: tuple[float, float, float, float] = (0.84, 0.05, 0.11, 0.1),
) -> bytes:
    """Return a template with a band at the left, a mark (in the right upper corner), and two slides of another client.

    The mark has left, top, width and height as shares of the slide.
    """
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Mm(width), Mm(height)
    master = presentation.slide_master
    for shape in master.placeholders:
        left, top, wide, high = PLACES[shape.placeholder_format.type.name]
        shape.left, shape.top = Mm(width * left), Mm(height * top)
        shape.width, shape.height = Mm(width * wide), Mm(height * high)
    for layout in list(presentation.slide_layouts):
        if layout.name not in ("Title and Content", "Title Only"):
            presentation.slide_layouts.remove(layout)
        else:
            layout.name = f"Huisstijl {len(layout.placeholders)}"  # the name must not matter
    _draw(master, 90, "Band", (0, 0, width * 0.02, height), "accent1")
    left, top, wide, high = mark
    _draw(master, 91, "Merk", (width * left, height * top, width * wide, height * high), "accent2")
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'<a:latin typeface="Calibri"', f'<a:latin typeface="{font}"'.encode())
    for layout in presentation.slide_layouts:
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = ANOTHERS
        slide.notes_slide.notes_text_frame.text = ANOTHERS
    presentation.core_properties.author = ANOTHERS
    told = presentation.part.package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    told._blob = told.blob.replace(b"</Properties>", f"<Company>{ANOTHERS}</Company></Properties>".encode())
    return saved(presentation)


def without_title() -> bytes:
    """Return a template of which no layout has a title."""
    presentation = pptx.Presentation()
    for layout in list(presentation.slide_layouts):
        if layout.name != "Blank":
            presentation.slide_layouts.remove(layout)
    return saved(presentation)


def saved(presentation: pptx.presentation.Presentation) -> bytes:
    made = io.BytesIO()
    presentation.save(made)
    return made.getvalue()


def _draw(master, number, name, place, colour) -> None:
    drawn = CT_Shape.new_autoshape_sp(number, name, "rect", *(Mm(length) for length in place))
    drawn.spPr.append(parse_xml(f'<a:solidFill xmlns:a="{DRAWING}"><a:schemeClr val="{colour}"/></a:solidFill>'))
    master.shapes._spTree.insert(2, drawn)
