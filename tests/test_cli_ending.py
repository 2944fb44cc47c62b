"""Endings: whatever goes wrong is one clear line on standard error, with its exit code, in the language of the call."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import EXAMPLE, calling, environment, invoke, start

from assess.cli import ending
from assess.cli.settings import Settings

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="uses a shell and devices of POSIX")
NOT_ROOT = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")


@pytest.mark.parametrize(
    ("arguments", "dutch", "english"),
    [
        (["scor"], "onbekende opdracht ‘scor’; bedoel je score?", "unknown command ‘scor’; did you mean score?"),
        (["xyz"], "onbekende opdracht ‘xyz’; assess --help noemt ze allemaal.", "unknown command ‘xyz’"),
        (["questionnaire", "chek"], "bedoel je check?", "did you mean check?"),
        (["--lagn", "nl"], "onbekende optie --lagn; bedoel je --lang?", "unknown option --lagn; did you mean --lang?"),
        (["score", "--zzz", "x"], "onbekende optie --zzz.", "unknown option --zzz."),
        (["score"], "assess score vraagt om METING; zie assess score --help.", "assess score needs RUN"),
        (["score", "a", "b"], "‘b’ is een woord te veel.", "‘b’ is one word too many."),
        (["score", "x", "--format", "xml"], "--format kan niet ‘xml’ zijn; kies uit text, json.", "choose text, json."),
        (["plan", "x", "--quarters", "13"], "een heel getal van 1 tot en met 12.", "a whole number from 1 to 12."),
        (["plan", "x", "--quarters", "2.5"], "een heel getal van 1 tot en met 12.", "a whole number from 1 to 12."),
        (["plan", "x", "--capacity", "veel"], "het is een getal van 1 tot en met 100000.", "it is a number from 1 to"),
        (["plan", "x", "--capacity", "nan"], "--capacity kan niet ‘nan’ zijn", "--capacity cannot be ‘nan’"),
        (["score", "--plain=3", "x"], "--plain staat op zichzelf, zonder waarde.", "--plain stands by itself"),
        (["score", "x", "--format"], "achter --format hoort een waarde.", "--format needs a value behind it."),
    ],
)
def test_a_wrong_command_line_is_one_line_with_the_way_out(arguments: list[str], dutch: str, english: str) -> None:
    for language, said in (("nl", dutch), ("en", english)):
        result = invoke(*arguments, MEETLAT_LANG=language)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("Fout: " if language == "nl" else "Error: ")
        assert said in result.stderr


def test_an_option_that_holds_everywhere_stands_before_or_behind_the_command() -> None:
    before, behind = (
        invoke("--plain", "--lang", "nl", "score", EXAMPLE),
        invoke("score", EXAMPLE, "--lang", "nl", "--plain"),
    )
    assert before.stdout == behind.stdout
    assert before.stdout.startswith("Gemeente Voorbeeld, meting ")


def test_a_decimal_comma_is_a_number_too() -> None:
    comma, point = (invoke("plan", EXAMPLE, "--capacity", days) for days in ("37,5", "37.5"))
    assert comma.exit_code == 0
    assert comma.stdout == point.stdout


def test_every_problem_in_a_file_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        EXAMPLE.read_text(encoding="utf-8").replace("role: user", "role: boss").replace("U1.1: 2", "U1.1: 9"),
        encoding="utf-8",
    )
    result = invoke("report", bad, "-o", tmp_path / "roadmap.pdf")
    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(lines) > 2
    assert all(line.startswith(f"{bad}:") for line in lines[:-1])
    assert lines[-1].startswith(f"{len(lines) - 1} problems in ")
    assert not (tmp_path / "roadmap.pdf").exists()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _: None, "run.yaml"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "run.yaml"),
        (lambda path: path.write_bytes(b""), "run.yaml"),
        (lambda path: path.write_text("a: [", encoding="utf-8"), "run.yaml"),
    ],
    ids=["missing", "folder", "not utf-8", "empty", "not yaml"],
)  # fmt: skip
@pytest.mark.parametrize("command", ["score", "explain", "plan", "report"])
def test_a_file_that_cannot_be_read_is_told_in_lines(make, said: str, command: str, tmp_path: Path) -> None:
    path = tmp_path / "run.yaml"
    make(path)
    result = invoke(command, path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert "MEETLAT_DEBUG" not in result.stderr


def test_a_run_that_is_not_there_is_told_and_no_store_is_made(tmp_path: Path) -> None:
    store = tmp_path / "runs.db"
    for reference in ("last", "7k2m9p"):
        result = invoke("score", reference, "--store", store)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ")
    assert not store.exists()


@POSIX
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_enough_is_no_error(unbuffered: str, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        calling("score", EXAMPLE), cwd=tmp_path, env=environment(tmp_path) | {"PYTHONUNBUFFERED": unbuffered},
        stdout=write, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


@POSIX
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_standard_output_is_told(unbuffered: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            calling("score", EXAMPLE), cwd=tmp_path, env=environment(tmp_path) | {"PYTHONUNBUFFERED": unbuffered},
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "Error: it could not be written: the disk is full.\n")


@POSIX
def test_ctrl_c_stops_without_a_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "never.yaml"
    os.mkfifo(fifo)  # an answer file that keeps the reader waiting
    running = subprocess.Popen(
        calling("score", fifo), cwd=tmp_path, env=environment(tmp_path), stderr=subprocess.PIPE, text=True
    )
    with fifo.open("w", encoding="utf-8"):  # opens when the program has come to read
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert said.strip() == ""


def test_a_bug_is_called_one_and_shows_its_trace_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings([], {"MEETLAT_LANG": "en"})
    for debug in ("", "1"):
        monkeypatch.setenv("MEETLAT_DEBUG", debug)
        with pytest.raises(SystemExit) as end, ending.ending(settings):
            raise ZeroDivisionError("1 / 0")
        said = capsys.readouterr().err
        assert end.value.code == 1
        assert "Error: this is a fault in Meetlat itself, not in your file (ZeroDivisionError: 1 / 0)." in said
        assert ("Traceback" in said) == bool(debug)


def test_json_stays_json_where_the_encoding_knows_no_quotes(tmp_path: Path) -> None:
    done = start("score", EXAMPLE, "--format", "json", "--lang", "nl", cwd=tmp_path, more={"PYTHONIOENCODING": "ascii"})
    assert done.stdout.isascii()
    assert any("‘weet ik niet’" in flag["message"] for flag in json.loads(done.stdout)["flags"])


def test_text_is_plainer_where_the_encoding_lacks_its_signs(tmp_path: Path) -> None:
    done = start("score", EXAMPLE, "--lang", "nl", cwd=tmp_path, more={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "O3 Een onzichtbare keten*          .      .    o-|" in done.stdout
    assert "'weet ik niet'" in done.stdout.replace("\n  ", " ")


def test_signs_are_plain_on_terminals_that_lack_them(tmp_path: Path) -> None:
    for term in ("linux", "dumb"):
        done = start("score", EXAMPLE, cwd=tmp_path, more={"TERM": term})
        assert "o score   | bar" in done.stdout


def test_what_a_file_says_does_nothing_to_the_terminal_that_shows_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "run.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    path.write_text(text.replace("\nformat:", '\n"a\\e[2J\\u202e\\u0085\\nb": 1\nformat:', 1), encoding="utf-8")
    told = invoke("score", path)
    assert told.exit_code == 2
    assert "‘a\\u001b[2J\\u202e  b’" in told.stderr
    assert len(told.stderr.split("\n")) == len(told.stderr.splitlines()) + 1
