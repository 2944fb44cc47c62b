"""Tell what changes in the follow-up of a run: each field as it was and as it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assess.follow_up.changing import Change
from assess.follow_up.fields import said, titles
from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.text.lines import Lines, wrapped
from reports.text.table import cut_lines


def change_lines(changes: Sequence[Change], questionnaire: Questionnaire, words: Words, columns: int) -> Lines:
    """Return by action, in the order of the changes, what becomes another."""
    names, lines = titles(words), []
    for action, group in groupby(changes, key=lambda change: change.action):
        title = f"{action} {questionnaire.actions_by_id[action].title[words.language]}"
        lines.append(wrapped(title, columns, strong_cells=len(title)))
        lines += [
            cut_lines(
                f"{names[one.field]}: {said(one.field, one.before, words)} → {said(one.field, one.after, words)}",
                columns,
                "  ",
                "    ",
            )
            for one in group
        ]
    return tuple(line for block in lines for line in block)
