"""The six slides for a board: which findings, figures and words stand on each, and what its speaker can say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from questionnaires.model import Domain
from reports import roadmap_sentences, sentences
from reports.brand import Brand
from reports.charts.capacity import CapacityBar
from reports.charts.gantt import Certainty
from reports.charts.staff import Staff
from reports.view import capabilities, domain
from reports.view.answer import AnswerPage, first_steps
from reports.view.material import Fact, Head, Material, own_words
from reports.view.method import MethodPart
from reports.view.method import build as build_method
from reports.view.roadmap import RoadmapPage, certainty
from scoring.roadmap.model import Step

LIFTS = 3  # that a column of a slide can hold
OWNER_LENGTH = 60
MAKER = "Meetlat"


_TOGETHER = re.compile(
    r"\b(?:niveau|level|gemiddeld|average|van|from|naar|tot|to|en|and) (?=\d)|\b[A-Z]\d (?=\w)|\b[KQ]\d (?=\d)"
)


def unbroken(text: str) -> str:
    """Return a text in which a number stays with its word, and an id with its name."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


class SlideHead(msgspec.Struct, frozen=True, kw_only=True):
    """The top of a slide: its message, and what its speaker can say with where the figures stand in the report."""

    title: str
    notes: tuple[str, ...]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, what it comes to in a few words, and more about it."""

    title: str
    lead: str
    text: str


class AnswerSlide(msgspec.Struct, frozen=True, kw_only=True):
    """Ambition and reality on the measuring staff, and what they mean."""

    head: SlideHead
    staff: Staff
    reality: Fact | None
    ambition: Fact | None
    levels: tuple[str, ...]
    columns: tuple[Column, ...]


class ChartRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the chart; a domain is a heading without marks, a capability has those that are known."""

    name: str
    is_domain: bool
    reality: float | None = None
    ambition: float | None = None
    reality_text: str = ""
    ambition_text: str = ""


class ChartSlide(msgspec.Struct, frozen=True, kw_only=True):
    """Every capability on the scale, as a chart whose data can be edited.

    `place` names the columns of its data that hold no figure of the report: where a mark stands.
    """

    head: SlideHead
    rows: tuple[ChartRow, ...]
    alt: str
    scale: str
    sheet: str
    name: str
    reality: str
    ambition: str
    place: str
    is_stated: bool
    columns: tuple[Column, ...]


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


class Quarter(msgspec.Struct, frozen=True, kw_only=True):
    """A quarter of the roadmap with its person-days; `short` are those planned alone, where there is little room."""

    name: str
    label: str
    capacity: CapacityBar
    days: str
    short: str


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """An action in its lane: weeks from 0, `finish` exclusive; `rank` 0 is what the planner chose first."""

    title: str
    days: str
    start: int
    finish: int
    certainty: Certainty
    is_noticed: bool
    rank: int
    alt: str


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
    not_drawn: tuple[str, ...]
    nothing: tuple[str, ...]


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


class SourceSlide(msgspec.Struct, frozen=True, kw_only=True):
    """How we know: on what the answer rests and what it does not say."""

    head: SlideHead
    facts: tuple[Fact, ...]
    limits_title: str
    limits: tuple[str, ...]


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


class _Sources(msgspec.Struct, frozen=True):
    """Where the figures of a slide stand in the report of the same edition."""

    material: Material
    heads: tuple[Head, ...]

    def of(self, *anchors: str) -> tuple[str, ...]:
        """Return a sentence that names the sections; none where the edition has not one of them."""
        found = [f"{number} · {head.title}" for number, head in enumerate(self.heads, 1) if head.anchor in set(anchors)]
        words = self.material.words
        return (words("Figures: the report, {sections}.", sections=words.listing(found)),) if found else ()


