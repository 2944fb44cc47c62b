"""Write the follow-up of a run as CSV, for spreadsheets and for boards that import one (RFC 4180)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Literal

from assess.follow_up.fields import FIELDS, titles, value_of
from assess.follow_up.listing import Shown
from assess.follow_up.standing import Standing
from questionnaires.language import Words
from reports.roadmap_sentences import quarter_label
from reports.view.material import own_words
from reports.view.workbook.planning import status_names

Board = Literal["plain", "jira", "planner"]
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?\s*%?\Z")
JIRA_STATUS = {"planned": "To Do", "running": "In Progress", "done": "Done"}  # as a new project calls them
PLANNER_PROGRESS = {"planned": "Not started", "running": "In progress", "done": "Completed"}  # as Planner exports them
JIRA = ("Summary", "Issue Type", "Status", "Description", "Labels", "Assignee", "Start date", "Due date", "Person days")
PLANNER = (
    "Task Name", "Bucket Name", "Progress", "Assigned To", "Start date", "Due date", "Completed Date", "Labels",
    "Description",
)  # fmt: skip


def as_csv(shown: Shown, words: Words, board: Board) -> str:
    """Return the actions as comma-separated values in lines that end with CRLF, after a byte order mark.

    A board gets what is still of use to it: no dropped actions, and column names as it knows them in English.
    """
    if board == "plain":
        heads, rows = _plain(shown, words)
    else:
        of_board = _jira if board == "jira" else _planner
        heads = JIRA if board == "jira" else PLANNER
        rows = [of_board(one, shown, words) for one in shown.standings if one.progress.status != "dropped"]
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + file.getvalue()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before what would start one."""
    kept = own_words(text)
    return f"'{kept}" if kept.startswith(STARTS_A_FORMULA) and not NUMBER.match(kept) else kept


def _plain(shown: Shown, words: Words) -> tuple[Sequence[str], list[Sequence[str]]]:
    heads = (
        "Id", words("Action"), words("Quarter"), words("Planned from"), words("Planned to"), words("Person-days"),
        "KPI", *titles(words).values(),
    )  # fmt: skip
    rows: list[Sequence[str]] = []
    for one in shown.standings:
        action = shown.questionnaire.actions_by_id[one.action]
        fields = {field: value_of(one.progress, field) or "" for field in FIELDS}
        fields["status"] = status_names(words)[one.progress.status]
        rows.append(
            (
                one.action, action.title[words.language], _quarter(one, shown, words), _day(one.start),
                _day(one.finish), _days(one), action.kpi[words.language], *fields.values(),
            )
        )  # fmt: skip
    return heads, rows


def _jira(one: Standing, shown: Shown, words: Words) -> Sequence[str]:
    labels = ("meetlat", one.action, _quarter(one, shown, words).replace(" ", "-"))
    return (
        _name(one, shown, words),
        "Task",
        JIRA_STATUS[one.progress.status],
        _description(one, shown, words),
        " ".join(label for label in labels if label),
        one.progress.owner or "",
        _day(_began(one)),
        _day(one.due),
        _days(one),
    )


def _planner(one: Standing, shown: Shown, words: Words) -> Sequence[str]:
    progress = one.progress
    domain = shown.questionnaire.domain_of(shown.questionnaire.actions_by_id[one.action].capability)
    return (
        _name(one, shown, words),
        _quarter(one, shown, words) or words("Not in the roadmap"),
        PLANNER_PROGRESS[progress.status],
        progress.owner or "",
        _day(_began(one)),
        _day(one.due),
        progress.since or "" if progress.status == "done" else "",
        domain.name[words.language],
        _description(one, shown, words),
    )


def _description(one: Standing, shown: Shown, words: Words) -> str:
    """Return what a card says beside its title, from the first step to the note."""
    action, progress = shown.questionnaire.actions_by_id[one.action], one.progress
    names = titles(words)
    values = [
        f"{names[field]}: {value}" for field in ("baseline", "kpi", "target") if (value := value_of(progress, field))
    ]
    lines = [
        words("First step: {step}", step=action.first_step[words.language]),
        words("KPI: {kpi}", kpi=action.kpi[words.language]),
        *values,
        words("Waits for: {actions}", actions=", ".join(action.needs)) if action.needs else "",
        f"{names['evidence']}: {progress.evidence}" if progress.evidence else "",
        progress.note or "",
    ]
    return "\n".join(line for line in lines if line)


def _name(one: Standing, shown: Shown, words: Words) -> str:
    return f"{one.action} {shown.questionnaire.actions_by_id[one.action].title[words.language]}"


def _quarter(one: Standing, shown: Shown, words: Words) -> str:
    return quarter_label(shown.limits, one.quarter, words) if shown.limits and one.quarter else ""


def _began(one: Standing) -> dt.date | str | None:
    """Return the day on which an action really began where that is known, else its first day by the roadmap."""
    return one.progress.since if one.progress.status == "running" and one.progress.since else one.start


def _day(day: dt.date | str | None) -> str:
    return "" if day is None else str(day)


def _days(one: Standing) -> str:
    return "" if one.days is None else f"{one.days:g}"
