"""Draw everything that was answered in one screen, from which any answer can be opened."""

from __future__ import annotations

from msgspec.structs import replace

from assess.interview import closing
from assess.interview.places import Place
from assess.interview.walk import Walk, option_of
from assess.screens.ambition import bar_question, bar_texts
from assess.screens.closing import choice_texts
from assess.screens.importance import importance_said, importance_texts
from assess.screens.item import option_texts, question_text
from assess.screens.layout import MARGIN, Part, Screen, Stage, fitted
from assess.screens.lines import ends, hanging, paragraph, reality, spaces, width_of
from assess.screens.parts import LETTERS, head, keys, notice
from questionnaires.language import Words
from questionnaires.model import Domain
from reports.text.lines import Line, Span, line, strong

INDENT = 5  # of the capabilities, under their domain
DETAIL_COLUMN = 6


def overview_screen(walk: Walk, stage: Stage) -> Screen:
    """Return a row for each capability with the letter of each answer, and the one that is pointed at in full."""
    words = stage.words
    answered = words("{answered} of {total} answered", answered=walk.answered, total=len(walk.script.items))
    top = head(walk, stage, [strong(words("Overview"))], answered)
    legend = words("{open} open   * with a note", open=stage.marks.open)
    with_legend = ends(top.lines[-1], line(legend), stage.width + 1)
    if with_legend:
        top = replace(top, lines=(*top.lines[:-1], with_legend))
    column = INDENT + max(width_of(_name(walk, row, words)) for row in walk.script.rows) + 1
    body: list[Part] = []
    for domain in walk.script.domains:
        body.append(_domain_row(walk, stage, domain, column))
        body += [_capability_row(walk, stage, row, column) for row in walk.script.rows_of(domain)]
    if walk.script.closing:
        body.append(_closing_row(walk, stage, column))
    key_lines = keys(stage, *_keys(walk, stage))
    detail = _detail(walk, stage)
    if len(top.lines) + len(body) + len(detail) + len(key_lines) > stage.height:
        detail = _detail(walk, stage, in_short=True)
    return Screen(fitted(stage, [top], body, notice(walk, stage), [*detail, *key_lines]))


def _name(walk: Walk, row: tuple[Place, ...], words: Words) -> Line:
    if row[0].kind == "item":
        capability = walk.script.questionnaire.capability_of(row[0].id)
        return line(strong(capability.id), f"  {capability.name[words.language]}")
    return ()


def _start(walk: Walk, stage: Stage, row: tuple[Place, ...]) -> Line:
    return line(" ", reality(stage.marks.pointer) if walk.cell in row else " ", " ")


def _domain_row(walk: Walk, stage: Stage, domain: Domain, column: int) -> Part:
    words = stage.words
    row = (Place("ambition", domain.id),)
    name = line(*_start(walk, stage, row), strong(domain.name[words.language]))
    cells: list[Span | str] = []
    if walk.script.is_for_it:
        level = walk.respondent.ambition.get(domain.id)
        sign = LETTERS[level] if level else stage.marks.open
        cells.append(_bracketed(walk, row[0], words("the bar: {level}", level=sign)))
    open_items = sum(item in walk.open_items for item in walk.script.items_in(domain))
    if open_items:
        cells += ["  ", strong(words.plural("{n} open", "{n} open", open_items))]
    return Part(lines=(_spread(stage, name, cells, column),), is_pointed=walk.cell in row)


def _capability_row(walk: Walk, stage: Stage, row: tuple[Place, ...], column: int) -> Part:
    name = line(*_start(walk, stage, row), "  ", *_name(walk, row, stage.words))
    cells: list[Span | str] = [_cell(walk, stage, place) for place in row]
    return Part(lines=(_spread(stage, name, cells, column),), is_pointed=walk.cell in row)


def _spread(stage: Stage, name: Line, cells: list[Span | str], column: int) -> Line:
    """Return a name and its cells from a column on, or as near to it as the window lets them."""
    start = min(column, stage.width + MARGIN - width_of(line(*cells)))
    return line(*name, spaces(max(1, start - width_of(name))), *cells)


