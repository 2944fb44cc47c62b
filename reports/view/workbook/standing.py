"""The tables of where a department stands: its capabilities, its domains and the whole."""

from __future__ import annotations

from questionnaires.language import Words
from reports import sentences
from reports.view import ReportView
from reports.view.figures import CapabilityFigures, DomainFigures
from reports.view.workbook.columns import Columns, yes_or_empty
from reports.view.workbook.model import Cell, Table, TableSheet
from scoring.scorecard import IntervalKind


def capabilities(view: ReportView, words: Words) -> TableSheet:
    """Return the sheet of capabilities."""
    column = Columns(words)
    columns = (
        column.id(words("the id of the capability; other sheets refer to it")),
        column("name", words("Capability"), "name", words("the name of the capability"), width=34),
        column("domain", words("Domain"), "name", words("the domain that it belongs to"), width=22),
        column("core", words("Core"), "yes", words("a core capability: its domain reaches no level without it"), "4.3"),
        column("score", words("Average (S)"), "score", words("reality: the mean of x over its questions"), "4.2"),
        column("level", words("Level (L)"), "level", words("the level reached, with its key practice"), "4.2"),
        column(
            "unverified",
            words("Level unverified"),
            "yes",
            words("nobody could judge the key practice, so the level stays below it"),
            "4.2",
        ),
        column("target", words("Ambition (T)"), "level", words("the bar for this capability"), "4.5"),
        column("gap", words("Gap"), "score", words("what is left to do: T − S, never below 0"), "4.5", values="0–4"),
        column(
            "priority", words("Priority (P)"), "count", words("100 is the highest of this run"), "4.6", values="0–100"
        ),
        column(
            "importance",
            words("Importance (I)"),
            "factor",
            words("from the marks ‘matters most’ and ‘matters least’"),
            "4.6",
            values=words("0.5–1.5"),
        ),
        column(
            "risk",
            words("Risk (R)"),
            "factor",
            words("more where a question stands at 1, and where critical data may stand outside IT"),
            "4.6",
            values=words("1–1.3"),
        ),
        column(
            "exposed",
            words("Critical data"),
            "yes",
            words("critical data in self-arranged tools add 0.15 to its risk"),
            "4.6",
        ),
        column(
            "enables",
            words("Enables (E)"),
            "factor",
            words("more for every other capability that waits for this one"),
            "4.6",
            values=words("1–1.3"),
        ),
        column(
            "product",
            words("Gap × I × R × E"),
            "factor",
            words("the priority before it is set against the highest"),
            "4.6",
            values=words("0 and up"),
        ),
        *(
            column(
                f"f{level}",
                f"F({level})",
                "share",
                words("how far level {level} is filled", level=level),
                "4.2",
            )
            for level in range(2, 6)
        ),
        column(
            "pessimistic",
            words("Average, cautious"),
            "score",
            words("the average if every don’t-know were level 1"),
            "4.4",
        ),
        column("coverage", words("Coverage"), "share", words("the share of the answers asked that are a level"), "4.8"),
        column(
            "consensus", words("Consensus"), "share", words("how near the answers lie together; 100% is agreed"), "4.7"
        ),
        column(
            "confidence",
            words("Confidence"),
            "name",
            words("how far the figures can be relied on"),
            "4.8",
            values=words("high, medium or low"),
            width=12,
        ),
        column("why", words("Why this confidence"), "text", words("the weakest of the four criteria"), "4.8", width=38),
        column("low", words("Spread from"), "score", words("the lower end of the spread of opinion"), "4.9"),
        column("high", words("Spread to"), "score", words("the upper end of the spread of opinion"), "4.9"),
        column("kind", words("Kind of spread"), "name", words("what the spread rests on"), "4.9", width=24),
        column(
            "scope",
            words("Not applicable"),
            "yes",
            words("none of its questions applies, so it is out of scope"),
            "4.3",
        ),
    )
    names = {domain.id: domain.name for domain in view.figures.domains}
    return TableSheet(
        key="capabilities",
        name=words("Capabilities"),
        title=_heading_of_capabilities(view),
        lead=words("One row per capability: reality, ambition, what is left between them, and how sure that is."),
        table=Table(
            columns=columns,
            rows=tuple(_capability(one, names[one.domain], words) for one in view.figures.capabilities),
        ),
    )


