"""What an outline is made of: headings, paragraphs, lists and tables, without any look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from reports.charts.dumbbell import Dumbbell
from reports.charts.gantt import Certainty
from reports.charts.glyphs import Glyph
from reports.view import material, prose
from reports.view.slides import ChartSlide

Tone = Literal["body", "lead", "note", "warning", "remark"]
ColumnKind = Literal["text", "number", "count", "marks", "weeks", "quarter", "blank", "about"]


class Run(prose.Run, frozen=True):
    """Words in one look, as in prose; `to` is the anchor of another place in the report that they lead to."""

    to: str = ""


Line = tuple[Run, ...]


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the cover: the title, of whom, and about what run."""

    text: str
    organisation: str
    about: tuple[str, ...]


class ContentsEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter with its message."""

    number: str
    title: str
    heading: str
    anchor: str


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """All chapters in the order of the report."""

    title: str
    entries: tuple[ContentsEntry, ...]


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of level 1 (a chapter, with its number and short title before its message) to 3."""

    level: Literal[1, 2, 3]
    text: str
    anchor: str = ""
    number: str = ""
    title: str = ""
    is_wide: bool = False  # the chapter has a table that asks for a page on its side


class Paragraph(msgspec.Struct, frozen=True):
    """Lines that belong together; mostly one."""

    lines: tuple[Line, ...]
    tone: Tone = "body"


class Quote(msgspec.Struct, frozen=True):
    """A sentence of the questionnaire, with what there is to say about it."""

    sentence: str
    about: str


class Bullets(msgspec.Struct, frozen=True):
    """Entries of a list; numbered from `start`, or with bullets where that is None."""

    entries: tuple[tuple[Line, ...], ...]
    start: int | None = None


class Fact(msgspec.Struct, frozen=True):
    """A term with its text; an empty text is to be filled in."""

    term: str
    text: Line


class Facts(msgspec.Struct, frozen=True):
    """Terms with their texts."""

    facts: tuple[Fact, ...]


class LegendEntry(msgspec.Struct, frozen=True):
    """A mark of the pictures with its meaning."""

    glyph: Glyph
    text: str


class Legend(msgspec.Struct, frozen=True, kw_only=True):
    """The marks of the pictures, for the forms that draw them; without a title it explains what follows."""

    title: str
    entries: tuple[LegendEntry, ...]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table. `width` is in mm on A4; columns without one share what is left.

    "marks" holds the picture of figures in other columns, "weeks" what the columns of quarters say together, "blank"
    what people fill in, "about" a sentence that may stand under its row. `short` is for a heading of a few letters.
    """

    title: str
    kind: ColumnKind = "text"
    width: float | None = None
    short: str = ""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """When an action runs: from week `start` until week `finish` (exclusive)."""

    start: int
    finish: int
    certainty: Certainty
    noticed: bool


class Cell(msgspec.Struct, frozen=True):
    """What stands in a column of a row; `marks` is the picture of the same figures."""

    line: Line = ()
    marks: Dumbbell | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table; the first cell is its heading."""

    cells: tuple[Cell, ...]
    is_strong: bool = False
    bar: Bar | None = None
    anchor: str = ""


class RowGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under a heading of their own; `cells` stand in the last columns of that heading."""

    title: Line = ()
    cells: tuple[Cell, ...] = ()
    rows: tuple[Row, ...] = ()
    anchor: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under column headings; without a caption where the heading above it says what it shows.

    `note` explains what stands in the columns of quarters, for the forms that have them.
    """

    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    caption: str = ""
    note: str = ""
    anchor: str = ""


class Chart(msgspec.Struct, frozen=True):
    """Scopes on the scale of 1 to 5, for forms with charts of their own; the table below has the same figures."""

    chart: ChartSlide


Block = Title | Contents | Heading | Paragraph | Quote | Bullets | Facts | Legend | Chart | Table


def said(text: str, *, bold: bool = False, to: str = "") -> Line:
    """Return a text as a line of one run; an empty text as an empty line."""
    return (Run(text, bold=bold, to=to),) if text else ()


def paragraph(text: str, tone: Tone = "body") -> Paragraph:
    """Return a text of one line as a paragraph."""
    return Paragraph((said(text),), tone)


def cell(text: str, *, bold: bool = False, to: str = "") -> Cell:
    return Cell(said(text, bold=bold, to=to))


def named(name: str, text: str, *, to: str = "") -> Cell:
    """Return a cell with a text behind its name; the name leads to a place in the report where it has one."""
    return Cell((Run(f"{name} ", bold=True, to=to), Run(text)))


def group_title(name: str, text: str, *, to: str = "") -> Line:
    """Return the title of a group of rows: what it comes to behind its name; the name may lead to a place too."""
    return (Run(name, bold=True, to=to), Run(f": {text}"))


def ungrouped(rows: Iterable[Row]) -> tuple[RowGroup, ...]:
    """Return the rows of a table that has no headings among them."""
    return (RowGroup(rows=tuple(rows)),)


def facts_of(facts: Iterable[material.Fact]) -> Facts:
    """Return terms of the view with their texts."""
    return Facts(tuple(Fact(fact.term, said(fact.text)) for fact in facts))


def prose_blocks(passages: tuple[prose.Passage, ...]) -> Iterator[Block]:
    """Yield what the organiser wrote; headings in it are bold lines, so that they never outrank those of the report."""
    for passage in passages:
        lines = tuple(
            tuple(Run(run.text, run.bold or passage.kind == "heading", run.italic, run.code, run.link) for run in line)
            for line in passage.lines
        )
        match passage.kind:
            case "paragraph" | "heading":
                yield Paragraph(lines, "remark")
            case "bullets":
                yield Bullets(tuple((line,) for line in lines))
            case "numbers":
                yield Bullets(tuple((line,) for line in lines), passage.start)


def plain_text(line: Line) -> str:
    """Return the words of a line without their looks."""
    return "".join(run.text for run in line)
