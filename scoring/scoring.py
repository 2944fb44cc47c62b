"""Turn a tally into a scorecard: the one scorer, whatever the number of respondents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import msgspec

from questionnaires.model import ROLES, Capability, Domain, Questionnaire, Role
from questionnaires.responses import Responses
from scoring import ambition, levels, priority
from scoring.confidence import confidence_of, support_of
from scoring.consensus import consensus_of
from scoring.counts import average
from scoring.flags import flags_of
from scoring.interval import interval
from scoring.items import score_item
from scoring.scorecard import (
    SCORING_VERSION,
    CapabilityScore,
    Confidence,
    DomainScore,
    ItemScore,
    OverallScore,
    PriorityFactors,
    QuestionnaireReference,
    Scorecard,
)
from scoring.tally import Tally, tally


def score_responses(questionnaire: Questionnaire, responses: Responses) -> Scorecard:
    """Score a run that is at hand in full."""
    return score(questionnaire, tally(questionnaire, responses))


def score(questionnaire: Questionnaire, tally: Tally) -> Scorecard:
    """Score a run from its counts."""
    items = {item.id: score_item(item, tally) for item in questionnaire.items.values()}
    targets = {
        capability_id: ambition.target_of(capability_id, questionnaire.domain_of(capability_id), tally)
        for capability_id in questionnaire.capabilities
    }
    capabilities = _prioritised(
        questionnaire,
        items,
        {
            capability_id: _capability(capability, targets[capability_id].level, items, tally)
            for capability_id, capability in questionnaire.capabilities.items()
        },
        tally,
    )
    domains = {domain.id: _domain(domain, capabilities, tally) for domain in questionnaire.domains}
    return Scorecard(
        questionnaire=QuestionnaireReference(questionnaire.id, questionnaire.version, questionnaire.sha256),
        scoring_version=SCORING_VERSION,
        respondents={role: tally.respondents[role] for role in ROLES if role in tally.respondents},
        anonymous=tally.threshold is not None,
        privacy_threshold=tally.setting.threshold,
        critical_data=tally.setting.critical_data or "unknown",
        items=items,
        capabilities=capabilities,
        domains=domains,
        overall=_overall(
            domains.values(),
            confidence_of(support_of(questionnaire.items.values(), items, tally.answered, tally)),
            is_ambition_stated=any(
                targets[capability_id].stated for capability_id, score in capabilities.items() if not score.out_of_scope
            ),
        ),
        flags=tuple(flags_of(questionnaire, tally, items, capabilities)),
    )


def _capability(capability: Capability, target: int, items: Mapping[str, ItemScore], tally: Tally) -> CapabilityScore:
    applicable = levels.standings(capability, items)
    result = levels.capability_level(capability, applicable)
    is_scored = result.score is not None
    sums = tally.sums_in(capability.id)
    people: Counter[Role] = Counter()
    for key, count in sums.items():
        people[key.role] += count
    support = support_of(capability.items, items, people, tally)
    valued = sum(standing.value is not None for standing in applicable.values())
    return CapabilityScore(
        score=result.score,
        score_pessimistic=average(items[item_id].value_pessimistic for item_id in applicable) if is_scored else None,
        level=result.level,
        level_unverified=result.level_unverified,
        fulfilment=_by_name(result.fulfilment),
        out_of_scope=not applicable,
        target=target if applicable else None,
        gap=max(0.0, target - result.score) if result.score is not None else None,
        importance=priority.importance_of(capability.id, tally),
        coverage=support.coverage,
        consensus=consensus_of(items[item.id].spread for item in capability.items),
        priority=None,
        priority_factors=None,
        confidence=confidence_of(support),
        interval=interval(result.score, valued, sums, tally),
    )


def _by_name(fulfilment: Mapping[int, float] | None) -> dict[str, float] | None:
    return None if fulfilment is None else {str(level): share for level, share in fulfilment.items()}


def _prioritised(
    questionnaire: Questionnaire,
    items: Mapping[str, ItemScore],
    capabilities: Mapping[str, CapabilityScore],
    tally: Tally,
) -> dict[str, CapabilityScore]:
    """Return the capabilities with their priorities, which depend on each other's gaps."""
    gaps = {capability_id: score.gap for capability_id, score in capabilities.items()}
    enables = priority.enabling(questionnaire, items, gaps)
    factors = {
        capability_id: None
        if score.gap is None
        else PriorityFactors(
            gap=score.gap,
            importance=score.importance,
            risk=priority.risk_of(
                capability_id,
                (items[item.id].low_median for item in questionnaire.capabilities[capability_id].items),
                tally.setting.critical_data,
            ),
            enables=enables[capability_id],
        )
        for capability_id, score in capabilities.items()
    }
    priorities = priority.priorities(factors)
    return {
        capability_id: msgspec.structs.replace(
            score, priority=priorities[capability_id], priority_factors=factors[capability_id]
        )
        for capability_id, score in capabilities.items()
    }


def _domain(domain: Domain, capabilities: Mapping[str, CapabilityScore], tally: Tally) -> DomainScore:
    in_scope = {
        capability.id: capabilities[capability.id]
        for capability in domain.capabilities
        if not capabilities[capability.id].out_of_scope
    }
    out_of_scope = levels.is_domain_out_of_scope(len(in_scope), len(domain.capabilities))
    reached = {capability_id: score.level for capability_id, score in in_scope.items()}
    score = None if out_of_scope else levels.domain_score([each.score for each in in_scope.values()])
    return DomainScore(
        score=score,
        level=None if score is None else levels.domain_level(reached, domain.core),
        target=average(each.target for each in in_scope.values()),
        out_of_scope=out_of_scope,
        held_by=() if score is None else levels.held_by(reached, domain.core),
        stated_ambition=ambition.stated_ambition(domain, tally),
    )


def _overall(domains: Collection[DomainScore], confidence: Confidence, *, is_ambition_stated: bool) -> OverallScore:
    level = min((domain.level for domain in domains if domain.level is not None), default=None)
    lowest = [domain for domain in domains if level is not None and domain.level == level]
    real = average(domain.score for domain in domains)
    bar = average(domain.target for domain in domains)
    return OverallScore(
        score=real,
        level=level,
        ambition=bar,
        ambition_stated=is_ambition_stated,
        profile=ambition.profile_of(bar, real) if is_ambition_stated else None,
        held_by=tuple(capability_id for domain in lowest for capability_id in domain.held_by),
        confidence=confidence,
    )
