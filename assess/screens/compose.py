"""Draw the place where an interview stands, for a window of any size."""

from __future__ import annotations

from assess.interview.walk import Walk
from assess.screens.ambition import ambition_screen
from assess.screens.closing import closing_screen
from assess.screens.importance import importance_screen
from assess.screens.instruction import instruction_screen
from assess.screens.item import item_screen
from assess.screens.layout import Screen, Stage
from assess.screens.overview import overview_screen
from questionnaires.language import Words
from reports.marks import Marks

_SCREENS = {
    "instruction": instruction_screen,
    "item": item_screen,
    "ambition": ambition_screen,
    "importance": importance_screen,
    "closing": closing_screen,
    "overview": overview_screen,
}


def compose(walk: Walk, columns: int, rows: int, marks: Marks, words: Words) -> Screen:
    """Return all lines of the present screen, none wider than `columns`, and its fields to type in."""
    return _SCREENS[walk.here.kind](walk, Stage(columns, rows, marks, words))
