"""The roadmap in sentences: quarters by the calendar, reasons for every step and for all that is left out."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from scoring_runs import QUESTIONNAIRE, whole
from text_runs import results

from questionnaires.language import words
from reports import roadmap_sentences as sentences
from scoring.roadmap.model import LeftOut, Limits, Roadmap

NL, EN = words("nl"), words("en")
BAR_AT_3 = {"U": 3, "O": 3, "S": 3}
FOUR = Limits(capacity=(60.0,) * 4, start=dt.date(2027, 1, 4))


def planned(**changes: object) -> Roadmap:
    return msgspec.structs.replace(results(whole("it_management", 2), ambition=BAR_AT_3).roadmap, **changes)


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
