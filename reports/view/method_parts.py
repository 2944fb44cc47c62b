"""What the method page is made of: parts with formulas, paragraphs, and a table where figures need one."""

from __future__ import annotations

import msgspec

from reports.view.material import Fact


class MethodTable(msgspec.Struct, frozen=True, kw_only=True):
    """Figures by row and column; the first head is that of the names of the rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class MethodPart(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with formulas (symbol and meaning) and paragraphs; `anchor` where figures elsewhere lead to it.

    `table` stands below the paragraphs, `notes` below the table.
    """

    title: str
    anchor: str = ""
    formulas: tuple[Fact, ...] = ()
    paragraphs: tuple[str, ...] = ()
    table: MethodTable | None = None
    notes: tuple[str, ...] = ()