def _heading_of_capabilities(view: ReportView) -> str:
    return view.subject if view.capabilities is None else view.capabilities.head.heading


def _capability(one: CapabilityFigures, domain: str, words: Words) -> tuple[Cell, ...]:
    filled = one.fulfilment or {}
    return (
        one.id,
        one.name,
        domain,
        yes_or_empty(one.is_core, words),
        one.score,
        one.level,
        yes_or_empty(one.level_unverified, words),
        one.target,
        one.gap,
        one.priority,
        one.importance,
        one.risk,
        yes_or_empty(one.is_exposed, words),
        one.enables,
        product_of(one),
        *(filled.get(str(level)) for level in range(2, 6)),
        one.score_pessimistic,
        one.coverage,
        one.consensus,
        sentences.confidence_value(one.confidence, words),
        one.confidence_text,
        one.low,
        one.high,
        _interval(one.interval, words),
        yes_or_empty(one.out_of_scope, words),
    )


def product_of(one: CapabilityFigures) -> float | None:
    """Return gap × I × R × E, of which the priority is the share of the highest (scoring 4.6)."""
    if one.gap is None or one.risk is None or one.enables is None:
        return None
    return one.gap * one.importance * one.risk * one.enables


def _interval(kind: IntervalKind, words: Words) -> str:
    return {
        "spread_90": words("five respondents or more"),
        "range": words("the lowest to the highest"),
        "one_view": words("one view"),
        "none": "",
    }[kind]


def domains(view: ReportView, words: Words) -> TableSheet:
    """Return the sheet of domains, with the whole as its last row."""
    column = Columns(words)
    columns = (
        column.id(words("the id of the domain")),
        column("name", words("Domain"), "name", words("the name of the domain; the last row is the whole"), width=30),
        column("score", words("Average (S)"), "score", words("the mean of its scored capabilities"), "4.3"),
        column("level", words("Level (L)"), "level", words("the weakest link decides"), "4.3"),
        column("target", words("Ambition (T)"), "score", words("the mean of the bars of its capabilities"), "4.5"),
        column("gap", words("Gap"), "score", words("ambition less average, never below 0"), "4.5", values="0–4"),
        column(
            "held",
            words("Held back by"),
            "text",
            words("the capabilities that keep it from its next level"),
            "4.3",
            width=44,
        ),
        column("scope", words("Not applicable"), "yes", words("more than half of it does not apply"), "4.3"),
    )
    figures, names = view.figures, {one.id: f"{one.id} {one.name}" for one in view.figures.capabilities}
    whole = figures.overall
    rows = [_domain(one, names, words) for one in figures.domains]
    rows.append(
        ("", words("The whole"), whole.score, whole.level, whole.ambition, _gap(whole.ambition, whole.score), "", "")
    )
    return TableSheet(
        key="domains",
        name=words("Domains"),
        title=words("Reality and ambition per domain"),
        lead=words("The average shows movement, the level shows the weakest link; read them together."),
        table=Table(columns=columns, rows=tuple(rows)),
    )


def _domain(one: DomainFigures, names: dict[str, str], words: Words) -> tuple[Cell, ...]:
    return (
        one.id,
        one.name,
        one.score,
        one.level,
        one.target,
        _gap(one.target, one.score),
        ", ".join(names[held] for held in one.held_by),
        yes_or_empty(one.out_of_scope, words),
    )


def _gap(target: float | None, score: float | None) -> float | None:
    return None if target is None or score is None else max(0.0, target - score)
