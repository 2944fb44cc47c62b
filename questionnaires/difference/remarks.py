"""Say what the author of a questionnaire should look at again: what is allowed, and seldom meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questionnaires.difference.likeness import SAME, question_likeness, text_likeness
from questionnaires.difference.model import Place, QuestionnaireDifference, Remark
from questionnaires.difference.steps import next_version, suffices
from questionnaires.language import phrase
from questionnaires.model import LANGUAGES, Questionnaire

VERSION = Place(path=("version",), part="version")


def remarks(found: QuestionnaireDifference, old: Questionnaire, new: Questionnaire) -> tuple[Remark, ...]:
    """Return what deserves a second look in a newer version of a questionnaire."""
    return (*_step(found), *_texts(found), *_revs(found), *_renamed(old, new), *_formers(old, new), *_breaks(found),
            *_counts(old, new))  # fmt: skip


def _item(questionnaire: Questionnaire, item: str, key: str = "id", part: str | None = None) -> Place:
    path = ("capabilities", questionnaire.capability_of(item).id, "items", item, key)
    return Place(path=path, of=item, part=part)


def _step(found: QuestionnaireDifference) -> Iterator[Remark]:
    if found.given == "MAJOR" and found.needed is not None and not suffices(found.needed, "MAJOR"):
        message = phrase(
            "no difference asks for a MAJOR step, and it breaks every series: {version} would do.",
            version=next_version(found.old_version, found.needed),
        )
        yield Remark(place=VERSION, message=message)


def _texts(found: QuestionnaireDifference) -> Iterator[Remark]:
    """A text of a question that may say something else, and one that only one language tells."""
    for change in found.changes:
        if "items" in change.place.path and change.is_doubtful:
            yield Remark(place=change.place, message=phrase(
                "another number, another ‘not’ or hardly a word left: if it means something else now, raise the rev."
            ))  # fmt: skip


def _revs(found: QuestionnaireDifference) -> Iterator[Remark]:
    changed = [change.place.of for change in found.changes]
    for change in found.changes:
        if change.place.path[-1] == "rev" and changed.count(change.place.of) == 1:
            yield Remark(place=change.place, message=phrase(
                "only the rev changed: answers can no longer be compared, though the question asks the same."
            ))  # fmt: skip


def _renamed(old: Questionnaire, new: Questionnaire) -> Iterator[Remark]:
    """A new question that reads as a retired one."""
    formers = {form for item in new.items.values() for form in item.forms}
    retired = [item for name, item in old.items.items() if name not in new.items and not item.forms & formers]
    for name, item in new.items.items():
        if name in old.items:
            continue
        for former in retired:
            if text_likeness(former.question, item.question) >= SAME <= question_likeness(former, item):
                yield Remark(place=_item(new, name), message=phrase(
                    "it reads as {former} did: keep that id, or write ‘equivalent_to: [{form}]’.",
                    former=former.id, form=f"{former.id}@{former.rev}",
                ))  # fmt: skip


def _formers(old: Questionnaire, new: Questionnaire) -> Iterator[Remark]:
    """What an item says that it was, where no older version knows it, or where it said more before."""
    known = {form for item in old.items.values() for form in item.forms}
    for name, item in new.items.items():
        place = _item(new, name, "equivalent_to", "equivalent_to")
        for form in item.equivalent_to:
            former, _, rev = form.rpartition("@")
            there = old.items.get(former)
            if form not in known and (there is None or int(rev) > there.rev):
                yield Remark(place=place, message=phrase(
                    "‘{form}’ is not in version {version}: is it in an older one?", form=form, version=old.version,
                ))  # fmt: skip
        before = old.items.get(name)
        if before is not None and (lost := sorted(set(before.equivalent_to) - item.forms)):
            yield Remark(place=place, message=phrase(
                "‘{forms}’ is no longer named: runs on it can no longer be compared with this question.",
                forms=", ".join(lost),
            ))  # fmt: skip


def _breaks(found: QuestionnaireDifference) -> Iterator[Remark]:
    for name, broken in found.common.breaks.items():
        if broken.code == "few_common_items":
            yield Remark(place=Place(path=("capabilities", name), of=name), message=phrase(
                "a break in the series: {common} of its {items} questions can be compared, and two out of three are "
                "needed.", common=broken.common, items=broken.items,
            ))  # fmt: skip


def _counts(old: Questionnaire, new: Questionnaire) -> Iterator[Remark]:
    """An introduction that still tells how many questions there were."""
    before, after = len(old.items), len(new.items)
    if before == after:
        return
    for reader, text in new.introduction.items():
        for language in LANGUAGES:
            if re.search(rf"\b{before}\b", text[language]):
                place = Place(path=("introduction", reader, language), part=phrase("introduction"), reader=reader,
                              language=language)  # fmt: skip
                yield Remark(place=place, message=phrase(
                    "it says {before}, and there are {after} questions now.", before=before, after=after,
                ))  # fmt: skip
