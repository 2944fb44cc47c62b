"""Explanations: from answer to level with the numbers filled in, for every scope and every kind of run."""

from __future__ import annotations

import datetime as dt
import re

import golden
import pytest
from roadmap_departments import department, planned
from scoring_runs import QUESTIONNAIRE, whole
from text_runs import example, explain_text, results, text

from questionnaires.language import words
from questionnaires.model import LANGUAGES, Language
from reports.marks import SIGNS
from reports.text.explain import explain_lines
from reports.text.explain.material import Material, share, sum_over
from reports.text.lines import width
from scoring.explain import explain
from scoring.roadmap.model import Limits

NL = words("nl")
FOUR = Limits(capacity=(60.0,) * 4, start=dt.date(2027, 1, 4))
BAR_AT_3 = {"U": 3, "O": 3, "S": 3}
SCOPES = [None, "U", "S1", "O4", "S3.1", "O2.3"]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_department_is_explained_as_written(scope: str | None, language: Language) -> None:
    golden.matches(f"explain-{scope or 'whole'}-{language}", explain_text(example(), scope, language))


def test_plain_mode_explains_without_columns() -> None:
    golden.matches("explain-S1-plain-nl", explain_text(example(), "S1", plain=True))


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_nothing_is_wider_than_the_terminal(scope: str | None, columns: int) -> None:
    for language in LANGUAGES:
        assert max(map(width, explain_text(example(), scope, language, columns).splitlines())) <= columns


def test_every_scope_of_every_kind_of_run_has_something_to_say() -> None:
    kinds = [whole("it_management", given) for given in (1, 3, 5, "?", "x")]
    ids = [None, *(domain.id for domain in QUESTIONNAIRE.domains), *QUESTIONNAIRE.capabilities, "U1.1", "O3.1"]
    for outcome in map(results, kinds):
        for scope in ids:
            assert explain_text(outcome, scope).strip()


def test_the_formula_of_an_average_adds_up_to_the_figure_beside_it() -> None:
    said = explain_text(example(), "S1")
    formula = re.search(r"Gemiddelde +\((.+)\) / (\d) = ([\d,]+)", said)
    assert formula is not None
    numbers, count, result = formula.groups()
    total = sum(float(number.replace(",", ".")) for number in numbers.split(" + "))
    assert total / int(count) == pytest.approx(float(result.replace(",", ".")), abs=0.005)


def test_one_respondent_has_an_answer_and_not_a_mean_of_one() -> None:
    said = explain_text(results(whole("it_management", 2)), "S1")
    assert "antwoord\n" in said
    assert "middelste" not in said


def test_a_not_applicable_item_and_an_unanswered_one_say_so() -> None:
    said = explain_text(results(whole("it_management", 3, {"O2.1": "x", "O2.2": "?"})), "O2")
    assert "niet van\n" in said
    assert "geen antwoord" in said


def test_a_long_answer_in_words_stays_within_its_column() -> None:
    lines = explain_text(results(whole("it_management", 3, {"O2.1": "x"})), "O2").splitlines()
    assert max(map(width, lines)) <= 80
    at = next(number for number, line in enumerate(lines) if line.endswith(" niet van"))
    assert lines[at + 1].endswith(" toepassing")


def test_an_unscored_capability_names_what_is_missing() -> None:
    said = explain_text(results(whole("it_management", 3, {"O1.1": "?", "O1.2": "?"})), "O1")
    assert "Niet gescoord: minstens 60% van de vragen moet een antwoord hebben dat meetelt." in said
    assert "Zonder: O1.1 en O1.2." in said


def test_a_key_practice_that_nobody_could_answer_is_told() -> None:
    said = explain_text(results(whole("it_management", 3, {"S1.1": "?"})), "S1")
    assert "dat is de sleutelpraktijk van niveau 3" in said
    assert "dus het niveau is niet bevestigd" in said


def test_the_highest_level_holds_nothing_back() -> None:
    said = explain_text(results(whole("it_management", 5)), "S1")
    assert "S1 staat op het hoogste niveau." in said
    assert "Wat het zou optillen" not in said


def test_answers_that_only_help_together_are_told_together() -> None:
    said = explain_text(results(whole("it_management", 2)), "S1")
    assert "deze antwoorden samen zijn genoeg voor niveau 3" in said


def test_actions_come_with_the_quarter_in_which_the_roadmap_finishes_them() -> None:
    assert re.search(r"Acties die dat doen: S1-A \(klaar in K\d 20\d\d\)", explain_text(example(), "S1"))


def test_the_whole_ends_with_a_command_that_can_be_copied() -> None:
    assert "assess explain last U1\n" in explain_text(example(), None)


def test_a_share_near_its_threshold_gets_a_decimal() -> None:
    assert [share(value, 0.5, NL) for value in (0.44, 0.5, 0.502, 0.498, 0.0)] == ["44%", "50%", "50,2%", "49,8%", "0%"]


def test_one_number_needs_no_sum() -> None:
    assert sum_over([0.5], NL) == "0,500"
    assert sum_over([0.5, 1], NL) == "(0,500 + 1,000) / 2"


def explained(action_id: str, columns: int = 80, *, plain: bool = False) -> str:
    """Return what the terminal says of an action of a small department with a greedy roadmap."""
    roadmap = planned(department(), FOUR)
    material = Material(QUESTIONNAIRE, department(), roadmap, NL, columns, SIGNS, "run.yaml", plain)
    return text(explain_lines(explain(QUESTIONNAIRE, department()), action_id, material))


def test_an_action_of_the_roadmap_says_when_what_for_and_why_then() -> None:
    assert explained("S2-A") == (
        "S2-A Vertelmaand zonder gevolgen: wat en waarom\n"
        "\n"
        "Wanneer         week 4 tot en met 8, klaar in K1 2027, 6 dagen.\n"
        "Effect          Brengt S2 Vertrouwen en bestaansrecht van niveau 2\n"
        "                naar 3 (lat 3).\n"
        "Maakt mogelijk  S1-A en S4-C wachten erop.\n"
        "Op het spel     Zonder deze actie levert de roadmap 22% minder op, want dan\n"
        "                vallen S1-A, S4-C en S3-B ook weg.\n"
        "Waarom nu       Kan beginnen zodra U5-A klaar is, eind week 3. Er zit vijf weken\n"
        "                speling in. Een kwartaal later past niet: K2 2027 heeft te\n"
        "                weinig ruimte (47,8 van 48 dagen gepland, en dit vraagt er 6).\n"
    )


def test_an_action_that_is_left_out_says_why_and_what_would_make_room() -> None:
    said = explained("O4-B", plain=True)
    assert "Niet gepland: Geen capaciteit." in said
    assert "Past wel\nals O2-A (12 dagen) wijkt; dan levert de roadmap 4% minder op." in said


def test_an_action_that_is_done_says_so() -> None:
    roadmap = planned(department(), FOUR, done=frozenset({"U5-A"}))
    material = Material(QUESTIONNAIRE, department(), roadmap, NL, 80, SIGNS, "run.yaml")
    assert "Dit is klaar" in text(explain_lines(explain(QUESTIONNAIRE, department()), "U5-A", material))


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_no_reason_of_an_action_is_wider_than_the_terminal(columns: int) -> None:
    for action_id in ("S2-A", "U3-B", "U3-A", "U1-C"):
        assert max(map(width, explained(action_id, columns).splitlines())) <= columns
