"""Runs by chance for the properties of scoring: everyone answers most items, and every kind of answer occurs."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st
from scoring_runs import QUESTIONNAIRE, answer

from questionnaires.model import ROLES, Role
from questionnaires.responses import Agreed, Answer, Importance, Mode, Privacy, Respondent, Responses

ITEMS = list(QUESTIONNAIRE.items)
CAPABILITIES = list(QUESTIONNAIRE.capabilities)
SCOPES = [domain.id for domain in QUESTIONNAIRE.domains] + CAPABILITIES

_OPTIONS = (1, 2, 3, 4, 5, "3!", 2, 4, "?", "x", None, 3)


@st.composite
def people(draw: st.DrawFn, role: Role | None = None, options: tuple[int | str | None, ...] = _OPTIONS) -> Respondent:
    """A person, each of whose answers is one byte: quick to draw, and it shrinks to plain runs."""
    role = role or draw(st.sampled_from(ROLES))
    choices = draw(st.binary(min_size=len(ITEMS), max_size=len(ITEMS)))
    marked = draw(st.lists(st.sampled_from(CAPABILITIES), unique=True, max_size=8))
    answers: dict[str, Answer] = {}
    for item, choice in zip(QUESTIONNAIRE.items.values(), choices, strict=True):
        given = options[choice % len(options)]
        if given is None or not item.is_asked_of(role) or (given == "x" and not item.not_applicable):
            continue
        answers[item.id] = answer(given)
    return Respondent(
        id="r",
        role=role,
        answers=answers,
        ambition=draw(st.dictionaries(st.sampled_from(SCOPES), st.integers(1, 5), max_size=3)),
        seconds=draw(st.dictionaries(st.sampled_from(ITEMS), st.sampled_from([1.0, 3.0, 9.0]), max_size=3)),
        importance=draw(st.none() | st.just(Importance(tuple(marked[:4]), tuple(marked[4:])))),
    )


@st.composite
def runs(
    draw: st.DrawFn,
    mode: str | None = None,
    options: tuple[int | str | None, ...] = _OPTIONS,
    max_size: int = 14,
    with_agreed: bool = True,
) -> Responses:
    """A run of a few people, open or anonymous."""
    respondents = draw(st.lists(people(options=options), min_size=1, max_size=max_size))
    agreed = draw(st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 5), max_size=4)) if with_agreed else {}
    run_mode: Mode = "solo" if len(respondents) == 1 else "survey"
    return Responses(
        questionnaire="it-ambition",
        organisation="Gemeente Voorbeeld",
        date="2026-11-23",
        respondents=tuple(msgspec.structs.replace(each, id=f"r{number}") for number, each in enumerate(respondents, 1)),
        mode=run_mode,
        privacy=Privacy(mode or draw(st.sampled_from(["open", "anonymous"])), draw(st.integers(3, 8))),  # type: ignore[arg-type]
        agreed={item_id: Agreed(level) for item_id, level in agreed.items()},
        ambition=draw(st.dictionaries(st.sampled_from(SCOPES), st.integers(1, 5), max_size=3)),
    )
