"""How long to look for the best plan, and for the proof that it is."""

from __future__ import annotations

import msgspec

WORK = 6.0
SECONDS = 60.0


class Search(msgspec.Struct, frozen=True):
    """The effort of an exact plan.

    `work` is the limit that gives the same plan on every machine: the steps that the solver takes, each counted for as
    many millions as its program has factors. One is about a second of a laptop. `seconds` is a safety net for slow
    machines: a plan that it cuts short has the status "stopped".
    """

    work: float = WORK
    seconds: float | None = SECONDS
