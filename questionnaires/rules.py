"""What makes a questionnaire sound beyond the shape of its fields: ids, gates, wordings, prerequisites, names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import Formatter
from typing import Any

from questionnaires.language import phrase
from questionnaires.model import AUDIENCES, LANGUAGES
from questionnaires.nodes import Flaw, Step
from questionnaires.suggestions import did_you_mean

PROFILES = ("slumbering_monopolist", "ambitious_starter", "quiet_strength", "frontrunner")
CONTEXT = ("A2", "A3", "A4", "A5", "R1", "R2", "R3", "R4", "R5")
PARTS = {"A4": ("it_staff", "users"), "R3": ("known", "estimated")}
FLAGS = ("straight_lining", "speed")  # those of any questionnaire; the contradictions name items of one
GATES = (3, 4)
PLACEHOLDERS = {"question": {"domain", "quarters"}, "question_one_quarter": {"domain"}, "hint": set[str]()}
GENERAL = "general"  # the remark that belongs to no part: no part can have this id
COVER = "cover"  # the text on the front page of the report
PAGES = (
    "answer", "roadmap", "since", "outlook", "feasibility", "followed_up", "reading", "capabilities", "priority",
    "differences", "cards", "left_out", "answers", "method",
)  # fmt: skip
"""The pages of a report that a remark can be about."""
ABOUT_THE_REPORT = (GENERAL, COVER, *PAGES)

Content = dict[str, Any]  # plain data in the shape of a questionnaire's file; None where a part does not fit
Path = tuple[Step, ...]
Part = tuple[Path, Content]


def flaws(content: Content) -> Iterator[Flaw]:
    """Yield everything that is unsound in a questionnaire's content, as far as its parts could be read."""
    parts = Parts(content)
    yield from _ids(parts)
    yield from _equivalents(parts)
    yield from _domains(parts)
    for path, capability in parts.capabilities:
        yield from _gates(path, capability)
    for path, item in parts.items:
        yield from _wordings(path, item)
    for path, action in parts.actions:
        yield from _action(path, action, parts)
    yield from _waiting(parts)
    yield from _climb(("action_template",), content.get("action_template") or {})
    yield from _complete(content)
    yield from _placeholders(content.get("ambition") or {})


class Parts:
    """The parts that could be read with their paths, and their ids; None for ids that are not known all."""

    def __init__(self, content: Content) -> None:
        self.domains = list(_parts(content, "domains", ()))
        self.capabilities = list(_parts(content, "capabilities", ()))
        self.items = [part for path, one in self.capabilities for part in _parts(one, "items", path)]
        self.actions = list(_parts(content, "actions", ()))
        self.template = content.get("action_template")
        self.capability_ids = _all_ids([content], "capabilities")
        self.item_ids = _all_ids(content.get("capabilities"), "items")
        self.action_ids = _all_ids([content], "actions")


def _parts(holder: Content, key: str, path: Path) -> Iterator[Part]:
    for number, part in enumerate(holder.get(key) or ()):
        if part is not None:
            yield (*path, key, number), part


def _all_ids(holders: list[Content | None] | None, key: str) -> list[str] | None:
    """Return the ids of all parts, or None if one of them could not be read: it may have any id."""
    parts = [part for holder in holders or (None,) for part in (holder or {}).get(key) or (None,)]
    ids = [name for part in parts if (name := (part or {}).get("id")) is not None]
    return ids if len(ids) == len(parts) else None


def _ids(parts: Parts) -> Iterator[Flaw]:
    """An id names one thing only: answer files use those of domains, capabilities, items and actions side by side."""
    template = [(("action_template",), parts.template)] if parts.template else []
    everything: list[Part] = [*parts.domains, *parts.capabilities, *parts.items, *parts.actions, *template]
    seen = set(ABOUT_THE_REPORT)
    for path, part in everything:
        name = part.get("id")
        if name in seen:
            yield Flaw(
                path=(*path, "id"), code="id-clash", message=phrase("the id ‘{id}’ is taken already.", id=name),
                remedy=phrase("Give it an id that no domain, capability, item or action has."),
            )  # fmt: skip
        elif name:
            seen.add(name)


def _equivalents(parts: Parts) -> Iterator[Flaw]:
    """What an item was in another version was one item, and is none of today's."""
    taken = {f"{item.get('id')}@{item.get('rev')}" for _, item in parts.items}
    for path, item in parts.items:
        for position, former in enumerate(item.get("equivalent_to") or ()):
            if former in taken:
                yield Flaw(
                    path=(*path, "equivalent_to", position), code="equivalent-twice",
                    message=phrase("‘{form}’ stands for one question only, and is taken already.", form=former),
                    remedy=phrase("Keep it at the question that still asks the same."),
                )  # fmt: skip
            elif former:
                taken.add(former)


