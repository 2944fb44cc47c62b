"""Compare two versions of a questionnaire: every difference, and the step that they ask for together."""

from __future__ import annotations

from questionnaires.comparable import common_items, same_items
from questionnaires.difference.actions import action_changes
from questionnaires.difference.items import item_changes
from questionnaires.difference.model import QuestionnaireDifference
from questionnaires.difference.parts import part_changes
from questionnaires.difference.steps import largest, step_between
from questionnaires.difference.surroundings import named_changes, surrounding_changes
from questionnaires.model import Questionnaire


def difference(old: Questionnaire, new: Questionnaire) -> QuestionnaireDifference:
    """Return every difference between two questionnaires, with the step of the version that it asks for.

    Source: scoring 4.11. A version number that differs is no difference by itself.
    """
    same = same_items(old, new)
    changes = (
        *surrounding_changes(old, new),
        *part_changes(old, new),
        *item_changes(old, new, same),
        *action_changes(old, new, same),
        *named_changes(old, new),
    )
    return QuestionnaireDifference(
        id=new.id,
        old_version=old.version,
        new_version=new.version,
        needed=largest(change.step for change in changes),
        given=step_between(old.version, new.version),
        changes=changes,
        common=common_items(old, new),
    )
