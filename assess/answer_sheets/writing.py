"""Write a questionnaire as a workbook to fill in, in the words of one role and one language."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from assess.answer_sheets import form
from assess.answer_sheets.form import Field, Kind
from assess.interview.places import Script
from assess.plain.texts import with_numbers
from questionnaires import catalogue
from questionnaires.language import Words
from questionnaires.model import LEVELS, Questionnaire, Role, audience_of
from questionnaires.responses import MAX_IMPORTANCE_MARKS
from reports.brand import OWN
from reports.sentences import role_name
from reports.view.workbook.model import Formula
from reports.xlsx import looks
from reports.xlsx.cells import Pen, clean
from reports.xlsx.measures import give_height, lines_of

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

WIDTHS = {"id": 14, "label": 38, "about": 84, "value": 18, "note": 36, "evidence": 30}
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
UNDATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - of a workbook that says no day, so that the same gives the same
PROTECTION = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}
HORIZON = 4  # quarters that the ambition question speaks of where nobody told


class Known(msgspec.Struct, frozen=True):
    """What a sheet knows before it is filled in: the run that its answers are of."""

    run: str
    organisation: str
    date: str
    horizon: int | None = None


class Row(msgspec.Struct, frozen=True):
    """A row of a page: a heading where it has no id, else what is asked and the list to choose from."""

    label: str
    id: str = ""
    about: str = ""
    value: str = ""
    options: Sequence[str] = ()
    shape: form.Shape = "choice"
    is_fixed: bool = False


class Page(msgspec.Struct, frozen=True):
    """One page: what stands above its rows, and the rows."""

    kind: Kind
    title: str
    leads: Sequence[str]
    rows: Sequence[Row]


def workbook(questionnaire: Questionnaire, role: Role, words: Words, known: Known | None = None) -> bytes:
    """Return the workbook as an Office Open XML file; the same questionnaire gives the same bytes."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": looks.FONT, "font_size": looks.FONT_SIZE},
        },
    )
    title = questionnaire.title[words.language]
    book.set_properties({"title": clean(title), "created": UNDATED})
    book.set_size(26_000, 15_000)
    script = Script(questionnaire=questionnaire, role=role, describes_department=False)
    pen = Pen(book, OWN)
    pages: dict[Kind, list[Row]] = {"about": _about(script, words, known), "answers": _answers(script, words)}
    if script.is_for_it:
        pages["ambition"] = _ambition(script, words, (known and known.horizon) or HORIZON)
    if len(script.capabilities) > MAX_IMPORTANCE_MARKS:
        pages["importance"] = _importance(script, words)
    leads = _leads(script, words)
    for kind, rows in pages.items():
        name = form.page_names(words)[kind]
        heading = title if kind == "about" else name
        _write_page(pen, book.add_worksheet(name), Page(kind, heading, leads[kind], rows), words)
    _write_hidden(book, questionnaire, role, words, known)
    book.close()
    return file.getvalue()


def _leads(script: Script, words: Words) -> dict[Kind, list[str]]:
    """Return what stands above the rows of each page."""
    audience, language = audience_of(script.role), words.language
    return {
        "about": [
            words("For: {role}", role=role_name(script.role, words, 1)),
            script.questionnaire.introduction[audience][language],
            words("Fill in the coloured cells of every page and send the file back. The other cells are locked."),
        ],
        "answers": [with_numbers(script.questionnaire.instruction[audience][language])],
        "ambition": [script.questionnaire.ambition.hint[language]],
        "importance": [
            words("What matters most to you, and what least?")
            if script.is_for_it
            else words("What matters most to you yourself, and what least?"),
            words("Choose at most four parts of each. What you let weigh more comes sooner in the roadmap."),
        ],
    }


