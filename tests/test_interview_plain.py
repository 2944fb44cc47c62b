"""The interview in plain lines: one question, one list, one line to answer."""

from __future__ import annotations

import pytest
from interviews import QUESTIONNAIRE, Recorder, after, at, walk

from assess.interview.events import Point, Weigh
from assess.plain.conversation import interview
from assess.plain.texts import place_texts, with_numbers
from assess.sitting import Sitting
from questionnaires.language import words
from questionnaires.model import LANGUAGES
from questionnaires.responses import Answer, Importance


class Talk:
    """What was said, with somebody who types the next line whenever asked; then the input ends."""

    def __init__(self, walking, *typed, language="nl"):
        self.said = []
        self.lines = iter(typed)
        self.recorder = Recorder(walking.respondent, walking.context, walking.facts)
        self.sitting = Sitting(walking, self.recorder.save)
        try:
            interview(self.sitting, words(language), self.ask, self.said.append)
        except (EOFError, KeyboardInterrupt) as end:
            self.ended_by = type(end)

    def ask(self, prompt):
        self.said.append(prompt)
        line = next(self.lines, None)
        if line is None:
            raise EOFError
        return line

    @property
    def answers(self):
        return self.recorder.respondent.answers

    def after_the_question(self, item_id):
        """Return what was said from the question of an item on, but not its text and options."""
        start = next(number for number, text in enumerate(self.said) if f", {item_id}. " in text)
        options = len(place_texts(at(item_id), words("nl")))
        return self.said[start + options :]


def test_a_question_is_read_out_with_numbered_sentences():
    said = Talk(at("U4.2")).said
    question = QUESTIONNAIRE.items["U4.2"]
    assert said[:11] == [
        "",
        "Domein Gebruikersgerichtheid, onderdeel U4 Herstel en persoonlijke service. Nog ongeveer 27 minuten.",
        "",
        f"Vraag 11 van 39, U4.2. {question.question['nl']}",
        *[f"{number}. {level['nl']}" for number, level in enumerate(question.levels, start=1)],
        "6. Weet ik niet.",
        "Kies de laatste zin die helemaal klopt; bij twijfel de eerste van de twee. Typ h voor alle toetsen.",
    ]


def test_a_number_saves_the_answer_and_says_so():
    talk = Talk(at("U4.2"), "3")
    assert talk.answers == {"U4.2": Answer(level=3)}
    assert "Bewaard: 3." in talk.said


def test_what_is_no_number_is_told_what_is():
    talk = Talk(at("U4.2"), "zes", "7", "")
    assert talk.answers == {}
    assert talk.said.count("Typ een getal van 1 tot en met 6, of h voor alle toetsen.") == 3


def test_a_dont_know_is_followed_up_without_reading_the_sentences_again():
    talk = Talk(at("U4.2"), "6", "6")
    follow_up = "Dat mag. Welke zin komt het dichtst in de buurt? Weet je het echt niet, kies dan nog een keer 6."
    assert talk.said[talk.said.index(follow_up) :][:3] == [
        follow_up,
        "Keuze 1 tot en met 6: ",
        "Bewaard: weet ik niet.",
    ]
    assert talk.answers == {"U4.2": Answer(kind="unknown")}


def test_domain_and_minutes_are_said_again_only_with_a_new_capability():
    said = Talk(at("U4.2"), "3", "3").said
    assert [text.split(",")[0] for text in said if text.startswith("Domein")] == ["Domein Gebruikersgerichtheid"] * 2
    assert [text.split(".")[0] for text in said if text.startswith("Domein")][1].endswith("U5 Cultuur en leiderschap")


def test_the_keys_are_told_once():
    assert sum("Typ h voor alle toetsen." in text for text in Talk(at("U4.2"), "3", "3", "3").said) == 1


def test_h_tells_all_keys():
    said = " ".join(Talk(at("U4.2"), "h").said)
    assert all(
        f" {key}" in said for key in ("1 tot en met 6", "0: terug", "s: verder", "w: waarom", "o: overzicht", "stop")
    )


def test_zero_goes_back_and_enter_keeps_what_was_answered():
    talk = Talk(at("U4.2"), "3", "0", "")
    assert "Je antwoord is 3. Enter houdt dat zo." in talk.said
    assert talk.sitting.walk.here.id == "U4.3"


def test_a_note_is_typed_behind_the_number():
    talk = Talk(at("U4.2"), "3n", "alleen op werkdagen", "draaiboek")
    assert talk.answers == {"U4.2": Answer(level=3, note="alleen op werkdagen", evidence="draaiboek")}
    assert "Bewaard: 3 met notitie." in talk.said


def test_a_note_without_a_number_is_told_where_it_belongs():
    talk = Talk(at("U4.2"), "n")
    assert "Een notitie hoort bij een antwoord: typ de n achter het getal, zoals 3n." in talk.said


def test_enter_keeps_a_note_and_a_hyphen_takes_it_away():
    there = at("U4.2", answers={"U4.2": Answer(level=3, note="a", evidence="b")})
    assert Talk(there, "n", "", "-").answers == {"U4.2": Answer(level=3, note="a")}


