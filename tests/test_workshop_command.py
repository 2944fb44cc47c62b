"""`assess workshop` as it is typed: begun, gone on with, looked at and closed."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys

import httpx
import pytest
from commands import invoke
from workshop_server import free_port

from assess import store
from assess.workshop import qr
from assess.workshop.addresses import best, listening
from assess.workshop.opening import open_workshop

PROGRAM = "from assess.cli import main; main()"
HERS = "Gemeente Voorbeeld"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "meetlat.db"


def begun(place, **more):
    with store.open(str(place)) as history:
        return open_workshop(history, organisation=HERS, language="nl", **more)


def started(place, *arguments):
    """Start the command and return the process with all that it says until phones can come in."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "workshop", "start", *arguments, "--host", "127.0.0.1", "--port", str(port),
         "--store", place, "--lang", "en"],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    said = ""
    assert process.stderr is not None
    for line in process.stderr:
        said += line
        if "ctrl-c" in line:
            break
    return process, said, port


def test_who_starts_is_told_how_phones_come_in_and_can_stop_and_go_on(place):
    process, said, port = started(place, "--organisation", HERS)
    address = re.search(r"go to (\S+) and type (\w{3}) (\w{3})", said)
    assert address[1] == f"http://127.0.0.1:{port}"
    assert httpx.get(f"{address[1]}/{address[2]}{address[3]}").status_code == 200
    lead = re.search(r"http://\S+/lead/\S+", said)[0]
    assert httpx.get(lead, follow_redirects=True).status_code == 200
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert "All answers are saved." in err
    again, said, _ = started(place)
    assert "goes on" in said
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=20)
    assert again.returncode == 130


def test_without_an_organisation_none_is_begun(place):
    refused = invoke("workshop", "start", "--store", place)
    assert refused.exit_code == 2
    assert "--organisation" in refused.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--threshold", "2"),
        ("--quarters", "0"),
        ("--group-size", "user"),
        ("--group-size", "boss=3"),
        ("--until", "31 jan"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_begun(place, wrong):
    refused = invoke("workshop", "start", "--organisation", HERS, *wrong, "--store", place)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    with store.open(str(place)) as history:
        assert history.workshops() == ()


def test_a_port_that_is_in_use_is_told(place):
    process, _, port = started(place, "--organisation", HERS)
    refused = invoke("workshop", "start", "--host", "127.0.0.1", "--port", str(port), "--store", place)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert refused.exit_code == 1
    assert f"port {port} is in use" in refused.stderr


def test_another_terminal_sees_how_far_it_is_and_closes_it(place):
    opened = begun(place, kind="survey", group_sizes={"user": 900})
    with store.open(str(place), keeps_times=False) as history:
        history.take_seat(opened.run_id, "user")
    told = invoke("workshop", "status", "--store", place, "--lang", "en")
    assert "1 joined, 0 ready" in told.stdout
    assert "User 1/900" in told.stdout
    assert invoke("workshop", "close", "--store", place).exit_code == 0
    (found,) = json.loads(invoke("workshop", "status", "--format", "json", "--store", place).stdout)["workshops"]
    assert (found["closed"], found["joined"], found["kind"]) == (True, 1, "survey")


def test_no_report_is_made_of_what_is_still_being_answered_anonymously(place, tmp_path):
    opened = begun(place)
    with store.open(str(place), keeps_times=False) as history:
        for _ in range(2):
            history.take_seat(opened.run_id, "user")
    out = tmp_path / "report.txt"
    refused = invoke("report", "last", "-o", out, "--store", place)
    assert refused.exit_code == 2
    assert f"assess workshop close {opened.run_id}" in refused.stderr
    assert not out.exists()


def test_the_links_have_the_address_that_was_asked_for(place):
    begun(place)
    told = invoke("workshop", "links", "--url", "https://meetlat.example/", "--store", place).stdout
    assert told.count("https://meetlat.example/") == 7


@pytest.mark.parametrize(
    ("found", "first"),
    [
        (["127.0.0.1", "192.168.1.5"], "192.168.1.5"),
        (["172.17.0.1", "10.0.0.7"], "10.0.0.7"),
        (["169.254.3.4", "fe80::1", "172.20.10.2"], "172.20.10.2"),
        (["fd00::2", "192.168.137.1"], "192.168.137.1"),
        (["2a00:1450::5", "fd00::2"], "fd00::2"),
    ],
)
def test_the_address_that_phones_likely_reach_comes_first(found, first):
    assert best(found)[0] == first


@pytest.mark.parametrize("found", [[], ["127.0.0.1", "::1"], ["fe80::1%eth0", "0.0.0.0"], ["nonsense"]])  # noqa: S104 (none to listen on)
def test_what_no_phone_reaches_is_no_address(found):
    assert best(found) == ()


def test_an_address_of_six_stands_between_brackets():
    assert listening("::1", free_port(), is_secure=True).address.startswith("https://[::1]:")


def test_the_code_in_the_terminal_has_two_rows_of_modules_in_each_line():
    lines = qr.drawn("http://192.168.8.20:8000/7KM4RP")
    assert len({len(line) for line in lines}) == 1
    assert set("".join(lines)) <= set("█▀▄ ")
    assert abs(2 * len(lines) - len(lines[0])) <= 1
