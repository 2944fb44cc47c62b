"""Who is known again from an earlier run: by their own word, and never a colleague of an anonymous run."""

from __future__ import annotations

import pytest
from test_interview_set_up import DUTCH, SAY, Somebody

from assess import store
from assess.recognising import last_time_of
from assess.set_up import new_respondent, new_run
from questionnaires import catalogue
from questionnaires.responses import Answer, Privacy, Respondent, Responses

QUESTIONNAIRE = catalogue.load()
YES, NO = "Ja; na elk antwoord", "Nee, dat was iemand anders"
SAME = "Was jij dat?"


@pytest.fixture
def history(tmp_path):
    with store.open(str(tmp_path / "meetlat.db")) as opened:
        yield opened


def earlier(history, *roles, date="2026-05-12", level=3, organisation="Gemeente Voorbeeld", is_open=False):
    """Take in a run in which people of some roles answered everything: r1, r2, …"""
    people = tuple(
        Respondent(
            id=f"r{number}",
            role=role,
            answers={item.id: Answer(level=level) for item in QUESTIONNAIRE.asked_of(role)},
        )
        for number, role in enumerate(roles, start=1)
    )
    responses = Responses(
        questionnaire="it-ambition@1.0.0",
        organisation=organisation,
        date=date,
        respondents=people,
        mode="solo" if len(people) == 1 else "survey",
        privacy=Privacy(mode="open" if is_open else "anonymous"),
    )
    return history.import_run(responses, QUESTIONNAIRE)


def seen_by(history, seat):
    found = last_time_of(history, seat.run_id, seat.respondent_id)
    return found and found.date


def test_who_says_yes_keeps_the_pseudonym_and_sees_last_time(history):
    earlier(history, "it_management")
    seat = new_run(history, Somebody(**{SAME: YES}), DUTCH)
    assert (seat.respondent_id, seen_by(history, seat)) == ("r1", "2026-05-12")


def test_who_says_no_is_another_person_also_for_the_comparison(history):
    earlier(history, "it_management")
    somebody = Somebody(**{SAME: NO})
    seat = new_run(history, somebody, DUTCH)
    assert (seat.respondent_id, seen_by(history, seat)) == ("r2", None)
    assert SAY("Then the report counts this as the answers of somebody else.") in somebody.said


@pytest.mark.parametrize(
    ("organisation", "date", "role"),
    [("Waterschap", "2026-05-12", "it_management"), ("Gemeente Voorbeeld", "2099-01-01", "it_management"),
     ("Gemeente Voorbeeld", "2026-05-12", "user")],
)  # fmt: skip
def test_nobody_is_asked_about_another_organisation_a_later_day_or_another_role(history, organisation, date, role):
    earlier(history, role, organisation=organisation, date=date)
    somebody = Somebody()
    seat = new_run(history, somebody, DUTCH)
    assert not [question for question in somebody.asked if SAME in question]
    assert seen_by(history, seat) is None


def test_the_last_run_counts_however_the_organisation_is_spelled(history):
    earlier(history, "it_management", date="2025-05-12", level=1)
    earlier(history, "it_management", date="2026-05-12", level=2, organisation="gemeente  VOORBEELD")
    earlier(history, "it_management", date="2025-11-12", level=4)
    seat = new_run(history, Somebody(**{SAME: YES}), DUTCH)
    last = last_time_of(history, seat.run_id, seat.respondent_id)
    assert (last.date, last.answers["U1.1"].answer.level) == ("2026-05-12", 2)


def test_in_an_anonymous_run_of_more_people_nobody_is_offered_the_answers_of_another(history):
    earlier(history, "it_management", "it_staff", "user", "user")
    seat = new_run(history, Somebody(), DUTCH)  # r1 came in with a file: nobody sat here
    assert (seat.respondent_id, seen_by(history, seat)) == ("r5", None)
    added = new_respondent(history, Somebody(rol="Ik ben gebruiker", herkennen="Nee, anoniem"), DUTCH, seat.run_id)
    assert (added.respondent_id, seen_by(history, added)) == ("r6", None)


def test_only_who_began_an_anonymous_run_here_is_known_again_and_only_on_beginning_the_next(history):
    first = new_run(history, Somebody(), DUTCH)
    history.record_answer(first.run_id, "r1", "U1.1", Answer(level=3))
    new_respondent(history, Somebody(rol="Ik werk bij IT", herkennen="Nee, anoniem"), DUTCH, first.run_id)
    for person in ("r1", "r2"):
        history.complete(first.run_id, person)
    history.record_header(first.run_id, date="2026-05-12")

    seat = new_run(history, Somebody(**{SAME: YES}), DUTCH)
    assert (seat.respondent_id, seen_by(history, seat)) == ("r1", "2026-05-12")
    colleague = new_respondent(history, Somebody(rol="Ik werk bij IT", herkennen="Nee, anoniem"), DUTCH, seat.run_id)
    assert (colleague.respondent_id, seen_by(history, colleague)) == ("r3", None)

    other = new_run(history, Somebody(rol="Ik werk bij IT"), DUTCH)
    manager = new_respondent(history, Somebody(rol="Ik geef leiding", herkennen="Nee, anoniem"), DUTCH, other.run_id)
    assert seen_by(history, manager) is None


def test_in_an_open_run_people_choose_who_they_were_and_nobody_twice(history):
    earlier(history, "it_staff", "it_staff", "it_staff", is_open=True)
    seat = new_run(history, Somebody(rol="Ik werk bij IT", **{"Wie was jij": "r2"}), DUTCH)
    assert (seat.respondent_id, seen_by(history, seat)) == ("r2", "2026-05-12")
    colleague = Somebody(rol="Ik werk bij IT", herkennen="Nee, anoniem", **{"Wie was jij": "Geen van deze"})
    seat = new_respondent(history, colleague, DUTCH, seat.run_id)
    assert (seat.respondent_id, seen_by(history, seat)) == ("r4", None)


def test_who_did_not_come_to_the_end_last_time_is_not_offered(history):
    run = earlier(history, "it_management")
    history.mark_position(run, "r1", "")
    somebody = Somebody()
    new_run(history, somebody, DUTCH)
    assert not [question for question in somebody.asked if SAME in question]


def test_who_of_then_is_in_this_run_is_counted(history):
    earlier(history, "it_management", "it_staff", is_open=True)
    seat = new_run(history, Somebody(**{SAME: YES}), DUTCH)
    found = last_time_of(history, seat.run_id, seat.respondent_id)
    assert (found.people, found.returning, found.answered) == (2, 1, 39)
