"""The first page: ambition beside reality, the profile, the three next steps."""

from __future__ import annotations

import msgspec

from reports import findings, roadmap_sentences, sentences
from reports.charts.dumbbell import Dumbbell
from reports.charts.quadrant import Quadrant
from reports.charts.staff import Staff
from reports.view.material import Fact, Head, Link, Material
from scoring.roadmap.model import Step
from scoring.roadmap.ordering import first_steps as steps_to_take_first
from scoring.scorecard import ConfidenceValue, ProfileId

FIRST_STEPS = 3
WARNINGS = ("ambition_far", "all_targets_five", "no_ambition")


class DomainRow(msgspec.Struct, frozen=True, kw_only=True):
    """A domain on the scale: its marks with their numbers, and its level with what holds that back."""

    anchor: str
    name: str
    text: str
    marks: Dumbbell
    low: str
    high: str
    low_is_reality: bool


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """The whole department on the large staff; the lower figure stands left, the higher right."""

    name: str
    level: str
    text: str
    staff: Staff
    low: Fact | None
    high: Fact | None
    levels: tuple[str, ...]


class ProfileName(msgspec.Struct, frozen=True):
    """A profile's name in its corner of the field."""

    id: ProfileId
    name: str
    is_here: bool


class ProfilePanel(msgspec.Struct, frozen=True, kw_only=True):
    """How ambition and reality stand to each other; without a field where nobody set the bar."""

    title: str
    text: str
    field: Quadrant | None
    names: tuple[ProfileName, ...]
    across: str
    upwards: str
    cut: str


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    """One of the first steps of the roadmap."""

    number: str
    anchor: str
    title: str
    first_step: str
    text: str


class AnswerPage(msgspec.Struct, frozen=True, kw_only=True):
    """The answer that a board can read by itself."""

    head: Head
    column_scope: str
    column_scale: str
    whole: Whole
    domains: tuple[DomainRow, ...]
    warnings: tuple[str, ...]
    profile: ProfilePanel
    steps_title: str
    steps: tuple[NextStep, ...]
    onward: tuple[Link, ...]
    facts: tuple[Fact, ...]
    confidence: ConfidenceValue


def build(material: Material) -> AnswerPage:
    """Return the answer page of a run."""
    words = material.words
    found = findings.findings(material.questionnaire, material.scorecard, words)
    return AnswerPage(
        head=Head(
            anchor="answer",
            title=words("The answer"),
            heading=sentences.headline(material.questionnaire, material.scorecard, words),
            lead=sentences.one_view(words) if material.is_one_view else "",
        ),
        column_scope=words("The whole, and each domain"),
        column_scale=words("Reality and ambition, on the scale of 1 to 5"),
        whole=_whole(material),
        domains=tuple(_domain_row(material, domain.id) for domain in material.questionnaire.domains),
        warnings=tuple(finding.text for finding in found if finding.code in WARNINGS),
        profile=_profile(material),
        steps_title=_steps_title(material),
        steps=tuple(_next_step(material, number, step) for number, step in enumerate(first_steps(material), 1)),
        onward=_onward(material),
        facts=_facts(material),
        confidence=material.scorecard.overall.confidence.value,
    )


def first_steps(material: Material) -> list[Step]:
    """Return the three steps to take up first."""
    return list(steps_to_take_first(material.roadmap, FIRST_STEPS))


def staff_of(material: Material) -> Staff:
    """Return the whole department as marks on the staff."""
    overall, words = material.scorecard.overall, material.words
    return Staff(
        score=overall.score,
        ambition=overall.ambition,
        stated=overall.ambition_stated,
        alt=words("The whole: {standing}, on a scale of 1 to 5", standing=marks_in_words(material)),
    )


def marks_in_words(material: Material) -> str:
    """Return reality and ambition as a text alternative has them."""
    overall, words = material.scorecard.overall, material.words
    reality = words("reality {score}", score=words.number(overall.score)) if overall.score else words("not scored")
    if overall.ambition is None:
        return reality
    bar = words.number(overall.ambition)
    ambition = words("ambition {bar}", bar=bar) if overall.ambition_stated else words("no ambition stated")
    return f"{reality}, {ambition}"


def figures(material: Material) -> tuple[Fact | None, Fact | None]:
    """Return reality and ambition with their names, the lower one first."""
    overall, words = material.scorecard.overall, material.words
    reality = Fact(words("reality"), words.number(overall.score)) if overall.score is not None else None
    term = words("ambition") if overall.ambition_stated else words("default, nobody chose")
    ambition = Fact(term, words.number(overall.ambition)) if overall.ambition is not None else None
    reality_is_low = (overall.score or 0) <= (overall.ambition or 0)
    return (reality, ambition) if reality_is_low else (ambition, reality)


def _whole(material: Material) -> Whole:
    overall, words = material.scorecard.overall, material.words
    low, high = figures(material)
    return Whole(
        name=words("The whole"),
        level=words("Level {level}", level=overall.level) if overall.level else words("No level"),
        text=_whole_text(material),
        staff=staff_of(material),
        low=low,
        high=high,
        levels=tuple(material.text(level.name) for level in material.questionnaire.levels),
    )


