"""The answers of the chosen capability: how often each group chose each sentence, and its mean."""

from __future__ import annotations

from collections.abc import Iterator

from reports.sentences import LETTERS
from reports.view.figures import GroupFigures
from reports.view.workbook.check.frame import (
    CAUTIOUS,
    CHOSEN,
    COUNTS,
    GROUPS_ROW,
    ID,
    MEAN,
    PEOPLE,
    TEXT,
    UNKNOWN,
    Frame,
    calculated,
    headed,
)
from reports.view.workbook.model import Placed, at, reach


def cells(frame: Frame) -> Iterator[Placed]:
    words = frame.words
    heads = (
        words("Question"),
        words("Group"),
        *LETTERS,
        words("Don’t know"),
        words("People"),
        words("Mean level"),
        words("Mean, cautious"),
    )
    yield from headed(GROUPS_ROW, words("1  The answers, per question and group"), heads)
    for slot in range(frame.item_slots):
        for place in range(frame.group_slots):
            yield from _names(frame, slot, place)
            yield from _counts(frame, slot, place)


def _group(frame: Frame, slot: int, place: int) -> GroupFigures | None:
    item = frame.item(slot)
    return item.groups[place] if item and place < len(item.groups) else None


def _names(frame: Frame, slot: int, place: int) -> Iterator[Placed]:
    """Yield the id of the question, once for each group that answered it, and the name of the group."""
    first, _ = frame.groups_of(slot)
    row, item, group = first + place, frame.item(slot), _group(frame, slot, place)
    mine, asked, id_cell = reach(frame.items, "capability"), reach(frame.answers, "item"), f"${at(first, ID)}"
    if place == 0:
        found = f"INDEX({reach(frame.items, 'id')},MATCH({CHOSEN},{mine},0)+{slot})"
        text = f'IF(COUNTIF({mine},{CHOSEN})>{slot},{found},"")'
        yield calculated(row, ID, text, item.id if item else None, "label")
    else:
        text = f'IF({at(row, TEXT)}="","",{id_cell})'
        yield calculated(row, ID, text, item.id if item and group else None, "label")
    name = f"INDEX({reach(frame.answers, 'group')},{_where(frame, slot, place)})"
    text = f'IF({id_cell}="","",IF(COUNTIF({asked},{id_cell})>{place},{name},""))'
    yield calculated(row, TEXT, text, group.name if group else None, "text")


def _counts(frame: Frame, slot: int, place: int) -> Iterator[Placed]:
    """Yield how often each sentence was chosen, and the mean without and with every don't-know at level 1."""
    row, group = frame.groups_of(slot)[0] + place, _group(frame, slot, place)
    where, is_empty = _where(frame, slot, place), f'${at(row, TEXT)}=""'
    counts = (*group.counts, group.unknown) if group else (None,) * 6
    for key, column, count in zip((*LETTERS, "unknown"), (*COUNTS, UNKNOWN), counts, strict=True):
        text = f'IF({is_empty},"",INDEX({reach(frame.answers, key)},{where}))'
        yield calculated(row, column, text, count, "count")
    a, b, c, d, e = (at(row, column) for column in COUNTS)
    levels, total = f"SUM({a}:{e})", f"{a}+2*{b}+3*{c}+4*{d}+5*{e}"
    unknown, people = at(row, UNKNOWN), at(row, PEOPLE)
    text = f'IF({is_empty},"",SUM({a}:{unknown}))'
    yield calculated(row, PEOPLE, text, group.people if group else None, "count")
    text = f'IF({levels}=0,"",({total})/{levels})'
    yield calculated(row, MEAN, text, group.mean if group else None, "score")
    text = f'IF({is_empty},"",({total}+{unknown})/{people})'
    yield calculated(row, CAUTIOUS, text, _cautious(group) if group else None, "score")


def _where(frame: Frame, slot: int, place: int) -> str:
    """Return the formula for the row of the table with the answers of a group; those to one question stand together."""
    first, _ = frame.groups_of(slot)
    return f"MATCH(${at(first, ID)},{reach(frame.answers, 'item')},0)+{place}"


def _cautious(group: GroupFigures) -> float:
    """Return the mean of a group with every don't-know at level 1 (scoring 4.4)."""
    levels = sum(level * count for level, count in enumerate(group.counts, 1))
    return (levels + group.unknown) / group.people
