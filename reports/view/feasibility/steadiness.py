"""Which actions stay whatever changes, on what the others depend, and which answers to settle first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from reports.view.material import Fact, Link, Material

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import FindOut, Steadiness

LISTED = 10  # ids in a list that is still read


class FindOutRow(msgspec.Struct, frozen=True, kw_only=True):
    """A capability whose answers decide about the plan: the questions to settle, and what depends on them."""

    link: Link
    items: str
    text: str


def is_no_regret(material: Material, action: str) -> bool:
    """Say whether an action stays in the roadmap whatever changes; never where nobody looked."""
    steady = material.analysis.steadiness.get(action) if material.analysis else None
    return steady is not None and steady.in_plan and steady.is_no_regret


def dependence(material: Material, action: str) -> str:
    """Return on what it depends whether a planned action stays; empty where it stays, or where nobody looked."""
    steady = material.analysis.steadiness.get(action) if material.analysis else None
    if steady is None or not steady.in_plan or steady.is_no_regret:
        return ""
    names = _causes(material)
    return material.words.listing([names[cause] for cause in steady.depends_on if cause in names])


def _causes(material: Material) -> dict[str, str]:
    """Return by what an action can come in or go out, as it stands in a sentence."""
    words = material.words
    return {
        "less_capacity": words("fewer days"),
        "more_capacity": words("more days"),
        "effort": words("more or less work"),
        "answers": words("other answers"),
    }


def steady_facts(material: Material, steadiness: dict[str, Steadiness]) -> Iterator[Fact]:
    """Yield the actions that stay in every variant, then those that depend on something, by what it is."""
    words = material.words
    planned = [step.action for step in sorted(material.roadmap.steps, key=lambda step: (step.start_week, step.rank))]
    kept = [action for action in planned if is_no_regret(material, action)]
    if not steadiness or not planned:
        return
    yield Fact(
        words("No regret"),
        _stays(material, kept, len(planned)),
    )
    for cause, name in _causes(material).items():
        depends = [
            action
            for action in planned
            if action in steadiness and not steadiness[action].is_no_regret and cause in steadiness[action].depends_on
        ]
        if depends:
            yield Fact(words("Changes with {cause}", cause=name), f"{words.listing(depends)}.")


def _stays(material: Material, kept: Sequence[str], planned: int) -> str:
    """Return which actions stay: all, or so many that the roadmap shows it better, or each by its id."""
    words = material.words
    if not kept:
        return words("No action is in every variant.")
    if len(kept) == planned > 1:
        return words("Every action of the roadmap is in every variant: start with confidence.")
    if len(kept) > LISTED:
        return words(
            "{count} of the {total} actions are in every variant, and marked on the roadmap: start with confidence.",
            count=len(kept),
            total=planned,
        )
    return words.plural(
        "{names} is in every variant: start with confidence.",
        "{names} are in every variant: start with confidence.",
        len(kept),
        names=words.listing(kept),
    )


def find_out_row(material: Material, one: FindOut) -> FindOutRow:
    words = material.words
    parts = []
    if one.if_low:
        parts.append(words("If it turns out low, you plan {names} as well.", names=words.listing(list(one.if_low))))
    if one.if_high:
        parts.append(words("If it turns out high, you plan {names} as well.", names=words.listing(list(one.if_high))))
    return FindOutRow(
        link=Link(material.name(one.capability), f"capability-{one.capability}"),
        items=words.listing(list(one.items)),
        text=" ".join(parts),
    )
