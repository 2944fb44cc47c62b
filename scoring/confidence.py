"""Say how far a score can be relied on: the weakest of coverage, respondents, agreement and evidence (scoring 4.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from questionnaires.model import Item, Role
from scoring.bounds import exceeds, reaches
from scoring.consensus import AGREE_SPREAD, SPLIT_SPREAD
from scoring.counts import average
from scoring.scorecard import Confidence, ConfidenceReason, ConfidenceValue, ItemScore
from scoring.tally import Tally

HIGH_COVERAGE, MEDIUM_COVERAGE = 0.8, 0.6
HIGH_RESPONDENTS, HIGH_ROLES, MEDIUM_RESPONDENTS = 5, 2, 2
HIGH_EVIDENCE = 0.5

_WEAKEST_FIRST: tuple[ConfidenceValue, ...] = ("low", "medium", "high")


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind a score.

    `levels` of the answers `asked` are a level; `respondents` gave one, from `roles` roles; `spread` is the mean of
    the items' spreads; `met` key practices are reached, of which `proven` carry evidence.
    """

    levels: int
    asked: int
    respondents: int
    roles: int
    spread: float | None
    met: int
    proven: int

    @property
    def coverage(self) -> float | None:
        """The share of the answers asked that are a level (0..1); None where nothing was asked."""
        return self.levels / self.asked if self.asked else None


def support_of(
    questions: Iterable[Item], items: Mapping[str, ItemScore], people: Mapping[Role, int], tally: Tally
) -> Support:
    """Return what stands behind the score of these items; `people` counts those who gave a level, per role.

    Where groups are protected every role that was asked counts as a role: that one gave no level at all would say
    what its few people answered (scoring 4.13).
    """
    questions = tuple(questions)
    answers = {item.id: tally.of_all(item) for item in questions}
    met = [item for item in questions if item.gate and (items[item.id].low_median or 0) >= item.gate]
    giving = [role for role, count in people.items() if count]
    asked = [role for role in tally.respondents if any(item.is_asked_of(role) for item in questions)]
    return Support(
        levels=sum(counts.with_level for counts in answers.values()),
        asked=sum(tally.asked(item) - answers[item.id].not_applicable for item in questions),
        respondents=sum(people.values()),
        roles=len(giving if tally.threshold is None else asked),
        spread=average(items[item.id].spread for item in questions),
        met=len(met),
        proven=sum(answers[item.id].evidence > 0 for item in met),
    )


def confidence_of(support: Support) -> Confidence:
    """Return the weakest criterion with its figures; the first of equals, in the order of the specification."""
    values: dict[ConfidenceReason, dict[str, float]] = {
        "coverage": {"levels": support.levels, "asked": support.asked},
        "respondents": {"n": support.respondents, "roles": support.roles},
        "agreement": {} if support.spread is None else {"spread": support.spread},
        "evidence": {"met": support.met, "missing": support.met - support.proven},
    }
    judged = _judge(support)
    weakest = min(judged, key=lambda reason: _WEAKEST_FIRST.index(judged[reason]))
    if judged[weakest] == "high":
        return Confidence(value="high", reason="all_met")
    return Confidence(value=judged[weakest], reason=weakest, values=values[weakest])


def _judge(support: Support) -> dict[ConfidenceReason, ConfidenceValue]:
    coverage = support.coverage or 0.0
    is_broad = support.respondents >= HIGH_RESPONDENTS and support.roles >= HIGH_ROLES
    proven = support.proven / support.met if support.met else 1.0
    judged: dict[ConfidenceReason, ConfidenceValue] = {
        "coverage": _grade(high=reaches(coverage, HIGH_COVERAGE), medium=reaches(coverage, MEDIUM_COVERAGE)),
        "respondents": _grade(high=is_broad, medium=support.respondents >= MEDIUM_RESPONDENTS),
    }
    if support.respondents != 1 and support.spread is not None:
        judged["agreement"] = _grade(
            high=not exceeds(support.spread, AGREE_SPREAD), medium=not exceeds(support.spread, SPLIT_SPREAD)
        )
    judged["evidence"] = _grade(high=reaches(proven, HIGH_EVIDENCE), medium=proven > 0)
    return judged


def _grade(*, high: bool, medium: bool) -> ConfidenceValue:
    return "high" if high else "medium" if medium else "low"
