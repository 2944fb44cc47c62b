"""Say which items of two versions of a questionnaire may be compared, and where a series breaks off (scoring 4.11)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import msgspec

from questionnaires.language import Phrase, phrase
from questionnaires.model import Item, Questionnaire

LEAST_COMMON = Fraction(2, 3)  # of the items of a capability in the newer version

BreakCode = Literal["other_questionnaire", "major_step", "few_common_items", "new_capability", "retired_capability"]


class Break(msgspec.Struct, frozen=True, kw_only=True):
    """Why a capability cannot be compared: a gap in its line.

    `common` of its `items` are in the other version as well; the items are those of the newer version, or of the older
    where the capability was retired.
    """

    code: BreakCode
    common: int
    items: int
    old_version: str
    new_version: str

    @property
    def reason(self) -> Phrase:
        """Why, as a sentence."""
        match self.code:
            case "other_questionnaire":
                return phrase("The two runs were answered on different questionnaires.")
            case "major_step":
                return phrase(
                    "The questionnaire began anew between version {old} and version {new}: scale, structure or meaning "
                    "changed.",
                    old=self.old_version,
                    new=self.new_version,
                )
            case "few_common_items":
                return phrase(
                    "Of the {items} questions of version {new}, {common} can be compared with version {old}; two out "
                    "of three are needed.",
                    items=self.items,
                    common=self.common,
                    old=self.old_version,
                    new=self.new_version,
                )
            case "new_capability":
                return phrase("This capability did not exist in version {old}.", old=self.old_version)
            case "retired_capability":
                return phrase("This capability no longer exists in version {new}.", new=self.new_version)


class CommonItems(msgspec.Struct, frozen=True, kw_only=True):
    """What two versions of a questionnaire have in common.

    `pairs` maps an item of the older version to the same item of the newer one, in the order of the newer. It is empty
    where nothing may be compared (another questionnaire, a MAJOR step). `breaks` holds every capability of either
    version that cannot be compared; the items of a capability that breaks off stay in `pairs`, for whoever shows them.
    """

    pairs: dict[str, str]
    breaks: dict[str, Break]


def common_items(old: Questionnaire, new: Questionnaire) -> CommonItems:
    """Return the items that may be compared: the same id and rev, or declared `equivalent_to` (scoring 4.11)."""
    code: BreakCode | None = None
    if old.id != new.id:
        code = "other_questionnaire"
    elif major(old) != major(new):
        code = "major_step"
    pairs = {} if code else dict(_pairs(old, new))
    return CommonItems(pairs=pairs, breaks=dict(_breaks(old, new, pairs, code)))


def major(questionnaire: Questionnaire) -> int:
    """Return the first number of a version: where it differs, nothing is compared."""
    return int(questionnaire.version.partition(".")[0])


def same_items(old: Questionnaire, new: Questionnaire) -> dict[str, str]:
    """Return which item of an older version is which of a newer, whatever the step between the versions."""
    return dict(_pairs(old, new))


def _pairs(old: Questionnaire, new: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield each item of the older version at most once; what is called the same comes before what once was."""
    left = dict(old.items)
    by_itself = {name for name, item in new.items.items() if name in left and left[name].rev == item.rev}
    for name in by_itself:
        del left[name]
    for name, item in new.items.items():
        if name in by_itself:
            yield name, name
        elif (former := _former(item, left)) is not None:
            del left[former.id]
            yield former.id, name


def _former(item: Item, left: dict[str, Item]) -> Item | None:
    return next((one for one in left.values() if one.forms & item.forms), None)


def _breaks(
    old: Questionnaire, new: Questionnaire, pairs: dict[str, str], code: BreakCode | None
) -> Iterator[tuple[str, Break]]:
    known = set(pairs.values())

    def told(name: str, code: BreakCode, common: int, items: int) -> tuple[str, Break]:
        broken = Break(code=code, common=common, items=items, old_version=old.version, new_version=new.version)
        return name, broken

    for name, capability in new.capabilities.items():
        common, items = sum(item.id in known for item in capability.items), len(capability.items)
        if code is not None:
            yield told(name, code, common, items)
        elif common < LEAST_COMMON * items:
            is_new = common == 0 and name not in old.capabilities
            yield told(name, "new_capability" if is_new else "few_common_items", common, items)
    for name, capability in old.capabilities.items():
        if name not in new.capabilities:
            common = sum(item.id in pairs for item in capability.items)
            yield told(name, code or "retired_capability", common, len(capability.items))
