"""Tell how many departments stand where, and never which: every figure is of five departments or more, or of none.

As within a run (4.13), what is shown is safe by construction. Levels are merged with their neighbours until no band is
of fewer than five departments; a figure that, held beside another of the same overview, leaves one to four departments
is not given. That is looked at in the departments themselves: where all that are in one cell are in another as well,
the rest of the other is five or more, or nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any

import msgspec

from questionnaires.model import LEVELS
from scoring.scorecard import ProfileId, Scorecard

FEWEST = 5  # departments of which something is told (4.13: k)
WIDE_GAP = 1.0  # from here a capability lacks a whole level of its own bar
OVERALL = "overall"
NO_SCORE = 0  # below level 1 in a band: a department that this could not be scored of
QUARTERS = (2, 1, 3)  # the median first: it may stand where the other two may not

Departments = int  # a set of departments: a bit for each


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """How many departments are at one level, or at one of some that follow each other; 0 is "no score"."""

    lowest: int
    highest: int
    departments: int


class Distribution(msgspec.Struct, frozen=True, kw_only=True):
    """Where departments stand in one scope; without bands too few differ to tell.

    A quartile is the average score (1..5) of the department that a quarter, half or three quarters do not exceed, in
    one decimal; None where the departments between two of them would be fewer than five.
    """

    bands: tuple[Band, ...]
    quartiles: tuple[float | None, float | None, float | None]


class ProfileCount(msgspec.Struct, frozen=True):
    """How many departments have one of these profiles; None is a department that stated no ambition."""

    profiles: tuple[ProfileId | None, ...]
    departments: int


class GapCount(msgspec.Struct, frozen=True):
    """How many departments lack a level or more of their own bar in a capability."""

    capability: str
    departments: int


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """Many departments at once; `scopes` by "overall", domain and capability. `is_complete` where nothing was left out.

    Without enough departments `scopes`, `profiles` and `gaps` are empty, and so is the number.
    """

    departments: int | None
    scopes: dict[str, Distribution]
    profiles: tuple[ProfileCount, ...]
    gaps: tuple[GapCount, ...]
    is_complete: bool


TOO_FEW = Overview(departments=None, scopes={}, profiles=(), gaps=(), is_complete=False)


def overview(cards: Sequence[Scorecard]) -> Overview:
    """Return the distribution of the scorecards of departments, one of each, on one questionnaire."""
    if len(cards) < FEWEST:
        return TOO_FEW
    shown = Shown(len(cards))
    domains, capabilities = list(cards[0].domains), list(cards[0].capabilities)
    bands = {scope: _bands(cards, scope, shown) for scope in (OVERALL, *domains)}
    quartiles = {OVERALL: _quartiles(cards, OVERALL, shown)}
    profiles = _profiles(cards, shown)
    quartiles |= {scope: _quartiles(cards, scope, shown) for scope in domains}
    gaps = _gaps(cards, capabilities, shown)
    bands |= {scope: _bands(cards, scope, shown) for scope in capabilities}
    quartiles |= {scope: _quartiles(cards, scope, shown) for scope in capabilities}
    return Overview(
        departments=len(cards),
        scopes={
            scope: Distribution(bands=bands[scope], quartiles=quartiles[scope])
            for scope in (OVERALL, *domains, *capabilities)
        },
        profiles=profiles,
        gaps=gaps,
        is_complete=not shown.has_refused,
    )


class Shown:
    """The cells that an overview shows, as sets of departments: what may still come beside them."""

    def __init__(self, departments: int) -> None:
        self.everyone: Departments = (1 << departments) - 1
        self.cells: set[Departments] = {0, self.everyone}
        self.has_refused = False

    def admits(self, cells: Iterable[Departments]) -> bool:
        """Say whether no two cells, taken from each other, leave one to four departments."""
        new = {each for cell in cells for each in (cell, self.everyone & ~cell)}
        is_safe = all(_is_apart(one, other) for one in new for other in (*self.cells, *new))
        self.has_refused = self.has_refused or not is_safe
        return is_safe

    def add(self, cells: Iterable[Departments]) -> None:
        for cell in cells:
            self.cells |= {cell, self.everyone & ~cell}

    def admitted(self, cuts: Sequence[Departments], order: Iterable[int]) -> list[int]:
        """Return the places of the cuts that may be shown, and show them; each holds all of those before it.

        They are tried in an order, so that what matters most comes first.
        """
        places: list[int] = []
        for place in order:
            tried = sorted({*places, place})
            if self.admits([*between([cuts[each] for each in tried])]):
                places = tried
        self.add(between([cuts[each] for each in places]))
        return places


def between(cuts: Sequence[Departments]) -> Iterator[Departments]:
    """Yield what lies between any two cuts of a chain, and below each."""
    chain = [0, *cuts]
    for low, high in combinations(range(len(chain)), 2):
        yield chain[high] & ~chain[low]


def _is_apart(one: Departments, other: Departments) -> bool:
    """Say whether the other, without the one that it holds, is of five departments or more or of none."""
    return one & ~other != 0 or not 0 < (other & ~one).bit_count() < FEWEST


def _who(cards: Sequence[Scorecard], holds: Callable[[Scorecard], bool]) -> Departments:
    return sum(1 << number for number, card in enumerate(cards) if holds(card))


def standing_in(card: Scorecard, scope: str) -> tuple[int | None, float | None]:
    """Return the level and the average of one department in a scope: "overall", a domain or a capability."""
    one = _standing(card, scope)
    return one.level, one.score


def _standing(card: Scorecard, scope: str) -> Any:
    return card.overall if scope == OVERALL else card.domains.get(scope) or card.capabilities[scope]


def _is_at_most(scope: str, level: int, card: Scorecard) -> bool:
    return (_standing(card, scope).level or NO_SCORE) <= level


def _scores_at_most(scope: str, value: float, card: Scorecard) -> bool:
    score = _standing(card, scope).score
    return score is not None and score <= value


def _lacks_a_level(capability: str, card: Scorecard) -> bool:
    return (card.capabilities[capability].gap or 0) >= WIDE_GAP


def _bands(cards: Sequence[Scorecard], scope: str, shown: Shown) -> tuple[Band, ...]:
    """Return the bands of a scope; the cut nearest to the middle of the departments is tried first."""
    levels = (NO_SCORE, *LEVELS)
    cuts = [_who(cards, partial(_is_at_most, scope, level)) for level in levels[:-1]]
    order = sorted(range(len(cuts)), key=lambda place: abs(cuts[place].bit_count() * 2 - len(cards)))
    places = shown.admitted(cuts, order)
    chain = [0, *(cuts[place] for place in places), shown.everyone]
    highest = [*(levels[place] for place in places), levels[-1]]
    lowest = [levels[0], *(level + 1 for level in highest[:-1])]
    return tuple(
        Band(lowest=low, highest=high, departments=(above & ~below).bit_count())
        for low, high, below, above in zip(lowest, highest, chain, chain[1:], strict=False)
    )


def _quartiles(cards: Sequence[Scorecard], scope: str, shown: Shown) -> tuple[float | None, float | None, float | None]:
    scores = sorted(score for card in cards if (score := _standing(card, scope).score) is not None)
    if not scores:
        return None, None, None
    values = [scores[-(-len(scores) * quarter // 4) - 1] for quarter in (1, 2, 3)]
    cuts = [_who(cards, partial(_scores_at_most, scope, value)) for value in values]
    places = shown.admitted(cuts, [quarter - 1 for quarter in QUARTERS])
    first, middle, last = (round(value, 1) if place in places else None for place, value in enumerate(values))
    return first, middle, last


def _profiles(cards: Sequence[Scorecard], shown: Shown) -> tuple[ProfileCount, ...]:
    """Return the profiles; while one is of too few it is merged with the next smallest, as groups are (4.13)."""
    found: dict[tuple[ProfileId | None, ...], Departments] = {}
    for number, card in enumerate(cards):
        name = card.overall.profile.id if card.overall.profile else None
        found[name,] = found.get((name,), 0) | 1 << number
    groups = sorted(found.items(), key=lambda group: (group[1].bit_count(), str(group[0])))
    while len(groups) > 1 and not shown.admits([*_unions([who for _, who in groups])]):
        (one, who), (other, whom), *rest = groups
        groups = sorted([(one + other, who | whom), *rest], key=lambda group: (group[1].bit_count(), str(group[0])))
    shown.add(_unions([who for _, who in groups]))
    if len(groups) == 1 and len(groups[0][0]) > 1:
        return ()
    return tuple(ProfileCount(names, who.bit_count()) for names, who in reversed(groups))


def _unions(sets: Sequence[Departments]) -> Iterator[Departments]:
    for size in range(1, len(sets)):
        for chosen in combinations(sets, size):
            yield sum(chosen)  # they have nobody in common


def _gaps(cards: Sequence[Scorecard], capabilities: Sequence[str], shown: Shown) -> tuple[GapCount, ...]:
    """Return in how many departments each capability lacks a level or more, the most frequent first."""
    found = []
    who = {one: _who(cards, partial(_lacks_a_level, one)) for one in capabilities}
    for capability, departments in sorted(who.items(), key=lambda each: -each[1].bit_count()):
        if shown.admits([departments]):
            shown.add([departments])
            found.append(GapCount(capability, departments.bit_count()))
    return tuple(found)
