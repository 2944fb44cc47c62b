"""What makes a questionnaire sound beyond the shape of its fields: ids, gates, wordings, prerequisites, names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter
from typing import Any

from questionnaires.language import phrase
from questionnaires.model import AUDIENCES, LANGUAGES
from questionnaires.nodes import Flaw, Step
from questionnaires.shapes import did_you_mean

PROFILES = ("slumbering_monopolist", "ambitious_starter", "quiet_strength", "frontrunner")
CONTEXT = ("A2", "A3", "A4", "A5", "R1", "R2", "R3", "R4", "R5")
PARTS = {"A4": ("it_staff", "users"), "R3": ("known", "estimated")}
FLAGS = ("straight_lining", "speed")  # those of any questionnaire; the contradictions name items of one
GATES = (3, 4)
PLACEHOLDERS = {"question": {"domain", "quarters"}, "question_one_quarter": {"domain"}, "hint": set[str]()}
GENERAL = "general"  # the remark that belongs to no part: no part can have this id

Content = dict[str, Any]  # plain data in the shape of a questionnaire's file; parts that do not fit are not in it
Path = tuple[Step, ...]


def flaws(content: Content) -> Iterator[Flaw]:
    """Yield everything that is unsound in a questionnaire's content, as far as its parts could be read."""
    yield from _ids(content)
    yield from _domains(content)
    for number, capability in _parts(content, "capabilities"):
        yield from _capability(("capabilities", number), capability)
    yield from _actions(content)
    yield from _complete(content)
    yield from _placeholders(content)


def _parts(content: Content, key: str) -> Iterator[tuple[int, Content]]:
    """Yield the parts of a list with their positions, without those that could not be read."""
    return ((number, part) for number, part in enumerate(content.get(key) or ()) if part is not None)


def _items(content: Content) -> Iterator[tuple[Path, Content]]:
    for number, capability in _parts(content, "capabilities"):
        for position, item in _parts(capability, "items"):
            yield ("capabilities", number, "items", position), item


def _known(parts: Iterable[tuple[Any, Content]]) -> set[str]:
    return {part["id"] for _, part in parts if "id" in part}


def _ids(content: Content) -> Iterator[Flaw]:
    """An id names one thing only: answer files use those of domains, capabilities, items and actions side by side."""
    everything: list[tuple[Path, Content]] = [
        *((("domains", number), part) for number, part in _parts(content, "domains")),
        *((("capabilities", number), part) for number, part in _parts(content, "capabilities")),
        *_items(content),
        *((("actions", number), part) for number, part in _parts(content, "actions")),
    ]
    if template := content.get("action_template"):
        everything.append((("action_template",), template))
    seen = {GENERAL}
    for path, part in everything:
        name = part.get("id")
        if name in seen:
            yield Flaw(
                path=(*path, "id"), code="id-clash", message=phrase("the id ‘{id}’ is taken already.", id=name),
                remedy=phrase("Give it an id that no domain, capability, item or action has."),
            )  # fmt: skip
        elif name:
            seen.add(name)


def _domains(content: Content) -> Iterator[Flaw]:
    known = _known(_parts(content, "capabilities"))
    placed: set[str] = set()
    for number, domain in _parts(content, "domains"):
        path: Path = ("domains", number)
        own = [name for name in domain.get("capabilities", ()) if name is not None]
        for position, name in enumerate(domain.get("capabilities", ())):
            if name is None:
                continue
            if name in placed:
                yield Flaw(
                    path=(*path, "capabilities", position), code="capability-placed-twice",
                    message=phrase("capability ‘{id}’ stands in a domain already.", id=name),
                    remedy=phrase("Keep it in one domain."),
                )  # fmt: skip
            elif name not in known:
                yield _unknown_capability((*path, "capabilities", position), name, known)
            placed.add(name)
        for position, name in enumerate(domain.get("core", ())):
            if name is not None and "capabilities" in domain and name not in own:
                yield Flaw(
                    path=(*path, "core", position), code="core-not-in-domain",
                    message=phrase("core capability ‘{id}’ is not one of this domain.", id=name),
                    remedy=did_you_mean(name, own),
                )  # fmt: skip
    if "domains" in content:
        for number, part in _parts(content, "capabilities"):
            if part.get("id") not in {None, *placed}:
                yield Flaw(
                    path=("capabilities", number, "id"), code="capability-in-no-domain",
                    message=phrase("capability ‘{id}’ stands in no domain, so nobody is asked about it.", id=part["id"]),
                    remedy=phrase("Add it to the capabilities of a domain."),
                )  # fmt: skip


def _capability(path: Path, capability: Content) -> Iterator[Flaw]:
    """A capability has one key practice for level 3 and one for level 4."""
    items = list(_parts(capability, "items"))
    if not items or len(items) < len(capability["items"]):
        return  # an item that could not be read may be the gate that seems to be missing
    for level in GATES:
        gates = [position for position, item in items if item.get("gate") == level]
        if not gates:
            yield Flaw(
                path=(*path, "items"), code="gate-missing",
                message=phrase("‘{id}’ has no key practice for level {level}.", id=capability.get("id"), level=level),
                remedy=phrase("Write ‘gate: {level}’ at the item that decides on level {level}.", level=level),
            )  # fmt: skip
        for position in gates[1:]:
            yield Flaw(
                path=(*path, "items", position, "gate"), code="gate-twice",
                message=phrase("‘{id}’ has two key practices for level {level}.", id=capability.get("id"), level=level),
                remedy=phrase("Keep ‘gate: {level}’ at one item.", level=level),
            )  # fmt: skip
    for position, item in items:
        yield from _wordings((*path, "items", position), item)


