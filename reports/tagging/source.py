"""What an HTML element says of itself: whether it leads somewhere or only decorates, and what is said of it."""

from __future__ import annotations

import re
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"


def is_link(element: Any) -> bool:
    """Say whether an HTML element leads somewhere."""
    return bool(element.tag == "a" and "href" in element.attrib)


def is_decoration(element: Any) -> bool:
    """Say whether an HTML element means nothing to somebody who does not see it."""
    return bool(element.get("aria-hidden") == "true" or element.get("role") == "presentation")


def spoken(element: Any) -> str:
    """Return the text of an HTML element as one line."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def alternative(element: Any) -> str:
    """Return what is said in place of a picture."""
    if element.tag != f"{SVG}svg":
        return str(element.get("alt", ""))
    title = element.find(f"{SVG}title")
    return str(element.get("aria-label") or (title is not None and title.text) or "")
