"""Lay text out in lines: whole words at any width, measured as a terminal shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

Weight = Literal["", "strong", "reality", "ambition"]

FIRST_ODD_WIDTH = "\u0300"  # the signs before it take one cell each
OUR_SIGNS = frozenset("►●▌─·■□█░▓│♦←→↑↓–—−‘’“”…×")  # and so do these
SHORTEST_LAST_LINE = 12  # cells
UNBROKEN = "`"  # what stands between two of these is a command to type: never broken, shown without them

HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")  # it steers a terminal, or turns the line round


class Span(NamedTuple):
    """A piece of a line with the weight that it carries on a terminal."""

    text: str
    weight: Weight = ""


Line = tuple[Span, ...]
Lines = tuple[Line, ...]
BLANK: Line = ()


def line(*parts: str | Span) -> Line:
    """Return a line of pieces; empty pieces are left out."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(span for span in spans if span.text)


def strong(text: str) -> Span:
    return Span(text, "strong")


def visible(text: str) -> str:
    """Return a text that does nothing to a terminal but stand in its line: what is no sign is written as its number."""
    return HIDDEN.sub(lambda found: " " if found[0].isspace() else f"\\u{ord(found[0]):04x}", text)


def plain_text(a_line: Line) -> str:
    """Return a line without its weights."""
    return "".join(span.text for span in a_line)


def width(text: str) -> int:
    """Return the number of cells that a text takes on a terminal."""
    if all(sign < FIRST_ODD_WIDTH or sign in OUR_SIGNS for sign in text):
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def ljust(text: str, cells: int) -> str:
    """Return a text with spaces behind it, up to a number of cells."""
    return text + " " * (cells - width(text))


def rjust(text: str, cells: int) -> str:
    """Return a text with spaces before it, up to a number of cells."""
    return " " * (cells - width(text)) + text


def _words(text: str) -> list[str]:
    """Return the words of a text; a command between backticks is one word."""
    pieces = text.split(UNBROKEN)
    words: list[str] = []
    glue = False
    for number, piece in enumerate(pieces):
        parts = [piece] if number % 2 else piece.split()
        if not parts or not piece:
            glue = glue and not piece
            continue
        if words and (glue if number % 2 else not piece[0].isspace() and number > 0):
            words[-1] += parts.pop(0)
        words += parts
        glue = not piece[-1].isspace()
    return words


def wrap(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """Return a text in lines of whole words, at most `columns` cells wide, with an indent for the first and the rest.

    A word longer than a line stands on a line of its own. A last line of a few cells is filled by narrowing the others,
    where that costs no line.
    """
    words = _words(text)
    lines = _filled(words, columns, first, rest)
    for narrower in range(columns - 1, columns // 2, -1):
        if len(lines) == 1 or width(lines[-1]) - width(rest) >= SHORTEST_LAST_LINE:
            break
        tried = _filled(words, narrower, first, rest)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def _filled(words: list[str], columns: int, first: str, rest: str) -> list[str]:
    """Return words in lines as full as they can be."""
    lines: list[str] = []
    current, indent, is_empty = first, rest, True
    for word in words:
        if not is_empty and width(current) + 1 + width(word) > columns:
            lines.append(current)
            current, is_empty = indent, True
        current += word if is_empty else f" {word}"
        is_empty = False
    return [*lines, current]


def wrapped(text: str, columns: int, first: str = "", rest: str = "", strong_cells: int = 0) -> Lines:
    """Return a text as wrapped lines of which the first `strong_cells` signs, without indents, are strong."""
    lines: list[Line] = []
    left = strong_cells
    for number, one in enumerate(wrap(text, columns, first, rest)):
        indent = first if number == 0 else rest
        body = one[len(indent) :]
        lines.append(line(indent, strong(body[:left]), body[left:]) if left > 0 else line(one))
        left -= len(body) + 1
    return tuple(lines)


def listed(heading: str, entries: Iterable[str], columns: int) -> Lines:
    """Return entries under a heading that is strong; nothing where there are none."""
    lines = tuple(line for entry in entries for line in wrapped(entry, columns, first="- ", rest="  "))
    return (*wrapped(heading, columns, strong_cells=len(heading)), *lines) if lines else ()


def paragraphs(blocks: Iterable[Lines]) -> Lines:
    """Return blocks of lines with a blank line between them; empty blocks are left out."""
    lines: list[Line] = []
    for block in blocks:
        if block:
            lines += [BLANK, *block] if lines else block
    return tuple(lines)
