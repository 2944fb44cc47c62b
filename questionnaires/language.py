"""Speak Dutch and English: messages, numbers, plurals, lists and dates in the language of the reader."""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from questionnaires.model import Language

LOCALES = Path(__file__).parent / "locale"
CATALOGUE = "meetlat"
NOTHING = "–"  # printed where there is nothing to say; never a zero


class Phrase(msgspec.Struct, frozen=True):
    """A sentence to be spoken later: an English message id with the values to fill in."""

    message: str
    values: dict[str, Any] = {}


def phrase(message: str, **values: Any) -> Phrase:
    """Return a sentence to be spoken later; the catalogue extracts its message from calls to this function."""
    return Phrase(message, values)


class Words:
    """The words of one language. Message ids are the English texts; braces in them are filled by name."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = gettext.translation(CATALOGUE, str(LOCALES), [language], fallback=True)

    def __call__(self, message: str, **values: Any) -> str:
        return self._catalogue.gettext(message).format(**values)

    def say(self, phrase: Phrase) -> str:
        """Return a phrase in this language."""
        return self(phrase.message, **phrase.values)

    def plural(self, one: str, many: str, n: int, **values: Any) -> str:
        """Return the form that fits `n`, which is filled in as {n} (figures) and {count} (a word up to twelve)."""
        return self._catalogue.ngettext(one, many, n).format(n=n, count=self.count(n), **values)

    def count(self, n: int) -> str:
        """Return a count as running text has it: a word from nul to twelve, figures above."""
        small = (
            self("zero"), self("one"), self("two"), self("three"), self("four"), self("five"), self("six"),
            self("seven"), self("eight"), self("nine"), self("ten"), self("eleven"), self("twelve"),
        )  # fmt: skip
        return small[n] if 0 <= n < len(small) else str(n)

    def number(self, value: float | None, digits: int = 1) -> str:
        """Return a number with the decimal mark of the language, halves rounded away from zero; a dash for None."""
        if value is None:
            return NOTHING
        exact = Decimal(str(round(value, 9)))  # so that 2.4499999999999997, a mean of 2.45, is rounded as 2.45
        figures = str(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)).replace("-", "−")
        return figures.replace(".", ",") if self.language == "nl" else figures

    def shortest(self, value: float) -> str:
        """Return a number without needless decimals: 60 for 60.0 and 47,5 for 47.5."""
        return self.number(value, 0 if float(value).is_integer() else 1)

    def percent(self, share: float | None) -> str:
        """Return a share (0..1) as a whole percentage; never 0% or 100% where it is not exactly so."""
        if share is None:
            return NOTHING
        whole = int(self.number(share * 100, 0))
        return f"{min(99, max(1, whole)) if 0 < share < 1 else whole}%"

    def listing(self, parts: Sequence[str]) -> str:
        """Return "a", "a en b" or "a, b en c"."""
        if len(parts) < 2:
            return "".join(parts)
        return self("{all_but_last} and {last}", all_but_last=", ".join(parts[:-1]), last=parts[-1])

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12, as it stands inside a date."""
        names = (
            self("January"), self("February"), self("March"), self("April"), self("May"), self("June"),
            self("July"), self("August"), self("September"), self("October"), self("November"), self("December"),
        )  # fmt: skip
        return names[number - 1]

    def date(self, day: dt.date | str) -> str:
        """Return a date (or its ISO form) written out: 23 november 2026."""
        day = dt.date.fromisoformat(day) if isinstance(day, str) else day
        return f"{day.day} {self.month(day.month)} {day.year}"

    def month_year(self, day: dt.date) -> str:
        """Return the month and year of a date: november 2026."""
        return f"{self.month(day.month)} {day.year}"


@lru_cache(maxsize=2)
def words(language: Language) -> Words:
    """Return the words of a language."""
    return Words(language)
