"""Lay text in lines of a given width: whole words, hanging sentences, two ends of a line, groups that stay whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.text.lines import Line, Span, Weight, line, width

NOTE_LINES = 2  # of a note or of evidence, under an answer
SHORTEST_LAST_LINE = 12  # cells; a shorter last line is filled by narrowing


def reality(text: str) -> Span:
    return Span(text, "reality")


def width_of(a_line: Line) -> int:
    """Return how many cells a line takes on the screen."""
    return sum(width(span.text) for span in a_line)


def spaces(cells: int) -> str:
    return " " * max(0, cells)


def wrapped(text: str, cells: int) -> list[str]:
    """Return a text, as people may have typed it, in lines of at most `cells` cells, whatever is in it.

    Lines are broken between words, or inside one that is wider than a line: a full screen cuts what sticks out. A last
    line under 12 cells is filled by narrowing all of them, if that costs no line.
    """
    lines = list(_broken(text, cells))
    narrower = cells
    while len(lines) > 1 and width(lines[-1]) < SHORTEST_LAST_LINE < narrower:
        narrower -= 1
        other = list(_broken(text, narrower))
        if len(other) > len(lines):
            break
        if width(other[-1]) >= SHORTEST_LAST_LINE:
            return other
    return lines


def _broken(text: str, cells: int) -> Iterator[str]:
    current = ""
    for word in text.split():
        longer = f"{current} {word}" if current else word
        if width(longer) > cells and width(word) <= cells:
            yield current
            longer = word
        while width(longer) > cells:  # a word that is wider than a line
            fits = _fitting(longer, cells)
            yield longer[:fits]
            longer = longer[fits:]
        current = longer
    yield current


def _fitting(text: str, cells: int) -> int:
    """Return how many signs of a text, at least one, fit in a line."""
    return next((number for number in range(len(text), 1, -1) if width(text[:number]) <= cells), 1)


def shortened(text: str, cells: int) -> list[str]:
    """Return a note in its first two lines, with … where there is more."""
    lines = wrapped(text, cells)
    if len(lines) > NOTE_LINES:
        lines = lines[:NOTE_LINES]
        lines[-1] = wrapped(lines[-1], cells - 2)[0] + " …"
    return lines


def paragraph(text: str, cells: int, weight: Weight = "", margin: int = 1) -> list[Line]:
    """Return a text as lines behind a margin."""
    return [line(spaces(margin), Span(one, weight)) for one in wrapped(text, cells)]


def hanging(head: Line, text: str, cells: int, column: int, weight: Weight = "") -> list[Line]:
    """Return a text whose lines all start at `column`, the first one behind `head`."""
    first, *others = wrapped(text, cells)
    gap = spaces(column - width_of(head))
    return [line(*head, gap, Span(first, weight)), *[line(spaces(column), Span(one, weight)) for one in others]]


def ends(left: Line, right: Line, cells: int) -> Line | None:
    """Return a line with one part at the left and one at the right; None if they do not fit with a gap of two."""
    gap = cells - width_of(left) - width_of(right)
    return line(*left, spaces(gap), *right) if gap >= 2 else None


def joined(groups: Sequence[Line], cells: int, gap: int) -> list[Line]:
    """Return groups of spans in as few lines as they need, behind a margin of one; a group is never broken."""
    lines: list[Line] = []
    room = 0
    for group in groups:
        wide = width_of(group)
        if lines and room >= gap + wide:
            lines[-1] = line(*lines[-1], spaces(gap), *group)
            room -= gap + wide
        else:
            lines.append(line(" ", *group))
            room = cells - wide
    return lines
