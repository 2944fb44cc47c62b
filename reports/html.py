"""Turn a view into HTML: the templates place what the view says, and decide nothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reports.brand import Brand, Logo
from reports.charts.capacity import capacity_bar
from reports.charts.difference import difference
from reports.charts.distribution import distribution
from reports.charts.diverging import diverging
from reports.charts.drawing import millimetres
from reports.charts.dumbbell import beside, dumbbell
from reports.charts.frontier import frontier, frontier_columns, frontier_labels, frontier_y
from reports.charts.gantt import gantt, note_padding
from reports.charts.glyphs import glyph
from reports.charts.lettering import line_count
from reports.charts.levels import level_boxes
from reports.charts.meter import meter
from reports.charts.outlook import outlook, outlook_y
from reports.charts.palette import palette
from reports.charts.priority import corner_areas, priority, priority_labels
from reports.charts.quadrant import hides_a_name, quadrant
from reports.charts.scale import Scale, axis
from reports.charts.share import share_bar
from reports.charts.slope import slope, slope_labels
from reports.charts.spell import spell
from reports.charts.staff import staff
from reports.charts.staircase import rise, staircase
from reports.charts.trend import trend
from reports.templating import TEMPLATES, environment
from reports.view import ReportView

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from reports.screen import Dress

LONG_WORD = 80  # characters; addresses and fingerprints are mostly shorter, and can be copied as they are
ZERO_WIDTH = "\u200b"
_TOGETHER = re.compile(r"\b(?:[A-Z]\d(?:\.\d)?|niveau|level|pagina|page|week|K\d|Q\d) (?=\w)")
_ACTION_ID = re.compile(r"\b[A-Z]\d-[A-Z]\b")
_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b", re.ASCII)
_WITHOUT_END = re.compile(rf"\S{{{LONG_WORD},}}")
_NOWHERE = re.compile(r'<a\b[^>]* href="#"[^>]*>(.*?)</a>', re.DOTALL)
CHARTS = (
    axis, beside, capacity_bar, corner_areas, difference, distribution, diverging, dumbbell, frontier,
    frontier_columns, frontier_labels, frontier_y, gantt, glyph,
    hides_a_name, level_boxes, line_count, meter, note_padding, outlook, outlook_y, priority, priority_labels, quadrant,
    rise, share_bar, slope, slope_labels, spell, staff, staircase, trend,
)  # fmt: skip


def render(view: ReportView) -> str:
    """Return the report as one HTML document, without the font: whoever shows it brings that."""
    return _written(view, None)


def self_contained(view: ReportView) -> str:
    """Return the report as one file for a browser: nothing is fetched, and without its script all of it is there."""
    from reports.screen import dress, framed

    return framed(_written(view, dress(view)), view)


def _written(view: ReportView, screen: Dress | None) -> str:
    """Return a view in the template; a link to no place (an empty anchor in the view) is its text alone."""
    sheet = _style_sheet(view.brand)
    document = _environment().get_template("report.html.jinja").render(view=view, screen=screen, style_sheet=sheet)
    return _in_colours_of(view.brand, _NOWHERE.sub(r"\1", document))


@cache
def _style_sheet(brand: Brand) -> Markup:
    """Return the style sheet with the colours of a brand for our own."""
    from markupsafe import Markup

    sheet = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    return Markup(_swapped(sheet, ": ", ";", _colours(brand)))  # noqa: S704 - it is our own file


def _in_colours_of(brand: Brand, document: str) -> str:
    """Return a document whose drawings have the colours of a brand: attributes, for what is typed holds no quotes."""
    return _swapped(document, '="', '"', _colours(brand))


def _swapped(text: str, before: str, after: str, colours: dict[str, str]) -> str:
    """Return a text with colours for others where they stand between two signs, all at once: they may change places."""
    if not colours:
        return text
    pattern = re.compile(f"{before}({'|'.join(colours)}){after}")
    return pattern.sub(lambda found: f"{before}{colours[found[1]]}{after}", text)


def _colours(brand: Brand) -> dict[str, str]:
    """Return the colour that takes the place of each of our own; nothing where a brand keeps them."""
    own = palette()
    pairs = ((own.petrol, brand.primary), (own.bar, brand.accent))
    return {ours: theirs for ours, theirs in pairs if ours.upper() != theirs.upper()}


def breakable(value: object) -> object:
    """Return what a template prints, with places to break in words without end: those take minutes to lay out.

    Only text that is yet to be escaped: markup, such as a drawing or a link's address, is left as it is.
    """
    if type(value) is not str or len(value) < LONG_WORD:
        return value
    return _WITHOUT_END.sub(lambda found: ZERO_WIDTH.join(_pieces(found[0])), value)


def _pieces(word: str) -> Iterator[str]:
    return (word[at : at + LONG_WORD // 2] for at in range(0, len(word), LONG_WORD // 2))


def picture(logo: Logo) -> Markup:
    """Return the address of a logo that brings all of it along: nothing is fetched, and no script in it would run."""
    media_type = {"svg": "image/svg+xml", "png": "image/png"}[logo.kind]
    from markupsafe import Markup

    content = base64.b64encode(logo.content).decode()
    return Markup(f"data:{media_type};base64,{content}")  # noqa: S704 - of letters, digits, + / and =


def unbroken(text: str) -> Markup:
    """Return a text as HTML in which an id stays with its name, a level with its number, and U5-A on one line."""
    from markupsafe import Markup, escape

    kept = _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), str(escape(breakable(text))))
    return Markup(_ACTION_ID.sub(r'<span class="nowrap">\g<0></span>', kept))  # noqa: S704 - it was escaped first


def mailed(text: str) -> Markup:
    """Return a text as HTML in which an e-mail address opens a letter to it."""
    from markupsafe import Markup, escape

    return Markup(_ADDRESS.sub(r'<a href="mailto:\g<0>">\g<0></a>', str(escape(text))))  # noqa: S704 - it was escaped


@cache
def _environment() -> Environment:
    templates = environment(TEMPLATES)
    templates.globals.update({chart.__name__: chart for chart in CHARTS})
    templates.globals["Scale"] = Scale
    templates.finalize = breakable
    templates.filters["mm"] = millimetres
    templates.filters["mailed"] = mailed
    templates.filters["picture"] = picture
    templates.filters["unbroken"] = unbroken
    return templates
