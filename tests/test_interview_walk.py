"""The walk through the questions: which comes next, what is saved, what is open."""

from __future__ import annotations

import pytest
from interviews import QUESTIONNAIRE, after, at, saved_by, script, walk

from assess.interview.events import (
    AnswerGiven,
    Back,
    BarSet,
    Cancel,
    Completed,
    ContextTold,
    Enter,
    FactsTold,
    GoTo,
    ImportanceMarked,
    Move,
    NextOpen,
    Note,
    Overview,
    Point,
    Skip,
    Submit,
    Weigh,
    Why,
)
from assess.interview.places import IMPORTANCE, INSTRUCTION, OVERVIEW, Place
from assess.interview.stepping import begin, step
from assess.interview.walk import SECONDS_AN_ITEM, position_as_text
from questionnaires.responses import Answer, Context, Facts, Importance, Respondent

# Which question comes next


def test_the_instruction_comes_first_and_the_overview_last():
    places = script().places
    assert (places[0], places[-1]) == (INSTRUCTION, OVERVIEW)


def test_the_bar_of_a_domain_is_asked_of_it_after_its_last_item():
    places = script("it_staff").places
    assert places[places.index(Place("item", "U5.3")) + 1] == Place("ambition", "U")


def test_what_matters_and_the_department_come_after_the_last_bar():
    places = script().places
    after_the_bars = places[places.index(Place("ambition", "S")) + 1 : -1]
    assert [place.id or place.kind for place in after_the_bars] == [
        "importance", "A3", "A4", "A5", "R1", "R2", "R3", "R4", "R5",
    ]  # fmt: skip


def test_users_are_asked_their_items_and_what_matters_and_nothing_else():
    kinds = [place.kind for place in script("user").places]
    assert kinds == ["instruction", *["item"] * 16, "importance", "overview"]


def test_suppliers_are_asked_their_items_and_nothing_else():
    assert [place.kind for place in script("supplier").places] == ["instruction", *["item"] * 3, "overview"]


def test_saving_an_answer_goes_on_to_the_next_question():
    assert after(at("U1.1"), Point(3), Enter()).here == Place("item", "U1.2")


def test_back_and_on_again_is_the_same_question():
    there = at("U2.1")
    assert after(there, Back(), Skip()).here == there.here


def test_there_is_nothing_before_the_instruction():
    assert after(walk(), Back()).here == INSTRUCTION


def test_skipping_leaves_a_question_open_and_saves_nothing():
    skipped = at("U1.1")
    assert saved_by(skipped, Skip()) == ()
    assert "U1.1" in after(skipped, Skip()).open_items


# Answering


def test_an_answer_is_saved_with_the_seconds_that_it_took():
    assert saved_by(after(at("U1.1"), Point(3)), Enter(), seconds=12.34) == (
        AnswerGiven("U1.1", Answer(level=3), 12.3),
    )


def test_seconds_of_a_second_visit_are_added_to_the_first():
    changed = after(at("U1.1"), Point(3), Enter(), Back(), Point(4), seconds=10.0)
    assert saved_by(changed, Enter(), seconds=5.0) == (AnswerGiven("U1.1", Answer(level=4), 15.0),)


def test_enter_without_a_choice_says_so_and_stays():
    stayed = after(at("U1.1"), Enter())
    assert stayed.here == Place("item", "U1.1")
    assert stayed.notice


def test_a_notice_is_gone_at_the_next_key():
    assert after(at("U1.1"), Enter(), Point(1)).notice == ()


def test_nothing_is_chosen_beforehand():
    assert at("U1.1").pointer is None


def test_the_pointer_stands_on_the_answer_when_one_comes_back():
    assert after(at("U1.1"), Point(4), Enter(), Back()).pointer == 4


def test_confirming_an_answer_saves_nothing_again():
    assert saved_by(after(at("U1.1"), Point(3), Enter(), Back()), Enter()) == ()


def test_moving_down_starts_at_the_first_sentence_and_stops_at_the_last_option():
    assert after(at("U1.1"), Move(1)).pointer == 1
    assert after(at("U1.1"), *[Move(1)] * 9).pointer == "unknown"


def test_an_option_that_the_question_does_not_have_is_not_pointed_at():
    assert after(at("U1.1"), Point("not_applicable")).pointer is None


