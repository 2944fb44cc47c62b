"""Lay out the places that a respondent of a role visits, in order."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

from questionnaires.model import Capability, Domain, Item, Questionnaire, Role, audience_of
from questionnaires.responses import MAX_IMPORTANCE_MARKS

Kind = Literal["instruction", "item", "ambition", "importance", "closing", "overview"]


class Place(msgspec.Struct, frozen=True):
    """One stop of the interview; `id` is that of the item, domain or closing question."""

    kind: Kind
    id: str = ""


INSTRUCTION = Place("instruction")
IMPORTANCE = Place("importance")
OVERVIEW = Place("overview")

CLOSING_QUESTIONS = ("A3", "A4", "A5", "R1", "R2", "R3", "R4", "R5")  # the horizon, A2, is asked beforehand


class Script(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What one respondent is asked: the items of the role and what matters most; of IT also the bar.

    Who is asked about no more capabilities than may be marked is not asked to choose among them.
    `describes_department` says whether the closing questions about the department as a whole are asked too.
    """

    questionnaire: Questionnaire
    role: Role
    describes_department: bool

    @property
    def is_for_it(self) -> bool:
        return audience_of(self.role) == "it"

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items that are asked, by id, in the order of asking."""
        return {item.id: item for item in self.questionnaire.asked_of(self.role)}

    @cached_property
    def capabilities(self) -> dict[str, Capability]:
        """The capabilities of which anything is asked, by id."""
        parts = (self.questionnaire.capability_of(item_id) for item_id in self.items)
        return {part.id: part for part in parts}

    @cached_property
    def domains(self) -> tuple[Domain, ...]:
        """The domains of which anything is asked."""
        asked = {self.domain_of(item_id).id for item_id in self.items}
        return tuple(domain for domain in self.questionnaire.domains if domain.id in asked)

    @cached_property
    def closing(self) -> tuple[Place, ...]:
        """The questions after the items: what matters most, and what the department is like."""
        asked = CLOSING_QUESTIONS if self.describes_department and self.is_for_it else ()
        about_department = (Place("closing", one) for one in asked if one in self.questionnaire.context)
        return *[IMPORTANCE] * (len(self.capabilities) > MAX_IMPORTANCE_MARKS), *about_department

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All places in order, from the instruction to the overview."""
        walk = [INSTRUCTION]
        for domain in self.domains:
            walk += [Place("item", item_id) for item_id in self.items_in(domain)]
            walk += [Place("ambition", domain.id)] * self.is_for_it
        return *walk, *self.closing, OVERVIEW

    @cached_property
    def rows(self) -> tuple[tuple[Place, ...], ...]:
        """The rows of the overview: per domain its bar, then a row per capability; last the closing questions."""
        rows: list[tuple[Place, ...]] = []
        for domain in self.domains:
            rows += [(Place("ambition", domain.id),) * self.is_for_it, *self.rows_of(domain)]
        return tuple(row for row in (*rows, self.closing) if row)

    def rows_of(self, domain: Domain) -> tuple[tuple[Place, ...], ...]:
        """Return the items of each capability of a domain, of those that have any for this role."""
        parts = (
            tuple(Place("item", item.id) for item in capability.items if item.id in self.items)
            for capability in domain.capabilities
        )
        return tuple(part for part in parts if part)

    def items_in(self, domain: Domain) -> tuple[str, ...]:
        return tuple(item_id for item_id in self.items if self.domain_of(item_id).id == domain.id)

    def domain_of(self, item_id: str) -> Domain:
        return self.questionnaire.domain_of(self.questionnaire.capability_of(item_id).id)

    def number_of(self, item_id: str) -> int:
        """Return which question of the role's own this is, from 1."""
        return list(self.items).index(item_id) + 1

    def after(self, place: Place) -> Place:
        return self.places[min(self.places.index(place) + 1, len(self.places) - 1)]

    def before(self, place: Place) -> Place:
        return self.places[max(self.places.index(place) - 1, 0)]