def _domains(parts: Parts) -> Iterator[Flaw]:
    """Each capability stands in one domain, and a domain's core is its own."""
    placed: set[str] = set()
    for path, domain in parts.domains:
        own = domain.get("capabilities") or ()
        for position, name in enumerate(own):
            if name in placed:
                yield Flaw(
                    path=(*path, "capabilities", position), code="capability-placed-twice",
                    message=phrase("capability ‘{id}’ stands in a domain already.", id=name),
                    remedy=phrase("Keep it in one domain."),
                )  # fmt: skip
            elif name is not None:
                yield from _capability((*path, "capabilities", position), name, parts.capability_ids)
                placed.add(name)
        for position, name in enumerate(domain.get("core") or ()):
            if None not in (name, *own) and name not in own:
                yield Flaw(
                    path=(*path, "core", position), code="core-not-in-domain",
                    message=phrase("core capability ‘{id}’ is not one of this domain.", id=name),
                    remedy=did_you_mean(name, own),
                )  # fmt: skip
    for path, capability in parts.capabilities if parts.domains else ():
        if (name := capability.get("id")) not in {None, *placed}:
            yield Flaw(
                path=(*path, "id"), code="capability-in-no-domain",
                message=phrase("capability ‘{id}’ stands in no domain, so nobody is asked about it.", id=name),
                remedy=phrase("Add it to the capabilities of a domain."),
            )  # fmt: skip


def _capability(path: Path, name: str | None, known: Collection[str] | None) -> Iterator[Flaw]:
    if name is not None and known is not None and name not in known:
        message = phrase("unknown capability ‘{id}’.", id=name)
        yield Flaw(path=path, code="unknown-capability", message=message, remedy=did_you_mean(name, known))


def _gates(path: Path, capability: Content) -> Iterator[Flaw]:
    """A capability has one key practice for level 3 and one for level 4, which level 5 shares."""
    items = list(_parts(capability, "items", path))
    all_are_read = len(items) == len(capability.get("items") or ()) > 0
    if not all_are_read or any(item.get("gate", 0) is None for _, item in items):
        return
    for level in GATES:
        gates = [place for place, item in items if item.get("gate") == level]
        if not gates:
            yield Flaw(
                path=(*path, "items"), code="gate-missing",
                message=phrase("‘{id}’ has no key practice for level {level}.", id=capability.get("id"), level=level),
                remedy=phrase("Write ‘gate: {level}’ at the item that decides on level {level}.", level=level),
            )  # fmt: skip
        for place in gates[1:]:
            yield Flaw(
                path=(*place, "gate"), code="gate-twice",
                message=phrase("‘{id}’ has two key practices for level {level}.", id=capability.get("id"), level=level),
                remedy=phrase("Keep ‘gate: {level}’ at one item.", level=level),
            )  # fmt: skip


def _wordings(path: Path, item: Content) -> Iterator[Flaw]:
    """An item has no wording for people who are not asked it."""
    audience = item.get("audience") or AUDIENCES
    for wording, of in (("as_user", "user"), ("as_supplier", "supplier")):
        if wording in item and of not in audience:
            yield Flaw(
                path=(*path, wording), at_key=True, code="wording-never-read",
                message=phrase("‘{id}’ has ‘{wording}’, but ‘{of}’ is not in its audience.",
                               id=item.get("id"), wording=wording, of=of),
                remedy=phrase("Add ‘{of}’ to the audience, or remove the wording.", of=of),
            )  # fmt: skip


def _action(path: Path, action: Content, parts: Parts) -> Iterator[Flaw]:
    """An action belongs to a capability and lifts items that exist, within the levels that it goes from and to."""
    yield from _climb(path, action)
    yield from _capability((*path, "capability"), action.get("capability"), parts.capability_ids)
    low, high = action.get("from"), action.get("to")
    for item, level in (action.get("lifts") or {}).items():
        if parts.item_ids is not None and item not in parts.item_ids:
            yield Flaw(
                path=(*path, "lifts", item), at_key=True, code="unknown-item",
                message=phrase("unknown item ‘{id}’.", id=item), remedy=did_you_mean(item, parts.item_ids),
            )  # fmt: skip
        if level and low and high and low < high and not low < level <= high:
            yield Flaw(
                path=(*path, "lifts", item), code="lift-outside-range",
                message=phrase("‘{item}’ is lifted to {level}, but the action goes from {low} to {high}.",
                               item=item, level=level, low=low, high=high),
                remedy=phrase("Write a level above ‘from’ and up to ‘to’."),
            )  # fmt: skip


