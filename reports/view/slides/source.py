"""The slide that says how we know: on what the answer rests and what it does not say."""

from __future__ import annotations

import msgspec

from reports import sentences
from reports.brand import Brand
from reports.view.answer import AnswerPage
from reports.view.material import Fact, Material
from reports.view.method import build as build_method
from reports.view.method_parts import MethodPart
from reports.view.provenance import Provenance
from reports.view.slides.parts import SlideHead, Sources, spoken, unbroken


class SourceSlide(msgspec.Struct, frozen=True, kw_only=True):
    """How we know: on what the answer rests and what it does not say."""

    head: SlideHead
    facts: tuple[Fact, ...]
    limits_title: str
    limits: tuple[str, ...]


def build(
    material: Material, brand: Brand, made_with: Provenance, the_answer: AnswerPage, sources: Sources
) -> SourceSlide:
    words, confidence = material.words, material.scorecard.overall.confidence
    method = build_method(material)
    limits = next(part for part in method.parts if part.title == words("What this cannot tell"))
    versions = Fact(
        words("Versions"),
        words(
            "questionnaire {reference}, scoring {version}",
            reference=made_with.questionnaire,
            version=made_with.scoring,
        ),
    )
    title = words(
        "The confidence is {value}: {reason}.",
        value=sentences.confidence_value(confidence.value, words),
        reason=sentences.confidence_reason(confidence, words),
    )
    maker = " · ".join(part for part in (brand.name, brand.contact) if part)
    return SourceSlide(
        head=SlideHead(
            title=unbroken(title),
            notes=spoken(
                the_answer.head.lead,
                (f"{fact.term}: {fact.text}." for fact in the_answer.facts),
                limits.paragraphs,
                (f"{fact.term}: {fact.text}." for fact in method.versions),
                sources.of("reading", "method"),
            ),
        ),
        facts=(*the_answer.facts, versions, *((Fact(words("Made by"), maker),) if maker else ())),
        limits_title=limits.title,
        limits=_short(material, limits),
    )


def _short(material: Material, limits: MethodPart) -> tuple[str, ...]:
    """Return what the answer does not say, with the one view or the missing users first."""
    words = material.words
    first = []
    if material.is_one_view:
        first.append(words("This is the view of one respondent: let colleagues and users answer as well."))
    elif not material.scorecard.respondents.get("user"):
        first.append(words("No user has answered yet, so this is how IT sees itself."))
    return (*first, *limits.paragraphs[:2])
