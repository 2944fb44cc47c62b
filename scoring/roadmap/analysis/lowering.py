"""What a plan comes to when one capability is asked for a level less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from questionnaires.model import Questionnaire
from scoring.bounds import exceeds
from scoring.counts import average
from scoring.roadmap.analysis.everything import Everything
from scoring.roadmap.analysis.variants import placements_of
from scoring.roadmap.model import Roadmap
from scoring.roadmap.outlook import reach, turns_of
from scoring.roadmap.state import Placement, starting_state
from scoring.scorecard import Scorecard


class Lowering(NamedTuple):
    """A target that is one level lower, and what a plan then leaves undone of what the catalogue can close.

    `left` is in levels, weighted by importance.
    """

    capability: str
    target: int
    everything: Everything
    left: float


def lowerings(everything: Everything, roadmap: Roadmap) -> Iterator[Lowering]:
    """Yield the lowerings by which the steps of a roadmap leave less undone, that which leaves least first."""
    found = [
        _lowering(everything, roadmap, capability_id, stake.target - 1)
        for capability_id, stake in everything.state.stakes.items()
        if stake.target > 1 and _is_behind(everything.scorecard, roadmap, capability_id)
    ]
    now = left_by(everything, placements_of(roadmap))
    yield from sorted((each for each in found if exceeds(now, each.left)), key=lambda each: round(each.left, 9))


def left_by(everything: Everything, placements: Iterable[Placement]) -> float:
    """Return what some placed actions leave undone, in levels, weighted by importance."""
    turns = turns_of(everything.scorecard, everything.state, placements)
    gaps = sum(
        scored.importance * scored.gap
        for scored in everything.scorecard.capabilities.values()
        if scored.gap is not None
    )
    return gaps * ((everything.reach or 0.0) - (reach(everything.scorecard, turns) or 0.0))


def with_target(questionnaire: Questionnaire, scorecard: Scorecard, capability_id: str, target: int) -> Scorecard:
    """Return a scorecard with another target for one capability."""
    scored = scorecard.capabilities[capability_id]
    gap = None if scored.score is None else max(0.0, target - scored.score)
    capabilities = {**scorecard.capabilities, capability_id: replace(scored, target=target, gap=gap)}
    domain = questionnaire.domain_of(capability_id)
    in_scope = (capabilities[part.id] for part in domain.capabilities if not capabilities[part.id].out_of_scope)
    mean = average(each.target for each in in_scope)
    domains = {**scorecard.domains, domain.id: replace(scorecard.domains[domain.id], target=mean)}
    return replace(scorecard, capabilities=capabilities, domains=domains)


def _is_behind(scorecard: Scorecard, roadmap: Roadmap, capability_id: str) -> bool:
    target, score = scorecard.capabilities[capability_id].target, roadmap.expected[-1].capabilities[capability_id]
    return target is not None and score is not None and exceeds(target, score)


def _lowering(everything: Everything, roadmap: Roadmap, capability_id: str, target: int) -> Lowering:
    questionnaire, limits = everything.questionnaire, everything.limits
    scorecard = with_target(questionnaire, everything.scorecard, capability_id, target)
    lowered = Everything(questionnaire, scorecard, starting_state(questionnaire, scorecard, limits), limits)
    return Lowering(capability_id, target, lowered, left_by(lowered, placements_of(roadmap)))
