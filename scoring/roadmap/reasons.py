"""What a roadmap tells of why a step stands where it stands, and of what would make room for another."""

from __future__ import annotations

from typing import Literal

import msgspec

Limit = Literal["days", "owner", "people", "users"]
"""What leaves no room: person-days, those of its owner, actions that run at once, or changes that users notice."""
HeldBy = Literal["prerequisite", "pinned", "days", "owner", "people", "users", "steps", "must", "horizon"]
"""What is in the way of another week: what comes first, a wish, a limit, what waits for it, a demand, or the end."""


class Obstacle(msgspec.Struct, frozen=True, kw_only=True):
    """What is in the way of a step in another week, with its figures.

    - days, owner: in `quarter` (from 1) `taken` of the `room` person-days are planned, and it `asks` so many; with
      `owner` they are those of one person.
    - people: `taken` actions run at once, of the `room` that can: `actions`, in week `week` (from 0).
    - users: `taken` changes are noticed in `quarter`, of the `room` that can be: `actions`.
    - prerequisite: it waits for `actions`, until `week`.
    - steps: `actions` wait for it, and would find no place any more.
    - pinned: it was asked for in `quarter`. must: `domain` would not be where it must be at the end of `quarter`.
    - horizon: it would be finished in week `week` at the earliest, and the roadmap has `room` weeks.
    """

    by: HeldBy
    quarter: int = 0
    taken: float = 0.0
    room: float = 0.0
    asks: float = 0.0
    owner: str = ""
    domain: str = ""
    week: int = 0
    actions: tuple[str, ...] = ()


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """What it would mean to start a step later, with all others in their place.

    `slack` is the weeks by which it can slip at no cost and with nothing broken. Finished a quarter later, it costs
    the share `cost` of the value of the roadmap, and `moves` (what waits for it) come later too; where that cannot
    be, `obstacle` says why, and there is no cost.
    """

    slack: int
    cost: float | None = None
    moves: tuple[str, ...] = ()
    obstacle: Obstacle | None = None


class AtStake(msgspec.Struct, frozen=True, kw_only=True):
    """What a roadmap would lose without a step: a share (0..1) of its value, and `falls`, the steps that need it."""

    share: float
    falls: tuple[str, ...] = ()


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """What would have to go to make room for an action that is left out.

    `goes` are the steps (one with all that needs it, or more where no single one is enough), `days` their
    person-days. `cost` is the share of the value of the roadmap that this loses on balance; below 0 it gains.
    """

    goes: tuple[str, ...]
    days: float
    cost: float
