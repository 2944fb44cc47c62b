"""Decide what goes into a report beside its pages, and refuse what people did not agree to."""

from __future__ import annotations

from assess.errors import Mistake
from assess.workflow import Results, answers_of
from questionnaires.language import Words, phrase
from reports.attachments import AnswersArePrivate, Attachment, of_run


def enclosed(
    outcome: Results, words: Words, *, is_anonymous: bool = False, with_answers: bool = False
) -> tuple[Attachment, ...]:
    """Return the files that the report of a run carries: see `reports.attachments.of_run`.

    Raises Mistake where the answers of a group were asked for that not everyone agreed to show, or that are not here.
    """
    run = outcome.run
    if with_answers:
        answers_of(run)
    try:
        return of_run(
            run.questionnaire,
            run.responses,
            outcome.scorecard,
            outcome.roadmap,
            words,
            publication=run.publication,
            is_anonymous=is_anonymous,
            with_answers=with_answers,
        )
    except AnswersArePrivate as private:
        raise Mistake(
            phrase("{run} is anonymous: the answers of each respondent do not go into a report.", run=run.reference),
            phrase("Leave out --with-answers; the figures of the group go in anyway."),
        ) from private
