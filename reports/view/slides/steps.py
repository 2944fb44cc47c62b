"""The slide with the next steps, to be handed out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from reports import roadmap_reasons, roadmap_sentences, sentences
from reports.view.answer import first_steps
from reports.view.material import Material, own_words
from reports.view.roadmap import RoadmapPage
from reports.view.slides.parts import SlideHead, Sources, spoken, unbroken
from scoring.roadmap.model import Step

OWNER_LENGTH = 60


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """One of the next steps, cell by cell."""

    action: str
    text: str
    first_step: str
    days: str
    owner: str
    done_when: str


class StepsSlide(msgspec.Struct, frozen=True, kw_only=True):
    """The next steps, to be handed out."""

    head: SlideHead
    heads: tuple[str, str, str, str, str]
    alt: str
    rows: tuple[StepRow, ...]
    nothing: tuple[str, ...]


def build(material: Material, page: RoadmapPage, sources: Sources) -> StepsSlide:
    words, steps = material.words, first_steps(material)
    rows = tuple(_row(material, step) for step in steps)
    return StepsSlide(
        head=SlideHead(
            title=unbroken(_title(material, steps)),
            notes=spoken(
                page.head.heading if not steps else "",
                (f"{row.action} – {row.first_step} {words('How we measure it')}: {row.done_when}." for row in rows),
                (roadmap_reasons.step_why(material.questionnaire, material.roadmap, step, words) for step in steps),
                words("Choose an owner for each step before the meeting ends.") if steps else page.nothing,
                sources.of("answer", "cards"),
            ),
        ),
        heads=(
            words("Action"),
            words("First step, within 14 days after the start"),
            words("Days"),
            words("Owner"),
            words("How we measure it"),
        ),
        alt=words("Table: the next steps, with an owner to fill in"),
        rows=rows,
        nothing=() if steps else page.nothing,
    )


def _title(material: Material, steps: Sequence[Step]) -> str:
    words, roadmap = material.words, material.roadmap
    if not steps:
        return roadmap_sentences.nothing_to_plan(roadmap, words)
    last = max(step.quarter for step in steps)
    values = {
        "days": roadmap_sentences.days(sum(step.days for step in steps), words),
        "quarter": roadmap_sentences.quarter_label(roadmap.limits, last, words),
    }
    text = words.plural(
        "The next step asks {days} and is done in {quarter}.",
        "The {count} next steps ask {days} together, and the last is done in {quarter}.",
        len(steps),
        **values,
    )
    return sentences.as_sentence(text)


def _row(material: Material, step: Step) -> StepRow:
    words, action = material.words, material.questionnaire.actions_by_id[step.action]
    progress = material.responses.actions.get(action.id)
    return StepRow(
        action=material.text(action.title),
        text=words(
            "{id} · {weeks} · for {capability}",
            id=action.id,
            weeks=roadmap_sentences.step_weeks(step, words),
            capability=material.name(action.capability),
        ),
        first_step=material.text(action.first_step),
        days=words.shortest(step.days),
        owner=own_words(progress.owner or "")[:OWNER_LENGTH] if progress else "",
        done_when=material.text(action.kpi),
    )
