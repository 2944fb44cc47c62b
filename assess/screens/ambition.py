"""Draw the question how high the bar of a domain is to be."""

from __future__ import annotations

from assess.interview.walk import Walk
from assess.screens.layout import Gap, Screen, Stage, fitted
from assess.screens.parts import head, keys, notice, options, said
from questionnaires.language import Words
from questionnaires.model import Domain
from questionnaires.responses import DEFAULT_HORIZON_QUARTERS
from reports.text.lines import Span, strong


def ambition_screen(walk: Walk, stage: Stage) -> Screen:
    """Return the screen of the bar: the same list as at an item, but what is chosen gets the bar instead of the dot."""
    words = stage.words
    domain = bar_domain(walk)
    fixed = [
        head(walk, stage, [strong(domain.name[words.language])], words("the bar")),
        said(bar_question(walk, words), stage, Gap.ABOVE_QUESTION, "strong"),
    ]
    body = [
        said(bar_hint(walk, words), stage, Gap.ABOVE_INSTRUCTION),
        *options(walk, stage, bar_texts(walk, words), chosen_mark=Span(stage.marks.bar, "ambition")),
    ]
    key_lines = keys(
        stage,
        ("enter", words("save")),
        (stage.marks.left, words("back")),
        (stage.marks.right, words("skip") if walk.chosen is None else words("go on")),
        ("o", words("overview")),
        ("ctrl-c", words("stop")),
    )
    return Screen(fitted(stage, fixed, body, notice(walk, stage), key_lines))


def bar_domain(walk: Walk) -> Domain:
    return next(domain for domain in walk.script.domains if domain.id == walk.here.id)


def bar_question(walk: Walk, words: Words) -> str:
    """Return the question, which names the horizon of the plan."""
    asked = walk.script.questionnaire.ambition
    quarters = walk.context.horizon_quarters or DEFAULT_HORIZON_QUARTERS
    text = asked.question_one_quarter if quarters == 1 else asked.question
    return text[words.language].format(domain=bar_domain(walk).name[words.language], quarters=words.count(quarters))


def bar_hint(walk: Walk, words: Words) -> str:
    return walk.script.questionnaire.ambition.hint[words.language]


def bar_texts(walk: Walk, words: Words) -> list[str]:
    """Return the five options, lowest first."""
    return [level[words.language] for level in bar_domain(walk).ambition_levels]
