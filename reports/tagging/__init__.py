"""Tag a laid-out document by the HTML it was made of: one structure element for each HTML element, as PDF/UA-1 asks.

WeasyPrint paints, and tells which box it paints; this knows what the boxes mean. See docs/adr/0008-pdf-ua.md.
"""

from __future__ import annotations

from typing import Any

from reports.tagging.layout import Layout
from reports.tagging.tree import Tree
from reports.tagging.writing import Writer

__all__ = ["Tagging"]


class Tagging:
    """Tags the PDF of a laid-out document: made before it is painted, writing when it is."""

    def __init__(self, document: Any) -> None:
        """Prepare a document (WeasyPrint's) for being painted with numbers."""
        self._document, self._layout = document, Layout(document)

    def write(self, pdf: Any) -> None:
        """Write the structure of what was painted into its PDF (pydyf's)."""
        Writer(pdf, self._document).write(Tree(self._layout), self._layout)
