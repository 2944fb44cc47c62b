"""Show how the whole department comes to its level: the lowest domain, and what holds each capability."""

from __future__ import annotations

from reports import sentences
from reports.text.explain.capability import missing_sentence, standing
from reports.text.explain.domain import how_it_stands
from reports.text.explain.material import Material, Row, mean_formula
from reports.text.lines import Lines, paragraphs
from scoring.explain import CapabilityExplanation, DomainExplanation, Explanation


def whole_lines(explanation: Explanation, material: Material) -> Lines:
    """Return the department, then each domain with the first sentence that holds each of its capabilities."""
    words = material.words
    said = sentences.overall_standing(material.scorecard, words)
    first = next(iter(material.questionnaire.capabilities))
    title = words("{name}: {standing}", name=words("Whole"), standing=said)
    return paragraphs(
        [
            material.heading(title),
            _figures(explanation, material),
            *(_domain(domain, explanation, material) for domain in explanation.domains),
            material.told(
                words("More of one part: {command}", command=f"`assess explain {material.reference} {first}`")
            ),
        ]
    )


def _figures(explanation: Explanation, material: Material) -> Lines:
    words, overall = material.words, material.scorecard.overall
    if overall.score is None:
        return material.told(words("Not scored: too little has been answered."))
    scores = [domain.score for domain in explanation.domains if domain.score is not None]
    lowest = [
        sentences.domain_name(material.questionnaire, domain.domain, words)
        for domain in explanation.domains
        if domain.level is not None and domain.level == overall.level
    ]
    level = words("that of the lowest domain: {level} ({names})", level=overall.level, names=words.listing(lowest))
    return material.labelled(
        [Row(words("Average"), mean_formula(scores, overall.score, words)), Row(words("Level"), level)]
    )


def _domain(domain: DomainExplanation, explanation: Explanation, material: Material) -> Lines:
    text = sentences.domain_standing(material.questionnaire, material.scorecard, domain.domain, material.words)
    lines = material.heading(text) + how_it_stands(domain, material)
    for capability in explanation.capabilities:
        if material.questionnaire.domain_of(capability.capability).id == domain.domain:
            lines += material.told(_in_one_sentence(capability, material), "  ", "    ")
    return lines


def _in_one_sentence(capability: CapabilityExplanation, material: Material) -> str:
    """Return a capability with the first sentence that holds it back."""
    said = standing(capability, material)
    if not capability.missing:
        return f"{said}."
    return f"{said}; {missing_sentence(capability.missing[0], material)}"
