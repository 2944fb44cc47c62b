"""Show on a terminal what other limits do to a roadmap: what is tried, what changes, and what that comes to."""

from __future__ import annotations

from typing import NamedTuple

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports import difference_sentences as told
from reports import roadmap_sentences as sentences
from reports.marks import Marks
from reports.sentences import as_sentence
from reports.text.lines import Line, Lines, line, ljust, paragraphs, rjust, strong, width, wrap, wrapped
from scoring.roadmap.difference import Trial, difference
from scoring.roadmap.model import Roadmap
from scoring.scorecard import Scorecard

DRAWN_FROM = 80  # columns; below this each row is a sentence
DAYS_CELLS = 11
SHORT, LONG = 4, 12  # cells of a quarter, without and with its year
FIGURE_CELLS = 24
CHANGE_CELLS = 6


class _Shown(NamedTuple):
    """The values that every part is drawn from."""

    questionnaire: Questionnaire
    words: Words
    columns: int
    marks: Marks
    is_drawn: bool

    def said(self, text: str, strong_cells: int = 0) -> Lines:
        return wrapped(text, self.columns, strong_cells=strong_cells)


def tried_lines(
    questionnaire: Questionnaire,
    scorecard: Scorecard,
    trial: Trial,
    words: Words,
    *,
    columns: int,
    marks: Marks,
    plain: bool = False,
) -> Lines:
    """Return a roadmap that is tried beside the run's own, where there is one to compare it with."""
    shown = _Shown(questionnaire, words, columns - plain, marks, not plain and columns >= DRAWN_FROM)
    heading = told.what_is_tried(questionnaire, trial.what_if, trial.roadmap.limits, words)
    blocks = [shown.said(heading, len(heading))]
    if trial.before is not None:
        changes = difference(trial.before, trial.roadmap)
        costs = [told.what_it_costs(changes, words), told.what_changes(changes, words)]
        blocks.append(shown.said(" ".join(filter(None, costs))))
        about = (questionnaire, changes, trial.before, trial.roadmap, words)
        blocks += [_group(group, shown) for group in told.change_groups(*about)]
        blocks.append(_outcome(told.outcome_rows(*about), shown))
    blocks += _essence(scorecard, trial.roadmap, shown)
    return paragraphs(blocks)


def _group(group: told.ChangeGroup, shown: _Shown) -> Lines:
    """Return changes under their heading; a title that is too long goes on below."""
    heading = shown.said(group.title, len(group.title))
    if not shown.is_drawn:
        return heading + tuple(one for row in group.rows for one in shown.said(told.change_sentence(row, shown.words)))
    return heading + tuple(one for row in group.rows for one in _change(row, shown))


def _change(row: told.ChangeRow, shown: _Shown) -> Lines:
    arrow = shown.marks.right
    when_cells = SHORT if max(width(row.before), width(row.after)) < SHORT else LONG
    cells = shown.columns - DAYS_CELLS - 2 * when_cells - width(arrow) - 2
    indent = " " * (len(row.action) + 1)
    first, *rest = wrap(f"{row.action} {row.title}", cells, rest=indent)
    sign = arrow if row.before and row.after else " " * width(arrow)
    when = f"{rjust(row.before, when_cells)} {sign} {row.after}"
    return (
        line(f"{ljust(first, cells)}{rjust(row.days, DAYS_CELLS)}{when}".rstrip()),
        *(line(one) for one in rest),
    )


def _outcome(rows: tuple[told.OutcomeRow, ...], shown: _Shown) -> Lines:
    words = shown.words
    title = words("What it comes to")
    if not shown.is_drawn:
        heading = shown.said(title, len(title))
        return heading + tuple(one for row in rows for one in shown.said(told.outcome_sentence(row, words)))
    cells = shown.columns - 2 * FIGURE_CELLS - CHANGE_CELLS
    names = f"{ljust(title, cells)}{ljust(words('your own roadmap'), FIGURE_CELLS)}{words('this one')}"
    lines: list[Line] = [line(strong(names))]
    for row in rows:
        first, *rest = wrap(row.title, cells - 1)
        figures = f"{ljust(row.before, FIGURE_CELLS)}{ljust(row.after, FIGURE_CELLS)}"
        lines.append(line(ljust(first, cells), figures, rjust(row.difference, CHANGE_CELLS)))
        lines += [line(one) for one in rest]
    return tuple(lines)


def _essence(scorecard: Scorecard, roadmap: Roadmap, shown: _Shown) -> list[Lines]:
    """Return the roadmap in short: where it leads, what it costs, how good it is, and what finishes when."""
    words = shown.words
    heading = sentences.roadmap_heading(scorecard, roadmap, words)
    if not roadmap.steps:
        return [shown.said(heading, len(heading))]
    lead = sentences.roadmap_lead(shown.questionnaire, roadmap, words)
    about = " ".join((lead, sentences.proof_sentence(roadmap, words)))
    return [shown.said(heading, len(heading)) + shown.said(about), _quarters(roadmap, shown)]


def _quarters(roadmap: Roadmap, shown: _Shown) -> Lines:
    """Return each quarter with its days and the actions that finish in it."""
    words = shown.words
    lines: Lines = ()
    for quarter in roadmap.expected:
        name = as_sentence(sentences.quarter_label(roadmap.limits, quarter.quarter, words))
        actions = [step.action for step in roadmap.steps if step.quarter == quarter.quarter]
        used = sentences.days(round(quarter.days, 1), words)
        done = words.listing(actions) if actions else words("nothing is finished")
        text = words("{quarter}, {days}: {actions}.", quarter=name, days=used, actions=done)
        lines += wrapped(text, shown.columns, rest="  " if shown.is_drawn else "", strong_cells=len(name))
    return lines
