"""Point at what deserves a look before anyone relies on the figures (scoring 4.4, 4.5, 4.7, 4.12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from questionnaires.model import Questionnaire
from scoring import ambition, consensus
from scoring.bounds import exceeds, reaches
from scoring.privacy import groups_of, may_show
from scoring.scorecard import CapabilityScore, Flag, ItemScore
from scoring.tally import AnswerCounts, Tally

UNKNOWN_SHARE = (1, 3)  # of all who gave any answer to a knowledge item


class Contradiction(NamedTuple):
    """Two items that cannot both be so: one this high while the other is this low."""

    high_item: str
    at_least: int
    low_item: str
    at_most: int


CONTRADICTIONS = (
    Contradiction("U2.3", 4, "U2.1", 2),
    Contradiction("O2.1", 4, "U2.1", 2),
    Contradiction("O3.1", 3, "U3.1", 2),
    Contradiction("S1.1", 4, "S1.2", 2),
    Contradiction("S2.1", 4, "S1.1", 1),
    Contradiction("S4.2", 4, "S1.1", 2),
)
MEASURING = ("U2", 4, "R1", "satisfaction")  # a capability at this level, yet this fact was not given
TIMING = ("S3.1", 4, "R5", "lead_times")  # an item at this value, yet this fact was not given


def flags_of(
    questionnaire: Questionnaire,
    tally: Tally,
    items: Mapping[str, ItemScore],
    capabilities: Mapping[str, CapabilityScore],
) -> Iterator[Flag]:
    """Yield the flags of a run, those about the result before those about single answers."""
    yield from _ambition(questionnaire, tally, capabilities)
    yield from _perception(questionnaire, tally, items)
    yield from (flag for flag in _contradictions(tally, items, capabilities) if flag.code in questionnaire.flags)
    yield from _unknown(questionnaire, tally, items)
    yield from _scope(questionnaire, tally, items)
    yield from _quality(tally)


def _ambition(
    questionnaire: Questionnaire, tally: Tally, capabilities: Mapping[str, CapabilityScore]
) -> Iterator[Flag]:
    targets = [score.target for score in capabilities.values() if score.target is not None]
    if targets and set(targets) == {5}:
        yield Flag(code="all_targets_five")
    for capability_id, score in capabilities.items():
        if score.target is None or score.score is None:
            continue
        domain = questionnaire.domain_of(capability_id).id
        values = {"target": score.target, "score": score.score, "quarters": tally.setting.horizon_quarters}
        if ambition.is_far(score.target, score.score, tally.setting.horizon_quarters):
            yield Flag(code="ambition_far", capability=capability_id, domain=domain, values=values)
        if exceeds(score.score, score.target):
            yield Flag(code="more_than_asked", capability=capability_id, domain=domain, values=values)


def _perception(questionnaire: Questionnaire, tally: Tally, items: Mapping[str, ItemScore]) -> Iterator[Flag]:
    gaps = {item_id: score.perception_gap for item_id, score in items.items() if score.perception_gap is not None}
    for item_id, gap in sorted(gaps.items(), key=lambda each: -each[1]):
        if consensus.is_blind_spot(gap):
            yield _seen_differently("blind_spot", questionnaire, item_id, gap, tally)
    for item_id, gap in sorted(gaps.items(), key=lambda each: each[1]):
        if consensus.is_too_modest(gap):
            yield _seen_differently("too_modest", questionnaire, item_id, gap, tally)


def _seen_differently(code: str, questionnaire: Questionnaire, item_id: str, gap: float, tally: Tally) -> Flag:
    groups = groups_of(questionnaire.items[item_id], tally)
    means = {"it": consensus.mean_of("it", groups), "user": consensus.mean_of("user", groups)}
    return _about(questionnaire, code, item_id, {**means, "gap": gap})


def _contradictions(
    tally: Tally, items: Mapping[str, ItemScore], capabilities: Mapping[str, CapabilityScore]
) -> Iterator[Flag]:
    for rule in CONTRADICTIONS:
        high, low = _value(items, rule.high_item), _value(items, rule.low_item)
        if high is None or low is None or not reaches(high, rule.at_least) or exceeds(low, rule.at_most):
            continue
        yield Flag(
            code=f"{rule.high_item}-{rule.low_item}",
            items=(rule.high_item, rule.low_item),
            values={"high": high, "low": low},
        )
    capability_id, level, name, fact = MEASURING
    measuring = capabilities.get(capability_id)
    if measuring is not None and (measuring.level or 0) >= level and fact not in tally.setting.facts:
        yield Flag(code=f"{capability_id}-{name}", capability=capability_id, values={"level": measuring.level})
    item_id, level, name, fact = TIMING
    value = _value(items, item_id)
    if value is not None and reaches(value, level) and fact not in tally.setting.facts:
        yield Flag(code=f"{item_id}-{name}", items=(item_id,), values={"value": value})


def _value(items: Mapping[str, ItemScore], item_id: str) -> float | None:
    return items[item_id].value if item_id in items else None  # another questionnaire may lack the item


def _unknown(questionnaire: Questionnaire, tally: Tally, items: Mapping[str, ItemScore]) -> Iterator[Flag]:
    share, whole = UNKNOWN_SHARE
    for item in questionnaire.items.values():
        answers = tally.of_all(item)
        if not item.unknown_is_finding or items[item.id].not_applicable or not answers.given:
            continue
        if whole * answers.unknown >= share * answers.given:
            yield _about(
                questionnaire, "unknown_finding", item.id, _counted("unknown", answers.unknown, answers, tally)
            )


def _scope(questionnaire: Questionnaire, tally: Tally, items: Mapping[str, ItemScore]) -> Iterator[Flag]:
    for item in questionnaire.items.values():
        answers = tally.of_all(item)
        score = items[item.id]
        if answers.not_applicable and not score.not_applicable and score.agreed is None:
            values = _counted("not_applicable", answers.not_applicable, answers, tally)
            yield _about(questionnaire, "scope_disputed", item.id, values)


def _counted(kind: str, count: int, answers: AnswerCounts, tally: Tally) -> dict[str, float | None]:
    """Return a count with the number of answers that it is part of, where so few may be counted out."""
    return {kind: count, "answers": answers.given} if may_show(answers.given, tally) else {}


def _quality(tally: Tally) -> Iterator[Flag]:
    quality = tally.quality
    if quality.straight_lined and may_show(quality.long_enough, tally):
        yield Flag(code="straight_lining", values={"respondents": quality.straight_lined})
    if quality.fast and may_show(quality.timed, tally):
        yield Flag(code="speed", values={"respondents": quality.fast})


def _about(questionnaire: Questionnaire, code: str, item_id: str, values: Mapping[str, float | None]) -> Flag:
    return Flag(code=code, items=(item_id,), capability=questionnaire.capability_of(item_id).id, values=dict(values))
