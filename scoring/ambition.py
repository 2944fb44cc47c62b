"""Read how high the bar is: targets, who stated them, and the profile they make with reality (scoring 4.5)."""

from __future__ import annotations

import msgspec

from questionnaires.model import ROLES, Domain, Role
from scoring.bounds import exceeds, reaches
from scoring.counts import as_levels, low_median
from scoring.privacy import may_show
from scoring.scorecard import Profile, ProfileId
from scoring.tally import Tally

DEFAULT_TARGET = 3
MANDATED: Role = "it_management"
PROFILE_CUT = 3.0
BORDERLINE = 0.2  # assumption
FAR = 1.5  # levels above reality that are much for FAR_QUARTERS; assumption
FAR_QUARTERS = 4


class Target(msgspec.Struct, frozen=True):
    """The target of a capability, and whether anybody with a mandate stated it."""

    level: int
    stated: bool


def target_of(capability_id: str, domain: Domain, tally: Tally) -> Target:
    """Return T_c: the organisation's, for the capability or else its domain; else management's; else 3."""
    own = tally.setting.ambition
    level = own.get(capability_id, own.get(domain.id))
    if level is None:
        level = stated_by(MANDATED, capability_id, tally)
    return Target(DEFAULT_TARGET, stated=False) if level is None else Target(level, stated=True)


def stated_by(role: Role, scope: str, tally: Tally) -> int | None:
    """Return the low median of what a role said of a scope; None where nobody of it did."""
    return low_median(as_levels(_stated(role, scope, tally)))


def stated_ambition(domain: Domain, tally: Tally) -> dict[Role, int]:
    """Return what each role said of a domain, leaving out roles in which too few did (scoring 4.13)."""
    stated: dict[Role, int] = {}
    for role in ROLES:
        level = stated_by(role, domain.id, tally)
        if level is not None and may_show(sum(_stated(role, domain.id, tally).values()), tally):
            stated[role] = level
    return stated


def _stated(role: Role, scope: str, tally: Tally) -> dict[int, int]:
    return {level: people for (about, by, level), people in tally.targets.items() if about == scope and by == role}


def is_far(target: int, score: float, horizon_quarters: int) -> bool:
    """Say whether a target is much to ask: more than 1.5 above reality within four quarters."""
    return horizon_quarters <= FAR_QUARTERS and exceeds(target - score, FAR)


def profile_of(ambition: float | None, score: float | None) -> Profile | None:
    """Return how stated ambition and reality stand to each other; None where one of them is missing."""
    if ambition is None or score is None:
        return None
    profiles: dict[tuple[bool, bool], ProfileId] = {
        (False, False): "slumbering_monopolist",
        (True, False): "ambitious_starter",
        (False, True): "quiet_strength",
        (True, True): "frontrunner",
    }
    figures = (ambition, score)
    return Profile(
        id=profiles[reaches(ambition, PROFILE_CUT), reaches(score, PROFILE_CUT)],
        borderline=any(not exceeds(abs(figure - PROFILE_CUT), BORDERLINE) for figure in figures),
    )
