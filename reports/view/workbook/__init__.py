"""The workbook of a run: its figures as tables, and the formulas to check them with."""

from __future__ import annotations

from questionnaires.language import words as words_of
from reports.view import ReportView
from reports.view.workbook import answered, change, check, dictionary, overview, pictures, planning, standing
from reports.view.workbook.model import PlacedSheet, TableSheet, Workbook


def workbook_of(view: ReportView) -> Workbook:
    """Return the workbook of a report, in the language of the report."""
    words = words_of(view.language)
    capabilities, items = standing.capabilities(view, words), answered.items(view, words)
    answers, actions = answered.answers(view, words), planning.actions(view, words)
    changes = change.changes(view, words)
    found = (
        capabilities,
        standing.domains(view, words),
        items,
        answers,
        actions,
        planning.quarters(view, words, actions),
        planning.left_out(view, words),
        changes,
        change.runs(view, words),
    )
    filled = [sheet for sheet in found if sheet is not None]
    to_check = check.build(view, words, capabilities, items, answers)
    drawn = pictures.pictures(view, words, changes)
    others: tuple[TableSheet | PlacedSheet, ...] = (
        *filled,
        *([drawn] if drawn else []),
        to_check,
        dictionary.build(filled, words),
    )
    return Workbook(
        sheets=(overview.build(view, words, capabilities, others), *others),
        back=words("Back to the overview"),
        over=tuple(planning.status_names(words)[status] for status in ("done", "dropped")),
        page=words("page"),
        language=view.language,
    )
