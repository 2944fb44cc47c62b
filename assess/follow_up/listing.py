"""Show what became of a roadmap: a table by quarter, what is late, and what done actions brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from assess.follow_up.fields import FIELDS, STATUSES, said, titles, value_of
from assess.follow_up.standing import Standing
from questionnaires.language import NOTHING, Words
from questionnaires.model import Questionnaire
from reports import roadmap_sentences
from reports.marks import Marks
from reports.outline.blocks import Column, Row, RowGroup, Table, cell
from reports.outline.blocks import said as line_of
from reports.sentences import as_sentence
from reports.tables import Table as Json
from reports.text.lines import Lines, paragraphs, wrapped
from reports.text.table import table_lines
from reports.view.workbook.planning import status_names
from scoring.roadmap.effects import Effect
from scoring.roadmap.model import Limits

WIDE = 100  # columns; below this owner and KPI stand under their row


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a run: its actions as seen from a day, and what the done ones brought.

    `run` is what a person types for it, `identity` the number that it keeps wherever it goes. `limits` name the
    quarters; None where there is no roadmap.
    """

    run: str
    identity: str | None
    today: dt.date
    questionnaire: Questionnaire
    standings: tuple[Standing, ...]
    effects: tuple[Effect, ...]
    limits: Limits | None


def list_lines(shown: Shown, words: Words, *, columns: int, marks: Marks, plain: bool = False) -> Lines:
    """Return the follow-up as it stands on a terminal of so many columns; `plain` leaves the columns out."""
    width = columns - plain
    heading = _heading(shown, words)
    blocks: list[Lines] = [wrapped(heading, width, strong_cells=len(heading))]
    if late := _late_count(shown, words):
        blocks[0] += wrapped(late, width)
    if shown.standings:
        table = _table(shown, words, is_wide=width >= WIDE and not plain)
        blocks.append(table_lines(table, width, marks, plain=plain))
    blocks += _effects(shown, words, width)
    return paragraphs(blocks)


def _heading(shown: Shown, words: Words) -> str:
    if not shown.standings:
        return words("Run {run} has no roadmap, and nothing is kept of any action.", run=shown.run)
    n = len(shown.standings)
    counted = words.plural("{n} action", "{n} actions", n)
    parts = ", ".join(_counts(shown.standings, words))
    return words("Run {run}: {actions}, of which {parts}.", run=shown.run, actions=counted, parts=parts)


def _counts(standings: Sequence[Standing], words: Words) -> Iterator[str]:
    """Yield how many actions have each status that occurs."""
    of = {status: sum(one.progress.status == status for one in standings) for status in STATUSES}
    if n := of["done"]:
        yield words.plural("{count} done", "{count} done", n)
    if n := of["running"]:
        yield words.plural("{count} running", "{count} running", n)
    if n := of["planned"]:
        yield words.plural("{count} planned", "{count} planned", n)
    if n := of["dropped"]:
        yield words.plural("{count} dropped", "{count} dropped", n)


def _late_count(shown: Shown, words: Words) -> str:
    late = sum(one.late is not None for one in shown.standings)
    if not late:
        return ""
    text = words.plural("{count} is late on {date}.", "{count} are late on {date}.", late, date=words.date(shown.today))
    return as_sentence(text)


# The table


def _table(shown: Shown, words: Words, *, is_wide: bool) -> Table:
    """Return the actions by quarter; owner and KPI have columns of their own where there is room."""
    names = titles(words)
    rows = {one.action: _cells(one, shown, words) for one in shown.standings}
    heads = [words("Action"), names["status"], words("Planned"), *([names["owner"], "KPI"] if is_wide else [])]
    used = [number for number in range(len(heads)) if number < 2 or any(cells[number] for cells in rows.values())]
    return Table(
        columns=(*(Column(title=heads[number]) for number in used), Column(title="", kind="about")),
        groups=tuple(
            RowGroup(
                title=line_of(title, bold=True),
                rows=tuple(
                    Row(
                        cells=(
                            *(cell(rows[one.action][number]) for number in used),
                            cell(_about(one, words, is_wide=is_wide)),
                        )
                    )
                    for one in group
                ),
            )
            for title, group in _groups(shown, words)
        ),
    )


def _groups(shown: Shown, words: Words) -> Iterator[tuple[str, list[Standing]]]:
    """Yield the quarters of the roadmap, then what is in none of them."""
    for quarter, group in groupby(shown.standings, key=lambda one: one.quarter):
        standings = list(group)
        if quarter is None or shown.limits is None:
            yield words("Not in the roadmap"), standings
            continue
        label = as_sentence(roadmap_sentences.quarter_label(shown.limits, quarter, words))
        months = roadmap_sentences.quarter_months(shown.limits, quarter, words)
        yield f"{label} ({months})" if months else label, standings


