"""Draw what several screens share: the place, the progress, the options and the keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assess.interview.events import Option
from assess.interview.walk import Walk
from assess.screens.layout import MARGIN, SENTENCE_COLUMN, Field, Gap, Part, Screen, Stage
from assess.screens.lines import ends, hanging, joined, paragraph, reality, spaces, width_of
from questionnaires.model import LEVELS
from reports.sentences import as_sentence, letter
from reports.text.lines import BLANK, Line, Span, Weight, line, strong

LETTERS: dict[Option, str] = {
    **{level: letter(level) for level in LEVELS},
    "unknown": "?",
    "not_applicable": "x",
    "yes": "a",
    "no": "b",
}


def head(walk: Walk, stage: Stage, left: Sequence[Span], right: str, *, here: str | None = None) -> Part:
    """Return where the respondent is, and one mark for each question with the minutes that are left.

    `left` is one name or two; the second comes below if they do not fit on one line; `here` is the item on the
    screen.
    """
    between = f" {stage.marks.between} "
    others = [part for span in left[1:] for part in (between, span)]
    on_one = ends(line(spaces(MARGIN), left[0], *others), line(right), stage.width + MARGIN)
    lines = [on_one] if on_one else _on_two(left, right, stage)
    return Part(lines=(*lines, _progress(walk, stage, here)))


def _on_two(left: Sequence[Span], right: str, stage: Stage) -> list[Line]:
    first, *others = [line(spaces(MARGIN), span) for span in left]
    return [ends(first, line(right), stage.width + MARGIN) or first, *others]


def _progress(walk: Walk, stage: Stage, here: str | None) -> Line:
    marks: list[Span | str] = [spaces(MARGIN)]
    for number, domain in enumerate(walk.script.domains):
        marks += ["  "] if number else []
        for mark, items in groupby(_mark(walk, stage, item, here) for item in walk.script.items_in(domain)):
            marks.append(Span(mark.text * len(list(items)), mark.weight))
    drawn = line(*marks)
    if width_of(drawn) > stage.width + MARGIN:
        drawn = ()  # a window this narrow has no room for a sign a question
    minutes = walk.minutes_left if here else None
    if minutes is None:
        return drawn
    words = stage.words
    said = [
        words.plural("about {count} minute left", "about {n} minutes left", minutes),
        words("{n} min left", n=minutes),
    ]
    lines = (ends(drawn, line(left), stage.width + MARGIN) for left in said)
    return next((both for both in lines if both), drawn)


def _mark(walk: Walk, stage: Stage, item: str, here: str | None) -> Span:
    if item == here:
        return strong(stage.marks.here)
    return reality(stage.marks.answered) if item in walk.respondent.answers else Span(stage.marks.open)


def options(
    walk: Walk, stage: Stage, texts: Iterable[str], *, below: Part | None = None, chosen_mark: Span | None = None
) -> list[Part]:
    """Return the options with their letters, the pointer and the mark of what is chosen; `below` stands under that."""
    return [
        _option(walk, stage, option, text, (chosen_mark or reality(stage.marks.dot), below or Part(lines=())))
        if option == walk.chosen
        else _option(walk, stage, option, text, (Span(" "), Part(lines=())))
        for option, text in zip(walk.options, texts, strict=True)
    ]


def _option(walk: Walk, stage: Stage, option: Option, text: str, chosen: tuple[Span, Part]) -> Part:
    mark, below = chosen
    is_pointed = walk.pointer == option
    pointer = reality(stage.marks.pointer) if is_pointed else " "
    start = line(spaces(MARGIN), pointer, " ", mark, " ", strong(LETTERS[option]))
    lines = hanging(start, text, stage.sentence_width, SENTENCE_COLUMN, "strong" if is_pointed else "")
    return Part(
        lines=(*lines, *below.lines),
        folded=(*lines, *(below.lines if below.folded is None else below.folded)),
        gap=_gap_above(option, first=option == walk.options[0]),
        is_pointed=is_pointed,
    )


def _gap_above(option: Option, *, first: bool) -> Gap:
    if first:
        return Gap.ABOVE_SENTENCES
    if option == "unknown":
        return Gap.ABOVE_UNKNOWN
    return Gap.NONE if option == "not_applicable" else Gap.BETWEEN_SENTENCES


def said(text: str, stage: Stage, gap: Gap, weight: Weight = "") -> Part:
    """Return a paragraph."""
    return Part(lines=tuple(paragraph(text, stage.width, weight)), gap=gap)


def notice(walk: Walk, stage: Stage) -> list[Line]:
    """Return the line above the keys, when there is something to say."""
    text = " ".join(as_sentence(stage.words.say(one)) for one in walk.notice)
    return paragraph(text, stage.width, "strong") if text else []


def keys(stage: Stage, *pairs: tuple[str, str]) -> list[Line]:
    """Return the keys with what they do; a key is never torn from its words."""
    groups: list[Line] = [line(strong(key), f" {does}") for key, does in pairs]
    return joined(groups, stage.width, stage.key_gap)


def form_screen(
    walk: Walk, stage: Stage, parts: list[Part], fields: tuple[Field, ...], key_lines: list[Line]
) -> Screen:
    """Return a screen with fields, whose blank lines go before anything else does."""
    told = notice(walk, stage)
    bottom = (*(told or [BLANK]), *key_lines)
    room = stage.height - len(fields) - len(bottom) - 1
    for gone in Gap:
        top = [line for part in parts for line in part.drawn(gone)]
        if len(top) <= room:
            break
    return Screen((*top, BLANK), fields, bottom)
