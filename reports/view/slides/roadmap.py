"""The slide with the roadmap: its actions by domain and quarter."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from questionnaires.model import Domain
from reports import roadmap_sentences
from reports.charts.capacity import CapacityBar
from reports.charts.gantt import Certainty
from reports.view import feasibility
from reports.view.feasibility.steadiness import is_no_regret
from reports.view.material import Material
from reports.view.roadmap import RoadmapPage, certainty
from reports.view.slides.parts import SlideHead, Sources, spoken, unbroken
from scoring.roadmap.model import Step
from scoring.roadmap.ordering import in_order


class Quarter(msgspec.Struct, frozen=True, kw_only=True):
    """A quarter of the roadmap with its person-days; `short` are those planned alone, where there is little room."""

    name: str
    label: str
    capacity: CapacityBar
    days: str
    short: str


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """An action in its lane: weeks from 0, `finish` exclusive; `rank` 0 is what to take up first."""

    title: str
    days: str
    start: int
    finish: int
    certainty: Certainty
    is_noticed: bool
    rank: int
    alt: str
    is_no_regret: bool = False


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A domain with its actions, in the order in which they start."""

    name: str
    text: str
    bars: tuple[Bar, ...]


class RoadmapSlide(msgspec.Struct, frozen=True, kw_only=True):
    """The roadmap by domain and quarter.

    `not_drawn[n]` says that n actions are not drawn, so that a slide with room for fewer can say so.
    """

    head: SlideHead
    quarters: tuple[Quarter, ...]
    lanes: tuple[Lane, ...]
    domain_head: str
    action_head: str
    days_head: str
    capacity_title: str
    capacity_text: str
    certainties: tuple[tuple[Certainty, str], ...]
    noticed: str
    no_regret: str
    not_drawn: tuple[str, ...]
    nothing: tuple[str, ...]


def build(material: Material, page: RoadmapPage, sources: Sources) -> RoadmapSlide:
    words, roadmap = material.words, material.roadmap
    lanes, feasible = tuple(_lanes(material)), feasibility.build(material)
    known = {bar.certainty for lane in lanes for bar in lane.bars}
    names: dict[Certainty, str] = {
        "firm": words("settled"),
        "planned": words("planned"),
        "intended": words("intended"),
    }
    noticed = any(bar.is_noticed for lane in lanes for bar in lane.bars)
    quarters = tuple(
        Quarter(
            name=head.name,
            label=head.label,
            capacity=cell.bar,
            days=words(
                "{planned} of {available}",
                planned=words.shortest(round(cell.bar.planned, 1)),
                available=words.shortest(round(cell.bar.available, 1)),
            ),
            short=words.number(cell.bar.planned, 0),
        )
        for head, cell in zip(page.quarters, page.capacity, strict=True)
    )
    return RoadmapSlide(
        head=SlideHead(
            title=unbroken(page.head.heading),
            notes=spoken(
                page.head.lead,
                feasible.head.heading if feasible is not None else "",
                page.meta,
                (bar.alt for lane in lanes for bar in lane.bars),
                (f"{head.label}: {cell.bar.alt}." for head, cell in zip(page.quarters, page.capacity, strict=True)),
                (
                    ": ".join(part for part in (f"{line.title} ({line.amount})", line.actions) if part) + "."
                    for line in page.left_out
                ),
                sources.of("roadmap", "left-out"),
            ),
        ),
        quarters=quarters,
        lanes=lanes,
        domain_head=words("Domain"),
        action_head=words("Action"),
        days_head=words("Days"),
        capacity_title=words("Capacity"),
        capacity_text=words("person-days planned, of what can be planned; hatched is the reserve"),
        certainties=tuple((kind, text) for kind, text in names.items() if kind in known),
        noticed=words("users notice it") if noticed else "",
        no_regret=words("no regret: in every variant")
        if any(bar.is_no_regret for lane in lanes for bar in lane.bars)
        else "",
        not_drawn=tuple(_not_drawn(material, n) for n in range(len(roadmap.steps) + 1)),
        nothing=page.nothing,
    )  # fmt: skip


def _not_drawn(material: Material, n: int) -> str:
    words = material.words
    if n == 0:
        return ""
    return words.plural(
        "Not drawn: {n} action to take up later (see the notes).",
        "Not drawn: {n} actions to take up later (see the notes).",
        n,
    )


def _lanes(material: Material) -> Iterator[Lane]:
    words, questionnaire = material.words, material.questionnaire
    steps = sorted(material.roadmap.steps, key=lambda step: (step.start_week, step.rank))
    ranks = {step.action: rank for rank, step in enumerate(in_order(material.roadmap))}
    for each in questionnaire.domains:
        score = material.domain_score(each.id)
        own = [step for step in steps if _domain_of(material, step) is each]
        end = material.roadmap.expected[-1].domains[each.id] if material.roadmap.expected else None
        text = words("not applicable") if score.out_of_scope else words("not scored")
        if score.level is not None and end is not None and end.level is not None:
            text = (
                words("level {level}", level=score.level)
                if end.level == score.level
                else words("level {level} to {end}", level=score.level, end=end.level)
            )
        yield Lane(
            name=material.text(each.name),
            text=text,
            bars=tuple(_bar(material, step, ranks[step.action]) for step in own),
        )


def _domain_of(material: Material, step: Step) -> Domain:
    return material.questionnaire.domain_of(material.questionnaire.actions_by_id[step.action].capability)


def _bar(material: Material, step: Step, rank: int) -> Bar:
    words, action = material.words, material.questionnaire.actions_by_id[step.action]
    title = f"{action.id} {material.text(action.title)}"
    parts = [roadmap_sentences.step_weeks(step, words), roadmap_sentences.days(step.days, words)]
    if step.waits_for:
        parts.append(words("after {actions}", actions=words.listing(step.waits_for)))
    if action.visible_to_users:
        parts.append(words("users notice it"))
    stays = is_no_regret(material, step.action)
    if stays:
        parts.append(words("no regret: in every variant"))
    return Bar(
        title=title,
        days=words.shortest(step.days),
        start=step.start_week,
        finish=step.finish_week,
        certainty=certainty(step),
        is_noticed=action.visible_to_users,
        rank=rank,
        alt=f"{title} ({', '.join(parts)}).",
        is_no_regret=stays,
    )
