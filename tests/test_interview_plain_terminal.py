"""Plain mode in a real terminal, from the first question to the PDF."""

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
from questionnaires.responses import Answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_interview_in_plain_mode(tmp_path, language):
    say = words(language)
    there = Terminal(tmp_path, "run", "--plain", "--lang", language, rows=50)

    def reply(prompt, typed):
        there.see(prompt)
        there.clear()
        there.press(typed, "enter")

    choice = {last: say("Choice 1 to {last}", last=last) for last in (3, 4, 5, 6, 7)}
    reply(say("For which organisation is this run?"), "Gemeente Voorbeeld")
    reply(choice[4], "1")
    reply(QUESTIONNAIRE.context["A2"].question[language], "4")
    reply(say("Enter starts with question 1"), "")
    items = script().items
    for domain in QUESTIONNAIRE.domains:
        for item_id in script().items_in(domain):
            reply(choice[7 if items[item_id].not_applicable else 6], "3")
            if item_id == "U1.2":  # back, changed, with a note
                reply(choice[6], "0")
                reply(choice[6], "2n")
                reply(say("Note"), "only on weekdays")
                reply(say("Evidence"), "handbook")
                reply(choice[6], "")
            if item_id == "U2.1":
                there.see("U2.2.")
                there.press("0", "enter")
                reply("U2.1.", "6")
                reply(say("choose {number} once more", number=6), "6")
        reply(choice[5], "4")
    reply(say("Most, at most four codes, for example U2 S3"), "U2 S3")
    reply(say("Least, at most four codes"), "")
    reply(say("Answer:").rstrip(":"), "60")
    for part in ("it_staff", "users"):
        reply(QUESTIONNAIRE.context["A4"].parts[part][language], "25")
    reply(choice[3], "3")
    tools = QUESTIONNAIRE.context["R3"].parts
    one_answer = say("Answer:")
    for label in (
        one_answer,
        one_answer,
        tools["known"][language],
        tools["estimated"][language],
        one_answer,
        one_answer,
    ):
        reply(label, "")
    reply(say("Type the code of a question to open it; enter is {leaving}", leaving=say("on to the result")), "o1.1")
    reply(choice[6], "5")
    reply(say("on to the result"), "")
    assert there.end() == 0
    there.see(say("What next"), f"roadmap-{language}.pdf")
    assert (tmp_path / f"roadmap-{language}.pdf").read_bytes().startswith(b"%PDF")
    with store.open(str(tmp_path / "meetlat.db")) as history:
        (run,) = history.runs()
        (person,) = history.responses(run.id).respondents
    assert person.answers["U1.2"] == Answer(level=2, note="only on weekdays", evidence="handbook")
    assert person.answers["U2.1"] == Answer(kind="unknown")
    assert person.answers["O1.1"] == Answer(level=5)
    assert len(person.answers) == 39
    assert person.ambition == {"U": 4, "O": 4, "S": 4}
    assert b"\x1b[" not in there.written  # nothing moves, nothing is coloured


def test_ctrl_c_in_plain_mode_says_where_it_stopped(tmp_path):
    there = Terminal(
        tmp_path, "run", "--plain", "--lang", "nl", "--organisation", "Gemeente Voorbeeld", "--role", "user"
    )
    there.see("Enter om te beginnen")
    there.press("enter")
    there.see("Keuze 1 tot en met 6")
    there.press("ctrl-c")
    assert there.end() == 130
    there.see("Gestopt bij vraag 1 van 16 (U1.3). Al je antwoorden zijn bewaard.", "Verdergaan: assess run")


def test_a_dumb_terminal_gets_plain_lines_by_itself(tmp_path):
    there = Terminal(tmp_path, "run", "--lang", "nl", more={"TERM": "dumb"})
    there.see("Voor welke organisatie is deze meting?")
    assert b"\x1b" not in there.written
    there.close()


def test_meetlat_plain_asks_for_plain_lines(tmp_path):
    there = Terminal(tmp_path, "run", "--lang", "nl", more={"MEETLAT_PLAIN": "1"})
    there.see("Voor welke organisatie is deze meting?")
    assert b"\x1b" not in there.written
    there.close()