def _wordings(path: Path, item: Content) -> Iterator[Flaw]:
    """An item has no wording for people who are not asked it."""
    audience = item.get("audience")
    for wording, of in (("as_user", "user"), ("as_supplier", "supplier")):
        if wording in item and audience is not None and of not in audience:
            yield Flaw(
                path=(*path, wording), code="wording-never-read", at_key=True,
                message=phrase("‘{id}’ has ‘{wording}’, but ‘{of}’ is not in its audience.",
                               id=item.get("id"), wording=wording, of=of),
                remedy=phrase("Add ‘{of}’ to the audience, or remove the wording.", of=of),
            )  # fmt: skip


def _actions(content: Content) -> Iterator[Flaw]:
    capabilities = _known(_parts(content, "capabilities"))
    items = _known(_items(content))
    actions = {part["id"]: part for _, part in _parts(content, "actions") if "id" in part}
    circles = _circles({name: [n for n in part.get("needs", ()) if n] for name, part in actions.items()})
    if (template := content.get("action_template")) is not None:
        yield from _climb(("action_template",), template)
    for number, action in _parts(content, "actions"):
        path: Path = ("actions", number)
        yield from _climb(path, action)
        if (name := action.get("capability")) is not None and name not in capabilities:
            yield _unknown_capability((*path, "capability"), name, capabilities)
        for item, level in action.get("lifts", {}).items():
            if item not in items:
                yield Flaw(
                    path=(*path, "lifts", item), code="unknown-item", at_key=True,
                    message=phrase("unknown item ‘{id}’.", id=item), remedy=did_you_mean(item, items),
                )  # fmt: skip
            low, high = action.get("from", 1), action.get("to", 5)
            if not low < level <= high and low < high:
                yield Flaw(
                    path=(*path, "lifts", item), code="lift-outside-range",
                    message=phrase("‘{item}’ is lifted to {level}, but the action goes from {low} to {high}.",
                                   item=item, level=level, low=low, high=high),
                    remedy=phrase("Write a level above ‘from’ and up to ‘to’."),
                )  # fmt: skip
        for position, need in enumerate(action.get("needs", ())):
            if need is None:
                continue
            if need not in actions:
                yield Flaw(
                    path=(*path, "needs", position), code="unknown-prerequisite",
                    message=phrase("unknown action ‘{id}’.", id=need), remedy=did_you_mean(need, actions),
                )  # fmt: skip
            elif (circle := circles.get((action.get("id", ""), need))) is not None:
                yield Flaw(
                    path=(*path, "needs", position), code="prerequisites-in-a-circle",
                    message=phrase("these actions wait for each other: {circle}.", circle=" → ".join(circle)),
                    remedy=phrase("Remove one of these prerequisites."),
                )  # fmt: skip


def _climb(path: Path, action: Content) -> Iterator[Flaw]:
    if "from" in action and "to" in action and action["from"] >= action["to"]:
        yield Flaw(
            path=(*path, "to"), code="no-climb",
            message=phrase("the action goes from level {low} to level {high}.", low=action["from"], high=action["to"]),
            remedy=phrase("Write a ‘to’ above ‘from’."),
        )  # fmt: skip


def _circles(needs: dict[str, list[str]]) -> dict[tuple[str, str], list[str]]:
    """Return for each circle of prerequisites the one that closes it, with the circle."""
    found: dict[tuple[str, str], list[str]] = {}
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
    """Texts that the interview and the report look up by name are there."""
    for key, names in (
        ("introduction", AUDIENCES), ("instruction", AUDIENCES), ("profiles", PROFILES), ("context", CONTEXT),
        ("flags", FLAGS),
    ):  # fmt: skip
        yield from _missing_in((key,), content, names)
    for name, parts in PARTS.items():
        question = (content.get("context") or {}).get(name)
        if question is not None:
            yield from _missing_in(("context", name, "parts"), {"parts": question.get("parts", {})}, parts)
    for key in ("profiles", "context"):
        known = PROFILES if key == "profiles" else CONTEXT
        for name in content.get(key, {}):
            if name not in known:
                yield Flaw(
                    path=(key, name), code="unknown-key", at_key=True,
                    message=phrase("unknown field ‘{key}’.", key=name), remedy=did_you_mean(name, known),
                )  # fmt: skip


def _missing_in(path: Path, holder: Content, names: Iterable[str]) -> Iterator[Flaw]:
    key = path[-1]
    if key not in holder:
        return
    for name in names:
        if name not in holder[key]:
            yield Flaw(
                path=path, code="missing-key", message=phrase("‘{key}’ is missing here.", key=name),
                remedy=phrase("Add a line ‘{key}: …’.", key=name),
            )  # fmt: skip


def _placeholders(content: Content) -> Iterator[Flaw]:
    """The ambition question is filled in by name, so each of its texts has the names it needs and no others."""
    for key, names in PLACEHOLDERS.items():
        for language in LANGUAGES:
            text = (content.get("ambition") or {}).get(key, {}).get(language)
            if text is None:
                continue
            found = _fields_in(text)
            if found != names:
                wanted = ", ".join(f"{{{name}}}" for name in sorted(names))
                yield Flaw(
                    path=("ambition", key, language), code="wrong-placeholders",
                    message=phrase("‘{key}’ does not have the right words between braces.", key=key),
                    remedy=phrase("Use {wanted}, and no other braces.", wanted=wanted)
                    if names
                    else phrase("Use no braces here."),
                )  # fmt: skip


def _fields_in(text: str) -> set[str] | None:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:  # a brace without its other half
        return None


def _unknown_capability(path: Path, name: str, known: Iterable[str]) -> Flaw:
    return Flaw(
        path=path, code="unknown-capability", message=phrase("unknown capability ‘{id}’.", id=name),
        remedy=did_you_mean(name, sorted(known)),
    )  # fmt: skip
