"""Read and show what is filled in at a closing question: numbers for the plan, free words for the facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

import msgspec

from questionnaires.language import Phrase, phrase
from questionnaires.model import Language
from questionnaires.responses import Context, Facts

_GROUPED = re.compile(r"\d{1,3}([.,  ’]\d{3})+")  # 1.200, 1,200 or 1 200: one thousand two hundred
_MAX_COUNT = 10_000_000


class Unreadable(msgspec.Struct, frozen=True):
    """What was typed cannot be taken for an answer; says what can."""

    remedy: Phrase


class Blank(msgspec.Struct, frozen=True):
    """One thing to fill in: where it is kept, and how what is typed is read."""

    kept_in: Literal["context", "facts"]
    name: str
    read: Callable[[str], Any]

    def value(self, context: Context, facts: Facts) -> Any:
        return getattr(context if self.kept_in == "context" else facts, self.name)


def _days(typed: str) -> float | Unreadable:
    number = _number(typed)
    if number is None or not 0 < number <= _MAX_COUNT:
        return Unreadable(phrase("Fill in a number of days above zero, for example 60."))
    return number


def _count(typed: str) -> int | Unreadable:
    number = _number(typed)
    if number is None or not number.is_integer() or not 0 <= number <= _MAX_COUNT:
        return Unreadable(phrase("Fill in a whole number, for example 25."))
    return int(number)


def _words(typed: str) -> str:
    return typed


def _count_or_words(typed: str) -> int | str:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(_MAX_COUNT)) else typed


def _number(typed: str) -> float | None:
    if _GROUPED.fullmatch(typed):
        typed = re.sub(r"\D", "", typed)
    try:
        return float(typed.replace(",", ".")) if re.fullmatch(r"[\d.,]+", typed, re.ASCII) else None
    except ValueError:
        return None


BLANKS: dict[str, tuple[Blank, ...]] = {
    "A3": (Blank("context", "capacity_days", _days),),
    "A4": (Blank("context", "it_staff", _count), Blank("context", "users", _count)),
    "A5": (Blank("context", "critical_data", _words),),
    "R1": (Blank("facts", "satisfaction", _words),),
    "R2": (Blank("facts", "response_rate", _words),),
    "R3": (Blank("facts", "tools_known", _count_or_words), Blank("facts", "tools_estimated", _count_or_words)),
    "R4": (Blank("facts", "front_door_share", _words),),
    "R5": (Blank("facts", "lead_times", _words),),
}
CHOICE = "A5"  # the one closing question that is answered by choosing


def typed(question_id: str, context: Context, facts: Facts, language: Language = "en") -> tuple[str, ...]:
    """Return what stands in the blanks of a closing question, as it can be typed again."""
    return tuple(_as_typed(blank.value(context, facts), language) for blank in BLANKS[question_id])


def is_filled(question_id: str, context: Context, facts: Facts) -> bool:
    """Say whether anything was told at a closing question."""
    return any(blank.value(context, facts) is not None for blank in BLANKS[question_id])


def fill(question_id: str, texts: Sequence[str], context: Context, facts: Facts) -> tuple[Context, Facts] | Unreadable:
    """Return the context and the facts with the blanks of one question filled in; an empty blank is "not told"."""
    kept: dict[str, dict[str, Any]] = {"context": {}, "facts": {}}
    for blank, text in zip(BLANKS[question_id], texts, strict=True):
        value = blank.read(text.strip()) if text.strip() else None
        if isinstance(value, Unreadable):
            return value
        kept[blank.kept_in][blank.name] = value
    return msgspec.structs.replace(context, **kept["context"]), msgspec.structs.replace(facts, **kept["facts"])


def _as_typed(value: Any, language: Language) -> str:
    if isinstance(value, float):
        figures = f"{value:.10g}"
        return figures.replace(".", ",") if language == "nl" else figures
    return "" if value is None else str(value)
