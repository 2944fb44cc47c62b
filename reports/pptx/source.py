"""The sixth slide: on what the answer rests, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.pptx.canvas import Box, Canvas
from reports.pptx.fitting import height_of

if TYPE_CHECKING:
    from reports.view.slides import SourceSlide

GAP = 12.0
FACTS_SHARE = 0.52


def draw_source(canvas: Canvas, slide: SourceSlide) -> None:
    """Draw the facts as a list with rules, the limits beside them."""
    room, gap = canvas.room, canvas.mm(GAP)
    width = room.width * FACTS_SHARE - gap / 2
    term_width = width * 0.3
    air, most = canvas.mm(2), room.height / max(1, len(slide.facts))
    top = room.top
    for number, fact in enumerate(slide.facts):
        canvas.rule(room.left, top, width, 1.5 if number == 0 else 0.75, "ink" if number == 0 else "line")
        said = [canvas.text(fact.text, 14)]
        text_width = width - term_width - canvas.mm(4)
        height = min(most - 2 * air, height_of(said, text_width, canvas.face) + canvas.mm(0.5))
        canvas.write(
            [canvas.text(fact.term, 12, tone="grey")], Box(room.left, top + air, term_width, height), fact.term
        )
        beside = Box(room.left + term_width + canvas.mm(4), top + air, text_width, height)
        canvas.write(said, beside, f"{fact.term}: {fact.text}"[:80])
        top += height + 2 * air
    left = room.left + width + gap
    canvas.rule(left, room.top, room.right - left, 1.5, "ink")
    texts = [canvas.text(slide.limits_title, 18, bold=True)]
    texts += [canvas.text(text, 14, before=3) for text in slide.limits]
    box = Box(left, room.top + canvas.mm(2.5), room.right - left, room.height - canvas.mm(2.5))
    canvas.write(texts, box, slide.limits_title)
