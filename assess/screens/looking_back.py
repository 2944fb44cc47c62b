"""Draw last time's answer under the new one, once that is kept; one key goes on."""

from __future__ import annotations

from collections.abc import Sequence

from assess.interview.events import Option
from assess.interview.last_time import LastTime
from assess.interview.walk import Walk, option_of
from assess.screens.layout import SENTENCE_COLUMN, Field, Gap, Part, Screen, Stage, fitted
from assess.screens.lines import hanging, reality, shortened, spaces
from assess.screens.parts import LETTERS, form_screen, keys, notice, said
from questionnaires.language import Words
from questionnaires.model import Item
from questionnaires.responses import Answer
from reports.text.lines import Line, line, strong


def looking_back_screen(walk: Walk, stage: Stage, above: Sequence[Part]) -> Screen:
    """Return the screen with both answers; `above` is the head and the question."""
    words = stage.words
    key_lines = keys(
        stage,
        ("enter", words("go on")),
        ("n", words("note what changed")),
        (stage.marks.left, words("back to the question")),
        ("ctrl-c", words("stop")),
    )
    return Screen(fitted(stage, above, _both(walk, stage), notice(walk, stage), key_lines))


def telling_change_screen(walk: Walk, stage: Stage, above: Sequence[Part]) -> Screen:
    """Return the same with a field for what changed; in a window too low for all, without the answers."""
    words = stage.words
    hint = said(words("It goes into the note of your new answer."), stage, Gap.ABOVE_INSTRUCTION)
    key_lines = keys(stage, ("enter", words("save and go on")), ("esc", words("do not save")))
    fields = (Field(words("What changed?"), ""),)
    whole = form_screen(walk, stage, [*above, *_both(walk, stage), hint], fields, key_lines)
    if len(whole.lines) + len(fields) <= stage.height:
        return whole
    return form_screen(walk, stage, [*above, hint], fields, key_lines)


def differs_text(walk: Walk, words: Words) -> str:
    """Return that the new answer is kept, and that it was another one last time."""
    date = words.date(walk.last_time.date) if walk.last_time else ""
    return words("Your answer is saved. On {date} you chose something else.", date=date)


def then_text(walk: Walk, words: Words) -> str:
    """Return what was answered last time, in the words of then."""
    return "" if walk.then is None else _worded(walk, walk.then.item, walk.then.answer, words)


def then_notes(walk: Walk, words: Words) -> list[str]:
    """Return what stood with the answer of last time."""
    answer = walk.then.answer if walk.then else Answer()
    return [
        *([words("Reason: {text}", text=answer.reason)] if answer.reason else []),
        *([words("Note: {text}", text=answer.note)] if answer.note else []),
    ]


def beforehand_texts(last_time: LastTime, words: Words) -> list[str]:
    """Return what is said before the first question: that last time's answers come afterwards, and who of then is in.

    Whoever answered alone then needs no count of people.
    """
    texts = [
        words(
            "You answered on {date} as well. What you chose then, you see after each new answer that differs; "
            "never before.",
            date=words.date(last_time.date),
        )
    ]
    if last_time.people > 1:
        texts.append(
            words.plural(
                "Of the {people} people of then, {count} is in this run so far.",
                "Of the {people} people of then, {count} are in this run so far.",
                last_time.returning,
                people=words.count(last_time.people),
            )
        )
    gone = last_time.answered - len(last_time.answers)
    if gone:
        texts.append(
            words.plural(
                "{count} question of then means something else now, or is gone; of that one nothing is shown.",
                "{count} questions of then mean something else now, or are gone; of those nothing is shown.",
                gone,
            )
        )
    return [f"{text[:1].upper()}{text[1:]}" for text in texts]


def _both(walk: Walk, stage: Stage) -> list[Part]:
    words = stage.words
    notes = [row for text in then_notes(walk, words) for row in shortened(text, stage.sentence_width)]
    now = _worded(walk, walk.script.items[walk.here.id], walk.answer, words)
    before = option_of(walk.then.answer) if walk.then else None
    return [
        said(differs_text(walk, words), stage, Gap.ABOVE_INSTRUCTION),
        said(words("Now"), stage, Gap.ABOVE_SENTENCES, "strong"),
        Part(lines=tuple(_row(walk.chosen, now, stage, stage.marks.dot))),
        said(words("Then"), stage, Gap.BETWEEN_SENTENCES, "strong"),
        Part(
            lines=(
                *_row(before, then_text(walk, words), stage, " "),
                *[line(spaces(SENTENCE_COLUMN), text) for text in notes],
            )
        ),
    ]


def _row(option: Option | None, text: str, stage: Stage, mark: str) -> list[Line]:
    head = line(spaces(3), reality(mark), " ", strong(LETTERS[option or "unknown"]))
    return hanging(head, text, stage.sentence_width, SENTENCE_COLUMN)


def _worded(walk: Walk, item: Item, answer: Answer | None, words: Words) -> str:
    """Return an answer in words: the sentence that an item has for the role."""
    if answer is None or answer.level is None:
        return words("Not applicable") if answer and answer.kind == "not_applicable" else words("I don’t know")
    return item.worded_for(walk.script.role).levels[answer.level - 1][words.language]
