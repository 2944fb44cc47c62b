"""What a report is made of, with the few ways of naming things that every page shares."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from questionnaires.language import Words
from questionnaires.model import Capability, Domain, Questionnaire, Text
from questionnaires.responses import Responses
from reports import sentences
from scoring.roadmap.model import Roadmap
from scoring.scorecard import CapabilityScore, DomainScore, Scorecard

if TYPE_CHECKING:
    from scoring.change.since import Since
    from scoring.roadmap.analysis.model import Analysis

NAMED = 2  # names in a short line; the others are counted
KEPT_CONTROLS = "\n\t"
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # they would turn round what stands beside them


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The top of a page: its short title for contents and bookmarks, and its message as a sentence."""

    anchor: str
    title: str
    heading: str
    lead: str = ""


class Link(msgspec.Struct, frozen=True):
    """A text that leads to another place in the report."""

    text: str
    anchor: str


class Fact(msgspec.Struct, frozen=True):
    """A term with what it comes to."""

    term: str
    text: str


class Material(msgspec.Struct, frozen=True):
    """One run with all that follows from it, and the language of its report.

    `analysis` is how far the ambition is within reach; None where nobody looked. `since` is this run beside the last
    one; None where there was none.
    """

    questionnaire: Questionnaire
    responses: Responses
    scorecard: Scorecard
    roadmap: Roadmap
    words: Words
    analysis: Analysis | None = None
    since: Since | None = None

    def text(self, text: Text) -> str:
        """Return a text of the questionnaire in the language of the report."""
        return text[self.words.language]

    @property
    def people(self) -> int:
        """Return the number of respondents."""
        return sum(self.scorecard.respondents.values())

    @property
    def is_one_view(self) -> bool:
        return self.people == 1

    @property
    def stated(self) -> bool:
        """Say whether somebody set the bar; if not, it is a default."""
        return self.scorecard.overall.ambition_stated

    @property
    def target(self) -> float | None:
        """Return the ambition of the whole, also where it is a default."""
        return self.scorecard.overall.ambition

    def domain(self, domain_id: str) -> Domain:
        return next(domain for domain in self.questionnaire.domains if domain.id == domain_id)

    def domain_score(self, domain_id: str) -> DomainScore:
        return self.scorecard.domains[domain_id]

    def score(self, capability_id: str) -> CapabilityScore:
        return self.scorecard.capabilities[capability_id]

    def name(self, capability_id: str) -> str:
        """Return a capability as it is called in a sentence: S1 Zicht."""
        return sentences.capability_name(self.questionnaire, capability_id, self.words)

    def starred(self, capability: Capability) -> str:
        """Return a capability's name, with an asterisk where it is a core capability of its domain."""
        core = capability.id in self.questionnaire.domain_of(capability.id).core
        return self.text(capability.name) + ("*" if core else "")

    def held_shortly(self, capability_ids: Sequence[str]) -> str:
        """Return what holds a level back: at most two names, the others counted."""
        words, named = self.words, capability_ids[:NAMED]
        others = len(capability_ids) - NAMED
        names = [sentences.held_by(self.questionnaire, self.scorecard, [name], words) for name in named]
        if others <= 0:
            return words.listing(names)
        return words.plural(
            "{names} and {count} other capability",
            "{names} and {count} other capabilities",
            others,
            names=", ".join(names),
        )

    @property
    def mode(self) -> str:
        """Return how the run was held, in words."""
        words = self.words
        return {"solo": words("answered alone"), "survey": words("survey"), "workshop": words("workshop")}[
            self.responses.mode
        ]

    @property
    def measure_again(self) -> dt.date:
        """Return the first day of the month in which a result expires: a year after the run."""
        day = dt.date.fromisoformat(self.responses.date)
        return dt.date(day.year + 1, day.month, 1)

    @property
    def organisation(self) -> str:
        return own_words(self.responses.organisation)


def own_words(text: str) -> str:
    """Return what somebody typed without the characters that no page can show: controls and bidi overrides."""
    kept = (
        character
        for character in text
        if character not in OVERRIDES
        and (character in KEPT_CONTROLS or unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co"))
    )
    return "".join(kept).strip()


def shortened(text: str, length: int) -> str:
    """Return a text cut at a word to at most `length` characters, with an ellipsis where something is left out."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip() + "…"