def _about(script: Script, words: Words, known: Known | None) -> list[Row]:
    labels = {
        "organisation": (
            words("Organisation"),
            words("As it is to stand in the report; everybody writes it the same."),
        ),
        "date": (words("Date of the measurement"), words("The same for everybody who takes part: 2026-11-23.")),
        "code": (
            words("Your code"),
            words(
                "A word of your own that nobody else uses, and not your name. "
                "Use it again next time: then it shows whether the same people answered."
            ),
        ),
    }
    given = {"organisation": known.organisation, "date": known.date} if known else {}
    rows = []
    for field in form.fields_of(script.role, script.questionnaire):
        label, about = labels[field.id] if field.id in labels else _worded(field, script.questionnaire, words)
        names = form.choice_names(words)
        options = [names["yes"], names["no"], names["unknown"]] if field.shape == "choice" else []
        rows.append(
            Row(
                label,
                field.id,
                about,
                given.get(field.id, ""),
                options=options,
                shape=field.shape,
                is_fixed=field.id in given,
            )
        )
    return rows


def _worded(field: Field, questionnaire: Questionnaire, words: Words) -> tuple[str, str]:
    name, part = field.asked or ("", None)
    asked = questionnaire.context[name]
    question, hint = asked.question[words.language], asked.hint[words.language]
    if part is None or part not in asked.parts:
        return question, hint
    return f"{question}\n{asked.parts[part][words.language]}", hint


def _answers(script: Script, words: Words) -> list[Row]:
    return [
        row
        for domain in script.domains
        for row in (Row(domain.name[words.language]), *_items(script, script.items_in(domain), words))
    ]


def _items(script: Script, ids: Sequence[str], words: Words) -> Iterator[Row]:
    for item_id in ids:
        item = script.items[item_id]
        worded = item.worded_for(script.role)
        yield Row(
            worded.question[words.language],
            item_id,
            _listed([level[words.language] for level in worded.levels]),
            options=form.options_of(item, words),
        )


def _ambition(script: Script, words: Words, quarters: int) -> list[Row]:
    asked = script.questionnaire.ambition
    question = asked.question_one_quarter if quarters == 1 else asked.question
    return [
        Row(
            question[words.language].format(domain=domain.name[words.language], quarters=words.count(quarters)),
            domain.id,
            _listed([level[words.language] for level in domain.ambition_levels]),
            options=list(map(str, LEVELS)),
        )
        for domain in script.domains
    ]


def _importance(script: Script, words: Words) -> list[Row]:
    names = form.choice_names(words)
    return [
        row
        for domain in script.domains
        for row in (
            Row(domain.name[words.language]),
            *(
                Row(
                    part.name[words.language],
                    part.id,
                    part.definition[words.language],
                    options=[names["most"], names["least"]],
                )
                for part in domain.capabilities
                if part.id in script.capabilities
            ),
        )
    ]


def _listed(sentences: Sequence[str]) -> str:
    return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, start=1))


def _write_page(pen: Pen, page: Worksheet, told: Page, words: Words) -> None:
    kind, rows = told.kind, told.rows
    heads = _heads(kind, words)
    page.hide_gridlines(2)
    page.write_string(0, 0, clean(told.title), pen.format(**looks.title(OWN)))
    wide = sum(WIDTHS[key] for key in ("id", "label", "about"))
    for line, lead in enumerate(told.leads, start=1):
        look = pen.format(font_color=looks.QUIET, text_wrap=True, valign="top")
        page.merge_range(line, 0, line, 2, clean(lead), look)
        give_height(page, line, lines_of(lead, wide - 3))
    head_row = len(told.leads) + 2
    for position, (key, head) in enumerate(heads.items()):
        page.set_column(position, position, WIDTHS[key])
        page.write_string(head_row, position, head, pen.format(**looks.head(OWN)))
    page.set_row(head_row, 32)
    for row, one in enumerate(rows, head_row + 1):
        _write_row(pen, page, row, one, len(heads))
        if one.id and not one.is_fixed:
            _check(page, row, one, words)
    last = head_row + len(rows)
    if kind == "answers":
        asked = sum(bool(one.id) for one in rows)
        page.write_string(head_row - 1, 2, words("Answered, of {n}:", n=asked), pen.format(align="right", bold=True))
        counted = Formula(f"=COUNTA(D{head_row + 2}:D{last + 1})", 0)
        pen.write(page, head_row - 1, 3, counted, {"align": "center", "bold": True})
    page.freeze_panes(head_row + 1, 0)
    page.protect("", PROTECTION)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head_row)


