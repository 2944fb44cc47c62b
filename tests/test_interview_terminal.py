"""The interview in a real terminal, from the first question to the PDF."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal of this kind exists on Unix only", allow_module_level=True)

from interviews import QUESTIONNAIRE, script
from terminals import Terminal

from assess import store
from questionnaires.language import words
from questionnaires.model import LANGUAGES
from questionnaires.responses import Answer, Importance

ITEMS = list(script().items)


@pytest.fixture
def terminal(tmp_path):
    """Return what starts `assess` in this folder; all that is started is ended."""
    opened = []

    def start(*arguments, **more):
        opened.append(Terminal(tmp_path, *arguments, **more))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def stored(folder):
    """Return the one run of the store of a folder."""
    with store.open(str(folder / "meetlat.db")) as history:
        (run,) = history.runs()
        return history.responses(run.id)


def set_up(there, language, organisation="Gemeente Voorbeeld"):
    """Answer what comes before the interview, as IT management."""
    say = words(language)
    there.see(say("For which organisation is this run?"))
    there.press(organisation, "enter")
    there.see(say("I lead IT"))
    there.press("enter")
    there.see(QUESTIONNAIRE.context["A2"].question[language])
    there.press("4", "enter")
    there.see(say("How to answer"))
    there.press("enter")
    there.see("U1.1 ·")


def at_item(there, item_id):
    there.see(f"{item_id} ·")


def answer(there, items, key="c"):
    """Answer items that follow each other with the same letter."""
    for item_id in items:
        at_item(there, item_id)
        there.press(key, "enter")


def set_bar(there, domain_id, language):
    name = next(domain.name[language] for domain in QUESTIONNAIRE.domains if domain.id == domain_id)
    there.see(f"‘{name}’")
    there.press("d", "enter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_interview_from_the_first_question_to_the_pdf(terminal, tmp_path, language):
    say = words(language)
    there = terminal("run", "--lang", language)
    set_up(there, language)

    # an answer with a note and evidence
    there.press("c", "n")
    there.see(say("Evidence:"))
    there.press("only on weekdays", "tab", "handbook, page 3", "enter")
    there.see("only on weekdays", say("Your answer is {answer}.", answer="c"))
    there.press("n")
    there.see(say("do not save"))
    there.press(" and on Saturdays", "esc")
    there.see(say("Your answer is {answer}.", answer="c"))
    there.press("enter")
    at_item(there, "U1.2")

    # back, and changed
    there.press("left")
    at_item(there, "U1.1")
    there.press("b", "enter")
    answer(there, ["U1.2", "U1.3"])

    # don't know, with its follow-up
    at_item(there, "U2.1")
    there.press("?", "enter")
    there.see(say("press enter once more"))

    # ctrl-c in the middle of it
    there.press("ctrl-c")
    assert there.end() == 130
    place = say("question {number} of {total} ({item})", number=4, total=39, item="U2.1")
    there.see(say("Stopped at {place}. All your answers are saved.", place=place))
    assert b"\x1b[?1049l" in there.written
    assert "U2.1" in stored(tmp_path).respondents[0].answers

    # and exactly there again
    there = terminal("run", "--lang", language)
    there.see(say("Go on at {place}", place=say("question {number} ({item})", number=4, item="U2.1")))
    there.press("enter")
    there.see("U2.1 ·", say("press enter once more"))
    there.press("enter")
    answer(there, [item for item in ITEMS if item.startswith("U")][4:])
    set_bar(there, "U", language)

    # not applicable, with its reason
    answer(there, ["O1.1", "O1.2", "O1.3", "O2.1"])
    at_item(there, "O2.2")
    there.press("x", "enter")
    there.see(say("Why does this question not apply to you?"))
    there.press("we have no suppliers", "enter")
    answer(there, [item for item in ITEMS if item.startswith("O")][5:])
    set_bar(there, "O", language)
    answer(there, [item for item in ITEMS if item.startswith("S")])
    set_bar(there, "S", language)

    # what matters, and the department
    there.see(say("What matters most to you, and what least?"))
    there.press("down", "+", "down", "-", "enter")
    there.see(QUESTIONNAIRE.context["A3"].question[language])
    there.press("sixty", "enter")
    there.see(say("Fill in a number of days above zero, for example 60."))
    there.press(*["\x7f"] * 5, "60", "enter")
    there.see(say("{number} of {total}", number=3, total=9))
    there.press("25", "tab", "900", "enter")
    there.see(say("{number} of {total}", number=4, total=9))
    there.press("?", "enter")
    for number in range(5, 10):
        there.see(say("{number} of {total}", number=number, total=9))
        there.press("enter")

    # an answer changed in the overview
    there.see(say("{answered} of {total} answered", answered=39, total=39), say("on to the result"))
    there.press("down", "enter")
    at_item(there, "U1.1")
    there.press("e", "enter")
    there.see(say("Overview"), "[1 e*]")
    there.press("o")

    # the outcome
    there.see(say("What next"))
    assert there.end() == 0
    there.see(f"roadmap-{language}.pdf")
    assert (tmp_path / f"roadmap-{language}.pdf").read_bytes().startswith(b"%PDF")
    (person,) = stored(tmp_path).respondents
    assert person.answers["U1.1"] == Answer(level=5, note="only on weekdays", evidence="handbook, page 3")
    assert person.answers["U2.1"] == Answer(kind="unknown")
    assert person.answers["O2.2"] == Answer(kind="not_applicable", reason="we have no suppliers")
    assert set(person.answers) == set(ITEMS)
    assert person.ambition == {"U": 4, "O": 4, "S": 4}
    assert person.importance == Importance(most=("U2",), least=("U3",))
    assert [one.answer.level for one in stored(tmp_path).corrections if one.item == "U1.1"] == [3, 2]
    context = stored(tmp_path).context
    assert (context.capacity_days, context.it_staff, context.users, context.critical_data) == (60, 25, 900, "unknown")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_user_answers_in_the_run_of_somebody_else(terminal, tmp_path, language):
    say = words(language)
    there = terminal("run", "--lang", language)
    set_up(there, language)
    answer(there, ["U1.1"])
    at_item(there, "U1.2")
    there.press("ctrl-c")
    there.end()

    there = terminal("run", "--lang", language, "--add", "last", "--role", "user")
    there.see(say("Yes, everyone agrees to that"))
    there.press("enter")
    there.see(say("How to answer"))
    there.press("enter")
    answer(there, script("user").items, "b")
    there.see(say("What matters most to you yourself, and what least?"))
    there.press("+", "enter")
    there.see(say("{answered} of {total} answered", answered=16, total=16))
    there.press("o")
    there.see(say("Thank you. Your answers are saved."))
    assert there.end() == 0
    run = stored(tmp_path)
    assert [one.role for one in run.respondents] == ["it_management", "user"]
    assert (run.mode, run.is_anonymous, len(run.respondents[1].answers)) == ("survey", True, 16)
    assert run.respondents[1].importance == Importance(most=("U1",))
    assert not list(tmp_path.glob("*.pdf"))


def test_a_resize_in_the_middle_of_a_question_cuts_nothing(terminal):
    there = terminal("run", "--lang", "nl", columns=120, rows=40)
    set_up(there, "nl")
    there.press("d")
    sentences = [level["nl"] for level in QUESTIONNAIRE.items["U1.1"].levels]
    for columns, rows in ((60, 24), (80, 24), (100, 30), (60, 40)):
        there.resize(columns, rows)
        there.see(*sentences, "► d", "ctrl-c stoppen")


def test_an_idle_question_writes_nothing(terminal):
    there = terminal("run", "--lang", "nl")
    set_up(there, "nl")
    there.see("ctrl-c stoppen")
    so_far = len(there.written)
    assert not there._read(1.0), there.written[so_far:]


def test_a_closed_window_loses_nothing(terminal, tmp_path):
    there = terminal("run", "--lang", "nl")
    set_up(there, "nl")
    answer(there, ["U1.1"])
    at_item(there, "U1.2")
    there.close()
    assert stored(tmp_path).respondents[0].answers == {"U1.1": Answer(level=3)}


def test_ctrl_c_before_the_first_question_saves_nothing(terminal, tmp_path):
    there = terminal("run", "--lang", "nl")
    there.see("Voor welke organisatie")
    there.press("ctrl-c")
    assert there.end() == 130
    there.see("de eerste vraag was nog niet gesteld")
    with store.open(str(tmp_path / "meetlat.db")) as history:
        assert history.runs() == ()


def test_the_language_is_asked_first_where_nobody_said_which(terminal):
    there = terminal("run", more={"LANG": "en_GB.UTF-8"})
    there.see("Taal / Language", "How ambitious is your IT department?")
    there.press("down", "enter")
    there.see("Voor welke organisatie is deze meting?")


def test_without_colours_the_screen_has_only_bold(terminal):
    there = terminal("run", "--lang", "nl", more={"NO_COLOR": "1"})
    set_up(there, "nl")
    there.press("c")
    there.see("► c")
    assert b"\x1b[38;" not in there.written
    assert b"38;5;31" not in there.written


def test_a_terminal_that_knows_only_ascii_gets_other_signs_and_no_accents(terminal):
    there = terminal("run", "--lang", "nl", more={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    set_up_without_signs = (
        ("organisatie", "Gemeente Voorbeeld"),
        ("rol", ""),
        ("kwartalen", "4"),
        ("Zo antwoord je", ""),
    )
    for text, typed in set_up_without_signs:
        there.see(text)
        there.press(typed, "enter")
    there.see("U1.1 - 1 van 39", "<- terug")
    there.press("c")
    assert there.see("> c").isascii()
    assert "?" not in there.shown.replace("gewend zijn?", "").replace("     ?  Weet ik niet", "")


def test_the_offer_to_resume_lets_one_begin_anew(terminal, tmp_path):
    there = terminal("run", "--lang", "nl")
    set_up(there, "nl")
    there.press("ctrl-c")
    there.end()
    there = terminal("run", "--lang", "nl")
    there.see("Een nieuwe meting beginnen")
    there.press("down", "down", "enter")
    set_up(there, "nl", "Waterschap Voorbeeld")
    there.press("ctrl-c")
    there.end()
    with store.open(str(tmp_path / "meetlat.db")) as history:
        assert [run.organisation for run in history.runs()] == ["Gemeente Voorbeeld", "Waterschap Voorbeeld"]
