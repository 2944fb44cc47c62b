"""What other limits do to a roadmap, on a terminal and for other programs."""

from __future__ import annotations

import datetime as dt
import json

import golden
import pytest
from scoring_runs import QUESTIONNAIRE
from text_runs import text

from assess import workflow
from questionnaires.language import words
from questionnaires.model import LANGUAGES, Language
from reports.difference_sentences import what_changes, what_is_tried, what_it_costs
from reports.marks import ASCII, SIGNS, Marks
from reports.roadmap_table import plan_table, trial_table
from reports.tables import as_json
from reports.text.difference import tried_lines
from reports.text.lines import width
from scoring.roadmap import limits_of, plan
from scoring.roadmap.difference import Trial, difference
from scoring.roadmap.model import Roadmap
from scoring.roadmap.what_if import Demand, WhatIf, tried

EXAMPLE = workflow.example()
CARD = workflow.scorecard(EXAMPLE)
LESS = WhatIf(capacity=(40.0,), without=("U1-B",), pins={"O1-A": 2})
NL, EN = words("nl"), words("en")
NEXT_QUARTER = dt.date(2027, 4, 5)


MADE: dict[str, Roadmap] = {}  # each is planned once for all tests
OWN = plan(QUESTIONNAIRE, CARD, limits_of(EXAMPLE.responses))


def trial(what_if: WhatIf, *, alone: bool = False) -> Trial:
    """A trial of the example department, with the quick planner."""
    if repr(what_if) not in MADE:
        MADE[repr(what_if)] = plan(QUESTIONNAIRE, CARD, limits_of(tried(EXAMPLE.responses, what_if)))
    return Trial(what_if=what_if, roadmap=MADE[repr(what_if)], before=None if alone else OWN)


def said(
    what_if: WhatIf, language: Language = "nl", columns: int = 80, marks: Marks = SIGNS, *, plain: bool = False
) -> str:
    about = (QUESTIONNAIRE, CARD, trial(what_if), words(language))
    return text(tried_lines(*about, columns=columns, marks=marks, plain=plain))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_department_with_less_stands_as_drawn(language: Language) -> None:
    golden.matches(f"plan-tried-{language}", said(LESS, language))


def test_plain_signs_stand_in_the_same_places() -> None:
    golden.matches("plan-tried-nl-ascii", said(LESS, "nl", 80, ASCII))


def test_plain_mode_says_every_row_as_a_sentence() -> None:
    golden.matches("plan-tried-plain-nl", said(LESS, "nl", plain=True))


@pytest.mark.parametrize("columns", [40, 60, 79, 80, 100, 132])
@pytest.mark.parametrize(
    "what_if", [LESS, WhatIf(quarters=12), WhatIf(start=NEXT_QUARTER), WhatIf(quarters=1, capacity=(1.0,))], ids=str
)
def test_nothing_is_wider_than_the_terminal(what_if: WhatIf, columns: int) -> None:
    for language in LANGUAGES:
        for plain in (False, True):
            assert max(map(width, said(what_if, language, columns, plain=plain).splitlines())) <= columns