def _cells(one: Standing, shown: Shown, words: Words) -> tuple[str, ...]:
    """Return what stands in the columns: action, status, planned, owner and KPI."""
    progress = one.progress
    title = shown.questionnaire.actions_by_id[one.action].title[words.language]
    return (
        f"{one.action} {title}",
        _status(one, words),
        _planned(one, words),
        said("owner", progress.owner, words) if progress.owner else "",
        _kpi(one, words),
    )


def _status(one: Standing, words: Words) -> str:
    """Return how far an action is, from which day, and whether that is late: loopt sinds 4 jan 2027, te laat."""
    status = status_names(words)[one.progress.status]
    if one.progress.since:
        status = words("{status} since {date}", status=status, date=short_day(one.progress.since, words))
    if one.late == "start":
        return words("{status}, should have begun", status=status)
    return words("{status}, late", status=status) if one.late else status


def _planned(one: Standing, words: Words) -> str:
    """Return the days of the roadmap, and the day that people set instead of its last."""
    if one.progress.finish:
        return words("by {date}", date=short_day(one.progress.finish, words))
    if one.start is None or one.finish is None:
        return ""
    return f"{short_day(one.start, words, year=False)} – {short_day(one.finish, words, year=False)}"  # the group has it


def _kpi(one: Standing, words: Words) -> str:
    """Return the KPI before, now and as it should become; an empty text where none of them is told."""
    values = [getattr(one.progress, field) for field in ("baseline", "kpi", "target")]
    if not any(values):
        return ""
    return " → ".join(said("kpi", value, words) if value else NOTHING for value in values)


def _about(one: Standing, words: Words, *, is_wide: bool) -> str:
    """Return what must be said under a row: what has no column, and what somebody noted."""
    parts = []
    if not is_wide and one.progress.owner:
        parts.append(f"{words('Owner: {owner}', owner=said('owner', one.progress.owner, words))}.")
    if not is_wide and (kpi := _kpi(one, words)):
        parts.append(f"KPI: {kpi}.")
    if one.progress.note:
        parts.append(f"{titles(words)['note']}: {said('note', one.progress.note, words)}")
    return " ".join(parts)


def short_day(day: dt.date | str, words: Words, *, year: bool = True) -> str:
    """Return a date with a short month: 4 jan 2027."""
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    short = (
        words("Jan"), words("Feb"), words("Mar"), words("Apr"), words.month(5), words("Jun"),
        words("Jul"), words("Aug"), words("Sep"), words("Oct"), words("Nov"), words("Dec"),
    )  # fmt: skip
    return f"{day.day} {short[day.month - 1]}" + (f" {day.year}" if year else "")


# What done actions brought


def _effects(shown: Shown, words: Words, columns: int) -> list[Lines]:
    if not shown.effects:
        return []
    title = words("Expected and measured")
    lines = wrapped(title, columns, strong_cells=len(title))
    for action, group in groupby(shown.effects, key=lambda effect: effect.action):
        lines += wrapped(effects_said(action, list(group), words), columns, rest="  ")
    if any(effect.verdict == "not_measured" for effect in shown.effects):
        text = words("A score only rises when people answer otherwise: measure again to see what it brought.")
        lines += wrapped(text, columns)
    return [lines]


def effects_said(action: str, effects: Sequence[Effect], words: Words) -> str:
    """Return claimed beside measured of one done action: U2-B done: U2.1 expected 3, answered 2."""
    parts = []
    for (verdict, expected), group in groupby(effects, key=lambda effect: (effect.verdict, effect.expected)):
        alike = list(group)
        if verdict == "not_measured":
            items = words.listing([effect.item for effect in alike])
            parts.append(words("{item} expected {expected}, not measured yet", item=items, expected=expected))
            continue
        for effect in alike:
            answered = words.shortest(round(effect.answered or 0, 1))
            values = {"item": effect.item, "expected": expected, "answered": answered}
            parts.append(words("{item} expected {expected}, answered {answered}", **values))
    return words("{action} done: {effects}.", action=action, effects="; ".join(parts))


def list_table(shown: Shown, words: Words) -> Json:
    """Return the follow-up for other programs; only the titles are in a language."""
    return {
        "run": shown.run,
        "today": shown.today.isoformat(),
        "actions": [_entry(one, shown, words) for one in shown.standings],
        "effects": [msgspec.to_builtins(effect) for effect in shown.effects],
    }


def _entry(one: Standing, shown: Shown, words: Words) -> Json:
    return {
        "action": one.action,
        "title": shown.questionnaire.actions_by_id[one.action].title[words.language],
        "quarter": one.quarter,
        "planned_start": one.start and one.start.isoformat(),
        "planned_finish": one.finish and one.finish.isoformat(),
        "late": one.late,
        **{field: value_of(one.progress, field) for field in FIELDS},
    }
