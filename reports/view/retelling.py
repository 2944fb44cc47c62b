"""What a report says in words and tables where it has no pictures, and refers to chapters instead of pages."""

from __future__ import annotations

import msgspec

from reports import roadmap_sentences, sentences
from reports.view.material import Material, own_words
from reports.view.priority import how_counted
from scoring.roadmap.model import WEEKS_PER_QUARTER, Step
from scoring.scorecard import ConfidenceValue

NOTICED = "◆"
RUNS = "■"  # in a quarter that is too narrow for weeks
WEEKS_FIT_UP_TO = 6  # quarters


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The whole or a domain with its figures; `anchor` is empty for the whole."""

    name: str
    anchor: str
    reality: str
    ambition: str
    text: str


class StepTold(msgspec.Struct, frozen=True, kw_only=True):
    """An action of the roadmap: its weeks, what it waits for, whose it is, and what its bar says in each quarter."""

    weeks: str
    after: str
    owner: str
    quarters: tuple[str, ...]


class Captions(msgspec.Struct, frozen=True, kw_only=True):
    """What each table shows."""

    standings: str
    roadmap: str
    outlook: str
    reach: str
    scopes: str
    followed_up: str
    levels: str
    capabilities: str
    priority: str
    stairs: str
    items: str
    differences: str
    two_answers: str
    divided: str
    sources: str


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """What is said under tables, where the page says it of its picture."""

    roadmap: str
    capacity: str
    outlook_lead: str
    outlook: str
    capabilities: str
    priority: str
    counts: str


class Retelling(msgspec.Struct, frozen=True, kw_only=True):
    """Labels and tables beside those of the pages; `steps` by the id of the action, `confidence` by its value."""

    table: str
    cards_note: str
    captions: Captions
    notes: Notes
    scope: str
    level: str
    reality: str
    ambition: str
    standings: tuple[Standing, ...]
    onward: str
    see_chapter: str
    reasons_in_chapter: str
    weeks: str
    after: str
    steps: dict[str, StepTold]
    confidence: dict[ConfidenceValue, str]
    means: str
    stands_here: str
    reached_by: str
    question: str
    answers_in_short: str
    method_in_short: str


def build(material: Material) -> Retelling:
    """Return what the forms without pictures need beside the pages."""
    words = material.words
    values: tuple[ConfidenceValue, ...] = ("high", "medium", "low")
    return Retelling(
        table=words("Table"),
        cards_note=words("Fill in the baseline, the aim and the owner before an action starts."),
        captions=_captions(material),
        notes=_notes(material),
        scope=words("The whole, and each domain"),
        level=words("Level"),
        reality=words("Reality"),
        ambition=words("Ambition") if material.stated else words("Default"),
        standings=(_whole(material), *(_standing(material, domain.id) for domain in material.questionnaire.domains)),
        onward=_onward(material),
        see_chapter=words("See chapter"),
        reasons_in_chapter=words("All reasons are in chapter"),
        weeks=words("Weeks"),
        after=words("After"),
        steps={step.action: _told(material, step) for step in material.roadmap.steps},
        confidence={value: sentences.confidence_value(value, words) for value in values},
        means=words("What it means"),
        stands_here=words("Stands here"),
        reached_by=words("Reached by"),
        question=_question_head(material),
        answers_in_short=words("For each question the sentence that holds: the middle one of all answers."),
        method_in_short=words(
            "The whole method, with its formulas and sources, is in the report as PDF, HTML or Word."
        ),
    )


def _question_head(material: Material) -> str:
    words = material.words
    if any(score.agreed is not None for score in material.scorecard.items.values()):
        return words("Question (³ ⁴ key to that level; † settled together)")
    return words("Question (³ ⁴ key to that level)")


def _captions(material: Material) -> Captions:
    words = material.words
    return Captions(
        standings=words("Reality beside ambition, on the scale of 1 to 5"),
        roadmap=words("The roadmap: the weeks of each action, and what is expected at the end of each quarter"),
        outlook=words("The expected scores and levels at the end of each quarter"),
        reach=words("What a roadmap closes of the gap, by person-days a quarter"),
        scopes=words("When each domain reaches its bar, and what keeps it back"),
        followed_up=words("Every action of which something was recorded"),
        levels=words("The five levels, and what stands on them now"),
        capabilities=words("Every capability on the scale of 1 to 5"),
        priority=words("The priority of every capability, and what it is made of"),
        stairs=words("What stands on each level"),
        items=words("Every question with its answers"),
        differences=words("What IT and users say of the same question"),
        two_answers=words("The sentences that come nearest to both averages"),
        divided=words("The questions on which answers lie furthest apart"),
        sources=words("Definitions and sources of the capabilities"),
    )


def _notes(material: Material) -> Notes:
    words = material.words
    return Notes(
        roadmap=_roadmap_note(material),
        capacity=words("person-days planned, of what can be planned + what stays in reserve"),
        outlook_lead=words(
            "Put the real score beside these figures at the end of each quarter. Is it lower than ‘a quarter late’? "
            "Then take something out of the next quarter first."
        ),
        outlook=words(
            "Counted with the levels that the actions aim at: whether they are reached, only the next run tells."
        ),
        capabilities=words(
            "Priority: distance to the bar × importance × risk × what it makes possible, the highest is 100. Sure: how "
            "far the score can be relied on."
        ),
        priority=how_counted(words),
        counts=words("a to e and ?: how often each sentence, and ‘I don’t know’, was chosen."),
    )


def _whole(material: Material) -> Standing:
    overall, words = material.scorecard.overall, material.words
    parts = [words("Level {level}", level=overall.level) if overall.level else words("No level")]
    if overall.level:
        parts.append(sentences.level_name(material.questionnaire, overall.level, words))
    if overall.held_by:
        parts.append(words("held back by {names}", names=material.held_shortly(overall.held_by)))
    return Standing(
        name=words("The whole"),
        anchor="",
        reality=words.number(overall.score),
        ambition=words.number(overall.ambition),
        text=", ".join(parts),
    )


def _standing(material: Material, domain_id: str) -> Standing:
    domain, words = material.domain_score(domain_id), material.words
    if domain.out_of_scope:
        text = words("Not applicable to you")
    elif domain.level is None:
        text = words("Not scored: too few answers that count")
    else:
        text = words("Level {level}", level=domain.level)
        if domain.held_by:
            text = f"{text}, {words('held back by {names}', names=material.held_shortly(domain.held_by))}"
    return Standing(
        name=sentences.domain_name(material.questionnaire, domain_id, words),
        anchor=f"domain-{domain_id}",
        reality=words.number(domain.score),
        ambition=words.number(None if domain.out_of_scope else domain.target),
        text=text,
    )


def _onward(material: Material) -> str:
    """Return what the whole roadmap brings, or why there is none."""
    words, roadmap = material.words, material.roadmap
    if not roadmap.steps:
        return roadmap_sentences.nothing_to_plan(roadmap, words)
    end = roadmap.expected[-1].overall
    when = roadmap_sentences.within_quarters(roadmap.limits.quarters, words)
    if end.level is None or material.scorecard.overall.score is None:
        return words("The whole roadmap is done {when}.", when=when)
    return words(
        "With the whole roadmap you end up at level {level}, average {range}, {when}.",
        level=end.level,
        range=roadmap_sentences.expected_range(end, words),
        when=when,
    )


def _told(material: Material, step: Step) -> StepTold:
    progress = material.responses.actions.get(step.action)
    return StepTold(
        weeks=_weeks(step.start_week, step.finish_week),
        after=", ".join(step.waits_for),
        owner=own_words(progress.owner or "") if progress else "",
        quarters=tuple(_in_quarter(material, step, number) for number in range(material.roadmap.limits.quarters)),
    )


def _in_quarter(material: Material, step: Step, number: int) -> str:
    """Return the weeks in which a step runs in a quarter, with a mark where users notice that it is finished."""
    first, last = number * WEEKS_PER_QUARTER, (number + 1) * WEEKS_PER_QUARTER
    start, finish = max(first, step.start_week), min(last, step.finish_week)
    if start >= finish:
        return ""
    noticed = material.questionnaire.actions_by_id[step.action].visible_to_users and step.finish_week <= last
    runs = _weeks(start, finish) if material.roadmap.limits.quarters <= WEEKS_FIT_UP_TO else "" if noticed else RUNS
    return f"{runs} {NOTICED}".strip() if noticed else runs


def _weeks(start: int, finish: int) -> str:
    """Return weeks as people count them, both included."""
    return str(finish) if finish == start + 1 else f"{start + 1}–{finish}"


def _roadmap_note(material: Material) -> str:
    words, limits = material.words, material.roadmap.limits
    said = [
        words("The figures under a quarter are weeks, counted from the start of the roadmap.")
        if limits.quarters <= WEEKS_FIT_UP_TO
        else words("{mark}: the action runs in this quarter.", mark=RUNS)
    ]
    if any(material.questionnaire.actions_by_id[step.action].visible_to_users for step in material.roadmap.steps):
        said.append(words("{mark}: finished, and users notice it.", mark=NOTICED))
    return " ".join(said)
