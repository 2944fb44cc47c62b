"""The fields that people keep of an action, with what each is called."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from questionnaires.language import NOTHING, Words
from questionnaires.responses import ActionProgress, ActionStatus
from reports.view.material import own_words
from reports.view.workbook.planning import status_names

STATUSES: tuple[ActionStatus, ...] = get_args(ActionStatus)
DATES = ("since", "finish")
FIELDS = ("status", "since", "finish", "owner", "baseline", "kpi", "target", "evidence", "note")  # as people read them
NOT_STARTED = ActionProgress(status="planned")


def titles(words: Words) -> dict[str, str]:
    """Return what each field is called, in the order in which they are shown."""
    return {
        "status": words("Status"),
        "since": words("Since"),
        "finish": words("Done by"),
        "owner": words("Owner"),
        "baseline": words("KPI before"),
        "kpi": words("KPI now"),
        "target": words("KPI aim"),
        "evidence": words("Evidence"),
        "note": words("Note"),
    }


def value_of(progress: ActionProgress | None, field: str) -> str | None:
    """Return a field as it is kept: a text, a date in ISO 8601 or the id of a status."""
    value: str | None = getattr(progress or NOT_STARTED, field)
    return value


def said(field: str, value: str | None, words: Words) -> str:
    """Return a field as a person reads it on one line; a dash where nothing is told."""
    if value is None:
        return NOTHING
    if field == "status":
        return status_names(words)[value]
    if field in DATES:
        return words.date(value)
    return " ".join(own_words(value).split())


def status_of(text: str) -> ActionStatus | None:
    """Return the status that somebody wrote: its id, or its name in either language."""
    written = text.strip().lower()
    return next((status for status in STATUSES if written in _spellings(status)), None)


def _spellings(status: ActionStatus) -> set[str]:
    from questionnaires.language import words

    return {status, *(status_names(words(language))[status].lower() for language in ("nl", "en"))}


def day_of(text: str) -> dt.date | None:
    """Return the day that a text in ISO 8601 names; None where it names none."""
    written = text.strip()
    try:
        return dt.date.fromisoformat(written) if len(written) == len("2027-01-11") else None
    except ValueError:
        return None
