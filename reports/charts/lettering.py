"""How much room a text takes in the report's font, so that a page can be filled without trying it out first."""

from __future__ import annotations

# IBM Plex Sans Regular: the characters of each advance width, in thousandths of the type size (rounded to 25).
_ADVANCES = {
    225: " ", 250: "ij'ïîíì", 275: "l!,.’‘", 300: ":;", 325: "f()[]|·", 350: "t{}", 375: "r/\\", 400: "I-Ï", 425: '"',
    450: "*", 475: "sz?“”°", 500: "cvxyJLç", 525: "agkáàäâ", 550: "eoFéèëêöôóò", 575: "bdhnpquESTZ_üûúùñÉË",
    600: "0123456789PVY$+<=>^`~–×−≥", 625: "CKX€", 650: "ABRÁ", 675: "DUÜ", 700: "GHNOQ&Ö", 725: "#", 775: "w—",
    800: "M…", 875: "m", 900: "W@", 925: "%",
}  # fmt: skip
_ADVANCE = {character: advance for advance, characters in _ADVANCES.items() for character in characters}
_WIDE = 900  # of a character that is not listed
_MM_PER_POINT = 25.4 / 72


def text_width(text: str, points: float) -> float:
    """Return the width of a text on one line, in millimetres."""
    return sum(_ADVANCE.get(character, _WIDE) for character in text) / 1000 * points * _MM_PER_POINT


def line_count(text: str, width: float, points: float) -> int:
    """Return how many lines of `width` mm a text takes when it is broken at spaces."""
    lines, used = 1, 0.0
    space = text_width(" ", points)
    for word in text.split():
        length = text_width(word, points)
        if used and used + length > width:
            lines, used = lines + 1, 0.0
        used += length + space
    return lines
