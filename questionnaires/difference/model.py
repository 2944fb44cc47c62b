"""What a difference between two questionnaires is: a change at a place, and the step that it asks of the version."""

from __future__ import annotations

from typing import Literal

import msgspec

from questionnaires.comparable import CommonItems
from questionnaires.difference.steps import VersionStep
from questionnaires.language import Phrase, Words, phrase
from questionnaires.language import words as words_in
from questionnaires.model import Audience, Language, Text
from questionnaires.nodes import Step

Kind = Literal["structure", "meaning", "wording", "translation"]
"""`wording` where both languages of a text changed, `translation` where one did."""

READERS: dict[Audience, Phrase] = {
    "it": phrase("IT"),
    "user": phrase("users"),
    "supplier": phrase("suppliers"),
}


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where something changed.

    `path` leads to it in a file: keys, positions from 0, and in a list of things with an id that id. `of` is the id of
    what it is about ("" for the questionnaire), `part` what of it (a text where it is
    called so in the file itself), `reader` and `language` in whose words.
    """

    path: tuple[Step, ...]
    of: str = ""
    part: Phrase | str | None = None
    reader: Audience | None = None
    language: Language | None = None

    def said(self, words: Words) -> str:
        """Return the place as a person reads it: U2.1 sentence 3 (users, nl)."""
        names = " ".join(
            part for part in (self.of, words.say(self.part) if isinstance(self.part, Phrase) else self.part) if part
        )
        within = ", ".join(
            [*([words.say(READERS[self.reader])] if self.reader else ()), *filter(None, (self.language,))]
        )
        return f"{names} ({within})" if within else names

    @property
    def name(self) -> str:
        """The place in English, for other programs."""
        return self.said(words_in("en"))


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that differs: what, where, of which kind, and the smallest step of the version that tells of it.

    `old` and `new` are shortened to what differs; a Text where both languages are new or gone. `rev` is the rev by
    which an item could tell instead, in a version of a MINOR step; None where it cannot. `is_doubtful` marks a text
    that may say something else by now.
    """

    place: Place
    kind: Kind
    step: VersionStep
    what: Phrase
    old: str | Text | None = None
    new: str | Text | None = None
    rev: int | None = None
    is_doubtful: bool = False


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the author of a questionnaire should look at; it is no mistake by itself."""

    place: Place
    message: Phrase

    def said(self, words: Words) -> str:
        """Return the remark with its place."""
        return f"{self.place.said(words)}: {words.say(self.message)}"


class QuestionnaireDifference(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that differs between two versions, in the order of the questionnaire.

    `needed` is the step that all changes together ask for (None where nothing differs), `given` the step between the
    two versions (None where the newer has the same number or a lower one). `common` says what may be compared.
    """

    id: str
    old_version: str
    new_version: str
    needed: VersionStep | None
    given: VersionStep | None
    changes: tuple[Change, ...]
    common: CommonItems

    @property
    def is_another(self) -> bool:
        """Whether the two are different questionnaires, so that no step of a version tells anything."""
        return any(change.place.path == ("id",) for change in self.changes)