@pytest.mark.parametrize(
    ("what_if", "dutch", "english"),
    [
        (WhatIf(capacity=(40.0,)), "40 dagen per kwartaal", "40 days a quarter"),
        (WhatIf(capacity=(60.0, 0.0, 37.5)), "60, 0 en 37,5 dagen per kwartaal", "60, 0 and 37.5 days a quarter"),
        (WhatIf(quarters=6), "zes kwartalen vooruit", "six quarters ahead"),
        (WhatIf(start=NEXT_QUARTER), "begin op 5 april 2027", "a start on 5 April 2027"),
        (WhatIf(replan_from=NEXT_QUARTER), "opnieuw gepland vanaf 5 april 2027", "planned anew from 5 April 2027"),
        (WhatIf(reserve=0.1), "10% in reserve", "10% in reserve"),
        (WhatIf(without=("U3-A", "U2-B")), "zonder U3-A en U2-B", "without U3-A and U2-B"),
        (WhatIf(pins={"U3-A": 2}), "U3-A in K2 2027", "U3-A in Q2 2027"),
        (WhatIf(musts={"U": Demand(3)}), "Gebruikersgerichtheid uiterlijk in K4 2027 op niveau 3",
         "User-centricity at level 3 by Q4 2027"),
        (WhatIf(effort=1.6), "elke actie maal 1,6", "every action times 1.6"),
        (WhatIf(efforts={"U3-A": 2.0, "S1-A": 0.75}), "U3-A maal 2; S1-A maal 0,75", "U3-A times 2; S1-A times 0.75"),
        (WhatIf(owners={"Sanne": 10.0}), "Sanne met 10 dagen per kwartaal", "Sanne with 10 days a quarter"),
        (WhatIf(quarters=6, effort=1.5), "zes kwartalen vooruit; elke actie maal 1,5",
         "six quarters ahead; every action times 1.5"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_tried_is_said_in_words(what_if: WhatIf, dutch: str, english: str) -> None:
    limits = limits_of(EXAMPLE.responses)
    assert what_is_tried(QUESTIONNAIRE, what_if, limits, NL) == f"Geprobeerd: {dutch}."
    assert what_is_tried(QUESTIONNAIRE, what_if, limits, EN) == f"Tried: {english}."


def test_what_it_costs_is_in_percentage_points_of_the_figures_that_are_shown() -> None:
    less, more = trial(LESS), trial(WhatIf(capacity=(90.0,)))
    for each, word in ((less, "less"), (more, "more")):
        assert each.before is not None
        changes = difference(each.before, each.roadmap)
        before, after = (round(100 * (reach or 0)) for reach in (changes.before.reach, changes.after.reach))
        assert f"{after}% of the gap" in what_it_costs(changes, EN)
        assert f"in place of {before}%: {abs(after - before)} percentage points {word}." in what_it_costs(changes, EN)


def test_limits_that_change_nothing_say_so() -> None:
    same = trial(WhatIf(capacity=(60.0,)))
    assert same.before is not None
    changes = difference(same.before, same.roadmap)
    assert what_changes(changes, EN) == "Every step stays in its quarter."
    assert what_changes(changes, NL) == "Alle acties blijven in hun kwartaal."
    assert what_it_costs(changes, EN).endswith("as your own roadmap does.")


def test_only_what_happens_is_counted() -> None:
    one = trial(WhatIf(capacity=(1.0,), quarters=1))
    assert one.before is not None
    count = len(one.before.steps)
    assert what_changes(difference(one.before, one.roadmap), EN) == f"{count} actions go out."


def test_a_roadmap_that_ends_between_quarters_has_its_last_month() -> None:
    halfway = said(WhatIf(replan_from=dt.date(2027, 2, 15)), "en")
    assert "Expected at the end of    Q4 2027                 February 2028\n" in halfway
    assert "\nQuarter 1, " in halfway


def test_nothing_to_compare_with_leaves_the_roadmap_alone() -> None:
    shown = text(tried_lines(QUESTIONNAIRE, CARD, trial(LESS, alone=True), EN, columns=80, marks=SIGNS))
    assert shown.startswith("Tried: 40 days a quarter; ")
    assert "What it comes to" not in shown
    assert "Q1 2027, " in shown


def test_the_table_has_the_roadmap_as_ever_and_the_difference_beside_it() -> None:
    less = trial(LESS)
    assert less.before is not None
    table = json.loads(as_json(trial_table(QUESTIONNAIRE, less, EN)))
    told = table.pop("difference")
    assert table == json.loads(as_json(plan_table(QUESTIONNAIRE, less.roadmap, EN)))
    changes = difference(less.before, less.roadmap)
    assert [each["action"] for each in told["goes_out"]] == [each.action for each in changes.goes_out]
    assert {each["action"]: each["reason"] for each in told["goes_out"]}["U1-B"] == "excluded"
    assert told["moves"][0].keys() == {"action", "quarter_before", "quarter_after", "days"}
    assert (told["before"]["reach"], told["after"]["reach"]) == (less.before.reach, less.roadmap.reach)
    assert set(told["after"]["domains"]["U"]) == {"score", "score_if_late", "level"}


def test_the_table_without_a_roadmap_before_has_no_difference() -> None:
    assert trial_table(QUESTIONNAIRE, trial(LESS, alone=True), EN)["difference"] is None
