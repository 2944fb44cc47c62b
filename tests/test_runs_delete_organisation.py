"""All of an organisation is deleted at once, from every table and byte of the file, with a word on what is left."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import msgspec
import pytest
from commands import invoke
from sqlalchemy import text
from test_store_deletion import HERS, QUESTIONNAIRE, bytes_beside, opened, three_people

from assess import store
from assess.store import sqlite
from questionnaires.responses import MustReach, PlanLimits

GONE, STAYS = "Geheim Bureau", "Gemeente Blijft"


def run_of(organisation, date, note=HERS):
    people = three_people().respondents
    if note != HERS:
        people = people[:1]
    return msgspec.structs.replace(
        three_people(),
        organisation=organisation,
        date=date,
        respondents=people,
        corrections=three_people().corrections if note == HERS else (),
        plan=PlanLimits(must={"U": MustReach(level=3, quarter=2)}),
        remarks={"general": f"{organisation} in het jaarverslag"},
    )


def fill(url):
    with store.open(url) as history:
        history.import_run(run_of(GONE, "2025-05-12"), QUESTIONNAIRE)
        kept = history.import_run(run_of(STAYS, "2026-05-12", "Open"), QUESTIONNAIRE)
        history.import_run(run_of("geheim  BUREAU", "2026-05-12"), QUESTIONNAIRE)
    return kept


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a store with two runs of one organisation and a run of another, that kept a roadmap of each."""
    path = tmp_path / "meetlat.db"
    with opened(path):
        fill(str(path))
    assert invoke("plan", "last", "--store", path).exit_code == 0
    return path


def deletes(place, *more, **environment):
    return invoke("runs", "delete", "--organisation", GONE, "--store", place, *more, **environment)


def test_nothing_of_the_organisation_is_left_in_the_file_or_beside_it(place):
    assert HERS.encode() in bytes_beside(place)
    told = deletes(place, "--yes")
    assert told.exit_code == 0
    left = bytes_beside(place)
    assert not [each for each in (GONE, "geheim  BUREAU", HERS, "anna") if each.encode() in left]
    assert f"{STAYS} in het jaarverslag".encode() in left


def test_what_belonged_to_it_is_gone_from_every_table_and_the_rest_stays(place):
    deletes(place, "--yes")
    with sqlite3.connect(place) as there:
        assert there.execute("SELECT organisation FROM runs").fetchall() == [(STAYS,)]
        for table in ("respondents", "roadmaps", "analyses", "withdrawals", "tags"):
            assert not there.execute(f"SELECT 1 FROM {table} WHERE run NOT IN (SELECT key FROM runs)").fetchall()  # noqa: S608 (names of our own tables)
        for table in ("answers", "corrections", "timings", "ambitions", "importance"):
            strays = f"SELECT 1 FROM {table} WHERE respondent NOT IN (SELECT key FROM respondents)"  # noqa: S608
            assert not there.execute(strays).fetchall()
        assert there.execute("SELECT count(*) FROM questionnaires").fetchone() == (1,)
        assert there.execute("SELECT count(*) FROM roadmaps").fetchone() == (0,)
        assert there.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert invoke("score", "last", "--store", place).exit_code == 0


def test_a_questionnaire_goes_with_the_last_run_on_it(place):
    deletes(place, "--yes")
    assert invoke("runs", "delete", "--organisation", STAYS, "--store", place, "--yes").exit_code == 0
    assert b"it-ambition" not in bytes_beside(place)


@pytest.mark.parametrize(
    ("language", "said", "reach"),
    [
        ("en", "2 runs of Geheim Bureau and geheim BUREAU, from 12 May 2025 to 12 May 2026", "reports (PDF"),
        (
            "nl",
            "2 metingen van Geheim Bureau en geheim BUREAU, van 12 mei 2025 tot en met 12 mei 2026",
            "rapporten (pdf",
        ),
    ],
)
def test_it_tells_how_many_runs_of_when_went_and_what_is_out_of_reach(place, language, said, reach):
    told = deletes(place, "--yes", MEETLAT_LANG=language)
    assert said in " ".join(told.stderr.split())
    assert reach in told.stderr
    assert told.stdout == ""


