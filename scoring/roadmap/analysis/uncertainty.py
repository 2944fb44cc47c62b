"""What answers leave open: the department as it may be at its lowest and at its highest, and where the plans differ.

An item can turn out otherwise where somebody did not know, where the answers lie far apart, and where IT and users see
it differently. What a group agreed on is settled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from questionnaires.model import LEVELS, Domain, Questionnaire
from scoring import levels
from scoring.bounds import exceeds
from scoring.consensus import agreement, is_blind_spot, is_too_modest
from scoring.counts import as_levels, average, low_median, total
from scoring.roadmap.analysis.model import FindOut
from scoring.scorecard import CapabilityScore, DomainScore, ItemScore, Scorecard

LOWEST, HIGHEST = LEVELS[0], LEVELS[-1]


class Range(NamedTuple):
    """The lowest and the highest that an item may turn out to be."""

    low: ItemScore
    high: ItemScore

    @property
    def width(self) -> float:
        return (self.high.value or LOWEST) - (self.low.value or LOWEST)


def ranges_of(scorecard: Scorecard) -> dict[str, Range]:
    """Return the items that may turn out otherwise, each with how low and how high."""
    ranges = {
        item: _range(score)
        for item, score in scorecard.items.items()
        if not score.not_applicable and score.agreed is None
    }
    return {item: each for item, each in ranges.items() if exceeds(each.width, 0)}


def rescored(questionnaire: Questionnaire, scorecard: Scorecard, items: Mapping[str, ItemScore]) -> Scorecard:
    """Return a scorecard as it would be with other scores of some items; what is not planned by stays as it was."""
    items = {**scorecard.items, **items}
    reached = {
        part.id: levels.capability_level(part, levels.standings(part, items))
        for part in questionnaire.capabilities.values()
    }
    capabilities = {part: _capability(score, reached[part]) for part, score in scorecard.capabilities.items()}
    domains = {
        domain.id: _domain(scorecard.domains[domain.id], domain, capabilities) for domain in questionnaire.domains
    }
    overall = replace(
        scorecard.overall,
        score=average(domain.score for domain in domains.values()),
        level=min((domain.level for domain in domains.values() if domain.level is not None), default=None),
    )
    return replace(scorecard, items=items, capabilities=capabilities, domains=domains, overall=overall)


def find_out(
    questionnaire: Questionnaire, ranges: Mapping[str, Range], low: frozenset[str], high: frozenset[str]
) -> Iterator[FindOut]:
    """Yield the capabilities whose answers decide which actions are planned, in the order of the questionnaire.

    `low` and `high` are the actions planned on the lowest and on the highest state. The items come widest first: those
    that these actions lift, or else all that are open.
    """
    differing = {action: questionnaire.actions_by_id[action] for action in sorted(low ^ high)}
    for capability in questionnaire.capabilities.values():
        opened = sorted(
            (item.id for item in capability.items if item.id in ranges), key=lambda item: -ranges[item].width
        )
        actions = [action for action, each in differing.items() if each.capability == capability.id]
        if opened and actions:
            lifted = [item for item in opened if any(item in differing[action].lifts for action in actions)]
            yield FindOut(
                capability=capability.id,
                items=tuple(lifted or opened),
                if_low=tuple(action for action in actions if action in low),
                if_high=tuple(action for action in actions if action in high),
            )


def _range(score: ItemScore) -> Range:
    return Range(_moved(score, LOWEST, min), _moved(score, HIGHEST, max))


def _moved(score: ItemScore, end: int, furthest: Callable[[Iterable[float]], float]) -> ItemScore:
    """Return an item at the furthest from its score that its answers leave open, towards one end of the scale.

    What nobody gave a level may be anything.
    """
    if score.value is None or score.low_median is None:
        return replace(score, value=float(end), value_pessimistic=float(end), low_median=end)
    open_to = [
        (score.value, float(score.low_median)),
        *_where_unknown_is(score, end),
        *_where_others_are_right(score, end),
    ]
    value = furthest(value for value, _ in open_to)
    return replace(
        score,
        value=value,
        value_pessimistic=value,
        low_median=int(furthest(middle for _, middle in open_to)),
    )


def _where_unknown_is(score: ItemScore, level: int) -> Iterator[tuple[float, float]]:
    """Yield value and low median if every don't-know were a level; estimated where the groups are not shown."""
    if score.value is None or score.value_pessimistic is None:
        return
    if score.groups:
        value = average((total(group.counts) + level * group.unknown) / group.people for group in score.groups)
        counts = [sum(counted) for counted in zip(*(group.counts for group in score.groups), strict=True)]
        counts[level - LOWEST] += sum(group.unknown for group in score.groups)
        middle = low_median(as_levels(dict(zip(LEVELS, counts, strict=True))))
        if value is not None and middle is not None:
            yield value, middle
    elif exceeds(score.value, LOWEST):
        unknown = (score.value - score.value_pessimistic) / (score.value - LOWEST)
        value = score.value + unknown * (level - score.value)
        yield value, _nearest(value)


def _where_others_are_right(score: ItemScore, end: int) -> Iterator[tuple[float, float]]:
    """Yield value and middle as one half of the answers has it where they lie far apart, and as IT or users have it."""
    gap = score.perception_gap
    apart = [
        score.spread if agreement(score.spread) in {"discuss", "split"} else None,
        abs(gap) / 2 if gap is not None and (is_blind_spot(gap) or is_too_modest(gap)) else None,
    ]
    for distance in apart:
        if distance is not None and score.value is not None:
            value = score.value + math.copysign(distance, end - score.value)
            value = min(float(HIGHEST), max(float(LOWEST), value))
            yield value, _nearest(value)


def _nearest(value: float) -> int:
    return int(value + 0.5)


def _capability(score: CapabilityScore, reached: levels.CapabilityLevel) -> CapabilityScore:
    return replace(
        score,
        score=reached.score,
        level=reached.level,
        gap=None if reached.score is None or score.target is None else max(0.0, score.target - reached.score),
    )


def _domain(score: DomainScore, domain: Domain, capabilities: Mapping[str, CapabilityScore]) -> DomainScore:
    in_scope = {
        part.id: capabilities[part.id] for part in domain.capabilities if not capabilities[part.id].out_of_scope
    }
    mean = None if score.out_of_scope else levels.domain_score([each.score for each in in_scope.values()])
    reached = {part: each.level for part, each in in_scope.items()}
    return replace(
        score,
        score=mean,
        level=None if mean is None else levels.domain_level(reached, domain.core),
        target=average(each.target for each in in_scope.values()),
    )
