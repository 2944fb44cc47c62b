"""Say how a level moved, and whether that may be announced (scoring 4.10).

A level speaks of all that was asked, so it is that of each run as a whole; the verdict says how far to trust its move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from questionnaires.model import Capability
from scoring.change.model import LevelChange, Measured, ScopeChange


def of_capability(
    old: Measured, new: Measured, pairs: Mapping[str, str], capability: Capability, change: ScopeChange
) -> LevelChange:
    """Return how the level of a capability moved; none where the questionnaire itself changed too much."""
    earlier = old.scorecard.capabilities.get(capability.id)
    if earlier is None or change.reason.code == "questionnaire":
        return LevelChange()
    before, after = earlier.level, new.scorecard.capabilities[capability.id].level
    gates = tuple(
        item.id
        for item in capability.items
        if item.gate is not None
        and item.id in pairs
        and _moved_along(
            (before, after), (old.scorecard.items[pairs[item.id]].low_median, new.scorecard.items[item.id].low_median)
        )
        and any(answer.evidence for one in new.responses.respondents if (answer := one.answers.get(item.id)))
    )
    return _judged(before, after, change, gates)


def of_domain(
    old: Measured, new: Measured, domain_id: str, change: ScopeChange, parts: Sequence[LevelChange]
) -> LevelChange:
    """Return how the level of a domain moved; `parts` are those of its capabilities."""
    earlier = old.scorecard.domains.get(domain_id)
    if earlier is None:
        return LevelChange()
    before, after = earlier.level, new.scorecard.domains[domain_id].level
    return _judged(before, after, change, _gates(before, after, parts))


def of_overall(old: Measured, new: Measured, change: ScopeChange, parts: Sequence[LevelChange]) -> LevelChange:
    """Return how the level of the whole moved; `parts` are those of the domains."""
    before, after = old.scorecard.overall.level, new.scorecard.overall.level
    return _judged(before, after, change, _gates(before, after, parts))


def _gates(before: int | None, after: int | None, parts: Sequence[LevelChange]) -> tuple[str, ...]:
    """Return the key practices that moved the levels of parts the same way."""
    return tuple(gate for part in parts if _moved_along((before, after), (part.old, part.new)) for gate in part.gates)


def _judged(before: int | None, after: int | None, change: ScopeChange, gates: tuple[str, ...]) -> LevelChange:
    if before is None or after is None:
        return LevelChange(old=before, new=after)
    if before == after:
        return LevelChange(old=before, new=after, verdict="unchanged")
    is_real = change.verdict == "real" and change.difference is not None and change.difference * (after - before) > 0
    is_announced = is_real or bool(gates)  # a score that rose is no reason to tell of a level that fell
    return LevelChange(old=before, new=after, verdict="announced" if is_announced else "indicative", gates=gates)


def _moved_along(level: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Say whether two figures moved, and in the same direction."""
    if None in level or None in other:
        return False
    (a, b), (c, d) = level, other
    return a is not None and b is not None and c is not None and d is not None and (b - a) * (d - c) > 0
