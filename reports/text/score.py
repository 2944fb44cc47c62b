"""Show a scorecard on a terminal: drawn from 80 columns, in sentences below that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from questionnaires.language import NOTHING, Words
from questionnaires.model import Domain, Questionnaire
from questionnaires.responses import Responses
from reports import sentences
from reports.findings import findings
from reports.marks import Marks
from reports.sentences import as_sentence
from reports.text import staff
from reports.text.lines import Line, Lines, line, ljust, paragraphs, rjust, strong, width, wrap, wrapped
from scoring.scorecard import CapabilityScore, Scorecard

DRAWN_FROM = 80  # columns; below this each row is a sentence
WIDE_FROM = 110  # columns; from here spread, level boxes and confidence come in
NAME_CELLS = 35
UNIT = 7
SMALLEST_WIDE_UNIT, LARGEST_WIDE_UNIT = 7, 10
WIDE_REST = 79  # cells of a wide row beside the four steps of its staff


class _Table(NamedTuple):
    """The measures of the drawing."""

    questionnaire: Questionnaire
    scorecard: Scorecard
    words: Words
    marks: Marks
    columns: int

    @property
    def is_wide(self) -> bool:
        return self.columns >= WIDE_FROM

    @property
    def unit(self) -> int:
        if not self.is_wide:
            return UNIT
        return max(SMALLEST_WIDE_UNIT, min(LARGEST_WIDE_UNIT, (self.columns - WIDE_REST) // 4))


def score_lines(
    questionnaire: Questionnaire,
    responses: Responses,
    scorecard: Scorecard,
    words: Words,
    *,
    columns: int,
    marks: Marks,
) -> Lines:
    """Return a scorecard as it stands on a terminal of so many columns."""
    if columns < DRAWN_FROM:
        return score_sentences(questionnaire, responses, scorecard, words, columns)
    table = _Table(questionnaire, scorecard, words, marks, columns)
    return paragraphs(
        [
            wrapped(title(responses, scorecard, words, " · "), columns),
            _headline(questionnaire, scorecard, words, columns),
            _head(table),
            *(_domain(table, domain) for domain in questionnaire.domains),
            _noteworthy(questionnaire, scorecard, words, columns),
            wrapped(_closing(questionnaire, scorecard, words), columns),
        ]
    )


def title(responses: Responses, scorecard: Scorecard, words: Words, between: str) -> str:
    """Return whose run it is, of which date and of how many."""
    measured = words("run of {date}", date=words.date(responses.date))
    people = sentences.respondent_count(sum(scorecard.respondents.values()), words)
    return between.join([responses.organisation, measured, people])


def _headline(questionnaire: Questionnaire, scorecard: Scorecard, words: Words, columns: int) -> Lines:
    text = sentences.headline(questionnaire, scorecard, words)
    lines = wrapped(text, columns, strong_cells=len(text))
    if sum(scorecard.respondents.values()) == 1:
        lines += wrapped(sentences.one_view(words), columns)
    return lines


def _head(table: _Table) -> Lines:
    """Return the legend with the staff, the column names and the row of the whole department."""
    words, marks, unit = table.words, table.marks, table.unit
    legend = [f"{marks.dot} {words('score')}", f"{marks.bar} {words('bar')}"]
    if table.is_wide and marks.spread.strip():
        legend.append(f"{marks.spread * 2} {words('spread')}")
    parts = words("Capability (* core)")
    over = line(ljust("   ".join(legend), NAME_CELLS), staff.axis(unit))
    under = line(strong(ljust(parts, NAME_CELLS)), staff.staff(unit, marks), strong(_column_names(table)))
    return (over, under, *_whole(table))


def _column_names(table: _Table) -> str:
    words = table.words
    if table.is_wide:
        return (
            f"  {rjust(words('score'), 5)}  {rjust(words('bar'), 3)}  {ljust(words('level'), 9)}"
            f"{ljust(words('spread'), 10)}{words('confidence')}"
        )
    return f" {words('score')} {rjust(words('bar'), 3)} {rjust(words('level'), 6)}"


def _figures(table: _Table, score: str, target: str, level: int | None, mark: str = "") -> str:
    """Return the figures of a row behind its drawing; `mark` follows a level that is not certain."""
    number = str(level) + mark if level is not None else table.marks.nothing
    if table.is_wide:
        boxes = "" if level is None else table.marks.full * level + table.marks.empty * (staff.HIGHEST - level) + " "
        return f" {rjust(score, 5)} {rjust(target, 4)}  {ljust(boxes + number, 8)}"
    return f" {rjust(score, 4)} {rjust(target, 3)} {rjust(number, 6)}"


def _whole(table: _Table) -> Lines:
    overall, words = table.scorecard.overall, table.words
    target = overall.ambition if overall.ambition_stated else None
    if overall.score is None:
        drawing = staff.hatched(target, table.unit, table.marks, words("not scored"))
    else:
        drawing = staff.row(overall.score, target, table.unit, table.marks)
    figures = _figures(table, _number(table, overall.score), _number(table, target), overall.level)
    return _row(table, words("Whole"), drawing, figures)


def _number(table: _Table, value: float | None, digits: int = 1) -> str:
    return table.marks.nothing if value is None else table.words.number(value, digits)


def _row(table: _Table, name: str, drawing: Line, figures: str) -> Lines:
    """Return a row; a name too long for its column goes on below."""
    first, *others = wrap(name, NAME_CELLS - 1)
    pushed = max(0, sum(width(span.text) for span in drawing) - staff.cells(table.unit))
    head = line(ljust(first, NAME_CELLS), *drawing, figures[pushed:])
    return (head, *(line(other) for other in others))


def _domain(table: _Table, domain: Domain) -> Lines:
    """Return a domain's sentence and the rows of its capabilities."""
    standing = sentences.domain_standing(table.questionnaire, table.scorecard, domain.id, table.words)
    held_back = sentences.domain_held_back(table.questionnaire, table.scorecard, domain.id, table.words)
    if held_back is None:
        lines = wrapped(standing, table.columns, rest="  ", strong_cells=len(standing))
    elif width(standing) + 2 + width(held_back) <= table.columns:
        lines = (line(strong(f"{standing};"), f" {held_back}"),)
    else:
        lines = wrapped(f"{standing};", table.columns, rest="  ", strong_cells=len(standing) + 1)
        lines += wrapped(held_back, table.columns, first="  ", rest="  ")
    for capability in domain.capabilities:
        core = "*" if capability.id in domain.core else ""
        name = sentences.capability_name(table.questionnaire, capability.id, table.words) + core
        lines += _capability(table, name, table.scorecard.capabilities[capability.id])
    return lines


