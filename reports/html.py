"""Turn a view into HTML: the templates place what the view says, and decide nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reports.charts.capacity import capacity_bar
from reports.charts.difference import difference
from reports.charts.distribution import distribution
from reports.charts.drawing import millimetres
from reports.charts.dumbbell import beside, dumbbell
from reports.charts.gantt import after_bar, gantt
from reports.charts.glyphs import glyph
from reports.charts.lettering import line_count
from reports.charts.levels import level_boxes
from reports.charts.meter import meter
from reports.charts.outlook import outlook, outlook_y
from reports.charts.priority import corner_areas, priority, priority_labels
from reports.charts.quadrant import quadrant
from reports.charts.scale import Scale, axis
from reports.charts.share import share_bar
from reports.charts.spell import spell
from reports.charts.staff import staff
from reports.charts.staircase import rise, staircase
from reports.templating import TEMPLATES, environment
from reports.view import ReportView

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TOGETHER = re.compile(r"\b(?:[A-Z]\d(?:\.\d)?|niveau|level|pagina|page|week|K\d|Q\d) (?=\w)")
_ACTION_ID = re.compile(r"\b[A-Z]\d-[A-Z]\b")
_NOWHERE = re.compile(r'<a\b[^>]* href="#"[^>]*>(.*?)</a>', re.DOTALL)
CHARTS = (
    after_bar, axis, beside, capacity_bar, corner_areas, difference, distribution, dumbbell, gantt, glyph, level_boxes,
    line_count, meter, outlook, outlook_y, priority, priority_labels, quadrant, rise, share_bar, spell, staff,
    staircase,
)  # fmt: skip


def render(view: ReportView) -> str:
    """Return the report as one HTML document, without the font: whoever shows it brings that."""
    document = _environment().get_template("report.html.jinja").render(view=view, screen=None)
    return _without_links_to_nowhere(document)


def self_contained(view: ReportView) -> str:
    """Return the report as one file for a browser: nothing is fetched, and without its script all of it is there."""
    from reports.screen import dress, framed

    page = _environment().get_template("report.html.jinja").render(view=view, screen=dress(view))
    return framed(_without_links_to_nowhere(page), view)


def _without_links_to_nowhere(document: str) -> str:
    """Return a document in which a link to no place (an empty anchor in the view) is its text alone."""
    return _NOWHERE.sub(r"\1", document)


def unbroken(text: str) -> Markup:
    """Return a text as HTML in which an id stays with its name, a level with its number, and U5-A on one line."""
    from markupsafe import Markup, escape

    kept = _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), str(escape(text)))
    return Markup(_ACTION_ID.sub(r'<span class="nowrap">\g<0></span>', kept))  # noqa: S704 - it was escaped first


@cache
def _environment() -> Environment:
    from markupsafe import Markup

    templates = environment(TEMPLATES)
    templates.globals.update({chart.__name__: chart for chart in CHARTS})
    templates.globals["Scale"] = Scale
    templates.globals["style_sheet"] = Markup((TEMPLATES / "report.css").read_text(encoding="utf-8"))  # noqa: S704
    templates.filters["mm"] = millimetres
    templates.filters["unbroken"] = unbroken
    return templates
