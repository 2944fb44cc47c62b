"""The JSON of a scorecard and of a roadmap: exactly the fields that docs/files.md names, and null for nothing."""

from __future__ import annotations

import json

import pytest
from scoring_runs import QUESTIONNAIRE, person, whole
from text_runs import example, results

from assess import workflow
from questionnaires.language import words
from reports.roadmap_table import plan_table
from reports.tables import Table, as_json, explain_table, questionnaire_table, questionnaires_table, score_table
from scoring.explain import explain

NL = words("nl")
BAR_AT_3 = {"U": 3, "O": 3, "S": 3}


def scores(outcome: workflow.Results) -> Table:
    return json.loads(as_json(score_table(QUESTIONNAIRE, outcome.scorecard, NL)))


def plan(outcome: workflow.Results) -> Table:
    return json.loads(as_json(plan_table(QUESTIONNAIRE, outcome.roadmap, NL)))


def test_a_scorecard_has_the_fields_that_scripts_rely_on() -> None:
    table = scores(example())
    assert set(table) == {
        "questionnaire", "scoring_version", "respondents", "overall", "domains", "capabilities", "items", "flags",
    }  # fmt: skip
    assert set(table["questionnaire"]) == {"id", "version", "sha256"}
    assert set(table["overall"]) == {"score", "level", "ambition", "profile"}
    assert set(table["overall"]["profile"]) == {"id", "borderline"}
    assert set(table["domains"]["U"]) == {"score", "level", "target"}
    assert set(table["capabilities"]["U1"]) == {
        "score", "score_pessimistic", "level", "level_unverified", "fulfilment", "target", "gap", "importance",
        "coverage", "consensus", "priority", "priority_factors", "confidence", "interval",
    }  # fmt: skip
    assert set(table["capabilities"]["U1"]["priority_factors"]) == {"gap", "importance", "risk", "enables"}
    assert set(table["capabilities"]["U1"]["confidence"]) == {"value", "reason"}
    assert set(table["capabilities"]["U1"]["interval"]) == {"kind", "low", "high"}
    assert set(table["items"]["U1.1"]) == {
        "value", "low_median", "agreed", "spread", "polarised", "not_applicable", "perception_gap",
    }  # fmt: skip


def test_every_item_capability_and_domain_is_in_it() -> None:
    table = scores(example())
    assert list(table["items"]) == list(QUESTIONNAIRE.items)
    assert list(table["capabilities"]) == list(QUESTIONNAIRE.capabilities)
    assert list(table["domains"]) == [domain.id for domain in QUESTIONNAIRE.domains]


def test_figures_keep_their_full_precision() -> None:
    table = scores(results(whole("it_management", 2, {"U1.1": 3}), ambition=BAR_AT_3))
    assert table["capabilities"]["U1"]["score"] == 7 / 3


def test_where_there_is_nothing_to_say_stands_null_and_never_zero() -> None:
    table = scores(results(person("it_staff", {"U1.1": "?"})))
    assert table["overall"] == {"score": None, "level": None, "ambition": 3.0, "profile": None}
    assert table["capabilities"]["S1"]["score"] is None
    assert table["capabilities"]["S1"]["fulfilment"] is None
    assert table["items"]["S1.1"]["value"] is None


def test_a_flag_names_its_items_or_else_its_capability_and_says_what_it_means() -> None:
    table = scores(example())
    assert {frozenset(flag) for flag in table["flags"]} <= {
        frozenset({"code", "items", "message"}),
        frozenset({"code", "capability", "message"}),
    }
    assert all(flag["message"].endswith(".") for flag in table["flags"])


def test_a_roadmap_has_the_fields_that_scripts_rely_on() -> None:
    table = plan(example())
    assert {
        "quarters",
        "capacity",
        "reserve",
        "value",
        "bound",
        "gap",
        "status",
        "steps",
        "left_out",
        "expected",
    } <= set(table)
    assert set(table["steps"][0]) == {
        "action", "start_week", "finish_week", "quarter", "days", "serves", "waits_for", "why",
        "slack", "cost_of_a_quarter", "at_stake", "falls",
    }  # fmt: skip
    assert set(table["left_out"][0]) == {"action", "reason", "swap", "text"}
    assert table["capacity"] == [60.0] * 4
    assert table["bound"] >= table["value"]


def test_every_action_is_a_step_or_left_out_and_says_why() -> None:
    table = plan(example())
    named = [*(step["action"] for step in table["steps"]), *(left["action"] for left in table["left_out"])]
    assert sorted(named) == sorted(QUESTIONNAIRE.actions_by_id)
    assert all(step["why"] for step in table["steps"])
    assert all(left["text"] for left in table["left_out"])


def test_each_quarter_says_what_may_be_expected() -> None:
    table = plan(example())
    assert [quarter["quarter"] for quarter in table["expected"]] == [1, 2, 3, 4]
    assert set(table["expected"][0]["domains"]) == {"U", "O", "S"}
    assert set(table["expected"][0]["overall"]) == {"score", "score_if_late", "level"}


@pytest.mark.parametrize("scope", [None, "U", "U1", "U1.1"])
def test_an_explanation_is_a_table_too(scope: str | None) -> None:
    table = json.loads(as_json(explain_table(explain(QUESTIONNAIRE, example().scorecard, scope))))
    assert set(table) == {"domains", "capabilities"}


def test_questionnaires_are_tables_in_both_languages() -> None:
    assert questionnaires_table([QUESTIONNAIRE])["questionnaires"][0]["id"] == "it-ambition"
    table = json.loads(as_json(questionnaire_table(QUESTIONNAIRE)))
    assert set(table["title"]) == {"nl", "en"}
