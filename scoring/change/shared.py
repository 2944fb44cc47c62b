"""Take from a run what it says on the items that two runs share: values, people, and how much each of them said."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from scoring.change.model import ASSUMED, Measured, Noise
from scoring.change.noise import variance_of_score
from scoring.interval import MIN_ITEMS

AGREED_RESPONDENTS = 3  # for how many respondents agreed levels count; assumption


class Said(msgspec.Struct, frozen=True):
    """How many levels one respondent gave within a scope, and what they sum to."""

    items: int
    total: int

    def __add__(self, other: Said) -> Said:
        return Said(self.items + other.items, self.total + other.total)


class Side(msgspec.Struct, frozen=True):
    """One run on the shared items of a scope: who gave a level, and on how many items the group agreed.

    `counted` is how many gave a level where nobody knows who, or may not; a spread of fewer than `least_means` people
    counts as not seen.
    """

    people: dict[str, Said]
    agreed: int
    counted: int | None = None
    least_means: int = 0

    def __add__(self, other: Side) -> Side:
        people = dict(self.people)
        for name, said in other.people.items():
            people[name] = people[name] + said if name in people else said
        return Side(people, self.agreed + other.agreed)

    def is_agreed(self, items: int) -> bool:
        """Say whether at least half of the items carry an agreed level."""
        return items > 0 and 2 * self.agreed >= items

    def n(self, items: int) -> int:
        """Return how many respondents the scores count for."""
        if self.is_agreed(items):
            return AGREED_RESPONDENTS
        return len(self.people) if self.counted is None else self.counted

    def variance(self, items: int, *, same_people: bool, noise: Noise = ASSUMED) -> float:
        """Return the variance of the score."""
        means = [said.total / said.items for said in self.people.values() if said.items >= MIN_ITEMS]
        if len(means) < self.least_means:
            means = []
        return variance_of_score(
            items,
            self.n(items),
            means,
            same_people=same_people,
            is_agreed=self.is_agreed(items),
            noise=noise,
        )


NOBODY = Side({}, 0)


def sides_of(measured: Measured, items: Mapping[str, str]) -> dict[str, Side]:
    """Return what a run says on shared items, by capability; `items` has the capability of each of its item ids."""
    people: dict[str, dict[str, Said]] = {capability: {} for capability in items.values()}
    for respondent in measured.responses.respondents:
        for item_id, answer in respondent.answers.items():
            if answer.level is not None and item_id in items:
                said = people[items[item_id]]
                said[respondent.id] = said.get(respondent.id, Said(0, 0)) + Said(1, answer.level)
    agreed = measured.responses.agreed
    return {
        capability: Side(said, sum(item_id in agreed for item_id, owner in items.items() if owner == capability))
        for capability, said in people.items()
    }


def together(
    sides: Mapping[str, Side], capabilities: Collection[str], counted: int | None = None, least_means: int = 0
) -> Side:
    """Return what a run says on several capabilities."""
    whole = NOBODY
    for capability in capabilities:
        whole += sides.get(capability, NOBODY)
    return Side(whole.people, whole.agreed, counted, least_means)


def counted_in(measured: Measured, scope: str | None) -> int | None:
    """Return how many gave a level in a capability, a domain or the whole (None), where nobody knows who."""
    if measured.counted is None:
        return None
    if scope is None:
        return measured.counted.overall
    return measured.counted.capabilities.get(scope, measured.counted.domains.get(scope, 0))


def shown_in(measured: Measured, items: Collection[str]) -> int:
    """Return how many gave a level on these items, by nothing but what the scorecard shows (scoring 4.13).

    It is the most that gave one on a single item, which never counts somebody too many; where so few answered that no
    counts are shown, it is everybody who took part.
    """
    card = measured.scorecard
    shown = [sum(sum(group.counts) for group in card.items[item].groups) for item in items]
    return max(shown, default=0) or sum(card.respondents.values())
