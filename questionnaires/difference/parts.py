"""Tell how the domains and capabilities of two versions differ, and the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from questionnaires.difference.model import Change, Place
from questionnaires.difference.texts import Told, sentence_changes, text_changes, value_change
from questionnaires.language import Phrase, phrase
from questionnaires.model import Capability, Domain, Questionnaire
from questionnaires.nodes import Step


def part_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Yield how the structure above the questions differs: what stands where, and what belongs to the core."""
    before, after = ({domain.id: domain for domain in each.domains} for each in (old, new))
    for name, domain in after.items():
        place = Place(path=("domains", name), of=name)
        if name in before:
            yield from _domain(before[name], domain)
        else:
            yield Change(place=place, kind="structure", step="MAJOR", what=phrase("a new domain"), new=domain.name)
    for name, domain in before.items():
        if name not in after:
            yield Change(place=Place(path=("domains",), of=name), kind="structure", step="MAJOR",
                         what=phrase("the domain is gone"), old=domain.name)  # fmt: skip
    yield from _order(("domains",), "", phrase("domains"), list(before), list(after))
    yield from _capabilities(old, new)


def _domain(old: Domain, new: Domain) -> Iterator[Change]:
    def place(key: str, part: Phrase | str) -> Place:
        return Place(path=("domains", new.id, key), of=new.id, part=part)

    yield from text_changes(place("name", phrase("name")), old.name, new.name)
    yield from text_changes(place("about", phrase("about")), old.about, new.about)
    ambition = place("ambition_levels", phrase("ambition"))
    yield from sentence_changes(ambition, old.ambition_levels, new.ambition_levels, Told(), _ambition)
    if set(old.core) != set(new.core):
        yield value_change(place("core", "core"), ("structure", "MAJOR"),
                           phrase("other capabilities decide on the level"), old.core, new.core)  # fmt: skip
    elif old.core != new.core:
        yield value_change(place("core", "core"), ("structure", "PATCH"), phrase("another order"),
                           old.core, new.core)  # fmt: skip
    ids = [[part.id for part in each.capabilities] for each in (old, new)]
    yield from _order(("domains", new.id, "capabilities"), new.id, phrase("capabilities"), *ids)


def _ambition(number: int) -> Phrase:
    return phrase("answer {n} on ambition", n=number)


def _capabilities(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    for name, capability in new.capabilities.items():
        place = Place(path=("capabilities", name), of=name)
        if name not in old.capabilities:
            yield Change(place=place, kind="structure", step="MAJOR", what=phrase("a new capability"),
                         new=capability.name)  # fmt: skip
            continue
        before, after = old.domain_of(name).id, new.domain_of(name).id
        if before != after:
            yield value_change(place, ("structure", "MAJOR"), phrase("it counts in another domain"), before, after)
        yield from _capability(old.capabilities[name], capability)
    for name, capability in old.capabilities.items():
        if name not in new.capabilities:
            yield Change(place=Place(path=("capabilities",), of=name), kind="structure", step="MAJOR",
                         what=phrase("the capability is gone"), old=capability.name)  # fmt: skip


def _capability(old: Capability, new: Capability) -> Iterator[Change]:
    def place(key: str, part: Phrase | str) -> Place:
        return Place(path=("capabilities", new.id, key), of=new.id, part=part)

    yield from text_changes(place("name", phrase("name")), old.name, new.name)
    yield from text_changes(place("definition", phrase("definition")), old.definition, new.definition)
    yield from text_changes(place("source", phrase("source")), old.source, new.source)
    ids = [[item.id for item in each.items] for each in (old, new)]
    yield from _order(("capabilities", new.id, "items"), new.id, phrase("questions"), *ids)


def _order(path: tuple[Step, ...], of: str, part: Phrase, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield whether what stayed stands in another order: people are asked in it, and what comes first colours it."""
    before, after = [each for each in old if each in new], [each for each in new if each in old]
    if before != after:
        place = Place(path=path, of=of, part=part)
        yield value_change(place, ("structure", "MINOR"), phrase("another order"), tuple(before), tuple(after))
