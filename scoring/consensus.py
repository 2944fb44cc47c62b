"""Say how far answers lie apart, and where IT and users see it differently (scoring 4.7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from questionnaires.model import Audience
from scoring.bounds import exceeds, reaches
from scoring.counts import LevelCounts, average, mean
from scoring.privacy import Group

AGREE_SPREAD = 0.8  # Burke and Dunlap 2002: c/6 for five options
SPLIT_SPREAD = 1.2
BLIND_SPOT_GAP = 1.0  # assumption
POLARISED_MIN_EACH_SIDE = 2
POLARISED_PART = 4  # one in four on each side

Agreement = Literal["agree", "discuss", "split"]


def is_polarised(counts: LevelCounts) -> bool | None:
    """Say whether a quarter, and at least two, chose level 1 or 2 and as many 4 or 5; None under two levels."""
    given = sum(counts)
    if given < 2:
        return None
    low, high = counts[0] + counts[1], counts[3] + counts[4]
    return min(low, high) >= POLARISED_MIN_EACH_SIDE and POLARISED_PART * min(low, high) >= given


def agreement(spread: float | None) -> Agreement | None:
    """Return whether a spread asks for talk. For two answers: from a difference of two levels on."""
    if spread is None:
        return None
    if not exceeds(spread, AGREE_SPREAD):
        return "agree"
    return "split" if exceeds(spread, SPLIT_SPREAD) else "discuss"


def consensus_of(spreads: Iterable[float | None]) -> float | None:
    """Return the mean consensus (0..1) over the items that have a spread."""
    return average(None if spread is None else 1 - spread / 2 for spread in spreads)


def perception_gap(groups: Sequence[Group]) -> float | None:
    """Return IT's mean minus the users' mean; None unless each stands alone and gave a level."""
    it, users = mean_of("it", groups), mean_of("user", groups)
    return None if it is None or users is None else it - users


def mean_of(audience: Audience, groups: Sequence[Group]) -> float | None:
    """Return the mean level of an audience that stands alone; None where it was merged, or gave no level."""
    return next((mean(group.answers.levels) for group in groups if group.audiences == (audience,)), None)


def is_blind_spot(gap: float | None) -> bool:
    """Say whether IT sees an item at least a level higher than users do."""
    return gap is not None and reaches(gap, BLIND_SPOT_GAP)


def is_too_modest(gap: float | None) -> bool:
    """Say whether users see an item at least a level higher than IT does."""
    return gap is not None and reaches(-gap, BLIND_SPOT_GAP)
