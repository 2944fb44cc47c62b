"""Tell in lines and in JSON what the runs of organisations came to over time; pure functions from values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assess.portfolio.scored import Scored, by_organisation
from questionnaires.language import NOTHING, Words
from reports.marks import Marks
from reports.outline.blocks import Column, Row, RowGroup, Table, cell
from reports.outline.blocks import said as line_of
from reports.sentences import respondent_count
from reports.text.lines import Lines, paragraphs, wrapped
from reports.text.table import table_lines

Json = dict[str, Any]


def history_lines(runs: Sequence[Scored], words: Words, *, columns: int, marks: Marks, plain: bool) -> Lines:
    """Return for every organisation a row for each run: its average and level, the levels of its domains, and who."""
    if plain:
        return tuple(
            line for each in by_organisation(runs) for run in each for line in wrapped(_sentence(run, words), columns)
        )
    legend = words(
        "Per domain its level; ‘all’ is the lowest of these, beside the average of the whole. n: respondents."
    )
    return paragraphs([table_lines(_table(runs, words), columns, marks), wrapped(legend, columns)])


def history_table(runs: Sequence[Scored]) -> Json:
    """Return the runs as JSON, by organisation and date, in full precision."""
    return {"runs": [_run_table(run) for each in by_organisation(runs) for run in each]}


def _table(runs: Sequence[Scored], words: Words) -> Table:
    domains = list(dict.fromkeys(domain for run in runs for domain in run.scorecard.domains))
    heads = (
        Column(title=words("Date")),
        Column(title=words("Run")),
        Column(title=words("Average"), kind="number"),
        Column(title=words("all"), kind="number"),
        *(Column(title=domain, kind="number") for domain in domains),
        Column(title="n", kind="number"),
        Column(title=words("Questionnaire")),
        Column(title="", kind="about"),
    )
    groups = tuple(
        RowGroup(
            title=line_of(each[-1].organisation, bold=True),
            rows=tuple(Row(cells=tuple(cell(text) for text in _cells(run, domains, words))) for run in each),
        )
        for each in by_organisation(runs)
    )
    return Table(columns=heads, groups=groups)


def _cells(run: Scored, domains: Sequence[str], words: Words) -> tuple[str, ...]:
    card = run.scorecard
    levels = (card.domains[domain].level if domain in card.domains else None for domain in domains)
    return (
        run.date,
        run.run,
        words.number(card.overall.score),
        _level(card.overall.level),
        *(_level(level) for level in levels),
        str(sum(run.respondents.values())),
        f"{run.questionnaire.id} {run.questionnaire.version}",
        " ".join(_remarks(run, words)),
    )


def _remarks(run: Scored, words: Words) -> list[str]:
    said = [words("Tags: {tags}.", tags=", ".join(run.tags))] if run.tags else []
    if run.is_figures_only:
        said.append(words("Only the figures are here."))
    elif not run.is_complete:
        said.append(words("Not complete yet."))
    return said


def _sentence(run: Scored, words: Words) -> str:
    """Return a run as one sentence, for screen readers."""
    card = run.scorecard
    levels = ", ".join(
        words("{domain} level {level}", domain=name, level=_level(domain.level))
        for name, domain in card.domains.items()
    )
    sentence = words(
        "{organisation}, {date}, run {run}: average {average}, level {level}; {levels}; {respondents}; "
        "{questionnaire}.",
        organisation=run.organisation, date=words.date(run.date), run=run.run,
        average=words.number(card.overall.score), level=_level(card.overall.level), levels=levels,
        respondents=respondent_count(sum(run.respondents.values()), words),
        questionnaire=f"{run.questionnaire.id} {run.questionnaire.version}",
    )  # fmt: skip
    return " ".join([sentence, *_remarks(run, words)])


def _level(level: int | None) -> str:
    return NOTHING if level is None else str(level)


def _run_table(run: Scored) -> Json:
    card = run.scorecard
    return {
        "run": run.run,
        "organisation": run.organisation,
        "date": run.date,
        "questionnaire": {"id": run.questionnaire.id, "version": run.questionnaire.version},
        "respondents": dict(run.respondents),
        "tags": list(run.tags),
        "complete": run.is_complete,
        "only_figures": run.is_figures_only,
        "overall": {"score": card.overall.score, "level": card.overall.level, "ambition": card.overall.ambition},
        "domains": {name: {"score": one.score, "level": one.level} for name, one in card.domains.items()},
    }
