"""One card for each action of the roadmap: the first step, how to measure it, who, and what it waits for."""

from __future__ import annotations

import msgspec

from questionnaires.language import Words
from reports import roadmap_reasons, roadmap_sentences, sentences
from reports.charts.spell import Spell
from reports.view.material import Head, Link, Material, own_words
from reports.view.prose import Passage, plain_text, prose
from reports.view.roadmap import verify_first
from scoring.roadmap.model import WEEKS_PER_QUARTER, Lift, Step

WHOLE_CHARACTERS = 600  # of a remark that keeps a card on one page

NAMED_UP_TO = 9  # quarters that have room for a name each; of more every second is named


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One action, to be handed to its owner."""

    anchor: str
    id: str
    title: str
    facts: str
    brings: str
    why: str
    lifts: str
    items: tuple[Link, ...]
    capability: Link
    verify: str
    spell: Spell
    noticed: bool
    first_step: str
    kpi: str
    waits: tuple[Link, ...]
    enables: tuple[Link, ...]
    remark: tuple[Passage, ...]

    @property
    def remark_is_long(self) -> bool:
        """Say whether the remark may run over to the next page, so that the card need not be whole."""
        return len(plain_text(self.remark)) > WHOLE_CHARACTERS


class Quarter(msgspec.Struct, frozen=True, kw_only=True):
    """The cards of the actions that start in one quarter."""

    title: str
    cards: tuple[Card, ...]


class CardsPage(msgspec.Struct, frozen=True, kw_only=True):
    """All cards, with the labels that they share."""

    head: Head
    quarters: tuple[Quarter, ...]
    quarter_names: tuple[str, ...]
    first_step: str
    kpi: str
    baseline: str
    aim: str
    owner: str
    waits: str
    waits_for_nothing: str
    enables: str
    enables_nothing: str
    noticed: str
    why: str


def build(material: Material) -> CardsPage | None:
    """Return the cards of a roadmap; None where it has no steps."""
    words, roadmap = material.words, material.roadmap
    if not roadmap.steps:
        return None
    steps = sorted(roadmap.steps, key=lambda step: (step.start_week, step.rank))
    by_quarter: dict[int, list[Step]] = {}
    for step in steps:
        by_quarter.setdefault(step.start_week // WEEKS_PER_QUARTER + 1, []).append(step)
    verify = verify_first(material)
    return CardsPage(
        head=Head(anchor="cards", title=words("Action cards"), heading=_heading(material, steps)),
        quarters=tuple(
            Quarter(
                title=words(
                    "Starts in {quarter}", quarter=roadmap_sentences.quarter_label(roadmap.limits, quarter, words)
                ),
                cards=tuple(_card(material, step, step.action in verify) for step in started),
            )
            for quarter, started in by_quarter.items()
        ),
        quarter_names=tuple(
            roadmap_sentences.quarter_short(roadmap.limits, quarter, words)
            if roadmap.limits.quarters <= NAMED_UP_TO or quarter % 2
            else ""
            for quarter in range(1, roadmap.limits.quarters + 1)
        ),
        first_step=words("First step, within 14 days"),
        kpi=words("How we measure it"),
        baseline=words("Baseline"),
        aim=words("Aim"),
        owner=words("Owner"),
        waits=words("Waits for"),
        waits_for_nothing=words("no other action"),
        enables=words("Makes possible"),
        enables_nothing=words("no other action in this plan"),
        noticed=words("Users notice it when this is finished"),
        why=words("Why now"),
    )


def _heading(material: Material, steps: list[Step]) -> str:
    words = material.words
    now = sum(step.start_week < WEEKS_PER_QUARTER for step in steps)
    if now == len(steps):
        return words.plural(
            "There is one action, and it starts this coming quarter.",
            "All {count} actions start this coming quarter.",
            len(steps),
        )
    quarter = roadmap_sentences.quarter_label(material.roadmap.limits, 1, words)
    text = words.plural(
        "{count} of the {total} actions starts in {quarter}, with a first step of its own.",
        "{count} of the {total} actions start in {quarter}, each with a first step.",
        now,
        total=words.count(len(steps)),
        quarter=quarter,
    )
    return sentences.as_sentence(text)


def _why(material: Material, step: Step) -> str:
    """Return what is at stake with a step, and why it is not done earlier or later."""
    questionnaire, roadmap, words = material.questionnaire, material.roadmap, material.words
    parts = (
        roadmap_reasons.step_stake(questionnaire, roadmap, step, words),
        roadmap_reasons.step_timing(questionnaire, roadmap, step, words),
    )
    return " ".join(text for text in parts if text)


def _lift(lift: Lift, words: Words) -> str:
    if lift.value is None:
        return words("{item} to {level}", item=lift.item, level=lift.level)
    return words("{item} from {value} to {level}", item=lift.item, value=words.number(lift.value), level=lift.level)


def _card(material: Material, step: Step, verify: bool) -> Card:
    words, action = material.words, material.questionnaire.actions_by_id[step.action]
    confidence = material.score(action.capability).confidence
    return Card(
        anchor=f"action-{action.id}",
        id=action.id,
        title=material.text(action.title),
        facts=f"{roadmap_sentences.days(step.days, words)} · {roadmap_sentences.step_weeks(step, words)}",
        brings=roadmap_reasons.step_gain(material.questionnaire, step, words),
        why=_why(material, step),
        lifts="; ".join(_lift(lift, words) for lift in step.lifts),
        items=tuple(Link(_lift(lift, words), f"answers-{lift.item}") for lift in step.lifts),
        capability=Link(material.name(action.capability), f"capability-{action.capability}"),
        verify=words("Verify first (one day): {reason}.", reason=sentences.confidence_reason(confidence, words))
        if verify
        else "",
        spell=Spell(
            start=step.start_week,
            finish=step.finish_week,
            quarters=material.roadmap.limits.quarters,
            noticed=action.visible_to_users,
            alt=words(
                "{weeks} of {total}",
                weeks=roadmap_sentences.step_weeks(step, words),
                total=material.roadmap.limits.quarters * WEEKS_PER_QUARTER,
            ),
        ),
        noticed=action.visible_to_users,
        first_step=material.text(action.first_step),
        kpi=material.text(action.kpi),
        waits=tuple(_link(material, action_id) for action_id in step.waits_for),
        enables=tuple(
            _link(material, other.action) for other in material.roadmap.steps if action.id in other.waits_for
        ),
        remark=prose(own_words(material.responses.remarks.get(action.id, ""))),
    )


def _link(material: Material, action_id: str) -> Link:
    title = material.text(material.questionnaire.actions_by_id[action_id].title)
    return Link(f"{action_id} {title}", f"action-{action_id}")
