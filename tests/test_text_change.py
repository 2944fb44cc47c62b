"""How a change is told in words."""

from __future__ import annotations

import msgspec
import pytest
from change_runs import change_of, staff, with_evidence
from scoring_runs import QUESTIONNAIRE

from questionnaires.language import words
from reports.change_sentences import level_moves, reason
from scoring.change import Comparison

GATE = next(item.id for item in QUESTIONNAIRE.capabilities["S1"].items if item.gate is not None)
BEFORE = staff(3, moved={GATE: 2})
STILL = change_of(staff(3), staff(3))


def told(found: Comparison) -> list[str]:
    return [line for line in level_moves(QUESTIONNAIRE, found, words("en")) if "S1 Sight" in line]


def test_a_level_that_moved_without_its_score_says_by_which_key_practice() -> None:
    assert told(change_of(BEFORE, with_evidence(staff(3), GATE))) == [
        f"S1 Sight went from level 2 to level 3: key practice {GATE} did so too, and there is evidence of it."
    ]


def test_levels_that_moved_by_chance_perhaps_are_told_together() -> None:
    (said,) = told(change_of(BEFORE, staff(3)))
    assert said.startswith("These seem to change level, but that is not sure yet: ")
    assert said.endswith(": Whole (2 to 3), Shadow IT (2 to 3) and S1 Sight (2 to 3).")


def test_one_level_that_moved_by_chance_perhaps_has_a_sentence_of_its_own() -> None:
    found = change_of(BEFORE, staff(3))
    alone = msgspec.structs.replace(found, overall=STILL.overall, domains=STILL.domains)
    assert told(alone) == ["S1 Sight seems to go from level 2 to level 3, but that is not sure yet."]


def test_a_level_that_moved_with_its_score_needs_no_more_words() -> None:
    assert told(change_of(staff(3, 2), with_evidence(staff(3), GATE))) == ["S1 Sight went from level 2 to level 3."]


@pytest.mark.parametrize(
    ("difference", "threshold", "said"),
    [
        (0.2, 0.3, "0.20 stays below 0.30"),
        (-0.1383, 0.1441, "0.138 stays below 0.144"),
        (0.5, 0.5001, "0.5000 stays below 0.5001"),
    ],
)
def test_a_difference_below_its_threshold_never_looks_as_large(difference: float, threshold: float, said: str) -> None:
    same = change_of(staff(3), staff(3)).overall
    assert said in reason(msgspec.structs.replace(same, difference=difference, threshold=threshold), words("en"))
