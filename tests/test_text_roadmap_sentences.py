"""The roadmap in sentences: quarters by the calendar, reasons for every step and for all that is left out."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from scoring_runs import QUESTIONNAIRE, whole
from text_runs import results

from questionnaires.language import words
from reports import roadmap_sentences as sentences
from scoring.roadmap.model import Gain, LeftOut, Lift, Limits, Reason, Roadmap, Step

NL, EN = words("nl"), words("en")
BAR_AT_3 = {"U": 3, "O": 3, "S": 3}
FOUR = Limits(capacity=(60.0,) * 4, start=dt.date(2027, 1, 4))


def planned(**changes: object) -> Roadmap:
    return msgspec.structs.replace(results(whole("it_management", 2), ambition=BAR_AT_3).roadmap, **changes)


def step(why: Reason, **changes: object) -> Step:
    base = Step(
        action="S2-A", start_week=3, finish_week=8, quarter=1, days=6, rank=0,
        serves=("S2",), lifts=(), waits_for=("U5-A",), why=why,
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


@pytest.mark.parametrize(
    ("start", "quarter", "label", "months"),
    [
        (dt.date(2027, 1, 4), 1, "K1 2027", "jan–mrt"),
        (dt.date(2027, 1, 4), 4, "K4 2027", "okt–dec"),
        (dt.date(2026, 10, 5), 2, "K1 2027", "jan–mrt"),
        (dt.date(2027, 1, 4), 12, "K4 2029", "okt–dec"),  # thirteen weeks are a day short of a quarter; it still fits
        (dt.date(2027, 2, 15), 1, "kwartaal 1", "feb–apr"),
        (dt.date(2026, 12, 21), 1, "K1 2027", "jan–mrt"),
        (None, 3, "kwartaal 3", ""),
    ],
)
def test_a_quarter_is_named_by_the_calendar_where_it_is_one(
    start: dt.date | None, quarter: int, label: str, months: str
) -> None:
    limits = msgspec.structs.replace(FOUR, start=start)
    assert sentences.quarter_label(limits, quarter, NL) == label
    assert sentences.quarter_months(limits, quarter, NL) == months


def test_quarters_have_their_own_letter_in_each_language() -> None:
    assert (sentences.quarter_short(FOUR, 2, NL), sentences.quarter_short(FOUR, 2, EN)) == ("K2", "Q2")
    assert sentences.quarter_label(FOUR, 2, EN) == "Q2 2027"
    assert sentences.quarter_months(FOUR, 2, EN) == "Apr–Jun"


def test_the_heading_goes_from_level_and_average_to_level_and_average() -> None:
    outcome = results(whole("it_management", 2), ambition=BAR_AT_3)
    assert sentences.roadmap_heading(outcome.scorecard, outcome.roadmap, NL) == (
        "In vier kwartalen gemiddeld van 2,0 naar 2,7 tot 2,8; het niveau blijft 2."
    )


def test_the_heading_counts_one_quarter_as_one() -> None:
    outcome = results(whole("it_management", 1), ambition=BAR_AT_3, quarters=1)
    assert sentences.roadmap_heading(outcome.scorecard, outcome.roadmap, NL).startswith("In één kwartaal ")


def test_a_roadmap_without_steps_says_why() -> None:
    reached = results(whole("it_management", 4), ambition=BAR_AT_3)
    assert sentences.roadmap_heading(reached.scorecard, reached.roadmap, NL) == (
        "Er valt niets te plannen: jullie zijn al waar de lat ligt."
    )
    broke = results(whole("it_management", 1), ambition=BAR_AT_3, capacity=1.0)
    assert "te weinig capaciteit" in sentences.roadmap_heading(broke.scorecard, broke.roadmap, NL)
    assert sentences.roadmap_lead(QUESTIONNAIRE, broke.roadmap, NL) == ""


def test_the_lead_tells_cost_reach_and_what_the_rest_would_ask() -> None:
    lead = sentences.roadmap_lead(QUESTIONNAIRE, planned(reach=0.6189), NL)
    assert lead.startswith(
        "Met 182 dagen werk overbruggen jullie 62% van het verschil met de ambitie; de hele ambitie vraagt "
    )


def test_the_lead_of_a_plan_that_closes_everything_asks_no_more() -> None:
    roadmap = planned(reach=1.0, left_out=(LeftOut(action="U3-D", reason="not_needed"),))
    assert sentences.roadmap_lead(QUESTIONNAIRE, roadmap, NL).endswith(
        "overbruggen jullie 100% van het verschil met de ambitie."
    )


def test_days_follow_the_effort_factor() -> None:
    roadmap = planned(limits=msgspec.structs.replace(FOUR, effort_factor=1.6))
    assert sentences.days_of(QUESTIONNAIRE, roadmap, ["S2-A"]) == pytest.approx(9.6)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            Reason(
                code="unlocks_level",
                gains=(Gain(capability="S2", target=3, score=2.0, score_after=3.0, level=2, level_after=3),),
                enables=("S1-A",),
                held_by="prerequisite",
            ),
            (
                "Brengt S2 Vertrouwen en bestaansrecht van niveau 2 naar 3. S1-A wacht erop. Kan beginnen zodra U5-A "
                "klaar is."
            ),
        ),
        (
            Reason(
                code="closes_gap",
                gains=(Gain(capability="S2", target=3, score=2.0, score_after=2.4, level=2, level_after=2),),
                opens=("S1-A",),
                held_by="days",
            ),
            (
                "Brengt S2 Vertrouwen en bestaansrecht (2,0 naar 2,4) dichter bij de lat. Maakt de weg vrij voor "
                "S1-A. Niet eerder: de dagen van het kwartaal ervoor zijn op."
            ),
        ),
        (
            Reason(
                code="unlocks_level",
                gains=(Gain(capability="S2", target=3, score=None, score_after=2.0, level=None, level_after=2),),
            ),
            "Brengt S2 Vertrouwen en bestaansrecht naar niveau 2.",
        ),
        (Reason(code="prepares", enables=("S1-A", "S4-C")), "Nodig voor S1-A en S4-C."),
        (Reason(code="pinned", pinned=2), "Jullie wilden dit in kwartaal 2."),
    ],
)
def test_a_step_says_what_it_brings_what_waits_and_why_not_earlier(why: Reason, said: str) -> None:
    assert sentences.step_why(QUESTIONNAIRE, step(why), NL) == said


def test_a_step_that_no_score_shows_still_says_what_it_is_for() -> None:
    same = Gain(capability="S2", target=3, score=3.0, score_after=3.0, level=3, level_after=3)
    unknown = step(Reason(code="closes_gap", gains=(same,)), lifts=(Lift("S2.2", None, 3),))
    assert sentences.step_why(QUESTIONNAIRE, unknown, NL) == "Regelt S2.2, waar nu niemand een antwoord op heeft."
    practice = step(Reason(code="closes_gap", gains=(same,)), lifts=(Lift("S2.1", 3.5, 3, key_practice_only=True),))
    assert sentences.step_why(QUESTIONNAIRE, practice, NL) == (
        "Tilt het middelste antwoord op, S2.1 op c, zoals de sleutelpraktijk vraagt."
    )


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (LeftOut(action="U3-A", reason="not_needed"), "Niet nodig voor deze ambitie."),
        (
            LeftOut(action="O4-A", reason="not_needed", only_for=("O3-C",)),
            "Alleen nodig voor O3-C, en die staat ook niet in de roadmap.",
        ),
        (
            LeftOut(action="O4-A", reason="not_needed", only_for=("O3-C", "O4-B")),
            "Alleen nodig voor O3-C en O4-B, en die staan ook niet in de roadmap.",
        ),
        (LeftOut(action="U3-A", reason="excluded"), "Jullie hebben dit zelf uitgesloten."),
        (
            LeftOut(action="O4-B", reason="prerequisite", missing=("O4-A",)),
            "Wacht op O4-A, en die staat niet in de roadmap.",
        ),
        (
            LeftOut(action="U3-D", reason="too_far", is_above_reach=True),
            "Het niveau ligt meer dan twee treden boven waar jullie nu staan.",
        ),
        (
            LeftOut(action="O3-C", reason="too_far", weeks=53, chain=("O3-A", "O3-B", "O3-C")),
            "Duurt minstens 53 weken, met wat eerst moet gebeuren (O3-A en O3-B); deze roadmap heeft er 52.",
        ),
        (
            LeftOut(action="U3-A", reason="no_capacity", days=35, limit="days"),
            "Vraagt 35 dagen, en die gaan naar acties die per dag meer opleveren.",
        ),
        (
            LeftOut(action="U3-C", reason="no_capacity", days=45, prerequisites=("U3-A",)),
            "Vraagt 45 dagen, samen met U3-A, en daarvoor is binnen deze grenzen geen plaats.",
        ),
        (
            LeftOut(action="U3-A", reason="no_capacity", days=1, limit="users"),
            "Past in de dagen (1 dag), maar gebruikers merken elk kwartaal al genoeg veranderingen.",
        ),
        (
            LeftOut(action="U3-A", reason="no_capacity", days=35, limit="people", pinned=1),
            (
                "Past in de dagen (35 dagen), maar er lopen al genoeg acties tegelijk. Jullie wilden dit in kwartaal "
                "1, en dat past niet."
            ),
        ),
    ],
)
def test_what_is_left_out_says_why(left: LeftOut, said: str) -> None:
    assert sentences.left_out_text(planned(), left, NL) == said


def test_what_is_left_out_is_grouped_by_reason_and_the_needless_come_last_unnamed() -> None:
    roadmap = planned(
        left_out=(
            LeftOut(action="U3-A", reason="not_needed"),
            LeftOut(action="U4-A", reason="no_capacity"),
            LeftOut(action="U3-D", reason="too_far"),
            LeftOut(action="U4-B", reason="no_capacity"),
        )
    )
    groups = sentences.left_out_groups(QUESTIONNAIRE, roadmap, NL)
    assert [(group.title, group.amount, len(group.titles)) for group in groups] == [
        ("Geen capaciteit", "twee acties, 20 dagen", 2),
        ("Past niet binnen vier kwartalen", "één actie, 20 dagen", 1),
        ("Niet nodig voor deze ambitie", "één actie, 35 dagen", 0),
    ]


def test_an_expected_range_that_reads_the_same_is_one_figure() -> None:
    end = results(whole("it_management", 4), ambition=BAR_AT_3).roadmap.expected[-1].overall
    assert sentences.expected_range(end, NL) == "4,0"
    wide = msgspec.structs.replace(end, low=2.84, high=3.01)
    assert sentences.expected_range(wide, NL) == "2,8 tot 3,0"


def test_a_level_five_that_no_catalogue_gives_is_told() -> None:
    roadmap = planned(last_step=("U2", "S1"))
    assert sentences.last_step(QUESTIONNAIRE, roadmap, NL) == (
        "Niveau 5 bij U2 Luisteren en meten en S1 Zicht: die stap staat in geen enkele lijst met acties; "
        "die bedenken jullie samen met gebruikers (X5)."
    )
