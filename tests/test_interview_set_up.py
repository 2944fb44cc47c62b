"""What is asked before the first question, and who goes on where."""

from __future__ import annotations

import datetime as dt

import pytest
from interviews import at, script

from assess import store
from assess.interview.events import Enter, Point
from assess.interview.walk import Position
from assess.resuming import seat_for, somebody_of
from assess.set_up import Wishes, mark_lines, new_respondent, new_run
from assess.sitting import Sitting, saver
from assess.whereabouts import moment_said, place_said
from questionnaires import catalogue
from questionnaires.language import words
from questionnaires.responses import Answer, Context, Privacy, Respondent, Responses
from reports.marks import SIGNS
from reports.text.lines import plain_text, width

QUESTIONNAIRE = catalogue.load()
DUTCH = Wishes(usual="nl", language="nl")
SAY = words("nl")


class Somebody:
    """A person who answers questions by what is asked; `answers` holds a label or a text for a part of a question."""

    marks = SIGNS
    columns = 80

    def __init__(self, **answers):
        self.answers = (
            answers | {"organisatie": "Gemeente Voorbeeld", "kwartalen": "", "rol": "Ik geef leiding"} | answers
        )
        self.said = []
        self.drawn = []
        self.asked = []
        self.refused = []

    def say(self, text, **_weight):
        self.said.append(text)

    def draw(self, lines):
        self.drawn += [plain_text(line) for line in lines]

    def _answer(self, question):
        self.asked.append(question)
        return next(answer for part, answer in self.answers.items() if part in question)

    def text(self, question, check, _words):
        given = self._answer(question)
        for typed in given if isinstance(given, list) else [given]:
            wrong = check(typed)
            if wrong is None:
                return typed
            self.refused.append((typed, wrong))
        raise AssertionError(f"{question}: {self.refused}")

    def choose(self, question, options, _words):
        label = self._answer(question)
        return next(value for value, text in options if text.startswith(label))


@pytest.fixture
def history(tmp_path):
    with store.open(str(tmp_path / "meetlat.db")) as opened:
        yield opened


def begun(history, **answers):
    return new_run(history, Somebody(**answers), DUTCH)


def answered(history, seat, *events):
    """Let somebody do things in the interview of a seat, beginning at U1.1."""
    run = history.responses(seat.run_id)
    person = next(one for one in run.respondents if one.id == seat.respondent_id)
    first = next(iter(script(person.role).items))
    sitting = Sitting(at(first, person.role), saver(history, seat.run_id, seat.respondent_id))
    for event in events:
        sitting.happen(event)


# A new run


def test_a_new_run_keeps_what_was_said_beforehand(history):
    seat = begun(history, kwartalen="6")
    run = history.responses(seat.run_id)
    assert (run.organisation, run.language, run.mode) == ("Gemeente Voorbeeld", "nl", "solo")
    assert run.context == Context(horizon_quarters=6)
    assert [one.role for one in run.respondents] == ["it_management"]
    assert run.date == dt.datetime.now().astimezone().date().isoformat()


def test_a_blank_horizon_is_four_quarters(history):
    somebody = Somebody()
    assert history.responses(new_run(history, somebody, DUTCH).run_id).context.horizon_quarters == 4
    assert "Dan loopt het plan over vier kwartalen." in somebody.said


@pytest.mark.parametrize("typed", ["0", "13", "vier", "-1", "2.5"])
def test_a_horizon_is_one_to_twelve_quarters(history, typed):
    somebody = Somebody(kwartalen=[typed, "12"])
    new_run(history, somebody, DUTCH)
    assert somebody.refused == [(typed, "Vul een aantal kwartalen in, van 1 tot en met 12.")]


def test_an_organisation_has_a_name(history):
    somebody = Somebody(organisatie=["  ", " Gemeente Voorbeeld "])
    seat = new_run(history, somebody, DUTCH)
    assert history.responses(seat.run_id).organisation == "Gemeente Voorbeeld"
    assert somebody.refused == [("  ", "Vul een naam in; die staat straks op het rapport.")]


@pytest.mark.parametrize(("label", "role"), [("Ik ben gebruiker", "user"), ("Ik werk bij een leverancier", "supplier")])
def test_users_and_suppliers_get_their_own_introduction_and_no_horizon(history, label, role):
    somebody = Somebody(rol=label)
    new_run(history, somebody, DUTCH)
    assert QUESTIONNAIRE.introduction[role]["nl"] in somebody.said
    assert not [question for question in somebody.asked if "kwartalen" in question]


def test_what_was_said_on_the_command_line_is_not_asked(history):
    somebody = Somebody()
    new_run(history, somebody, Wishes(usual="nl", language="en", organisation="Waterschap", role="user"))
    assert somebody.asked == []


