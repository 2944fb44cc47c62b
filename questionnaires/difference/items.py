"""Tell how the questions of two versions differ: added, retired, renamed, moved, or another question by now."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from questionnaires.difference.model import Change, Place
from questionnaires.difference.texts import Told, sentence_changes, text_changes, value_change
from questionnaires.language import Phrase, phrase
from questionnaires.model import Audience, Item, Questionnaire, Wording
from questionnaires.nodes import Step


def item_path(questionnaire: Questionnaire, item: str) -> tuple[Step, ...]:
    """Return the path to an item in a file, by ids."""
    return "capabilities", questionnaire.capability_of(item).id, "items", item


def item_changes(old: Questionnaire, new: Questionnaire, same: dict[str, str]) -> Iterator[Change]:
    """Yield how the questions differ; `same` maps those of the older version to those that ask the same now."""
    formers = {now: before for before, now in same.items()}
    for name, item in new.items.items():
        path = item_path(new, name)
        former = old.items.get(formers.get(name, name))
        if former is None:
            yield Change(place=Place(path=path, of=name), kind="structure", step="MINOR",
                         what=phrase("a new question"), new=item.question)  # fmt: skip
            continue
        if former.id != name:
            yield value_change(
                Place(path=path, of=name), ("structure", "MINOR"), phrase("asks what another question asked"),
                former.id, name,
            )  # fmt: skip
        one = _within(path, former, item)
        yield from _changes(one)
        yield from _moved(one, old, new)
    for name, item in old.items.items():
        if name not in new.items and name not in same:
            yield Change(place=Place(path=_nearest(old, new, name), of=name), kind="structure", step="MINOR",
                         what=phrase("the question was retired"), old=item.question)  # fmt: skip


def _nearest(old: Questionnaire, new: Questionnaire, item: str) -> tuple[Step, ...]:
    """Return where a retired question stood: its capability, where that is still there."""
    capability = old.capability_of(item).id
    return ("capabilities", capability, "items") if capability in new.capabilities else ("capabilities",)


class Within(msgspec.Struct, frozen=True, kw_only=True):
    """One question in two versions, with what its changes come to."""

    path: tuple[Step, ...]
    old: Item
    new: Item
    told: Told

    def place(self, key: str, part: Phrase | str, reader: Audience | None = None) -> Place:
        return Place(path=(*self.path, *key.split("/")), of=self.new.id, part=part, reader=reader)


def _within(path: tuple[Step, ...], old: Item, new: Item) -> Within:
    """Return a question with what its changes come to: where it is not compared any more, it may change freely."""
    if not old.forms & new.forms:
        told = Told(kind="meaning", step="MINOR", hidden="MINOR")
    elif old.id == new.id and old.rev == new.rev:
        told = Told(rev=old.rev + 1)
    else:  # declared to be the same, which another order of sentences cannot be
        told = Told(kind="meaning", step="MINOR")
    return Within(path=path, old=old, new=new, told=told)


def _changes(one: Within) -> Iterator[Change]:
    yield from _identity(one)
    yield from _answering(one)
    yield from text_changes(one.place("question", phrase("question")), one.old.question, one.new.question,
                            one.told.kind, one.told.step)  # fmt: skip
    yield from sentence_changes(one.place("levels", phrase("sentences")), one.old.levels, one.new.levels, one.told)
    yield from _for_reader(one, "as_user", "user", one.old.as_user, one.new.as_user)
    yield from _for_reader(one, "as_supplier", "supplier", one.old.as_supplier, one.new.as_supplier)


def _identity(one: Within) -> Iterator[Change]:
    """Yield whether a question is the one that it was."""
    old, new = one.old, one.new
    if old.id == new.id and old.rev != new.rev:
        what = phrase("it means something else by now") if new.rev > old.rev else phrase("the rev went down")
        yield value_change(one.place("rev", "rev"), ("meaning", "MINOR"), what, old.rev, new.rev)
    if old.equivalent_to != new.equivalent_to:
        yield value_change(one.place("equivalent_to", "equivalent_to"), ("meaning", "MINOR"),
                           phrase("it can be compared with other answers"),
                           old.equivalent_to, new.equivalent_to)  # fmt: skip


def _answering(one: Within) -> Iterator[Change]:
    """Yield what differs in who answers and how an answer counts."""
    old, new, told = one.old, one.new, one.told
    if set(old.audience) != set(new.audience):
        yield value_change(one.place("audience", "audience"), ("meaning", told.hidden),
                           phrase("other people are asked"), old.audience, new.audience, rev=told.rev)  # fmt: skip
    elif old.audience != new.audience:
        yield value_change(one.place("audience", "audience"), ("structure", "PATCH"),
                           phrase("another order"), old.audience, new.audience)  # fmt: skip
    if old.gate != new.gate:
        yield value_change(one.place("gate", "gate"), ("meaning", told.hidden),
                           phrase("another question decides on a level"), old.gate, new.gate, rev=told.rev)  # fmt: skip
    if old.not_applicable != new.not_applicable:
        yield value_change(one.place("not_applicable", "not_applicable"), ("meaning", told.hidden),
                           phrase("other answers can be given"),
                           old.not_applicable, new.not_applicable, rev=told.rev)  # fmt: skip
    if old.unknown_is_finding != new.unknown_is_finding:
        yield value_change(one.place("unknown_is_finding", "unknown_is_finding"), ("structure", "MINOR"),
                           phrase("a don't-know says something else"),
                           old.unknown_is_finding, new.unknown_is_finding)  # fmt: skip


def _for_reader(one: Within, key: str, reader: Audience, old: Wording | None, new: Wording | None) -> Iterator[Change]:
    """Yield what differs in the words that a question has for one audience."""
    if old is not None and new is not None:
        question = one.place(f"{key}/question", phrase("question"), reader)
        yield from text_changes(question, old.question, new.question, one.told.kind, one.told.step)
        levels = one.place(f"{key}/levels", phrase("sentences"), reader)
        yield from sentence_changes(levels, old.levels, new.levels, one.told)
    elif old is not new:
        what = phrase("they have words of their own now") if new else phrase("they read the words of IT now")
        yield value_change(one.place(key, phrase("wording"), reader), (one.told.kind or "wording", one.told.step), what,
                           old and old.question, new and new.question)  # fmt: skip


def _moved(one: Within, old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Yield whether a question counts in another capability now."""
    before, after = old.capability_of(one.old.id).id, new.capability_of(one.new.id).id
    if before != after:
        yield value_change(Place(path=one.path, of=one.new.id), ("structure", one.told.hidden),
                           phrase("it counts in another capability"), before, after, rev=one.told.rev)  # fmt: skip