def _heads(kind: Kind, words: Words) -> dict[str, str]:
    labels = {"answers": words("Question"), "importance": words("Part"), "ambition": words("Question")}
    abouts = {"answers": words("Sentences"), "importance": words("What it is"), "ambition": words("Sentences")}
    heads = {
        "id": "Id",
        "label": labels.get(kind, words("What")),
        "about": abouts.get(kind, words("Explanation")),
        "value": form.value_heads(words)[kind],
    }
    if kind == "answers":
        heads |= {"note": form.note_head(words), "evidence": form.evidence_head(words)}
    return heads


def _write_row(pen: Pen, page: Worksheet, row: int, one: Row, columns: int) -> None:
    if not one.id:
        for column in range(columns):
            look = {"bold": True, "font_color": OWN.primary, "bottom": 1, "bottom_color": looks.LINE}
            pen.write(page, row, column, one.label if column == 0 else None, look)
        return
    give_height(page, row, max(lines_of(one.about, WIDTHS["about"] - 3), lines_of(one.label, WIDTHS["label"] - 3)))
    base: dict[str, Any] = {"valign": "top", "text_wrap": True, "border": 1, "border_color": looks.LINE}
    to_fill = base | {"bg_color": looks.TO_FILL, "locked": False, "num_format": "@"}
    pen.write(page, row, 0, one.id, base | {"font_color": looks.QUIET})
    pen.write(page, row, 1, one.label, base | {"bold": True})
    pen.write(page, row, 2, one.about, base)
    value = to_fill | {"align": "center"} if one.options else dict(to_fill)
    if one.options or one.shape in ("number", "date"):
        value["num_format"] = {"date": "yyyy-mm-dd"}.get(one.shape, "General")
    written: str | dt.date = dt.date.fromisoformat(one.value) if one.shape == "date" and one.value else one.value
    if one.shape == "date" and isinstance(written, dt.date) and not EARLIEST <= written <= LATEST:
        written = one.value
    pen.write(page, row, 3, written, base if one.is_fixed else value)
    for column in range(4, columns):
        pen.write(page, row, column, None, to_fill)


def _check(page: Worksheet, row: int, one: Row, words: Words) -> None:
    """Let the program that edits the file refuse what the import would refuse."""
    if one.options:
        asked: dict[str, Any] = {"validate": "list", "source": list(one.options)}
        asked["error_message"] = words("Choose one from the list.")
    elif one.shape == "date":
        asked = {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
        asked["error_message"] = words("Type a date.")
    elif one.shape == "number":
        asked = {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": words("Type a number.")}
    else:
        return
    page.data_validation(row, 3, row, 3, asked | {"error_title": one.id})


def _write_hidden(
    book: xlsxwriter.Workbook, questionnaire: Questionnaire, role: Role, words: Words, known: Known | None
) -> None:
    """Keep on a hidden sheet what the answers are to; of a questionnaire that is not shipped its whole text."""
    page = book.add_worksheet(form.HIDDEN)
    reference = f"{questionnaire.id}@{questionnaire.version}"
    told = [
        ("format", form.FORMAT),
        ("questionnaire", reference),
        ("questionnaire_sha256", questionnaire.sha256),
        ("role", role),
        ("language", words.language),
        ("run", known.run if known else ""),
    ]
    if reference not in catalogue.references() or catalogue.load(reference).sha256 != questionnaire.sha256:
        text = catalogue.text(questionnaire)
        told += [("text", text[at : at + form.TEXT_PIECE]) for at in range(0, len(text), form.TEXT_PIECE)]
    for row, (key, value) in enumerate(told):
        page.write_string(row, 0, key)
        page.write_string(row, 1, value)
    page.protect("")
    page.very_hidden()
