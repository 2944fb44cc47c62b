"""Turn a view into Markdown (CommonMark with tables), to be pasted into a wiki: nothing in it is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.office import sayable
from reports.outline import outline
from reports.outline.blocks import (
    Block,
    Bullets,
    Chart,
    Contents,
    Facts,
    Heading,
    Legend,
    Line,
    Paragraph,
    Quote,
    Run,
    Table,
    Title,
    plain_text,
    said,
)
from reports.view import ReportView

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&$@{}])")
_OPENING = re.compile(r"^(\s*)([-+=!]|\d+(?=[.)]))")  # what makes a list, a rule or a heading at the start of a line
NOT_WRITTEN = ("marks", "weeks")
TO_FILL_IN = "…"
BREAK = "\\\n"


def render(view: ReportView) -> str:
    """Return the report as Markdown."""
    parts = ("\n".join(_block(block)) for block in outline(view))
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is, on one line."""
    flat = " ".join(sayable(text).split())
    return _OPENING.sub(_opened, _MARKUP.sub(r"\\\1", flat))


def _opened(found: re.Match[str]) -> str:
    before, sign = found.groups()
    return f"{before}{sign}\\" if sign.isdigit() else f"{before}\\{sign}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield f"# {escaped(block.text)}\n"
            yield f"**{escaped(block.organisation)}**"
            for text in block.about:
                yield f"\n{escaped(text)}"
        case Contents():
            yield f"**{escaped(block.title)}**\n"
            yield from (f"{entry.number}. {escaped(entry.heading)}" for entry in block.entries)
        case Heading():
            number = f"{block.number}\\. " if block.number else ""
            yield f"{'#' * (block.level + 1)} {number}{escaped(block.text)}"
        case Paragraph():
            text = BREAK.join(_line(line) for line in block.lines)
            yield text if block.tone in ("body", "lead") else "> " + text.replace("\n", "\n> ")
        case Quote():
            yield f"> *{escaped(block.sentence)}*\\\n> {escaped(block.about)}"
        case Bullets():
            for place, items in enumerate(block.entries):
                mark = "- " if block.start is None else f"{block.start + place}. "
                yield mark + f"{BREAK}{' ' * len(mark)}".join(_line(line) for line in items)
        case Facts():
            for fact in block.facts:
                colon = "" if fact.term.endswith("?") else ":"
                yield f"- **{escaped(fact.term)}{colon}** {_line(fact.text) or TO_FILL_IN}"
        case Table():
            yield from _table(block)
        case Legend() | Chart():
            return


def _table(table: Table) -> Iterator[str]:
    shown = [number for number, column in enumerate(table.columns) if column.kind not in NOT_WRITTEN]
    columns = [table.columns[number] for number in shown]
    if table.caption:
        yield f"**{escaped(table.caption)}**\n"
    yield _row([escaped(column.title) for column in columns])
    yield _row(["--:" if column.kind == "number" else ":-:" if column.kind == "count" else "---" for column in columns])
    for group in table.groups:
        if group.title:
            own = [_line(cell.line) for cell in group.cells]
            empty = [""] * (len(columns) - 1 - len(own))
            yield _row([_line(said(plain_text(group.title), bold=True)), *empty, *own])
        for row in group.rows:
            lines = [row.cells[number].line for number in shown]
            yield _row([_line(_strong(line) if row.is_strong else line) for line in lines])
    if table.note:
        yield f"\n> {escaped(table.note)}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _strong(line: Line) -> Line:
    """Return a line in bold as one run: two bold runs beside each other would be read as one with asterisks in it."""
    return said(plain_text(line), bold=True)


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _run(run: Run) -> str:
    """Return a run with its marks close to its words: Markdown takes no space inside them."""
    inner = escaped(run.text)
    if not inner:
        return " " if run.text else ""
    before = " " if run.text[0].isspace() else ""
    after = " " if run.text[-1].isspace() else ""
    mark = "**" * run.bold + "*" * run.italic
    if run.link:
        inner = f"[{inner}](<{run.link}>)"
    return f"{before}{mark}{inner}{mark[::-1]}{after}"
