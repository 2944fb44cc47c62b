"""Show how a domain comes to its level: its mean, and what its next level asks of its capabilities."""

from __future__ import annotations

from reports import sentences
from reports.text.explain.material import Material, Row, mean_formula
from reports.text.lines import Lines, paragraphs
from scoring.explain import DomainExplanation


def domain_lines(explained: DomainExplanation, material: Material) -> Lines:
    """Return a domain with its mean and what keeps it from its next level."""
    words = material.words
    text = sentences.domain_standing(material.questionnaire, material.scorecard, explained.domain, words)
    return paragraphs([material.heading(text), how_it_stands(explained, material)])


def how_it_stands(explained: DomainExplanation, material: Material) -> Lines:
    """Return the formula of the mean and the conditions of the next level."""
    words = material.words
    if material.scorecard.domains[explained.domain].out_of_scope:
        return ()
    if explained.score is None:
        return material.told(words("Not scored: at least half of the capabilities need a score."))
    scores = [score for score in explained.scores.values() if score is not None]
    rows = [Row(words("Average"), mean_formula(scores, explained.score, words))]
    if explained.next_level is None:
        rows.append(Row(words("Level"), words("the highest there is")))
    else:
        rows.append(Row(words("Level {level}", level=explained.next_level), _conditions(explained, material)))
    return material.labelled(rows)


def _conditions(explained: DomainExplanation, material: Material) -> str:
    """Return what the next level asks, each condition with how it stands."""
    words, aim = material.words, explained.next_level or 0
    names = {"aim": aim, "below": aim - 1}
    lowest = words("every capability at {below} or higher", **names)
    if aim - 1 > 1:
        lowest = _with_verdict(lowest, explained.too_low, material)
    count = words(
        "{needed} of the {all} at {aim} (now {now})",
        needed=explained.needed, all=len(explained.levels), now=len(explained.at_level), aim=aim,
    )  # fmt: skip
    core = _with_verdict(words("the core capabilities at {aim}", **names), explained.core_below, material)
    parts = [lowest, count, core] if aim - 1 > 1 else [count, core]
    return words("needed: {conditions}", conditions="; ".join(parts))


def _with_verdict(condition: str, failing: tuple[str, ...], material: Material) -> str:
    """Return a condition with those that do not meet it, or that all do."""
    words = material.words
    if not failing:
        return words("{condition} (they are)", condition=condition)
    return words("{condition} ({names} not yet)", condition=condition, names=words.listing(list(failing)))
