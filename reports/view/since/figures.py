"""The figures behind what changed, for forms that count with them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reports import change_sentences as told
from reports.view.material import Material
from scoring.change.model import Comparison, ScopeChange
from scoring.change.since import Since


class ChangeFigures(msgspec.Struct, frozen=True, kw_only=True):
    """A scope in both runs: scores on the scale 1..5, people who gave a level, and what the plan was to bring by now.

    `verdict`, `reason` and `level_verdict` are in the language of the report; `is_real` is the verdict itself, and
    `is_strict` whether the change stays when all capabilities are judged together.
    """

    id: str
    name: str
    old: float | None
    new: float | None
    difference: float | None
    threshold: float | None
    n_old: int
    n_new: int
    verdict: str
    reason: str
    is_real: bool
    is_strict: bool
    level_old: int | None
    level_new: int | None
    level_verdict: str
    expected: float | None


def change_figures(material: Material, found: Since) -> tuple[ChangeFigures, ...]:
    """Return the whole, and every domain with its capabilities."""
    comparison, words = found.comparison, material.words
    expected = {one.capability: one.expected for one in found.plan.expectations}
    return tuple(
        ChangeFigures(
            id=scope,
            name=name,
            old=change.old,
            new=change.new,
            difference=change.difference,
            threshold=change.threshold,
            n_old=change.n_old,
            n_new=change.n_new,
            verdict=told.verdict_cell(change, words),
            reason=told.reason(change, words),
            is_real=change.verdict == "real",
            is_strict=scope in comparison.discovery.real,
            level_old=change.level.old,
            level_new=change.level.new,
            level_verdict=_level(material, change),
            expected=expected.get(scope),
        )
        for scope, name, change in _scopes(material, comparison)
    )


def _scopes(material: Material, comparison: Comparison) -> Iterator[tuple[str, str, ScopeChange]]:
    yield "", material.words("Whole"), comparison.overall
    for domain in material.questionnaire.domains:
        yield domain.id, material.text(domain.name), comparison.domains[domain.id]
        for one in domain.capabilities:
            yield one.id, material.text(one.name), comparison.capabilities[one.id]


def _level(material: Material, change: ScopeChange) -> str:
    words = material.words
    match change.level.verdict:
        case "announced":
            return words("sure")
        case "indicative":
            return words("not sure yet")
        case "unchanged":
            return words("unchanged")
        case None:
            return ""
