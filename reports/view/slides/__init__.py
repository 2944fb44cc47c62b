"""The six slides for a board: which findings, figures and words stand on each, and what its speaker can say."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from reports.brand import Brand
from reports.view.answer import AnswerPage
from reports.view.domain import DomainPage
from reports.view.material import Head, Material
from reports.view.provenance import Provenance
from reports.view.roadmap import RoadmapPage
from reports.view.slides import answer, chart, held, roadmap, source, steps
from reports.view.slides.answer import AnswerSlide
from reports.view.slides.chart import ChartRow, ChartSlide
from reports.view.slides.held import HeldDomain, HeldSlide
from reports.view.slides.parts import SlideHead, Sources
from reports.view.slides.roadmap import Bar, Lane, RoadmapSlide
from reports.view.slides.source import SourceSlide
from reports.view.slides.steps import StepsSlide

__all__ = [
    "AnswerSlide",
    "Bar",
    "ChartRow",
    "ChartSlide",
    "Deck",
    "HeldDomain",
    "HeldSlide",
    "Lane",
    "RoadmapSlide",
    "SlideHead",
    "SourceSlide",
    "StepsSlide",
    "build",
]

MAKER = "Meetlat"


class Deck(msgspec.Struct, frozen=True, kw_only=True):
    """The slides with what they share: the foot, and what the file says of itself."""

    foot: str
    day: str
    logo: str
    author: str
    keywords: str
    answer: AnswerSlide
    chart: ChartSlide
    held: HeldSlide
    roadmap: RoadmapSlide
    steps: StepsSlide
    source: SourceSlide

    @property
    def heads(self) -> tuple[SlideHead, ...]:
        """Return the six heads in the order of the slides."""
        return tuple(
            slide.head for slide in (self.answer, self.chart, self.held, self.roadmap, self.steps, self.source)
        )


def build(
    material: Material,
    brand: Brand,
    made_with: Provenance,
    *,
    foot: tuple[str, str],
    pages: tuple[AnswerPage, RoadmapPage, Sequence[DomainPage]],
    heads: Sequence[Head],
) -> Deck:
    """Return the slides of a run.

    `foot` is what stands left and right under a page; `pages` are what the slides tell shorter, whatever the edition
    shows; `heads` are those of the pages that it has.
    """
    words, (the_answer, the_roadmap, domains) = material.words, pages
    sources = Sources(material, tuple(heads))
    return Deck(
        foot=foot[0],
        day=foot[1],
        logo=words("Logo of {name}", name=brand.name) if brand.name else words("Logo"),
        author=brand.name or MAKER,
        keywords=f"{made_with.questionnaire}, {words('Scoring')} {made_with.scoring}",
        answer=answer.build(material, brand, the_answer, the_roadmap, sources),
        chart=chart.build(material, sources),
        held=held.build(material, domains, sources),
        roadmap=roadmap.build(material, the_roadmap, sources),
        steps=steps.build(material, the_roadmap, sources),
        source=source.build(material, brand, made_with, the_answer, sources),
    )
