"""How long to look for the best plan, and for the proof that it is."""

from __future__ import annotations

import msgspec

NODES = 20_000
SECONDS = 20.0


class Search(msgspec.Struct, frozen=True):
    """The effort of an exact plan.

    `nodes` of the search tree is the limit that gives the same plan on every machine. `seconds` is a safety net for
    slow ones: a plan that it cuts short has the status "stopped".
    """

    nodes: int = NODES
    seconds: float | None = SECONDS
