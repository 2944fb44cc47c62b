"""The reasons of a roadmap in sentences, each with its figure: why now, what is at stake, and what would make room."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from roadmap_departments import department, planned
from scoring_runs import QUESTIONNAIRE

from questionnaires.language import words
from questionnaires.model import LANGUAGES
from reports import roadmap_reasons as reasons
from scoring.roadmap.model import Gain, LeftOut, Lift, Limits, Must, Owner, Reason, Roadmap, Step
from scoring.roadmap.reasons import AtStake, HeldBy, Later, Obstacle, Swap

NL = words("nl")
PLANNED = planned(department(), Limits(capacity=(60.0,) * 4, start=dt.date(2027, 1, 4)))
ROADMAP = msgspec.structs.replace(
    PLANNED,
    limits=msgspec.structs.replace(
        PLANNED.limits, must={"U": Must(3, 4)}, owners={"An": Owner(10, frozenset({"U3-A"}))}
    ),
)
FULL = Obstacle(by="days", quarter=1, taken=48, room=48, asks=2)


def step(why: Reason, **changes: Any) -> Step:
    base = Step(
        action="S2-A", start_week=3, finish_week=8, quarter=1, days=6, rank=0,
        serves=("S2",), lifts=(), waits_for=("U5-A",), why=why,
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def said_of(why: Reason, **changes: Any) -> str:
    return reasons.step_why(QUESTIONNAIRE, ROADMAP, step(why, **changes), NL)


def timing(**figures: Any) -> str:
    return said_of(Reason(code="closes_gap", **figures))


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            Reason(
                code="unlocks_level",
                gains=(Gain(capability="S2", target=4, score=2.0, score_after=3.0, level=2, level_after=3),),
                enables=("S1-A",),
            ),
            "Brengt S2 Vertrouwen en bestaansrecht van niveau 2 naar 3 (lat 4). S1-A wacht erop.",
        ),
        (
            Reason(
                code="closes_gap",
                gains=(Gain(capability="S2", target=3, score=2.0, score_after=2.4, level=2, level_after=2),),
                opens=("S1-A",),
            ),
            (
                "Brengt S2 Vertrouwen en bestaansrecht (2,0 naar 2,4; lat 3) dichter bij de lat. Maakt de weg vrij "
                "voor S1-A."
            ),
        ),
        (
            Reason(
                code="unlocks_level",
                gains=(Gain(capability="S2", target=3, score=None, score_after=2.0, level=None, level_after=2),),
            ),
            "Brengt S2 Vertrouwen en bestaansrecht naar niveau 2 (lat 3).",
        ),
        (Reason(code="prepares", enables=("S1-A", "S4-C")), "Nodig voor S1-A en S4-C."),
        (Reason(code="pinned", pinned=2), "Jullie wilden dit in K2 2027."),
        (
            Reason(code="must", musts=("U",)),
            "Nodig om Gebruikersgerichtheid eind K4 2027 op niveau 3 te hebben, zoals jullie vroegen.",
        ),
    ],
)
def test_a_step_says_which_gap_it_closes_with_its_bar_what_waits_and_who_asked_for_it(why: Reason, said: str) -> None:
    assert said_of(why) == said


def test_a_step_that_no_score_shows_still_says_what_it_is_for() -> None:
    same = Gain(capability="S2", target=3, score=3.0, score_after=3.0, level=3, level_after=3)
    why = Reason(code="closes_gap", gains=(same,))
    assert said_of(why, lifts=(Lift("S2.2", None, 3),)) == "Regelt S2.2, waar nu niemand een antwoord op heeft."
    assert said_of(why, lifts=(Lift("S2.1", 3.5, 3, key_practice_only=True),)) == (
        "Tilt het middelste antwoord op, S2.1 op c, zoals de sleutelpraktijk vraagt."
    )


@pytest.mark.parametrize(
    ("stake", "said"),
    [
        (AtStake(share=0.08), "Zonder deze actie levert de roadmap 8% minder op."),
        (
            AtStake(share=0.36, falls=("S1-A",)),
            "Zonder deze actie levert de roadmap 36% minder op, want dan valt S1-A ook weg.",
        ),
        (
            AtStake(share=0.001, falls=("S1-A", "S4-C")),
            "Zonder deze actie levert de roadmap 1% minder op, want dan vallen S1-A en S4-C ook weg.",
        ),
        (AtStake(share=0.0), ""),
    ],
)
def test_a_step_says_what_the_roadmap_would_lose_without_it(stake: AtStake, said: str) -> None:
    assert timing(at_stake=stake) == said


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Obstacle(by="prerequisite", week=3, actions=("U5-A",)), "Kan beginnen zodra U5-A klaar is, eind week 3."),
        (
            Obstacle(by="prerequisite", week=9, actions=("U5-A", "U1-A")),
            "Kan beginnen zodra U5-A en U1-A klaar zijn, eind week 9.",
        ),
        (FULL, "Niet eerder: K1 2027 is vol (48 van 48 dagen)."),
        (
            Obstacle(by="days", quarter=2, taken=47.14, room=48, asks=1.5),
            "Niet eerder: K2 2027 heeft te weinig ruimte (47,1 van 48 dagen gepland, en dit vraagt er 1,5).",
        ),
        (
            Obstacle(by="owner", owner="An", quarter=1, taken=8, room=8, asks=1),
            "Niet eerder: An heeft in K1 2027 geen dagen meer over (8 van 8).",
        ),
        (
            Obstacle(by="owner", owner="An", quarter=1, taken=7, room=8, asks=2),
            "Niet eerder: An heeft in K1 2027 te weinig dagen over (7 van 8 vergeven, en dit vraagt er 2).",
        ),
        (
            Obstacle(by="people", quarter=1, week=4, taken=2, room=2, actions=("U1-A", "U4-A")),
            "Niet eerder: in week 5 lopen al twee acties (U1-A en U4-A).",
        ),
        (
            Obstacle(by="users", quarter=1, taken=1, room=1, actions=("U4-A",)),
            "Niet eerder: in K1 2027 merken gebruikers al één verandering (U4-A).",
        ),
        (Obstacle(by="pinned", quarter=2), ""),
        (None, ""),
    ],
)
def test_a_step_says_what_keeps_it_from_an_earlier_week_with_the_figures(held: Obstacle | None, said: str) -> None:
    assert timing(earlier=held) == said


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (Later(slack=0, cost=0.05), "Er zit geen speling in. Een kwartaal later levert de roadmap 5% minder op."),
        (Later(slack=1, cost=0.0), "Er zit één week speling in. Een kwartaal later kost niets."),
        (Later(slack=3, cost=-0.02), "Er zit drie weken speling in. Een kwartaal later levert de roadmap 2% meer op."),
        (
            Later(slack=0, cost=0.05, moves=("S1-A",)),
            "Er zit geen speling in. Een kwartaal later levert de roadmap 5% minder op, en schuift S1-A mee.",
        ),
        (
            Later(slack=0, obstacle=FULL),
            "Er zit geen speling in. Een kwartaal later past niet: K1 2027 is vol (48 van 48 dagen).",
        ),
        (
            Later(slack=0, obstacle=Obstacle(by="steps", actions=("U3-A",))),
            "Er zit geen speling in. Een kwartaal later past U3-A, die erop wacht, er niet meer in.",
        ),
        (
            Later(slack=0, obstacle=Obstacle(by="must", domain="U", quarter=4)),
            (
                "Er zit geen speling in. Een kwartaal later is Gebruikersgerichtheid eind K4 2027 nog niet op niveau "
                "3, zoals jullie vroegen."
            ),
        ),
        (
            Later(slack=0, obstacle=Obstacle(by="horizon", week=53, room=52)),
            "Er zit geen speling in. Een kwartaal later valt buiten de 52 weken van deze roadmap.",
        ),
        (Later(slack=2, obstacle=Obstacle(by="pinned", quarter=2)), "Er zit twee weken speling in."),
    ],
)
def test_a_step_says_its_slack_and_what_a_quarter_later_would_mean(later: Later, said: str) -> None:
    assert timing(later=later) == said


@pytest.mark.parametrize(
    ("gone", "said"), [(3, "Loopt al drie weken; nog vijf weken te gaan."), (0, "Loopt al; nog vijf weken te gaan.")]
)
def test_what_runs_says_for_how_long_and_how_much_is_left(gone: int, said: str) -> None:
    assert said_of(Reason(code="runs", runs=gone), start_week=0, finish_week=5) == said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (
            LeftOut(
                action="U3-D",
                reason="not_needed",
                reached=Gain(capability="U3", target=3, score=2, score_after=2.3, level=2, level_after=2),
            ),
            "Hoort bij niveau 4 van U3 De vraag centraal; de lat ligt op 3.",
        ),
        (
            LeftOut(
                action="U3-A",
                reason="not_needed",
                reached=Gain(capability="U3", target=3, score=3, score_after=3.2, level=2, level_after=2),
            ),
            "Niet nodig: met de roadmap komt U3 De vraag centraal op 3,2, en de lat ligt op 3.",
        ),
        (
            LeftOut(action="U3-A", reason="not_needed", lifts=(Lift("U3.1", 3, 3), Lift("U3.2", 3, 3))),
            "Wat dit brengt, is er al of komt er met de roadmap: U3.1 op c en U3.2 op c.",
        ),
        (LeftOut(action="U3-A", reason="not_needed"), "Wat dit brengt, is bij jullie niet van toepassing."),
        (
            LeftOut(action="O4-A", reason="not_needed", only_for=("O3-C",)),
            "Alleen nodig voor O3-C, en die staat ook niet in de roadmap.",
        ),
        (
            LeftOut(action="O4-A", reason="not_needed", only_for=("O3-C", "O4-B")),
            "Alleen nodig voor O3-C en O4-B, en die staan ook niet in de roadmap.",
        ),
        (LeftOut(action="U3-A", reason="excluded"), "Jullie hebben dit zelf uitgesloten."),
        (LeftOut(action="U3-A", reason="excluded", is_dropped=True), "Jullie zijn ermee gestopt."),
        (LeftOut(action="O4-B", reason="prerequisite", missing=("O4-A",)), "Wacht op O4-A, en dat doen jullie niet."),
        (
            LeftOut(action="U3-D", reason="too_far", is_above_reach=True, lifts=(Lift("U3.1", 1.5, 4),)),
            "Te steil: U3.1 staat op 1,5 en moet naar 4, en een actie brengt een zin hooguit twee niveaus hoger.",
        ),
        (
            LeftOut(action="O3-C", reason="too_far", weeks=53, chain=("O3-A", "O3-B", "O3-C")),
            "Duurt minstens 53 weken, met wat eerst moet gebeuren (O3-A en O3-B); deze roadmap heeft er 52.",
        ),
        (
            LeftOut(action="O3-C", reason="too_far", weeks=55, chain=("O3-C",)),
            "Duurt 55 weken, ook met onbeperkt veel dagen; deze roadmap heeft er 52.",
        ),
        (
            LeftOut(
                action="U3-A",
                reason="no_capacity",
                days=35,
                limit="days",
                swap=Swap(goes=("O2-A", "U3-B"), days=30, cost=0.08),
            ),
            (
                "Vraagt 35 dagen, en er zijn 188 van 192 dagen vergeven. Past wel als O2-A en U3-B (30 dagen) wijken; "
                "dan levert de roadmap 8% minder op."
            ),
        ),
        (
            LeftOut(
                action="U3-C",
                reason="no_capacity",
                days=45,
                prerequisites=("U3-A",),
                swap=Swap(goes=("O2-A",), days=12, cost=0.0),
            ),
            (
                "Vraagt 45 dagen, samen met U3-A, en er zijn 188 van 192 dagen vergeven. Past wel als O2-A (12 dagen) "
                "wijkt; dat kost niets."
            ),
        ),
        (
            LeftOut(
                action="U3-A",
                reason="no_capacity",
                days=1,
                limit="users",
                swap=Swap(goes=("O2-A",), days=12, cost=-0.01),
            ),
            (
                "Past in de dagen (1 dag), maar gebruikers merken elk kwartaal al drie veranderingen. Past wel als "
                "O2-A (12 dagen) wijkt; dan levert de roadmap 1% meer op."
            ),
        ),
        (
            LeftOut(action="U3-A", reason="no_capacity", days=35, limit="people"),
            (
                "Past in de dagen (35 dagen), maar er lopen dan al vier acties tegelijk. Er is niets dat kan wijken om "
                "genoeg plaats te maken."
            ),
        ),
        (
            LeftOut(action="U3-A", reason="no_capacity", days=35, limit="owner"),
            (
                "Past in de dagen (35 dagen), maar niet in die van An. Er is niets dat kan wijken om genoeg plaats te "
                "maken."
            ),
        ),
        (
            LeftOut(action="U3-A", reason="no_capacity", days=35, only_for=("U3-C",)),
            "Alleen nodig voor U3-C, en daar is geen ruimte voor.",
        ),
    ],
)
def test_what_is_left_out_says_why_with_its_figure(left: LeftOut, said: str) -> None:
    assert reasons.left_out_text(QUESTIONNAIRE, ROADMAP, left, NL) == said


def quarter(by: HeldBy | None, **figures: Any) -> str:
    held = None if by is None else Obstacle(by=by, quarter=1, **figures)
    changed = msgspec.structs.replace(ROADMAP.expected[0], binds=held, days=36.0)
    return reasons.quarter_binds(ROADMAP, changed, NL)


def test_a_quarter_names_what_users_notice_by_the_titles_of_its_actions() -> None:
    second, third = ROADMAP.expected[1:3]
    nothing = msgspec.structs.replace(third, noticed=())
    assert reasons.quarter_noticed(QUESTIONNAIRE, ROADMAP, second, NL) == (
        "In K2 2027 merken gebruikers ‘Beloften in de taal van de gebruiker’."
    )
    assert reasons.quarter_noticed(QUESTIONNAIRE, ROADMAP, nothing, NL) == "In K3 2027 merken gebruikers niets nieuws."


def test_a_quarter_names_its_limit_and_how_far_it_is_used() -> None:
    assert quarter("days", taken=47.5, room=48) == "De grens is het aantal dagen: 47,5 van 48."
    assert quarter("owner", owner="An", taken=8, room=8) == "De grens is de tijd van An: 8 van 8 dagen."
    assert quarter("people", taken=4, room=4) == "De grens is vier acties tegelijk."
    assert quarter("users", taken=3, room=3) == "De grens is drie veranderingen die gebruikers merken."
    assert quarter(None) == "Niets zit in de weg: 12 dagen over."


def binding(*limits: HeldBy | None) -> Roadmap:
    expected = zip(ROADMAP.expected, limits, strict=True)
    held = tuple(
        msgspec.structs.replace(each, binds=None if by is None else Obstacle(by=by, quarter=each.quarter))
        for each, by in expected
    )
    return msgspec.structs.replace(ROADMAP, expected=held)


def test_the_limits_of_all_quarters_are_one_sentence() -> None:
    assert reasons.what_binds(binding("days", "days", "days", "days"), NL) == (
        "In elk kwartaal is het aantal dagen de grens."
    )
    assert reasons.what_binds(binding("days", "users", "days", None), NL) == (
        "De grens is het aantal dagen in K1 en K3 en wat gebruikers merken in K2."
    )
    assert reasons.what_binds(binding(None, None, None, None), NL) == ""


def test_every_reason_of_a_real_roadmap_is_told_in_both_languages_with_a_figure() -> None:
    for language in LANGUAGES:
        spoken = words(language)
        for each in PLANNED.steps:
            assert any(sign.isdigit() for sign in reasons.step_timing(QUESTIONNAIRE, PLANNED, each, spoken))
            assert any(sign.isdigit() for sign in reasons.step_stake(QUESTIONNAIRE, PLANNED, each, spoken))
        for left in PLANNED.left_out:
            assert any(sign.isdigit() for sign in reasons.left_out_text(QUESTIONNAIRE, PLANNED, left, spoken))
