"""The third slide: the sentence that is not true yet in each domain, and what would lift it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.pptx.canvas import Box, Canvas
from reports.pptx.fitting import Text, height_of, together

if TYPE_CHECKING:
    from reports.view.slides import HeldDomain, HeldSlide

GAP = 10.0
QUOTE_SHARE = 0.62  # of the height of the room, at most


def draw_held(canvas: Canvas, slide: HeldSlide) -> None:
    """Draw the domains beside each other, what lifts them at one height."""
    room, gap, n = canvas.room, canvas.mm(GAP), max(1, len(slide.domains))
    width = (room.width - gap * (n - 1)) / n
    under = canvas.mm(2.5)
    most = room.height * QUOTE_SHARE - under
    texts = together([_quoted(canvas, each) for each in slide.domains], width, most, canvas.face, canvas.least)
    height = min(most, max(height_of(each, width, canvas.face) for each in texts) + canvas.mm(2))
    lifts_top = room.top + under + height + canvas.mm(5)
    lifts_height = room.bottom - lifts_top - under
    lifts = _fitting_lifts(canvas, slide, width, lifts_height)
    for number, (domain, quoted, lifting) in enumerate(zip(slide.domains, texts, lifts, strict=True)):
        left = room.left + number * (width + gap)
        canvas.rule(left, room.top, width, 1.5, "ink")
        canvas.write(quoted, Box(left, room.top + under, width, height), domain.name)
        canvas.rule(left, lifts_top, width)
        box = Box(left, lifts_top + under, width, lifts_height)
        canvas.write(lifting, box, f"{domain.name}: {domain.lifts_title}")


def _quoted(canvas: Canvas, domain: HeldDomain) -> list[Text]:
    return [
        canvas.text(domain.name, 18, bold=True),
        canvas.text(domain.standing, 12, tone="grey", before=0.5),
        canvas.text(domain.title, 12, tone="grey", before=4),
        canvas.text(domain.quote, 17, before=1),
        canvas.text(domain.text, 12, before=2),
    ]


def _fitting_lifts(canvas: Canvas, slide: HeldSlide, width: float, height: float) -> list[tuple[Text, ...]]:
    """Return what lifts each domain: as many actions as fit whole, at least one."""
    for most in range(max(len(domain.lifts) for domain in slide.domains), 0, -1):
        texts = [_lifts(canvas, domain, most) for domain in slide.domains]
        smallest = [[msgspec.structs.replace(text, points=canvas.least) for text in each] for each in texts]
        if all(height_of(each, width, canvas.face) <= height for each in smallest):
            return together(texts, width, height, canvas.face, canvas.least)
    return together([_lifts(canvas, each, 1) for each in slide.domains], width, height, canvas.face, canvas.least)


def _lifts(canvas: Canvas, domain: HeldDomain, most: int) -> list[Text]:
    texts = [canvas.text(domain.lifts_title, 12, tone="grey")]
    for lift in domain.lifts[:most]:
        texts.append(canvas.text(lift.title, 12, bold=True, before=1.5))
        texts.append(canvas.text(lift.text, 12))
    if domain.no_lifts:
        texts.append(canvas.text(domain.no_lifts, 12, before=1.5))
    return texts
