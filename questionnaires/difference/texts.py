"""Tell how texts differ: in one language, in both, or in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from questionnaires.difference.likeness import is_doubtful
from questionnaires.difference.model import Change, Kind, Place
from questionnaires.difference.steps import VersionStep
from questionnaires.language import Phrase, phrase
from questionnaires.model import LANGUAGES, Language, Text

LONGEST = 72  # characters of a text that are shown
CHANGED = phrase("another text")
REORDERED = phrase("the sentences stand in another order")


def sentence(number: int) -> Phrase:
    """Return what a sentence is called, from 1."""
    return phrase("sentence {n}", n=number)


def text_changes(
    place: Place, old: Text, new: Text, kind: Kind | None = None, step: VersionStep = "PATCH"
) -> Iterator[Change]:
    """Yield how a text differs, once for each language; `kind` where it is known what the change means."""
    changed = [language for language in LANGUAGES if old[language] != new[language]]
    for language in changed:
        before, after = shortened(old[language], new[language])
        yield Change(
            place=in_language(place, language),
            kind=kind or ("wording" if len(changed) == len(LANGUAGES) else "translation"),
            step=step,
            what=CHANGED,
            old=before,
            new=after,
            is_doubtful=kind is None and is_doubtful(old[language], new[language]),
        )


def in_language(place: Place, language: Language) -> Place:
    """Return the place of a text in one of its languages."""
    return msgspec.structs.replace(place, path=(*place.path, language), language=language)


def moved_positions(old: Sequence[Text], new: Sequence[Text]) -> list[int]:
    """Return the positions (from 0) where a text stands now that stood at another one, in either language."""
    return [
        position
        for position, text in enumerate(new)
        if any(
            text[language] != old[position][language] and text[language] in {each[language] for each in old}
            for language in LANGUAGES
        )
    ]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a change of texts comes to: its `kind` and `step`; of another order of sentences `hidden` and `rev`."""

    kind: Kind | None = None
    step: VersionStep = "PATCH"
    hidden: VersionStep = "MAJOR"
    rev: int | None = None


def sentence_changes(
    place: Place, old: Sequence[Text], new: Sequence[Text], told: Told, named: Callable[[int], Phrase] = sentence
) -> Iterator[Change]:
    """Yield how five sentences differ; `place` is that of the row. In another order they mean another level each."""
    moved = moved_positions(old, new)
    if moved:
        before, after = (_listed([texts[position] for position in moved]) for texts in (old, new))
        yield Change(place=place, kind="meaning", step=told.hidden, what=REORDERED, old=before, new=after, rev=told.rev)
    for position, (before_text, after_text) in enumerate(zip(old, new, strict=True)):
        if position not in moved:
            where = msgspec.structs.replace(place, path=(*place.path, position), part=named(position + 1))
            yield from text_changes(where, before_text, after_text, told.kind, told.step)


def value_change(
    place: Place, weight: tuple[Kind, VersionStep], what: Phrase, old: object, new: object, *, rev: int | None = None
) -> Change:
    """Return the change of a value that is no text; `weight` is its kind and the step that it asks for."""
    kind, step = weight
    return Change(place=place, kind=kind, step=step, what=what, old=_written(old), new=_written(new), rev=rev)


def _listed(texts: Sequence[Text]) -> Text:
    nl, en = (" · ".join(_short(text[language], 24) for text in texts) for language in LANGUAGES)
    return Text(nl=nl, en=en)


def _written(value: object) -> str | Text:
    match value:
        case Text():
            return Text(nl=_short(value.nl), en=_short(value.en))
        case None | () | "":
            return "–"
        case bool():
            return "true" if value else "false"
        case dict():
            return ", ".join(f"{key}: {each}" for key, each in value.items()) or "–"
        case tuple() | list():
            return ", ".join(str(each) for each in value)
    return str(value)


def shortened(old: str, new: str) -> tuple[str, str]:
    """Return two texts as far as they differ, with a word or two around it and … for what was left out."""
    before, after = old.split(), new.split()
    if before == after or max(len(old), len(new)) <= LONGEST:
        return _short(old), _short(new)
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    start, end = max(0, start - 2), max(0, end - 2)

    def cut(parts: list[str]) -> str:
        kept = " ".join(parts[start : len(parts) - end])
        return _short(f"{'… ' if start else ''}{kept}{' …' if end else ''}")

    return cut(before), cut(after)


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"
