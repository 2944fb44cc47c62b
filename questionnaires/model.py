"""What a questionnaire is: frozen values without behaviour beyond looking things up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, get_args

import msgspec

Language = Literal["nl", "en"]
Role = Literal["it_management", "it_staff", "user", "supplier"]
Audience = Literal["it", "user", "supplier"]
Level = Literal[1, 2, 3, 4, 5]

AT_LEAST_ONE = msgspec.Meta(min_length=1)

LevelNumber = Annotated[int, msgspec.Meta(ge=1, le=5)]  # a Level that was computed or read
Count = Annotated[int, msgspec.Meta(ge=1)]
Filled = Annotated[str, AT_LEAST_ONE]
Id = Annotated[str, msgspec.Meta(pattern="^[A-Za-z][A-Za-z0-9._-]*$")]  # without @, which parts an id from a version
Version = Annotated[str, msgspec.Meta(pattern=r"^\d+\.\d+\.\d+$")]
Former = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9._-]*@[1-9]\d*$")]  # an item's id and rev: U2.1@1

LANGUAGES: tuple[Language, ...] = get_args(Language)
ROLES: tuple[Role, ...] = get_args(Role)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
LEVELS: tuple[Level, ...] = get_args(Level)

AUDIENCE_OF: dict[Role, Audience] = {"it_management": "it", "it_staff": "it", "user": "user", "supplier": "supplier"}


def audience_of(role: Role) -> Audience:
    """Return the audience that a role belongs to: management and staff are both IT."""
    return AUDIENCE_OF[role]


class Text(msgspec.Struct, frozen=True):
    """One text in both languages."""

    nl: Filled
    en: Filled

    def __getitem__(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


class LevelName(msgspec.Struct, frozen=True):
    """The name of a maturity level and the paragraph that describes it."""

    name: Text
    description: Text


class Wording(msgspec.Struct, frozen=True):
    """An item in the words of one audience: the question and its five sentences, level 1 first."""

    question: Text
    levels: tuple[Text, Text, Text, Text, Text]


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question of the questionnaire, worded for each audience that is asked it.

    `rev` goes up when the meaning changes. `equivalent_to` names what an item was in other versions, with its rev,
    where answers may be compared all the same.
    """

    id: Id
    rev: Count
    equivalent_to: tuple[Former, ...] = ()
    audience: Annotated[tuple[Audience, ...], AT_LEAST_ONE]
    gate: Literal[3, 4] | None = None
    not_applicable: bool = False
    unknown_is_finding: bool = False
    question: Text
    levels: tuple[Text, Text, Text, Text, Text]
    as_user: Wording | None = None
    as_supplier: Wording | None = None

    @property
    def forms(self) -> frozenset[str]:
        """Everything that this item is or was, as id@rev: items that share one of them may be compared."""
        return frozenset((f"{self.id}@{self.rev}", *self.equivalent_to))

    def is_asked_of(self, role: Role) -> bool:
        return audience_of(role) in self.audience

    def worded_for(self, role: Role) -> Wording:
        """Return the wording of a role; the IT wording where the role has none of its own."""
        own = {"user": self.as_user, "supplier": self.as_supplier}.get(role)
        return own or Wording(self.question, self.levels)


class Capability(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a domain that is scored by itself, with its items in the order of asking."""

    id: Id
    name: Text
    definition: Text
    source: Text
    items: Annotated[tuple[Item, ...], AT_LEAST_ONE]

    def gate(self, level: int) -> Item | None:
        """Return the key practice of level 3, or of levels 4 and 5; None for the other levels."""
        wanted = {3: 3, 4: 4, 5: 4}.get(level)
        return next((item for item in self.items if wanted and item.gate == wanted), None)


class Domain(msgspec.Struct, frozen=True, kw_only=True):
    """A domain of the questionnaire, with its capabilities and the options of its ambition question."""

    id: Id
    name: Text
    core: tuple[str, ...]
    about: Text
    ambition_levels: tuple[Text, Text, Text, Text, Text]
    capabilities: Annotated[tuple[Capability, ...], AT_LEAST_ONE]


class Action(msgspec.Struct, frozen=True, kw_only=True, rename={"from_level": "from", "to_level": "to"}):
    """An improvement action: the items it lifts to a level, its effort and its prerequisites."""

    id: Id
    title: Text
    capability: str
    from_level: LevelNumber
    to_level: LevelNumber
    lifts: Annotated[dict[str, LevelNumber], AT_LEAST_ONE]
    days: Count
    weeks: Count
    needs: tuple[str, ...]
    visible_to_users: bool
    first_step: Text
    kpi: Text


class ActionTemplate(msgspec.Struct, frozen=True, kw_only=True, rename={"from_level": "from", "to_level": "to"}):
    """Advice for the last step of any capability, which no catalogue can give: it is invented with users.

    It applies once every item of the capability has reached `from_level`.
    """

    id: Id
    title: Text
    from_level: LevelNumber
    to_level: LevelNumber
    days: Count
    weeks: Count
    first_step: Text
    kpi: Text


class Profile(msgspec.Struct, frozen=True):
    """One of the four ways in which ambition and reality can stand to each other."""

    name: Text
    text: Text


class ContextQuestion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question beside the scored items (A2 to A5, R1 to R5), with the labels of its parts."""

    question: Text
    hint: Text
    parts: dict[str, Text] = {}


class AmbitionQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """The question "how high do you set the bar", with {domain} and {quarters} to fill in."""

    question: Text
    question_one_quarter: Text
    hint: Text


class Questionnaire(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All of a questionnaire: what is asked, of whom, and which actions follow from it.

    `sha256` is the hash of the meaning (see `catalogue.meaning`): the same in whatever files, order of keys or
    comments the content was written. What has an order (domains, capabilities, items, actions) stands in a tuple.
    """

    id: Id
    version: Version
    sha256: str = ""
    title: Text
    introduction: dict[Audience, Text]
    instruction: dict[Audience, Text]
    ambition: AmbitionQuestion
    levels: tuple[LevelName, LevelName, LevelName, LevelName, LevelName]
    domains: Annotated[tuple[Domain, ...], AT_LEAST_ONE]
    actions: tuple[Action, ...]
    action_template: ActionTemplate
    profiles: dict[str, Profile]
    context: dict[str, ContextQuestion]
    flags: dict[str, Text]

    @cached_property
    def capabilities(self) -> dict[str, Capability]:
        """All capabilities by id, in the order of the questionnaire."""
        return {capability.id: capability for domain in self.domains for capability in domain.capabilities}

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items by id, in the order of asking."""
        return {item.id: item for capability in self.capabilities.values() for item in capability.items}

    @cached_property
    def actions_by_id(self) -> dict[str, Action]:
        return {action.id: action for action in self.actions}

    @cached_property
    def _domain_of(self) -> dict[str, Domain]:
        return {part.id: domain for domain in self.domains for part in domain.capabilities}

    @cached_property
    def _capability_of(self) -> dict[str, Capability]:
        return {item.id: part for part in self.capabilities.values() for item in part.items}

    def domain_of(self, capability_id: str) -> Domain:
        return self._domain_of[capability_id]

    def capability_of(self, item_id: str) -> Capability:
        return self._capability_of[item_id]

    def asked_of(self, role: Role) -> Iterator[Item]:
        """Yield the items that a role is asked, in order."""
        return (item for item in self.items.values() if item.is_asked_of(role))
