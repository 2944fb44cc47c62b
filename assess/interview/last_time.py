"""Hold what the same person answered last time, to be shown once the new answer is kept and never before (4.10)."""

from __future__ import annotations

import msgspec

from questionnaires.comparable import common_items
from questionnaires.model import Item, Questionnaire
from questionnaires.responses import Answer, Respondent


class Then(msgspec.Struct, frozen=True):
    """An answer of last time, with the item in the words in which it was asked."""

    answer: Answer
    item: Item


class LastTime(msgspec.Struct, frozen=True, kw_only=True):
    """The earlier run of a respondent; `answers` has those that may be compared, by the id of the present item.

    `date` is ISO 8601. Of the `people` who answered then, `returning` are in the present run. `answered` counts all
    answers of then, also those to questions that mean something else now.
    """

    date: str
    answers: dict[str, Then]
    answered: int
    people: int
    returning: int


def answers_then(then: Questionnaire, person: Respondent, now: Questionnaire) -> dict[str, Then]:
    """Return the answers of an earlier run to items that mean the same now (4.11), by the present item's id."""
    pairs = common_items(then, now).pairs
    return {
        pairs[item_id]: Then(answer, then.items[item_id])
        for item_id, answer in person.answers.items()
        if item_id in pairs
    }
