"""The tables of what was answered: what each question comes to, and how often each sentence was chosen."""

from __future__ import annotations

from questionnaires.language import Words
from reports.sentences import LETTERS
from reports.view import ReportView
from reports.view.answers import ItemAnswers
from reports.view.figures import ItemFigures
from reports.view.workbook.columns import Columns, yes_or_empty
from reports.view.workbook.model import Cell, Table, TableSheet


def items(view: ReportView, words: Words) -> TableSheet:
    """Return the sheet of questions: what each comes to, and of one respondent the sentence that was chosen."""
    column = Columns(words)
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
        column(
            "pessimistic",
            words("x, cautious"),
            "score",
            words("the value of x if every don’t-know were level 1"),
            "4.4",
        ),
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
            words("IT’s mean less that of users: 1 or more is a blind spot, −1 or less is too modest"),
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
        one.spread if one.groups else None,  # where no distribution may be shown, neither may how wide it is
        one.perception_gap,
        sum(group.unknown for group in one.groups) if one.groups else None,
        yes_or_empty(one.not_applicable, words),
        held or (told.remark if told else ""),
        *((notes,) if has_notes else ()),
    )


def _held(one: ItemFigures) -> str:
    return one.levels[one.low_median - 1] if one.low_median else ""


def answers(view: ReportView, words: Words) -> TableSheet:
    """Return the sheet of answers: how often each sentence was chosen, per group that may be shown."""
    column = Columns(words)
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
        table=Table(columns=columns, rows=rows),
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
