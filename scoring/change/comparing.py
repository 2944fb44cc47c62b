"""Compare two runs of one department on the items that both have (scoring 4.10)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from math import sqrt

import msgspec

from questionnaires.comparable import Break, common_items
from questionnaires.model import Capability, Domain, Questionnaire
from questionnaires.responses import Responses
from scoring.bounds import reaches
from scoring.change import levels
from scoring.change.differing import comparability, is_guarded, people_of
from scoring.change.discovery import discovery
from scoring.change.model import (
    ASSUMED,
    Comparison,
    Measured,
    Noise,
    Reason,
    ReasonCode,
    ScopeChange,
    ScopeKind,
)
from scoring.change.noise import chance_of, threshold_of
from scoring.change.shared import Side, counted_in, shown_in, sides_of, together
from scoring.counts import average
from scoring.scoring import score_responses

MIN_SHARE_IN_COMMON = (2, 3)  # of the items of a capability in the newer questionnaire


def measured(questionnaire: Questionnaire, responses: Responses) -> Measured:
    """Return a run with its scores, recomputed by the scoring of today."""
    return Measured(
        questionnaire=questionnaire, responses=responses, scorecard=score_responses(questionnaire, responses)
    )


def compare(old: Measured, new: Measured, noise: Noise = ASSUMED, *, is_published: bool = False) -> Comparison:
    """Return what changed from the older run to the newer; nothing is comparable where they share no item.

    `noise` is that of the method, or what was estimated from an organisation's own runs. What is
    published tells nothing of fewer people than an anonymous run shows (scoring 4.13): who gave a level in one
    capability is not counted by name, and a spread of fewer counts as not seen.
    """
    shared = common_items(old.questionnaire, new.questionnaire)
    pair = _Pair(
        old, new, {after: before for before, after in shared.pairs.items()}, shared.breaks, noise, is_published
    )
    capabilities = {each.id: pair.capability(each) for each in new.questionnaire.capabilities.values()}
    domains = {each.id: pair.domain(each, capabilities) for each in new.questionnaire.domains}
    return Comparison(
        comparability=comparability(old, new, is_published=is_published),
        capabilities=capabilities,
        domains=domains,
        overall=pair.overall(domains),
        discovery=discovery(capabilities),
        breaks=shared.breaks,
        common_items=sum(len(items) for items in pair.common.values()),
        noise=noise,
    )


class _Pair(msgspec.Struct, frozen=True, dict=True):
    """Two runs with the items that mean the same, the old id of each new one, and the capabilities that break off."""

    old: Measured
    new: Measured
    pairs: dict[str, str]
    breaks: dict[str, Break]
    noise: Noise
    is_published: bool

    @cached_property
    def common(self) -> dict[str, tuple[str, ...]]:
        """The items that have a value in both runs, by capability of the newer questionnaire."""
        return {
            capability.id: tuple(item.id for item in capability.items if self._has_values(item.id))
            for capability in self.new.questionnaire.capabilities.values()
        }

    def _has_values(self, item_id: str) -> bool:
        return (
            item_id in self.pairs
            and self.old.scorecard.items[self.pairs[item_id]].value is not None
            and self.new.scorecard.items[item_id].value is not None
        )

    @cached_property
    def _sides(self) -> tuple[dict[str, Side], dict[str, Side]]:
        owners = {item_id: capability for capability, items in self.common.items() for item_id in items}
        before = {self.pairs[item_id]: capability for item_id, capability in owners.items()}
        return sides_of(self.old, before), sides_of(self.new, owners)

    def is_shared(self, capability: Capability) -> bool:
        """Say whether enough items of a capability have a value in both runs, and it is in scope in both."""
        return self.refusal(capability) is None

    def refusal(self, capability: Capability) -> Reason | None:
        """Return why a capability cannot be compared, whoever answered; None where it can."""
        if capability.id in self.breaks:
            return Reason("questionnaire", broken=self.breaks[capability.id])
        if (where := self.out_of_scope(capability)) is not None:
            return Reason("out_of_scope", {"run": where})
        common, items = len(self.common[capability.id]), len(capability.items)
        return None if _is_enough(common, items) else Reason("few_answers", {"common": common, "items": items})

    def out_of_scope(self, scope: Capability | Domain) -> str | None:
        """Return in which run a capability or domain is out of scope: "old", "new" or "both"; None in neither."""
        if isinstance(scope, Domain):
            before, after = self.old.scorecard.domains.get(scope.id), self.new.scorecard.domains[scope.id]
            return _where(old=before is not None and before.out_of_scope, new=after.out_of_scope)
        earlier, later = self.old.scorecard.capabilities.get(scope.id), self.new.scorecard.capabilities[scope.id]
        return _where(old=earlier is not None and earlier.out_of_scope, new=later.out_of_scope)

    def capability(self, capability: Capability) -> ScopeChange:
        common = self.common[capability.id]
        values = (
            average(self.old.scorecard.items[self.pairs[item_id]].value for item_id in common),
            average(self.new.scorecard.items[item_id].value for item_id in common),
        )
        change = self._judged("capability", capability.id, [capability.id], values, self.refusal(capability))
        return msgspec.structs.replace(
            change, level=levels.of_capability(self.old, self.new, self.pairs, capability, change)
        )

    def domain(self, domain: Domain, capabilities: Mapping[str, ScopeChange]) -> ScopeChange:
        in_scope = [each for each in domain.capabilities if self.out_of_scope(each) is None]
        shared = [each.id for each in in_scope if self.is_shared(each)]
        refusal = None
        if (where := self.out_of_scope(domain)) is not None:
            refusal = Reason("out_of_scope", {"run": where})
        elif not _is_half(len(shared), len(in_scope)):
            breaking = [self.breaks[each.id] for each in in_scope if each.id in self.breaks]
            refusal = _too_few("few_capabilities", len(shared), len(in_scope), breaking)
        change = self._judged("domain", domain.id, shared, _means([capabilities[each] for each in shared]), refusal)
        parts = [capabilities[each.id].level for each in domain.capabilities]
        return msgspec.structs.replace(change, level=levels.of_domain(self.old, self.new, domain.id, change, parts))

    def overall(self, domains: Mapping[str, ScopeChange]) -> ScopeChange:
        in_scope = [each for each in self.new.questionnaire.domains if self.out_of_scope(each) is None]
        shared = [each for each in in_scope if domains[each.id].difference is not None]
        refusal = None
        if not _is_half(len(shared), len(in_scope)):
            breaking = [broken for each in in_scope if (broken := domains[each.id].reason.broken) is not None]
            refusal = _too_few("few_domains", len(shared), len(in_scope), breaking)
        capabilities = [part.id for each in shared for part in each.capabilities if self.is_shared(part)]
        change = self._judged("overall", None, capabilities, _means([domains[each.id] for each in shared]), refusal)
        parts = [each.level for each in domains.values()]
        return msgspec.structs.replace(change, level=levels.of_overall(self.old, self.new, change, parts))

    def _side(self, run: Measured, sides: Mapping[str, Side], capabilities: Sequence[str], scope: str | None) -> Side:
        """Return what a run says on several capabilities; guarded where it is published and anonymous."""
        if not (self.is_published and is_guarded(run)) or run.counted is not None:
            return together(sides, capabilities, counted_in(run, scope))
        names = [name for each in capabilities for name in self.common[each]]
        items = names if run is self.new else [self.pairs[name] for name in names]
        return together(sides, capabilities, shown_in(run, items), run.responses.privacy.threshold)

    def _judged(
        self,
        kind: ScopeKind,
        scope: str | None,
        capabilities: Sequence[str],
        values: tuple[float | None, float | None],
        refusal: Reason | None,
    ) -> ScopeChange:
        """Return the verdict on a scope; `refusal` says why there can be none."""
        items = sum(len(self.common[each]) for each in capabilities)
        before, after = (
            self._side(run, side, capabilities, scope)
            for run, side in zip((self.old, self.new), self._sides, strict=True)
        )
        if self.is_published and (is_guarded(self.old) or is_guarded(self.new)):
            same_people = bool(people_of(self.old)) and people_of(self.old) == people_of(self.new)
        else:
            same_people = bool(before.people) and before.people.keys() == after.people.keys()
        n_old, n_new = before.n(items), after.n(items)
        change = ScopeChange(
            n_old=n_old,
            n_new=n_new,
            same_people=same_people,
            agreed_old=before.is_agreed(items),
            agreed_new=after.is_agreed(items),
            common_items=items,
            verdict="not_comparable",
            reason=refusal or Reason("one_respondent"),
        )
        old, new = values
        if refusal is not None or old is None or new is None:
            return change
        change = msgspec.structs.replace(change, old=old, new=new, difference=new - old)
        if min(n_old, n_new) <= 1 and not same_people:
            return change
        error = sqrt(sum(side.variance(items, same_people=same_people, noise=self.noise) for side in (before, after)))
        threshold = threshold_of(kind, error)
        is_real = reaches(abs(new - old), threshold)
        return msgspec.structs.replace(
            change,
            threshold=threshold,
            verdict="real" if is_real else "no_change",
            reason=Reason("beyond_threshold" if is_real else "within_threshold"),
            standard_error=error,
            p_value=chance_of(new - old, error),
        )


def _too_few(code: ReasonCode, common: int, in_scope: int, breaking: Sequence[Break]) -> Reason:
    """Return that too few parts can be compared, with the break that did it where it was the questionnaire."""
    is_break = bool(breaking) and _is_half(common + len(breaking), in_scope)
    return Reason(code, {"common": common, "in_scope": in_scope}, breaking[0] if is_break else None)


def _is_enough(common: int, items: int) -> bool:
    share, whole = MIN_SHARE_IN_COMMON
    return common > 0 and whole * common >= share * items


def _is_half(part: int, whole: int) -> bool:
    return part > 0 and 2 * part >= whole


def _means(changes: Collection[ScopeChange]) -> tuple[float | None, float | None]:
    """Return the means of the scores on the older and on the newer side."""
    return average(change.old for change in changes), average(change.new for change in changes)


def _where(*, old: bool, new: bool) -> str | None:
    return "both" if old and new else "old" if old else "new" if new else None
