"""The workbook of a run: its figures as tables, and the formulas to check them with."""

from __future__ import annotations

from questionnaires.language import words as words_of
from reports.view import ReportView
from reports.view.workbook import dictionary, overview, recompute, tables
from reports.view.workbook.model import PlacedSheet, TableSheet, Workbook


def workbook_of(view: ReportView) -> Workbook:
    """Return the workbook of a report, in the language of the report."""
    words = words_of(view.language)
    capabilities, items = tables.capabilities(view, words), tables.items(view, words)
    answers, actions = tables.answers(view, words), tables.actions(view, words)
    found = (
        capabilities,
        tables.domains(view, words),
        items,
        answers,
        actions,
        tables.quarters(view, words, actions),
        tables.left_out(view, words),
    )
    filled = [sheet for sheet in found if sheet is not None]
    check = recompute.build(view, words, capabilities, items, answers)
    others: tuple[TableSheet | PlacedSheet, ...] = (*filled, check, dictionary.build(filled, words))
    return Workbook(
        sheets=(overview.build(view, words, capabilities, others), *others),
        back=words("Back to the overview"),
        over=tuple(tables.status_names(words)[status] for status in ("done", "dropped")),
        page=words("page"),
        made_with="Meetlat",
        language=view.language,
    )