def build(
    material: Material,
    brand: Brand,
    foot: tuple[str, str],
    pages: tuple[AnswerPage, RoadmapPage],
    heads: Sequence[Head],
) -> Deck:
    """Return the slides of a run.

    `foot` is what stands left and right under a page; `heads` are those of the pages that this edition has.
    """
    words, (the_answer, the_roadmap) = material.words, pages
    sources = _Sources(material, tuple(heads))
    reference = material.scorecard.questionnaire
    return Deck(
        foot=foot[0],
        day=foot[1],
        logo=words("Logo of {name}", name=brand.name) if brand.name else words("Logo"),
        author=brand.name or MAKER,
        keywords=f"{reference.id}@{reference.version}, {words('Scoring')} {material.scorecard.scoring_version}",
        answer=_answer(material, brand, the_answer, the_roadmap, sources),
        chart=_chart(material, sources),
        held=_held(material, sources),
        roadmap=_roadmap(material, the_roadmap, sources),
        steps=_steps(material, the_roadmap, sources),
        source=_source(material, brand, the_answer, sources),
    )


def _told(*parts: Iterable[str] | str) -> tuple[str, ...]:
    """Return the paragraphs of a speaker's notes, without empty ones."""
    lines = [line for part in parts for line in ((part,) if isinstance(part, str) else part)]
    return tuple(line for line in lines if line)