# Don't know


def test_a_first_dont_know_is_saved_and_then_followed_up():
    pointed = after(at("U1.1"), Point("unknown"))
    assert [effect.answer for effect in saved_by(pointed, Enter())] == [Answer(kind="unknown")]
    followed_up = after(pointed, Enter())
    assert (followed_up.here.id, followed_up.position.following_up) == ("U1.1", True)


def test_enter_once_more_leaves_a_dont_know_as_it_is():
    asked_again = after(at("U1.1"), Point("unknown"), Enter())
    assert saved_by(asked_again, Enter()) == ()
    assert after(asked_again, Enter()).here.id == "U1.2"


def test_a_sentence_after_the_follow_up_takes_the_place_of_the_dont_know():
    closest = after(at("U1.1"), Point("unknown"), Enter(), Point(2), Enter())
    assert closest.respondent.answers["U1.1"] == Answer(level=2)


def test_an_item_is_followed_up_once():
    again = after(at("U1.1"), Point("unknown"), Enter(), Point(2), Enter(), Back(), Point("unknown"), Enter())
    assert (again.here.id, again.respondent.answers["U1.1"].kind) == ("U1.2", "unknown")


# Not applicable


def test_not_applicable_asks_for_the_reason_before_anything_is_saved():
    pointed = after(at("O3.3"), Point("not_applicable"))
    assert saved_by(pointed, Enter()) == ()
    assert after(pointed, Enter()).mode == "giving_reason"


def test_an_empty_reason_is_refused_in_words():
    refused = after(at("O3.3"), Point("not_applicable"), Enter(), Submit(("  ",)))
    assert (refused.mode, refused.answer) == ("giving_reason", None)
    assert refused.notice


def test_not_applicable_is_saved_with_its_reason():
    asked = after(at("O3.3"), Point("not_applicable"), Enter())
    (effect,) = saved_by(asked, Submit((" no suppliers ",)))
    assert effect.answer == Answer(kind="not_applicable", reason="no suppliers")


def test_going_back_from_the_reason_leaves_the_answer_as_it_was():
    cancelled = after(at("O3.3"), Point(2), Enter(), Back(), Point("not_applicable"), Enter(), Cancel())
    assert (cancelled.mode, cancelled.answer) == ("choosing", Answer(level=2))


# Notes and evidence


def test_a_note_needs_a_sentence_first():
    assert after(at("U1.1"), Note()).mode == "choosing"
    assert after(at("U1.1"), Note()).notice


def test_a_note_is_saved_together_with_the_answer_that_is_pointed_at():
    writing = after(at("U1.1"), Point(3), Note())
    (effect,) = saved_by(writing, Submit(("only on weekdays", " handbook, p. 3 ")))
    assert effect.answer == Answer(level=3, note="only on weekdays", evidence="handbook, p. 3")


def test_saving_a_note_stays_on_the_question():
    assert after(at("U1.1"), Point(3), Note(), Submit(("a", "b"))).here.id == "U1.1"


def test_a_note_moves_along_when_the_answer_changes():
    changed = after(at("U1.1"), Point(3), Note(), Submit(("a", "b")), Point(4), Enter())
    assert changed.respondent.answers["U1.1"] == Answer(level=4, note="a", evidence="b")


def test_a_note_that_is_thrown_away_changes_nothing():
    thrown_away = after(at("U1.1"), Point(3), Note(), Cancel())
    assert (thrown_away.answer, thrown_away.mode, thrown_away.pointer) == (None, "choosing", 3)


def test_an_emptied_note_is_gone():
    emptied = after(at("U1.1"), Point(3), Note(), Submit(("a", "b")), Note(), Submit(("", "b")))
    assert emptied.answer == Answer(level=3, evidence="b")


def test_a_user_writes_a_note_without_evidence():
    written = after(at("U1.3", "user"), Point(3), Note(), Submit(("a",)))
    assert written.answer == Answer(level=3, note="a")


def test_a_note_with_a_first_dont_know_is_followed_up_as_well():
    assert after(at("U1.1"), Point("unknown"), Note(), Submit(("ask facilities", ""))).position.following_up


# Why


def test_why_is_read_and_left_with_the_same_key():
    assert after(at("U1.1"), Point(2), Why()).mode == "reading_why"
    assert after(at("U1.1"), Point(2), Why(), Why()).pointer == 2


