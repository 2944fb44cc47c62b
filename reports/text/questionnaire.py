"""Show questionnaires on a terminal: which there are, and every question in the words of one audience."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.language import Words
from questionnaires.model import Audience, Item, Questionnaire, Role
from reports.sentences import letter
from reports.text.lines import Lines, line, paragraphs, strong, wrapped

ROLE_OF: dict[Audience, Role] = {"it": "it_staff", "user": "user", "supplier": "supplier"}


def list_lines(shipped: Iterable[Questionnaire], words: Words, columns: int) -> Lines:
    """Return each questionnaire with its title and size."""
    return paragraphs(
        (
            line(strong(f"{one.id}@{one.version}")),
            *wrapped(one.title[words.language], columns, "  ", "  "),
            *wrapped(_size(one, words), columns, "  ", "  "),
        )
        for one in shipped
    )


def _size(questionnaire: Questionnaire, words: Words) -> str:
    return words(
        "{items} questions in {capabilities} capabilities and {domains} domains, {actions} actions",
        items=len(questionnaire.items),
        capabilities=len(questionnaire.capabilities),
        domains=len(questionnaire.domains),
        actions=len(questionnaire.actions),
    )


def show_lines(
    questionnaire: Questionnaire, audience: Audience, words: Words, columns: int, *, plain: bool = False
) -> Lines:
    """Return every question that an audience is asked, with its sentences; `plain` leaves the indents out."""
    title = questionnaire.title[words.language]
    blocks = [
        (
            *wrapped(title, columns - plain, strong_cells=len(title)),
            *wrapped(f"{questionnaire.id}@{questionnaire.version}: {_size(questionnaire, words)}.", columns - plain),
        )
    ]
    for domain in questionnaire.domains:
        for capability in domain.capabilities:
            items = [item for item in capability.items if audience in item.audience]
            if items:
                name = f"{domain.name[words.language]} · {capability.id} {capability.name[words.language]}"
                blocks.append(
                    (
                        *wrapped(name, columns - plain, strong_cells=len(name)),
                        *wrapped(capability.definition[words.language], columns - plain),
                    )
                )
                blocks += [_item(item, audience, words, columns, plain) for item in items]
    return paragraphs(blocks)


def _item(item: Item, audience: Audience, words: Words, columns: int, plain: bool) -> Lines:
    """Return a question with its sentences, and what is special about it."""
    wording = item.worded_for(ROLE_OF[audience])
    lines = wrapped(f"{item.id} {wording.question[words.language]}", columns - plain, rest="" if plain else "     ")
    for level, sentence in enumerate(wording.levels, 1):
        mark = f"{letter(level)}  "
        if plain:
            lines += wrapped(f"{mark}{sentence[words.language]}", columns - 1)
        else:
            lines += wrapped(sentence[words.language], columns, f"     {mark}", " " * 8)
    remarks = []
    if item.gate is not None:
        remarks.append(words("key practice of level {level}", level=item.gate))
    if item.not_applicable:
        remarks.append(words("may be not applicable"))
    if item.unknown_is_finding:
        remarks.append(words("not knowing is a finding"))
    return lines + (
        wrapped(f"({', '.join(remarks)})", columns - plain, *(("", "") if plain else ("     ", "     ")))
        if remarks
        else ()
    )
