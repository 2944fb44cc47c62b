"""Find the items of two questionnaires that ask the same (scoring 4.11)."""

from __future__ import annotations

from questionnaires.model import Questionnaire


def pairs_of(old: Questionnaire, new: Questionnaire) -> dict[str, str]:
    """Return the old id of each item of the newer questionnaire that means the same as one of the older."""
    if old.id != new.id or old.version.partition(".")[0] != new.version.partition(".")[0]:
        return {}
    return {
        item.id: item.id for item in new.items.values() if item.id in old.items and old.items[item.id].rev == item.rev
    }
