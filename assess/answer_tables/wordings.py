"""Recognise questions and sentences of a questionnaire in texts that other programs give back."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from assess.answer_sheets.values import choice_of, level_of
from assess.answer_tables.codes import ANSWER_CODES, COMMENT, items_by_code
from questionnaires.model import LANGUAGES, ROLES, Item, Questionnaire

ENUMERATED = re.compile(r"(?:[a-e]|[1-5])\s*[.):]\s+", re.IGNORECASE)
ALIKE = 0.9  # of two questions, by the share of signs in the same order


def plain(text: str) -> str:
    """Return the letters and figures of a text, so that other quotes, spaces and case do not matter."""
    return re.sub(r"[^\w]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


class Headings:
    """Finds the item that a heading is of."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._codes = items_by_code(questionnaire) | {name: name for name in questionnaire.items}
        self._questions = {
            plain(item.worded_for(role).question[language]): item.id
            for item in questionnaire.items.values()
            for role in ROLES
            for language in LANGUAGES
        }

    def item_of(self, heading: str) -> tuple[str, bool] | None:
        """Return the item, and whether that is sure; None where nothing is like it."""
        text = heading.removesuffix(COMMENT).strip()
        first, _, rest = text.partition(" ")
        for code in (text, first.rstrip(".:)]").lstrip("[")):
            if code in self._codes:
                return self._codes[code], True
        question = plain(ENUMERATED.sub("", text, count=1))
        for said in (question, plain(rest)):
            if said in self._questions:
                return self._questions[said], True
        near = [(SequenceMatcher(None, question, one).ratio(), item) for one, item in self._questions.items()]
        likeness, item = max(near, default=(0.0, ""))
        return (item, False) if likeness >= ALIKE else None


def is_note(heading: str) -> bool:
    return heading.endswith(COMMENT)


def answer_said(text: str, item: Item) -> str | None:
    """Return what a text answers: 1 to 5, unknown or not_applicable; None where that does not show."""
    if text in ANSWER_CODES:
        return ANSWER_CODES[text]
    if level := level_of(text):
        return level
    if (choice := choice_of(text)) in ("unknown", "not_applicable"):
        return choice
    said = (plain(text), plain(ENUMERATED.sub("", text, count=1)))
    for role in ROLES:
        for number, sentence in enumerate(item.worded_for(role).levels, start=1):
            if any(plain(sentence[language]) in said for language in LANGUAGES):
                return str(number)
    return None
