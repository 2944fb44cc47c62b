"""The signs that are drawn on a terminal, with a plain one for each where the encoding lacks them."""

from __future__ import annotations

import msgspec


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """One set of signs, used as a whole. Answer or reality is the dot, ambition the bar, what is left the line."""

    pointer: str
    dot: str
    bar: str
    line: str
    grid: str
    answered: str
    here: str
    open: str
    staff_dark: str
    staff_light: str
    not_scored: str
    spread: str
    planned: str
    firm: str
    direction: str
    quarter: str
    milestone: str
    left: str
    right: str
    up: str
    down: str
    between: str
    full: str
    empty: str
    nothing: str


SIGNS = Marks(
    pointer="►", dot="●", bar="▌", line="─", grid="·",
    answered="■", here="□", open="·",
    staff_dark="█", staff_light="░", not_scored="/", spread="░",
    firm="█", planned="▓", direction="░", quarter="│", milestone="♦",
    left="←", right="→", up="↑", down="↓", between="·", full="■", empty="□", nothing="–",
)  # fmt: skip

ASCII = Marks(
    pointer=">", dot="o", bar="|", line="-", grid=".",
    answered="#", here="@", open=".",
    staff_dark="#", staff_light="-", not_scored="/", spread=" ",
    firm="#", planned="=", direction="-", quarter="|", milestone="*",
    left="<-", right="->", up="^", down="v", between="-", full="#", empty=".", nothing="-",
)  # fmt: skip


def marks_for(encoding: str | None, terminal: str | None) -> Marks:
    """Return the signs, or their plain forms where the encoding lacks one or the terminal is known to."""
    if terminal in {"linux", "dumb"}:
        return ASCII
    try:
        "".join(getattr(SIGNS, name) for name in SIGNS.__struct_fields__).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return SIGNS
