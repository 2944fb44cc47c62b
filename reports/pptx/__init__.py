"""Turn a view into six slides for a board: native shapes, a native chart and a native table, all to be edited."""

from __future__ import annotations

import copy
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from reports.office import sayable, settled
from reports.pptx.answer import draw_answer
from reports.pptx.canvas import LANGUAGES, LEAST_POINTS, Canvas
from reports.pptx.chart import draw_chart
from reports.pptx.elements import DRAWING, element_of, remove, speak, tree_of
from reports.pptx.fitting import LEADING, MM_PER_POINT, Text, fitted
from reports.pptx.ground import FOOTERS, Ground, TemplateUnusable, kind_of, own_ground, points_of, template_ground
from reports.pptx.held import draw_held
from reports.pptx.roadmap import draw_roadmap
from reports.pptx.source import draw_source
from reports.pptx.steps import draw_steps
from reports.pptx.traces import without_traces

if TYPE_CHECKING:
    from pptx.slide import Slide

    from reports.view import ReportView
    from reports.view.slides import Deck, SlideHead

__all__ = ["TemplateUnusable", "render"]

LEAST_TITLE = 14.0
_INSET = 2.54  # mm: what a placeholder keeps free at its sides unless it says otherwise


def render(view: ReportView, template: bytes | None = None) -> bytes:
    """Return the slides of a report (.pptx), on a template or our own; the same input gives the same bytes.

    Raises TemplateUnusable where the template is not a presentation that slides can be drawn on.
    """
    deck: Deck = view.slides
    day = dt.date.fromisoformat(view.created)
    ground = own_ground(view.brand, deck.logo) if template is None else template_ground(template)
    canvases = [_slide(ground, head, view.language) for head in deck.heads]
    draw_answer(canvases[0], deck.answer)
    draw_chart(canvases[1], deck.chart, day)
    draw_held(canvases[2], deck.held)
    draw_roadmap(canvases[3], deck.roadmap)
    draw_steps(canvases[4], deck.steps)
    draw_source(canvases[5], deck.source)
    for canvas in canvases:
        _foot(ground, canvas.slide, deck, LANGUAGES[view.language])
    _describe(ground.presentation, view, day)
    without_traces(ground.presentation)
    made = io.BytesIO()
    ground.presentation.save(made)
    return settled(made.getvalue(), day)


def _slide(ground: Ground, head: SlideHead, language: str) -> Canvas:
    """Add a slide with its title and its notes."""
    slide = ground.presentation.slides.add_slide(ground.layout)
    for placeholder in list(slide.placeholders):
        if "TITLE" not in kind_of(placeholder) or placeholder != slide.shapes.title:
            remove(placeholder)
    canvas = Canvas(slide, ground.room, ground.body, ground.scale, language, is_own=ground.is_own)
    _title(ground, canvas, head.title)
    frame = slide.notes_slide.notes_text_frame
    for number, line in enumerate(head.notes):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = sayable(line)
        speak(run, canvas.language)
    return canvas


def _title(ground: Ground, canvas: Canvas, title: str) -> None:
    """Put a title in its placeholder, at the size of the layout or as much smaller as it needs."""
    from pptx.util import Emu, Pt

    shape: Any = canvas.slide.shapes.title
    width, height = (Emu(shape.width).mm - 2 * _INSET, Emu(shape.height).mm - _INSET)
    wanted = Text(text=sayable(title), points=ground.title_points, bold=True)
    kept = fitted([wanted], width, height, ground.heading, LEAST_TITLE * max(1.0, ground.scale))
    frame = shape.text_frame
    run = frame.paragraphs[0].add_run()
    run.text = kept[0].text if kept else wanted.text
    if kept and kept[0].points < ground.title_points:
        run.font.size = Pt(kept[0].points)
    speak(run, canvas.language)


def _foot(ground: Ground, slide: Slide, deck: Deck, language: str) -> None:
    """Give a slide the foot that its layout has: whose it is, of which day, and its number."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Emu, Pt

    for placeholder in ground.layout.placeholders:
        kind = kind_of(placeholder)
        if kind not in FOOTERS:
            continue
        element = copy.deepcopy(element_of(placeholder))
        tree = tree_of(slide)
        element.nvSpPr.cNvPr.set("id", str(tree.max_shape_id + 1))
        tree.insert_element_before(element, "p:extLst")
        copied: Any = next(shape for shape in slide.placeholders if element_of(shape) is element)
        for field in element.xpath(".//a:fld"):
            if kind == "SLIDE_NUMBER":
                field.find(f"{{{DRAWING}}}t").text = str(_number(ground, slide))
            else:
                field.getparent().remove(field)
        for letters in element.xpath(".//a:rPr | .//a:endParaRPr"):
            letters.set("lang", language)
            letters.attrib.pop("smtClean", None)
        if kind != "SLIDE_NUMBER":
            width = Emu(copied.width).mm - 2 * _INSET
            said = deck.foot if kind == "FOOTER" else deck.day
            height = max(Emu(copied.height).mm - 1, LEAST_POINTS * LEADING * MM_PER_POINT)
            wanted = points_of(ground.layout, kind)
            kept = fitted([Text(text=sayable(said), points=wanted)], width, height, ground.body, LEAST_POINTS)[0]
            frame = copied.text_frame
            frame.text = kept.text
            paragraph = frame.paragraphs[0]
            run = paragraph.runs[0]
            run.font.name = "+mn-lt"  # said again, because LibreOffice does not take a footer's from the master
            if ground.is_own or kept.points < wanted:
                run.font.size = Pt(kept.points)
            if ground.is_own:
                paragraph.alignment = PP_ALIGN.LEFT if kind == "FOOTER" else PP_ALIGN.RIGHT
            speak(run, language)


def _number(ground: Ground, slide: Slide) -> int:
    return int(ground.presentation.slides.index(slide)) + 1


def _describe(presentation: Any, view: ReportView, day: dt.date) -> None:
    """Let the file say what it is, whose, and of which day."""
    said, moment = presentation.core_properties, dt.datetime.combine(day, dt.time())
    said.title, said.subject = sayable(view.title)[:255], sayable(view.subject)[:255]
    said.author = said.last_modified_by = sayable(view.slides.author)[:255]
    said.keywords, said.language = sayable(view.slides.keywords)[:255], LANGUAGES[view.language]
    said.category = said.comments = said.content_status = said.identifier = said.version = ""
    said.created = said.modified = moment
    said.revision = 1
