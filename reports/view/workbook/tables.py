"""The tables of a workbook: what stands in each column, and what that means."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.language import Words
from reports import sentences
from reports.view import ReportView
from reports.view.answers import ItemAnswers
from reports.view.figures import ActionFigures, CapabilityFigures, DomainFigures, ItemFigures, QuarterFigures
from reports.view.workbook.model import FIRST_ROW, Cell, Column, Formula, Kind, Table, TableSheet, at, reach, table_name
from scoring.roadmap.model import WEEKS_PER_QUARTER
from scoring.scorecard import IntervalKind

LETTERS = sentences.LETTERS
WIDTHS: dict[Kind, float] = {
    "id": 9, "name": 20, "text": 40, "level": 9, "score": 11, "factor": 12, "share": 10, "count": 9, "days": 10,
    "date": 13, "yes": 11, "fill": 18, "choice": 13,
}  # fmt: skip


def status_names(words: Words) -> dict[str, str]:
    """Return what each status of an action is called."""
    return {
        "planned": words("planned"),
        "running": words("running"),
        "done": words("done"),
        "dropped": words("dropped"),
    }


def capabilities(view: ReportView, words: Words) -> TableSheet:
    """Return the sheet of capabilities."""
    column = _Columns(words)
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
            name=table_name(words("Capabilities")),
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
        _yes(one.is_core, words),
        one.score,
        one.level,
        _yes(one.level_unverified, words),
        one.target,
        one.gap,
        one.priority,
        one.importance,
        one.risk,
        _yes(one.is_exposed, words),
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
        _yes(one.out_of_scope, words),
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
    column = _Columns(words)
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
        table=Table(name=table_name(words("Domains")), columns=columns, rows=tuple(rows)),
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
        _yes(one.out_of_scope, words),
    )


def _gap(target: float | None, score: float | None) -> float | None:
    return None if target is None or score is None else max(0.0, target - score)


def items(view: ReportView, words: Words) -> TableSheet:
    """Return the sheet of questions: what each comes to, and of one respondent the sentence that was chosen."""
    column = _Columns(words)
    told = _told(view)
    is_solo = view.figures.overall.people == 1
    columns = [
        column.id(words("the id of the question")),
        column("capability", words("Capability"), "id", words("the id of its capability"), width=11),
        column("question", words("Question"), "text", words("the question; of a group as IT is asked it"), width=56),
        column(
            "gate",
            words("Key practice of level"),
            "level",
            words("the level that this question opens; empty where it opens none"),
            "4.2",
            values=words("3 or 4"),
        ),
        column("value", "x", "score", words("the mean over groups of each group’s mean level"), "4.1"),
        column("pessimistic", words("x, cautious"), "score", words("x if every don’t-know were level 1"), "4.4"),
        column("middle", "m", "level", words("the middle one of all levels given, the lower of two"), "4.1"),
        column("agreed", words("Settled level"), "level", words("the level that was settled together"), "4.1"),
        column(
            "spread",
            words("Spread (AD)"),
            "factor",
            words("the mean distance of the answers to the middle one"),
            "4.7",
            values="0–2",
        ),
        column(
            "perception",
            words("IT − users"),
            "factor",
            words("IT’s mean less that of users: from 1 a blind spot, to −1 too modest"),
            "4.7",
            values=words("−4 to 4"),
        ),
        column("unknown", words("Don’t know"), "count", words("how many do not know"), "4.4"),
        column("scope", words("Not applicable"), "yes", words("it leaves both sides of every formula"), "4.1"),
        column(
            "sentence",
            words("The sentence that holds"),
            "text",
            words("the sentence of m") if not is_solo else words("the sentence that was chosen"),
            "3",
            width=56,
        ),
    ]
    noted = any(answer.notes for answer in told.values())
    if noted:
        meaning = words("reasons, notes and evidence, where those may be printed")
        columns.append(column("notes", words("Noted with it"), "text", meaning, "4.13", width=56))
    return TableSheet(
        key="items",
        name=words("Questions"),
        title=words("All {count} questions", count=len(view.figures.items))
        if view.answers is None
        else view.answers.head.heading,
        lead=words("One row per question: what the answers come to, how far they lie apart, and what holds."),
        table=Table(
            name=table_name(words("Questions")),
            columns=tuple(columns),
            rows=tuple(_item(one, told.get(one.id), words, has_notes=noted) for one in view.figures.items),
        ),
    )


def _told(view: ReportView) -> dict[str, ItemAnswers]:
    """Return what the report itself prints of the answers to each question."""
    if view.answers is None:
        return {}
    return {item.id: item for part in view.answers.capabilities for item in part.items}


def _item(one: ItemFigures, told: ItemAnswers | None, words: Words, *, has_notes: bool) -> tuple[Cell, ...]:
    held = _held(one) if told is None else next((row.sentence for row in told.rows if row.is_held), "")
    notes = "\n".join(f"{note.term}: {note.text}" for note in told.notes) if told else ""
    return (
        one.id,
        one.capability,
        told.question if told else one.question,
        one.gate,
        one.value,
        one.value_pessimistic,
        one.low_median,
        one.agreed,
        one.spread,
        one.perception_gap,
        sum(group.unknown for group in one.groups) if one.groups else None,
        _yes(one.not_applicable, words),
        held or (told.remark if told else ""),
        *((notes,) if has_notes else ()),
    )


def _held(one: ItemFigures) -> str:
    return one.levels[one.low_median - 1] if one.low_median else ""


def answers(view: ReportView, words: Words) -> TableSheet:
    """Return the sheet of answers: how often each sentence was chosen, per group that may be shown."""
    column = _Columns(words)
    columns = (
        column("item", words("Question"), "id", words("the id of the question"), width=10),
        column(
            "group",
            words("Group"),
            "name",
            words("who answered; small groups are taken together"),
            "4.13",
            width=30,
        ),
        column("people", words("People"), "count", words("those who gave a level or a don’t-know"), "4.13"),
        *(
            column(
                letter,
                letter,
                "count",
                words("how many chose sentence {letter}, level {level}", letter=letter, level=level),
                "3",
                width=7,
            )
            for level, letter in enumerate(LETTERS, 1)
        ),
        column("unknown", words("Don’t know"), "count", words("how many do not know"), "4.4"),
        column("mean", words("Mean level"), "score", words("the mean of the levels that this group gave"), "4.1"),
    )
    rows = tuple(
        (item.id, group.name, group.people, *group.counts, group.unknown, group.mean)
        for item in view.figures.items
        for group in item.groups
    )
    return TableSheet(
        key="answers",
        name=words("Answers"),
        title=words("How often each sentence was chosen"),
        lead=_about_answers(view, words, is_empty=not rows),
        table=Table(name=table_name(words("Answers")), columns=columns, rows=rows),
    )


def _about_answers(view: ReportView, words: Words, *, is_empty: bool) -> str:
    threshold = view.figures.privacy_threshold
    if view.figures.overall.people == 1:
        return words("One respondent: a 1 stands under the sentence that was chosen.")
    if threshold is None:
        return words("Everyone agreed that answers may be recognised; one row per question and group.")
    if is_empty:
        return words("With fewer than {count} respondents no distribution is given.", count=words.count(threshold))
    return words(
        "In groups of at least {count}; smaller groups are taken together before anything is calculated.",
        count=words.count(threshold),
    )


def actions(view: ReportView, words: Words) -> TableSheet | None:
    """Return the sheet of planned actions, with columns to fill in; None where nothing is planned."""
    planned = [action for action in view.figures.actions if action.is_planned]
    if not planned:
        return None
    column, names = _Columns(words), status_names(words)
    has_dates = all(action.start for action in planned)
    columns = [
        column.id(words("the id of the action")),
        column("title", words("Action"), "text", words("what is done"), width=40),
        column("capability", words("Capability"), "id", words("the id of the capability that it lifts"), width=11),
        column("quarter", words("Quarter"), "count", words("the quarter of the roadmap in which it ends"), "6"),
        *(
            (
                column("start", words("Start"), "date", words("the first day"), "6"),
                column("finish", words("Finish"), "date", words("the last day on which somebody works on it"), "6"),
            )
            if has_dates
            else ()
        ),
        column("days", words("Days"), "days", words("person-days of work"), "5"),
        column("owner", words("Owner"), "fill", words("who sees to it; fill in"), width=20),
        column(
            "status", words("Status"), "choice", words("how far it is; choose"), width=13, choices=tuple(names.values())
        ),
        column("remarks", words("Remarks"), "fill", words("whatever you want to keep; fill in"), width=30),
        column("first", words("First step"), "text", words("what is done within fourteen days"), "5", width=44),
        column("kpi", "KPI", "text", words("what shows that it works"), "5", width=40),
        column("before", words("KPI before"), "fill", words("the KPI before you start; fill in"), width=13),
        column("aim", words("KPI aim"), "fill", words("what the KPI should become; fill in"), width=13),
        column("after", words("KPI after"), "fill", words("the KPI when it is done; fill in"), width=13),
        column("noticed", words("Users notice"), "yes", words("users notice it when it is done"), "6"),
        column("waits", words("Waits for"), "name", words("the actions that must be finished first"), "6", width=16),
        column("why", words("Why"), "text", words("why it stands in the roadmap"), "6", width=44),
        column("from", words("Start week"), "count", words("the week in which it starts, from 0"), "6", width=8),
        column("to", words("End week"), "count", words("the first week after it"), "6", width=8),
    ]
    return TableSheet(
        key="actions",
        name=words("Actions"),
        title=view.roadmap.head.heading,
        lead=words(
            "Fill in who sees to it and how far it is in the coloured columns; everything else comes from the run."
        ),
        table=Table(
            name=table_name(words("Actions")),
            columns=tuple(columns),
            rows=tuple(_action(one, names, words, has_dates=has_dates) for one in planned),
        ),
    )


def _action(one: ActionFigures, names: dict[str, str], words: Words, *, has_dates: bool) -> tuple[Cell, ...]:
    return (
        one.id,
        one.title,
        one.capability,
        one.quarter,
        *((one.start, one.finish) if has_dates else ()),
        one.days,
        one.owner,
        names[one.status],
        "",
        one.first_step,
        one.kpi,
        "",
        "",
        "",
        _yes(one.is_noticed, words),
        ", ".join(one.waits_for),
        one.why,
        one.start_week,
        one.finish_week,
    )


def left_out(view: ReportView, words: Words) -> TableSheet | None:
    """Return the sheet of actions that stay out; None where none does."""
    outside = [action for action in view.figures.actions if not action.is_planned]
    if not outside:
        return None
    column = _Columns(words)
    return TableSheet(
        key="left-out",
        name=words("Left out"),
        title=words("What we do not do, and why") if view.left_out is None else view.left_out.head.heading,
        lead=words("An action that is left out is no bad idea: it has no place within these limits, or no need."),
        table=Table(
            name=table_name(words("Left out")),
            columns=(
                column.id(words("the id of the action")),
                column("title", words("Action"), "text", words("what would be done"), width=46),
                column(
                    "capability", words("Capability"), "id", words("the id of the capability that it lifts"), width=11
                ),
                column("days", words("Days"), "days", words("person-days of work"), "5"),
                column("why", words("Why not"), "text", words("the reason to leave it out"), "6", width=70),
            ),
            rows=tuple((one.id, one.title, one.capability, one.days, one.why) for one in outside),
        ),
    )


def quarters(view: ReportView, words: Words, planned: TableSheet | None) -> TableSheet:
    """Return the sheet of quarters, of which the planned days are counted again from the sheet of actions."""
    column = _Columns(words)
    has_dates = all(quarter.start for quarter in view.figures.quarters)
    columns = [
        column("number", words("No."), "count", words("the quarter of the roadmap"), "6", width=6),
        column("label", words("Quarter"), "name", words("the name of the quarter"), width=14),
        *(
            (column("start", words("First day"), "date", words("the first day of the quarter"), "6"),)
            if has_dates
            else ()
        ),
        column("capacity", words("Capacity"), "days", words("person-days that there are"), "6", is_summed=True),
        column("available", words("To plan"), "days", words("the capacity less the reserve"), "6", is_summed=True),
        column("planned", words("Planned"), "days", words("person-days in the roadmap"), "6", is_summed=True),
        column(
            "counted",
            words("Counted again"),
            "days",
            words("a formula: each action’s days, spread evenly over its weeks, that fall in this quarter"),
            "6",
            is_summed=True,
        ),
        column(
            "left",
            words("Left"),
            "days",
            words("a formula: what may be planned less what was counted again"),
            "6",
            is_summed=True,
        ),
        column("level", words("Level (L)"), "level", words("the expected level of the whole at the end"), "6"),
        column("low", words("Average from"), "score", words("the expected average if all comes a quarter late"), "6"),
        column("high", words("Average to"), "score", words("the expected average if all is on time"), "6"),
    ]
    keys = [one.key for one in columns]
    rows = tuple(
        _quarter(quarter, row, keys, planned, has_dates=has_dates)
        for row, quarter in enumerate(view.figures.quarters, FIRST_ROW)
    )
    return TableSheet(
        key="quarters",
        name=words("Quarters"),
        title=words("What a quarter costs, and what may be expected of it"),
        lead=words(
            "Of the capacity {reserve} is kept in reserve. Change days or weeks on the sheet of actions, "
            "and the columns with formulas follow.",
            reserve=words.percent(view.figures.reserve),
        ),
        table=Table(name=table_name(words("Quarters")), columns=tuple(columns), rows=rows, sum_label=words("Together")),
    )


def _quarter(
    quarter: QuarterFigures, row: int, keys: Sequence[str], planned: TableSheet | None, *, has_dates: bool
) -> tuple[Cell, ...]:
    def cell(key: str) -> str:
        return at(row, keys.index(key))

    left = Formula(f"={cell('available')}-{cell('counted')}", quarter.available - quarter.planned)
    return (
        quarter.number,
        quarter.label,
        *((quarter.start,) if has_dates else ()),
        quarter.capacity,
        quarter.available,
        quarter.planned,
        Formula(_days_within(planned, cell("number")), quarter.planned),
        left,
        quarter.level,
        quarter.low,
        quarter.high,
    )


def _days_within(planned: TableSheet | None, number: str) -> str:
    """Return the formula for the days of all actions that fall in a quarter.

    The weeks of overlap are min(end, end of quarter) − max(start, start of quarter), never below 0; written with
    ABS, which works on a whole column at once where MIN and MAX would take it together.
    """
    if planned is None:
        return f"=0*{number}"
    days, start, end = (reach(planned, key) for key in ("days", "from", "to"))
    first, last = f"({number}-1)*{WEEKS_PER_QUARTER}", f"{number}*{WEEKS_PER_QUARTER}"
    until, since = f"({end}+{last}-ABS({end}-{last}))/2", f"({start}+{first}+ABS({start}-({first})))/2"
    weeks = f"({until}-{since})"
    return f"=SUMPRODUCT({days}/({end}-{start})*({weeks}+ABS({weeks}))/2)"


def _yes(holds: bool, words: Words) -> str:
    return words("yes") if holds else ""


class _Columns:
    """Columns in one language, each with the unit and the range of its kind."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def id(self, meaning: str) -> Column:
        return self("id", self.words("Id"), "id", meaning)

    def __call__(
        self,
        key: str,
        title: str,
        kind: Kind,
        meaning: str,
        section: str = "",
        *,
        values: str = "",
        width: float = 0.0,
        choices: tuple[str, ...] = (),
        is_summed: bool = False,
    ) -> Column:
        unit, usual = self._of(kind)
        return Column(
            key=key,
            title=title,
            kind=kind,
            meaning=sentences.as_sentence(meaning) + ".",
            unit=unit,
            values=values or ", ".join(choices) or usual,
            section=section,
            width=width or WIDTHS[kind],
            choices=choices,
            is_summed=is_summed,
        )

    def _of(self, kind: Kind) -> tuple[str, str]:
        """Return the unit of a kind and the range that it usually has."""
        words = self.words
        text, anything = words("text"), words("free")
        return {
            "id": (words("id"), ""),
            "name": (text, ""),
            "text": (text, ""),
            "level": (words("level"), "1–5"),
            "score": (words("level"), "1–5"),
            "factor": (words("number"), ""),
            "share": (words("share"), "0–100%"),
            "count": (words("number"), words("0 and up")),
            "days": (words("person-days"), words("0 and up")),
            "date": (words("date"), ""),
            "yes": (words("yes or empty"), words("yes or empty")),
            "fill": (anything, ""),
            "choice": (words("choice"), ""),
        }[kind]