def test_not_applicable_is_seven_and_asks_for_the_reason():
    talk = Talk(at("O3.3"), "7", "geen leveranciers")
    assert talk.answers == {"O3.3": Answer(kind="not_applicable", reason="geen leveranciers")}
    assert "Bewaard: niet van toepassing." in talk.said


def test_an_empty_reason_is_asked_again():
    talk = Talk(at("O3.3"), "7", "", "geen leveranciers")
    assert "Schrijf in een paar woorden waarom; zonder reden telt het niet." in talk.said
    assert talk.answers["O3.3"].reason == "geen leveranciers"


def test_back_from_the_reason_saves_nothing():
    talk = Talk(at("O3.3"), "7", "terug", "2")
    assert talk.answers == {"O3.3": Answer(level=2)}


def test_why_is_read_out_and_the_question_stays():
    talk = Talk(at("U4.2"), "w", "3")
    assert "Wat telt als bewijs." in talk.said
    assert talk.answers == {"U4.2": Answer(level=3)}


def test_stop_ends_it():
    assert Talk(at("U4.2"), "stop").ended_by is KeyboardInterrupt


def test_the_end_of_the_input_ends_it_too():
    assert Talk(at("U4.2")).ended_by is EOFError


def test_the_bar_is_a_number_too():
    assert Talk(at("ambition:U"), "4").recorder.respondent.ambition == {"U": 4}


def test_importance_is_typed_in_codes():
    talk = Talk(at("importance"), "u2, S3", "o1")
    assert talk.recorder.respondent.importance == Importance(most=("U2", "S3"), least=("O1",))
    assert talk.sitting.walk.here.id == "A3"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("U9", "Er is geen onderdeel U9."),
        ("U1 U2 U3 U4 U5", "Vier is het maximum."),
    ],
)
def test_codes_that_cannot_be_marked_are_asked_again(typed, complaint):
    talk = Talk(at("importance"), typed, "U2", "")
    assert complaint in talk.said
    assert talk.recorder.respondent.importance == Importance(most=("U2",))


def test_a_part_cannot_matter_most_and_least():
    talk = Talk(at("importance"), "U2", "U2", "U3")
    assert "Een onderdeel telt het meest of het minst, niet allebei." in talk.said
    assert talk.recorder.respondent.importance == Importance(most=("U2",), least=("U3",))


def test_marks_are_changed_by_typing_others_and_kept_by_enter():
    marked = after(at("importance"), Weigh("most"), Point("O1"), Weigh("least"))
    assert Talk(marked, "S1 O1", "").recorder.respondent.importance == Importance(most=("O1", "S1"))
    assert Talk(marked, "", "").recorder.respondent.importance in (None, marked.importance)


def test_closing_questions_are_asked_field_by_field():
    talk = Talk(at("closing:A4"), "25", "900")
    assert (talk.recorder.context.it_staff, talk.recorder.context.users) == (25, 900)


def test_a_wrong_number_is_told_and_asked_again():
    talk = Talk(at("closing:A3"), "veel", "60")
    assert "Vul een aantal dagen boven nul in, bijvoorbeeld 60." in talk.said
    assert talk.recorder.context.capacity_days == 60


def test_back_goes_back_from_a_field():
    assert Talk(at("closing:A4"), "terug").sitting.walk.here.id == "A3"


def test_the_overview_opens_an_answer_by_its_code_and_ends_with_enter():
    everything = dict.fromkeys(QUESTIONNAIRE.items, Answer(level=2))
    talk = Talk(at("overview", answers=everything), "u2.3", "4", "", language="nl")
    assert talk.answers["U2.3"] == Answer(level=4)
    assert talk.recorder.is_complete


def test_back_in_the_overview_only_the_count_is_read_out_again():
    said = Talk(at("overview"), "u2.3", "4").said
    assert said.count("O Uitbesteden, de lat: nog open.") == 1
    assert said[-2:] == [
        "Overzicht. 1 van 39 beantwoord.",
        "Typ de code van een vraag om die te openen; enter is afronden: ",
    ]


def test_every_answer_has_its_code_in_the_overview():
    said = " ".join(place_texts(at("overview"), words("nl")))
    assert all(f"{item} nog open" in said for item in QUESTIONNAIRE.items)
    assert all(f"{question} " in said for question in ("A3", "A4", "A5", "R1", "R2", "R3", "R4", "R5"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["it_management", "user"])
def test_the_instruction_names_sentences_by_number(role, language):
    instruction = place_texts(walk(role), words(language))[0]
    assert "4" in instruction
    assert "5" in instruction
    assert not {" c ", " d ", " e "} & {instruction[i : i + 3] for i in range(len(instruction))}


def test_the_english_article_is_no_sentence():
    assert with_numbers("Read from a to e. A year, or a day; d counts only if c does.") == (
        "Read from 1 to 5. A year, or a day; 4 counts only if 3 does."
    )


def test_the_closing_questions_are_counted_from_one():
    say = words("en")
    first = place_texts(at("importance"), say)[0]
    assert first.startswith("Closing question 1 of 9. What matters most to you")
    assert place_texts(at("closing:A3"), say)[0].startswith("Closing question 2 of 9.")
    assert not place_texts(at("importance", "user"), say)[0].startswith("Closing question")
