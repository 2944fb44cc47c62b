"""Runs by chance: any that an answer file can hold, on the shipped questionnaire."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from questionnaires import catalogue
from questionnaires.model import ROLES
from questionnaires.responses import (
    ActionProgress,
    Agreed,
    Answer,
    Context,
    Correction,
    Facts,
    Importance,
    MustReach,
    PlanLimits,
    Privacy,
    Respondent,
    Responses,
)

QUESTIONNAIRE = catalogue.load()
DOMAINS = [domain.id for domain in QUESTIONNAIRE.domains]
CAPABILITIES = list(QUESTIONNAIRE.capabilities)
SCOPES = DOMAINS + CAPABILITIES
ACTIONS = list(QUESTIONNAIRE.actions_by_id)

LEVELS = st.integers(1, 5)
DATES = st.dates().map(lambda day: day.isoformat())
PEOPLE = st.one_of(st.integers(1, 12).map("r{}".format), st.sampled_from(["anna", "jan", "yes", "007", "1e3", "null"]))
ODD = st.sampled_from(
    ["yes", "null", "~", "7.1", "31%", "- x", "a: b", "# geen", "‘één’", "regel 1\nregel 2", " spatie", "😀"]
)
LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
TAGS = st.lists(st.sampled_from(["zorg", "klein", "2026", "no", "é-1", "a.b_c"]), unique=True).map(tuple)
WORDS = st.one_of(ODD, st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: text.strip()))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def some_of(keys: Any, values: st.SearchStrategy[Any], most: int = 5) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(list(keys)), values, max_size=most)


@st.composite
def answers(draw: st.DrawFn, item_id: str | None = None) -> Answer:
    allows_none = item_id is None or QUESTIONNAIRE.items[item_id].not_applicable
    kind = draw(st.sampled_from(["level", "unknown"] + ["not_applicable"] * allows_none))
    return Answer(
        kind=kind,
        level=draw(LEVELS) if kind == "level" else None,
        reason=draw(WORDS) if kind == "not_applicable" else None,
        note=draw(maybe(WORDS)),
        evidence=draw(maybe(WORDS)),
    )


@st.composite
def respondents(draw: st.DrawFn, pseudonym: str) -> Respondent:
    role = draw(st.sampled_from(ROLES))
    asked = [item.id for item in QUESTIONNAIRE.asked_of(role)]
    marked = draw(maybe(st.lists(st.sampled_from(CAPABILITIES), unique=True, max_size=8)))
    return Respondent(
        id=pseudonym,
        role=role,
        answers={item: draw(answers(item)) for item in draw(st.lists(st.sampled_from(asked), unique=True, max_size=8))},
        ambition=draw(some_of(SCOPES, LEVELS)),
        importance=None if marked is None else Importance(tuple(marked[:4]), tuple(marked[4:])),
        seconds=draw(some_of(asked, st.floats(0.01, 1e5))),
    )


@st.composite
def corrections(draw: st.DrawFn, people: list[Respondent]) -> Correction:
    person = draw(st.sampled_from(people))
    item = draw(st.sampled_from([item.id for item in QUESTIONNAIRE.asked_of(person.role)]))
    return Correction(respondent=person.id, item=item, answer=draw(maybe(answers(item))))


CONTEXTS = st.builds(
    Context,
    horizon_quarters=maybe(st.integers(1, 12)),
    capacity_days=maybe(st.floats(0.5, 1e4)),
    it_staff=maybe(st.integers(0, 10**6)),
    users=maybe(st.integers(0, 10**9)),
    critical_data=maybe(st.sampled_from(["yes", "no", "unknown"])),
)
FACTS = st.builds(
    Facts,
    satisfaction=maybe(WORDS),
    response_rate=maybe(WORDS),
    tools_known=maybe(st.integers(0, 10**6) | WORDS),
    tools_estimated=maybe(st.integers(0, 10**6) | WORDS),
    front_door_share=maybe(WORDS),
    lead_times=maybe(WORDS),
)
PROGRESS = st.builds(
    ActionProgress,
    status=st.sampled_from(["planned", "running", "done", "dropped"]),
    since=maybe(DATES),
    finish=maybe(DATES),
    owner=maybe(WORDS),
    baseline=maybe(WORDS),
    target=maybe(WORDS),
    kpi=maybe(WORDS),
    evidence=maybe(WORDS),
    note=maybe(WORDS),
)
LIMITS = st.builds(
    PlanLimits,
    start=maybe(DATES),
    reserve=maybe(st.floats(0, 0.9)),
    capacity=maybe(st.lists(st.floats(0, 500), min_size=1, max_size=12).map(tuple)),
    pinned=some_of(ACTIONS, st.integers(1, 12)),
    excluded=st.lists(st.sampled_from(ACTIONS), unique=True, max_size=3).map(tuple),
    must=some_of(DOMAINS, st.builds(MustReach, LEVELS, st.integers(1, 12))),
    effort_factor=maybe(st.floats(0.1, 5)),
    effort_factors=some_of(ACTIONS, st.floats(0.1, 5)),
    owners=st.dictionaries(WORDS, st.floats(0, 500), max_size=3),
)


@st.composite
def runs(draw: st.DrawFn) -> Responses:
    people = [draw(respondents(one)) for one in draw(st.lists(PEOPLE, unique=True, min_size=1, max_size=3))]
    return Responses(
        questionnaire=draw(st.sampled_from([QUESTIONNAIRE.id, f"{QUESTIONNAIRE.id}@{QUESTIONNAIRE.version}"])),
        organisation=draw(WORDS),
        date=draw(DATES),
        respondents=tuple(people),
        language=draw(st.sampled_from(["nl", "en"])),
        mode=draw(st.sampled_from(["solo", "survey", "workshop"])),
        privacy=draw(st.builds(Privacy, st.sampled_from(["anonymous", "open"]), st.integers(3, 20))),
        context=draw(CONTEXTS),
        facts=draw(FACTS),
        ambition=draw(some_of(SCOPES, LEVELS)),
        agreed=draw(some_of(QUESTIONNAIRE.items, st.builds(Agreed, LEVELS, maybe(WORDS)))),
        actions=draw(some_of(ACTIONS, PROGRESS, 2)),
        plan=draw(LIMITS),
        group_sizes=draw(some_of(ROLES, st.integers(1, 10**6))),
        remarks=draw(some_of(["general", *SCOPES, *ACTIONS], WORDS)),
        tags=draw(TAGS),
        corrections=tuple(draw(st.lists(corrections(people), max_size=5))),
    )
