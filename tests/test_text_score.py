"""The scorecard on a terminal: as it must stand, at every width, for every kind of run."""

from __future__ import annotations

import re

import golden
import msgspec
import pytest
from scoring_runs import QUESTIONNAIRE, whole
from text_runs import example, results, score_text, text

from assess import workflow
from questionnaires.language import words
from questionnaires.model import LANGUAGES, Language, Questionnaire, Text
from reports.marks import ASCII, SIGNS
from reports.text.lines import width
from reports.text.score import score_lines

BAR_AT_3 = {"U": 3, "O": 3, "S": 3}
UNKNOWN_O1 = {"O1.1": "?", "O1.2": "?", "O1.3": "?"}


@pytest.mark.parametrize(
    ("name", "language", "columns"),
    [("score-80-nl", "nl", 80), ("score-120-nl", "nl", 120), ("score-110-en", "en", 110), ("score-60-en", "en", 60)],
)
def test_the_example_department_stands_as_drawn(name: str, language: Language, columns: int) -> None:
    golden.matches(name, score_text(example(), language, columns))


def test_plain_signs_stand_in_the_same_places() -> None:
    golden.matches("score-80-nl-ascii", score_text(example(), "nl", 80, ASCII))


def test_plain_mode_says_every_row_as_a_sentence() -> None:
    golden.matches("score-plain-nl", score_text(example(), "nl", 80, plain=True))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [40, 60, 79, 80, 81, 100, 109, 110, 115, 120, 200])
@pytest.mark.parametrize("marks", [SIGNS, ASCII], ids=["signs", "ascii"])
def test_nothing_is_wider_than_the_terminal(language: Language, columns: int, marks: object) -> None:
    for outcome in (example(), results(whole("it_management", 3, UNKNOWN_O1)), results(whole("user", 5))):
        lines = score_text(outcome, language, columns, marks).splitlines()
        assert max(map(width, lines)) <= columns


@pytest.mark.parametrize("answers", [1, 3, 5, "?"])
def test_level_and_average_always_stand_together(answers: int | str) -> None:
    said = score_text(results(whole("it_management", answers, UNKNOWN_O1), ambition=BAR_AT_3), columns=400, plain=True)
    levels = re.findall(r": niveau \S+", said)
    assert len(levels) == len(re.findall(r": niveau \S+, gemiddeld \d,\d", said))
    assert levels or answers == "?"


def test_what_is_not_scored_is_hatched_and_has_no_figure() -> None:
    outcome = results(whole("it_management", 3, UNKNOWN_O1), ambition=BAR_AT_3)
    (row,) = [line for line in score_text(outcome).splitlines() if line.startswith("O1 Sourcingkeuzes  ")]
    assert row == "O1 Sourcingkeuzes                  //////////////▌niet gescoord/    –   3      –"


def test_a_level_that_nobody_could_verify_has_a_question_mark_that_is_explained() -> None:
    said = score_text(results(whole("it_management", 3, {"S1.1": "?"}), ambition=BAR_AT_3))
    assert "S1 Zicht*                          ·      ·      ●▌     ·      ·  3,0   3     2?" in said
    assert "Niveau niet bevestigd (?):" in said


def test_one_respondent_is_never_more_than_one_view() -> None:
    for columns in (60, 80, 120):
        assert "Dit is de kijk van één deelnemer." in score_text(results(whole("it_management", 3)), columns=columns)
    assert "één deelnemer." not in score_text(example())


def test_an_ambition_that_nobody_stated_is_not_printed_as_one() -> None:
    said = score_text(results(whole("it_management", 2)))
    assert "Geheel                             ·      ●      ·      ·      ·  2,0   –      2" in said
    assert "Profiel" not in said


def test_a_name_too_long_for_its_column_goes_on_below() -> None:
    domain = QUESTIONNAIRE.domains[0]
    long = Text(nl="Luisteren naar wat collega’s verwachten en dat ook meten", en="Listening")
    first = msgspec.structs.replace(domain.capabilities[0], name=long)
    changed = msgspec.structs.replace(domain, capabilities=(first, *domain.capabilities[1:]))
    questionnaire: Questionnaire = msgspec.structs.replace(QUESTIONNAIRE, domains=(changed, *QUESTIONNAIRE.domains[1:]))
    outcome = results(whole("it_management", 3))
    lines = text(
        score_lines(questionnaire, outcome.run.responses, outcome.scorecard, words("nl"), columns=80, marks=SIGNS)
    ).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("U1 Luisteren naar"))
    assert lines[at + 1] == "verwachten en dat ook meten"
    assert width(lines[at]) == 80


def test_a_run_without_a_single_level_still_has_a_page() -> None:
    said = score_text(results(whole("it_management", "?")))
    assert said.count("niet gescoord") >= len(QUESTIONNAIRE.capabilities)
    assert isinstance(example(), workflow.Results)
