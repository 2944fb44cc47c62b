"""Show why an action stands where it stands in the roadmap, or why it is left out."""

from __future__ import annotations

from collections.abc import Iterator

from reports import roadmap_reasons as reasons
from reports import roadmap_sentences as sentences
from reports.text.explain.material import Material, Row
from reports.text.lines import Lines, paragraphs
from scoring.roadmap.model import LeftOut, Step


def action_lines(action_id: str, material: Material) -> Lines:
    """Return an action with its place in the roadmap and the reasons for it, or with why it has none."""
    action, words = material.questionnaire.actions_by_id[action_id], material.words
    heading = material.heading(f"{action_id} {action.title[words.language]}")
    for step in material.roadmap.steps:
        if step.action == action_id:
            return paragraphs([heading, material.labelled(_of_step(step, material))])
    for left in material.roadmap.left_out:
        if left.action == action_id:
            return paragraphs([heading, material.labelled(_of_left_out(left, material))])
    return paragraphs([heading, material.told(words("This is done, and is not planned again."))])


def _of_step(step: Step, material: Material) -> Iterator[Row]:
    words, roadmap, questionnaire = material.words, material.roadmap, material.questionnaire
    when = words(
        "{weeks}, done in {quarter}, {days}",
        weeks=sentences.step_weeks(step, words),
        quarter=sentences.quarter_label(roadmap.limits, step.quarter, words),
        days=sentences.days(step.days, words),
    )
    rows = (
        (words("When"), f"{when}."),
        (words("Effect"), reasons.step_gain(questionnaire, step, words)),
        (words("Makes possible"), reasons.step_enables(step, words)),
        (words("At stake"), reasons.step_stake(questionnaire, roadmap, step, words)),
        (words("Why now"), reasons.step_timing(questionnaire, roadmap, step, words)),
    )
    return (Row(label, text) for label, text in rows if text)


def _of_left_out(left: LeftOut, material: Material) -> Iterator[Row]:
    words, roadmap = material.words, material.roadmap
    yield Row(words("Not planned"), f"{sentences.left_out_title(left.reason, roadmap, words)}.")
    yield Row(words("Why not"), reasons.left_out_text(material.questionnaire, roadmap, left, words))
