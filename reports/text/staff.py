"""Draw one row on the measuring staff: dot for reality, bar for ambition, line for what is left."""

from __future__ import annotations

from reports.marks import Marks
from reports.text.lines import Line, Span, Weight, line, width

LOWEST, HIGHEST = 1, 5


def cells(unit: int) -> int:
    """Return the width of a row on a staff of `unit` cells a level, with both ends."""
    return (HIGHEST - LOWEST) * unit + 1


def place(value: float, unit: int) -> int:
    """Return the cell of a value, halves to the right."""
    return int((value - LOWEST) * unit + 0.5 + 1e-9)


def staff(unit: int, marks: Marks) -> str:
    """Return the staff itself: blocks of two shades, one for each step between two levels."""
    dark, light = marks.staff_dark * unit, marks.staff_light * unit
    return dark + light + dark + light


def axis(unit: int) -> str:
    """Return the levels above the staff, each over its own place."""
    return "".join(str(level).ljust(unit) for level in range(LOWEST, HIGHEST)) + str(HIGHEST)


def row(score: float, target: float | None, unit: int, marks: Marks, spread: tuple[float, float] | None = None) -> Line:
    """Return a score and a target on the staff; where both fall in one cell the bar gives way."""
    row_cells = [(marks.grid if cell % unit == 0 else " ", "") for cell in range(cells(unit))]
    if spread is not None and marks.spread.strip():
        for cell in range(place(spread[0], unit), place(spread[1], unit) + 1):
            row_cells[cell] = (marks.spread, "")
    dot = place(score, unit)
    if target is not None:
        bar = place(target, unit)
        if bar == dot:
            bar += 1 if score <= target or dot == 0 else -1
        for cell in range(min(dot, bar) + 1, max(dot, bar)):
            row_cells[cell] = (marks.line, "reality")
        if bar == len(row_cells):
            row_cells.append((" ", ""))
        row_cells[bar] = (marks.bar, "ambition")
    row_cells[dot] = (marks.dot, "reality")
    return _joined(row_cells)


def hatched(target: float | None, unit: int, marks: Marks, said: str) -> Line:
    """Return a row without a score: hatched, with the words where they leave the bar free."""
    row_cells: list[tuple[str, str]] = [(marks.not_scored, "")] * cells(unit)
    bar = None if target is None else place(target, unit)
    start = 1 if bar is None or bar == 0 or 1 + width(said) < bar else bar + 1
    start = min(start, len(row_cells) - width(said) - 1)
    for offset, sign in enumerate(said):
        row_cells[start + offset] = (sign, "")
    if bar is not None:
        row_cells[bar] = (marks.bar, "ambition")
    return _joined(row_cells)


def _joined(row_cells: list[tuple[str, str]]) -> Line:
    """Return cells as pieces, neighbours of one weight together."""
    spans: list[Span] = []
    for sign, weight in row_cells:
        if spans and spans[-1].weight == weight:
            spans[-1] = Span(spans[-1].text + sign, spans[-1].weight)
        else:
            spans.append(Span(sign, _weight(weight)))
    return line(*spans)


def _weight(name: str) -> Weight:
    return "reality" if name == "reality" else "ambition" if name == "ambition" else ""
