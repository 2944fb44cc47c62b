"""`assess run` from the outside: what its options do, and what it exits with."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from commands import start
from interviews import QUESTIONNAIRE

from assess import store
from questionnaires import answer_file
from questionnaires.responses import Answer, Context, Facts, Importance, Respondent, Responses

PROGRAM = "from assess.cli import main; main()"


@pytest.fixture
def assess(tmp_path):
    """Return what runs `assess run` in this folder, with lines typed into it."""

    def run(*arguments, typed=()):
        settled = {"MEETLAT_STORE": str(tmp_path / "meetlat.db"), "MEETLAT_LANG": "nl", "PYTHONUTF8": "1"}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, "run", *arguments],
            input="".join(f"{line}\n" for line in typed),
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env=os.environ | settled,
            timeout=120,
        )

    return run


def answers_of(folder):
    with store.open(str(folder / "meetlat.db")) as history:
        (run,) = history.runs()
        return {one.id: one.answers for one in history.responses(run.id).respondents}


def complete():
    """Return a run of which nothing is open but the overview."""
    person = Respondent(
        id="r1",
        role="it_management",
        answers=dict.fromkeys(QUESTIONNAIRE.items, Answer(level=2)),
        ambition={"U": 4, "O": 3, "S": 3},
        importance=Importance(),
    )
    return Responses(
        questionnaire="it-ambition",
        organisation="Gemeente Voorbeeld",
        date="2026-11-23",
        respondents=(person,),
        context=Context(horizon_quarters=4, capacity_days=60.0, it_staff=25, users=900, critical_data="no"),
        facts=Facts(
            satisfaction="7", response_rate="25%", tools_known=40, tools_estimated=90, front_door_share="60%",
            lead_times="9",
        ),
    )  # fmt: skip


def written(folder, responses):
    path = folder / "answers.yaml"
    path.write_text(answer_file.write(responses), encoding="utf-8")
    return str(path)


def user(**answers):
    person = Respondent(id="anna", role="user", answers=answers)
    return Responses(questionnaire="it-ambition", organisation="Voorbeeld", date="2026-11-23", respondents=(person,))


def test_an_answer_file_goes_on_in_the_store_at_the_first_open_question(assess, tmp_path):
    file = written(tmp_path, user(**{"U1.3": Answer(level=2), "U3.1": Answer(level=4)}))
    done = assess("--from", file, typed=["3", "stop"])
    assert "Vraag 2 van 16, U2.2." in done.stdout
    assert answers_of(tmp_path) == {"anna": {"U1.3": Answer(level=2), "U2.2": Answer(level=3), "U3.1": Answer(level=4)}}


def test_the_same_file_once_more_goes_on_with_what_was_answered_since(assess, tmp_path):
    file = written(tmp_path, user(**{"U1.3": Answer(level=2)}))
    assess("--from", file, typed=["3", "stop"])
    assert "Vraag 3 van 16, U3.1." in assess("--from", file, typed=["stop"]).stdout


def test_a_file_with_problems_is_refused_and_nothing_is_stored(assess, tmp_path):
    (tmp_path / "answers.yaml").write_text("format: 1\norganisation: A\n", encoding="utf-8")
    done = assess("--from", "answers.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "answers.yaml" in done.stderr
    with store.open(str(tmp_path / "meetlat.db")) as history:
        assert history.runs() == ()


@pytest.mark.parametrize(
    "arguments",
    [("--add", "nope"), ("--add", "last", "--from", "answers.yaml"), ("--role", "boss"), ("--from", "no.yaml")],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(assess, arguments):
    done = assess(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_an_input_that_ends_is_a_stop(assess):
    done = assess("--organisation", "Voorbeeld", "--role", "user", typed=["", "3"])
    assert done.returncode == 130
    assert done.stderr == "Gestopt bij vraag 2 van 16 (U2.2). Al je antwoorden zijn bewaard.\nVerdergaan: assess run\n"


def test_the_command_to_go_on_names_a_store_that_was_named(assess, tmp_path):
    other = str(tmp_path / "other.db")
    done = assess("--organisation", "Voorbeeld", "--role", "user", "--store", other, typed=[""])
    assert done.stderr.endswith(f"Verdergaan: assess run --store {other}\n")


def test_where_no_report_can_be_written_all_else_is_told(assess, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')", encoding="utf-8")
    done = assess("--from", written(tmp_path, complete()), typed=[""])
    assert done.returncode == 1
    assert "De lat ligt op 3,3 en jullie staan op 2,0" in done.stdout
    assert "assess explain" in done.stdout
    assert "Pango" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_older_report_stays_and_the_new_one_takes_the_next_name(assess, tmp_path):
    (tmp_path / "roadmap-nl.pdf").write_bytes(b"of half a year ago")
    done = assess("--from", written(tmp_path, complete()), typed=[""])
    assert done.returncode == 0
    assert "Rapport: roadmap-nl-2.pdf" in done.stdout
    assert (tmp_path / "roadmap-nl.pdf").read_bytes() == b"of half a year ago"
    assert (tmp_path / "roadmap-nl-2.pdf").read_bytes().startswith(b"%PDF-")


def test_a_user_who_began_a_run_alone_is_thanked_and_gets_no_report(assess, tmp_path):
    done = assess("--organisation", "Voorbeeld", "--role", "supplier", typed=["", "1", "2", "3", ""])
    assert done.returncode == 0
    assert "Dank je wel. Je antwoorden zijn bewaard." in done.stdout
    assert "De lat" not in done.stdout
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("option", ["--from", "--add"])
@pytest.mark.parametrize("content", [None, "no: answers\n", "%"])
def test_a_file_that_is_wrong_leaves_no_empty_store_behind(tmp_path, option, content):
    if content is not None:
        (tmp_path / "wrong.yaml").write_text(content, encoding="utf-8")
    told = start("run", "--plain", option, "wrong.yaml", "--store", "new.db", cwd=tmp_path)
    assert told.returncode == 2
    assert "wrong.yaml" in told.stderr
    assert not (tmp_path / "new.db").exists()


def test_adding_somebody_where_there_is_no_store_makes_none(tmp_path):
    told = start("run", "--plain", "--add", "last", "--store", "new.db", cwd=tmp_path)
    assert told.returncode != 0
    assert not (tmp_path / "new.db").exists()