def _answer(
    material: Material, brand: Brand, the_answer: AnswerPage, the_roadmap: RoadmapPage, sources: _Sources
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
            notes=_told(
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


def _chart(material: Material, sources: _Sources) -> ChartSlide:
    words = material.words
    page = capabilities.build(material)
    rows = tuple(_chart_rows(material))
    legend_ambition = words("ambition (the bar)") if material.stated else words("level 3 (nobody set a bar)")
    said = [row.marks.alt for group in page.groups for row in group.rows]
    return ChartSlide(
        head=SlideHead(
            title=unbroken(page.head.heading),
            notes=_told(
                (f"{group.name}: {group.text}." for group in page.groups),
                (f"{line}." for line in said),
                (text for column in page.columns for text in column.texts),
                words("The figures are in the chart’s own data: choose ‘Edit data’ in its menu."),
                sources.of("capabilities"),
            ),
        ),
        rows=rows,
        alt=words(
            "Chart: reality (dot) and ambition (bar) for each capability on the scale of 1 to 5. {rows}",
            rows="; ".join(said) + ".",
        ),
        scale=words("Scale of level 1 to 5"),
        sheet=words("Capabilities"),
        name=words("Capability"),
        reality=sentences.as_sentence(words("reality (score)")),
        ambition=sentences.as_sentence(legend_ambition),
        place=words("Place"),
        is_stated=material.stated,
        columns=tuple(Column(title=column.title, lead="", text="\n".join(column.texts)) for column in page.columns),
    )


def _chart_rows(material: Material) -> Iterator[ChartRow]:
    words = material.words
    for each in material.questionnaire.domains:
        yield ChartRow(name=material.text(each.name), is_domain=True)
        for capability in each.capabilities:
            score = material.score(capability.id)
            name = f"{capability.id} {material.text(capability.name)}"
            if score.score is None:
                why = words("not applicable") if score.out_of_scope else words("not scored")
                name = words("{name} ({remark})", name=name, remark=why)
            yield ChartRow(
                name=name,
                is_domain=False,
                reality=score.score,
                ambition=None if score.out_of_scope or score.target is None else float(score.target),
                reality_text=words.number(score.score),
                ambition_text=words.number(score.target, 0),
            )


def _held(material: Material, sources: _Sources) -> HeldSlide:
    questionnaire = material.questionnaire
    pages = {each.id: domain.build(material, each) for each in questionnaire.domains}
    told: list[str] = []
    for each, page in pages.items():
        quotes = [quote for quote in (page.quote, *page.also) if quote]
        told.append(page.head.heading)
        told += [f"{quote.sentence} {quote.text}" for quote in quotes]
        told += [f"{page.lifts_title}: {lift.title}, {lift.text}." for lift in page.lifts]
        told += sources.of(f"domain-{each}")
    return HeldSlide(
        head=SlideHead(title=unbroken(_held_title(material, pages)), notes=_told(told)),
        domains=tuple(
            HeldDomain(
                name=material.text(each.name),
                standing=sentences.as_sentence(_standing(material, each)),
                title=pages[each.id].quote_title,
                quote=pages[each.id].quote.sentence if pages[each.id].quote else "",  # type: ignore[union-attr]
                text=pages[each.id].quote.text if pages[each.id].quote else pages[each.id].no_quote,  # type: ignore[union-attr]
                lifts_title=pages[each.id].lifts_title,
                lifts=tuple(Lift(title=lift.title, text=lift.text) for lift in pages[each.id].lifts[:LIFTS]),
                no_lifts=pages[each.id].no_lifts,
            )
            for each in questionnaire.domains
        ),
    )


def _standing(material: Material, each: Domain) -> str:
    words, score = material.words, material.domain_score(each.id)
    if score.out_of_scope:
        return words("not applicable")
    return sentences.standing(score.level, score.score, score.target if material.stated else None, words)


def _held_title(material: Material, pages: dict[str, domain.DomainPage]) -> str:
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


def _roadmap(material: Material, page: RoadmapPage, sources: _Sources) -> RoadmapSlide:
    words, roadmap = material.words, material.roadmap
    lanes = tuple(_lanes(material))
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
            notes=_told(
                page.head.lead,
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
        not_drawn=tuple(_not_drawn(material, n) for n in range(len(roadmap.steps) + 1)),
        nothing=page.nothing,
    )  # fmt: skip


def _not_drawn(material: Material, n: int) -> str:
    words = material.words
    if n == 0:
        return ""
    return words.plural(
        "Not drawn: {n} action that was chosen later (see the notes).",
        "Not drawn: {n} actions that were chosen later (see the notes).",
        n,
    )


def _lanes(material: Material) -> Iterator[Lane]:
    words, questionnaire = material.words, material.questionnaire
    steps = sorted(material.roadmap.steps, key=lambda step: (step.start_week, step.rank))
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
        yield Lane(name=material.text(each.name), text=text, bars=tuple(_bar(material, step) for step in own))


def _domain_of(material: Material, step: Step) -> Domain:
    return material.questionnaire.domain_of(material.questionnaire.actions_by_id[step.action].capability)


def _bar(material: Material, step: Step) -> Bar:
    words, action = material.words, material.questionnaire.actions_by_id[step.action]
    title = f"{action.id} {material.text(action.title)}"
    parts = [roadmap_sentences.step_weeks(step, words), roadmap_sentences.days(step.days, words)]
    if step.waits_for:
        parts.append(words("after {actions}", actions=words.listing(step.waits_for)))
    if action.visible_to_users:
        parts.append(words("users notice it"))
    return Bar(
        title=title,
        days=words.shortest(step.days),
        start=step.start_week,
        finish=step.finish_week,
        certainty=certainty(step),
        is_noticed=action.visible_to_users,
        rank=step.rank,
        alt=f"{title} ({', '.join(parts)}).",
    )


def _steps(material: Material, page: RoadmapPage, sources: _Sources) -> StepsSlide:
    words, steps = material.words, first_steps(material)
    rows = tuple(_step_row(material, step) for step in steps)
    return StepsSlide(
        head=SlideHead(
            title=unbroken(_steps_title(material, steps)),
            notes=_told(
                page.head.heading if not steps else "",
                (f"{row.action} – {row.first_step} {words('How we measure it')}: {row.done_when}." for row in rows),
                (roadmap_sentences.step_why(material.questionnaire, step, words) for step in steps),
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


def _steps_title(material: Material, steps: Sequence[Step]) -> str:
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


def _step_row(material: Material, step: Step) -> StepRow:
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


def _source(material: Material, brand: Brand, the_answer: AnswerPage, sources: _Sources) -> SourceSlide:
    words, confidence = material.words, material.scorecard.overall.confidence
    reference = material.scorecard.questionnaire
    method = build_method(material)
    limits = next(part for part in method.parts if part.title == words("What this cannot tell"))
    versions = Fact(
        words("Versions"),
        words(
            "questionnaire {reference}, scoring {version}",
            reference=f"{reference.id} {reference.version}",
            version=material.scorecard.scoring_version,
        ),
    )
    maker = " · ".join(part for part in (brand.name, brand.contact) if part)
    return SourceSlide(
        head=SlideHead(
            title=unbroken(sentences.confidence_sentence(confidence, words)),
            notes=_told(
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
