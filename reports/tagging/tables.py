"""Tell which header cells of a table stand for each of its data cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reports.tagging.elements import Element, Kid

HEAD_ROWS = 3  # rows of nothing but heads that a table can have and still be understood


def thin_out(table: Element) -> None:
    """Leave a table no more heads than help: who hears it is told all heads of a cell before the cell.

    Where heads of groups would be most of the rows of heads, they are cells; so are those of rows where a table would
    have more heads than cells.
    """
    rows = [row for section in table.kids for row in _rows(section)]
    cells = [cell for row in rows for cell in row.kids if isinstance(cell, Element)]
    only_heads = [row for row in rows if {cell.kind for cell in row.kids if isinstance(cell, Element)} == {"TH"}]
    if len(only_heads) > HEAD_ROWS:
        for row in only_heads:
            for cell in row.kids:
                if isinstance(cell, Element) and cell.scope == "rowgroup":
                    cell.kind = "TD"
    heads = [cell for cell in cells if cell.kind == "TH"]
    if len(heads) > len(cells) - len(heads) and any(cell.scope == "col" for cell in heads):
        for cell in heads:
            if cell.scope == "row":
                cell.kind = "TD"


def name_headers(table: Element, names: Iterator[str]) -> None:
    """Name the header cells of a table, and tell each data cell under and beside which of them it stands."""
    above: dict[int, tuple[str, ...]] = defaultdict(tuple)
    taken: dict[int, int] = {}  # rows that a cell from above still takes, by column
    for section in table.kids:
        of_group: tuple[str, ...] = ()
        for row in _rows(section):
            cells = list(_placed(row, taken))
            for _, cell in cells:
                if cell.kind == "TH":
                    cell.name = next(names)
            beside = tuple(cell.name for _, cell in cells if cell.scope == "row")
            of_group = tuple(cell.name for _, cell in cells if cell.scope == "rowgroup") or of_group
            for column, cell in cells:
                columns = range(column, column + cell.takes("colspan"))
                if cell.kind == "TD":
                    heads = (name for each in columns for name in above[each])
                    cell.headers = tuple(dict.fromkeys((*heads, *of_group, *beside)))
                elif cell.scope == "col":
                    for each in columns:
                        above[each] = (*above[each], cell.name)


def _rows(section: Kid) -> Iterator[Element]:
    """Yield the rows of a part of a table."""
    if isinstance(section, Element):
        if section.kind == "TR":
            yield section
        elif section.kind != "Caption":
            yield from (kid for kid in section.kids if isinstance(kid, Element))


def _placed(row: Element, taken: dict[int, int]) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with their columns (from 0), beside what cells from above still take."""
    column = 0
    for cell in row.kids:
        while taken.get(column):
            taken[column] -= 1
            column += 1
        if isinstance(cell, Element):
            yield column, cell
            for _ in range(cell.takes("colspan")):
                taken[column] = cell.takes("rowspan") - 1
                column += 1
