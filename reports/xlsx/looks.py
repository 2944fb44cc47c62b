"""How cells look, by what they hold."""

from __future__ import annotations

from typing import Any

from reports.brand import Brand
from reports.view.workbook.model import Kind, Look

FONT, FONT_SIZE = "Arial", 10  # or what has its widths, on every machine
BOOK = {  # what is written is what it is: no text becomes a formula, a number or a link
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
}
TO_FILL = "#FFF6DD"
QUIET, LINE = "#5A6670", "#C9D1D6"
WRONG = "#F9D9CE"

NUMBERS: dict[Kind | Look, str] = {
    "level": "0",
    "score": "0.00",
    "factor": "0.00",
    "share": "0%",
    "count": "0",
    "days": "0.0",
    "date": "d mmm yyyy",
}
CENTRED: frozenset[Kind] = frozenset({"level", "score", "factor", "share", "count", "days", "date", "yes", "choice"})


def of_kind(kind: Kind) -> dict[str, Any]:
    """Return how a cell in a column of a kind looks, as properties of a format."""
    look: dict[str, Any] = {"valign": "top", "bottom": 1, "bottom_color": LINE}
    if kind in NUMBERS:
        look["num_format"] = NUMBERS[kind]
    if kind in CENTRED:
        look["align"] = "center"
    if kind in ("text", "name", "fill"):
        look["text_wrap"] = True
    if kind in ("fill", "choice"):
        look |= {"bg_color": TO_FILL, "locked": False}
    if kind == "id":
        look["bold"] = True
    return look


def of_look(look: Look, brand: Brand) -> dict[str, Any]:
    """Return how a placed cell looks, as properties of a format."""
    looks: dict[Look, dict[str, Any]] = {
        "title": title(brand),
        "lead": {"font_size": 12},
        "heading": {"bold": True, "font_size": 12, "font_color": brand.primary},
        "head": head(brand),
        "figure head": head(brand) | {"align": "center"},
        "label": {"bold": True, "valign": "top", "text_wrap": True},
        "text": {"valign": "top", "text_wrap": True},
        "link": {},
        "chosen": {
            "bold": True,
            "font_size": 14,
            "bg_color": TO_FILL,
            "border": 1,
            "border_color": brand.accent,
            "align": "left",
            "valign": "vcenter",
            "locked": False,
        },
        "holds": {"valign": "top", "align": "center"},
        "agrees": {"valign": "top", "align": "center"},
    }
    if look in looks:
        return looks[look]
    return {"num_format": NUMBERS[look], "valign": "top", "align": "center"}


def title(brand: Brand) -> dict[str, Any]:
    return {"bold": True, "font_size": 16, "font_color": brand.primary}


def head(brand: Brand) -> dict[str, Any]:
    return {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": brand.primary,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": brand.primary,
    }
