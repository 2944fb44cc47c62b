"""Show on a terminal how scores developed over many runs: a column for each run that fits, or sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from questionnaires.language import NOTHING, Words
from questionnaires.model import Questionnaire
from reports import calibration_sentences as estimated
from reports import change_sentences as told
from reports.marks import Marks
from reports.outline.blocks import Column, Row, RowGroup, Table, cell
from reports.text.change import DRAWN_FROM
from reports.text.lines import Lines, listed, paragraphs, wrapped
from reports.text.table import table_lines
from scoring.change.calibrating import Calibration
from scoring.change.model import ScopeChange
from scoring.change.trend import Point, Trend

NAME_CELLS = 22  # that the names of capabilities need at least
SINCE_CELLS = 26  # for the last two columns
RUN_CELLS = 10  # for a run, with the gap before it


class _Shown(NamedTuple):
    """The values that every part is told from; `first` is the first run that has a column."""

    trend: Trend
    words: Words
    columns: int
    marks: Marks
    first: int

    @property
    def questionnaire(self) -> Questionnaire:
        return self.trend.runs[-1].questionnaire

    def said(self, text: str, *, is_strong: bool = False) -> Lines:
        return wrapped(text, self.columns, strong_cells=len(text) if is_strong else 0)


def trend_lines(
    trend: Trend,
    words: Words,
    *,
    columns: int,
    marks: Marks,
    plain: bool = False,
    calibration: Calibration | None = None,
) -> Lines:
    """Return a trend as it stands on a terminal of so many columns; the newest runs that fit have a column.

    `calibration` is there where the thresholds come from it.
    """
    room = max(2, (columns - NAME_CELLS - SINCE_CELLS) // RUN_CELLS)
    shown = _Shown(trend, words, columns - plain, marks, max(0, len(trend.runs) - room))
    is_drawn = not plain and columns >= DRAWN_FROM
    body = (*table_lines(_table(shown), shown.columns, marks), *_legend(shown)) if is_drawn else _sentences(shown)
    return paragraphs(
        [
            shown.said(_title(shown), is_strong=True),
            shown.said(_headline(shown)),
            body,
            listed(words("Breaks in the series"), _breaks(shown), shown.columns),
            listed(words("What differs from run to run"), _remarks(shown), shown.columns),
            shown.said(_chance(shown)),
            () if calibration is None else shown.said(estimated.used(calibration, words)),
        ]
    )


def _title(shown: _Shown) -> str:
    words, runs = shown.words, shown.trend.runs
    return words.plural(
        "{organisation}: {n} run from {first} to {last}",
        "{organisation}: {n} runs from {first} to {last}",
        len(runs),
        organisation=runs[-1].responses.organisation,
        first=words.date(runs[0].responses.date),
        last=words.date(runs[-1].responses.date),
    )


def _headline(shown: _Shown) -> str:
    """Return how the whole moved, and on what where that is not what stands in the columns."""
    words = shown.words
    name = words("Whole, on the questions that runs share") if _has_versions(shown) else words("Whole")
    return words("{name}: {movement}.", name=name, movement=_course(shown.trend.overall, words))


def _has_versions(shown: _Shown) -> bool:
    return len({run.questionnaire.sha256 for run in shown.trend.runs}) > 1


def _table(shown: _Shown) -> Table:
    words, runs = shown.words, shown.trend.runs[shown.first :]
    heads = [_short(run.responses.date, words) for run in runs]
    return Table(
        columns=(
            Column(title=words("Capability")),
            *(Column(title=head, kind="number") for head in heads),
            Column(title=words("since start"), kind="number"),
            Column(title=words("verdict")),
        ),
        groups=(RowGroup(rows=(_row(shown, None, shown.trend.overall, is_strong=True),)), *_groups(shown)),
    )


def _groups(shown: _Shown) -> Iterator[RowGroup]:
    """Yield the rows of each domain; capabilities that the newest questionnaire no longer has come last."""
    trend = shown.trend
    for domain in shown.questionnaire.domains:
        rows = [_row(shown, domain.id, trend.domains[domain.id], is_strong=True)]
        rows += [_row(shown, each.id, trend.capabilities[each.id]) for each in domain.capabilities]
        yield RowGroup(rows=tuple(rows))
    if retired := [name for name in trend.capabilities if name not in shown.questionnaire.capabilities]:
        yield RowGroup(rows=tuple(_row(shown, name, trend.capabilities[name]) for name in retired))


def _row(shown: _Shown, scope: str | None, points: Sequence[Point], *, is_strong: bool = False) -> Row:
    words, last = shown.words, points[-1].since_first
    return Row(
        cells=(
            cell(_name(shown, scope)),
            *(cell(_figure(shown, points, k)) for k in range(shown.first, len(points))),
            cell(NOTHING if last is None else told.signed(last.difference, words)),
            cell(words("new series") if last is None else told.verdict_cell(last, words)),
        ),
        is_strong=is_strong,
    )


def _name(shown: _Shown, scope: str | None) -> str:
    """Return the name of a scope, by the newest questionnaire that has it."""
    for run in reversed(shown.trend.runs):
        questionnaire = run.questionnaire
        if scope is None or scope in questionnaire.capabilities or any(d.id == scope for d in questionnaire.domains):
            return told.scope_name(questionnaire, scope, shown.words)
    return scope or ""


def _figure(shown: _Shown, points: Sequence[Point], k: int) -> str:
    """Return a score with its mark: real since the run before, or the first of a new series."""
    point, marks = points[k], shown.marks
    number = shown.words.number(point.score) if point.score is not None else marks.nothing
    begins = k > 0 and point.series > points[k - 1].series
    before = f"{marks.quarter} " if begins else ""
    return f"{before}{number} {_mark(point.since_previous, marks)}"


def _mark(change: ScopeChange | None, marks: Marks) -> str:
    if change is None or change.verdict != "real":
        return " "
    return marks.up if (change.difference or 0) > 0 else marks.down


def _legend(shown: _Shown) -> Lines:
    words, marks = shown.words, shown.marks
    text = words(
        "{up} real rise since the run before, {down} real fall; without a mark no change is to be seen.",
        up=marks.up,
        down=marks.down,
    )
    has_breaks = any(points[-1].series > 1 for points in _lines(shown))
    parts = [
        text,
        words("{sign} a new series begins.", sign=marks.quarter) if has_breaks else "",
        words("Each column has the scores of its own run; differences are those on the questions that runs share.")
        if _has_versions(shown)
        else "",
        words.plural(
            "{count} earlier run does not fit on this screen; --format json has it.",
            "{count} earlier runs do not fit on this screen; --format json has them.",
            shown.first,
        )
        if shown.first
        else "",
    ]
    return ((), *shown.said(" ".join(as_text for as_text in parts if as_text)))


def _lines(shown: _Shown) -> Iterator[tuple[Point, ...]]:
    yield shown.trend.overall
    yield from shown.trend.domains.values()
    yield from shown.trend.capabilities.values()


def _course(points: Sequence[Point], words: Words) -> str:
    """Return how a scope moved since the first run of its series."""
    last = points[-1].since_first
    if last is None:
        return words("a new series begins with the last run")
    return told.movement(last, words)


def _sentences(shown: _Shown) -> Lines:
    """Return a sentence for every scope, with its score in every run."""
    scopes: list[tuple[str | None, tuple[Point, ...]]] = []
    for domain in shown.questionnaire.domains:
        scopes.append((domain.id, shown.trend.domains[domain.id]))
        scopes += [(each.id, shown.trend.capabilities[each.id]) for each in domain.capabilities]
    scopes += [
        (name, points)
        for name, points in shown.trend.capabilities.items()
        if name not in shown.questionnaire.capabilities
    ]
    return tuple(one for scope, points in scopes for one in shown.said(_sentence(shown, scope, points)))


def _sentence(shown: _Shown, scope: str | None, points: Sequence[Point]) -> str:
    words = shown.words
    figures = []
    for k, point in enumerate(points):
        figure = words.number(point.score) if point.score is not None else words("not scored")
        if k and point.series > points[k - 1].series:
            figure = words("{figure} (new series)", figure=figure)
        elif point.since_previous is not None and point.since_previous.verdict == "real":
            figure = f"{figure} ({told.verdict_cell(point.since_previous, words)})"
        figures.append(figure)
    told_of_runs = f"{_name(shown, scope)}: {'; '.join(figures)}."
    if points[-1].since_first is None:
        return told_of_runs
    return f"{told_of_runs} {words('Since the start: {movement}.', movement=_course(points, words))}"


def _breaks(shown: _Shown) -> Iterator[str]:
    """Yield where series break off and why: once where all lines do so for one reason."""
    words, trend = shown.words, shown.trend
    for k in range(1, len(trend.runs)):
        broken: dict[str, list[str]] = {}
        for name, points in trend.capabilities.items():
            step = points[k].since_previous
            if points[k].series > points[k - 1].series:
                why = told.reason(step, words) if step else words("It is no longer asked.")
                broken.setdefault(why, []).append(name)
        for why, names in broken.items():
            about = words("everything") if len(names) == len(trend.capabilities) else words.listing(names)
            yield f"{words.date(trend.runs[k].responses.date)}, {about}: {why}"


def _remarks(shown: _Shown) -> Iterator[str]:
    """Yield what differs from each run to the next; nothing where all breaks off, for there nothing is compared."""
    words, runs = shown.words, shown.trend.runs
    for k, step in enumerate(shown.trend.steps, 1):
        if any(one.code == "new_series" for one in step.remarks):
            continue
        for one in step.remarks:
            yield f"{words.date(runs[k].responses.date)}: {told.remark(one, words)}"


def _chance(shown: _Shown) -> str:
    words, n = shown.words, len(shown.questionnaire.capabilities)
    return words(
        "From one run to the next, chance alone makes about one of {n} capabilities look really changed. "
        "A line that keeps rising says more than a single mark.",
        n=n,
    )


def _short(day: str, words: Words) -> str:
    """Return a date in a few letters: nov 2026."""
    date = dt.date.fromisoformat(day)
    return f"{words.month(date.month)[:3]} {date.year}"
