"""The sheet on which a sceptic checks a capability: live formulas from the answers up, beside the program's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from questionnaires.language import Words
from reports.view import ReportView
from reports.view.figures import CapabilityFigures, Figures, GroupFigures, ItemFigures
from reports.view.workbook.model import (
    Cell,
    Choice,
    Formula,
    Look,
    Placed,
    PlacedSheet,
    TableSheet,
    at,
    reach,
)
from reports.view.workbook.standing import product_of
from scoring import priority
from scoring.bounds import TOLERANCE
from scoring.levels import FULLY, LARGELY, MIN_SHARE_OF_ITEMS

NEAR = f"{TOLERANCE:.9f}"
NAME_ROW, CHOICE_ROW, VERDICT_ROW, GROUPS_ROW = 0, 3, 4, 6
CHOSEN = "$B$4"
ID, TEXT = 0, 1
COUNTS = range(2, 7)
UNKNOWN, PEOPLE, MEAN, CAUTIOUS = 7, 8, 9, 10
GATE, AGREED, SCOPE, X, X_CAUTIOUS, M, X_GIVEN, M_GIVEN, X_AGREES = range(2, 11)
RULE, NOW, GIVEN, AGREES = 1, 2, 3, 4
FILLED, FILLED_GIVEN, HAS_LARGELY, HAS_FULLY_BELOW, HAS_PRACTICE, IS_REACHED, LEVEL_AGREES = range(2, 9)


def build(
    view: ReportView, words: Words, capabilities: TableSheet, items: TableSheet, answers: TableSheet
) -> PlacedSheet:
    """Return the sheet, set at the capability with the highest priority."""
    return _Check(view.figures, words, capabilities, items, answers).sheet()


def first_chosen(figures: Figures) -> CapabilityFigures:
    """Return the capability that the sheet opens with: the one of the highest priority."""
    return max(figures.capabilities, key=lambda one: one.priority or 0.0)


class _Check:
    """The cells of the sheet, each formula with what it comes to for the capability that is chosen first."""

    def __init__(
        self, figures: Figures, words: Words, capabilities: TableSheet, items: TableSheet, answers: TableSheet
    ) -> None:
        self.words, self.capabilities, self.items, self.answers = words, capabilities, items, answers
        self.chosen = first_chosen(figures)
        self.mine = [item for item in figures.items if item.capability == self.chosen.id]
        by_capability = [item.capability for item in figures.items]
        self.item_slots = max(by_capability.count(name) for name in set(by_capability))
        self.group_slots = max(1, *(len(item.groups) for item in figures.items))
        self.highest = max((product_of(one) or 0.0 for one in figures.capabilities), default=0.0)
        self.yes, self.no = words("yes"), words("no")
        self.groups_from = GROUPS_ROW + 2
        self.items_row = self.groups_from + self.item_slots * self.group_slots + 1
        self.items_from = self.items_row + 2
        self.levels_row = self.items_from + self.item_slots + 1
        self.levels_from = self.levels_row + 2
        self.results_row = self.levels_from + 5
        self.results_from = self.results_row + 2
        self.cells: list[Placed] = []

    def sheet(self) -> PlacedSheet:
        words = self.words
        self._top()
        self._groups()
        self._items()
        self._levels()
        self._results()
        return PlacedSheet(
            key="check",
            name=words("Check a score"),
            widths=(16, 62, 16, 14, 14, 12, 17, 13, 13, 13, 14),
            cells=tuple(self.cells),
            choice=Choice(
                row=CHOICE_ROW,
                column=1,
                source=f"={reach(self.capabilities, 'id')}",
                title=words("Capability"),
                text=words("Choose a capability from the list."),
            ),
            disagrees=(self.no, words("not everything agrees")),
        )

    # placing

    def _put(self, row: int, column: int, cell: Cell, look: Look, across: int = 1) -> None:
        self.cells.append(Placed(row=row, column=column, cell=cell, look=look, across=across))

    def _calculate(self, row: int, column: int, text: str, value: str | float | None, look: Look) -> None:
        self._put(row, column, Formula(f"={text}", "" if value is None else value), look)

    def _heads(self, row: int, title: str, heads: Sequence[str]) -> None:
        self._put(row, 0, title, "heading")
        for column, head in enumerate(heads):
            self._put(row + 1, column, head, "head" if column <= TEXT else "figure head")

    # looking up

    def _of_capability(self, key: str) -> str:
        """Return the formula for a figure of the chosen capability; an empty text where it has none."""
        found = f"INDEX({reach(self.capabilities, key)},MATCH({CHOSEN},{reach(self.capabilities, 'id')},0))"
        return f'IF({found}="","",{found})'

    def _of_item(self, key: str, row: int) -> str:
        cell = f"${at(row, ID)}"
        found = f"INDEX({reach(self.items, key)},MATCH({cell},{reach(self.items, 'id')},0))"
        return f'IF({cell}="","",IF({found}="","",{found}))'

    # parts

    def _top(self) -> None:
        words = self.words
        self._put(NAME_ROW, 0, words("Check a score yourself"), "title")
        self._put(
            NAME_ROW + 1,
            0,
            words(
                "Choose a capability. The sheet takes its answers and calculates everything again with formulas; "
                "beside it stands what the program made of it."
            ),
            "lead",
        )
        self._put(CHOICE_ROW, 0, words("Capability"), "label")
        self._put(CHOICE_ROW, 1, self.chosen.id, "chosen")
        self._calculate(CHOICE_ROW, 2, self._of_capability("name"), self.chosen.name, "label")
        self._put(VERDICT_ROW, 0, words("Agrees"), "label")
        parts = (
            (self.items_from, self.item_slots, X_AGREES),
            (self.levels_from, 4, LEVEL_AGREES),
            (self.results_from, len(self._rules()), AGREES),
        )
        ranges = [f"{at(first, column)}:{at(first + rows - 1, column)}" for first, rows, column in parts]
        wrong = "+".join(f'COUNTIF({reach_},"{self.no}")' for reach_ in ranges)
        text = f'IF({wrong}=0,"{words("everything agrees")}","{words("not everything agrees")}")'
        self._calculate(VERDICT_ROW, 1, text, words("everything agrees"), "agrees")

    def _groups(self) -> None:
        words = self.words
        self._heads(
            GROUPS_ROW,
            words("1  The answers, per question and group"),
            (
                words("Question"),
                words("Group"),
                *"abcde",
                words("Don’t know"),
                words("People"),
                words("Mean level"),
                words("Mean, cautious"),
            ),
        )
        for slot in range(self.item_slots):
            for place in range(self.group_slots):
                self._group(slot, place)

    def _group(self, slot: int, place: int) -> None:
        row = self.groups_from + slot * self.group_slots + place
        item = self.mine[slot] if slot < len(self.mine) else None
        group = item.groups[place] if item and place < len(item.groups) else None
        mine, asked = reach(self.items, "capability"), reach(self.answers, "item")
        first = self.groups_from + slot * self.group_slots
        id_cell, name_cell = f"$A{first + 1}", f"$B{row + 1}"
        if place == 0:
            found = f"INDEX({reach(self.items, 'id')},MATCH({CHOSEN},{mine},0)+{slot})"
            text = f'IF(COUNTIF({mine},{CHOSEN})>{slot},{found},"")'
            self._calculate(row, ID, text, item.id if item else None, "label")
        else:
            text = f'IF({name_cell}="","",{id_cell})'
            self._calculate(row, ID, text, item.id if item and group else None, "label")
        where = f"MATCH({id_cell},{asked},0)+{place}"
        self._calculate(
            row,
            TEXT,
            f'IF({id_cell}="","",IF(COUNTIF({asked},{id_cell})>{place},'
            f'INDEX({reach(self.answers, "group")},{where}),""))',
            group.name if group else None,
            "text",
        )
        given = (*group.counts, group.unknown) if group else (None,) * 6
        for key, column, count in zip((*"abcde", "unknown"), (*COUNTS, UNKNOWN), given, strict=True):
            self._of_group(row, column, f"INDEX({reach(self.answers, key)},{where})", count)
        a, b, c, d, e = (at(row, column) for column in COUNTS)
        levels, total = f"SUM({a}:{e})", f"{a}+2*{b}+3*{c}+4*{d}+5*{e}"
        unknown, people = at(row, UNKNOWN), at(row, PEOPLE)
        self._of_group(row, PEOPLE, f"SUM({a}:{unknown})", group.people if group else None)
        self._calculate(row, MEAN, f'IF({levels}=0,"",({total})/{levels})', group.mean if group else None, "score")
        cautious = _cautious(group) if group else None
        self._calculate(row, CAUTIOUS, f'IF({name_cell}="","",({total}+{unknown})/{people})', cautious, "score")

    def _of_group(self, row: int, column: int, text: str, value: float | None) -> None:
        self._calculate(row, column, f'IF($B{row + 1}="","",{text})', value, "count")

    def _items(self) -> None:
        words = self.words
        self._heads(
            self.items_row,
            words("2  What each question comes to"),
            (
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
            ),
        )
        for slot in range(self.item_slots):
            self._item(slot)

    def _item(self, slot: int) -> None:
        row, first = self.items_from + slot, self.groups_from + slot * self.group_slots
        last = first + self.group_slots - 1
        item = self.mine[slot] if slot < len(self.mine) else None
        self._calculate(row, ID, f'IF({at(first, ID)}="","",{at(first, ID)})', item.id if item else None, "label")
        self._rule(row, item, f"{at(first, PEOPLE)}:{at(last, PEOPLE)}")
        self._calculate(row, GATE, self._of_item("gate", row), item.gate if item else None, "count")
        self._calculate(row, AGREED, self._of_item("agreed", row), item.agreed if item else None, "count")
        away = self.yes if item is not None and item.not_applicable else None
        self._calculate(row, SCOPE, self._of_item("scope", row), away, "label")
        agreed, scope = at(row, AGREED), at(row, SCOPE)

        def unless_settled(text: str) -> str:
            return f'IF(OR({at(row, ID)}="",{scope}<>""),"",IF({agreed}<>"",{agreed},{text}))'

        people = f"SUM({at(first, PEOPLE)}:{at(last, PEOPLE)})"
        for column, source, key, value in (
            (X, MEAN, "value", item.value if item else None),
            (X_CAUTIOUS, CAUTIOUS, "pessimistic", item.value_pessimistic if item else None),
        ):
            means = f"{at(first, source)}:{at(last, source)}"
            text = f'IF({people}=0,{self._of_item(key, row)},IF(COUNT({means})=0,"",AVERAGE({means})))'
            self._calculate(row, column, unless_settled(text), value, "score")

        def up_to(level: int) -> str:
            return f"SUM({at(first, COUNTS.start)}:{at(last, COUNTS.start + level - 1)})"

        middle = f'IF({up_to(5)}=0,"",5)'
        for level in (4, 3, 2, 1):
            middle = f"IF(AND({up_to(5)}>0,2*{up_to(level)}>={up_to(5)}),{level},{middle})"
        text = f"IF({people}=0,{self._of_item('middle', row)},{middle})"
        self._calculate(row, M, unless_settled(text), item.low_median if item else None, "count")
        self._calculate(row, X_GIVEN, self._of_item("value", row), item.value if item else None, "score")
        self._calculate(row, M_GIVEN, self._of_item("middle", row), item.low_median if item else None, "count")
        both = f"{_agree(at(row, X), at(row, X_GIVEN))},{_agree(at(row, M), at(row, M_GIVEN))}"
        self._calculate(
            row,
            X_AGREES,
            f'IF({at(row, ID)}="","",IF(AND({both}),"{self.yes}","{self.no}"))',
            self.yes if item else None,
            "holds",
        )

    def _rule(self, row: int, item: ItemFigures | None, people: str) -> None:
        """Say in words which rule gives x and m, for the question that stands here."""
        words = self.words
        away, settled = words("not applicable: leaves both sides"), words("settled together: that level")
        taken = words("taken from the program: no distribution is shown")
        usual = words("x: mean over groups; m: the middle of all levels, the lower of two")
        text = (
            f'IF({at(row, ID)}="","",IF({at(row, SCOPE)}<>"","{away}",IF({at(row, AGREED)}<>"","{settled}",'
            f'IF(SUM({people})=0,"{taken}","{usual}"))))'
        )
        value = None
        if item is not None:
            value = (
                away if item.not_applicable else settled if item.agreed is not None else usual if item.groups else taken
            )
        self._calculate(row, TEXT, text, value, "text")

    @property
    def _xs(self) -> str:
        return f"{at(self.items_from, X)}:{at(self.items_from + self.item_slots - 1, X)}"

    def _column_of_items(self, column: int) -> str:
        return f"{at(self.items_from, column)}:{at(self.items_from + self.item_slots - 1, column)}"

    def _levels(self) -> None:
        words = self.words
        self._heads(
            self.levels_row,
            words("3  How far each level is filled, and which is reached"),
            (
                words("Level"),
                words("Rule"),
                "F(k)",
                words("F(k) of the program"),
                f"> {LARGELY:.0%}",
                words("Below > {share}", share=f"{FULLY:.0%}"),
                words("Key practice met"),
                words("Reached"),
                words("Agrees"),
            ),
        )
        for level in range(2, 6):
            self._level(level)

    def _level(self, level: int) -> None:
        words, one, row = self.words, self.chosen, self.levels_from + level - 2
        filled, is_scored = one.fulfilment or {}, one.fulfilment is not None
        valued = at(self.results_from + 1, NOW)
        scored = at(self.results_from + 2, NOW)
        parts = "+".join(
            f"IF(ISNUMBER({cell}),MIN(1,MAX(0,{cell}-{level - 1})),0)"
            for cell in (at(self.items_from + slot, X) for slot in range(self.item_slots))
        )
        self._put(row, ID, level, "count")
        rule = words("mean of min(1, max(0, x − {below}))", below=level - 1)
        self._put(row, TEXT, rule, "text")
        share = filled.get(str(level))
        self._calculate(row, FILLED, f'IF({scored}="{self.yes}",({parts})/{valued},"")', share, "share")
        self._calculate(row, FILLED_GIVEN, self._of_capability(f"f{level}"), share, "share")
        largely = share is not None and share > LARGELY + TOLERANCE
        below = is_scored and all(filled[str(each)] > FULLY + TOLERANCE for each in range(2, level))
        practice = self._meets(level)
        largely_cell, below_cell, practice_cell, reached_cell = (
            at(row, column) for column in (HAS_LARGELY, HAS_FULLY_BELOW, HAS_PRACTICE, IS_REACHED)
        )
        self._verdict(row, HAS_LARGELY, f"N({at(row, FILLED)})>{LARGELY}+{NEAR}", holds=largely)
        lower = [f"N({at(each, FILLED)})>{FULLY}+{NEAR}" for each in range(self.levels_from, row)]
        self._verdict(
            row, HAS_FULLY_BELOW, f"AND({','.join(lower)})" if lower else f'{scored}="{self.yes}"', holds=below
        )
        self._verdict(row, HAS_PRACTICE, self._practice(level), holds=practice)
        under = [f'{at(row - 1, IS_REACHED)}="{self.yes}"'] if level > 2 else []
        conditions = [f'{cell}="{self.yes}"' for cell in (largely_cell, below_cell, practice_cell)] + under
        reached = one.level is not None and one.level >= level
        self._verdict(row, IS_REACHED, f"AND({','.join(conditions)})", holds=reached)
        given = self._of_capability("level")
        told = f'IF(N({given})>={level},"{self.yes}","{self.no}")'
        agree = f"AND({_agree(at(row, FILLED), at(row, FILLED_GIVEN))},{reached_cell}={told})"
        self._verdict(row, LEVEL_AGREES, agree, holds=True, look="agrees")

    def _meets(self, level: int) -> bool:
        gate = {3: 3, 4: 4, 5: 4}.get(level)
        practice = next((item for item in self.mine if gate and item.gate == gate), None)
        if practice is None or practice.not_applicable:
            return True
        return practice.low_median is not None and practice.low_median >= level

    def _practice(self, level: int) -> str:
        gate = {3: 3, 4: 4, 5: 4}.get(level)
        if gate is None:
            return "TRUE"
        gates, middles, scopes = (self._column_of_items(column) for column in (GATE, M, SCOPE))
        where = f"MATCH({gate},{gates},0)"
        met = f'IF(INDEX({scopes},{where})<>"",TRUE,N(INDEX({middles},{where}))>={level})'
        return f"IF(COUNTIF({gates},{gate})=0,TRUE,{met})"

    def _verdict(self, row: int, column: int, condition: str, *, holds: bool, look: Look = "holds") -> None:
        text = f'IF({condition},"{self.yes}","{self.no}")'
        self._calculate(row, column, text, self.yes if holds else self.no, look)

    def _results(self) -> None:
        words = self.words
        self._heads(
            self.results_row,
            words("4  The figures of the capability"),
            (words("Figure"), words("Rule"), words("Calculated"), words("Program"), words("Agrees")),
        )
        for row, (symbol, rule, text, given, value, told, look) in enumerate(self._rules(), self.results_from):
            self._put(row, ID, symbol, "label")
            self._put(row, RULE, rule, "text")
            self._calculate(row, NOW, text, value, look)
            if given:
                self._calculate(row, GIVEN, given, told, look)
                agree = _agree(at(row, NOW), at(row, GIVEN))
                self._verdict(row, AGREES, agree, holds=True, look="agrees")

    def _rules(self) -> tuple[Rule, ...]:
        return tuple(self._each_rule())

    def _each_rule(self) -> Iterator[Rule]:
        words, one, first = self.words, self.chosen, self.results_from
        applicable, valued, scored, s = (at(first + row, NOW) for row in range(4))
        gap, importance, risk, enables, product = (at(first + row, NOW) for row in (7, 8, 9, 10, 11))
        target = at(first + 6, NOW)
        mine = [item for item in self.mine if not item.not_applicable]
        with_value = [item for item in mine if item.value is not None]
        share, whole = MIN_SHARE_OF_ITEMS
        ids = self._column_of_items(ID)
        scopes, cautious, middles = (self._column_of_items(column) for column in (SCOPE, X_CAUTIOUS, M))
        is_scored = one.score is not None
        yield (
            words("Applicable"),
            words("questions that apply"),
            f'SUMPRODUCT(({ids}<>"")*({scopes}=""))',
            "",
            len(mine),
            None,
            "count",
        )
        yield (words("With x"), words("of which with an x"), f"COUNT({self._xs})", "", len(with_value), None, "count")
        yield (
            words("Scored"),
            words("at least {share} of them have an x", share=words.percent(share / whole)),
            f'IF(AND({applicable}>0,{whole}*{valued}>={share}*{applicable}),"{self.yes}","{self.no}")',
            "",
            self.yes if is_scored else self.no,
            None,
            "holds",
        )
        yield (
            "S",
            words("mean of x"),
            f'IF({scored}="{self.yes}",AVERAGE({self._xs}),"")',
            self._of_capability("score"),
            one.score,
            one.score,
            "score",
        )
        yield (
            words("S, cautious"),
            words("mean of x if every don’t-know were level 1"),
            f'IF({scored}="{self.yes}",AVERAGE({cautious}),"")',
            self._of_capability("pessimistic"),
            one.score_pessimistic,
            one.score_pessimistic,
            "score",
        )
        reached = f"{at(self.levels_from, IS_REACHED)}:{at(self.levels_from + 3, IS_REACHED)}"
        yield (
            "L",
            words("1 and one more for every level reached"),
            f'IF({scored}="{self.yes}",1+COUNTIF({reached},"{self.yes}"),"")',
            self._of_capability("level"),
            one.level,
            one.level,
            "count",
        )
        yield ("T", words("the bar, as it was set"), self._of_capability("target"), "", one.target, None, "count")
        yield (
            words("gap"),
            words("max(0, T − S)"),
            f'IF(AND(ISNUMBER({s}),ISNUMBER({target})),MAX(0,{target}-{s}),"")',
            self._of_capability("gap"),
            one.gap,
            one.gap,
            "score",
        )
        yield (
            "I",
            words("importance, from the marks"),
            self._of_capability("importance"),
            "",
            one.importance,
            None,
            "factor",
        )
        exposed = self._of_capability("exposed")
        weight = priority.RISK_WEIGHT
        yield (
            "R",
            words("1 + {weight} if an m is 1 + {weight} for critical data", weight=words.number(weight, 2)),
            f'IF(ISNUMBER({gap}),1+{weight}*(COUNTIF({middles},1)>0)+{weight}*({exposed}="{self.yes}"),"")',
            self._of_capability("risk"),
            one.risk,
            one.risk,
            "factor",
        )
        yield ("E", words("enables, from the actions"), self._of_capability("enables"), "", one.enables, None, "factor")
        yield (
            "I·R·E·" + words("gap"),
            words("the four multiplied"),
            f'IF(ISNUMBER({gap}),{gap}*{importance}*{risk}*{enables},"")',
            self._of_capability("product"),
            product_of(one),
            product_of(one),
            "factor",
        )
        highest = f"MAX({reach(self.capabilities, 'product')})"
        yield (
            "P",
            words("100 × that / the highest of all capabilities"),
            f'IF(ISNUMBER({product}),IF({highest}>0,100*{product}/{highest},0),"")',
            self._of_capability("priority"),
            one.priority,
            one.priority,
            "factor",
        )


Rule = tuple[str, str, str, str, str | float | None, float | None, Look]
"""Symbol, rule in words, formula, formula of the program's figure (or none), and what both come to."""


def _cautious(group: GroupFigures) -> float:
    """Return the mean of a group with every don't-know at level 1 (scoring 4.4)."""
    levels = sum(level * count for level, count in enumerate(group.counts, 1))
    return (levels + group.unknown) / group.people


def _agree(one: str, other: str) -> str:
    """Return the condition that two cells hold the same number, or neither holds one."""
    return f"IF(AND(ISNUMBER({one}),ISNUMBER({other})),ABS({one}-{other})<{NEAR},ISNUMBER({one})=ISNUMBER({other}))"
