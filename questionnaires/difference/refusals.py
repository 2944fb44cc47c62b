"""Refuse what would make old and new answers seem comparable that are not: steps, revs and ids (scoring 4.11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from questionnaires.difference.comparing import difference
from questionnaires.difference.items import item_path
from questionnaires.difference.likeness import OTHER, question_likeness, text_likeness
from questionnaires.difference.model import Change, QuestionnaireDifference
from questionnaires.difference.steps import VersionStep, largest, next_version, numbers, suffices
from questionnaires.language import Phrase, phrase
from questionnaires.model import Item, Questionnaire
from questionnaires.nodes import Flaw, Step


def refusals(old: Questionnaire, new: Questionnaire, earlier: Sequence[Questionnaire] = ()) -> Iterator[Flaw]:
    """Yield what cannot be in a version that comes after another; `earlier` are the versions before `old`.

    On the path of a flaw an id stands for the part of a list that has it.
    """
    if old.id != new.id:
        yield Flaw(
            path=("id",), code="other-questionnaire",
            message=phrase("this is ‘{new}’, and the older version is of ‘{old}’.", new=new.id, old=old.id),
            remedy=phrase("Name a version of the same questionnaire, or keep its id."),
        )  # fmt: skip
        return
    if numbers(new.version) < numbers(old.version):
        yield _lowered(old, new)
        return
    found = difference(old, new)
    yield from _version(found, new)
    yield from _same_revs(found)
    yield from _items(old, new)
    yield from _other_ids(old, new)
    for name in new.items:
        if name not in old.items and name not in found.common.pairs.values():
            yield from _came_back(name, new, earlier)


def _lowered(old: Questionnaire, new: Questionnaire) -> Flaw:
    return Flaw(
        path=("version",), code="version-lowered",
        message=phrase("version {new} comes before {old}, which it is held against.", new=new.version, old=old.version),
        remedy=phrase("Write {version} or a later one, or hold it against an older version.",
                      version=next_version(old.version, "PATCH")),
    )  # fmt: skip


def _version(found: QuestionnaireDifference, new: Questionnaire) -> Iterator[Flaw]:
    """The version goes up, by as much as the changes ask; what a rev can tell asks for a rev first."""
    needed = largest(_asked(change) for change in found.changes)
    old = found.old_version
    if needed is not None and found.given is None:
        yield Flaw(
            path=("version",), code="version-not-raised",
            message=phrase("the version is still {version}, and the content changed.", version=old),
            remedy=phrase("Write {version}: these changes ask for a {step} step.",
                          version=next_version(old, needed), step=needed),
        )  # fmt: skip
    elif needed is not None and not suffices(found.given, needed):
        first = next(change for change in found.changes if suffices(_asked(change), needed))
        yield Flaw(
            path=("version",), code="version-step-too-small",
            message=phrase("from {old} to {new} is a {given} step, and a {needed} step is needed; the first reason is "
                           "{place}.", old=old, new=new.version, given=found.given, needed=needed,
                           place=first.place.of or first.place.path[0]),
            remedy=phrase("Write {version}, or undo what asks for it.", version=next_version(old, needed)),
        )  # fmt: skip


def _asked(change: Change) -> VersionStep:
    return "MINOR" if change.rev is not None else change.step


def _same_revs(found: QuestionnaireDifference) -> Iterator[Flaw]:
    """What changes the meaning of an answer is told by a rev, or by a MAJOR step."""
    for change in found.changes:
        if change.rev is not None and found.given != "MAJOR":
            yield Flaw(
                path=change.place.path, code="meaning-under-same-rev",
                message=_unsaid(str(change.place.path[-1]), change.place.of, change.rev - 1),
                remedy=phrase("Write ‘rev: {rev}’ at {item}; or undo it; or make it version {version}.", rev=change.rev,
                              item=change.place.of, version=next_version(found.old_version, "MAJOR")),
            )  # fmt: skip


def _unsaid(field: str, item: str, rev: int) -> Phrase:
    """Return what changed in an item without its rev telling so."""
    match field:
        case "levels":
            return phrase("the sentences of {item} stand in another order, and its rev is still {rev}.",
                          item=item, rev=rev)  # fmt: skip
        case "audience":
            return phrase("{item} is asked of other people, and its rev is still {rev}.", item=item, rev=rev)
        case "gate":
            return phrase("{item} decides on another level, and its rev is still {rev}.", item=item, rev=rev)
        case "not_applicable":
            return phrase("{item} can be answered in another way, and its rev is still {rev}.", item=item, rev=rev)
    return phrase("{item} counts in another capability, and its rev is still {rev}.", item=item, rev=rev)


def _items(old: Questionnaire, new: Questionnaire) -> Iterator[Flaw]:
    """A rev never goes down, and an id stays with its question."""
    for name, item in new.items.items():
        before = old.items.get(name)
        if before is None:
            continue
        path = item_path(new, name)
        if item.rev < before.rev:
            yield Flaw(
                path=(*path, "rev"), code="rev-lowered",
                message=phrase("the rev of {item} went from {old} to {new}.", item=name, old=before.rev, new=item.rev),
                remedy=phrase("Write {old} if it asks the same, else {next}.", old=before.rev, next=before.rev + 1),
            )  # fmt: skip
        elif item.rev == before.rev and question_likeness(before, item) < OTHER:
            yield _reused(path, name, before)


def _reused(path: tuple[Step, ...], name: str, before: Item) -> Flaw:
    return Flaw(
        path=(*path, "id"), code="id-reused",
        message=phrase("{item} reads as another question than it was, under the same id and rev.", item=name),
        remedy=phrase("Give a new question an id of its own. If it asks the same in other words, write ‘rev: {rev}’ "
                      "and ‘equivalent_to: [{form}]’.", rev=before.rev + 1, form=f"{before.id}@{before.rev}"),
    )  # fmt: skip


def _other_ids(old: Questionnaire, new: Questionnaire) -> Iterator[Flaw]:
    """An id of a capability, domain or action stays with what it named: runs keep ambitions and follow-up by it."""
    was, now = _kinds(old), _kinds(new)
    for name, (kind, path) in now.items():
        if was.get(name, (kind,))[0] != kind:
            yield Flaw(
                path=(*path, "id"), code="id-reused",
                message=phrase("‘{id}’ was the id of something else in version {version}.", id=name,
                               version=old.version),
                remedy=phrase("Give it an id that was never used."),
            )  # fmt: skip
    for name, capability in new.capabilities.items():
        before = old.capabilities.get(name)
        if (
            before is not None
            and not _share([item.forms for item in before.items], capability.items)
            and (text_likeness(before.name, capability.name) < OTHER)
        ):
            yield _other_thing(("capabilities", name, "id"), name)
    for name, action in new.actions_by_id.items():
        one = old.actions_by_id.get(name)
        if (
            one is not None
            and not set(one.lifts) & set(action.lifts)
            and (text_likeness(one.title, action.title) < OTHER)
        ):
            yield _other_thing(("actions", name, "id"), name)


def _share(forms: Sequence[frozenset[str]], items: Sequence[Item]) -> bool:
    known = frozenset[str]().union(*forms)
    ids = {form.rpartition("@")[0] for form in known}
    return any(item.forms & known or item.id in ids for item in items)


def _other_thing(path: tuple[Step, ...], name: str) -> Flaw:
    return Flaw(
        path=path, code="id-reused",
        message=phrase("‘{id}’ names something else than it did; runs keep what was said of it under that id.",
                       id=name),
        remedy=phrase("Give it an id that was never used."),
    )  # fmt: skip


def _kinds(questionnaire: Questionnaire) -> dict[str, tuple[str, tuple[Step, ...]]]:
    return {
        **{one.id: ("domain", ("domains", one.id)) for one in questionnaire.domains},
        **{name: ("capability", ("capabilities", name)) for name in questionnaire.capabilities},
        **{name: ("item", item_path(questionnaire, name)) for name in questionnaire.items},
        **{name: ("action", ("actions", name)) for name in questionnaire.actions_by_id},
        questionnaire.action_template.id: ("template", ("action_template",)),
    }


def _came_back(name: str, new: Questionnaire, earlier: Sequence[Questionnaire]) -> Iterator[Flaw]:
    """A question that was retired comes back as it was, or with a higher rev; the newest version that had it counts."""
    having = [version for version in earlier if name in version.items]
    if not having:
        return
    last = max(having, key=lambda one: numbers(one.version))
    before, item = last.items[name], new.items[name]
    if item.rev < before.rev or (item.rev == before.rev and _is_other(last, new, name)):
        yield Flaw(
            path=(*item_path(new, name), "rev"), code="came-back-as-another",
            message=phrase("{item} was in version {version}, was retired, and comes back as another question.",
                           item=name, version=last.version),
            remedy=phrase("Give it an id that was never used, or write ‘rev: {rev}’.", rev=before.rev + 1),
        )  # fmt: skip


def _is_other(old: Questionnaire, new: Questionnaire, name: str) -> bool:
    """Say whether a question means something else than in an older version, under the same rev."""
    changed = [change for change in difference(old, new).changes if change.place.of == name]
    return any(change.rev is not None or change.is_doubtful for change in changed) or (
        question_likeness(old.items[name], new.items[name]) < OTHER
    )
