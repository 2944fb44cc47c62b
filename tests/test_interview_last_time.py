"""What the same person answered last time comes after the new answer is kept, and never before."""

from __future__ import annotations

import pytest
from interviews import QUESTIONNAIRE, after, at, opened_from_overview, saved_by, script
from msgspec.structs import replace

from assess.interview.events import (
    AnswerGiven,
    Back,
    Cancel,
    Enter,
    Note,
    Overview,
    PlaceReached,
    Point,
    Skip,
    Submit,
    Why,
)
from assess.interview.last_time import LastTime, answers_then
from assess.interview.places import OVERVIEW, Place
from assess.interview.stepping import begin, step
from assess.interview.walk import position_as_text
from assess.plain.texts import last_time_texts
from assess.screens.compose import compose
from questionnaires.language import words
from questionnaires.model import LANGUAGES
from questionnaires.responses import Answer, Context, Facts, Respondent
from reports.marks import SIGNS
from reports.text.lines import plain_text, width

THEN = {
    "U1.1": Answer(level=3, note="counted twice a year"),
    "U1.2": Answer(level=2),
    "U1.3": Answer(kind="unknown"),
    "U2.1": Answer(level=4),
    "O2.2": Answer(kind="not_applicable", reason="no suppliers then"),
}


def last_time(questionnaire=QUESTIONNAIRE, people=1, returning=1):
    person = Respondent(id="r1", role="it_management", answers=THEN)
    answers = answers_then(questionnaire, person, QUESTIONNAIRE)
    return LastTime(date="2026-05-12", answers=answers, answered=len(THEN), people=people, returning=returning)


def repeating(place, **known):
    """Return a walk at a place of somebody who answered before."""
    return replace(at(place, **known), last_time=last_time())


def drawn(walk, language="en", columns=80, rows=24):
    screen = compose(walk, columns, rows, SIGNS, words(language))
    return " ".join(" ".join(plain_text(line) for line in screen.lines).split())


def test_another_answer_is_saved_with_the_place_to_go_on_before_last_time_shows():
    step_taken = step(after(repeating("U1.1"), Point(4)), Enter(), 9.0)
    answer, reached = step_taken.effects
    assert isinstance(answer, AnswerGiven)
    assert isinstance(reached, PlaceReached)
    assert '"U1.2"' in reached.position
    assert step_taken.walk.mode == "looking_back"
    assert "counted twice a year" in drawn(step_taken.walk)


@pytest.mark.parametrize("on_the_way", [(), (Point(4),), (Point(4), Note()), (Why(),), (Point("unknown"), Enter())])
def test_nothing_of_last_time_is_on_the_screen_before_the_answer_is_kept(on_the_way):
    walking = after(repeating("U1.1"), *on_the_way)
    assert "counted twice a year" not in drawn(walking)
    assert "12 May 2026" not in drawn(walking)


def test_one_key_goes_on():
    walking = after(repeating("U1.1"), Point(4), Enter())
    for key in (Enter(), Skip(), Cancel()):
        gone_on = step(walking, key, 20.0)
        assert (gone_on.walk.here.id, gone_on.walk.mode, gone_on.effects) == ("U1.2", "choosing", ())


def test_letters_typed_ahead_change_nothing_and_end_up_in_no_note():
    walking = after(repeating("U1.1"), Point(4), Enter())
    assert after(walking, Point(2), Overview(), Why()) == walking


def test_the_same_answer_is_told_in_a_line_at_the_next_question():
    walking = after(repeating("U1.1"), Point(3), Enter())
    assert (walking.here.id, walking.mode) == ("U1.2", "choosing")
    assert "U1.1: the same as last time." in drawn(walking)
    assert "the same as last time" not in drawn(after(walking, Point(1)))


def test_what_changed_goes_behind_the_note_and_costs_no_time():
    walking = after(repeating("U1.1"), Point(4), Note(), Submit(("on weekdays", "handbook")), seconds=5.0)
    walking = after(walking, Enter(), Note())
    (given,) = saved_by(walking, Submit((" a new tool ",)), seconds=90.0)
    assert given.answer == Answer(level=4, note="on weekdays. a new tool", evidence="handbook")
    assert given.seconds == walking.respondent.seconds["U1.1"]
    assert after(walking, Submit(("a new tool",))).here.id == "U1.2"


def test_an_empty_note_is_none_and_escape_takes_it_back():
    walking = after(repeating("U1.1"), Point(4), Enter(), Note())
    assert saved_by(walking, Submit(("  ",))) == ()
    assert after(walking, Cancel()).mode == "looking_back"


def test_after_a_dont_know_last_time_waits_for_the_follow_up():
    walking = after(repeating("U1.1"), Point("unknown"), Enter())
    assert (walking.mode, walking.position.following_up) == ("choosing", True)
    assert after(walking, Enter()).mode == "looking_back"
    changed = after(walking, Point(3), Enter())
    assert (changed.here.id, len(changed.notice)) == ("U1.2", 1)


@pytest.mark.parametrize(
    ("item", "said"),
    [("U1.3", "I don’t know"), ("O2.2", "Not applicable Reason: no suppliers then")],
)
def test_a_dont_know_and_a_not_applicable_of_then_are_told_as_such(item, said):
    assert said in drawn(after(repeating(item), Point(3), Enter()))


