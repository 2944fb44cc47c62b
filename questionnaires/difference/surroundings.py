"""Tell how everything around the questions differs: title, introductions, levels, profiles, facts and flags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from questionnaires.difference.model import Change, Place
from questionnaires.difference.texts import Told, sentence_changes, text_changes, value_change
from questionnaires.language import Phrase, phrase
from questionnaires.model import Audience, ContextQuestion, Profile, Questionnaire, Text
from questionnaires.nodes import Step

Value = TypeVar("Value")


def surrounding_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Yield how a questionnaire differs outside its questions and actions."""
    if old.id != new.id:
        yield value_change(Place(path=("id",), part="id"), ("structure", "MAJOR"),
                           phrase("another questionnaire"), old.id, new.id)  # fmt: skip
    yield from text_changes(Place(path=("title",), part=phrase("title")), old.title, new.title)
    yield from _for_readers("introduction", phrase("introduction"), old.introduction, new.introduction)
    yield from _for_readers("instruction", phrase("instruction"), old.instruction, new.instruction)
    for key, part in (
        ("question", phrase("ambition question")),
        ("question_one_quarter", phrase("ambition question for one quarter")),
        ("hint", phrase("hint with the ambition question")),
    ):
        yield from text_changes(Place(path=("ambition", key), part=part),
                                getattr(old.ambition, key), getattr(new.ambition, key))  # fmt: skip
    yield from _levels(old, new)


def named_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Yield how what is looked up by name differs: profiles, the facts and settings, flags."""
    for key, profiles in _by_name(old.profiles, new.profiles):
        yield from _profile(key, *profiles)
    for key, questions in _by_name(old.context, new.context):
        yield from _context(key, *questions)
    for key, flags in _by_name(old.flags, new.flags):
        yield from _text(("flags", key), key, phrase("flag"), *flags)


def _levels(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Yield how the five levels differ: in another order they are another scale."""
    for key, names in (("name", _level_name), ("description", _level_description)):
        before, after = (tuple(getattr(level, key) for level in each.levels) for each in (old, new))
        place = Place(path=("levels",), part=phrase("levels"))
        for change in sentence_changes(place, before, after, Told(), names):
            yield _inside(change, key)


def _inside(change: Change, key: str) -> Change:
    """Return a change with the name of the field on its path: levels / 2 / name / nl."""
    path = change.place.path
    if len(path) < 2:
        return change
    return replace(change, place=replace(change.place, path=(*path[:2], key, *path[2:])))


def _level_name(number: int) -> Phrase:
    return phrase("name of level {n}", n=number)


def _level_description(number: int) -> Phrase:
    return phrase("description of level {n}", n=number)


def _for_readers(
    key: str, part: Phrase, old: Mapping[Audience, Text], new: Mapping[Audience, Text]
) -> Iterator[Change]:
    for reader in dict.fromkeys((*new, *old)):
        place = Place(path=(key, reader), part=part, reader=reader)
        if reader in old and reader in new:
            yield from text_changes(place, old[reader], new[reader])
        else:
            yield _came_or_went(place, old.get(reader), new.get(reader))


def _profile(key: str, old: Profile | None, new: Profile | None) -> Iterator[Change]:
    for field, part in (("name", phrase("name of the profile")), ("text", phrase("text of the profile"))):
        yield from _text(("profiles", key, field), key, part,
                         getattr(old, field, None), getattr(new, field, None))  # fmt: skip


def _context(key: str, old: ContextQuestion | None, new: ContextQuestion | None) -> Iterator[Change]:
    for field, part in (("question", phrase("question")), ("hint", phrase("hint"))):
        yield from _text(("context", key, field), key, part,
                         getattr(old, field, None), getattr(new, field, None))  # fmt: skip
    for name, texts in _by_name(old.parts if old else {}, new.parts if new else {}):
        yield from _text(("context", key, "parts", name), key, phrase("part {name}", name=name), *texts)


def _text(path: tuple[Step, ...], of: str, part: Phrase, old: Text | None, new: Text | None) -> Iterator[Change]:
    place = Place(path=path, of=of, part=part)
    if old is not None and new is not None:
        yield from text_changes(place, old, new)
    elif old is not new:
        yield _came_or_went(place, old, new)


def _came_or_went(place: Place, old: Text | None, new: Text | None) -> Change:
    what = phrase("it is new") if old is None else phrase("it is gone")
    return value_change(place, ("structure", "MINOR"), what, old, new)


def _by_name(
    old: Mapping[str, Value], new: Mapping[str, Value]
) -> Iterator[tuple[str, tuple[Value | None, Value | None]]]:
    for key in sorted({*old, *new}):
        yield key, (old.get(key), new.get(key))
