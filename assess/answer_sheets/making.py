"""Decide what an answer sheet is made of: a questionnaire by itself, or a run that its answers will join."""

from __future__ import annotations

from pathlib import Path

from assess.answer_sheets.pages import Known
from assess.answer_sheets.writing import workbook
from assess.errors import Mistake
from questionnaires.language import phrase
from questionnaires.model import Questionnaire

__all__ = ["check_name", "for_run", "workbook"]


def check_name(path: Path) -> None:
    """Raise Mistake where a file would not open as the workbook that it is."""
    if path.suffix.lower() != ".xlsx":
        raise Mistake(phrase("{path} does not end in .xlsx.", path=path), phrase("An answer sheet is a workbook."))


def for_run(reference: str, name: str | None, store_url: str | None) -> tuple[Questionnaire, Known]:
    """Return the questionnaire of a run in the store, and what a sheet for it knows beforehand."""
    from assess import store

    if name is not None:
        raise Mistake(
            phrase("a run has its own questionnaire, so do not name {name} as well.", name=name),
            phrase("Leave out either of the two."),
        )
    with store.open(store_url, create=False) as history:
        run_id = history.find(reference)
        run = history.responses(run_id)
        known = Known(run_id, run.organisation, run.date, run.context.horizon_quarters)
        return history.questionnaire(run_id), known