def _whole_text(material: Material) -> str:
    overall, words = material.scorecard.overall, material.words
    if overall.score is None:
        return words("Too few questions have an answer that counts.")
    average = words("average {score}", score=words.number(overall.score))
    parts = [average]
    if overall.level is not None:
        parts.insert(0, sentences.level_name(material.questionnaire, overall.level, words))
    if overall.held_by:
        parts.append(words("held back by {names}", names=material.held_shortly(overall.held_by)))
    return sentences.as_sentence(", ".join(parts))


def _domain_row(material: Material, domain_id: str) -> DomainRow:
    words, domain = material.words, material.domain_score(domain_id)
    name = sentences.domain_name(material.questionnaire, domain_id, words)
    reality, bar = words.number(domain.score), words.number(domain.target)
    low_is_reality = domain.score is not None and (domain.target is None or domain.score <= domain.target)
    return DomainRow(
        anchor=f"domain-{domain_id}",
        name=name,
        text=_domain_text(material, domain_id),
        marks=Dumbbell(
            score=domain.score,
            target=None if domain.out_of_scope else domain.target,
            stated=material.stated,
            alt=sentences.domain_standing(material.questionnaire, material.scorecard, domain_id, words),
        ),
        low=reality if low_is_reality else (bar if domain.score is not None else ""),
        high=(bar if low_is_reality or domain.score is None else reality) if domain.target is not None else "",
        low_is_reality=low_is_reality,
    )


def _domain_text(material: Material, domain_id: str) -> str:
    words, domain = material.words, material.domain_score(domain_id)
    if domain.out_of_scope:
        return words("Not applicable to you")
    if domain.score is None or domain.level is None:
        return words("Not scored: too few answers that count")
    level = words("Level {level}", level=domain.level)
    if not domain.held_by:
        return level
    return f"{level}, {words('held back by {names}', names=material.held_shortly(domain.held_by))}"


def _profile(material: Material) -> ProfilePanel:
    overall, words, profiles = material.scorecard.overall, material.words, material.questionnaire.profiles
    here = overall.profile
    if here is None or overall.score is None or overall.ambition is None:
        reason = (
            words("The profile compares ambition with reality, and too little has been answered to know reality.")
            if material.stated
            else words(
                "The profile compares ambition with reality. Let management say for each domain how high the bar "
                "should be; then the profile follows by itself."
            )
        )
        return ProfilePanel(
            title=words("No profile yet"), text=reason, field=None, names=(), across="", upwards="", cut=""
        )
    name = sentences.profile_name(material.questionnaire, here, words)
    text = material.text(profiles[here.id].text)
    if here.borderline:
        text = f"{words('Only just: ambition or reality is within 0.2 of the line.')} {text}"
    return ProfilePanel(
        title=words("Profile: {name}", name=name),
        text=text,
        field=Quadrant(
            score=overall.score,
            ambition=overall.ambition,
            alt=words("Profile {name}: {standing}", name=name, standing=marks_in_words(material)),
        ),
        names=tuple(
            ProfileName(profile_id, material.text(profile.name), profile_id == here.id)  # type: ignore[arg-type]
            for profile_id, profile in profiles.items()
        ),
        across=words("reality →"),
        upwards=words("↑ ambition"),
        cut="3",
    )


def _steps_title(material: Material) -> str:
    words, n = material.words, len(first_steps(material))
    if n == FIRST_STEPS:
        return words("The three next steps")
    return words.plural("The next step", "The next steps", max(1, n))


def _next_step(material: Material, number: int, step: Step) -> NextStep:
    words, action = material.words, material.questionnaire.actions_by_id[step.action]
    return NextStep(
        number=str(number),
        anchor=f"action-{action.id}",
        title=material.text(action.title),
        first_step=material.text(action.first_step),
        text=words(
            "{id} · {days} · done in {quarter} · for {capability}",
            id=action.id,
            days=roadmap_sentences.days(step.days, words),
            quarter=roadmap_sentences.quarter_label(material.roadmap.limits, step.quarter, words),
            capability=material.name(action.capability),
        ),
    )


def _onward(material: Material) -> tuple[Link, ...]:
    """Return where to read on: what the whole roadmap brings, or why there is none."""
    words, roadmap = material.words, material.roadmap
    if not roadmap.steps:
        return (Link(roadmap_sentences.nothing_to_plan(roadmap, words), "roadmap"),)
    end = roadmap.expected[-1].overall
    when = roadmap_sentences.within_quarters(roadmap.limits.quarters, words)
    if end.level is None or material.scorecard.overall.score is None:
        return (Link(words("The whole roadmap, {when}", when=when), "roadmap"),)
    text = words(
        "With the whole roadmap you end up at level {level}, average {range}, {when}",
        level=end.level,
        range=roadmap_sentences.expected_range(end, words),
        when=when,
    )
    return (Link(text, "roadmap"),)


def _facts(material: Material) -> tuple[Fact, ...]:
    words, card = material.words, material.scorecard
    who = sentences.respondents_by_role(card.respondents, words)
    confidence = card.overall.confidence
    return (
        Fact(words("Respondents"), f"{material.people}: {who}"),
        Fact(words("Run"), words("{date}, {mode}", date=words.date(material.responses.date), mode=material.mode)),
        Fact(
            words("Confidence"),
            f"{sentences.confidence_value(confidence.value, words)}: {sentences.confidence_reason(confidence, words)}",
        ),
        Fact(
            words("Measure again"),
            words("{month}; a result holds for twelve months", month=words.month_year(material.measure_again)),
        ),
    )
