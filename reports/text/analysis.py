"""Tell on a terminal whether the ambition is feasible: the chapter of the report by itself."""

from __future__ import annotations

from questionnaires.language import Words
from reports.marks import Marks
from reports.outline.plan import feasibility
from reports.text.lines import Lines, wrapped
from reports.text.report import block_lines
from reports.view import ReportView


def analysis_lines(view: ReportView, words: Words, *, columns: int, marks: Marks, plain: bool = False) -> Lines:
    """Return what an analysis found; one sentence where there is no gap to close."""
    if view.feasibility is None:
        return wrapped(words("There is no gap to the ambition, so there is nothing to look into."), columns - plain)
    return block_lines(feasibility(view, view.feasibility), columns, marks=marks, plain=plain)
