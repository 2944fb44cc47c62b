"""Tell how the actions of two versions differ: in words, in effort, and in what they lift and wait for."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.difference.model import Change, Place
from questionnaires.difference.texts import text_changes, value_change
from questionnaires.language import Phrase, phrase
from questionnaires.model import Action, ActionTemplate, Questionnaire
from questionnaires.nodes import Step


def action_changes(old: Questionnaire, new: Questionnaire, same: dict[str, str]) -> Iterator[Change]:
    """Yield how the actions differ; `same` maps the older version's items to what they are called now.

    Actions change plans, never scores: no change of theirs breaks a series.
    """
    for name, action in new.actions_by_id.items():
        path = ("actions", name)
        if name in old.actions_by_id:
            yield from _action(path, old.actions_by_id[name], action, same)
        else:
            yield Change(place=Place(path=path, of=name), kind="structure", step="MINOR",
                         what=phrase("a new action"), new=action.title)  # fmt: skip
    for name, action in old.actions_by_id.items():
        if name not in new.actions_by_id:
            yield Change(place=Place(path=("actions",), of=name), kind="structure", step="MINOR",
                         what=phrase("the action is gone"), old=action.title)  # fmt: skip
    before, after = (
        tuple(action.id for action in one.actions if action.id in other.actions_by_id)
        for one, other in ((old, new), (new, old))
    )
    if before != after:
        yield value_change(Place(path=("actions",), part=phrase("actions")), ("structure", "PATCH"),
                           phrase("another order"), before, after)  # fmt: skip
    yield from _template(old.action_template, new.action_template)


def _action(path: tuple[Step, ...], old: Action, new: Action, same: dict[str, str]) -> Iterator[Change]:
    yield from _texts(path, old, new)
    for key, part, what, before, after in (
        ("capability", "capability", phrase("it serves another one"), old.capability, new.capability),
        ("from", "from", phrase("it starts at another level"), old.from_level, new.from_level),
        ("to", "to", phrase("it ends at another level"), old.to_level, new.to_level),
        ("days", "days", phrase("another effort"), old.days, new.days),
        ("weeks", "weeks", phrase("another duration"), old.weeks, new.weeks),
        ("needs", "needs", phrase("it waits for other actions"), old.needs, new.needs),
        ("visible_to_users", "visible_to_users", phrase("whether users notice it"),
         old.visible_to_users, new.visible_to_users),
    ):  # fmt: skip
        if before != after:
            place = Place(path=(*path, key), of=new.id, part=part)
            yield value_change(place, ("structure", "MINOR"), what, before, after)
    lifted = {same.get(item, item): level for item, level in old.lifts.items()}
    for item in dict.fromkeys((*new.lifts, *lifted)):
        low, high = lifted.get(item), new.lifts.get(item)
        if low != high:
            place = Place(path=(*path, "lifts", item), of=new.id, part=phrase("lifts {item}", item=item))
            yield value_change(place, ("structure", "MINOR"), _lift(low, high), low, high)


def _lift(old: int | None, new: int | None) -> Phrase:
    if old is None:
        return phrase("it lifts this one as well")
    return phrase("it no longer lifts this one") if new is None else phrase("to another level")


def _template(old: ActionTemplate, new: ActionTemplate) -> Iterator[Change]:
    path: tuple[Step, ...] = ("action_template",)
    yield from _texts(path, old, new)
    for key, part, what, before, after in (
        ("id", "id", phrase("another id"), old.id, new.id),
        ("from", "from", phrase("it starts at another level"), old.from_level, new.from_level),
        ("to", "to", phrase("it ends at another level"), old.to_level, new.to_level),
        ("days", "days", phrase("another effort"), old.days, new.days),
        ("weeks", "weeks", phrase("another duration"), old.weeks, new.weeks),
    ):
        if before != after:
            place = Place(path=(*path, key), of=new.id, part=part)
            yield value_change(place, ("structure", "MINOR"), what, before, after)


def _texts(path: tuple[Step, ...], old: Action | ActionTemplate, new: Action | ActionTemplate) -> Iterator[Change]:
    for key, part, before, after in (
        ("title", phrase("title"), old.title, new.title),
        ("first_step", phrase("first step"), old.first_step, new.first_step),
        ("kpi", phrase("KPI"), old.kpi, new.kpi),
    ):
        yield from text_changes(Place(path=(*path, key), of=new.id, part=part), before, after)
