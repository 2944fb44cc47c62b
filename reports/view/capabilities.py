"""Ambition and reality per domain and capability: target, score, level, spread and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec

from questionnaires.model import Role
from reports import findings, sentences
from reports.charts.dumbbell import Dumbbell, Spread
from reports.charts.levels import LevelBoxes
from reports.view.material import Head, Material
from reports.view.reading import LegendEntry
from scoring.scorecard import CapabilityScore, ConfidenceValue, Interval

ELSEWHERE = 0.5  # level between two bars that is worth a sentence
NAMED = 2  # with more of them only the most urgent is named, or all by their ids


class CapabilityRow(msgspec.Struct, frozen=True, kw_only=True):
    """One capability; `remark` stands in the chart where there is no score, `boxes` only with a level."""

    id: str
    name: str
    anchor: str
    marks: Dumbbell
    remark: str
    score: str
    target: str
    level: str
    boxes: LevelBoxes | None
    priority: str
    confidence: ConfidenceValue
    confidence_text: str


class DomainGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A domain as a group of rows, with its own figures in the heading."""

    anchor: str
    name: str
    text: str
    rows: tuple[CapabilityRow, ...]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with what there is to say under it."""

    title: str
    texts: tuple[str, ...]


class Heads(msgspec.Struct, frozen=True, kw_only=True):
    """The column headings of the table."""

    capability: str
    chart: str
    score: str
    target: str
    level: str
    priority: str
    confidence: str


class CapabilitiesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Every capability on the scale."""

    head: Head
    legend: tuple[LegendEntry, ...]
    heads: Heads
    groups: tuple[DomainGroup, ...]
    columns: tuple[Column, ...]
    note: str


def build(material: Material) -> CapabilitiesPage:
    """Return the page with every capability."""
    words = material.words
    return CapabilitiesPage(
        head=Head(anchor="capabilities", title=words("Ambition and reality by capability"), heading=heading(material)),
        legend=_legend(material),
        heads=Heads(
            capability=words("Capability (* core)"),
            chart=words("Scale of level 1 to 5"),
            score=words("Score"),
            target=words("Bar"),
            level=words("Level"),
            priority=words("Priority"),
            confidence=words("Sure"),
        ),
        groups=tuple(
            DomainGroup(
                anchor=f"domain-{domain.id}",
                name=material.text(domain.name),
                text=sentences.standing(
                    material.domain_score(domain.id).level,
                    material.domain_score(domain.id).score,
                    material.domain_score(domain.id).target if material.stated else None,
                    words,
                ),
                rows=tuple(_row(material, capability.id) for capability in domain.capabilities),
            )
            for domain in material.questionnaire.domains
        ),
        columns=_columns(material),
        note=words(
            "Priority: distance to the bar × importance × risk × what it makes possible, the highest is 100. Sure: "
            "how far the score can be relied on, from one bar (low) to three (high)."
        ),
    )


def heading(material: Material) -> str:
    """Return how many capabilities lie below the bar (or level 3, where nobody set one), and which the furthest."""
    words = material.words
    scored = {name: score for name, score in material.scorecard.capabilities.items() if score.score is not None}
    below = [name for name, score in scored.items() if (score.gap or 0) > 0]
    if not scored:
        return words("Not one capability could be scored.")
    bar = words("the bar") if material.stated else words("level 3")
    if not below:
        return words.plural(
            "The only capability with a score reaches {bar}.",
            "All {count} capabilities with a score reach {bar}.",
            len(scored),
            bar=bar,
        )
    furthest = material.name(max(below, key=lambda name: scored[name].gap or 0))
    if len(below) == 1:
        return words.plural(
            "The only capability with a score is below {bar}: {name}.",
            "One of the {count} capabilities with a score is below {bar}: {name}.",
            len(scored),
            bar=bar,
            name=furthest,
        )
    if len(below) == len(scored):
        n = words.count(len(scored))
        return words(
            "All {n} capabilities with a score are below {bar}, {name} the furthest.", n=n, bar=bar, name=furthest
        )
    return words(
        "{below} of the {n} capabilities with a score are below {bar}, {name} the furthest.",
        below=sentences.as_sentence(words.count(len(below))),
        n=words.count(len(scored)),
        bar=bar,
        name=furthest,
    )


