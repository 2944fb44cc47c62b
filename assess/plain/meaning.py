"""Understand what is typed in plain mode: a line becomes events, or nothing that can be done here."""

from __future__ import annotations

import re

from assess.interview.events import Back, Enter, Event, GoTo, Note, Overview, Point, Skip, Why
from assess.interview.places import Place
from assess.interview.walk import Walk

STOP = "stop"
HELP = "h"


def meant(typed: str, walk: Walk, codes: dict[str, Place]) -> tuple[Event, ...]:
    """Return the events that a line means here; none where it means nothing. `codes` open places of the overview."""
    typed = typed.strip().lower()
    if walk.here.kind == "overview":
        return _in_overview(typed, codes)
    if walk.here.kind == "instruction":
        return (Enter(),) if not typed else ()
    if typed in _COMMANDS:
        return (_COMMANDS[typed],)
    number = re.fullmatch(r"(\d)\s*(n?)", typed)
    if not number or not 1 <= int(number[1]) <= len(walk.options):
        return ()
    chosen = Point(walk.options[int(number[1]) - 1])
    return (chosen, Note() if number[2] and walk.here.kind == "item" else Enter())


_COMMANDS: dict[str, Event] = {"": Enter(), "0": Back(), "s": Skip(), "n": Note(), "w": Why(), "o": Overview()}


def _in_overview(typed: str, codes: dict[str, Place]) -> tuple[Event, ...]:
    if typed in ("", "o"):
        return (Overview(),)
    if typed == "0":
        return (Back(),)
    return (GoTo(codes[typed]),) if typed in codes else ()
