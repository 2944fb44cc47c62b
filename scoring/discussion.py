"""Put items in the order in which a group needs to talk about them (scoring 4.7)."""

from __future__ import annotations

from typing import Literal

import msgspec

from questionnaires.model import Item, Questionnaire
from scoring import consensus
from scoring.bounds import reaches
from scoring.scorecard import ItemScore, Scorecard

Reason = Literal["split", "polarised", "blind_spot", "too_modest", "nobody_knows", "discuss"]

NEED: dict[Reason, int] = {
    "polarised": 4,
    "split": 4,
    "blind_spot": 3,
    "too_modest": 3,
    "nobody_knows": 2,
    "discuss": 1,
}
"""How much each reason asks for talk; assumption."""

NOBODY_KNOWS_SHARE = 1 / 3  # of all who answered, at an item where a don't-know is itself a finding (4.4)


class Topic(msgspec.Struct, frozen=True):
    """An item and why it asks for talk; no reason where people agree."""

    item: str
    reasons: tuple[Reason, ...]


def topics(questionnaire: Questionnaire, scorecard: Scorecard) -> tuple[Topic, ...]:
    """Return all items, the one that needs talk most first.

    First comes what people see most differently, then key practices, then what has the highest priority, then the
    order of asking. Only what the scorecard shows is looked at, so that no order tells about a small group (4.13).
    """
    order = {item_id: place for place, item_id in enumerate(questionnaire.items)}

    def need(topic: Topic) -> tuple[float, ...]:
        item = questionnaire.items[topic.item]
        priority = scorecard.capabilities[questionnaire.capability_of(item.id).id].priority or 0.0
        most = max((NEED[reason] for reason in topic.reasons), default=0)
        return -most, item.gate is None, -priority, order[item.id]

    found = (Topic(item.id, reasons_of(item, scorecard)) for item in questionnaire.items.values())
    return tuple(sorted(found, key=need))


def reasons_of(item: Item, scorecard: Scorecard) -> tuple[Reason, ...]:
    """Return why an item asks for talk, the strongest reason first; nothing where no distribution may be shown."""
    score = scorecard.items[item.id]
    if not score.groups:
        return ()
    found: list[Reason] = []
    if score.polarised:
        found.append("polarised")
    match consensus.agreement(score.spread):
        case "split":
            found.append("split")
        case "discuss" if not score.polarised:
            found.append("discuss")
    if consensus.is_blind_spot(score.perception_gap):
        found.append("blind_spot")
    if consensus.is_too_modest(score.perception_gap):
        found.append("too_modest")
    if item.unknown_is_finding and _hardly_known(score):
        found.append("nobody_knows")
    return tuple(sorted(found, key=lambda reason: -NEED[reason]))


def _hardly_known(score: ItemScore) -> bool:
    unknown = sum(group.unknown for group in score.groups)
    given = unknown + sum(sum(group.counts) for group in score.groups)
    return bool(given) and reaches(unknown / given, NOBODY_KNOWS_SHARE)
