"""Draw the list in which is marked what matters most and least."""

from __future__ import annotations

from assess.interview.walk import Walk
from assess.screens.layout import MARGIN, Gap, Part, Screen, Stage, fitted
from assess.screens.lines import ends, reality, spaces, width_of
from assess.screens.parts import keys, notice, said
from questionnaires.language import Words
from questionnaires.model import Capability
from questionnaires.responses import MAX_IMPORTANCE_MARKS, Importance
from reports.text.lines import Line, Span, line, strong
from reports.text.lines import width as cells_of

INDENT = 3  # of the capabilities, behind the pointer
GAP_BEFORE_MARKS = 3


def importance_screen(walk: Walk, stage: Stage) -> Screen:
    """Return one list of the capabilities that are asked about, with the words behind the mark."""
    words = stage.words
    question, hint = importance_texts(walk, words)
    fixed = [
        Part(lines=(_heading(walk, stage),)),
        said(question, stage, Gap.ABOVE_QUESTION, "strong"),
    ]
    body = [said(hint, stage, Gap.NONE)]
    column = INDENT + max(cells_of(_name(part, words)) for part in walk.script.capabilities.values())
    for domain in walk.script.domains:
        body.append(said(domain.name[words.language], stage, Gap.BETWEEN_SENTENCES))
        parts = (part for part in domain.capabilities if part.id in walk.script.capabilities)
        body += [_row(walk, stage, part, column) for part in parts]
    count = words(
        "most: {most} of {limit}   least: {least} of {limit}",
        most=len(walk.importance.most),
        least=len(walk.importance.least),
        limit=MAX_IMPORTANCE_MARKS,
    )
    key_lines = keys(
        stage,
        ("+", words("most")),
        ("-", words("least")),
        (words("space"), words("clear")),
        ("enter", words("done")),
        (stage.marks.left, words("back")),
        ("ctrl-c", words("stop")),
    )
    line_above: list[Line] = notice(walk, stage) or [line(" ", count)]
    return Screen(fitted(stage, fixed, body, line_above, key_lines))


def _heading(walk: Walk, stage: Stage) -> Line:
    """Return what this is about and, where more closing questions follow, that it is the first of them."""
    words, total = stage.words, len(walk.script.closing)
    name = line(" ", strong(words("What matters")))
    number = line(words("{number} of {total}", number=1, total=total))
    return (ends(name, number, stage.width + MARGIN) if total > 1 else None) or name


def importance_texts(walk: Walk, words: Words) -> tuple[str, str]:
    """Return the question, to IT as a department and to others in person, and what marking does."""
    return (
        words("What matters most to you, and what least?")
        if walk.script.is_for_it
        else words("What matters most to you yourself, and what least?"),
        words("Choose at most four parts of each. What you let weigh more comes sooner in the roadmap."),
    )


def importance_said(importance: Importance, words: Words) -> str:
    """Return the marks as one line: meest U3 en S3; minst O4."""
    said = [
        words("most {parts}", parts=words.listing(importance.most)) if importance.most else "",
        words("least {parts}", parts=words.listing(importance.least)) if importance.least else "",
    ]
    return "; ".join(text for text in said if text) or words("all parts weigh the same")


def _name(part: Capability, words: Words) -> str:
    return f"{part.id}  {part.name[words.language]}"


def _row(walk: Walk, stage: Stage, part: Capability, column: int) -> Part:
    words, is_pointed = stage.words, walk.pointer == part.id
    drawn = line(
        " ",
        reality(stage.marks.pointer) if is_pointed else " ",
        " ",
        strong(part.id),
        Span(f"  {part.name[words.language]}", "strong" if is_pointed else ""),
    )
    if part.id in walk.importance.most:
        mark = f"+ {words('most')}"
    elif part.id in walk.importance.least:
        mark = f"- {words('least')}"
    else:
        return Part(lines=(drawn,), is_pointed=is_pointed)
    gap = spaces(column + GAP_BEFORE_MARKS - width_of(drawn))
    return Part(lines=(line(*drawn, gap, strong(mark)),), is_pointed=is_pointed)