def _climb(path: Path, action: Content) -> Iterator[Flaw]:
    low, high = action.get("from"), action.get("to")
    if low and high and low >= high:
        yield Flaw(
            path=(*path, "to"), code="no-climb",
            message=phrase("the action goes from level {low} to level {high}.", low=low, high=high),
            remedy=phrase("Write a ‘to’ above ‘from’."),
        )  # fmt: skip


def _waiting(parts: Parts) -> Iterator[Flaw]:
    """What an action waits for exists, and does not wait for the action itself."""
    needs = {one["id"]: [need for need in one.get("needs") or () if need] for _, one in parts.actions if one.get("id")}
    circles = _circles(needs)
    for path, action in parts.actions:
        for position, need in enumerate(action.get("needs") or ()):
            place = (*path, "needs", position)
            if need and parts.action_ids is not None and need not in parts.action_ids:
                yield Flaw(
                    path=place, code="unknown-prerequisite",
                    message=phrase("unknown action ‘{id}’.", id=need), remedy=did_you_mean(need, parts.action_ids),
                )  # fmt: skip
            if circle := circles.get((action.get("id"), need)):
                yield Flaw(
                    path=place, code="prerequisites-in-a-circle",
                    message=phrase("these actions wait for each other: {circle}.", circle=" → ".join(circle)),
                    remedy=phrase("Remove one of these prerequisites."),
                )  # fmt: skip


def _circles(needs: dict[str, list[str]]) -> dict[tuple[Any, Any], list[str]]:
    """Return for each circle of prerequisites the one that closes it, with the circle."""
    found: dict[tuple[Any, Any], list[str]] = {}
    done: set[str] = set()
    for start, first in needs.items():
        trail, branches = ([], []) if start in done else ([start], [iter(first)])
        while trail:
            need = next(branches[-1], None)
            if need is None:
                done.add(trail.pop())
                branches.pop()
            elif need in trail:
                found[trail[-1], need] = [*trail[trail.index(need) :], need]
            elif need not in done:
                trail.append(need)
                branches.append(iter(needs.get(need, ())))
    return found


def _complete(content: Content) -> Iterator[Flaw]:
    """What the interview and the report look up by name is there, and nothing that they never look up."""
    yield from _named(content, ("introduction",), AUDIENCES)
    yield from _named(content, ("instruction",), AUDIENCES)
    yield from _named(content, ("profiles",), PROFILES, only=True)
    yield from _named(content, ("context",), CONTEXT, only=True)
    yield from _named(content, ("flags",), FLAGS)
    for question, parts in PARTS.items():
        if (content.get("context") or {}).get(question):
            yield from _named(content, ("context", question, "parts"), parts, only=True)


def _named(content: Content, path: tuple[str, ...], names: tuple[str, ...], *, only: bool = False) -> Iterator[Flaw]:
    holder: Any = content
    for step in path[:-1]:
        holder = holder[step]
    given = holder.get(path[-1], {} if len(path) > 1 else None)
    if given is None:
        return
    for name in names:
        if name not in given:
            yield Flaw(
                path=path, code="missing-key", message=phrase("‘{key}’ is missing here.", key=name),
                remedy=phrase("Add a line ‘{key}: …’.", key=name),
            )  # fmt: skip
    for name in given if only else ():
        if name not in names:
            yield Flaw(
                path=(*path, name), at_key=True, code="unknown-key",
                message=phrase("unknown field ‘{key}’.", key=name), remedy=did_you_mean(name, names),
            )  # fmt: skip


def _placeholders(ambition: Content) -> Iterator[Flaw]:
    """The ambition question is filled in by name, so each of its texts has the names it needs and no others."""
    for key, names in PLACEHOLDERS.items():
        for language in LANGUAGES:
            text = (ambition.get(key) or {}).get(language)
            if text is None or _fields_in(text) == names:
                continue
            wanted = ", ".join(f"{{{name}}}" for name in sorted(names))
            yield Flaw(
                path=("ambition", key, language), code="wrong-placeholders",
                message=phrase("‘{key}’ does not have the right words between braces.", key=key),
                remedy=phrase("Use {wanted}, and no other braces.", wanted=wanted)
                if names
                else phrase("Use no braces here."),
            )  # fmt: skip


def _fields_in(text: str) -> set[str] | None:
    """Return the names between braces; None where a brace has no other half."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
