"""Show on a terminal what changed between two runs: a table as wide as fits, or sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from questionnaires.language import Words
from questionnaires.model import Domain, Questionnaire
from reports import calibration_sentences as estimated
from reports import change_sentences as told
from reports.marks import Marks
from reports.outline.blocks import Cell, Column, Row, RowGroup, Table, cell
from reports.text.lines import Lines, listed, paragraphs, wrapped
from reports.text.table import table_lines
from scoring.change.calibrating import Calibration
from scoring.change.model import Comparison, Measured, ScopeChange

DRAWN_FROM = 72  # columns; below this each row is a sentence


class _Shown(NamedTuple):
    """The values that every part is told from."""

    old: Measured
    new: Measured
    comparison: Comparison
    words: Words
    columns: int

    @property
    def questionnaire(self) -> Questionnaire:
        return self.new.questionnaire

    def said(self, text: str, *, is_strong: bool = False) -> Lines:
        return wrapped(text, self.columns, strong_cells=len(text) if is_strong else 0)


def change_lines(
    old: Measured,
    new: Measured,
    comparison: Comparison,
    words: Words,
    *,
    columns: int,
    marks: Marks,
    plain: bool = False,
    calibration: Calibration | None = None,
) -> Lines:
    """Return a comparison as it stands on a terminal of so many columns.

    `calibration` is there where the thresholds come from it.
    """
    shown = _Shown(old, new, comparison, words, columns - plain)
    is_drawn = not plain and columns >= DRAWN_FROM
    body = table_lines(_table(shown), shown.columns, marks) if is_drawn else _sentences(shown)
    return paragraphs(
        [
            shown.said(title(old, new, words), is_strong=True),
            shown.said(_headline(shown)),
            listed(words("What else is different"), told.what_differs(old, new, comparison, words), shown.columns),
            body,
            listed(words("Levels"), told.level_moves(shown.questionnaire, comparison, words), shown.columns),
            shown.said(" ".join(told.chance(shown.questionnaire, comparison, words))),
            () if calibration is None else shown.said(estimated.used(calibration, words)),
        ]
    )


def title(old: Measured, new: Measured, words: Words) -> str:
    """Return whose runs are compared, and of which days."""
    return words(
        "{organisation}: what changed from {old} to {new}",
        organisation=new.responses.organisation,
        old=words.date(old.responses.date),
        new=words.date(new.responses.date),
    )


def _headline(shown: _Shown) -> str:
    words, overall = shown.words, shown.comparison.overall
    whole = words("{name}: {movement}.", name=words("Whole"), movement=told.movement(overall, words))
    if overall.verdict == "not_comparable":
        return f"{whole} {told.reason(overall, words)}"
    return whole


def _table(shown: _Shown) -> Table:
    words = shown.words
    return Table(
        columns=(
            Column(title=words("Capability")),
            Column(title=words("first"), kind="number"),
            Column(title=words("now"), kind="number"),
            Column(title=words("difference"), kind="number"),
            Column(title=words("threshold"), kind="number"),
            Column(title=words("people")),
            Column(title=words("verdict")),
            Column(title="", kind="about"),
        ),
        groups=tuple(_group(shown, domain) for domain in shown.questionnaire.domains),
    )


def _group(shown: _Shown, domain: Domain) -> RowGroup:
    comparison = shown.comparison
    rows = [_row(shown, domain.id, comparison.domains[domain.id], is_strong=True)]
    rows += [_row(shown, each.id, comparison.capabilities[each.id]) for each in domain.capabilities]
    return RowGroup(rows=tuple(rows))


def _row(shown: _Shown, scope: str, change: ScopeChange, *, is_strong: bool = False) -> Row:
    words = shown.words
    return Row(
        cells=(
            cell(told.scope_name(shown.questionnaire, scope, words)),
            _number(change.old, words, 1),
            _number(change.new, words, 1),
            cell(told.signed(change.difference, words, told.digits(change))),
            _number(change.threshold, words, told.digits(change)),
            cell(told.people_cell(change, words)),
            cell(told.verdict_cell(change, words)),
            cell(_why(shown, change)),
        ),
        is_strong=is_strong,
    )


def _number(value: float | None, words: Words, digits: int) -> Cell:
    return cell(words.number(value, digits))


def _sentences(shown: _Shown) -> Lines:
    """Return each domain with its capabilities as sentences."""
    return paragraphs(
        tuple(one for scope, change in _scopes(shown, domain) for one in shown.said(_sentence(shown, scope, change)))
        for domain in shown.questionnaire.domains
    )


def _scopes(shown: _Shown, domain: Domain) -> Iterator[tuple[str, ScopeChange]]:
    yield domain.id, shown.comparison.domains[domain.id]
    for each in domain.capabilities:
        yield each.id, shown.comparison.capabilities[each.id]


def _sentence(shown: _Shown, scope: str, change: ScopeChange) -> str:
    words = shown.words
    name, movement = told.scope_name(shown.questionnaire, scope, words), told.movement(change, words)
    text, why = words("{name}: {movement}.", name=name, movement=movement), _why(shown, change)
    return f"{text} {why}" if why else text


def _why(shown: _Shown, change: ScopeChange) -> str:
    """Return why nothing is compared; nothing where that is why of the whole, which stands above it."""
    overall = shown.comparison.overall
    if change.verdict != "not_comparable" or (overall.verdict, overall.reason) == (change.verdict, change.reason):
        return ""
    return told.reason(change, shown.words)
