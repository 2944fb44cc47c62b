"""The presentation that slides are drawn on: our own, or a consultant's template without its slides."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import msgspec

from questionnaires.language import phrase
from reports.charts.palette import palette
from reports.not_made import NotMade
from reports.office import sayable
from reports.pptx.canvas import EMU_PER_MM, Box, emu
from reports.pptx.elements import DRAWING, element_of, replace_content, tree_of
from reports.pptx.fitting import Face, face_called

if TYPE_CHECKING:
    from reports.brand import Brand

WIDTH, HEIGHT = 338.667, 190.5  # 16:9, in millimetres
MARGIN = 15.0
TITLE = Box(MARGIN, 11, WIDTH - 2 * MARGIN, 23)
TITLE_POINTS = 26
FOOT = 178.0
OWN_ROOM = Box(MARGIN, 40, WIDTH - 2 * MARGIN, 133)
LOGO = Box(WIDTH - MARGIN - 40, 11, 40, 12)
FONT = "Arial"  # on every machine, or something of its widths
SMALLEST_ROOM = (140.0, 60.0)  # mm: less holds no slide that can be read
AIR = 4.0  # mm kept free around what a template draws
BACKDROP = 0.5  # of the slide: what covers more is a background
KEPT_LAYOUTS = ("Title and Content", "Title Only", "Blank")
_A = f"{{{DRAWING}}}"


class TemplateUnusable(NotMade):
    """Raised where slides cannot be drawn on a template; `remedy` says what to do about it."""


class Ground(msgspec.Struct, frozen=True):
    """What slides are drawn on: a presentation without slides, a layout of it, and the room that is free there."""

    presentation: Any
    layout: Any
    room: Box
    scale: float
    body: Face
    heading: Face
    title_points: float
    is_own: bool


def own_ground(brand: Brand, logo_alt: str) -> Ground:
    """Return an empty presentation in the look of the report, in the colours of a brand and with its logo."""
    import pptx
    from pptx.util import Emu

    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    for layout in list(presentation.slide_layouts):
        if layout.name not in KEPT_LAYOUTS:
            presentation.slide_layouts.remove(layout)
    has_logo = brand.logo is not None and brand.logo.kind == "png"
    _dress(presentation.slide_master, narrower=LOGO.width + AIR if has_logo else 0)
    _colour(presentation.slide_master, brand)
    if has_logo and brand.logo is not None:
        _place_logo(presentation.slide_master, brand.logo.content, logo_alt)
    return _ground(presentation, _layout_with_title(presentation), OWN_ROOM, is_own=True)


def template_ground(content: bytes) -> Ground:
    """Return a template without its slides, with the room that it leaves free. Raises TemplateUnusable."""
    presentation = _opened(content)
    _without_slides(presentation)
    layout = _layout_with_title(presentation)
    if layout is None:
        raise TemplateUnusable(
            phrase("The template has no layout with a title."),
            phrase("Add a layout with a title to its slide master, for example ‘Title Only’, and save it as .pptx."),
        )
    room = _free_room(presentation, layout)
    if room.width < SMALLEST_ROOM[0] or room.height < SMALLEST_ROOM[1]:
        raise TemplateUnusable(
            phrase("The template leaves too little room under the title."),
            phrase("Use a slide of at least 25 cm wide, and keep the middle of the layout with only a title free."),
        )
    return _ground(presentation, layout, room, is_own=False)


def _opened(content: bytes) -> Any:
    """Open a template, whatever is wrong with it told in one way."""
    import pptx
    from pptx.opc.constants import CONTENT_TYPE
    from pptx.util import Emu

    unusable = TemplateUnusable(
        phrase("The template is not a PowerPoint presentation (.pptx), or it is damaged."),
        phrase("Open it in PowerPoint and save it as .pptx; a .potx or .pptm cannot be used as it is."),
    )
    try:
        presentation = pptx.Presentation(io.BytesIO(content))
        layouts = list(presentation.slide_layouts)
        is_plain = presentation.part.content_type == CONTENT_TYPE.PML_PRESENTATION_MAIN and bool(layouts)
    except Exception as error:  # the library has no error of its own for each of the many ways to be broken
        raise unusable from error
    if not is_plain:
        raise unusable
    if not presentation.slide_width or not presentation.slide_height:
        presentation.slide_width, presentation.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    return presentation


def _without_slides(presentation: Any) -> None:
    """Take the slides out, with all that points at them: sections and custom shows."""
    element = element_of(presentation.part)
    ids = []
    for one in element.xpath("./p:sldIdLst/p:sldId"):
        ids.append(one.rId)
        one.getparent().remove(one)
    for child in list(element):
        if child.tag.endswith("}custShowLst"):
            element.remove(child)
    for extension in element.xpath("./p:extLst/p:ext"):
        if any(child.tag.endswith("}sectionLst") for child in extension):
            extension.getparent().remove(extension)
    for one in ids:
        presentation.part.drop_rel(one)


def _ground(presentation: Any, layout: Any, room: Box, *, is_own: bool) -> Ground:
    heading, body = _fonts(presentation.slide_master)
    return Ground(
        presentation=presentation,
        layout=layout,
        room=room,
        scale=min(4.0, max(0.75, presentation.slide_height / EMU_PER_MM / HEIGHT)),
        body=face_called(body),
        heading=face_called(heading),
        title_points=points_of(layout, "TITLE"),
        is_own=is_own,
    )


def kind_of(placeholder: Any) -> str:
    """Return what a placeholder is for, as the library names it: TITLE, BODY, FOOTER."""
    return str(placeholder.placeholder_format.type.name) if placeholder.placeholder_format.type is not None else ""


FOOTERS = ("DATE", "FOOTER", "SLIDE_NUMBER")


def _layout_with_title(presentation: Any) -> Any:
    """Return the layout with a title and the least beside it; None where no layout has a title."""
    found = []
    for number, layout in enumerate(presentation.slide_layouts):
        kinds = [kind_of(placeholder) for placeholder in layout.placeholders]
        others = [kind for kind in kinds if kind not in (*FOOTERS, "TITLE", "CENTER_TITLE")]
        if "TITLE" in kinds or "CENTER_TITLE" in kinds:
            missing = sum(kind not in kinds for kind in FOOTERS)
            found.append(("TITLE" not in kinds, len(others), missing, number, layout))
    return min(found, key=lambda entry: entry[:4])[4] if found else None


def _box_of(shape: Any) -> Box | None:
    sizes = (shape.left, shape.top, shape.width, shape.height)
    return None if None in sizes else Box(*(size / EMU_PER_MM for size in sizes))


def _free_room(presentation: Any, layout: Any) -> Box:
    """Return the largest place on a layout that neither its placeholders nor its pictures take."""
    width, height = presentation.slide_width / EMU_PER_MM, presentation.slide_height / EMU_PER_MM
    taken, drawn = [], []
    for shape in (*layout.shapes, *presentation_shapes(layout)):
        box = _box_of(shape)
        if box is None:
            continue
        if not shape.is_placeholder:
            if box.width * box.height < BACKDROP * width * height:
                drawn.append(box)
        elif kind_of(shape) in (*FOOTERS, "TITLE", "CENTER_TITLE"):
            taken.append(box)
    title = next((box for shape in layout.placeholders if "TITLE" in kind_of(shape) and (box := _box_of(shape))), None)
    margin = min(width, height) * MARGIN / HEIGHT
    left, right = margin, width - margin
    for box in (title, _body_of(layout)):
        if box is not None and box.width > width / 2:
            left, right = box.left, box.right
    whole = Box(max(0.0, left), margin, min(width, right) - max(0.0, left), height - 2 * margin)
    room = _around(whole, taken)
    clear = _around(room, drawn)
    return clear if clear.width >= SMALLEST_ROOM[0] and clear.height >= SMALLEST_ROOM[1] else room


def presentation_shapes(layout: Any) -> list[Any]:
    """Return what a layout shows of its master: the drawings, not the placeholders that it has itself."""
    if element_of(layout).get("showMasterSp") == "0":
        return []
    return [shape for shape in layout.slide_master.shapes if not shape.is_placeholder]


def _body_of(layout: Any) -> Box | None:
    """Return where the master has its text: the sides that the designer wants kept."""
    for shape in layout.slide_master.placeholders:
        if kind_of(shape) in ("BODY", "OBJECT"):
            return _box_of(shape)
    return None


def _around(room: Box, taken: list[Box]) -> Box:
    """Return the largest part of a room that lies beside, above or under what is taken."""
    for box in taken:
        left, top, right, bottom = box.left - AIR, box.top - AIR, box.right + AIR, box.bottom + AIR
        if left >= room.right or right <= room.left or top >= room.bottom or bottom <= room.top:
            continue
        parts = (
            Box(room.left, bottom, room.width, room.bottom - bottom),
            Box(room.left, room.top, room.width, top - room.top),
            Box(right, room.top, room.right - right, room.height),
            Box(room.left, room.top, left - room.left, room.height),
        )
        room = max(parts, key=lambda part: max(0.0, part.width) * max(0.0, part.height))
    return room


def _fonts(master: Any) -> tuple[str, str]:
    """Return the typefaces of headings and of texts."""
    theme = _theme(master)
    found = [
        theme.find(f".//{_A}fontScheme/{_A}{kind}/{_A}latin") if theme is not None else None
        for kind in ("majorFont", "minorFont")
    ]
    heading, body = ("" if one is None else one.get("typeface", "") for one in found)
    return heading, body


def _theme_part(master: Any) -> Any:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    return master.part.part_related_by(RELATIONSHIP_TYPE.THEME)


def _theme(master: Any) -> Any:
    from pptx.oxml import parse_xml

    try:
        return parse_xml(_theme_part(master).blob)
    except (KeyError, ValueError):
        return None


def points_of(layout: Any, kind: str) -> float:
    """Return how large a kind of placeholder is set, in points: as the layout says itself, or its master does."""
    master = layout.slide_master
    places = [element_of(shape) for shape in (*layout.placeholders, *master.placeholders) if kind in kind_of(shape)]
    sizes = [size for place in places for size in place.xpath("./p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz")]
    if kind == "TITLE":
        sizes += element_of(master).xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return int(sizes[0]) / 100 if sizes else 44.0 if kind == "TITLE" else 18.0


def _dress(master: Any, narrower: float) -> None:
    """Put the placeholders of our own master in their places, with their type."""
    from pptx.util import Emu

    places = {
        "TITLE": Box(TITLE.left, TITLE.top, TITLE.width - narrower, TITLE.height),
        "BODY": OWN_ROOM,
        "FOOTER": Box(MARGIN, FOOT, 200, 6),
        "DATE": Box(WIDTH - MARGIN - 100, FOOT, 80, 6),
        "SLIDE_NUMBER": Box(WIDTH - MARGIN - 18, FOOT, 18, 6),
    }
    sides = {"TITLE": "l", "FOOTER": "l", "DATE": "r", "SLIDE_NUMBER": "r"}
    for shape in master.placeholders:
        kind = kind_of(shape)
        place = places[kind]
        shape.left, shape.top = Emu(emu(place.left)), Emu(emu(place.top))
        shape.width, shape.height = Emu(emu(place.width)), Emu(emu(place.height))
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        body = element_of(shape).txBody.find(f"{_A}bodyPr")
        for child in list(body):
            body.remove(child)
        body.set("anchor", "t" if kind in ("TITLE", "BODY") else "b")
        for level in element_of(shape).xpath(".//a:lstStyle/a:lvl1pPr"):
            level.set("algn", sides.get(kind, "l"))
            for letters in level.findall(f"{_A}defRPr"):
                letters.set("sz", "900")
    titles = element_of(master).xpath("./p:txStyles/p:titleStyle/a:lvl1pPr")[0]
    titles.set("algn", "l")
    letters = titles.find(f"{_A}defRPr")
    letters.set("sz", str(TITLE_POINTS * 100))
    letters.set("b", "1")


def _colour(master: Any, brand: Brand) -> None:
    """Give our own theme the colours of the report and a brand, and a font that every machine has."""
    from lxml import etree

    ours = palette()
    part = _theme_part(master)
    theme = etree.fromstring(part.blob)
    colours = {
        "dk1": ours.ink, "lt1": "#FFFFFF", "dk2": ours.grey, "lt2": ours.tint, "accent1": brand.primary,
        "accent2": brand.accent, "accent3": ours.line, "accent4": ours.grey, "accent5": ours.ink,
        "accent6": ours.tint, "hlink": brand.primary, "folHlink": ours.grey,
    }  # fmt: skip
    scheme = theme.find(f".//{_A}clrScheme")
    scheme.set("name", "Meetlat")
    for name, colour in colours.items():
        place = scheme.find(f"{_A}{name}")
        for child in list(place):
            place.remove(child)
        etree.SubElement(place, f"{_A}srgbClr").set("val", colour.lstrip("#").upper())
    for latin in theme.iterfind(f".//{_A}fontScheme/*/{_A}latin"):
        latin.set("typeface", FONT)
    theme.set("name", "Meetlat")
    replace_content(part, etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True))


def _place_logo(master: Any, content: bytes, alt: str) -> None:
    """Put a logo in the right upper corner of the master, so that it is on every slide and can be moved once."""
    from pptx.oxml.shapes.picture import CT_Picture

    part, relation = master.part.get_or_add_image_part(io.BytesIO(content))
    across, upwards = part.image.size
    share = min(LOGO.width / across, LOGO.height / upwards)
    width, height = across * share, upwards * share
    taken = tree_of(master)
    new_picture: Any = CT_Picture.new_pic
    picture = new_picture(
        taken.max_shape_id + 1, sayable(alt), sayable(alt), relation,
        emu(LOGO.right - width), emu(LOGO.top), emu(width), emu(height),
    )  # fmt: skip
    taken.insert_element_before(picture, "p:extLst")
