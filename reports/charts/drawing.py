"""Fill a chart's template with its geometry."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reports.charts.palette import palette
from reports.templating import TEMPLATES, environment

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


@cache
def _environment() -> Environment:
    templates = environment(TEMPLATES / "charts")
    templates.globals["colour"] = palette()
    templates.filters["mm"] = millimetres
    return templates


def millimetres(value: float) -> str:
    """Return a length with at most two decimals, so that drawings stay small: 12.5, 3, 0.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def draw(template: str, *, width: float, height: float, alt: str, **geometry: Any) -> Markup:
    """Return a drawing of `width` by `height` millimetres as SVG, with `alt` as its text alternative."""
    from markupsafe import Markup

    text = _environment().get_template(template).render(width=width, height=height, alt=alt, **geometry)
    return Markup(text)  # noqa: S704 - the template has escaped every value
