"""Make texts fit their place on a slide: measured first, then set smaller, and shortened only at the smallest size."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Literal

import msgspec

from reports.charts.lettering import text_width

Tone = Literal["ink", "grey"]
LEADING = 1.2  # of the type size; set in points, so that every program leaves the same room
MM_PER_POINT = 25.4 / 72
SHRINK = 0.95
ELLIPSIS = "…"

# How much wider a typeface runs than the report's own, whose widths are known; measured over all texts of the
# questionnaire in two languages, rounded up. Narrow ones count as Arial, which stands in where they are missing.
_STRETCH = {
    "aptos": 1.1, "arial": 1.06, "calibri": 1.06, "cambria": 1.06, "carlito": 1.06, "garamond": 1.06, "georgia": 1.14,
    "helvetica": 1.06, "ibm plex sans": 1.06, "liberation sans": 1.06, "segoe ui": 1.08, "tahoma": 1.08,
    "times new roman": 1.06, "trebuchet ms": 1.08,
}  # fmt: skip
_UNKNOWN_STRETCH = 1.24  # Verdana and DejaVu, the widest that people use
_BOLD = 1.07


class Face(msgspec.Struct, frozen=True):
    """A typeface, by how much wider it runs than the font whose widths are known."""

    stretch: float

    def width(self, text: str, points: float, *, bold: bool = False) -> float:
        """Return the width of a text on one line, in millimetres."""
        return text_width(text.replace("\u00a0", " "), points) * self.stretch * (_BOLD if bold else 1)


def face_called(name: str) -> Face:
    """Return what is known of a typeface by its name."""
    return Face(_STRETCH.get(name.strip().lower(), _UNKNOWN_STRETCH))


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph: its size in points, and the room before it in millimetres (none before the first)."""

    text: str
    points: float
    bold: bool = False
    tone: Tone = "ink"
    before: float = 0.0


def line_count(text: str, width: float, points: float, face: Face, *, bold: bool = False) -> int:
    """Return how many lines of `width` mm a text takes; a word longer than a line is broken anywhere."""
    total, space = 0, face.width(" ", points, bold=bold)
    for line in text.split("\n"):
        lines, used = 1, 0.0
        for word in line.split(" "):
            length = face.width(word, points, bold=bold)
            if used and used + length > width:
                lines, used = lines + 1, 0.0
            if length > width:
                more = ceil(length / width) - 1
                lines, length = lines + more, length - more * width
            used += length + space
        total += lines
    return total


def height_of(texts: Sequence[Text], width: float, face: Face) -> float:
    """Return the height of paragraphs under each other, in millimetres."""
    lines = sum(
        line_count(text.text, width, text.points, face, bold=text.bold) * text.points * LEADING * MM_PER_POINT
        for text in texts
    )
    return lines + sum(text.before for text in texts[1:])


def fitted(texts: Sequence[Text], width: float, height: float, face: Face, least: float) -> tuple[Text, ...]:
    """Return paragraphs that fit: all set smaller together, to `least` points; then the last ones are shortened."""
    return together([texts], width, height, face, least)[0]


def together(
    columns: Sequence[Sequence[Text]], width: float, height: float, face: Face, least: float
) -> list[tuple[Text, ...]]:
    """Return columns that fit beside each other, all in the same sizes."""
    kept = [tuple(text for text in texts if text.text) for texts in columns]
    share = 1.0
    while True:
        tried = [tuple(_smaller(text, share, least) for text in texts) for texts in kept]
        if all(height_of(texts, width, face) <= height and not _breaks_a_word(texts, width, face) for texts in tried):
            return tried
        if all(text.points <= least for texts in tried for text in texts):
            return [_cut(texts, width, height, face) for texts in tried]
        share *= SHRINK


def _smaller(text: Text, share: float, least: float) -> Text:
    points = max(least, round(text.points * share * 2) / 2)
    return msgspec.structs.replace(text, points=points, before=text.before * share)


def _breaks_a_word(texts: Sequence[Text], width: float, face: Face) -> bool:
    return any(face.width(word, text.points, bold=text.bold) > width for text in texts for word in _words(text.text))


def _words(text: str) -> list[str]:
    """Return what may stand on a line of its own: a no-break space keeps words together."""
    return text.replace("\n", " ").split(" ")


def shortened(text: Text, width: float, lines: int, face: Face) -> Text:
    """Return a paragraph cut at a word to so many lines, with an ellipsis where something is left out."""

    def takes(length: int) -> int:
        return line_count(_cut_at(text.text, length), width, text.points, face, bold=text.bold)

    if takes(len(text.text)) <= lines:
        return text
    low, high = 0, len(text.text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if takes(middle) <= lines else (low, middle - 1)
    return msgspec.structs.replace(text, text=_cut_at(text.text, low))


def _cut_at(text: str, length: int) -> str:
    if length >= len(text):
        return text
    cut = text[:length]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut
    return at_word.rstrip(" ,;:.\n") + ELLIPSIS


def _cut(texts: Sequence[Text], width: float, height: float, face: Face) -> tuple[Text, ...]:
    """Return the first paragraphs that fit, the last of them shortened."""
    kept: list[Text] = []
    for text in texts:
        if height_of([*kept, text], width, face) <= height:
            kept.append(text)
            continue
        room = height - height_of(kept, width, face) - (text.before if kept else 0.0)
        lines = int(room / (text.points * LEADING * MM_PER_POINT))
        if lines >= 1:
            kept.append(shortened(text, width, lines, face))
        break
    return tuple(kept)
