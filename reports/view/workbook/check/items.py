"""What each question of the chosen capability comes to: x and m (scoring 4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from reports.view.figures import ItemFigures
from reports.view.workbook.check.frame import (
    AGREED,
    CAUTIOUS,
    COUNTS,
    GATE,
    ID,
    M_GIVEN,
    MEAN,
    PEOPLE,
    SCOPE,
    TEXT,
    X_AGREES,
    X_CAUTIOUS,
    X_GIVEN,
    Frame,
    M,
    X,
    calculated,
    headed,
    same,
)
from reports.view.workbook.model import Placed, at


def cells(frame: Frame) -> Iterator[Placed]:
    words = frame.words
    heads = (
        words("Question"),
        words("Rule"),
        words("Key practice"),
        words("Settled"),
        words("Not applicable"),
        "x",
        words("x, cautious"),
        "m",
        words("x of the program"),
        words("m of the program"),
        words("Agrees"),
    )
    yield from headed(frame.items_row, words("2  What each question comes to"), heads)
    for slot in range(frame.item_slots):
        yield from _about(frame, slot)
        yield from _calculated(frame, slot)
        yield from _compared(frame, slot)


def _row(frame: Frame, slot: int) -> int:
    return frame.items_row + 2 + slot


def _people(frame: Frame, slot: int) -> str:
    first, last = frame.groups_of(slot)
    return f"SUM({at(first, PEOPLE)}:{at(last, PEOPLE)})"


def _about(frame: Frame, slot: int) -> Iterator[Placed]:
    """Yield which question it is, the rule that gives its x and m, and what the rule depends on."""
    row, item, source = _row(frame, slot), frame.item(slot), at(frame.groups_of(slot)[0], ID)
    yield calculated(row, ID, f'IF({source}="","",{source})', item.id if item else None, "label")
    words = frame.words
    away, settled = words("not applicable: leaves both sides"), words("settled together: that level")
    taken = words("taken from the program: no distribution is shown")
    usual = words("x: mean over groups; m: the middle of all levels, the lower of two")
    by_answers = f'IF({_people(frame, slot)}=0,"{taken}","{usual}")'
    by_agreement = f'IF({at(row, AGREED)}<>"","{settled}",{by_answers})'
    text = f'IF({at(row, ID)}="","",IF({at(row, SCOPE)}<>"","{away}",{by_agreement}))'
    yield calculated(row, TEXT, text, _rule(item, away, settled, usual, taken), "text")
    yield calculated(row, GATE, frame.of_item("gate", row), item.gate if item else None, "count")
    yield calculated(row, AGREED, frame.of_item("agreed", row), item.agreed if item else None, "count")
    is_away = frame.yes if item and item.not_applicable else None
    yield calculated(row, SCOPE, frame.of_item("scope", row), is_away, "label")


def _rule(item: ItemFigures | None, *rules: str) -> str | None:
    """Return the rule that holds for a question: away, settled, usual or taken over."""
    if item is None:
        return None
    away, settled, usual, taken = rules
    if item.not_applicable:
        return away
    if item.agreed is not None:
        return settled
    return usual if item.groups else taken


def _calculated(frame: Frame, slot: int) -> Iterator[Placed]:
    """Yield x, x with every don't-know at level 1, and m."""
    row, item, people = _row(frame, slot), frame.item(slot), _people(frame, slot)
    first, last = frame.groups_of(slot)
    agreed, scope = at(row, AGREED), at(row, SCOPE)

    def unless_settled(text: str) -> str:
        return f'IF(OR({at(row, ID)}="",{scope}<>""),"",IF({agreed}<>"",{agreed},{text}))'

    for column, source, key, value in (
        (X, MEAN, "value", item.value if item else None),
        (X_CAUTIOUS, CAUTIOUS, "pessimistic", item.value_pessimistic if item else None),
    ):
        means = f"{at(first, source)}:{at(last, source)}"
        text = f'IF({people}=0,{frame.of_item(key, row)},IF(COUNT({means})=0,"",AVERAGE({means})))'
        yield calculated(row, column, unless_settled(text), value, "score")

    def up_to(level: int) -> str:
        return f"SUM({at(first, COUNTS.start)}:{at(last, COUNTS.start + level - 1)})"

    middle = "5"
    for level in (4, 3, 2, 1):
        middle = f"IF(2*{up_to(level)}>={up_to(5)},{level},{middle})"
    text = f'IF({people}=0,{frame.of_item("middle", row)},IF({up_to(5)}=0,"",{middle}))'
    yield calculated(row, M, unless_settled(text), item.low_median if item else None, "count")


def _compared(frame: Frame, slot: int) -> Iterator[Placed]:
    """Yield what the program made of x and m, and whether it is the same."""
    row, item = _row(frame, slot), frame.item(slot)
    yield calculated(row, X_GIVEN, frame.of_item("value", row), item.value if item else None, "score")
    yield calculated(row, M_GIVEN, frame.of_item("middle", row), item.low_median if item else None, "count")
    both = f"AND({same(at(row, X), at(row, X_GIVEN))},{same(at(row, M), at(row, M_GIVEN))})"
    text = f'IF({at(row, ID)}="","",IF({both},"{frame.yes}","{frame.no}"))'
    yield calculated(row, X_AGREES, text, frame.yes if item else None, "agrees")
