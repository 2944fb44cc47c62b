"""What a page is made of: the workshop as it stands, and the seat of one participant in it."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

from assess.interview.places import IMPORTANCE, Place, Script
from assess.workshop.board import Desk
from questionnaires.language import Words, words
from questionnaires.model import Language, Questionnaire, Role
from questionnaires.responses import Agreed, Respondent

Kind = Literal["workshop", "survey"]


class Presence(msgspec.Struct, frozen=True):
    """How many people joined, and how many of them are ready; by role only for the organiser of a survey."""

    joined: int = 0
    ready: int = 0
    by_role: dict[Role, int] = {}


class Room(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A workshop or survey as it stands.

    `code` is what people type, six letters and figures in capitals. `asks_consent` says whether every participant is
    asked if answers may be recognised; `is_open` whether all of them agreed, which is known once nobody can answer any
    more. `closes` is when a survey closes, in seconds since 1970. `revision` grows with everything a facilitator does.
    """

    run_id: str
    code: str
    kind: Kind
    organisation: str
    language: Language
    questionnaire: Questionnaire
    threshold: int
    asks_consent: bool
    is_open: bool
    closes: float | None
    horizon_quarters: int
    group_sizes: dict[str, int]
    desk: Desk
    revision: int
    agreed: dict[str, Agreed]
    presence: Presence

    @property
    def code_said(self) -> str:
        """The code in two halves, as it is easiest to read and to type."""
        return f"{self.code[:3]} {self.code[3:]}"

    @property
    def expected(self) -> int | None:
        """How many people are expected in all, where the sizes of all groups were given."""
        return sum(self.group_sizes.values()) or None

    def script(self, role: Role) -> Script:
        """Return what a role is asked, in order; facts about the department are the organiser's to give."""
        return Script(questionnaire=self.questionnaire, role=role, describes_department=False)


class Seat(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One participant: the room, what was answered so far, the language that was chosen, and whether all is done.

    `position` is the path of the page where an unfinished participant goes on, such as item/U1.1.
    """

    room: Room
    respondent: Respondent
    language: Language
    is_ready: bool
    position: str | None = None

    @cached_property
    def words(self) -> Words:
        return words(self.language)

    @cached_property
    def script(self) -> Script:
        return self.room.script(self.respondent.role)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The pages of this participant in order: items, of management also the bar, and what matters most.

        Of IT staff the bar is asked too; it is shown beside that of management, which decides.
        """
        items = [Place("item", item_id) for item_id in self.script.items]
        bars = [Place("ambition", domain.id) for domain in self.script.domains if self.script.is_for_it]
        weighs = IMPORTANCE in self.script.closing
        return (*items, *([IMPORTANCE] if weighs else []), *bars)

    @property
    def open_items(self) -> tuple[str, ...]:
        """The items that have no answer yet."""
        return tuple(item_id for item_id in self.script.items if item_id not in self.respondent.answers)
