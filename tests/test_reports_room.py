"""Where the findings of a domain stand: where there is room for them."""

import pytest

from reports.view.room import LETTERS_BESIDE, fits_beside, place_of_findings


@pytest.mark.parametrize(
    ("letters", "quotes", "lifts", "place"),
    [
        (200, 1, 4, "under_quote"),  # the lifts stand lower than the quote
        (500, 1, 4, "above_questions"),  # they do, but not by so much
        (200, 1, 0, "under_lifts"),  # nothing lifts the domain, so its column is free
        (100, 3, 4, "under_lifts"),  # three quotes stand lower than the lifts
        (400, 2, 4, "above_questions"),
        (400, 0, 0, "above_questions"),
    ],
)
def test_findings_stand_in_the_column_that_has_room_else_above_the_questions(letters, quotes, lifts, place):
    assert place_of_findings("x" * letters, quotes=quotes, lifts=lifts, has_remarks=False) == place


def test_a_few_words_stand_above_the_questions_where_a_remark_can_stand_beside_them():
    assert place_of_findings("x" * 100, quotes=2, lifts=4, has_remarks=False) == "under_lifts"
    assert place_of_findings("x" * 100, quotes=2, lifts=4, has_remarks=True) == "above_questions"


def test_findings_and_remarks_stand_beside_each_other_where_both_are_short():
    short, long = "x", "x" * LETTERS_BESIDE
    assert fits_beside(short, short)
    assert not fits_beside(short, long)
    assert not fits_beside(long, short)
    assert not fits_beside(short, "")
