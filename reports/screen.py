"""What a browser needs beside the print document: font, styles, script, and the policy that lets in nothing else."""

from __future__ import annotations

import base64
import colorsys
import hashlib
import io
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reports.charts.palette import palette
from reports.colour import READABLE, contrast
from reports.templating import TEMPLATES
from reports.view import ReportView

if TYPE_CHECKING:
    from markupsafe import Markup

FONT = "IBM Plex Sans"
WEIGHTS = (300, 600)
CHARACTERS = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC,
    0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2194, 0x0394, 0x03A3, 0x03C3, 0x2206, 0x2211, 0x2212, 0x221A, 0x2248,
    0x2260, 0x2264, 0x2265, 0x25B2, 0x25BC,
)  # fmt: skip
"""What the languages of the report and its formulas are written in; anything else comes from the reader's system."""

NIGHT_PAPER = "#11181D"
NIGHT = {"ink": "#E9EEF1", "grey": "#A6B2BA", "line": "#44525C", "tint": "#1D282F"}
TO_SPARE = 1.5  # contrast beyond what is readable, for thin letters and marks on a tint
REFLOWS = {"scale", "levels", "sure", "formulas"}
"""Tables that turn into one column on a phone; every other one with a class gets a frame to move in."""

_PART = re.compile(r'<table\b[^>]*>|</table>|<div class="(?:map|field)"|<h2\b[^>]*\bdata-bookmark="(?P<title>[^"]*)"')
_CLASS = re.compile(r'\bclass="([^"]*)"')


class Dress(msgspec.Struct, frozen=True, kw_only=True):
    """What the template puts around the pages of a report for a browser."""

    policy: str
    style: Markup
    script: Markup


def dress(view: ReportView) -> Dress:
    """Return what a view needs in a browser; the same view gives the same text."""
    from markupsafe import Markup

    script = (TEMPLATES / "screen.js").read_text(encoding="utf-8")
    sheet = (TEMPLATES / "screen.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    style = "\n".join((_font_face(), sheet, night(view), foot(view)))
    return Dress(policy=policy, style=Markup(style), script=Markup(script))  # noqa: S704 - both are our own files


@cache
def font() -> bytes:
    """Return the report's font as WOFF2 with the characters and weights that a report uses."""
    from fontpkg import path
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    options = Options(layout_features=["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark"], hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    written = io.BytesIO()
    with Path(path(FONT)).open("rb") as source, TTFont(source, recalcTimestamp=False, lazy=True) as face:
        subsetter.subset(face)
        instantiateVariableFont(face, {"wdth": 100, "wght": WEIGHTS}, inplace=True)
        face.flavor = "woff2"
        face.save(written, reorderTables=False)
    return written.getvalue()


def _font_face() -> str:
    source = base64.b64encode(font()).decode()
    low, high = WEIGHTS
    return (
        f'@font-face {{ font-family: "{FONT}"; font-weight: {low} {high}; font-display: block; '
        f'src: url("data:font/woff2;base64,{source}") format("woff2") }}'
    )


def night(view: ReportView) -> str:
    """Return the colours of the report for a dark screen, also those that are drawn into its charts."""
    day = palette()
    colours = NIGHT | {
        "petrol": lightened(view.brand.primary, NIGHT_PAPER),
        "bar": lightened(view.brand.accent, NIGHT_PAPER),
    }
    drawn = {getattr(day, name): name for name in NIGHT}
    drawn |= {"white": "paper", view.brand.primary: "petrol", view.brand.accent: "bar"}
    declared = "".join(f" --{name}: {colour};" for name, colour in sorted(colours.items()))
    painted = "".join(
        f"\nsvg [{way}='{colour}' i] {{ {way}: var(--{name}); }}"
        for colour, name in sorted(drawn.items())
        for way in ("fill", "stroke")
    )
    return (
        "@media screen and (prefers-color-scheme: dark) {\n"
        f":root {{ color-scheme: dark; --paper: {NIGHT_PAPER};{declared} }}{painted}\n}}"
    )


def lightened(colour: str, paper: str) -> str:
    """Return a colour (#RRGGBB) with its hue, as little lighter as makes it readable on a dark paper."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    for step in range(101):
        lighter = colorsys.hls_to_rgb(hue, lightness + (1 - lightness) * step / 100, saturation)
        written = "#" + "".join(f"{round(255 * part):02X}" for part in lighter)
        if contrast(written, paper) >= READABLE + TO_SPARE:
            break
    return written


def foot(view: ReportView) -> str:
    """Return the foot of the pages that a browser prints: it knows margin boxes, but not the strings of the body."""
    labels = view.labels
    right = f"{_quoted(labels.foot_right + ' · ' + labels.page + ' ')} counter(page) {_quoted(' ' + labels.of + ' ')}"
    return (
        f"@page {{ @bottom-left {{ content: {_quoted(labels.foot_left)} }} "
        f"@bottom-right {{ content: {right} counter(pages) }} }}"
    )


def _quoted(text: str) -> str:
    """Return a text as a string of a style sheet that neither ends it nor the element around it."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):06x}" for c in text) + '"'


def framed(document: str, view: ReportView) -> str:
    """Return a document with a frame, which the keyboard reaches, around what may be wider than a window."""
    title, inside = "", False

    def frame(found: re.Match[str]) -> str:
        nonlocal title, inside
        part = found[0]
        if part.startswith("<h2"):
            title = found["title"]
        elif part.startswith("<div"):
            return f'{part} data-frame tabindex="0" role="group" aria-label="{view.screen.chart}: {title}"'
        elif part == "</table>":
            was, inside = inside, False
            return part + "</div>" if was else part
        elif (named := _CLASS.search(part)) and not REFLOWS & set(named[1].split()):
            inside = True
            return f'<div class="scroll" tabindex="0" role="group" aria-label="{view.screen.table}: {title}">{part}'
        return part

    return _PART.sub(frame, document)
