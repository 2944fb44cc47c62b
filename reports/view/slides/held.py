"""The slide with what holds the department back, domain by domain."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from questionnaires.model import Domain
from reports import sentences
from reports.view.domain import DomainPage
from reports.view.material import Material
from reports.view.slides.parts import SlideHead, Sources, spoken, unbroken

LIFTS = 3  # that a column of a slide can hold


class Lift(msgspec.Struct, frozen=True, kw_only=True):
    """Something that lifts a domain."""

    title: str
    text: str


class HeldDomain(msgspec.Struct, frozen=True, kw_only=True):
    """A domain with the sentence that is not true yet and what would lift it."""

    name: str
    standing: str
    title: str
    quote: str
    text: str
    lifts_title: str
    lifts: tuple[Lift, ...]
    no_lifts: str


class HeldSlide(msgspec.Struct, frozen=True, kw_only=True):
    """What holds the department back, domain by domain."""

    head: SlideHead
    domains: tuple[HeldDomain, ...]


def build(material: Material, domains: Sequence[DomainPage], sources: Sources) -> HeldSlide:
    """Return the slide of what holds each domain back; `domains` are their pages, in the order of the questionnaire."""
    questionnaire = material.questionnaire
    pages = {each.id: page for each, page in zip(questionnaire.domains, domains, strict=True)}
    told: list[str] = []
    for each, page in pages.items():
        quotes = [quote for quote in (page.quote, *page.also) if quote]
        told.append(page.head.heading)
        told += [f"{quote.sentence} {quote.text}" for quote in quotes]
        told += [f"{page.lifts_title}: {lift.title}, {lift.text}." for lift in page.lifts]
        told += sources.of(f"domain-{each}")
    return HeldSlide(
        head=SlideHead(title=unbroken(_title(material, pages)), notes=spoken(told)),
        domains=tuple(_held(material, each, pages[each.id]) for each in questionnaire.domains),
    )


def _held(material: Material, each: Domain, page: DomainPage) -> HeldDomain:
    return HeldDomain(
        name=material.text(each.name),
        standing=sentences.as_sentence(_standing(material, each)),
        title=_quote_title(material, page),
        quote=page.quote.sentence if page.quote else "",
        text=page.quote.text if page.quote else page.no_quote,
        lifts_title=page.lifts_title,
        lifts=tuple(Lift(title=lift.title, text=lift.text) for lift in page.lifts[:LIFTS]),
        no_lifts=page.no_lifts,
    )


def _quote_title(material: Material, page: DomainPage) -> str:
    """Return what stands above the one sentence for which a slide has room."""
    if page.quote is None:
        return page.quote_title
    return material.words.plural("This sentence is not true yet", "These sentences are not true yet", 1)


def _standing(material: Material, each: Domain) -> str:
    words, score = material.words, material.domain_score(each.id)
    if score.out_of_scope:
        return words("not applicable")
    return sentences.standing(score.level, score.score, score.target if material.stated else None, words)


def _title(material: Material, pages: dict[str, DomainPage]) -> str:
    """Return how many domains a sentence holds back, and which capability holds the whole."""
    words, overall = material.words, material.scorecard.overall
    held = [name for name, page in pages.items() if page.quote]
    if overall.score is None:
        return words("What holds you back cannot be said yet: too few questions have an answer that counts.")
    if not held:
        return words("No sentence holds a domain back; the next level asks for everything together.")
    if len(held) == 1:
        name = sentences.domain_name(material.questionnaire, held[0], words)
        level = material.domain_score(held[0]).level
        if level is None:
            return words("One sentence is not true yet, and it holds {domain} back.", domain=name)
        return words("One sentence is not true yet, and it keeps {domain} at level {level}.", domain=name, level=level)
    return words(
        "{count} sentences are not true yet, and each holds a domain back.",
        count=sentences.as_sentence(words.count(len(held))),
    )
