"""The slide with the answer: ambition and reality on the measuring staff, and what they mean."""

from __future__ import annotations

import msgspec

from reports import sentences
from reports.brand import Brand
from reports.charts.staff import Staff
from reports.view.answer import AnswerPage
from reports.view.material import Fact, Material
from reports.view.roadmap import RoadmapPage
from reports.view.slides.parts import Column, SlideHead, Sources, spoken, unbroken


class AnswerSlide(msgspec.Struct, frozen=True, kw_only=True):
    """Ambition and reality on the measuring staff, and what they mean."""

    head: SlideHead
    staff: Staff
    reality: Fact | None
    ambition: Fact | None
    levels: tuple[str, ...]
    columns: tuple[Column, ...]


def build(
    material: Material, brand: Brand, the_answer: AnswerPage, the_roadmap: RoadmapPage, sources: Sources
) -> AnswerSlide:
    words, overall, whole = material.words, material.scorecard.overall, the_answer.whole
    facts = [fact for fact in (whole.low, whole.high) if fact]
    reality = next((fact for fact in facts if fact.term == words("reality")), None)
    profile, here = the_answer.profile, overall.profile
    name = sentences.profile_name(material.questionnaire, here, words) if here and profile.field else profile.title
    columns = (
        Column(
            title=words("The level"),
            lead=whole.level,
            text=f"{whole.text.rstrip('.')}. {the_answer.head.lead}" if the_answer.head.lead else whole.text,
        ),
        Column(title=words("The profile"), lead=name, text=profile.text),
        Column(
            title=words("What follows"),
            lead=unbroken(the_roadmap.head.heading),
            text=the_roadmap.head.lead,
        ),
    )
    placed = words("The logo is an SVG, which a slide cannot hold: place it on the slide master, or give it as PNG.")
    return AnswerSlide(
        head=SlideHead(
            title=unbroken(the_answer.head.heading),
            notes=spoken(
                the_answer.head.lead,
                whole.staff.alt,
                (sentences.domain_standing(material.questionnaire, material.scorecard, each, words) + "."
                 for each in material.scorecard.domains),
                the_answer.warnings,
                f"{profile.title}. {profile.text}",
                placed if brand.logo is not None and brand.logo.kind == "svg" else "",
                sources.of("answer", "roadmap"),
            ),
        ),
        staff=whole.staff,
        reality=reality,
        ambition=next((fact for fact in facts if fact is not reality), None) if overall.ambition is not None else None,
        levels=whole.levels,
        columns=columns,
    )  # fmt: skip