def test_a_backup_that_was_made_here_without_a_name_is_listed(place, tmp_path, monkeypatch):
    here = tmp_path / "elsewhere"
    here.mkdir()
    monkeypatch.chdir(here)
    assert invoke("store", "backup", "--store", place).exit_code == 0
    (backup,) = here.iterdir()
    assert f"still holds the answers: {backup}." in deletes(place, "--yes").stderr.replace("\n", "")


def test_backups_beside_the_store_that_hold_it_are_listed_and_others_are_not(place):
    beside = place.with_name("meetlat-2026-06-01.db")
    assert invoke("store", "backup", "-o", beside, "--store", place).exit_code == 0
    other = place.with_name("ander.db")
    with store.open(str(other)) as history:
        history.import_run(run_of(STAYS, "2026-05-12", "Open"), QUESTIONNAIRE)
    place.with_name("kapot.db").write_bytes(b"SQLite format 3\x00 and no more")
    (beside.with_suffix(".txt")).write_text("no store", encoding="utf-8")
    before = beside.read_bytes()
    told = deletes(place, "--yes")
    assert "meetlat-2026-06-01.db" in told.stderr
    assert "ander.db" not in told.stderr
    assert "kapot.db" not in told.stderr
    assert beside.read_bytes() == before


def test_without_yes_and_with_nobody_to_ask_nothing_goes(place):
    before = place.read_bytes()
    refused = deletes(place)
    assert (refused.exit_code, "--yes" in refused.stderr) == (2, True)
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "said"), [("Geheim Burau", "Did you mean ‘geheim  BUREAU’?"), ("Xyz", "assess runs list")]
)
def test_an_organisation_that_is_not_there_is_told_with_the_way_out(place, name, said):
    told = invoke("runs", "delete", "--organisation", name, "--yes", "--store", place)
    assert told.exit_code == 2
    assert f"there are no runs of ‘{name}’" in told.stderr
    assert said in told.stderr


@pytest.mark.parametrize("arguments", [(), ("last", "--organisation", GONE)])
def test_either_a_run_or_an_organisation_is_named(place, arguments):
    told = invoke("runs", "delete", *arguments, "--yes", "--store", place)
    assert told.exit_code == 2
    assert "--organisation" in told.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
def test_it_asks_first_with_what_would_go(place):
    import pexpect
    from commands import PROGRAM

    call = ["-c", PROGRAM, "runs", "delete", "--organisation", GONE, "--lang", "nl", "--store", str(place)]
    child = pexpect.spawn(sys.executable, call, encoding="utf-8", timeout=60, dimensions=(24, 200))
    child.expect_exact("tot en met 12 mei 2026 voorgoed verwijderen? [j/N] ")
    child.sendline("n")
    child.expect(pexpect.EOF)
    with store.open(str(place)) as history:
        assert len(history.runs()) == 3


def test_traces_that_another_program_holds_are_told(place, monkeypatch):
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    reader = sqlite3.connect(place, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM runs").fetchall()
    told = deletes(place, "--yes")
    assert told.exit_code == 1
    assert "traces" in told.stderr
    reader.close()
    assert invoke("runs", "list", "--store", place).exit_code == 0
    assert HERS.encode() not in bytes_beside(place)


def test_on_every_kind_of_store_the_others_stay(store_url):
    kept = fill(store_url)
    told = invoke("runs", "delete", "--organisation", GONE, "--yes", "--store", store_url)
    assert told.exit_code == 0, told.output
    with store.open(store_url) as history:
        assert [one.id for one in history.runs()] == [kept]
        with history._database.reading() as connection:
            found = connection.execute(text("SELECT note FROM answers")).scalars()
            assert not [note for note in found if HERS in note]
