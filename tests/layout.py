"""Look at a laid-out report as a reader would: text over text, text cut off, pages that are all but empty.

Everything is in CSS pixels (96 to the inch), from WeasyPrint's own layout tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reports import pdf

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
INK_TOP, INK_BOTTOM = 0.22, 0.82  # of the height of a line: what letters really cover
TOUCHING = 1.0  # px that two texts may share
OUTSIDE = 1.5  # px that a drawing or a letter may reach over the edge
FULL_ENOUGH = 0.55  # of a page after which its section goes on: what cannot be broken may leave the rest
NEARLY_EMPTY = 0.1  # of a page that ends a section begun before


@dataclass(frozen=True)
class Ink:
    """A text or a drawing with the rectangle that it covers."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    tag: str
    is_margin: bool

    def covers(self, other: Ink) -> bool:
        """Say whether two texts are printed over each other."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > TOUCHING
            and min(self.bottom, other.bottom) - max(self.top, other.top) > TOUCHING
        )


@dataclass(frozen=True)
class Page:
    """A page: its content area, what is printed on it, its sections and the rows of its tables."""

    number: int
    left: float
    top: float
    right: float
    bottom: float
    inks: tuple[Ink, ...]
    sections: tuple[Any, ...]
    rows: frozenset[Any]

    @property
    def texts(self) -> tuple[Ink, ...]:
        return tuple(ink for ink in self.inks if ink.text)

    @property
    def fill(self) -> float:
        """Return how far down the page something is printed, from 0 to 1."""
        lowest = max((ink.bottom for ink in self.inks if not ink.is_margin), default=self.top)
        return (lowest - self.top) / (self.bottom - self.top)


def lay_out(document: str) -> Any:
    """Return an HTML report as WeasyPrint lays it out, with the report's own font."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    face = f'@font-face {{ font-family: "{pdf.FONT}"; src: url("{pdf.font_url()}") }}'
    sheet = weasyprint.CSS(string=face, font_config=fonts)
    return weasyprint.HTML(string=document).render(stylesheets=[sheet], font_config=fonts)


@contextmanager
def watched() -> Iterator[list[Any]]:
    """Yield the documents that WeasyPrint lays out meanwhile, so that a PDF need not be laid out a second time."""
    import weasyprint

    seen: list[Any] = []
    original = weasyprint.HTML

    class Watched(original):  # type: ignore[misc, valid-type]  # the library ships no types
        def render(self, *options: Any, **more: Any) -> Any:
            seen.append(super().render(*options, **more))
            return seen[-1]

    weasyprint.HTML = Watched
    try:
        yield seen
    finally:
        weasyprint.HTML = original


def pages(document: Any) -> tuple[Page, ...]:
    """Return the pages of a laid-out document."""
    return tuple(_page(number, each._page_box) for number, each in enumerate(document.pages, 1))


def faults(document: Any) -> list[str]:
    """Return everything that is wrong with the pages of a laid-out report, each with its page; none is well."""
    seen = pages(document)
    found = [fault for page in seen for fault in (*_overlaps(page), *_outside(page), *_orphans(page))]
    for page, following in zip(seen, (*seen[1:], None), strict=True):
        found += _room(page, following, seen[page.number - 2] if page.number > 1 else None)
        torn = page.rows & following.rows if following else frozenset()
        found += [f"page {page.number}: a row is torn: {''.join(row.itertext())[:60]!r}" for row in torn]
    return found


def _page(number: int, box: Any) -> Page:
    inks: list[Ink] = []
    sections: list[Any] = []
    rows: set[Any] = set()
    for inner, in_margin, in_head in _walk(box):
        tag = inner.element_tag or ""
        if tag == "section" and inner.element not in sections:
            sections.append(inner.element)
        if tag == "tr" and not in_head and inner.element is not None:
            rows.add(inner.element)
        if hasattr(inner, "text") and inner.text.strip():
            height = inner.height
            inks.append(
                Ink(
                    inner.position_x,
                    inner.position_y + INK_TOP * height,
                    inner.position_x + inner.width,
                    inner.position_y + INK_BOTTOM * height,
                    inner.text,
                    tag,
                    in_margin,
                )
            )
        elif hasattr(inner, "replacement"):
            x, y = inner.content_box_x(), inner.content_box_y()
            inks.append(Ink(x, y, x + inner.width, y + inner.height, "", tag, in_margin))
    left, top = box.content_box_x(), box.content_box_y()
    return Page(number, left, top, left + box.width, top + box.height, tuple(inks), tuple(sections), frozenset(rows))


def _walk(box: Any, in_margin: bool = False, in_head: bool = False) -> Iterator[tuple[Any, bool, bool]]:
    for child in getattr(box, "children", ()):
        margin = in_margin or type(child).__name__ == "MarginBox"
        head = in_head or child.element_tag == "thead"
        yield child, margin, head
        yield from _walk(child, margin, head)


def _overlaps(page: Page) -> Iterator[str]:
    texts = sorted(page.texts, key=lambda ink: ink.top)
    for number, one in enumerate(texts):
        for other in texts[number + 1 :]:
            if other.top > one.bottom:
                break
            if one.covers(other):
                yield f"page {page.number}: {one.text[:40]!r} lies over {other.text[:40]!r}"


def _outside(page: Page) -> Iterator[str]:
    for ink in page.inks:
        if ink.is_margin:
            if ink.left < page.left - OUTSIDE or ink.right > page.right + OUTSIDE:
                yield f"page {page.number}: the foot runs over its edge: {ink.text[:40]!r}"
        elif (
            ink.left < page.left - OUTSIDE
            or ink.right > page.right + OUTSIDE
            or ink.top < page.top - OUTSIDE
            or ink.bottom > page.bottom + OUTSIDE
        ):
            yield f"page {page.number}: outside its area: {ink.text[:40] or ink.tag!r}"


def _orphans(page: Page) -> Iterator[str]:
    inks = [ink for ink in page.inks if not ink.is_margin]
    lowest = max((ink for ink in inks if ink.text), key=lambda ink: ink.bottom, default=None)
    if lowest is None or lowest.tag not in HEADINGS:
        return
    if all(ink.bottom <= lowest.top or ink.tag == lowest.tag for ink in inks):  # nothing beside or under it
        yield f"page {page.number}: a heading with nothing under it: {lowest.text[:40]!r}"


def _room(page: Page, following: Page | None, before: Page | None) -> Iterable[str]:
    if not page.texts or all(ink.is_margin for ink in page.inks):
        return [f"page {page.number}: empty"]
    goes_on = following is not None and bool(page.sections) and page.sections[-1] in following.sections
    began_before = before is not None and bool(page.sections) and page.sections[-1] in before.sections
    if goes_on and page.fill < FULL_ENOUGH:
        return [f"page {page.number}: only {page.fill:.0%} full, and its section goes on"]
    if not goes_on and began_before and page.fill < NEARLY_EMPTY:
        first = next(ink.text for ink in page.texts if not ink.is_margin)
        return [f"page {page.number}: only {page.fill:.0%} full, with {first[:40]!r}"]
    return []
