"""Merge groups that are too small to be shown apart, so that no figure can be traced to a few people (4.13)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from questionnaires.model import AUDIENCES, Audience, Item
from scoring.tally import AnswerCounts, Tally

MERGING_ORDER: tuple[Audience, ...] = ("supplier", "user", "it")  # which of two equally small groups goes first


class Group(msgspec.Struct, frozen=True):
    """The answers of one audience to an item, or of several together."""

    audiences: tuple[Audience, ...]
    answers: AnswerCounts

    @property
    def people(self) -> int:
        return self.answers.people

    def __add__(self, other: Group) -> Group:
        both = {*self.audiences, *other.audiences}
        return Group(tuple(audience for audience in AUDIENCES if audience in both), self.answers + other.answers)


def groups_of(item: Item, tally: Tally) -> tuple[Group, ...]:
    """Return the groups that an item is scored by; those of an anonymous run are merged up to the threshold.

    A group has at least one person who gave a level or a don't-know.
    """
    apart = [Group((audience,), tally.of_audience(item, audience)) for audience in item.audience]
    present = [group for group in apart if group.people]
    return tuple(present) if tally.threshold is None else merged(present, tally.threshold)


def merged(groups: Sequence[Group], threshold: int) -> tuple[Group, ...]:
    """Merge the smallest group with the next smallest until each has `threshold` people or one group is left."""
    left = sorted(groups, key=_by_size)
    while len(left) > 1 and left[0].people < threshold:
        left = sorted([left[0] + left[1], *left[2:]], key=_by_size)
    return tuple(sorted(left, key=lambda group: AUDIENCES.index(group.audiences[0])))


def _by_size(group: Group) -> tuple[int, int]:
    return group.people, min(MERGING_ORDER.index(audience) for audience in group.audiences)


def may_show(people: int, tally: Tally) -> bool:
    """Say whether a figure about so many people may be shown apart."""
    return tally.threshold is None or people >= tally.threshold
