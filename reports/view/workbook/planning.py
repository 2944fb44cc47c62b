"""The tables of what is done: the actions with columns to fill in, what is left out, and the quarters."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.language import Words
from reports.view import ReportView
from reports.view.figures import ActionFigures, QuarterFigures
from reports.view.workbook.columns import Columns, yes_or_empty
from reports.view.workbook.model import FIRST_ROW, Cell, Formula, Table, TableSheet, at, reach
from scoring.roadmap.model import WEEKS_PER_QUARTER


def status_names(words: Words) -> dict[str, str]:
    """Return what each status of an action is called."""
    return {
        "planned": words("planned"),
        "running": words("running"),
        "done": words("done"),
        "dropped": words("dropped"),
    }


def actions(view: ReportView, words: Words) -> TableSheet | None:
    """Return the sheet of planned actions, with columns to fill in; None where nothing is planned."""
    planned = [action for action in view.figures.actions if action.is_planned]
    if not planned:
        return None
    column, names = Columns(words), status_names(words)
    has_dates = all(action.start for action in planned)
    is_analysed = any(action.is_no_regret is not None for action in planned)
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
        *(
            (
                column("no_regret", words("No regret"), "yes", words("it stays in the roadmap whatever changes"), "6"),
                column(
                    "depends", words("Changes with"), "text", words("by what it can come in or go out"), "6", width=26
                ),
            )
            if is_analysed
            else ()
        ),
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
            columns=tuple(columns),
            rows=tuple(_action(one, names, words, has_dates=has_dates, is_analysed=is_analysed) for one in planned),
        ),
    )


def _action(
    one: ActionFigures, names: dict[str, str], words: Words, *, has_dates: bool, is_analysed: bool
) -> tuple[Cell, ...]:
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
        yes_or_empty(one.is_noticed, words),
        ", ".join(one.waits_for),
        *((yes_or_empty(one.is_no_regret is True, words), one.depends_on) if is_analysed else ()),
        one.why,
        one.start_week,
        one.finish_week,
    )


def left_out(view: ReportView, words: Words) -> TableSheet | None:
    """Return the sheet of actions that stay out; None where none does."""
    outside = [action for action in view.figures.actions if not action.is_planned]
    if not outside:
        return None
    column = Columns(words)
    return TableSheet(
        key="left-out",
        name=words("Left out"),
        title=words("What we do not do, and why") if view.left_out is None else view.left_out.head.heading,
        lead=words("An action that is left out is no bad idea: it has no place within these limits, or no need."),
        table=Table(
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
    column = Columns(words)
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
        table=Table(columns=tuple(columns), rows=rows, sum_label=words("Together")),
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
