"""Tell when two names are of one organisation."""

from __future__ import annotations


def plain_name(organisation: str) -> str:
    """Return the name of an organisation as it is compared: without capitals, and with single blanks."""
    return " ".join(organisation.casefold().split())
