"""Departments that a report must hold up for: nine that could not differ more, and any number at random."""

from __future__ import annotations

import random
from collections.abc import Callable

import msgspec
from report_runs import QUESTIONNAIRE, all_at, somebody, view_of
from scoring_runs import run
from since_runs import moved, others

from questionnaires.model import Language, Role
from questionnaires.responses import (
    ActionProgress,
    ActionStatus,
    Agreed,
    Answer,
    Context,
    Facts,
    Importance,
    PlanLimits,
    Respondent,
    Responses,
)
from reports.view import ReportView
from scoring.roadmap.model import WEEKS_PER_QUARTER

A_YEAR_LATER = "9-a-year-later"
LONGEST_NAME = (
    "Gemeenschappelijke Regeling Informatievoorziening en Automatisering Zuidoost-Nederland en Omstreken, "
    "afdeling Generieke Voorzieningen en Werkplekdienstverlening"
)
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_TEXT = (
    "We hebben dit met het hele team besproken en kwamen er niet uit, omdat de ene locatie het anders doet dan de "
    "andere. Wat we zagen: de afspraken staan op papier, maar niemand kent ze. "
) * 6
LONG_AGO = "2026-01-12"  # what began then ends in the first weeks of any roadmap
DAYS_BEFORE = ("2026-05-23", "2025-11-23", "2025-05-23")
ROLES: tuple[Role, ...] = ("it_management", "it_staff", "user", "supplier")
ORGANISATIONS = ("A", "Waterschap", "Gemeente Voorbeeld", LONGEST_NAME, UNBROKEN, "<b>R&D</b> {{ 7*7 }} 🙂", "=1+1")


def called(responses: Responses, organisation: str, **other: object) -> Responses:
    return msgspec.structs.replace(responses, organisation=organisation, **other)


def alone() -> Responses:
    """One manager who marks what matters and tells everything that can be told."""
    rng = random.Random(3)
    manager = somebody(
        "it_management",
        rng,
        0.1,
        ambition={"U": 4, "O": 3, "S": 3},
        importance=Importance(most=("U3", "S1", "U2"), least=("O1", "O3")),
    )
    return called(
        run(manager, mode="solo", context=Context(capacity_days=60, it_staff=6, users=140)), "Stichting Kopland"
    )


def three() -> Responses:
    """Three people in an open workshop who settled every second item, without anybody who set the bar."""
    rng = random.Random(21)
    people = [somebody(role, rng, 0.1) for role in ("it_staff", "it_staff", "user")]  # type: ignore[arg-type]
    agreed = {
        item: Agreed(level=rng.choice((1, 2, 3)), note="Besproken aan tafel drie; de lijst van 2024 telt niet mee.")
        for item in list(QUESTIONNAIRE.items)[::2]
    }
    return called(run(*people, mode="workshop"), "A", agreed=agreed)


def twelve_without_suppliers() -> Responses:
    rng = random.Random(12)
    roles: list[Role] = ["it_management"] * 2 + ["it_staff"] * 5 + ["user"] * 5
    people = [somebody(role, rng, 0.1) for role in roles]
    none = Answer(kind="not_applicable", reason="wij doen alles zelf")
    people = [
        msgspec.structs.replace(
            each,
            ambition={"U": 4, "S": 3},
            answers={
                name: none if QUESTIONNAIRE.items[name].not_applicable else answer
                for name, answer in each.answers.items()
            },
        )
        for each in people
    ]
    return called(
        run(*people, privacy="anonymous", context=Context(capacity_days=80)), "Hogeschool Zonder Leveranciers"
    )


def forty() -> Responses:
    """Forty people of all roles, plans for two years with a good many days."""
    rng = random.Random(5)
    roles: list[Role] = ["it_management"] * 2 + ["it_staff"] * 12 + ["user"] * 20 + ["supplier"] * 6
    people = [
        somebody(role, rng, 0.1, importance=Importance(most=tuple(rng.sample(sorted(QUESTIONNAIRE.capabilities), 4))))
        for role in roles
    ]
    people[0] = msgspec.structs.replace(people[0], ambition={"U": 4, "O": 4, "S": 4})
    return called(
        run(*people, privacy="anonymous", context=Context(horizon_quarters=8, capacity_days=110)), "Provincie Veertig"
    )


def half_unanswered() -> Responses:
    rng = random.Random(9)
    people = []
    for role in ("it_management", "it_staff", "it_staff", "it_staff", "user", "user", "user", "user"):
        whole = somebody(role, rng, 0.2)  # type: ignore[arg-type]
        kept = {name: answer for name, answer in whole.answers.items() if rng.random() < 0.5}
        people.append(msgspec.structs.replace(whole, answers=kept, ambition={"U": 3}))
    return called(run(*people, privacy="anonymous"), "Zorggroep Half")


