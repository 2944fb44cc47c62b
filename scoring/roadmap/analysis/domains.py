"""When each domain meets its target, or what keeps it from that."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from questionnaires.model import Domain
from scoring.bounds import reaches
from scoring.roadmap.analysis.everything import Everything
from scoring.roadmap.analysis.model import DomainOutlook
from scoring.roadmap.arrivals import earliest_arrivals
from scoring.roadmap.model import WEEKS_PER_QUARTER, Roadmap
from scoring.roadmap.state import quarter_of


def domains_of(everything: Everything, roadmap: Roadmap) -> Iterator[DomainOutlook]:
    """Yield the outlook of each domain in scope that has a target, in the order of the questionnaire."""
    for domain in everything.state.domains.values():
        target = everything.scorecard.domains[domain.id].target
        if target is not None:
            yield _outlook(everything, roadmap, domain, target)


def _outlook(everything: Everything, roadmap: Roadmap, domain: Domain, target: float) -> DomainOutlook:
    met_in = _met_in(everything, roadmap, domain.id, target)
    at_the_end = roadmap.expected[-1]
    outlook = DomainOutlook(
        domain=domain.id,
        target=target,
        score=at_the_end.domains[domain.id].high,
        met_in=met_in,
        capabilities=tuple(
            part.id
            for part in domain.capabilities
            if part.id in everything.state.stakes
            and not _is_met(at_the_end.capabilities[part.id], everything.state.stakes[part.id].target)
        ),
    )
    return outlook if met_in is not None else _hindered(everything, outlook)


def _met_in(everything: Everything, roadmap: Roadmap, domain: str, target: float) -> int | None:
    """Return the first quarter at the end of which a target is met; 0 for now."""
    if _is_met(everything.scorecard.domains[domain].score, target):
        return 0
    met = (quarter.quarter for quarter in roadmap.expected if _is_met(quarter.domains[domain].high, target))
    return next(met, None)


def _hindered(everything: Everything, outlook: DomainOutlook) -> DomainOutlook:
    """Return an outlook with what keeps a domain from its target."""
    arrival = _first_met(everything, outlook)
    if arrival is None:
        everywhere = replace(everything.limits, excluded=frozenset())
        with_all = Everything(everything.questionnaire, everything.scorecard, everything.state, everywhere)
        is_there = _first_met(with_all, outlook) is not None
        return replace(outlook, reason="excluded" if is_there else "last_step")
    week, action = arrival
    if week <= WEEKS_PER_QUARTER * everything.limits.quarters:
        return replace(outlook, reason="capacity")
    chain = earliest_arrivals(everything.state, everything.limits)[action].chain
    return replace(outlook, reason="time", chain=chain, weeks=week)


def _first_met(everything: Everything, outlook: DomainOutlook) -> tuple[int, str] | None:
    """Return the first week by which a target can be met with room for everything, and the action that brings it."""
    finishes = sorted((placement.finish, placement.action) for placement in everything.useful)
    for number, (week, action) in enumerate(finishes, 1):
        done = {each for _, each in finishes[:number]}
        placements = [placement for placement in everything.useful if placement.action in done]
        score = everything.scores_by(placements, quarter_of(week) + 1)[outlook.domain]
        if _is_met(score, outlook.target):
            return week, action
    return None


def _is_met(score: float | None, target: float) -> bool:
    return score is not None and reaches(score, target)
