"""Decide what stands on the pages of an answer sheet: what is asked of a role, in its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from assess.answer_sheets import form
from assess.answer_sheets.form import Field, Kind
from assess.interview.places import Script
from assess.plain.texts import with_numbers
from questionnaires.language import Words
from questionnaires.model import LEVELS, Questionnaire, audience_of
from questionnaires.responses import MAX_IMPORTANCE_MARKS
from reports.sentences import role_name

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


def pages(script: Script, words: Words, known: Known | None) -> list[Page]:
    """Return the pages of a sheet, in their order: of IT also the bar, and what matters where there is a choice."""
    rows: dict[Kind, list[Row]] = {"about": _about(script, words, known), "answers": _answers(script, words)}
    if script.is_for_it:
        rows["ambition"] = _ambition(script, words, (known and known.horizon) or HORIZON)
    if len(script.capabilities) > MAX_IMPORTANCE_MARKS:
        rows["importance"] = _importance(script, words)
    leads, names = _leads(script, words), form.page_names(words) | {"about": script.questionnaire.title[words.language]}
    return [Page(kind, names[kind], leads[kind], rows[kind]) for kind in rows]


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
