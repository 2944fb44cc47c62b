"""Read templates the one way that this product does: everything escaped, nothing undefined, loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def environment(folder: Path) -> Environment:
    """Return what renders the templates of a folder; a name that nothing fills is an error, not a gap."""
    import jinja2  # every command would wait for it

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
