"""Tell in lines and in JSON how many departments stand where; pure functions from values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from assess.portfolio.departments import Overseen, too_few
from questionnaires.language import NOTHING, Words
from questionnaires.model import LEVELS
from reports.marks import Marks
from reports.outline.blocks import Column, Row, RowGroup, Table, cell
from reports.outline.blocks import said as line_of
from reports.sentences import capability_name, domain_name
from reports.text.lines import Lines, listed, paragraphs, wrapped
from reports.text.table import table_lines
from scoring.portfolio import FEWEST, NO_SCORE, OVERALL, Band, Distribution, standing_in
from scoring.scorecard import Scorecard

Json = dict[str, Any]

MOST_GAPS = 5  # capabilities that are named; JSON has all


def overview_lines(seen: Overseen, words: Words, *, columns: int, marks: Marks, plain: bool) -> Lines:
    """Return the distribution of levels and averages in the whole and by part, the profiles, and the frequent gaps."""
    found = seen.overview
    if found.departments is None:
        return wrapped(words.say(too_few()), columns)
    heading = words("{n} departments, each with its latest complete run.", n=found.departments)
    if seen.own is not None:
        heading = words(
            "{n} other departments, each with its latest complete run; yours beside them.", n=found.departments
        )
    profiles = [
        words("{profile}: {n}", profile=_profile(seen, one.profiles, words), n=one.departments)
        for one in found.profiles
    ]
    gaps = [
        words("{capability}: {n}", capability=_scope(seen, one.capability, words), n=one.departments)
        for one in found.gaps[:MOST_GAPS]
        if one.departments
    ]
    return paragraphs(
        [
            wrapped(heading, columns, strong_cells=len(heading)),
            table_lines(_table(seen, words), columns, marks, plain=plain),
            listed(words("Profiles: how many departments"), profiles, columns),
            listed(words("How many departments are a level or more short of their own bar"), gaps, columns),
            wrapped(_why(words, is_complete=found.is_complete), columns),
        ]
    )


def overview_table(seen: Overseen) -> Json:
    """Return the overview as JSON."""
    return {
        "questionnaire": {"id": seen.questionnaire.id, "version": seen.questionnaire.version},
        "smallest_group": FEWEST,
        **msgspec.to_builtins(seen.overview),
        "own": None if seen.own is None else _own(seen.own, seen.overview.scopes),
    }


def _own(card: Scorecard, scopes: Iterable[str]) -> Json:
    standings = {scope: standing_in(card, scope) for scope in scopes}
    return {scope: {"level": level, "score": score} for scope, (level, score) in standings.items()}


def _why(words: Words, *, is_complete: bool) -> str:
    if is_complete:
        return words("Quarters: a quarter, half and three quarters of the departments have at most this average.")
    return words(
        "Quarters: a quarter, half and three quarters of the departments have at most this average. Levels are taken "
        "together, and figures left out, where fewer than {n} departments could be told apart.",
        n=FEWEST,
    )


def _table(seen: Overseen, words: Words) -> Table:
    domains = seen.questionnaire.domains
    parts: list[tuple[str, tuple[str, ...]]] = [(words("Overall"), (OVERALL,))]
    parts += [
        (domain_name(seen.questionnaire, domain.id, words), (domain.id, *(one.id for one in domain.capabilities)))
        for domain in domains
    ]
    return Table(
        columns=(
            Column(title=""),
            Column(title=words("Departments by level")),
            Column(title=words("quarter"), kind="number"),
            Column(title=words("half"), kind="number"),
            Column(title=words("three quarters"), kind="number"),
            *([Column(title=words("yours"), kind="number")] if seen.own else []),
        ),
        groups=tuple(
            RowGroup(title=line_of(title, bold=True), rows=tuple(_row(seen, scope, words) for scope in scopes))
            for title, scopes in parts
        ),
    )


def _row(seen: Overseen, scope: str, words: Words) -> Row:
    found = seen.overview.scopes[scope]
    name = words("all parts together") if scope not in seen.questionnaire.capabilities else _scope(seen, scope, words)
    figures = [words.number(value) for value in found.quartiles]
    if seen.own is not None:
        level, score = standing_in(seen.own, scope)
        figures.append(f"{words.number(score)} ({NOTHING if level is None else level})")
    return Row(cells=tuple(cell(text) for text in (name, _bands(found, words), *figures)))


def _bands(found: Distribution, words: Words) -> str:
    return " · ".join(f"{_levels(band, words)}: {band.departments}" for band in found.bands if band.departments)


def _levels(band: Band, words: Words) -> str:
    """Return the levels of a band: 3, 1–2, or where those without a score are in it as well, no score–2."""
    if (band.lowest, band.highest) == (NO_SCORE, LEVELS[-1]):
        return words("any")
    low = words("no score") if band.lowest == NO_SCORE else str(band.lowest)
    return low if band.lowest == band.highest else f"{low}–{band.highest}"


def _scope(seen: Overseen, scope: str, words: Words) -> str:
    return capability_name(seen.questionnaire, scope, words)


def _profile(seen: Overseen, names: tuple[str | None, ...], words: Words) -> str:
    return words(" or ").join(_profile_names(seen, names, words))


def _profile_names(seen: Overseen, names: tuple[str | None, ...], words: Words) -> Iterator[str]:
    for name in names:
        yield words("no bar stated") if name is None else seen.questionnaire.profiles[name].name[words.language]
