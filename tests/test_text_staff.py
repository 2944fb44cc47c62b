"""The staff: dot, bar and line in their cells, at both ends and on each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.marks import ASCII, SIGNS
from reports.text import staff
from reports.text.lines import plain_text, width

SCORES = st.floats(1, 5, allow_nan=False)


def drawn(score: float, target: float | None, **more: tuple[float, float]) -> str:
    return plain_text(staff.row(score, target, 7, SIGNS, **more))


@pytest.mark.parametrize(
    ("score", "target", "row"),
    [
        (2.26, 3.33, "·      · ●──────▌    ·      ·"),
        (1.0, 5.0, "●───────────────────────────▌"),
        (4.0, 2.0, "·      ▌─────────────●      ·"),
        (3.0, 3.0, "·      ·      ●▌     ·      ·"),  # the bar gives way to the right where the score is not higher
        (3.05, 3.0, "·      ·     ▌●      ·      ·"),  # and to the left where it is
        (1.05, 1.0, "●▌     ·      ·      ·      ·"),  # but never off the staff
        (5.0, 5.0, "·      ·      ·      ·      ●▌"),
        (2.5, None, "·      ·   ●  ·      ·      ·"),
    ],
)  # fmt: skip
def test_marks_stand_in_their_cells(score: float, target: float | None, row: str) -> None:
    assert drawn(score, target) == row


def test_spread_lies_behind_the_marks() -> None:
    assert drawn(2.43, 3.0, spread=(2.0, 3.5)) == "·      ░░░●───▌░░░░  ·      ·"


@given(SCORES, st.none() | st.integers(1, 5))
def test_both_marks_are_always_there(score: float, target: int | None) -> None:
    row = drawn(score, target)
    assert row.count(SIGNS.dot) == 1
    assert row.count(SIGNS.bar) == (target is not None)
    assert width(row) in (staff.cells(7), staff.cells(7) + 1)


@pytest.mark.parametrize(
    ("target", "row"),
    [
        (3, "//////////////▌niet gescoord/"),
        (4, "/niet gescoord///////▌///////"),
        (1, "▌niet gescoord///////////////"),
        (5, "/niet gescoord//////////////▌"),
        (None, "/niet gescoord///////////////"),
    ],
)
def test_a_row_without_a_score_is_hatched_and_says_so(target: int | None, row: str) -> None:
    assert plain_text(staff.hatched(target, 7, SIGNS, "niet gescoord")) == row


def test_plain_signs_replace_all_of_them() -> None:
    assert plain_text(staff.row(2, 4, 7, ASCII)).isascii()
    assert staff.staff(7, ASCII).isascii()


def test_the_axis_stands_over_the_staff() -> None:
    assert staff.axis(7) == "1      2      3      4      5"
    assert staff.staff(7, SIGNS) == "███████░░░░░░░███████░░░░░░░"
