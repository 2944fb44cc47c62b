"""Saved, then shown: a question stays where its answer could not be saved."""

from __future__ import annotations

import pytest
from interviews import Recorder, after, at

from assess.errors import Mistake
from assess.interview.events import AnswerGiven, Enter, Overview, PlaceReached, Point, Skip, Submit, Weigh
from assess.sitting import Sitting, saver
from assess.store import open as open_store
from questionnaires import catalogue
from questionnaires.language import phrase
from questionnaires.responses import Answer, Importance, Responses


def full(_effect):
    raise Mistake(
        phrase("The disk is full; nothing was saved in {store}.", store="x"), phrase("Free some space and try again.")
    )


def test_the_question_stays_where_its_answer_could_not_be_saved():
    sitting = Sitting(after(at("U1.1"), Point(3)), full)
    sitting.happen(Enter())
    assert (sitting.walk.here.id, sitting.walk.answer) == ("U1.1", None)


def test_why_it_was_not_saved_is_said_with_the_way_out():
    sitting = Sitting(after(at("U1.1"), Point(3)), full)
    sitting.happen(Enter())
    assert [one.message for one in sitting.walk.notice] == [
        "The disk is full; nothing was saved in {store}.",
        "Free some space and try again.",
    ]


def test_a_sitting_knows_whether_the_last_answer_is_saved():
    sitting = Sitting(after(at("U1.1"), Point(3)), full)
    assert not sitting.is_unsaved
    sitting.happen(Enter())
    assert sitting.is_unsaved
    sitting.happen(Point(4))
    assert sitting.is_unsaved


def test_enter_once_more_saves_it_after_all():
    there = after(at("U1.1"), Point(3))
    recorder = Recorder(there.respondent, there.context, there.facts)
    is_full = [True]
    sitting = Sitting(there, lambda effect: full(effect) if is_full[0] else recorder.save(effect))
    sitting.happen(Enter())
    is_full[0] = False
    sitting.happen(Enter())
    assert recorder.respondent.answers == {"U1.1": Answer(level=3)}
    assert sitting.walk.here.id == "U1.2"


def test_an_answer_is_saved_before_the_place_that_comes_after_it():
    saved = []
    sitting = Sitting(after(at("U1.1"), Point(3)), saved.append)
    sitting.happen(Enter())
    assert [type(effect) for effect in saved] == [AnswerGiven, PlaceReached]


def test_the_seconds_count_from_the_moment_of_sitting_down():
    now = [1000.0]
    saved = []
    sitting = Sitting(after(at("U1.1"), Point(3)), saved.append, lambda: now[0])
    now[0] += 7.0
    sitting.happen(Enter())
    assert saved[0].seconds == 7.0


@pytest.fixture
def history(tmp_path):
    with open_store(str(tmp_path / "meetlat.db")) as opened:
        yield opened


@pytest.fixture
def seat(history):
    """Return a run with one respondent in it, by their ids."""
    questionnaire = catalogue.load()
    header = Responses(questionnaire=questionnaire.id, organisation="Voorbeeld", date="2026-11-23", respondents=())
    run_id = history.start(questionnaire, header)
    return run_id, history.add_respondent(run_id, "it_management")


def test_a_store_keeps_answers_and_the_place(history, seat):
    sitting = Sitting(at("U1.1"), saver(history, *seat))
    sitting.happen(Point(3))
    sitting.happen(Enter())
    sitting.happen(Skip())
    assert history.responses(seat[0]).respondents[0].answers == {"U1.1": Answer(level=3)}
    assert '"U1.3"' in history.summary(seat[0]).respondents[0].position


@pytest.mark.parametrize(
    ("place", "events", "kept"),
    [
        ("ambition:U", [Point(4), Enter()], lambda run: run.respondents[0].ambition == {"U": 4}),
        ("importance", [Weigh("most")], lambda run: run.respondents[0].importance == Importance(most=("U1",))),
        ("closing:A3", [Submit(("60",))], lambda run: run.context.capacity_days == 60),
        ("closing:R1", [Submit(("7,1",))], lambda run: run.facts.satisfaction == "7,1"),
    ],
)
def test_a_store_keeps_all_that_is_told(history, seat, place, events, kept):
    sitting = Sitting(at(place), saver(history, *seat))
    for event in events:
        sitting.happen(event)
    assert kept(history.responses(seat[0]))


def test_a_store_knows_who_came_to_the_end(history, seat):
    sitting = Sitting(at("overview"), saver(history, *seat))
    sitting.happen(Overview())
    assert history.summary(seat[0]).is_complete
