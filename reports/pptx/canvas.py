"""Draw on one slide, in millimetres: texts, rules and marks in the colours of the theme, each with its alternative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from reports.office import sayable
from reports.pptx.elements import decorate, describe, speak, thin, without_style
from reports.pptx.fitting import LEADING, MM_PER_POINT, Face, Text, fitted

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide

EMU_PER_MM = 36_000
LEAST_POINTS = 9.0
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
# The colours of the report, said in those of a theme: the scheme colour, by how much it is lightened (0 to 1), and how
# much of it shows (1 is all). A template's theme says little of what its colours are for, and its slides may be dark:
# there the rules are its text colour, thinned.
_SHARED = {
    "ink": ("TEXT_1", 0.0, 1.0),
    "paper": ("BACKGROUND_1", 0.0, 1.0),
    "reality": ("ACCENT_1", 0.0, 1.0),
    "ambition": ("ACCENT_2", 0.0, 1.0),
}
OWN_COLOURS = {
    **_SHARED,
    "grey": ("TEXT_2", 0.0, 1.0),
    "line": ("ACCENT_3", 0.0, 1.0),
    "tint": ("BACKGROUND_2", 0.0, 1.0),
    "light": ("ACCENT_3", 0.0, 1.0),
}
THEME_COLOURS = {
    **_SHARED,
    "grey": ("TEXT_1", 0.35, 1.0),
    "line": ("TEXT_1", 0.0, 0.3),
    "tint": ("TEXT_1", 0.0, 0.07),
    "light": ("ACCENT_1", 0.6, 1.0),
}
Colour = Literal["ink", "grey", "line", "tint", "paper", "reality", "light", "ambition"]
Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]


class Box(msgspec.Struct, frozen=True):
    """A place on a slide, in millimetres from its left upper corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


def emu(millimetres: float) -> int:
    """Return a length as the file has it: 36,000 to a millimetre."""
    return round(millimetres * EMU_PER_MM)


