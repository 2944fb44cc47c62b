"""Draw how to answer: the rule, and one worked example that cannot steer an answer."""

from __future__ import annotations

from assess.interview.walk import Walk
from assess.screens import looking_back
from assess.screens.layout import SENTENCE_COLUMN, Gap, Part, Screen, Stage, fitted
from assess.screens.lines import hanging, reality
from assess.screens.parts import keys, notice, said
from questionnaires.language import Words
from questionnaires.model import audience_of
from reports.sentences import letter
from reports.text.lines import line, strong

EXAMPLE_ANSWER = 3


def instruction_screen(walk: Walk, stage: Stage) -> Screen:
    """Return the first screen of the interview."""
    words = stage.words
    sentences = [
        Part(
            lines=tuple(
                hanging(
                    line(
                        " ",
                        reality(stage.marks.pointer) if level == EXAMPLE_ANSWER else " ",
                        " ",
                        reality(stage.marks.dot) if level == EXAMPLE_ANSWER else " ",
                        " ",
                        strong(letter(level)),
                    ),
                    text,
                    stage.sentence_width,
                    SENTENCE_COLUMN,
                    "strong" if level == EXAMPLE_ANSWER else "",
                )
            ),
            gap=Gap.ABOVE_SENTENCES if level == 1 else Gap.NONE,
        )
        for level, text in enumerate(example_sentences(words), start=1)
    ]
    parts = [
        said(words("How to answer"), stage, Gap.NONE, "strong"),
        *[said(text, stage, Gap.ABOVE_UNKNOWN, "strong") for text in beforehand_texts(walk, words)],
        said(instruction_text(walk, words), stage, Gap.ABOVE_INSTRUCTION),
        said(example_question(words), stage, Gap.ABOVE_QUESTION),
        *sentences,
        said(example_reasoning(words, "c", "d"), stage, Gap.ABOVE_UNKNOWN),
    ]
    key_lines = keys(stage, ("enter", words("start with question 1")), ("ctrl-c", words("stop")))
    return Screen(fitted(stage, parts[:1], parts[1:], notice(walk, stage), key_lines))


def beforehand_texts(walk: Walk, words: Words) -> list[str]:
    """Return that last time's answers come after the new ones; nothing where there are none."""
    return [" ".join(looking_back.beforehand_texts(walk.last_time, words))] if walk.last_time else []


def instruction_text(walk: Walk, words: Words) -> str:
    """Return the instruction of the questionnaire for the audience of this role."""
    return walk.script.questionnaire.instruction[audience_of(walk.script.role)][words.language]


def example_question(words: Words) -> str:
    return words("An example: how is the coffee arranged?")


def example_sentences(words: Words) -> list[str]:
    """Return five sentences on a subject of no consequence."""
    return [
        words("Whoever feels like it makes coffee."),
        words("There is a machine; that it is empty shows by itself."),
        words("There is a rota, and every morning the machine is full."),
        words("Every month we count how often it was empty, and there is a target for that."),
        words("Colleagues help choose, and the machine is filled before it is empty."),
    ]


def example_reasoning(words: Words, answer: str, next_one: str) -> str:
    return words(
        "The rota works, and somebody counts. But there is no target, so {next} is not fully true: "
        "the answer is {answer}.",
        answer=answer,
        next=next_one,
    )
