"""How groups of people are called and drawn: those that stand alone, and those that were taken together."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.language import Words
from questionnaires.model import Audience
from reports.charts.distribution import Distribution, GroupKind, GroupShares
from reports.sentences import LETTERS, as_sentence
from reports.view.material import Material
from reports.view.reading import LegendEntry
from scoring.scorecard import GroupAnswers, ItemScore


def audience_name(audience: Audience, words: Words) -> str:
    """Return what the people of an audience are called together."""
    return {"it": words("IT"), "user": words("users"), "supplier": words("suppliers")}[audience]


def group_name(audiences: Sequence[Audience], words: Words) -> str:
    """Return what a group is called; merged groups by all their names."""
    return words.listing([audience_name(audience, words) for audience in audiences])


def kind_of(group: GroupAnswers) -> GroupKind:
    """Return how a group is drawn."""
    return group.audiences[0] if len(group.audiences) == 1 else "together"


def groups_in(score: ItemScore) -> tuple[GroupAnswers, ...]:
    """Return the groups that gave any answer to an item."""
    return tuple(group for group in score.groups if sum(group.counts) + group.unknown)


def distribution_of(item_id: str, score: ItemScore, words: Words, gate: int | None = None) -> Distribution:
    """Return the answers to an item as shares per group, with the level of its key practice."""
    shown = groups_in(score)
    told = []
    for group in shown:
        answers = [
            words("{n} times {letter}", n=n, letter=letter)
            for letter, n in zip((*LETTERS, words("don’t know")), (*group.counts, group.unknown), strict=True)
            if n
        ]
        told.append(words("{group}: {answers}", group=group_name(group.audiences, words), answers=", ".join(answers)))
    text = "; ".join(told) or words("no distribution")
    return Distribution(
        groups=tuple(GroupShares(kind_of(group), _shares(group)) for group in shown),
        gate=gate,
        alt=f"{item_id}: {text}",
    )


def _shares(group: GroupAnswers) -> tuple[float, ...]:
    total = sum(group.counts) + group.unknown
    return tuple(n / total for n in (*group.counts, group.unknown))


def legend_of(scores: Sequence[ItemScore], material: Material) -> tuple[LegendEntry, ...]:
    """Return the groups that a set of items has, as they are drawn; none where there is only one way of drawing."""
    words = material.words
    kinds: dict[GroupKind, str] = {}
    for score in scores:
        for group in groups_in(score):
            kind = kind_of(group)
            kinds.setdefault(
                kind, words("groups taken together") if kind == "together" else group_name(group.audiences, words)
            )
    order: tuple[GroupKind, ...] = ("it", "user", "supplier", "together")
    entries = [LegendEntry(kind, as_sentence(kinds[kind])) for kind in order if kind in kinds]
    hidden = any(score.value is not None and not groups_in(score) for score in scores)
    if hidden and not material.is_one_view:
        entries.append(LegendEntry("unknown", words("Not shown")))
    return tuple(entries) if len(entries) > 1 else ()
