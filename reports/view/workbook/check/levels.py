"""How far each level of the chosen capability is filled, and which is reached (scoring 4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from reports.view.workbook.check.frame import (
    FILLED,
    FILLED_GIVEN,
    GATE,
    HAS_FULLY_BELOW,
    HAS_LARGELY,
    HAS_PRACTICE,
    ID,
    IS_REACHED,
    LEVEL_AGREES,
    LEVELS_CHECKED,
    NEAR,
    SCOPE,
    TEXT,
    Frame,
    M,
    X,
    calculated,
    headed,
    put,
    same,
)
from reports.view.workbook.check.results import is_scored, with_x
from reports.view.workbook.model import Placed, at
from scoring.bounds import exceeds
from scoring.levels import FULLY, LARGELY

OPENED_BY = {3: 3, 4: 4, 5: 4}  # the key practice of 4 opens 5 as well


def cells(frame: Frame) -> Iterator[Placed]:
    words = frame.words
    heads = (
        words("Level"),
        words("Rule"),
        "F(k)",
        words("F(k) of the program"),
        f"> {LARGELY:.0%}",
        words("Below > {share}", share=f"{FULLY:.0%}"),
        words("Key practice met"),
        words("Reached"),
        words("Agrees"),
    )
    yield from headed(frame.levels_row, words("3  How far each level is filled, and which is reached"), heads)
    for level in LEVELS_CHECKED:
        yield from _filled(frame, level)
        yield from _reached(frame, level)


def _row(frame: Frame, level: int) -> int:
    return frame.levels_row + 2 + level - LEVELS_CHECKED.start


def _filled(frame: Frame, level: int) -> Iterator[Placed]:
    """Yield F(k), and what the program made of it."""
    row = _row(frame, level)
    xs = (at(frame.items_row + 2 + slot, X) for slot in range(frame.item_slots))
    parts = "+".join(f"IF(ISNUMBER({x}),MIN(1,MAX(0,{x}-{level - 1})),0)" for x in xs)
    share = (frame.chosen.fulfilment or {}).get(str(level))
    yield put(row, ID, level, "count")
    yield put(row, TEXT, frame.words("mean of min(1, max(0, x − {below}))", below=level - 1), "text")
    text = f'IF({is_scored(frame)}="{frame.yes}",({parts})/{with_x(frame)},"")'
    yield calculated(row, FILLED, text, share, "share")
    yield calculated(row, FILLED_GIVEN, frame.of_capability(f"f{level}"), share, "share")


def _reached(frame: Frame, level: int) -> Iterator[Placed]:
    """Yield the conditions of a level, and whether it is reached: all of them hold, and the level below is reached."""
    row, one, filled = _row(frame, level), frame.chosen, frame.chosen.fulfilment
    largely = filled is not None and exceeds(filled[str(level)], LARGELY)
    below = range(LEVELS_CHECKED.start, level)
    fully = filled is not None and all(exceeds(filled[str(each)], FULLY) for each in below)
    yield frame.verdict(row, HAS_LARGELY, f"N({at(row, FILLED)})>{LARGELY}+{NEAR}", holds=largely)
    each = [f"N({at(_row(frame, lower), FILLED)})>{FULLY}+{NEAR}" for lower in below]
    condition = f"AND({','.join(each)})" if each else f'{is_scored(frame)}="{frame.yes}"'
    yield frame.verdict(row, HAS_FULLY_BELOW, condition, holds=fully)
    yield frame.verdict(row, HAS_PRACTICE, _practice(frame, level), holds=_meets(frame, level))
    needed = [at(row, column) for column in (HAS_LARGELY, HAS_FULLY_BELOW, HAS_PRACTICE)]
    needed += [at(row - 1, IS_REACHED)] if below else []
    condition = ",".join(f'{cell}="{frame.yes}"' for cell in needed)
    yield frame.verdict(row, IS_REACHED, f"AND({condition})", holds=one.level is not None and one.level >= level)
    told = f'IF(N({frame.of_capability("level")})>={level},"{frame.yes}","{frame.no}")'
    agree = f"AND({same(at(row, FILLED), at(row, FILLED_GIVEN))},{at(row, IS_REACHED)}={told})"
    yield frame.verdict(row, LEVEL_AGREES, agree, holds=True, look="agrees")


def _practice(frame: Frame, level: int) -> str:
    """Return the condition that a key practice is met: there is none, it does not apply, or its m is at the level."""
    gate = OPENED_BY.get(level)
    if gate is None:
        return "TRUE"
    gates, middles, scopes = (frame.of_items(column) for column in (GATE, M, SCOPE))
    where = f"MATCH({gate},{gates},0)"
    met = f'IF(INDEX({scopes},{where})<>"",TRUE,N(INDEX({middles},{where}))>={level})'
    return f"IF(COUNTIF({gates},{gate})=0,TRUE,{met})"


def _meets(frame: Frame, level: int) -> bool:
    practice = next((item for item in frame.mine if item.gate and item.gate == OPENED_BY.get(level)), None)
    if practice is None or practice.not_applicable:
        return True
    return practice.low_median is not None and practice.low_median >= level