class Canvas:
    """One slide with the free room on it, in the typeface and at the scale of its presentation.

    `scale` is the height of the slide against that of the usual one (190.5 mm); distances and sizes go with it.
    """

    def __init__(self, slide: Slide, room: Box, face: Face, scale: float, language: str, *, is_own: bool) -> None:
        self.slide, self.room, self.face, self.scale = slide, room, face, scale
        self.is_own = is_own
        self.colours = OWN_COLOURS if is_own else THEME_COLOURS
        self.language = LANGUAGES[language]
        self.shapes: Any = slide.shapes

    @property
    def least(self) -> float:
        """Return the smallest size of type here, in points."""
        return max(LEAST_POINTS, LEAST_POINTS * self.scale)

    def mm(self, length: float) -> float:
        """Return a length of the usual slide at the scale of this one."""
        return length * self.scale

    def lines(self, number: int, length: float = 0.0) -> float:
        """Return the height of so many lines of the smallest type, or a length of the usual slide if that is more."""
        return max(self.mm(length), number * self.least * LEADING * MM_PER_POINT + 0.2)

    def text(
        self, text: str, points: float, *, bold: bool = False, tone: Literal["ink", "grey"] = "ink", before: float = 0.0
    ) -> Text:
        """Return a paragraph with its size and the room before it at the scale of this slide."""
        return Text(
            text=sayable(text),
            points=max(self.least, round(points * self.scale * 2) / 2),
            bold=bold,
            tone=tone,
            before=self.mm(before),
        )

    def write(
        self, texts: Sequence[Text], box: Box, name: str, *, align: Align = "left", anchor: Anchor = "top"
    ) -> float:
        """Put paragraphs in a box, smaller or shortened where they must be; return the size of the smallest."""
        kept = fitted(texts, box.width, box.height, self.face, self.least)
        if not kept:
            return self.least
        shape = self.shapes.add_textbox(*self.place(box))
        shape.name = name
        self._fill_frame(shape.text_frame, kept, align, anchor)
        return min(text.points for text in kept)

    def say_instead(self, texts: Sequence[str], name: str) -> None:
        """Fill the slide with sentences, where there is nothing to draw."""
        room, air = self.room, self.mm(4)
        self.rule(room.left, room.top, room.width, 1.5, "ink")
        said = [self.text(text, 18, before=4) for text in texts]
        self.write(said, Box(room.left, room.top + air, room.width, room.height - air), name)

    def _fill_frame(self, frame: Any, texts: Sequence[Text], align: Align, anchor: Anchor) -> None:
        from pptx.enum.text import MSO_ANCHOR

        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}[
            anchor
        ]
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self.set_paragraph(paragraph, text, align, first=number == 0)

    def set_paragraph(self, paragraph: Any, text: Text, align: Align = "left", *, first: bool = True) -> None:
        """Fill a paragraph with a text, its lines broken where the text breaks them."""
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        paragraph.alignment = getattr(PP_ALIGN, align.upper())
        paragraph.line_spacing = Pt(text.points * LEADING)
        paragraph.space_before = Pt(0 if first else text.before / MM_PER_POINT)
        paragraph.space_after = Pt(0)
        for number, line in enumerate(text.text.split("\n")):
            if number:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = line
            run.font.size = Pt(text.points)
            run.font.bold = text.bold
            self.colour(run.font.color, text.tone)
            speak(run, self.language)

    def rule(self, left: float, top: float, width: float, points: float = 0.75, colour: Colour = "line") -> None:
        """Draw a horizontal rule, which says nothing by itself."""
        self.line((left, top), (left + width, top), points, colour)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], points: float, colour: Colour, *, into: Any = None
    ) -> None:
        """Draw a straight line, which says nothing by itself."""
        from pptx.enum.shapes import MSO_CONNECTOR
        from pptx.util import Pt

        ends = (emu(length) for length in (*start, *end))
        drawn = (into or self.shapes).add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        without_style(drawn)
        drawn.line.width = Pt(points)
        self.colour(drawn.line.color, colour)
        drawn.name = "Rule"
        decorate(drawn)

    def mark(
        self,
        kind: Literal["RECTANGLE", "OVAL", "DIAMOND"],
        box: Box,
        fill: Colour | None,
        *,
        outline: Colour | None = None,
        points: float = 0.75,
        dashed: bool = False,
        hatched: bool = False,
        alt: str = "",
        name: str = "",
        into: Any = None,
    ) -> Shape:
        """Draw a mark; without a text alternative it only decorates."""
        from pptx.enum.dml import MSO_LINE, MSO_PATTERN
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.util import Pt

        drawn: Shape = (into or self.shapes).add_shape(getattr(MSO_SHAPE, kind), *self.place(box))
        without_style(drawn)
        if fill is None:
            drawn.fill.background()
        elif hatched:
            drawn.fill.patterned()
            drawn.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            self.colour(drawn.fill.fore_color, fill)
            self.colour(drawn.fill.back_color, "paper")
        else:
            drawn.fill.solid()
            self.colour(drawn.fill.fore_color, fill)
        if outline is None:
            drawn.line.fill.background()
        else:
            drawn.line.width = Pt(points)
            self.colour(drawn.line.color, outline)
            if dashed:
                drawn.line.dash_style = MSO_LINE.DASH
        drawn.name = sayable(name) or kind.capitalize()
        if alt:
            describe(drawn, sayable(alt))
        else:
            decorate(drawn)
        return drawn

    def group(self, name: str, alt: str) -> Any:
        """Return a group to draw into, with one text alternative for all that is in it."""
        grouped = self.shapes.add_group_shape()
        grouped.name = sayable(name)
        describe(grouped, sayable(alt))
        return grouped.shapes

    def colour(self, target: Any, colour: Colour) -> None:
        """Give something a colour of the theme."""
        from pptx.enum.dml import MSO_THEME_COLOR

        scheme, lighter, shows = self.colours[colour]
        target.theme_color = getattr(MSO_THEME_COLOR, scheme)
        if lighter:
            target.brightness = lighter
        if shows < 1:
            thin(target, shows)

    def place(self, box: Box) -> tuple[Any, Any, Any, Any]:
        """Return left, top, width and height as the library takes them."""
        from pptx.util import Emu

        return Emu(emu(box.left)), Emu(emu(box.top)), Emu(emu(box.width)), Emu(emu(box.height))
