"""Weigh whether two texts can still say the same: a sign for a person to look at, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from questionnaires.model import LANGUAGES, Item, Text, Wording

OTHER = 0.3  # a question is another one where less than this share of its words stayed, in both languages
DOUBTFUL = 0.45  # of one text
SAME = 0.8  # a question under another id reads as the same one

MOST_WORDS = 200  # of a text that are weighed: a sentence has some thirty, and the time grows with the square

NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
NOT = re.compile(r"\b(?:niet|geen|nooit|niemand|niets|not|no|never|nobody|nothing|n't|without|zonder)\b", re.IGNORECASE)


def likeness(old: str, new: str) -> float:
    """Return the share of words (0..1) that two texts have in common, in the same order."""
    return SequenceMatcher(None, _words(old), _words(new), autojunk=False).ratio()


def is_doubtful(old: str, new: str) -> bool:
    """Say whether a text that changed may say something else: another number, another "not", or hardly a word left."""
    return (
        sorted(NUMBERS.findall(old)) != sorted(NUMBERS.findall(new))
        or len(NOT.findall(old)) != len(NOT.findall(new))
        or likeness(old, new) < DOUBTFUL
    )


def question_likeness(old: Item, new: Item) -> float:
    """Return how much two questions are alike: the mean over question and sentences, in the most alike language."""
    return max(
        _mean([likeness(before[language], after[language]) for before, after in _pairs(old, new)])
        for language in LANGUAGES
    )


def text_likeness(old: Text, new: Text) -> float:
    """Return how much two texts are alike in the most alike language."""
    return max(likeness(old[language], new[language]) for language in LANGUAGES)


def _pairs(old: Item, new: Item) -> list[tuple[Text, Text]]:
    return list(zip(_texts(old), _texts(new), strict=True))


def _texts(item: Item) -> Sequence[Text]:
    wording = Wording(item.question, item.levels)
    return (wording.question, *wording.levels)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())[:MOST_WORDS]
