"""Tell on a terminal whether the ambition is feasible: the chapter of the report by itself."""

from __future__ import annotations

import msgspec

from questionnaires.language import Words
from reports.marks import Marks
from reports.outline.blocks import Block, Heading
from reports.outline.plan import feasibility
from reports.text.lines import Lines, wrapped
from reports.text.report import block_lines
from reports.view import ReportView


def analysis_lines(view: ReportView, words: Words, *, columns: int, marks: Marks, plain: bool = False) -> Lines:
    """Return what an analysis found; one sentence where there is no gap to close."""
    if view.feasibility is None:
        return wrapped(words("There is no gap to the ambition, so there is nothing to look into."), columns - plain)
    blocks = (_by_itself(block) for block in feasibility(view, view.feasibility))
    return block_lines(blocks, columns, marks=marks, plain=plain)


def _by_itself(block: Block) -> Block:
    """Return a block without the number that its chapter has in the report."""
    return msgspec.structs.replace(block, number="") if isinstance(block, Heading) else block