def test_a_reason_is_an_answer_too():
    walking = after(repeating("O2.2"), Point("not_applicable"), Enter(), Submit(("none now",)))
    assert (walking.here.id, len(walking.notice)) == ("O2.3", 1)


@pytest.mark.parametrize("leave", [Enter(), Skip(), Back(), Overview()])
def test_an_answer_that_was_saved_with_a_note_is_compared_on_leaving(leave):
    walking = after(repeating("U1.2"), Point(4), Note(), Submit(("", "")))
    assert walking.mode == "choosing"
    looking = after(walking, leave)
    assert looking.mode == "looking_back"
    assert after(looking, Enter()).position == looking.onward


def test_an_answer_that_is_changed_on_going_back_is_compared_again_and_else_not():
    walking = after(repeating("U1.1"), Point(4), Enter(), Enter(), Back())
    assert walking.here.id == "U1.1"
    assert after(walking, Enter()).here.id == "U1.2"
    assert after(walking, Point(5), Enter()).mode == "looking_back"
    assert "the same as last time" in drawn(after(walking, Point(3), Enter()))


def test_back_from_last_time_is_to_the_question_itself():
    back = step(after(repeating("U1.1"), Point(4), Enter()), Back(), 9.0)
    assert (back.walk.here.id, back.walk.mode, back.walk.pointer) == ("U1.1", "choosing", 4)
    assert [isinstance(effect, PlaceReached) for effect in back.effects] == [True]


def test_who_came_from_the_overview_goes_back_there():
    walking = replace(opened_from_overview(at("U1.3"), Place("item", "U1.1")), last_time=last_time())
    walking = after(walking, Point(5), Enter())
    assert walking.mode == "looking_back"
    assert after(walking, Enter()).here == OVERVIEW


def test_who_stops_at_last_time_goes_on_at_the_next_question_with_the_answer_kept():
    walking = after(repeating("U1.1"), Point(4), Enter(), Note())
    assert walking.resumes_at.place.id == "U1.2"
    again = begin(
        script(), walking.respondent, Context(), Facts(),
        position=position_as_text(walking.resumes_at), now=0.0, last_time=last_time(),
    )  # fmt: skip
    assert (again.here.id, again.respondent.answers["U1.1"].level) == ("U1.2", 4)
    assert after(again, Back(), Enter()).mode == "choosing"


def revised(**items):
    """Return the questionnaire of then, in which some items had another `rev` or were called otherwise."""
    domains = tuple(
        replace(
            domain,
            capabilities=tuple(
                replace(
                    part, items=tuple(replace(one, **items.get(one.id.replace(".", "_"), {})) for one in part.items)
                )
                for part in domain.capabilities
            ),
        )
        for domain in QUESTIONNAIRE.domains
    )
    return replace(QUESTIONNAIRE, domains=domains)


def test_a_question_that_means_something_else_now_shows_nothing():
    before = revised(U1_1={"rev": 2})
    walking = replace(at("U1.1"), last_time=last_time(before))
    walking = after(walking, Point(5), Enter())
    assert (walking.here.id, walking.mode, walking.notice) == ("U1.2", "choosing", ())
    said = drawn(
        replace(at("U1.1"), position=replace(walking.position, place=Place("instruction")), last_time=last_time(before))
    )
    assert "One question of then means something else now, or is gone; of that one nothing is shown." in said


def test_the_start_says_that_last_time_comes_afterwards_and_who_of_then_is_here():
    start = replace(at("U1.1"), position=replace(at("U1.1").position, place=Place("instruction")))
    assert "12 May 2026" not in drawn(start)
    assert "You answered on 12 May 2026 as well." in drawn(replace(start, last_time=last_time()))
    said = drawn(replace(start, last_time=last_time(people=5, returning=1)), "nl", rows=30)
    assert "Van de vijf mensen van toen doet er tot nu toe één mee aan deze meting." in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("columns", "rows"), [(60, 24), (80, 24), (80, 16), (120, 40)])
@pytest.mark.parametrize("mode", ["looking_back", "telling_change"])
def test_the_screen_fits_every_window(language, columns, rows, mode):
    longest = max(QUESTIONNAIRE.items.values(), key=lambda item: len(str(item.levels)))
    note = Answer(level=2, note="word " * 80)
    then = answers_then(
        QUESTIONNAIRE, Respondent(id="r1", role="it_management", answers={longest.id: note}), QUESTIONNAIRE
    )
    walking = replace(at(longest.id), last_time=replace(last_time(), answers=then))
    walking = after(walking, Point(3), Enter(), *([Note()] if mode == "telling_change" else []))
    assert walking.mode == mode
    screen = compose(walking, columns, rows, SIGNS, words(language))
    assert len(screen.lines) + len(screen.fields) <= rows
    assert all(width(plain_text(line)) <= columns for line in screen.lines)


def test_plain_lines_call_the_sentence_by_its_number():
    walking = after(repeating("U1.1"), Point(4), Enter())
    sentence = QUESTIONNAIRE.items["U1.1"].levels[2]["en"].rstrip(".")
    assert last_time_texts(walking, words("en")) == [
        f"On 12 May 2026 your answer was: 3, {sentence}.",
        "Note: counted twice a year.",
    ]
