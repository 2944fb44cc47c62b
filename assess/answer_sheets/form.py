"""What an answer sheet asks, and what its cells are called: writing and reading go by the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from questionnaires.language import Words
from questionnaires.model import AUDIENCE_OF, LEVELS, Item, Questionnaire, Role

FORMAT = "1"
HIDDEN = "Meetlat"  # the sheet that says of which questionnaire, role and run an answer sheet is
TEXT_PIECE = 30_000  # characters of a questionnaire's text in one cell; Excel keeps 32,767

Kind = Literal["about", "answers", "ambition", "importance"]
Choice = Literal["unknown", "not_applicable", "most", "least", "yes", "no"]
Shape = Literal["text", "number", "date", "choice"]

KINDS: tuple[Kind, ...] = ("about", "answers", "ambition", "importance")


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to fill in on the first page: its id there, and its place in an answer file."""

    id: str
    path: tuple[str, str] | tuple[str]
    shape: Shape
    asked: tuple[str, str | None] | None = None  # the context question and its part that words it


ORGANISATION = Field(id="organisation", path=("organisation",), shape="text")
DATE = Field(id="date", path=("date",), shape="date")
CODE = Field(id="code", path=("id",), shape="text")
REQUIRED = (ORGANISATION, DATE, CODE)
CONTEXT = (
    Field(id="A2", path=("context", "horizon_quarters"), shape="number", asked=("A2", None)),
    Field(id="A3", path=("context", "capacity_days"), shape="number", asked=("A3", None)),
    Field(id="A4.it_staff", path=("context", "it_staff"), shape="number", asked=("A4", "it_staff")),
    Field(id="A4.users", path=("context", "users"), shape="number", asked=("A4", "users")),
    Field(id="A5", path=("context", "critical_data"), shape="choice", asked=("A5", None)),
    Field(id="R1", path=("facts", "satisfaction"), shape="text", asked=("R1", None)),
    Field(id="R2", path=("facts", "response_rate"), shape="text", asked=("R2", None)),
    Field(id="R3.known", path=("facts", "tools_known"), shape="text", asked=("R3", "known")),
    Field(id="R3.estimated", path=("facts", "tools_estimated"), shape="text", asked=("R3", "estimated")),
    Field(id="R4", path=("facts", "front_door_share"), shape="text", asked=("R4", None)),
    Field(id="R5", path=("facts", "lead_times"), shape="text", asked=("R5", None)),
)


def fields_of(role: Role, questionnaire: Questionnaire) -> tuple[Field, ...]:
    """Return what the first page asks: of who leads IT also what the department is like."""
    about = CONTEXT if role == "it_management" else ()
    return *REQUIRED, *(one for one in about if one.asked and one.asked[0] in questionnaire.context)


def is_for_it(role: Role) -> bool:
    return AUDIENCE_OF[role] == "it"


def page_names(words: Words) -> dict[Kind, str]:
    return {
        "about": words("Start"),
        "answers": words("Answers"),
        "ambition": words("Ambition"),
        "importance": words("Importance"),
    }


def value_heads(words: Words) -> dict[Kind, str]:
    """Return the heading of the column to fill in: by it a page is known, whatever it is called by then."""
    return {
        "about": words("Fill in here"),
        "answers": words("Answer"),
        "ambition": words("Our bar"),
        "importance": words("Most or least"),
    }


def note_head(words: Words) -> str:
    return words("Note (where not applicable: why)")


def evidence_head(words: Words) -> str:
    return words("Evidence")


def choice_names(words: Words) -> dict[Choice, str]:
    """Return what is chosen from a list, as the list has it."""
    return {
        "unknown": words("don’t know"),
        "not_applicable": words("not applicable"),
        "most": words("most"),
        "least": words("least"),
        "yes": words("yes"),
        "no": words("no"),
    }


def options_of(item: Item, words: Words) -> Sequence[str]:
    """Return the list of an item: its levels, don't know and, where allowed, not applicable."""
    names = choice_names(words)
    others: tuple[Choice, ...] = ("unknown", "not_applicable") if item.not_applicable else ("unknown",)
    return [*map(str, LEVELS), *(names[other] for other in others)]