# The bar, and what matters


def test_the_bar_is_saved_for_its_domain():
    assert saved_by(after(at("ambition:O"), Point(4)), Enter()) == (BarSet("O", 4),)


def test_confirming_a_bar_saves_nothing_again():
    confirmed = after(at("ambition:O"), Point(4), Enter(), Back())
    assert saved_by(confirmed, Enter()) == ()


def test_a_mark_is_saved_at_once():
    assert saved_by(at("importance"), Weigh("most")) == (ImportanceMarked(Importance(most=("U1",))),)


def test_a_capability_matters_most_or_least_and_not_both():
    assert after(at("importance"), Weigh("most"), Weigh("least")).importance == Importance(least=("U1",))


def test_space_takes_a_mark_away():
    assert after(at("importance"), Weigh("most"), Weigh(None)).importance == Importance()


def test_a_fifth_mark_is_refused_in_words():
    four = after(at("importance"), *[event for _ in range(4) for event in (Weigh("most"), Move(1))])
    refused = after(four, Weigh("most"))
    assert refused.importance.most == ("U1", "U2", "U3", "U4")
    assert refused.notice


def test_going_on_without_marks_is_an_answer_too():
    assert saved_by(at("importance"), Enter()) == (ImportanceMarked(Importance()),)


# The closing questions


def test_capacity_and_size_are_kept_with_the_department():
    assert saved_by(at("closing:A3"), Submit(("60",))) == (
        ContextTold(Context(horizon_quarters=4, capacity_days=60.0)),
    )
    assert saved_by(at("closing:A4"), Submit(("25", "1.200"))) == (
        ContextTold(Context(horizon_quarters=4, it_staff=25, users=1200)),
    )


def test_an_optional_fact_is_kept_in_its_own_words():
    assert saved_by(at("closing:R1"), Submit(("7,1 op 10",))) == (FactsTold(Facts(satisfaction="7,1 op 10")),)


def test_a_blank_closing_question_saves_nothing_and_goes_on():
    left_blank = at("closing:R1")
    assert saved_by(left_blank, Submit(("",))) == ()
    assert after(left_blank, Submit(("",))).here.id == "R2"


def test_a_number_that_is_none_is_refused_and_the_question_stays():
    refused = after(at("closing:A3"), Submit(("sixty",)))
    assert (refused.here.id, refused.context.capacity_days) == ("A3", None)
    assert refused.notice


def test_critical_data_is_chosen():
    assert saved_by(after(at("closing:A5"), Point("unknown")), Enter()) == (
        ContextTold(Context(horizon_quarters=4, critical_data="unknown")),
    )


# The overview


def test_an_answer_opened_from_the_overview_comes_back_to_it():
    opened = after(at("U3.1"), Overview(), GoTo(Place("item", "U1.2")), Point(2), Enter())
    assert (opened.here, opened.cell) == (OVERVIEW, Place("item", "U1.2"))


def test_the_overview_goes_back_to_the_question_that_it_was_opened_from():
    assert after(at("U3.1"), Overview(), Overview()).here.id == "U3.1"


def test_opening_an_answer_from_the_overview_does_not_lose_the_way_back():
    assert after(at("U3.1"), Overview(), GoTo(Place("item", "U1.2")), Back(), Overview()).here.id == "U3.1"


def test_at_the_end_the_overview_leads_to_the_outcome():
    done = step(at("overview"), Overview(), 0.0)
    assert (done.walk.is_over, done.effects) == (True, (Completed(),))


def test_tab_moves_to_the_next_thing_that_is_open_and_around():
    answered = {item: Answer(level=2) for item in QUESTIONNAIRE.items if item not in ("U2.3", "S1.1")}
    bars = [event for domain in "UOS" for event in (GoTo(Place("ambition", domain)), Point(3), Enter())]
    at_first = after(at("overview", role="it_staff", answers=answered), *bars, GoTo(Place("item", "U1.1")), Back())
    tabbed = after(at_first, NextOpen())
    assert tabbed.cell.id == "U2.3"
    assert after(tabbed, NextOpen()).cell.id == "S1.1"
    asked_of_the_department = len(tabbed.open_places) - 2
    assert after(tabbed, *[NextOpen()] * (2 + asked_of_the_department)).cell.id == "U2.3"


