"""The picture of what changed: a panel for each domain, with a line for each of its capabilities."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from questionnaires.model import Capability, Domain
from reports import change_sentences as told
from reports.charts.slope import Slope, SlopeLine
from reports.view.material import Material
from reports.view.reading import LegendEntry
from scoring.change.model import Comparison
from scoring.change.since import Since


class SlopePanel(msgspec.Struct, frozen=True, kw_only=True):
    """A domain with the chart of its capabilities."""

    name: str
    chart: Slope


def panels(material: Material, found: Since) -> tuple[SlopePanel, ...]:
    """Return the panels in the order of the questionnaire."""
    return tuple(
        SlopePanel(
            name=f"{domain.id} {material.text(domain.name)}",
            chart=Slope(
                lines=tuple(_line(material, found, one) for one in domain.capabilities),
                alt=" ".join(_alt(material, found.comparison, domain)),
            ),
        )
        for domain in material.questionnaire.domains
    )


def legend(material: Material, comparison: Comparison) -> tuple[LegendEntry, ...]:
    """Return the marks that occur."""
    words, verdicts = material.words, {one.verdict for one in comparison.capabilities.values()}
    found = []
    if "real" in verdicts:
        found.append(LegendEntry("real_change", words("really changed")))
    if "no_change" in verdicts:
        found.append(LegendEntry("no_change", words("no change to be seen")))
    if "not_comparable" in verdicts:
        found.append(LegendEntry("not_compared", words("not to be compared")))
    return tuple(found)


def _line(material: Material, found: Since, capability: Capability) -> SlopeLine:
    """Return a capability on the questions that both runs share, or by its own scores where nothing can be compared."""
    words, change = material.words, found.comparison.capabilities[capability.id]
    old, new = change.old, change.new
    if change.difference is None:
        before = found.old.scorecard.capabilities.get(capability.id)
        old, new = before.score if before else None, found.new.scorecard.capabilities[capability.id].score
    is_real = change.verdict == "real"
    after = f"{words.number(new)} {capability.id}"
    return SlopeLine(
        old=old,
        new=new,
        is_real=is_real,
        is_compared=change.verdict != "not_comparable",
        before=f"{capability.id} {words.number(old)}",
        after=f"{after} ({told.signed(change.difference, words)})" if is_real else after,
    )


def _alt(material: Material, comparison: Comparison, domain: Domain) -> Iterator[str]:
    words = material.words
    for one in domain.capabilities:
        yield words(
            "{name}: {movement}.",
            name=material.name(one.id),
            movement=told.movement(comparison.capabilities[one.id], words),
        )
