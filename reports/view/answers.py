"""All answers: of one respondent the sentences chosen, of a group how often each sentence was chosen."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from questionnaires.model import Item
from questionnaires.responses import Answer, Respondent
from reports import sentences
from reports.view.groups import group_name, groups_in
from reports.view.material import Fact, Head, Material, own_words
from scoring.scorecard import GroupAnswers

LONGEST_IN_A_TABLE = (
    300  # characters: a row is not torn where a page ends, and what is longer would leave it half empty
)


class SentenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with how often each group chose it; `is_held` where it is the one that holds."""

    letter: str
    sentence: str
    counts: tuple[str, ...]
    is_held: bool


class ItemAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """One item with its answers, and what was noted with them."""

    anchor: str
    id: str
    question: str
    groups: tuple[str, ...]
    rows: tuple[SentenceRow, ...]
    remark: str
    notes: tuple[Fact, ...]


class CapabilityAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """The items of a capability; `anchor` leads to what they come to."""

    anchor: str
    name: str
    items: tuple[ItemAnswers, ...]


class Told(Fact, frozen=True):
    """A fact beside the answers; `is_typed` where it is in somebody's own words, `is_long` if too long for a table."""

    is_typed: bool = False

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONGEST_IN_A_TABLE


class AnswersPage(msgspec.Struct, frozen=True, kw_only=True):
    """All answers, and the facts that were given beside them; `held` is said where a sentence is printed in bold."""

    head: Head
    held: str
    capabilities: tuple[CapabilityAnswers, ...]
    facts_title: str
    facts: tuple[Told, ...]


def build(material: Material) -> AnswersPage:
    """Return all answers of a run."""
    words = material.words
    return AnswersPage(
        head=Head(anchor="answers", title=words("All answers"), heading=_heading(material), lead=_lead(material)),
        held=words("the sentence that holds"),
        capabilities=tuple(
            CapabilityAnswers(
                anchor=f"capability-{capability.id}",
                name=material.name(capability.id),
                items=tuple(_item(material, item) for item in capability.items),
            )
            for capability in material.questionnaire.capabilities.values()
        ),
        facts_title=words("What else was told; it does not enter any score"),
        facts=tuple(_facts(material)),
    )


def shows_single_answers(material: Material) -> bool:
    """Say whether notes of people may be printed: of one respondent, or where everyone agreed (scoring 4.13)."""
    return not material.scorecard.anonymous


def _heading(material: Material) -> str:
    words, card = material.words, material.scorecard
    items = len(material.questionnaire.items)
    answered = sum(score.value is not None or score.not_applicable for score in card.items.values())
    if not answered:
        return words("None of the {total} questions has an answer that counts.", total=items)
    if answered == items:
        return words("All {total} questions have an answer that counts.", total=items)
    text = words.plural(
        "{count} of the {total} questions has an answer that counts.",
        "{count} of the {total} questions have an answer that counts.",
        answered,
        total=items,
    )
    return sentences.as_sentence(text)


def _lead(material: Material) -> str:
    words, card = material.words, material.scorecard
    held = words("In bold: the sentence that holds.")
    if material.is_one_view:
        return f"{sentences.one_view(words)} {held}"
    if not card.anonymous and not material.responses.respondents:
        return words("How often each sentence was chosen; the notes did not come with these figures. {held}", held=held)
    if not card.anonymous:
        return words("How often each sentence was chosen, with notes and evidence. {held}", held=held)
    if not any(score.groups for score in card.items.values()):
        return words(
            "With fewer than {count} respondents only the whole is given, no distribution. {held}",
            count=words.count(card.privacy_threshold),
            held=held,
        )
    return words(
        "How often each sentence was chosen, in groups of at least {count}; who chose what is not told. {held}",
        count=words.count(card.privacy_threshold),
        held=held,
    )


