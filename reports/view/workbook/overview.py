"""The first sheet of a workbook: the answer, the run, how to read it, and the way to every other sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from questionnaires.language import Words
from reports.view import ReportView
from reports.view.prose import plain_text
from reports.view.workbook.model import (
    FIRST_ROW,
    Chart,
    Look,
    Picture,
    Placed,
    PlacedSheet,
    TableSheet,
)

LABELS, TEXTS, CHART, LOGO = 0, 1, 3, 10
CHART_ROW = 3


def build(
    view: ReportView,
    words: Words,
    capabilities: TableSheet,
    sheets: Sequence[TableSheet | PlacedSheet],
) -> PlacedSheet:
    """Return the overview, with links to the other sheets."""
    cells, row = [], 0
    for part in (
        _answer(view),
        _remarks(view),
        _ways(sheets, words),
        _reading(words),
        _facts(view, words),
    ):
        for label, text, look, to in part:
            if label:
                cells.append(Placed(row=row, column=LABELS, cell=label, look="link" if to else look, to=to))
            if text:
                cells.append(Placed(row=row, column=TEXTS, cell=text, look="text"))
            row += 1
        row += 1 if cells and cells[-1].row == row - 1 else 0
    return PlacedSheet(
        key="overview",
        name=words("Overview"),
        widths=(30, 68, 3, *(10,) * 11),
        cells=tuple(cells),
        chart=_chart(view, words, capabilities),
        picture=_logo(view),
    )


Line = tuple[str, str, Look, str]


def _answer(view: ReportView) -> Iterator[Line]:
    yield view.title, "", "title", ""
    yield view.subject, "", "lead", ""
    if view.contents.one_view:
        yield view.contents.one_view, "", "lead", ""


def _remarks(view: ReportView) -> Iterator[Line]:
    """Yield what the organiser says about the whole, where something was said."""
    elsewhere = view.remarks.passages if view.remarks is not None else ()
    said = plain_text((*view.contents.cover, *view.contents.remark, *elsewhere))
    if said:
        yield view.labels.remarks, "", "heading", ""
        yield "", said, "text", ""


def _logo(view: ReportView) -> Picture | None:
    """Return the logo of the brand; a sheet cannot hold one that is drawn in SVG."""
    maker = view.contents.maker
    if maker is None or maker.logo is None or maker.logo.kind != "png":
        return None
    return Picture(column=LOGO, content=maker.logo.content, alt=maker.logo_text)


def _ways(sheets: Sequence[TableSheet | PlacedSheet], words: Words) -> Iterator[Line]:
    yield words("Where to find what"), "", "heading", ""
    for sheet in sheets:
        yield sheet.name, _about(sheet, words), "label", sheet.name


def _about(sheet: TableSheet | PlacedSheet, words: Words) -> str:
    return {
        "capabilities": words("reality, ambition, gap, priority and confidence of each capability"),
        "domains": words("the same per domain and for the whole"),
        "items": words("what every question comes to"),
        "answers": words("how often each sentence was chosen, per group"),
        "actions": words("what is done when; fill in who, how far it is and what the KPI says"),
        "quarters": words("capacity, plan and what may be expected"),
        "left-out": words("what is not done, and why"),
        "changes": words("what changed since the last run, with what it must be to be real"),
        "runs": words("the averages of every run"),
        "pictures": words("the same as lines, from run to run"),
        "check": words("choose a capability and see its figures calculated again"),
        "dictionary": words("every column with its meaning, unit and range"),
    }[sheet.key]


def _reading(words: Words) -> Iterator[Line]:
    yield words("How to read this"), "", "heading", ""
    yield words("Reality"), words("where you stand, from 1 to 5: the average of the answers"), "label", ""
    yield words("Ambition"), words("the bar that you set yourselves"), "label", ""
    yield words("Level"), words("the step that is reached with its key practice; the weakest link decides"), "label", ""
    yield words("Empty cell"), words("not scored, not asked or not shown; never a zero"), "label", ""
    yield words("Coloured cell"), words("for you to fill in; no figure depends on it"), "label", ""


def _facts(view: ReportView, words: Words) -> Iterator[Line]:
    yield words("About this run"), "", "heading", ""
    for fact in view.method.versions:
        yield fact.term, fact.text, "label", ""
    maker = " · ".join(part for part in (view.brand.name, view.brand.contact) if part)
    if maker:
        yield words("Made by"), maker, "label", ""
    yield words("Measure again"), words.date(view.figures.measure_again), "label", ""


def _chart(view: ReportView, words: Words, capabilities: TableSheet) -> Chart:
    table = capabilities.table
    told = [
        words(
            "{name}: reality {score}, ambition {target}",
            name=one.name,
            score=words.number(one.score),
            target=words.number(one.target, 0),
        )
        for one in view.figures.capabilities
    ]
    return Chart(
        row=CHART_ROW,
        column=CHART,
        title=words("Ambition and reality per capability"),
        alt=words("Ambition and reality per capability. {figures}.", figures="; ".join(told)),
        sheet=capabilities.name,
        categories=table.position("name"),
        reality=table.position("score"),
        ambition=table.position("target"),
        first_row=FIRST_ROW,
        last_row=table.last_row,
        axis=words("level 1 to 5"),
    )