def test_the_language_is_asked_where_nobody_said_which(history):
    somebody = Somebody(Language="English", organisation="City of Example", role="I lead IT", quarters="")
    seat = new_run(history, somebody, Wishes(usual="nl"))
    assert (somebody.asked[0], seat.language) == ("Taal / Language", "en")
    assert QUESTIONNAIRE.introduction["it"]["en"] in somebody.said


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_command_to_type_is_never_broken(history, columns):
    somebody = Somebody()
    somebody.columns = columns
    new_run(history, somebody, DUTCH)
    assert [line for line in somebody.drawn if "assess run --plain" in line]
    assert max(width(line) for line in somebody.drawn) < columns


# Somebody else in a run


def test_a_run_becomes_a_survey_when_a_second_person_answers(history):
    seat = begun(history)
    new_respondent(history, Somebody(rol="Ik ben gebruiker", herkennen="Nee"), DUTCH, seat.run_id)
    run = history.responses(seat.run_id)
    assert (run.mode, run.is_anonymous) == ("survey", True)


def test_answers_may_be_recognised_only_when_everyone_agrees(history):
    seat = begun(history)
    new_respondent(history, Somebody(rol="Ik ben gebruiker", herkennen="Ja"), DUTCH, seat.run_id)
    assert history.responses(seat.run_id).privacy.mode == "open"
    new_respondent(history, Somebody(rol="Ik ben gebruiker", **{"Vind jij": "Ja"}), DUTCH, seat.run_id)
    assert history.responses(seat.run_id).privacy.mode == "open"
    new_respondent(history, Somebody(rol="Ik ben gebruiker", **{"Vind jij": "Nee"}), DUTCH, seat.run_id)
    assert history.responses(seat.run_id).privacy.mode == "anonymous"


def test_in_an_anonymous_run_nobody_is_asked_about_privacy(history):
    seat = begun(history)
    new_respondent(history, Somebody(rol="Ik werk bij IT", herkennen="Nee"), DUTCH, seat.run_id)
    third = Somebody(rol="Ik ben gebruiker")
    new_respondent(history, third, DUTCH, seat.run_id)
    assert third.asked == ["In welke rol antwoord je?"]


def test_the_threshold_of_a_run_is_kept(history):
    header = Responses(
        questionnaire="it-ambition", organisation="A", date="2026-11-23", privacy=Privacy(threshold=8),
        respondents=(Respondent(id="r1", role="it_management"),),
    )  # fmt: skip
    run_id = history.import_run(header, QUESTIONNAIRE)
    new_respondent(history, Somebody(rol="Ik ben gebruiker", herkennen="Nee"), DUTCH, run_id)
    assert history.responses(run_id).privacy == Privacy(threshold=8)


# The offer to resume


def test_nothing_is_offered_in_an_empty_store(history):
    somebody = Somebody()
    seat_for(history, somebody, DUTCH)
    assert somebody.asked[0] == "Voor welke organisatie is deze meting?"


def test_a_run_under_way_is_offered_with_how_far_it_is(history):
    answered(history, begun(history), Point(3), Enter(), Point(2), Enter())
    somebody = Somebody(doen="Verdergaan bij vraag 3 (U1.3)")
    seat = seat_for(history, somebody, DUTCH)
    assert somebody.said[0].startswith(
        "Je bent bezig met een meting voor Gemeente Voorbeeld: 2 van 39 vragen beantwoord als IT-management, "
        "het laatst vandaag om "
    )
    assert '"U1.3"' in seat.position


def test_a_run_that_is_complete_is_offered_for_changes(history):
    first = begun(history)
    answered(history, first, Point(3), Enter())
    history.complete(first.run_id, first.respondent_id)
    somebody = Somebody(doen="Een antwoord veranderen")
    seat = seat_for(history, somebody, DUTCH)
    assert somebody.said[0].startswith("Je meting voor Gemeente Voorbeeld is klaar: 1 van 39 vragen beantwoord")
    assert (seat.run_id, seat.respondent_id) == (first.run_id, first.respondent_id)


def test_a_run_under_way_is_not_offered_for_changes(history):
    answered(history, begun(history), Point(3), Enter())
    offered = []

    class Reader(Somebody):
        def choose(self, _question, options, _words):
            offered.extend(label for _, label in options)
            return options[0][0]

    seat_for(history, Reader(), DUTCH)
    assert offered == [
        "Verdergaan bij vraag 2 (U1.2)",
        "Iemand anders laten antwoorden in deze meting",
        "Een nieuwe meting beginnen; deze blijft bewaard",
    ]


def test_the_offer_lets_somebody_else_answer(history):
    first = begun(history)
    somebody = Somebody(doen="Iemand anders", rol="Ik ben gebruiker", herkennen="Nee")
    seat = seat_for(history, somebody, DUTCH)
    assert (seat.run_id, seat.respondent_id) == (first.run_id, "r2")


def test_the_offer_lets_one_begin_anew(history):
    first = begun(history)
    seat = seat_for(history, Somebody(doen="Een nieuwe meting"), DUTCH)
    assert seat.run_id != first.run_id
    assert len(history.runs()) == 2