def _item(material: Material, item: Item) -> ItemAnswers:
    words, score = material.words, material.scorecard.items[item.id]
    groups = groups_in(score)
    is_group = not material.is_one_view
    wording = item.worded_for("it_staff" if is_group else material.responses.respondents[0].role)
    rows = [
        SentenceRow(
            letter=sentences.letter(level),
            sentence=material.text(wording.levels[level - 1]),
            counts=tuple(_count(group.counts[level - 1]) for group in groups) if is_group else (),
            is_held=score.low_median == level,
        )
        for level in range(1, 6)
    ]
    if is_group and any(group.unknown for group in groups):
        rows.append(
            SentenceRow(
                letter="?",
                sentence=words("don’t know"),
                counts=tuple(_count(group.unknown) for group in groups),
                is_held=False,
            )
        )
    return ItemAnswers(
        anchor=f"answers-{item.id}",
        id=item.id,
        question=material.text(wording.question),
        groups=tuple(_group_head(material, group) for group in groups) if is_group else (),
        rows=tuple(rows),
        remark=_remark(material, item),
        notes=tuple(_notes(material, item)),
    )


def _count(n: int) -> str:
    return str(n) if n else "·"


def _group_head(material: Material, group: GroupAnswers) -> str:
    name = group_name(group.audiences, material.words)
    return f"{sentences.as_sentence(name)} ({group.people})"


def _remark(material: Material, item: Item) -> str:
    """Return what an item without a sentence that holds comes to."""
    words, score = material.words, material.scorecard.items[item.id]
    if score.agreed is not None:
        return words("Settled together on {letter}.", letter=sentences.letter(score.agreed))
    if score.not_applicable:
        return words("Not applicable.")
    if score.value is not None:
        return ""
    if material.is_one_view:
        answer = material.responses.respondents[0].answers.get(item.id)
        if answer is None:
            return words("Not answered.")
        if answer.kind == "unknown":
            return words("I don’t know.")
        return words("Not applicable.")
    return words("Nobody gave a level.")


def _notes(material: Material, item: Item) -> Iterator[Fact]:
    """Yield the note of what was agreed, and the notes and evidence of people where those may be printed."""
    words = material.words
    agreed = material.responses.agreed.get(item.id)
    if agreed is not None and agreed.note:
        yield Fact(words("What was settled"), own_words(agreed.note))
    if not shows_single_answers(material):
        return
    for respondent in material.responses.respondents:
        answer = respondent.answers.get(item.id)
        if answer is not None:
            yield from _noted(material, respondent, answer)


def _noted(material: Material, respondent: Respondent, answer: Answer) -> Iterator[Fact]:
    words = material.words
    who = "" if material.is_one_view else f" ({sentences.role_name(respondent.role, words, 1)})"
    for term, text in (
        (words("Reason"), answer.reason),
        (words("Note"), answer.note),
        (words("Evidence"), answer.evidence),
    ):
        if text and own_words(text):
            yield Fact(f"{term}{who}", own_words(text))


def _facts(material: Material) -> Iterator[Told]:
    words, context, facts = material.words, material.responses.context, material.responses.facts
    asked = material.questionnaire.context

    def fact(name: str, *values: object) -> Iterator[Told]:
        told = [own_words(str(value)) for value in values if value is not None]
        if told and name in asked:
            is_typed = name in ("R1", "R2", "R4", "R5")
            yield Told(material.text(asked[name].question), " · ".join(told), is_typed)

    people = [
        words("{n} in IT", n=context.it_staff) if context.it_staff is not None else None,
        words("{n} users", n=context.users) if context.users is not None else None,
    ]
    yield from fact("A2", context.horizon_quarters)
    yield from fact("A3", None if context.capacity_days is None else words.shortest(context.capacity_days))
    yield from fact("A4", *people)
    if context.critical_data is not None:
        said = {"yes": words("yes"), "no": words("no"), "unknown": words("don’t know")}[context.critical_data]
        yield from fact("A5", said)
    yield from fact("R1", facts.satisfaction)
    yield from fact("R2", facts.response_rate)
    known = words("known: {n}", n=facts.tools_known) if facts.tools_known is not None else None
    estimated = words("estimated: {n}", n=facts.tools_estimated) if facts.tools_estimated is not None else None
    yield from fact("R3", known, estimated)
    yield from fact("R4", facts.front_door_share)
    yield from fact("R5", facts.lead_times)
