"""The figures of the chosen capability, from its questions to its priority (scoring 4.2 to 4.6)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reports.view.workbook.check.frame import (
    AGREES,
    GIVEN,
    ID,
    IS_REACHED,
    NOW,
    SCOPE,
    TEXT,
    X_CAUTIOUS,
    Frame,
    M,
    X,
    calculated,
    headed,
    put,
    same,
)
from reports.view.workbook.model import Look, Placed, at, reach
from reports.view.workbook.standing import product_of
from scoring.levels import MIN_SHARE_OF_ITEMS
from scoring.priority import RISK_WEIGHT

ORDER = ("applicable", "with_x", "scored", "s", "cautious", "level", "target", "gap", "i", "r", "e", "product", "p")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: its symbol, its rule in words, its formula and what that comes to.

    `given` is the column of the program's figure to compare with; without one it is an input or a step.
    """

    symbol: str
    rule: str
    text: str
    value: str | float | None
    look: Look
    given: str = ""


def cells(frame: Frame) -> Iterator[Placed]:
    words = frame.words
    heads = (words("Figure"), words("Rule"), words("Calculated"), words("Program"), words("Agrees"))
    yield from headed(frame.results_row, words("4  The figures of the capability"), heads)
    lines = (*_scored(frame), *_level(frame), *_priority(frame))
    for row, line in enumerate(lines, frame.results_row + 2):
        yield put(row, ID, line.symbol, "label")
        yield put(row, TEXT, line.rule, "text")
        yield calculated(row, NOW, line.text, line.value, line.look)
        if line.given:
            yield calculated(row, GIVEN, frame.of_capability(line.given), line.value, line.look)
            yield frame.verdict(row, AGREES, same(at(row, NOW), at(row, GIVEN)), holds=True, look="agrees")


def agreements(frame: Frame) -> str:
    """Return the column that says of each figure whether it agrees."""
    first = frame.results_row + 2
    return f"{at(first, AGREES)}:{at(first + len(ORDER) - 1, AGREES)}"


def is_scored(frame: Frame) -> str:
    """Return the cell that says whether the capability is scored."""
    return _cell(frame, "scored")


def with_x(frame: Frame) -> str:
    """Return the cell with the number of questions that have an x."""
    return _cell(frame, "with_x")


def _cell(frame: Frame, name: str) -> str:
    return at(frame.results_row + 2 + ORDER.index(name), NOW)


def _scored(frame: Frame) -> Iterator[Line]:
    words, one = frame.words, frame.chosen
    ids, scopes, xs = (frame.of_items(column) for column in (ID, SCOPE, X))
    mine = [item for item in frame.mine if not item.not_applicable]
    share, whole = MIN_SHARE_OF_ITEMS
    applicable, valued, scored = (_cell(frame, name) for name in ("applicable", "with_x", "scored"))
    yield Line(
        symbol=words("Applicable"),
        rule=words("questions that apply"),
        text=f'SUMPRODUCT(({ids}<>"")*({scopes}=""))',
        value=len(mine),
        look="count",
    )
    yield Line(
        symbol=words("With x"),
        rule=words("of which with an x"),
        text=f"COUNT({xs})",
        value=sum(item.value is not None for item in mine),
        look="count",
    )
    yield Line(
        symbol=words("Scored"),
        rule=words("at least {share} of them have an x", share=words.percent(share / whole)),
        text=f'IF(AND({applicable}>0,{whole}*{valued}>={share}*{applicable}),"{frame.yes}","{frame.no}")',
        value=frame.no if one.score is None else frame.yes,
        look="holds",
    )
    yield Line(
        symbol="S",
        rule=words("mean of x"),
        text=f'IF({scored}="{frame.yes}",AVERAGE({xs}),"")',
        value=one.score,
        look="score",
        given="score",
    )
    yield Line(
        symbol=words("S, cautious"),
        rule=words("mean of x if every don’t-know were level 1"),
        text=f'IF({scored}="{frame.yes}",AVERAGE({frame.of_items(X_CAUTIOUS)}),"")',
        value=one.score_pessimistic,
        look="score",
        given="pessimistic",
    )


def _level(frame: Frame) -> Iterator[Line]:
    words, one = frame.words, frame.chosen
    scored, score, target = (_cell(frame, name) for name in ("scored", "s", "target"))
    yield Line(
        symbol="L",
        rule=words("1 and one more for every level reached"),
        text=f'IF({scored}="{frame.yes}",1+COUNTIF({frame.of_levels(IS_REACHED)},"{frame.yes}"),"")',
        value=one.level,
        look="count",
        given="level",
    )
    yield Line(
        symbol="T",
        rule=words("the bar, as it was set"),
        text=frame.of_capability("target"),
        value=one.target,
        look="count",
    )
    yield Line(
        symbol=words("gap"),
        rule=words("max(0, T − S)"),
        text=f'IF(AND(ISNUMBER({score}),ISNUMBER({target})),MAX(0,{target}-{score}),"")',
        value=one.gap,
        look="score",
        given="gap",
    )


def _priority(frame: Frame) -> Iterator[Line]:
    words, one = frame.words, frame.chosen
    gap, product = _cell(frame, "gap"), _cell(frame, "product")
    importance, risk, enables = (_cell(frame, name) for name in ("i", "r", "e"))
    yield Line(
        symbol="I",
        rule=words("importance, from the marks"),
        text=frame.of_capability("importance"),
        value=one.importance,
        look="factor",
    )
    at_the_bottom = f"{RISK_WEIGHT}*(COUNTIF({frame.of_items(M)},1)>0)"
    exposed = f'{RISK_WEIGHT}*({frame.of_capability("exposed")}="{frame.yes}")'
    yield Line(
        symbol="R",
        rule=words("1 + {weight} if an m is 1 + {weight} for critical data", weight=words.number(RISK_WEIGHT, 2)),
        text=f'IF(ISNUMBER({gap}),1+{at_the_bottom}+{exposed},"")',
        value=one.risk,
        look="factor",
        given="risk",
    )
    yield Line(
        symbol="E",
        rule=words("enables, from the actions"),
        text=frame.of_capability("enables"),
        value=one.enables,
        look="factor",
    )
    yield Line(
        symbol=words("gap·I·R·E"),
        rule=words("the four multiplied"),
        text=f'IF(ISNUMBER({gap}),{gap}*{importance}*{risk}*{enables},"")',
        value=product_of(one),
        look="factor",
        given="product",
    )
    highest = f"MAX({reach(frame.capabilities, 'product')})"
    yield Line(
        symbol="P",
        rule=words("100 × that / the highest of all capabilities"),
        text=f'IF(ISNUMBER({product}),IF({highest}>0,100*{product}/{highest},0),"")',
        value=one.priority,
        look="factor",
        given="priority",
    )