def longest() -> Responses:
    """The longest name, the longest texts wherever people may type, and everything that can be told."""
    rng = random.Random(40)
    people = []
    for role in ("it_management", "it_staff", "user", "supplier"):
        each = somebody(role, rng, 0.1, ambition={"U": 5, "O": 5, "S": 5})  # type: ignore[arg-type]
        people.append(
            msgspec.structs.replace(
                each,
                answers={
                    name: msgspec.structs.replace(answer, note=LONG_TEXT, evidence=f"{UNBROKEN}.pdf")
                    if number % 7 == 0
                    else answer
                    for number, (name, answer) in enumerate(each.answers.items())
                },
            )
        )
    whole = run(
        *people,
        mode="workshop",
        context=Context(horizon_quarters=12, capacity_days=200, it_staff=12_345, users=1_234_567, critical_data="yes"),
        facts=Facts(satisfaction=LONG_TEXT, lead_times=UNBROKEN, response_rate="22%"),
    )
    remarks = {"general": LONG_TEXT, "U": LONG_TEXT, "S1": UNBROKEN, "U1-A": LONG_TEXT}
    return called(whole, LONGEST_NAME, remarks=remarks)


def a_year_later() -> Responses:
    """Four people who answer for the third time, halfway a plan of which some is done and some is not."""
    became = {
        "U2-A": ActionProgress(status="done", since="2026-09-01", owner="M. de Wit", kpi="31%", evidence="Jaarverslag"),
        "U1-A": ActionProgress(status="done", since="2026-07-01"),
        "S1-A": ActionProgress(status="running", since="2026-11-02", owner="Servicedesk"),
        "O3-A": ActionProgress(status="dropped", note="De leverancier is weg."),
    }
    return msgspec.structs.replace(moved(_panel(), "2026-11-23", U1=1, U2=1, U3=1, S2=-1), actions=became)


def before() -> tuple[Responses, Responses]:
    """The two runs of the same people before `a_year_later`, half a year apart."""
    return moved(_panel(), "2025-11-23"), moved(_panel(), "2026-05-23", U5=1, O4=-1)


def _panel() -> Responses:
    roles: tuple[Role, ...] = ("it_management", "it_staff", "it_staff", "user")
    people = [
        msgspec.structs.replace(somebody(role, random.Random(number), 0.1), ambition={"U": 4, "S": 4})
        for number, role in enumerate(roles)
    ]
    return called(run(*people, context=Context(capacity_days=45)), "Veiligheidsregio Drie Keer")


GALLERY: dict[str, Callable[[], Responses]] = {
    "1-alone": alone,
    "2-three-settled": three,
    "3-twelve-no-suppliers": twelve_without_suppliers,
    "4-forty-eight-quarters": forty,
    "5-all-at-1": lambda: called(all_at(1, context=Context(horizon_quarters=12, capacity_days=150)), "Alles Op Een"),
    "6-all-at-5": lambda: called(all_at(5), "Alles Op Vijf"),
    "7-half-unanswered": half_unanswered,
    "8-longest-texts": longest,
    A_YEAR_LATER: a_year_later,
}


def gallery_view(name: str, language: Language) -> ReportView:
    """Return the view of a department of the gallery; the one that answered before has an analysis too."""
    responses = GALLERY[name]()
    earlier = before() if name == A_YEAR_LATER else ()
    return view_of(responses, language, is_analysed=bool(earlier), earlier=earlier)


