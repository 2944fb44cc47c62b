"""Last time's answer in a real terminal: asked who this is, answered, compared, noted, stopped at and gone on."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal of this kind exists on Unix only", allow_module_level=True)

from interviews import QUESTIONNAIRE
from terminals import Terminal

from assess import store
from questionnaires.language import words
from questionnaires.model import LANGUAGES
from questionnaires.responses import Answer, Respondent, Responses

THEN = "2026-05-12"
CALL = ("run", "--organisation", "Gemeente Voorbeeld", "--role", "it_management")
ANSWERS = {item.id: Answer(level=3) for item in QUESTIONNAIRE.asked_of("it_management")} | {
    "U1.1": Answer(level=3, note="asked twice a year"),
    "U1.3": Answer(kind="unknown"),
}


@pytest.fixture
def folder(tmp_path):
    """Return a folder whose store holds a run of half a year ago."""
    run = Responses(
        questionnaire="it-ambition@1.0.0",
        organisation="Gemeente Voorbeeld",
        date=THEN,
        respondents=(Respondent(id="r1", role="it_management", answers=ANSWERS),),
    )
    with store.open(str(tmp_path / "meetlat.db")) as history:
        history.import_run(run, QUESTIONNAIRE)
    return tmp_path


def answered(folder):
    """Return what is kept of the one person of the latest run."""
    with store.open(str(folder / "meetlat.db")) as history:
        (person,) = history.responses(history.find("last")).respondents
    return person


def begun(folder, language, *more):
    """Begin a new run, and say that it is the same person as then."""
    say = words(language)
    there = Terminal(folder, *CALL, "--lang", language, *more, rows=50 if more else 24)
    there.see(say("What do you want to do?"))
    if more:
        there.press("2", "enter")
    else:
        there.press("down", "enter")
    there.see(QUESTIONNAIRE.context["A2"].question[language])
    there.press("4", "enter")
    there.see(say("Yes; after each answer I see what I chose then"))
    there.press(*(["1"] if more else []), "enter")
    there.see(say("How to answer"))
    return there, say


@pytest.mark.parametrize("language", LANGUAGES)
def test_last_time_comes_after_the_answer_and_one_key_goes_on(folder, language):
    there, say = begun(folder, language)
    date = words(language).date(THEN)
    try:
        there.see(say("How to answer"), date)
        there.press("enter")
        there.see("U1.1 ·")
        there.press("d")
        assert "asked twice a year" not in there.see("► d")
        there.press("enter")
        there.see(say("Your answer is saved. On {date} you chose something else.", date=date), "asked twice a year")
        assert answered(folder).answers == {"U1.1": Answer(level=4)}
        there.press("b", "enter")  # a letter too many is nothing

        there.see("U1.2 ·")
        there.press("c", "enter")
        there.see("U1.3 ·", say("{item}: the same as last time.", item="U1.2"))
        there.press("?", "enter")
        there.see(say("press enter once more"))
        there.press("enter")
        there.see("U2.1 ·", say("{item}: the same as last time.", item="U1.3"))

        there.press("left")  # an answer that changes on going back is held against last time again
        there.see("U1.3 ·")
        there.press("a", "enter")
        there.see(say("Your answer is saved. On {date} you chose something else.", date=date), say("I don’t know"))
        there.press("n")
        there.see(say("What changed?"))
        there.press("we went and asked", "enter")
        there.see("U2.1 ·")
        assert answered(folder).answers["U1.3"] == Answer(level=1, note="we went and asked")

        there.press("e", "enter")
        there.see(say("note what changed"))
        there.press("n")
        there.see(say("It goes into the note of your new answer."))
        there.press("half a thou", "ctrl-c")
        assert there.end() == 130
        place = say("question {number} of {total} ({item})", number=5, total=39, item="U2.2")
        there.see(say("Stopped at {place}. All your answers are saved.", place=place))
        assert answered(folder).answers["U2.1"] == Answer(level=5)
    finally:
        there.close()

    there = Terminal(folder, "run", "--lang", language)
    try:
        there.see(say("Go on at {place}", place=say("question {number} ({item})", number=5, item="U2.2")))
        there.press("enter")
        there.see("U2.2 ·")
        there.press("a", "enter")
        there.see(say("Your answer is saved. On {date} you chose something else.", date=date))
    finally:
        there.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_in_plain_lines(folder, language):
    there, say = begun(folder, language, "--plain")
    date, choice = words(language).date(THEN), say("Choice 1 to {last}", last=6)
    back = say("Enter goes on; n: note what changed; 0: back to the question")

    def reply(prompt, typed, *also):
        shown = there.see(prompt, *also)
        there.clear()
        there.press(typed, "enter")
        return shown

    try:
        said = reply(say("Enter starts with question 1"), "", date)
        assert "asked twice a year" not in said
        reply(choice, "4", "U1.1.")
        before = QUESTIONNAIRE.items["U1.1"].levels[2][language].rstrip(".")
        told = say("On {date} your answer was: {answer}.", date=date, answer=f"3, {before}")
        reply(back, "4", say("Saved: {answer}.", answer=4), told, say("Note: {text}", text="asked twice a year"))
        reply(back, "n", say("Type n for a note, or press enter."))
        reply(say("What changed?"), "a new desk")
        reply(choice, "3", "U1.2.")
        reply(choice, "3", say("{item}: the same as last time.", item="U1.2"), "U1.3.")
        reply(back, "", say("don’t know"))
        there.see("U2.1.")
        assert answered(folder).answers["U1.1"] == Answer(level=4, note="a new desk")
        there.press("stop", "enter")
        assert there.end() == 130
    finally:
        there.close()


def test_who_says_to_be_somebody_else_sees_nothing(folder):
    there = Terminal(folder, *CALL, "--lang", "nl")
    try:
        there.see("Wat wil je doen?")
        there.press("down", "enter")
        there.see(QUESTIONNAIRE.context["A2"].question["nl"])
        there.press("4", "enter")
        there.see("Nee, dat was iemand anders")
        there.press("down", "enter")
        assert "12 mei 2026" not in there.see("Zo antwoord je", "begin met vraag 1")
        there.press("enter")
        there.see("U1.1 ·")
        there.press("d", "enter")
        there.see("U1.2 ·")
        assert answered(folder).id == "r2"
    finally:
        there.close()
