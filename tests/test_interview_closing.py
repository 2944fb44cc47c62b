"""What is typed at a closing question is read as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.interview.closing import BLANKS, Unreadable, fill, is_filled, typed
from questionnaires.model import LANGUAGES
from questionnaires.responses import Context, Facts


def told(question, *texts, context=None):
    return fill(question, texts, context or Context(), Facts())


@pytest.mark.parametrize(
    ("text", "days"),
    [("60", 60.0), (" 60 ", 60.0), ("47,5", 47.5), ("47.5", 47.5), ("1.200", 1200.0), ("1 200", 1200.0)],
)
def test_days_are_read_in_dutch_and_in_english(text, days):
    context, _ = told("A3", text)
    assert context.capacity_days == days


@pytest.mark.parametrize(
    "text", ["0", "-5", "zestig", "60 dagen", "1.2.3", "nan", "inf", "1e3", ",", "99999999999", "٦٠"]
)
def test_what_is_no_number_of_days_is_refused_with_an_example(text):
    assert told("A3", text) == Unreadable(told("A3", "x").remedy)
    assert "60" in told("A3", text).remedy.message


@pytest.mark.parametrize(("text", "count"), [("25", 25), ("1.200", 1200), ("1,200", 1200), ("12.500", 12500), ("0", 0)])
def test_people_are_counted_whole(text, count):
    context, _ = told("A4", text, "")
    assert (context.it_staff, context.users) == (count, None)


def test_half_a_person_is_refused():
    assert isinstance(told("A4", "2,5", "900"), Unreadable)


def test_one_wrong_number_leaves_both_as_they_were():
    assert isinstance(told("A4", "25", "many"), Unreadable)


def test_an_emptied_blank_is_not_told():
    context, _ = told("A4", "", "900", context=Context(horizon_quarters=4, it_staff=25))
    assert context == Context(horizon_quarters=4, users=900)


def test_facts_are_kept_as_they_were_written():
    _, facts = told("R1", "7,1 op 10")
    assert facts.satisfaction == "7,1 op 10"


@pytest.mark.parametrize(("text", "kept"), [("42", 42), ("ongeveer 40", "ongeveer 40"), ("0", 0), ("²", "²")])
def test_tools_are_a_number_or_words(text, kept):
    _, facts = told("R3", text, "")
    assert facts.tools_known == kept


def test_a_zero_is_filled_in():
    assert is_filled("R3", Context(), Facts(tools_known=0))
    assert not is_filled("R3", Context(), Facts())


def test_days_come_back_in_the_language_of_the_reader():
    half = Context(capacity_days=47.5)
    assert (typed("A3", half, Facts(), "nl"), typed("A3", half, Facts(), "en")) == (("47,5",), ("47.5",))


@given(st.floats(0.5, 10_000).map(lambda days: round(days, 1)), st.sampled_from(LANGUAGES))
def test_days_come_back_as_they_can_be_typed_again(days, language):
    (text,) = typed("A3", Context(capacity_days=days), Facts(), language)
    context, _ = told("A3", text)
    assert context.capacity_days == days


@given(st.sampled_from(sorted(BLANKS)), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_is_kept_or_refused(question, first, second):
    read = told(question, *(first, second)[: len(BLANKS[question])])
    assert isinstance(read, tuple | Unreadable)