def _capability(table: _Table, name: str, capability: CapabilityScore) -> Lines:
    words, marks = table.words, table.marks
    if capability.score is None:
        said = words("not applicable") if capability.out_of_scope else words("not scored")
        drawing = staff.hatched(capability.target, table.unit, marks, said)
    else:
        interval = capability.interval
        spread = None if interval.low is None or interval.high is None else (interval.low, interval.high)
        drawing = staff.row(capability.score, capability.target, table.unit, marks, spread if table.is_wide else None)
    figures = _figures(
        table,
        _number(table, capability.score),
        _number(table, capability.target, 0),
        capability.level,
        "?" if capability.level_unverified else "",
    )
    if table.is_wide:
        spread_text = sentences.interval_cell(capability.interval, words).replace(NOTHING, marks.nothing)
        confidence = sentences.confidence_value(capability.confidence.value, words)
        figures += f" {ljust(spread_text, 9)} {confidence}"
    return _row(table, name, drawing, figures)


def _noteworthy(questionnaire: Questionnaire, scorecard: Scorecard, words: Words, columns: int) -> Lines:
    found = findings(questionnaire, scorecard, words)
    if not found:
        return ()
    lines: Lines = (line(strong(words("Worth a look"))),)
    for finding in found:
        lines += wrapped(finding.text, columns, first="- ", rest="  ")
    return lines


def _closing(questionnaire: Questionnaire, scorecard: Scorecard, words: Words) -> str:
    """Return the profile and the confidence."""
    said = [
        sentences.profile_sentence(questionnaire, scorecard.overall.profile, words),
        sentences.confidence_sentence(scorecard.overall.confidence, words),
    ]
    return " ".join(sentence for sentence in said if sentence)


def score_sentences(
    questionnaire: Questionnaire, responses: Responses, scorecard: Scorecard, words: Words, columns: int
) -> Lines:
    """Return a scorecard as sentences, one for each row of the table; nothing is drawn and nothing is indented."""
    overall = [
        f"{title(responses, scorecard, words, ', ')}.",
        " ".join(f"{as_sentence(part)}." for part in sentences.headline_clauses(questionnaire, scorecard, words)),
        _whole_sentence(questionnaire, scorecard, words),
        sentences.confidence_sentence(scorecard.overall.confidence, words),
    ]
    if sum(scorecard.respondents.values()) == 1:
        overall.insert(2, sentences.one_view(words))
    domains = [_domain_sentences(questionnaire, scorecard, domain, words) for domain in questionnaire.domains]
    found = [f"{n}. {one.text}" for n, one in enumerate(findings(questionnaire, scorecard, words), 1)]
    noteworthy = [words("{heading}:", heading=words("Worth a look")), *found] if found else []
    return paragraphs(said(block, columns) for block in [overall, *domains, noteworthy])


def said(block: Sequence[str], columns: int) -> Lines:
    """Return sentences as lines to the width less one, so that no terminal adds an empty line of its own."""
    return tuple(one for sentence in block for one in wrapped(sentence, columns - 1))


def _whole_sentence(questionnaire: Questionnaire, scorecard: Scorecard, words: Words) -> str:
    whole = words("Whole: {standing}.", standing=sentences.overall_standing(scorecard, words))
    profile = sentences.profile_sentence(questionnaire, scorecard.overall.profile, words)
    return f"{whole} {profile}" if profile else whole


def _domain_sentences(questionnaire: Questionnaire, scorecard: Scorecard, domain: Domain, words: Words) -> list[str]:
    standing = sentences.domain_standing(questionnaire, scorecard, domain.id, words)
    held_back = sentences.domain_held_back(questionnaire, scorecard, domain.id, words)
    block = [f"{standing}." if held_back is None else f"{standing}. {as_sentence(held_back)}."]
    for capability in domain.capabilities:
        name = sentences.capability_name(questionnaire, capability.id, words)
        if capability.id in domain.core:
            name = words("{name} (core)", name=name)
        block.append(f"{name}: {_capability_standing(scorecard.capabilities[capability.id], words)}.")
    return block


def _capability_standing(capability: CapabilityScore, words: Words) -> str:
    """Return all that the table says of a capability, every column named."""
    if capability.out_of_scope:
        return words("not applicable")
    parts = [sentences.standing(capability.level, capability.score, capability.target, words, 0)]
    if capability.gap:
        parts.append(words("difference {gap}", gap=words.number(capability.gap)))
    if capability.level_unverified:
        parts.append(words("level not verified"))
    return ", ".join(parts)
