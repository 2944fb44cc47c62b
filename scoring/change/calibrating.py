"""Estimate the two assumptions behind every threshold, σ and τ, from the runs of one organisation (scoring 4.10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from questionnaires.comparable import common_items
from questionnaires.merging import NUMBERED
from questionnaires.model import Role
from scoring.change.estimate import Estimate
from scoring.change.leniency import leniency
from scoring.change.model import ASSUMED, Measured, Noise
from scoring.change.repeated import Moves, answer_noise


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """σ and τ as the runs of an organisation tell them.

    `runs` counts those with answers of people, `repeats` the pairs of runs in a row that have somebody in common.
    `is_numbered` says that some who answered again go by a number that the program gave, which proves no one.
    """

    answer: Estimate
    leniency: Estimate
    runs: int
    repeats: int
    is_numbered: bool

    @property
    def noise(self) -> Noise:
        """The estimates; in place of one that could not be made stands the assumption."""
        return Noise(
            answer=ASSUMED.answer if self.answer.value is None else self.answer.value,
            leniency=ASSUMED.leniency if self.leniency.value is None else self.leniency.value,
        )


def calibrate(runs: Sequence[Measured]) -> Calibration:
    """Return what the runs of one organisation (the oldest first) tell about σ and τ.

    Runs of which only the figures are here tell nothing, nor do levels that a group agreed on: both are left out.
    """
    told = [run for run in runs if run.responses.respondents]
    moves = [_moves(old, new) for old, new in pairwise(told)]
    again = {person for one in moves for table in one for people in table.values() for person in people}
    return Calibration(
        answer=answer_noise([table for one in moves for table in one]),
        leniency=leniency([sheet for run in told for sheet in _by_role(run).values()]),
        runs=len(told),
        repeats=sum(bool(one) for one in moves),
        is_numbered=any(NUMBERED.fullmatch(person) for person in again),
    )


def _by_role(run: Measured) -> dict[Role, dict[str, Mapping[str, int]]]:
    """Return the levels that people gave, by role: roles look at the same work from other sides."""
    found: dict[Role, dict[str, Mapping[str, int]]] = defaultdict(dict)
    for one in run.responses.respondents:
        found[one.role][one.id] = {
            item: answer.level for item, answer in one.answers.items() if answer.level is not None
        }
    return found


def _moves(old: Measured, new: Measured) -> list[Moves]:
    """Return per role how the answers of each person moved, on the items that mean the same."""
    pairs = common_items(old.questionnaire, new.questionnaire).pairs
    before, after = _by_role(old), _by_role(new)
    return [table for role in before if role in after and (table := dict(_items(pairs, before[role], after[role])))]


def _items(
    pairs: Mapping[str, str], before: Mapping[str, Mapping[str, int]], after: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, dict[str, int]]]:
    for earlier, later in pairs.items():
        people = {
            person: after[person][later] - answers[earlier]
            for person, answers in before.items()
            if earlier in answers and later in after.get(person, {})
        }
        if people:
            yield later, people