def test_the_offer_leads_to_other_runs(history):
    first = begun(history)
    begun(history, organisatie="Waterschap Voorbeeld")
    offers = iter(["Een andere meting kiezen (1)", "Verdergaan"])

    class Wanderer(Somebody):
        def _answer(self, question):
            return next(offers) if "doen" in question else "Gemeente Voorbeeld"

    assert seat_for(history, Wanderer(), DUTCH).run_id == first.run_id


def test_each_of_several_people_under_way_is_offered_by_role(history):
    first = begun(history)
    answered(history, first, Point(3), Enter())
    second = new_respondent(history, Somebody(rol="Ik ben gebruiker", herkennen="Nee"), DUTCH, first.run_id)
    answered(history, second, Point(3), Enter())
    offered = Somebody(doen="Verdergaan bij vraag 2 (U2.2) als gebruiker")
    assert seat_for(history, offered, DUTCH).respondent_id == second.respondent_id


def test_an_organisation_on_the_command_line_goes_on_with_its_own_run(history):
    begun(history)
    begun(history, organisatie="Waterschap Voorbeeld")
    wishes = Wishes(usual="nl", language="nl", organisation="Gemeente Voorbeeld")
    seat = seat_for(history, Somebody(doen="Verdergaan"), wishes)
    assert history.responses(seat.run_id).organisation == "Gemeente Voorbeeld"


def test_a_run_goes_on_in_its_own_language_unless_another_was_asked_for(history):
    begun(history)
    assert seat_for(history, Somebody(doen="Verdergaan"), Wishes(usual="en")).language == "nl"
    english = Somebody(do="Go on")
    assert seat_for(history, english, Wishes(usual="nl", language="en")).language == "en"


def test_whoever_came_in_with_a_file_goes_on_at_the_first_open_question(history):
    person = Respondent(id="r1", role="it_management", answers={"U1.1": Answer(level=2)})
    responses = Responses(questionnaire="it-ambition", organisation="A", date="2026-11-23", respondents=(person,))
    run_id = history.import_run(responses, QUESTIONNAIRE)
    assert seat_for(history, Somebody(doen="Verdergaan bij vraag 2 (U1.2)"), DUTCH).run_id == run_id


def test_one_of_several_people_of_a_file_is_chosen(history):
    people = tuple(Respondent(id=name, role="user") for name in ("anna", "bert"))
    responses = Responses(questionnaire="it-ambition", organisation="A", date="2026-11-23", respondents=people)
    run_id = history.import_run(responses, QUESTIONNAIRE)
    assert somebody_of(history, Somebody(Wie="bert"), DUTCH, run_id).respondent_id == "bert"


def test_a_run_without_respondents_is_not_offered(history):
    history.start(
        QUESTIONNAIRE, Responses(questionnaire="it-ambition", organisation="A", date="2026-11-23", respondents=())
    )
    somebody = Somebody()
    seat_for(history, somebody, DUTCH)
    assert somebody.asked[0] == "Voor welke organisatie is deze meting?"


# Where somebody is, and when that was


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("U5.1", "vraag 13 (U5.1)"),
        ("ambition:O", "de lat voor ‘Uitbesteden’"),
        ("importance", "de slotvragen"),
        ("closing:R1", "de slotvragen"),
        ("overview", "het overzicht"),
    ],
)
def test_a_place_is_said_in_words(place, said):
    assert place_said(at(place).position, script(), SAY) == said


def test_an_item_is_said_with_the_total_where_it_stopped():
    assert place_said(at("U5.1").position, script(), SAY, of_total=True) == "vraag 13 van 39 (U5.1)"


def test_before_the_first_question_somebody_is_at_question_one():
    assert place_said(Position(script().places[0]), script(), SAY) == "vraag 1"


@pytest.mark.parametrize(
    ("days_ago", "dutch", "english"),
    [
        (0, "vandaag om 9.05", "today at 9:05"),
        (1, "gisteren om 9.05", "yesterday at 9:05"),
        (20, "op 3 november 2026 om 9.05", "on 3 November 2026 at 9:05"),
    ],
)
def test_a_moment_is_said_as_seen_from_now(days_ago, dutch, english):
    now = dt.datetime(2026, 11, 23, 16, 42, tzinfo=dt.UTC)
    moment = now.replace(hour=9, minute=5) - dt.timedelta(days=days_ago)
    assert moment_said(moment, now, SAY) == dutch
    assert moment_said(moment, now, words("en")) == english


@pytest.mark.parametrize("columns", [60, 79, 80, 120])
def test_the_mark_fits_the_window_with_its_legend(columns):
    lines = mark_lines(SIGNS, SAY, columns)
    assert max(width(plain_text(line)) for line in lines) < columns
    assert "hoe hoog de lat ligt" in plain_text(lines[-1])
