"""Numbers, counts, lists and dates come out as a reader of each language expects."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.language import NOTHING, Words, phrase, words

NL, EN = words("nl"), words("en")


def test_dutch_has_a_decimal_comma_and_english_a_point() -> None:
    assert NL.number(2.8) == "2,8"
    assert EN.number(2.8) == "2.8"


def test_halves_are_rounded_up() -> None:
    assert NL.number(2.25) == "2,3"
    assert NL.number(2.35) == "2,4"


def test_a_figure_that_is_a_half_but_for_the_machine_is_rounded_as_a_half() -> None:
    value = 3 * 0.15
    assert value < 0.45
    assert NL.number(value) == "0,5"


def test_nothing_to_say_is_a_dash_and_never_a_zero() -> None:
    assert NL.number(None) == NOTHING
    assert NL.percent(None) == NOTHING


def test_a_negative_number_has_a_true_minus_sign() -> None:
    assert NL.number(-1.2) == "−1,2"


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_a_share_between_none_and_all_is_never_printed_as_none_or_all(share: float) -> None:
    assert NL.percent(share) not in ("0%", "100%")


def test_none_and_all_are_printed_as_such() -> None:
    assert NL.percent(0) == "0%"
    assert NL.percent(1) == "100%"


def test_a_whole_number_loses_its_decimals() -> None:
    assert NL.shortest(60.0) == "60"
    assert NL.shortest(47.5) == "47,5"


def test_a_count_is_a_word_up_to_twelve() -> None:
    assert [NL.count(n) for n in (0, 1, 12, 13)] == ["nul", "één", "twaalf", "13"]


@pytest.mark.parametrize(
    ("parts", "dutch", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a en b", "a and b"),
        (["a", "b", "c"], "a, b en c", "a, b and c"),
    ],
)
def test_a_list_ends_with_and(parts: list[str], dutch: str, english: str) -> None:
    assert NL.listing(parts) == dutch
    assert EN.listing(parts) == english


def test_a_date_is_written_out() -> None:
    assert NL.date("2026-11-23") == "23 november 2026"
    assert EN.date(dt.date(2026, 3, 1)) == "1 March 2026"
    assert NL.month_year(dt.date(2027, 3, 1)) == "maart 2027"


def test_a_phrase_is_spoken_later_in_either_language() -> None:
    both = phrase("{all_but_last} and {last}", all_but_last="a", last="b")
    assert NL.say(both) == "a en b"
    assert EN.say(both) == "a and b"


def test_a_message_without_a_translation_is_spoken_in_english() -> None:
    assert Words("nl")("No translation of {thing}", thing="x") == "No translation of x"
