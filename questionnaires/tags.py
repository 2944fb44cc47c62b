"""Say what a tag is: a short word that somebody hangs on a run, to find it among others."""

from __future__ import annotations

import re

from questionnaires.language import Phrase, phrase

LONGEST_TAG = 40  # characters
MOST_TAGS = 20  # on one run
ONE_WORD = r"^\S+$"  # what an editor can see of it: what \w is differs from one language of patterns to another

_TAG = re.compile(r"[^\W_][\w.-]*")  # a letter or digit; then also hyphens, points and underscores


def is_tag(text: str) -> bool:
    """Say whether a text can be a tag: small letters, so that Zorg and zorg are one."""
    return len(text) <= LONGEST_TAG and bool(_TAG.fullmatch(text)) and text == text.lower()


def not_a_tag(text: str) -> tuple[Phrase, Phrase]:
    """Return what is wrong with a text that is no tag, and the way out."""
    message = phrase("‘{value}’ cannot be a tag.", value=text)
    if is_tag(text.lower()):
        return message, phrase("Write it in small letters: {value}.", value=text.lower())
    return message, phrase(
        "A tag is one word of at most {n} small letters, digits, hyphens, points and underscores; it starts with a "
        "letter or a digit.",
        n=LONGEST_TAG,
    )


def too_many_tags(n: int) -> tuple[Phrase, Phrase]:
    """Return what is wrong with so many tags on one run, and the way out."""
    message = phrase("there are {n} tags; a run has at most {most}.", n=n, most=MOST_TAGS)
    return message, phrase("Keep the ones by which you look for it.")