def _legend(material: Material) -> tuple[LegendEntry, ...]:
    words = material.words
    sure = {score.confidence.value != "low" for score in material.scorecard.capabilities.values() if score.score}
    entries = [LegendEntry("reality", words("reality (score)"))] if True in sure else []
    if False in sure:
        entries.append(LegendEntry("unsure", words("reality, low confidence")))
    if material.stated:
        entries.append(LegendEntry("ambition", words("ambition (the bar)")))
    else:
        entries.append(LegendEntry("default_ambition", words("level 3 (nobody set a bar)")))
    kinds = {score.interval.kind for score in material.scorecard.capabilities.values()}
    if "spread_90" in kinds:
        entries.append(LegendEntry("interval", words("spread of opinion (90%)")))
    if "range" in kinds:
        entries.append(LegendEntry("range", words("lowest to highest (n below 5)")))
    if any(score.score is None for score in material.scorecard.capabilities.values()):
        entries.append(LegendEntry("unknown", words("not scored")))
    return tuple(entries)


def marks_of(material: Material, capability_id: str) -> Dumbbell:
    """Return a capability as marks on the scale."""
    words, score = material.words, material.score(capability_id)
    spread = sentences.interval_sentence(score.interval, words)
    standing = sentences.standing(score.level, score.score, score.target, words, digits=0)
    said = f"{material.name(capability_id)}: {standing}"
    return Dumbbell(
        score=score.score,
        target=score.target,
        stated=material.stated,
        spread=_spread(score.interval),
        is_sure=score.confidence.value != "low",
        alt=f"{said}; {spread}" if spread else said,
    )


def _spread(interval: Interval) -> Spread | None:
    if interval.low is None or interval.high is None or interval.kind not in ("spread_90", "range"):
        return None
    kind = "interval" if interval.kind == "spread_90" else "range"
    return Spread(kind=kind, low=interval.low, high=interval.high)  # type: ignore[arg-type]


def _row(material: Material, capability_id: str) -> CapabilityRow:
    words, score = material.words, material.score(capability_id)
    capability = material.questionnaire.capabilities[capability_id]
    unscored = words("not applicable") if score.out_of_scope else words("not scored")
    return CapabilityRow(
        id=capability_id,
        name=material.starred(capability),
        anchor=f"capability-{capability_id}",
        marks=marks_of(material, capability_id),
        remark=unscored if score.score is None else "",
        score=words.number(score.score),
        target=words.number(score.target, 0),
        level=words.number(score.level, 0),
        boxes=boxes_of(material, score),
        priority=words.number(score.priority, 0),
        confidence=score.confidence.value,
        confidence_text=sentences.confidence_sentence(score.confidence, words),
    )


def boxes_of(material: Material, score: CapabilityScore) -> LevelBoxes | None:
    """Return a level as boxes; None without a level."""
    words = material.words
    if score.level is None:
        return None
    alt = words("level {level} of 5, bar {target}", level=score.level, target=words.number(score.target, 0))
    return LevelBoxes(level=score.level, target=score.target, stated=material.stated, alt=alt)


def _columns(material: Material) -> tuple[Column, ...]:
    words = material.words
    found = findings.findings(material.questionnaire, material.scorecard, words)
    striking = [text for text in (_first_priority(material), _at_level(material)) if text]
    striking += [finding.text for finding in found if finding.code == "more_than_asked"]
    striking += _other_bars(material)
    unknown = _not_scored(material, found)
    unknown += [finding.text for finding in found if finding.code in ("unknown_finding", "scope_disputed")]
    doubt = _least_sure(material)
    answering = [finding.text for finding in found if finding.code in ("straight_lining", "speed")]
    columns = [
        Column(title=words("What stands out"), texts=tuple(striking)),
        Column(title=words("What we do not know"), texts=tuple(unknown)),
        Column(title=words("Verify first"), texts=tuple(text for text in (doubt, *answering) if text)),
    ]
    return tuple(column for column in columns if column.texts)


def _not_scored(material: Material, found: Sequence[findings.Finding]) -> list[str]:
    """Return what is said of capabilities without a score: one by one, or together where they are many."""
    words = material.words
    unscored = [finding for finding in found if finding.code == "not_scored"]
    if len(unscored) <= NAMED:
        return [finding.text for finding in unscored]
    names = [name for finding in unscored for name in finding.capabilities]
    text = words(
        "{n} capabilities have no score: {names}. Too few of their questions have an answer that counts.",
        n=words.count(len(names)),
        names=words.listing(names),
    )
    return [sentences.as_sentence(text)]


