"""Make a page of its template: one way, everything escaped and nothing undefined."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess.workshop.pages import assets
from reports.templating import environment

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent.parent / "templates"


def rendered(name: str, **values: Any) -> str:
    """Return the HTML of a page."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    found = environment(TEMPLATES)
    found.globals["asset"] = assets.address
    return found