def test_the_overview_opens_at_the_first_open_item_at_the_end():
    whole = {item: Answer(level=2) for item in QUESTIONNAIRE.items if item != "U2.3"}
    assert at("overview", answers=whole).cell == Place("item", "U2.3")


def test_arrows_move_over_rows_and_columns_and_stop_at_the_edges():
    opened = after(at("U1.1"), Overview())
    assert after(opened, Move(0, 2)).cell.id == "U1.3"
    assert after(opened, Move(0, 9)).cell.id == "U1.3"
    assert after(opened, Move(1, 0)).cell.id == "U2.1"
    assert after(opened, Move(-9, 0)).cell == Place("ambition", "U")


def test_every_answer_can_be_opened_from_the_overview():
    cells = {place for row in script().rows for place in row}
    asked = {place for place in script().places if place not in (INSTRUCTION, OVERVIEW)}
    assert cells == asked


# How far one is


def test_dont_know_and_not_applicable_count_as_answered():
    known = {"U1.1": Answer(kind="unknown"), "O3.3": Answer(kind="not_applicable", reason="none")}
    assert walk(answers=known).answered == 2


def test_minutes_left_follow_the_median_of_ones_own_pace():
    person = Respondent(
        id="r1",
        role="supplier",
        seconds={"O2.2": 60.0, "O3.2": 120.0, "O3.3": 900.0},
        answers={"O2.2": Answer(level=1)},
    )
    started = begin(script("supplier"), person, Context(), Facts(), position=None, now=0.0)
    assert started.minutes_left == 4  # two open, at 120 seconds


def test_minutes_left_rest_on_an_assumption_until_three_answers_are_timed():
    assert walk().minutes_left == int(39 * SECONDS_AN_ITEM / 60 + 0.5)


def test_minutes_left_do_not_change_while_a_question_stands():
    there = after(at("U1.1"), *[event for _ in range(4) for event in (Point(2), Enter())], seconds=300.0)
    pointed = after(there, Point(3), seconds=600.0)
    assert pointed.minutes_left == there.minutes_left


def test_no_minutes_are_left_when_nothing_is_open():
    everything = {item: Answer(level=2) for item in QUESTIONNAIRE.items}
    assert walk(answers=everything).minutes_left is None


# Resuming


def resumed(walking):
    """Begin again with what is saved of a walk."""
    position = position_as_text(walking.position)
    person, context, facts = walking.respondent, walking.context, walking.facts
    return begin(walking.script, person, context, facts, position=position, now=0.0)


@pytest.mark.parametrize("place", ["U5.1", "ambition:O", "importance", "closing:A4", "closing:A5", "overview"])
def test_an_interview_goes_on_exactly_where_it_was(place):
    assert resumed(at(place)).position == at(place).position


def test_the_follow_up_survives_an_interruption():
    again = resumed(after(at("U1.1"), Point("unknown"), Enter()))
    assert (again.position.following_up, again.pointer) == (True, "unknown")


def test_the_way_back_from_the_overview_survives_an_interruption():
    opened = after(at("U3.1"), Overview(), GoTo(Place("item", "U1.2")))
    assert after(resumed(opened), Skip(), Overview()).here.id == "U3.1"


def test_an_item_that_was_followed_up_before_the_interruption_is_not_followed_up_again():
    before = after(at("U1.1"), Point("unknown"), Enter(), Enter())
    again = after(resumed(before), Back(), Point(2), Enter(), Back(), Point("unknown"), Enter())
    assert again.here.id == "U1.2"


def test_whoever_came_in_with_a_file_goes_on_at_the_first_open_question():
    known = {"U1.1": Answer(level=2), "U1.3": Answer(level=2)}
    assert walk(answers=known).here == Place("item", "U1.2")


@pytest.mark.parametrize("text", ["", "{}", "U1.1", '{"place": {"kind": "item", "id": "Z9.9"}}'])
def test_a_position_that_means_nothing_here_is_the_beginning(text):
    assert walk(position=text).here == INSTRUCTION


def test_users_weigh_only_what_they_were_asked_about():
    weighing = at("importance", "user")
    assert weighing.here == IMPORTANCE
    assert "U5" not in weighing.options
    assert set(weighing.options) == {item_id.split(".")[0] for item_id in script("user").items}
