"""Draw the closing questions: what the department is like, and the optional facts."""

from __future__ import annotations

from assess.interview import closing
from assess.interview.places import IMPORTANCE
from assess.interview.walk import Walk
from assess.screens.layout import Field, Gap, Screen, Stage, fitted
from assess.screens.parts import form_screen, head, keys, notice, options, said
from questionnaires.language import Words
from reports.text.lines import strong

_PARTS = {"tools_known": "known", "tools_estimated": "estimated"}  # as the questionnaire calls its blanks


def closing_screen(walk: Walk, stage: Stage) -> Screen:
    """Return the screen of a closing question, with fields to fill in or with options."""
    words = stage.words
    asked = walk.script.questionnaire.context[walk.here.id]
    number = words("{number} of {total}", number=number_of(walk), total=len(walk.script.closing))
    parts = [
        head(walk, stage, [strong(words("Closing questions"))], number),
        said(asked.question[words.language], stage, Gap.ABOVE_QUESTION, "strong"),
        said(hint_text(walk, words), stage, Gap.ABOVE_INSTRUCTION),
    ]
    if walk.here.id == closing.CHOICE:
        onward = words("skip") if walk.chosen is None else words("go on")
        key_lines = keys(
            stage,
            ("enter", words("save")),
            (stage.marks.left, words("back")),
            (stage.marks.right, onward),
            ("o", words("overview")),
            ("ctrl-c", words("stop")),
        )
        body = [parts[2], *options(walk, stage, choice_texts(words))]
        return Screen(fitted(stage, parts[:2], body, notice(walk, stage), key_lines))
    fields = fields_of(walk, words)
    key_lines = keys(
        stage,
        ("enter", words("save and go on")),
        *([("tab", words("other field"))] if len(fields) > 1 else []),
        ("esc", words("back")),
        ("ctrl-c", words("stop")),
    )
    return form_screen(walk, stage, parts, fields, key_lines)


def number_of(walk: Walk) -> int:
    """Return which closing question this is, from 1; the importance is the first."""
    return walk.script.closing.index(walk.here) + 1


def hint_text(walk: Walk, words: Words) -> str:
    """Return the hint of the questionnaire, and that a question about the department may be left blank."""
    hint = walk.script.questionnaire.context[walk.here.id].hint[words.language]
    if walk.here.id == closing.CHOICE:
        return hint
    return f"{hint} {words('You may leave it blank.')}"


def choice_texts(words: Words) -> list[str]:
    return [words("Yes"), words("No"), words("I don’t know")]


def fields_of(walk: Walk, words: Words) -> tuple[Field, ...]:
    """Return the blanks of the closing question here, with what stands in them."""
    parts = walk.script.questionnaire.context[walk.here.id].parts
    blanks = closing.BLANKS[walk.here.id]
    typed = closing.typed(walk.here.id, walk.context, walk.facts, words.language)
    return tuple(
        Field(
            f"{parts[name][words.language]}:"
            if (name := _PARTS.get(blank.name, blank.name)) in parts
            else words("Answer:"),
            text,
        )
        for blank, text in zip(blanks, typed, strict=True)
    )


def short_names(words: Words) -> dict[str, str]:
    """Return the closing questions by what they are about, for the overview."""
    return {
        IMPORTANCE.kind: words("what matters"),
        "A3": words("capacity"),
        "A4": words("size"),
        "A5": words("critical data"),
        "R1": words("satisfaction"),
        "R2": words("response rate"),
        "R3": words("self-arranged tools"),
        "R4": words("front door"),
        "R5": words("lead time"),
    }
