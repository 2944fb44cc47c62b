"""Follow the boxes of a document from the order in which they are read to the numbers that the painter gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.tagging.elements import Mark
from reports.tagging.source import is_decoration, is_link


class Layout:
    """The boxes of a document in the order in which they are read, and the numbers that the painter gives them."""

    def __init__(self, document: Any) -> None:
        """Read the boxes, and listen to the painting; links of boxes that lie within a link's own box are dropped."""
        from weasyprint.formatting_structure import boxes

        self.streams: list[Any] = []
        self.shown: set[Any] = set()
        self.root: Any = None
        self._boxes, self._order = boxes, list[tuple[int, Any, str]]()
        self._headed: dict[Any, int] = {}
        self._within: set[Any] = set()
        for number, page in enumerate(document.pages):
            self._read(page._page_box, number, artifact="", in_link=False)  # noqa: SLF001 - the only way to its boxes
            page.links = [link for link in page.links if getattr(link[3], "_box", link[3]) not in self._within]
            self._listen(page)

    def _listen(self, page: Any) -> None:
        paint = page.paint

        def paint_numbered(stream: Any, scale: float = 1) -> None:
            stream._tags = {}  # noqa: SLF001 - given a dictionary here, the painter numbers what it paints
            self.streams.append(stream)
            paint(stream, scale)

        page.paint = paint_numbered

    def _read(self, box: Any, page: int, artifact: str, *, in_link: bool) -> None:
        box = getattr(box, "_box", box)  # what is placed absolutely left a placeholder where it is read
        element = box.element
        if isinstance(box, self._boxes.MarginBox):
            artifact = "Pagination"
        elif element is not None and not isinstance(box, self._boxes.PageBox):
            self.root = element if self.root is None else self.root
            self.shown.add(element)
            if in_link:
                self._within.add(box)
            in_link = in_link or is_link(element)
            if is_decoration(element):
                artifact = artifact or "Layout"
            elif element.tag == "thead" and self._headed.setdefault(element, page) != page:
                artifact = "Pagination"  # the heads of a table come back on each of its pages, to be read once
        if isinstance(box, (self._boxes.TextBox, self._boxes.ReplacedBox)):
            self._order.append((page, box, artifact))
            return
        for child in box.children:
            self._read(child, page, artifact, in_link=in_link)

    def marks(self) -> Iterator[tuple[Mark, str]]:
        """Yield what was painted, in reading order, with the type of artifact that it is, if it is one."""
        for at, (page, box, artifact) in enumerate(self._order):
            painted = self.streams[page]._tags.get(box)  # noqa: SLF001 - what the painter wrote there
            if painted is not None:
                yield Mark(page, painted["mcid"], at, box), artifact
