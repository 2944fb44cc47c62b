"""Write a questionnaire as LimeSurvey's tab separated structure (.txt), in both languages and for every role."""

from __future__ import annotations

from collections.abc import Iterator

from assess.answer_tables.codes import ANSWER_CODES, CODE, ROLE, ROLE_CODES, code_of
from questionnaires.language import Words, words
from questionnaires.model import (
    AUDIENCE_OF,
    AUDIENCES,
    LANGUAGES,
    Audience,
    Domain,
    Item,
    Language,
    Questionnaire,
    Role,
)
from reports.sentences import role_name

COLUMNS = ("id", "class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory", "other")
MARK = "\ufeff"  # as LimeSurvey writes such files itself
LIST_WITH_COMMENT, LIST, SHORT_TEXT = "O", "L", "S"


def structure(questionnaire: Questionnaire, first: Language) -> str:
    """Return the text of the file, to import as a new survey; `first` is its base language."""
    languages = (first, *(one for one in LANGUAGES if one != first))
    rows = [dict(zip(COLUMNS, COLUMNS, strict=True))]
    settings = {"language": first, "additional_languages": " ".join(languages[1:]), "format": "G", "anonymized": "N"}
    rows += [_row("S", name=name, text=text) for name, text in settings.items()]
    rows += [_row("SL", name="surveyls_title", text=questionnaire.title[one], language=one) for one in languages]
    for language in languages:
        rows += _questions(questionnaire, words(language))
    return MARK + "".join("\t".join(_cell(row.get(name, "")) for name in COLUMNS) + "\r\n" for row in rows)


def _cell(text: str) -> str:
    """Return a text as it stands between tabs: in quotes where it holds one, a tab or an end of line."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '"\t\r\n') else text


def _row(kind: str, **fields: str) -> dict[str, str]:
    return {"class": kind, **fields}


def _questions(questionnaire: Questionnaire, words: Words) -> Iterator[dict[str, str]]:
    """Yield every group and question in one language, with the same numbers in each."""
    language = words.language
    number = 1
    yield _row("G", id="1", name=words("About you"), relevance="1", language=language)
    question = words("In which role do you answer?")
    yield _row(
        "Q", id=str(number), name=ROLE, relevance="1", text=question, language=language, mandatory="Y", other="N",
        **{"type/scale": LIST},
    )  # fmt: skip
    yield from (
        _row("A", id=str(number), name=code, relevance="0", text=_role(role, words), language=language,
             **{"type/scale": "0"})
        for code, role in ROLE_CODES.items()
    )  # fmt: skip
    number += 1
    yield _row(
        "Q", id=str(number), name=CODE, relevance="1", text=words("Your code"), language=language, mandatory="Y",
        help=words(
            "A word of your own that nobody else uses, and not your name. "
            "Use it again next time: then it shows whether the same people answered."
        ),
        **{"type/scale": SHORT_TEXT},
    )  # fmt: skip
    for place, domain in enumerate(questionnaire.domains, start=2):
        name, about = domain.name[language], domain.about[language]
        yield _row("G", id=str(place), name=name, relevance="1", text=about, language=language)
        for item, audience in _asked(domain):
            number += 1
            yield from _question(number, item, audience, words)


def _role(role: Role, words: Words) -> str:
    return role_name(role, words, 1)


def _asked(domain: Domain) -> Iterator[tuple[Item, Audience]]:
    return (
        (item, audience)
        for capability in domain.capabilities
        for item in capability.items
        for audience in AUDIENCES
        if audience in item.audience
    )


def _question(number: int, item: Item, audience: Audience, words: Words) -> Iterator[dict[str, str]]:
    language = words.language
    roles = [(code, role) for code, role in ROLE_CODES.items() if AUDIENCE_OF[role] == audience]
    worded = item.worded_for(roles[0][1])
    yield _row(
        "Q", id=str(number), name=code_of(item.id, audience),
        relevance=" or ".join(f'{ROLE}.NAOK == "{code}"' for code, _ in roles),
        text=worded.question[language], language=language, mandatory="N", other="N",
        **{"type/scale": LIST_WITH_COMMENT},
    )  # fmt: skip
    texts = dict(zip(("A1", "A2", "A3", "A4", "A5"), (level[language] for level in worded.levels), strict=True))
    texts["DK"] = words("I don’t know")
    if item.not_applicable:
        texts["NA"] = words("Not applicable (say why)")
    for code in ANSWER_CODES:
        if code in texts:
            yield _row("A", id=str(number), name=code, relevance="0", text=texts[code], language=language,
                       **{"type/scale": "0"})  # fmt: skip