def _cell(walk: Walk, stage: Stage, place: Place) -> Span:
    answer = walk.respondent.answers.get(place.id)
    option = option_of(answer)
    sign = stage.marks.open if option is None else LETTERS[option]
    noted = "*" if answer and (answer.note or answer.evidence) else " "
    return _bracketed(walk, place, f"{place.id.rpartition('.')[2]} {sign}{noted}")


def _bracketed(walk: Walk, place: Place, text: str) -> Span:
    return strong(f"[{text}]") if walk.cell == place else Span(f" {text} ")


def _closing_row(walk: Walk, stage: Stage, column: int) -> Part:
    words, row = stage.words, walk.script.closing
    name = line(*_start(walk, stage, row), words("Closing questions"))
    filled = sum(walk.is_answered(place) for place in row)
    cells: list[Span | str] = [" ", words("{filled} of {total} filled in", filled=filled, total=len(row))]
    if walk.cell in row:
        sign = stage.marks.answered if walk.is_answered(walk.cell) else stage.marks.open
        cells += ["  ", strong(f"[{row.index(walk.cell) + 1} {sign} ]")]
    return Part(lines=(_spread(stage, name, cells, column),), is_pointed=walk.cell in row)


def _detail(walk: Walk, stage: Stage, *, in_short: bool = False) -> list[Line]:
    """Return the question that is pointed at, with its answer; in short by its letter alone."""
    place = walk.cell or walk.here
    there = replace(walk, position=replace(walk.position, place=place), mode="choosing")
    name = place.id if place.kind == "item" else ""
    question = paragraph(f"{name} {question_of(there, stage.words)}".strip(), stage.width, "strong")
    letter, answer = answer_of(there, stage.words)
    if in_short and letter:
        return [*question, line(spaces(DETAIL_COLUMN), strong(letter))]
    start = line(spaces(DETAIL_COLUMN), strong(letter), "  " if letter else "")
    return [*question, *hanging(start, answer, stage.width + 1 - width_of(start), width_of(start))]


def question_of(walk: Walk, words: Words) -> str:
    """Return what is asked at the place where a walk stands."""
    match walk.here.kind:
        case "item":
            return question_text(walk, words)
        case "ambition":
            return bar_question(walk, words)
        case "importance":
            return importance_texts(walk, words)[0]
    return walk.script.questionnaire.context[walk.here.id].question[words.language]


def answer_of(walk: Walk, words: Words) -> tuple[str, str]:
    """Return the letter and the words of the answer at the place where a walk stands."""
    if not walk.is_answered(walk.here):
        if walk.here.kind == "ambition":
            return "", words("not answered yet; without an answer it counts as c")
        return "", words("not answered yet")
    match walk.here.kind:
        case "item":
            return _letter_and_text(walk, option_texts(walk, words))
        case "ambition":
            return _letter_and_text(walk, bar_texts(walk, words))
        case "importance":
            return "", importance_said(walk.importance, words)
    if walk.here.id == closing.CHOICE:
        return _letter_and_text(walk, choice_texts(words))
    return "", ", ".join(text for text in closing.typed(walk.here.id, walk.context, walk.facts, words.language) if text)


def _letter_and_text(walk: Walk, texts: list[str]) -> tuple[str, str]:
    chosen = walk.chosen
    return ("", "") if chosen is None else (LETTERS[chosen], texts[walk.options.index(chosen)])


def _keys(walk: Walk, stage: Stage) -> list[tuple[str, str]]:
    words, marks = stage.words, stage.marks
    return [
        ("enter", words("open")),
        (f"{marks.up}{marks.down} {marks.left}{marks.right}", words("choose")),
        ("tab", words("next open one")),
        ("o", leaving_text(walk, words)),
        ("ctrl-c", words("stop")),
    ]


def leaving_text(walk: Walk, words: Words) -> str:
    """Return where leaving the overview leads."""
    if walk.leads_to_end:
        return words("on to the result")
    place = walk.position.returns_to
    if place and place.kind == "item":
        return words("back to {place}", place=place.id)
    return words("back to the question")
