"""What a plan must reach: the levels that domains must have in time, and the scores that are sought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.bounds import reaches
from scoring.levels import MIN_SHARE_AT_LEVEL
from scoring.roadmap.exact.model import Model
from scoring.roadmap.exact.program import added, all_of


def add_musts(model: Model) -> None:
    """Let each domain be at the level that it must have by the end of its quarter."""
    for domain_id, must in sorted(model.limits.must.items()):
        domain = model.state.domains[domain_id]
        parts = [part.id for part in domain.capabilities if part.id in model.state.stakes]
        quarter = must.quarter - 1
        at_level = {part: all_of(_at_least(model, part, quarter, must.level)) for part in parts}
        if must.level == 1:
            continue
        for part in parts:
            if part in domain.core:
                model.program.row(at_level[part], lower=1.0)
            model.program.row(all_of(_at_least(model, part, quarter, must.level - 1)), lower=1.0)
        model.program.row(added(*at_level.values()), lower=enough_of(len(parts)))


def add_goals(model: Model, goals: Mapping[str, float]) -> None:
    """Let capabilities have some score at the end."""
    last = model.limits.quarters - 1
    for capability_id, score in sorted(goals.items()):
        columns = model.sets[capability_id, last]
        model.program.row(all_of(column for each, column in columns.items() if reaches(each.score, score)), lower=1.0)


def _at_least(model: Model, part: str, quarter: int, level: int) -> Iterator[int]:
    return (column for each, column in model.sets[part, quarter].items() if each.level >= level)


def enough_of(parts: int) -> int:
    """Return how many capabilities of a domain must be at a level."""
    share, whole = MIN_SHARE_AT_LEVEL
    return -(-share * parts // whole)