def at_random(seed: int) -> Responses:
    """Return a department that follows from its seed: any size, mood, limits, names and texts."""
    rng = random.Random(seed)
    size = rng.choice((1, 1, 2, 3, 4, 5, 8, 12, 20, 40))
    levels = rng.choice(((1,), (5,), (1, 5), (1, 2, 2, 3), (2, 3, 3, 4), (1, 2, 3, 4, 5), (3, 4, 4, 5)))
    unknown, missing, none = rng.choice((0, 0.1, 0.4)), rng.choice((0, 0, 0.1, 0.5, 0.95)), rng.choice((0, 0, 0.3, 1))
    people = [_anyone(rng, levels, unknown, missing, none) for _ in range(size)]
    mode = "solo" if size == 1 else rng.choice(("survey", "workshop"))
    whole = run(
        *people,
        mode=mode,
        privacy=rng.choice(("open", "anonymous")),
        threshold=rng.choice((3, 5)),
        ambition=rng.choice(({}, {}, {"U": 5, "O": 5, "S": 5}, {"U": 1, "O": 1, "S": 1}, {"S1": 5})),
        context=Context(
            horizon_quarters=rng.randint(1, 12),
            capacity_days=rng.choice((0.5, 5, 20, 60, 150, 1000)),
            critical_data=rng.choice(("yes", "no", "unknown", None)),
        ),
        facts=rng.choice(
            (Facts(), Facts(satisfaction="6,9", tools_known=31, tools_estimated=90, lead_times=LONG_TEXT))
        ),
    )
    items = list(QUESTIONNAIRE.items)
    if size > 1 and rng.random() < 0.3:
        chosen = rng.sample(items, rng.randint(1, len(items)))
        whole = msgspec.structs.replace(
            whole, agreed={item: Agreed(rng.randint(1, 5), rng.choice((None, LONG_TEXT))) for item in chosen}
        )
    if rng.random() < 0.3:
        scopes = ["general", "U", "O2", rng.choice(sorted(QUESTIONNAIRE.actions_by_id))]
        texts = ("Kort.", LONG_TEXT, UNBROKEN, "# Kop\n\n- een\n- **twee**\n\n1. drie")
        whole = msgspec.structs.replace(whole, remarks={scope: rng.choice(texts) for scope in scopes})
    plan = PlanLimits(
        start=rng.choice((None, None, "2027-01-04", "2027-02-15")),
        reserve=rng.choice((None, 0, 0.5)),
        effort_factor=rng.choice((None, 0.6, 1.6)),
        excluded=tuple(rng.sample(sorted(QUESTIONNAIRE.actions_by_id), rng.choice((0, 0, 3, 20)))),
    )
    whole = called(whole, rng.choice(ORGANISATIONS), plan=plan, language=rng.choice(("nl", "en")))
    return msgspec.structs.replace(whole, actions=_became(rng, whole)) if rng.random() < 0.5 else whole


def before_at_random(seed: int) -> tuple[Responses, ...]:
    """Return the earlier runs of half of the departments of `at_random`: up to three, by all, some or other people."""
    rng = random.Random(f"before {seed}")
    now = msgspec.structs.replace(at_random(seed), actions={})
    runs = []
    for date in DAYS_BEFORE[: rng.choice((0, 0, 0, 1, 2, 3))]:
        moves = {capability: rng.choice((-1, 0, 0, 1)) for capability in QUESTIONNAIRE.capabilities}
        then = moved(now, date, **moves)
        people = then.respondents[: rng.randint(1, len(then.respondents))] if rng.random() < 0.3 else then.respondents
        then = msgspec.structs.replace(then, respondents=people)
        runs.append(others(then) if rng.random() < 0.3 else then)
    return tuple(reversed(runs))


def _became(rng: random.Random, whole: Responses) -> dict[str, ActionProgress]:
    """Return what was recorded of some of the actions that are not excluded; what runs ends within the horizon."""
    texts = (None, None, "31%", LONG_TEXT, UNBROKEN)
    fields = ("owner", "baseline", "target", "kpi", "evidence", "note")
    statuses: tuple[ActionStatus, ...] = ("planned", "done", "done", "dropped", "running")
    recorded = {
        action: ActionProgress(
            status=rng.choice(statuses),
            since=rng.choice((None, LONG_AGO)),
            finish=rng.choice((None, "2027-03-31")),
            **{field: rng.choice(texts) for field in fields},
        )
        for action in rng.sample(sorted(QUESTIONNAIRE.actions_by_id), rng.choice((1, 4, 12, 39)))
        if action not in whole.plan.excluded
    }
    weeks = WEEKS_PER_QUARTER * whole.context.horizon_quarters
    too_long = {action.id for action in QUESTIONNAIRE.actions if action.weeks > weeks}
    return {  # changed afterwards, so that a seed draws what it drew
        action: msgspec.structs.replace(each, since=LONG_AGO)
        if each.status == "running" and action in too_long
        else each
        for action, each in recorded.items()
    }


def _anyone(rng: random.Random, levels: tuple[int, ...], unknown: float, missing: float, none: float) -> Respondent:
    role = rng.choice(ROLES)
    answers = {}
    for item in QUESTIONNAIRE.asked_of(role):
        if rng.random() < missing:
            continue
        if item.not_applicable and rng.random() < none:
            answers[item.id] = Answer(kind="not_applicable", reason=rng.choice(("geen", LONG_TEXT)))
        elif rng.random() < unknown:
            answers[item.id] = Answer(kind="unknown")
        else:
            note = rng.choice((None, None, None, None, "Kort.", LONG_TEXT)) if rng.random() < 0.1 else None
            evidence = f"{UNBROKEN}.pdf" if rng.random() < 0.02 else None
            answers[item.id] = Answer(level=rng.choice(levels), note=note, evidence=evidence)
    capabilities = sorted(QUESTIONNAIRE.capabilities)
    marks = rng.sample(capabilities, 8)
    return Respondent(
        id="r",
        role=role,
        answers=answers,
        ambition={domain.id: rng.randint(1, 5) for domain in QUESTIONNAIRE.domains if rng.random() < 0.6},
        importance=Importance(most=tuple(marks[:4]), least=tuple(marks[4:])) if rng.random() < 0.5 else None,
    )
