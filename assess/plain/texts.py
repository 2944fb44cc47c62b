"""Say each place of the interview in whole lines: numbers instead of letters, nothing that moves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from assess.interview import closing
from assess.interview.places import IMPORTANCE, Place
from assess.interview.walk import Walk, option_of
from assess.screens.ambition import bar_hint, bar_question, bar_texts
from assess.screens.closing import choice_texts, fields_of, hint_text, number_of, short_names
from assess.screens.importance import importance_said, importance_texts
from assess.screens.instruction import (
    EXAMPLE_ANSWER,
    beforehand_texts,
    example_question,
    example_reasoning,
    example_sentences,
    instruction_text,
)
from assess.screens.item import choose_text, option_texts, question_text, why_texts
from assess.screens.looking_back import then_notes, then_text
from assess.screens.overview import answer_of, leaving_text
from questionnaires.language import Words
from questionnaires.model import Domain
from questionnaires.responses import Answer

_LETTERS = re.compile(r"(?<![’'])(?:\ba(?= \w+ e\b)|\b[b-e]\b)")  # of sentences, and not the English article
NUMBER_OF = {"unknown": 6, "not_applicable": 7}


def place_texts(walk: Walk, words: Words) -> list[str]:
    """Return what is asked at a place, with its options, each a paragraph."""
    match walk.here.kind:
        case "instruction":
            return _instruction(walk, words)
        case "item":
            return _item(walk, words)
        case "ambition":
            return [f"{bar_question(walk, words)} {bar_hint(walk, words)}", *numbered(bar_texts(walk, words))]
        case "importance":
            return _importance(walk, words)
        case "closing":
            return _closing(walk, words)
    return _overview(walk, words)


def where_text(walk: Walk, words: Words, before: Place | None) -> str:
    """Return the domain, capability and minutes left, where they are others than at the place before."""
    capability = walk.script.questionnaire.capability_of(walk.here.id)
    if before and before.kind == "item" and walk.script.questionnaire.capability_of(before.id) == capability:
        return ""
    domain = walk.script.domain_of(walk.here.id)
    name = f"{capability.id} {capability.name[words.language]}"
    said = words("Domain {domain}, part {part}.", domain=domain.name[words.language], part=name)
    minutes = walk.minutes_left
    if minutes is None:
        return said
    left = words.plural("About {count} minute left.", "About {n} minutes left.", minutes)
    return f"{said} {left}"


def numbered(texts: Iterable[str]) -> list[str]:
    """Return options as they are read out: a number, a full stop, the text."""
    return [f"{number}. {text.rstrip('.')}." for number, text in enumerate(texts, start=1)]


def with_numbers(text: str) -> str:
    """Return a text that names sentences by letter as plain mode calls them: by number."""
    return _LETTERS.sub(lambda found: str("abcde".index(found[0]) + 1), text)


def said_option(answer: Answer | None, words: Words) -> str:
    """Return an answer as it is read out: its number, or its words."""
    option = option_of(answer)
    if option == "unknown":
        return words("don’t know")
    return words("not applicable") if option == "not_applicable" else str(option)


def answer_text(walk: Walk, words: Words) -> str:
    """Return the present answer of the item here, with what stands with it."""
    answer = walk.answer
    if answer is None:
        return ""
    said = [words("Your answer is {answer}.", answer=said_option(answer, words)), words("Enter keeps it.")]
    said += [words("Reason: {text}", text=answer.reason)] if answer.reason else []
    said += [words("Note: {text}", text=answer.note)] if answer.note else []
    said += [words("Evidence: {text}", text=answer.evidence)] if answer.evidence else []
    return " ".join(one if one.endswith((".", "!", "?")) else f"{one}." for one in said)


def last_time_texts(walk: Walk, words: Words) -> list[str]:
    """Return what was answered last time, with what stood with it."""
    if walk.last_time is None or walk.then is None:
        return []
    answer = said_option(walk.then.answer, words)
    if walk.then.answer.level is not None:
        answer = f"{answer}, {then_text(walk, words).rstrip('.')}"
    said = words("On {date} your answer was: {answer}.", date=words.date(walk.last_time.date), answer=answer)
    return [said, *[one if one.endswith((".", "!", "?")) else f"{one}." for one in then_notes(walk, words)]]


def help_texts(walk: Walk, words: Words) -> list[str]:
    """Return all that can be typed here."""
    if walk.here.kind in ("item", "ambition") or walk.here.id == closing.CHOICE:
        texts = [words("{first} to {last}: choose.", first=1, last=len(walk.options))]
        if walk.here.kind == "item":
            texts = [choose_text(walk, words), *texts, words("n behind the number, as in 3n: with a note.")]
            texts.append(words("w: why this is asked."))
        return [
            *texts,
            words("0: back. s: go on without an answer. o: overview. stop: stop; everything is kept."),
        ]
    if walk.here.kind == "overview":
        return [words("The code of a question opens it. 0: back. Enter: {leaving}.", leaving=leaving_text(walk, words))]
    return [
        words("Enter alone keeps what is there. A hyphen (-) takes it away."),
        words("back: to the question before. stop: stop; everything is kept."),
    ]


def why_paragraphs(walk: Walk, words: Words) -> list[str]:
    return [text for heading, texts in why_texts(walk, words) for text in (f"{heading}.", *texts)]


def overview_codes(walk: Walk, words: Words) -> dict[str, Place]:
    """Return what can be typed in the overview, in lower case, with the place that it opens."""
    codes = {place.id.lower(): place for row in walk.script.rows for place in row if place.id}
    return codes | ({words("importance"): IMPORTANCE} if IMPORTANCE in walk.script.closing else {})


def _instruction(walk: Walk, words: Words) -> list[str]:
    return [
        *beforehand_texts(walk, words),
        f"{words('How to answer')}. {with_numbers(instruction_text(walk, words))}",
        example_question(words),
        *numbered(example_sentences(words)),
        example_reasoning(words, str(EXAMPLE_ANSWER), str(EXAMPLE_ANSWER + 1)),
    ]


def _item(walk: Walk, words: Words) -> list[str]:
    number = words(
        "Question {number} of {total}", number=walk.script.number_of(walk.here.id), total=len(walk.script.items)
    )
    question = f"{number}, {walk.here.id}. {question_text(walk, words)}"
    return [question, *numbered(option_texts(walk, words)), *([answer_text(walk, words)] if walk.answer else [])]


def _importance(walk: Walk, words: Words) -> list[str]:
    question, hint = importance_texts(walk, words)
    parts = walk.script.capabilities.values()
    marked = (
        [words("Now: {marks}.", marks=importance_said(walk.importance, words))] if walk.respondent.importance else []
    )
    number = _closing_number(walk, words) if len(walk.script.closing) > 1 else ""
    return [
        f"{number} {question} {hint}".strip(),
        *[f"{part.id} {part.name[words.language]}." for part in parts],
        *marked,
    ]


def _closing(walk: Walk, words: Words) -> list[str]:
    question = walk.script.questionnaire.context[walk.here.id].question[words.language]
    options = numbered(choice_texts(words)) if walk.here.id == closing.CHOICE else []
    return [f"{_closing_number(walk, words)} {question} {hint_text(walk, words)}", *options]


def _closing_number(walk: Walk, words: Words) -> str:
    return words("Closing question {number} of {total}.", number=number_of(walk), total=len(walk.script.closing))


def field_prompts(walk: Walk, words: Words) -> list[tuple[str, str]]:
    """Return the fields of a closing question: what to ask, and what stands there now."""
    prompts = []
    for field in fields_of(walk, words):
        label = field.label.rstrip(":")
        now = words("{label} (now {text})", label=label, text=field.text) if field.text else label
        prompts.append((now, field.text))
    return prompts


def _overview(walk: Walk, words: Words) -> list[str]:
    answered = words("{answered} of {total} answered", answered=walk.answered, total=len(walk.script.items))
    texts = [f"{words('Overview')}. {answered}."]
    for domain in walk.script.domains:
        texts.append(_domain_line(walk, words, domain))
        texts += [_capability_line(walk, words, row) for row in walk.script.rows_of(domain)]
    names = short_names(words)
    for place in walk.script.closing:
        said = answer_of(replace(walk, position=replace(walk.position, place=place)), words)[1]
        name = names[place.id or place.kind]
        texts.append(f"{place.id} {name}: {said}." if place.id else f"{name[:1].upper()}{name[1:]}: {said}.")
    return texts


def _domain_line(walk: Walk, words: Words, domain: Domain) -> str:
    if not walk.script.is_for_it:
        return f"{domain.name[words.language]}."
    level = walk.respondent.ambition.get(domain.id)
    bar = words("the bar: {level}", level=level or words("still open"))
    return f"{domain.id} {domain.name[words.language]}, {bar}."


def _capability_line(walk: Walk, words: Words, row: tuple[Place, ...]) -> str:
    capability = walk.script.questionnaire.capability_of(row[0].id)
    cells = []
    for place in row:
        answer = walk.respondent.answers.get(place.id)
        noted = f" {words('with a note')}" if answer and (answer.note or answer.evidence) else ""
        cells.append(f"{place.id} {said_option(answer, words) if answer else words('still open')}{noted}")
    return f"{capability.name[words.language]}: {', '.join(cells)}."
