"""Show a roadmap on a terminal: a bar for each action from 80 columns, sentences below that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports import roadmap_reasons as reasons
from reports import roadmap_sentences as sentences
from reports.marks import Marks
from reports.sentences import as_sentence, domain_name
from reports.text.lines import Line, Lines, Span, line, ljust, paragraphs, rjust, strong, wrap, wrapped
from scoring.roadmap.model import WEEKS_PER_QUARTER, ExpectedDomain, ExpectedQuarter, Roadmap, Step
from scoring.scorecard import DomainScore, Scorecard

DRAWN_FROM = 80  # columns; below this each row is a sentence
MONTHS = 3
ONE_CELL_FROM = 9  # quarters; from here a quarter is one cell
DAYS_CELLS = 5
AFTER_CELLS = 9
QUARTER_CELLS = 27
CAPACITY_CELLS = 20
WHEN_CELLS = 8
DOMAIN_CELLS = 24
WITHOUT_YEAR = 4  # quarters; a longer roadmap has every name of a quarter twice, so years are needed


class _Plan(NamedTuple):
    """The values that every part is drawn from."""

    questionnaire: Questionnaire
    scorecard: Scorecard
    roadmap: Roadmap
    words: Words
    columns: int
    marks: Marks

    @property
    def quarters(self) -> int:
        return self.roadmap.limits.quarters

    @property
    def has_months(self) -> bool:
        return self.quarters < ONE_CELL_FROM

    @property
    def chart_cells(self) -> int:
        return self.quarters * (MONTHS + 1) if self.has_months else self.quarters

    @property
    def title_cells(self) -> int:
        return self.columns - self.chart_cells - DAYS_CELLS - AFTER_CELLS - 2

    def finishing(self, quarter: int) -> list[Step]:
        """Return the steps that finish in a quarter, in order of starting."""
        steps = [step for step in self.roadmap.steps if step.quarter == quarter]
        return sorted(steps, key=lambda step: (step.start_week, step.finish_week, step.rank))

    def title(self, step: Step) -> str:
        return self.questionnaire.actions_by_id[step.action].title[self.words.language]

    def is_visible(self, step: Step) -> bool:
        return self.questionnaire.actions_by_id[step.action].visible_to_users


def plan_lines(
    questionnaire: Questionnaire,
    scorecard: Scorecard,
    roadmap: Roadmap,
    words: Words,
    *,
    columns: int,
    marks: Marks,
    plain: bool = False,
) -> Lines:
    """Return a roadmap as it stands on a terminal of so many columns; `plain` leaves the drawing out."""
    plan = _Plan(questionnaire, scorecard, roadmap, words, columns, marks)
    is_drawn = not plain and columns >= DRAWN_FROM
    heading = sentences.roadmap_heading(scorecard, roadmap, words)
    blocks: list[Lines] = [wrapped(heading, columns - plain, strong_cells=len(heading))]
    if roadmap.steps:
        lead = sentences.roadmap_lead(questionnaire, roadmap, words)
        blocks.append(wrapped(f"{lead} {sentences.proof_sentence(roadmap, words)}", columns - plain))
        blocks += [_chart(plan), _quarters(plan), _expected(plan)] if is_drawn else _in_sentences(plan, plain)
    blocks.append(_left_out(plan, plain))
    return paragraphs(blocks)


# Drawn


def _chart(plan: _Plan) -> Lines:
    """Return the legend, then each quarter with its capacity and the steps that finish in it."""
    lines: Lines = (line(_legend(plan)), _column_names(plan))
    for quarter in plan.roadmap.expected:
        lines += (_capacity(plan, quarter),)
        for step in plan.finishing(quarter.quarter):
            lines += _step(plan, step)
    return lines


def _legend(plan: _Plan) -> str:
    words, marks = plan.words, plan.marks
    return "  ".join(
        [
            f"{marks.firm} {words('firm')}",
            f"{marks.planned} {words('planned')}",
            f"{marks.direction} {words('direction')}",
            f"{marks.milestone} {words('done, and users notice it')}",
        ]
    )


def _column_names(plan: _Plan) -> Line:
    words = plan.words
    names = [sentences.quarter_short(plan.roadmap.limits, quarter, words) for quarter in range(1, plan.quarters + 1)]
    if plan.has_months:
        heads = "".join(ljust(name, MONTHS + 1) for name in names)
    else:
        heads = "".join(name[-1] for name in names)
    text = f"{' ' * plan.title_cells}{rjust(words('days'), DAYS_CELLS)} {ljust(words('after'), AFTER_CELLS)} {heads}"
    return line(text.rstrip())


def _capacity(plan: _Plan, quarter: ExpectedQuarter) -> Line:
    """Return a quarter with its days: planned, free and kept in reserve."""
    marks, limits = plan.marks, plan.roadmap.limits
    capacity = limits.capacity[quarter.quarter - 1]
    reserve = round(CAPACITY_CELLS * limits.reserve)
    used = min(CAPACITY_CELLS - reserve, round(CAPACITY_CELLS * quarter.days / capacity)) if capacity else 0
    free = CAPACITY_CELLS - reserve - used
    bar = marks.full * used + "." * free + marks.not_scored * reserve
    name = _quarter_name(plan, quarter.quarter)
    return line(strong(f"{ljust(name, QUARTER_CELLS)}{bar}   {_days_used(plan, quarter)}"))


def _quarter_name(plan: _Plan, quarter: int) -> str:
    """Return a quarter with how certain it is: Nu, K1 2027 (jan–mrt)."""
    words, limits = plan.words, plan.roadmap.limits
    when = words("Now") if quarter == 1 else words("Next") if quarter == 2 else words("Later")
    label, months = sentences.quarter_label(limits, quarter, words), sentences.quarter_months(limits, quarter, words)
    return f"{when}, {label} ({months})" if months else f"{when}, {label}"


def _days_used(plan: _Plan, quarter: ExpectedQuarter) -> str:
    limits, words = plan.roadmap.limits, plan.words
    capacity = limits.capacity[quarter.quarter - 1]
    return words(
        "{used} of {days} days, reserve {reserve}",
        used=words.shortest(round(quarter.days, 1)),
        days=words.shortest(round(capacity * (1 - limits.reserve), 1)),
        reserve=words.shortest(round(capacity * limits.reserve, 1)),
    )


def _step(plan: _Plan, step: Step) -> Lines:
    """Return a step with its bar; a title or a list of prerequisites that is too long goes on below."""
    title = wrap(f"{step.action} {plan.title(step)}", plan.title_cells - 1, rest=" " * (len(step.action) + 1))
    after = wrap(" ".join(step.waits_for), AFTER_CELLS)
    rows = max(len(title), len(after))
    title += [""] * (rows - len(title))
    after += [""] * (rows - len(after))
    days = rjust(plan.words.shortest(step.days), DAYS_CELLS)
    first = f"{ljust(title[0], plan.title_cells)}{days} {ljust(after[0], AFTER_CELLS)} "
    others = [
        line(f"{ljust(left, plan.title_cells)}{' ' * DAYS_CELLS} {right}".rstrip())
        for left, right in zip(title[1:], after[1:], strict=True)
    ]
    return (line(first, *_bar(plan, step)), *others)


def _bar(plan: _Plan, step: Step) -> Line:
    """Return the bar of a step over the quarters; its sign says how certain it is, by the quarter of its start."""
    marks = plan.marks
    fill = (marks.firm, marks.planned, marks.direction)[min(step.start_week // WEEKS_PER_QUARTER, 2)]
    cells: list[str] = []
    for quarter in range(plan.quarters):
        if plan.has_months:
            for month in range(MONTHS):
                begins = quarter * WEEKS_PER_QUARTER + month * WEEKS_PER_QUARTER / MONTHS
                ends = begins + WEEKS_PER_QUARTER / MONTHS
                cells.append(fill if step.start_week < ends and step.finish_week > begins else " ")
            cells.append(marks.quarter)
        else:
            begins = quarter * WEEKS_PER_QUARTER
            runs = step.start_week < begins + WEEKS_PER_QUARTER and step.finish_week > begins
            cells.append(fill if runs else marks.grid)
    finish = step.quarter * (MONTHS + 1) - 1 if plan.has_months else step.quarter - 1
    if not plan.is_visible(step):
        return line("".join(cells))
    return line("".join(cells[:finish]), Span(marks.milestone, "ambition"), "".join(cells[finish + 1 :]))


def _quarters(plan: _Plan) -> Lines:
    """Return what users will notice of each quarter, and which limit keeps more out of it."""
    title = plan.words("What users notice, and what the limit is")
    said = [_of_quarter(plan, quarter) for quarter in plan.roadmap.expected]
    return (line(strong(title)), *(one for text in said for one in wrapped(text, plan.columns, rest="  ")))


def _of_quarter(plan: _Plan, quarter: ExpectedQuarter) -> str:
    noticed = reasons.quarter_noticed(plan.questionnaire, plan.roadmap, quarter, plan.words)
    return f"{noticed} {reasons.quarter_binds(plan.roadmap, quarter, plan.words)}"


def _expected(plan: _Plan) -> Lines:
    """Return where each domain may stand at the end of each quarter, beside where it stands now."""
    words = plan.words
    title = words("Expected at the end of the quarter, from one quarter late to on time")
    lines = wrapped(title, plan.columns, strong_cells=len(title))
    domains = list(plan.scorecard.domains)
    if WHEN_CELLS + DOMAIN_CELLS * len(domains) > plan.columns:
        return lines + tuple(
            one for text in _expected_sentences(plan) for one in wrapped(text, plan.columns, rest="  ")
        )
    names = "".join(ljust(domain_name(plan.questionnaire, domain, words), DOMAIN_CELLS) for domain in domains)
    lines += (line(strong((" " * WHEN_CELLS + names).rstrip())),)
    before = {domain: score.level for domain, score in plan.scorecard.domains.items()}
    lines += (_row(words("now"), [_now(plan.scorecard.domains[domain], words) for domain in domains]),)
    for quarter in plan.roadmap.expected:
        cells = [_then(quarter.domains[domain], before[domain], plan) for domain in domains]
        lines += (_row(_when(plan, quarter.quarter), cells),)
        before = {domain: quarter.domains[domain].level for domain in domains}
    return lines


def _when(plan: _Plan, quarter: int) -> str:
    name = sentences.quarter_short if plan.quarters <= WITHOUT_YEAR else sentences.quarter_label
    return name(plan.roadmap.limits, quarter, plan.words)


def _row(when: str, cells: Sequence[str]) -> Line:
    return line((ljust(when, WHEN_CELLS) + "".join(ljust(cell, DOMAIN_CELLS) for cell in cells)).rstrip())


def _now(domain: DomainScore, words: Words) -> str:
    return sentences.expected_standing(ExpectedDomain(low=domain.score, high=domain.score, level=domain.level), words)


def _then(expected: ExpectedDomain, before: int | None, plan: _Plan) -> str:
    """Return where a domain may stand, with an arrow where its level rises."""
    text = sentences.expected_standing(expected, plan.words)
    rises = expected.level is not None and expected.level > (before or 0)
    return f"{text} {plan.marks.up}" if rises else text


# In sentences


def _in_sentences(plan: _Plan, plain: bool) -> list[Lines]:
    """Return every row of the drawing as a sentence."""
    columns = plan.columns - plain
    blocks: list[Lines] = []
    for quarter in plan.roadmap.expected:
        name = _quarter_name(plan, quarter.quarter)
        lines = wrapped(f"{name}: {_days_used(plan, quarter)}.", columns, strong_cells=len(name) + 1)
        for step in plan.finishing(quarter.quarter):
            lines += wrapped(_step_sentence(plan, step), columns)
        lines += wrapped(_of_quarter(plan, quarter), columns)
        blocks.append(lines)
    title = plan.words("Expected at the end of the quarter, from one quarter late to on time")
    expected = wrapped(f"{title}:", columns, strong_cells=len(title) + 1)
    blocks.append(expected + tuple(one for text in _expected_sentences(plan) for one in wrapped(text, columns)))
    return blocks


def _step_sentence(plan: _Plan, step: Step) -> str:
    words = plan.words
    parts = [sentences.days(step.days, words), sentences.step_weeks(step, words)]
    if step.waits_for:
        parts.append(words("after {names}", names=words.listing(list(step.waits_for))))
    if plan.is_visible(step):
        parts.append(words("users notice it"))
    return f"{step.action} {plan.title(step)}: {', '.join(parts)}."


def _expected_sentences(plan: _Plan) -> list[str]:
    words, said = plan.words, []
    for quarter in plan.roadmap.expected:
        standings = [
            f"{domain_name(plan.questionnaire, domain, words)} {sentences.expected_standing(expected, words)}"
            for domain, expected in quarter.domains.items()
        ]
        label = sentences.quarter_label(plan.roadmap.limits, quarter.quarter, words)
        said.append(f"{as_sentence(label)}: {'; '.join(standings)}.")
    return said


# What is not in it


def _left_out(plan: _Plan, plain: bool) -> Lines:
    words = plan.words
    groups = sentences.left_out_groups(plan.questionnaire, plan.roadmap, words)
    if not groups and not plan.roadmap.last_step:
        return ()
    title = words("What is not in it")
    lines: Lines = (line(strong(title)),)
    for group in groups:
        text = f"{group.title} ({group.amount})"
        text += f": {'; '.join(group.titles)}." if group.titles else "."
        lines += wrapped(text, plan.columns - plain, rest="" if plain else "  ")
    if plan.roadmap.last_step:
        text = sentences.last_step(plan.questionnaire, plan.roadmap, words)
        lines += wrapped(text, plan.columns - plain, rest="" if plain else "  ")
    return lines
