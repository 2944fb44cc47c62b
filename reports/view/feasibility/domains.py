"""When each domain meets its bar, or what keeps it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from questionnaires.model import Domain
from reports import roadmap_sentences, sentences
from reports.view.material import Material
from scoring.roadmap.model import WEEKS_PER_QUARTER

if TYPE_CHECKING:
    from scoring.roadmap.analysis.model import Analysis, DomainOutlook


class DomainRow(msgspec.Struct, frozen=True, kw_only=True):
    """A domain: its bar, what may be expected at the end, when the bar is met, or why it is not."""

    anchor: str
    name: str
    bar: str
    expected: str
    met: str
    why: str


class DomainHeads(msgspec.Struct, frozen=True, kw_only=True):
    """The column headings of the domains."""

    domain: str
    bar: str
    expected: str
    met: str
    why: str


def domain_row(material: Material, domain: Domain, analysis: Analysis) -> DomainRow:
    words, score = material.words, material.domain_score(domain.id)
    outlook = next((one for one in analysis.domains if one.domain == domain.id), None)
    row = DomainRow(
        anchor=f"domain-{domain.id}",
        name=material.text(domain.name),
        bar=words.number(None if score.out_of_scope else score.target),
        expected=words.number(None),
        met=words("not applicable") if score.out_of_scope else words.number(None),
        why="",
    )
    if outlook is None or score.out_of_scope:
        return row
    return msgspec.structs.replace(
        row,
        bar=words.number(outlook.target),
        expected=words.number(outlook.score, 2 if _seems_met(material, outlook) else 1),
        met=_met(material, outlook),
        why=_why(material, outlook),
    )


def _seems_met(material: Material, outlook: DomainOutlook) -> bool:
    """Say whether a domain that stays under its bar would read as if it were on it."""
    score, target = material.words.number(outlook.score), material.words.number(outlook.target)
    return outlook.met_in is None and score == target


def _met(material: Material, outlook: DomainOutlook) -> str:
    words, limits = material.words, material.roadmap.limits
    if outlook.met_in is None:
        return words("not within this roadmap")
    if outlook.met_in == 0:
        return words("now already")
    return roadmap_sentences.quarter_label(limits, outlook.met_in, words)


def _why(material: Material, outlook: DomainOutlook) -> str:
    """Return why a domain does not meet its bar; empty where it does."""
    if outlook.met_in is not None:
        return ""
    words, horizon = material.words, WEEKS_PER_QUARTER * material.roadmap.limits.quarters
    names, count = _behind(material, outlook)
    match outlook.reason:
        case "capacity" if names:
            return words.plural(
                "Too few days: {names} stays behind.",
                "Too few days: {names} stay behind.",
                count,
                names=names,
            )
        case "capacity":
            return words("Too few days.")
        case "time" if outlook.chain and outlook.weeks:
            return words(
                "Too little time: {chain} follow each other, and take {weeks} weeks; this roadmap has {horizon}.",
                chain=words.listing(list(outlook.chain)),
                weeks=outlook.weeks,
                horizon=horizon,
            )
        case "time":
            return words("Too little time: even with unlimited days it takes longer than this roadmap.")
        case "last_step":
            return words(
                "Level 5 for {names}: no list of actions has that step, you invent it with users.", names=names
            )
        case "excluded":
            said = words.plural(
                "{names} waits for what you left out.", "{names} wait for what you left out.", count, names=names
            )
            return sentences.as_sentence(said)
    return ""


def _behind(material: Material, outlook: DomainOutlook) -> tuple[str, int]:
    """Return what stays behind in a domain, with its number for the verb; one name for all, so that it fits a line."""
    behind = outlook.capabilities
    domain = next(domain for domain in material.questionnaire.domains if domain.id == outlook.domain)
    measured = {each.id for each in domain.capabilities if not material.score(each.id).out_of_scope}
    if len(behind) > 1 and measured == set(behind):
        return material.words("every capability"), 1
    return sentences.capability_names(material.questionnaire, behind, material.words), len(behind)
