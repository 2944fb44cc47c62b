"""Draw what an interview ends with: ambition beside reality, the profile and the first steps."""

from __future__ import annotations

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports import sentences
from reports.marks import Marks
from reports.roadmap_sentences import days, quarter_label
from reports.text import staff
from reports.text.lines import BLANK, Line, Lines, Span, line, paragraphs, strong, width, wrapped
from scoring.roadmap import ordering
from scoring.roadmap.model import Roadmap, Step
from scoring.scorecard import Scorecard

FIRST_STEPS = 3
UNIT = 7  # cells between two levels
DRAWN_FROM = 60  # columns; on a narrower terminal the sentences say it all


def outcome_lines(
    questionnaire: Questionnaire,
    scorecard: Scorecard,
    roadmap: Roadmap,
    words: Words,
    *,
    columns: int,
    marks: Marks | None,
) -> Lines:
    """Return the headline, the staff, the profile and the first steps; without `marks` in sentences alone."""
    headline = sentences.headline(questionnaire, scorecard, words)
    profile = sentences.profile_sentence(questionnaire, scorecard.overall.profile, words)
    return paragraphs(
        [
            wrapped(headline, columns, strong_cells=len(headline)),
            _drawing(scorecard, words, columns, marks) if marks and columns >= DRAWN_FROM else (),
            wrapped(profile, columns) if profile else (),
            first_steps(questionnaire, roadmap, words, columns, in_sentences=marks is None),
        ]
    )


def first_steps(
    questionnaire: Questionnaire, roadmap: Roadmap, words: Words, columns: int, *, in_sentences: bool = False
) -> Lines:
    """Return the steps to take up first; nothing where there is nothing to plan."""
    chosen = ordering.first_steps(roadmap, FIRST_STEPS)
    if not chosen:
        return ()
    heading = words.plural("The first step", "The first {count} steps", len(chosen))
    about = [_about(roadmap, step, words) for step in chosen]
    titles = [questionnaire.actions_by_id[step.action].title[words.language] for step in chosen]
    if in_sentences:
        numbered = enumerate(zip(titles, about, strict=True), 1)
        said = [f"{number}. {title} ({what})." for number, (title, what) in numbered]
        return (line(f"{heading}."), *(one for text in said for one in wrapped(text, columns)))
    column = columns - max(map(width, about))
    rows: list[Line] = [line(strong(heading))]
    for number, (title, what) in enumerate(zip(titles, about, strict=True), 1):
        start = f"{number}  {title}"
        if width(start) + 2 <= column:
            rows.append(line(start, " " * (column - width(start)), what))
        else:
            rows += [*wrapped(title, columns, first=f"{number}  ", rest="   "), *wrapped(what, columns, "   ", "   ")]
    return tuple(rows)


def _about(roadmap: Roadmap, step: Step, words: Words) -> str:
    return words(
        "{action}, {days}, done in {quarter}",
        action=step.action,
        days=days(step.days, words),
        quarter=quarter_label(roadmap.limits, step.quarter, words),
    )


def _drawing(scorecard: Scorecard, words: Words, columns: int, marks: Marks) -> Lines:
    """Return the staff with both figures beside their marks; nothing where there is no score."""
    overall = scorecard.overall
    if overall.score is None:
        return ()
    target = overall.ambition if overall.ambition_stated else None
    row = _with_figures(staff.row(overall.score, target, UNIT, marks), overall.score, target, words)
    legend: list[Span | str] = [words("reality"), " ", Span(marks.dot, "reality")]
    if target is not None:
        legend += ["   ", Span(marks.bar, "ambition"), " ", words("ambition (the bar)")]
    gap = " " * (UNIT + staff.cells(UNIT) - sum(width(span.text) for span in row))
    drawn = line(*row, gap, *legend)
    if sum(width(span.text) for span in drawn) <= columns:
        return line(staff.axis(UNIT)), line(staff.staff(UNIT, marks)), drawn
    return line(staff.axis(UNIT)), line(staff.staff(UNIT, marks)), row, BLANK, line(*legend)


def _with_figures(row: Line, score: float, target: float | None, words: Words) -> Line:
    """Return a row with the lower figure before its mark and the higher behind; the lower at the edge has no room."""
    cells = [Span(sign, span.weight) for span in row for sign in span.text]
    marks = [number for number, cell in enumerate(cells) if cell.weight]
    low, high = (score, target) if target is None or score <= target else (target, score)
    before = [Span(sign) for sign in f"{words.number(low)} "]
    if marks[0] >= len(before):
        cells[marks[0] - len(before) : marks[0]] = before
    if high is not None:
        behind = [Span(sign) for sign in f" {words.number(high)}"]
        cells[marks[-1] + 1 : marks[-1] + 1 + len(behind)] = behind
    joined: list[Span] = []
    for cell in cells:
        if joined and joined[-1].weight == cell.weight:
            joined[-1] = Span(joined[-1].text + cell.text, cell.weight)
        else:
            joined.append(cell)
    return line(*joined)
