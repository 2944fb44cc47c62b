"""Score one item: its value, its low median and how far the answers lie apart (scoring 4.1, 4.7)."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.model import Item
from scoring import consensus
from scoring.counts import average, low_median, mean, mean_deviation, total
from scoring.privacy import Group, groups_of, may_show
from scoring.scorecard import GroupAnswers, ItemScore
from scoring.tally import AnswerCounts, Tally

NOT_APPLICABLE_SHARE = (
    2,
    3,
)  # of all who gave any answer; a fraction, so that rounding decides nothing


def score_item(item: Item, tally: Tally) -> ItemScore:
    """Score an item from the tally of a run."""
    answers = tally.of_all(item)
    groups = groups_of(item, tally)
    agreed = tally.setting.agreed.get(item.id)
    not_applicable = agreed is None and counts_as_not_applicable(item, answers)
    value, pessimistic, middle = (
        (agreed, agreed, agreed)
        if agreed is not None
        else (None, None, None)
        if not_applicable
        else (value_of(groups), pessimistic_value_of(groups), low_median(answers.levels))
    )
    return ItemScore(
        value=value,
        value_pessimistic=pessimistic,
        low_median=middle,
        agreed=agreed,
        spread=mean_deviation(answers.levels),
        polarised=consensus.is_polarised(answers.levels),
        not_applicable=not_applicable,
        perception_gap=consensus.perception_gap(groups),
        groups=tuple(_shown(group) for group in groups) if may_show(answers.people, tally) else (),
    )


def counts_as_not_applicable(item: Item, answers: AnswerCounts) -> bool:
    """Say whether an item drops out: it may be not applicable, and two in three of those who answered say so."""
    share, whole = NOT_APPLICABLE_SHARE
    return item.not_applicable and answers.given > 0 and whole * answers.not_applicable >= share * answers.given


def value_of(groups: Iterable[Group]) -> float | None:
    """Return x_i: the mean of the groups' means, so that eight agents cannot outvote two users."""
    return average(mean(group.answers.levels) for group in groups)


def pessimistic_value_of(groups: Iterable[Group]) -> float | None:
    """Return x_i as it would be if every don't-know were level 1 (scoring 4.4)."""
    return average((total(group.answers.levels) + group.answers.unknown) / group.people for group in groups)


def _shown(group: Group) -> GroupAnswers:
    return GroupAnswers(
        audiences=group.audiences,
        people=group.people,
        counts=group.answers.levels,
        unknown=group.answers.unknown,
        mean=mean(group.answers.levels),
    )