def _first_priority(material: Material) -> str:
    words = material.words
    ranked = [
        (score.priority, name, score.priority_factors)
        for name, score in material.scorecard.capabilities.items()
        if score.priority and score.priority_factors
    ]
    if not ranked:
        return ""
    _, name, factors = max(ranked, key=lambda entry: entry[0])
    if round(factors.importance, 2) == 1:
        return words(
            "{name} has the highest priority: {gap} below the bar.",
            name=material.name(name),
            gap=words.number(factors.gap),
        )
    return words(
        "{name} has the highest priority: {gap} below the bar, with an importance of {importance} (1 is ordinary).",
        name=material.name(name),
        gap=words.number(factors.gap),
        importance=words.number(factors.importance),
    )


def _at_level(material: Material) -> str:
    words = material.words
    names = [
        name
        for name, score in material.scorecard.capabilities.items()
        if score.level is not None and score.target is not None and score.level >= score.target and (score.gap or 0) > 0
    ]
    if not names or not material.stated:
        return ""
    return words.plural(
        "{names} is at the level you ask for; the average is still just below the bar.",
        "{names} are at the level you ask for; the average is still just below the bar.",
        len(names),
        names=sentences.capability_names(material.questionnaire, names, words),
    )


def _other_bars(material: Material) -> list[str]:
    """Return where roles without a mandate set the bar of a domain elsewhere (scoring 4.5).

    Of several domains only the role that differs the most is named, in one text.
    """
    words = material.words
    elsewhere: dict[str, list[str]] = {}
    for domain_id, domain in material.scorecard.domains.items():
        target = domain.target
        if target is None:
            continue
        roles = [
            (role, level)
            for role, level in domain.stated_ambition.items()
            if role != "it_management" and abs(level - target) >= ELSEWHERE
        ]
        if roles:
            elsewhere[domain_id] = [
                words("{role} at {level}", role=sentences.role_name(role, words), level=level)
                for role, level in sorted(roles, key=partial(_nearness, target))
            ]
    if len(elsewhere) > 1:
        told = [
            words("{domain} {target} here, {others}", others=others[0], **_bar_of(material, domain_id))
            for domain_id, others in elsewhere.items()
        ]
        return [words("Others set the bar differently: {told}.", told="; ".join(told))]
    return [
        words(
            "Others set the bar for {domain} differently: {others}. This report counts with {target}.",
            others=words.listing(others),
            **_bar_of(material, domain_id),
        )
        for domain_id, others in elsewhere.items()
    ]


def _nearness(target: float, stated: tuple[Role, int]) -> float:
    """Return how near to a target a role set its bar; 0 is on it, below 0 further off."""
    return -abs(stated[1] - target)


def _bar_of(material: Material, domain_id: str) -> dict[str, str]:
    """Return a domain and its bar, as a sentence has them."""
    words = material.words
    return {
        "domain": sentences.domain_name(material.questionnaire, domain_id, words),
        "target": words.number(material.domain_score(domain_id).target),
    }


def _least_sure(material: Material) -> str:
    words = material.words
    low = [
        name
        for name, score in material.scorecard.capabilities.items()
        if score.confidence.value == "low" and score.score is not None
    ]
    if not low:
        return ""
    if len(low) == len([s for s in material.scorecard.capabilities.values() if s.score is not None]):
        reason = sentences.confidence_reason(material.scorecard.overall.confidence, words)
        return words(
            "The confidence is low everywhere ({reason}). Verify a score before you spend days on it.", reason=reason
        )
    if len(low) > NAMED:
        first = max(low, key=lambda name: material.score(name).priority or 0)
        return words(
            "The confidence is low for {n} capabilities. Start with {name} ({reason}), before you spend days on it.",
            n=words.count(len(low)),
            name=material.name(first),
            reason=sentences.confidence_reason(material.score(first).confidence, words),
        )
    reasons = [
        words(
            "{name} ({reason})",
            name=material.name(name),
            reason=sentences.confidence_reason(material.score(name).confidence, words),
        )
        for name in low
    ]
    return words.plural(
        "The confidence is low for {names}. Verify it before you spend days on it.",
        "The confidence is low for {names}. Verify them before you spend days on them.",
        len(low),
        names=words.listing(reasons),
    )
