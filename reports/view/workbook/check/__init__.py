"""The sheet on which a sceptic checks a capability: live formulas from the answers up, beside the program's figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from questionnaires.language import Words
from reports.view import ReportView
from reports.view.figures import CapabilityFigures, Figures
from reports.view.workbook.check import groups, items, levels, results
from reports.view.workbook.check.frame import CHOICE_ROW, LEVEL_AGREES, VERDICT_ROW, X_AGREES, Frame, calculated, put
from reports.view.workbook.model import Choice, Placed, PlacedSheet, TableSheet, reach


def build(
    view: ReportView, words: Words, capabilities: TableSheet, items_: TableSheet, answers: TableSheet
) -> PlacedSheet:
    """Return the sheet, set at the capability with the highest priority."""
    figures, chosen = view.figures, first_chosen(view.figures)
    frame = Frame(
        words=words,
        capabilities=capabilities,
        items=items_,
        answers=answers,
        chosen=chosen,
        mine=tuple(item for item in figures.items if item.capability == chosen.id),
        item_slots=max(Counter(item.capability for item in figures.items).values()),
        group_slots=max(1, *(len(item.groups) for item in figures.items)),
    )
    parts = (_top(frame), groups.cells(frame), items.cells(frame), levels.cells(frame), results.cells(frame))
    return PlacedSheet(
        key="check",
        name=words("Check a score"),
        widths=(16, 72, 16, 14, 14, 12, 17, 13, 13, 13, 14),
        cells=tuple(placed for part in parts for placed in part),
        choice=Choice(
            row=CHOICE_ROW,
            column=1,
            source=f"={reach(capabilities, 'id')}",
            title=words("Capability"),
            text=words("Choose a capability from the list."),
        ),
        disagrees=(frame.no, words("not everything agrees")),
    )


def first_chosen(figures: Figures) -> CapabilityFigures:
    """Return the capability that the sheet opens with: the one of the highest priority."""
    return max(figures.capabilities, key=lambda one: one.priority or 0.0)


def _top(frame: Frame) -> Iterator[Placed]:
    """Yield what the sheet is for, the cell to choose in, and whether everything agrees."""
    words = frame.words
    yield put(0, 0, words("Check a score yourself"), "title")
    yield put(
        1,
        0,
        words(
            "Choose a capability. The sheet takes its answers and calculates everything again with formulas; "
            "beside it stands what the program made of it."
        ),
        "lead",
    )
    yield put(CHOICE_ROW, 0, words("Capability"), "label")
    yield put(CHOICE_ROW, 1, frame.chosen.id, "chosen")
    yield calculated(CHOICE_ROW, 2, frame.of_capability("name"), frame.chosen.name, "label")
    yield put(VERDICT_ROW, 0, words("Agrees"), "label")
    columns = (frame.of_items(X_AGREES), frame.of_levels(LEVEL_AGREES), results.agreements(frame))
    wrong = "+".join(f'COUNTIF({cells},"{frame.no}")' for cells in columns)
    agrees = words("everything agrees")
    yield calculated(VERDICT_ROW, 1, f'IF({wrong}=0,"{agrees}","{words("not everything agrees")}")', agrees, "agrees")
