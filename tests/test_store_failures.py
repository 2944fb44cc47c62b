"""What the disk, the file or another program does to a store is told in one line, and changes nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from commands import invoke
from without_rights import LOADING, READING_AND_WRITING, run_without_rights

from assess import store
from assess.errors import Mistake
from assess.store import sqlite
from assess.store.place import default_place, locate
from assess.store.sqlite import File
from assess.store.tables import SCHEMA_VERSION
from questionnaires import catalogue
from questionnaires.responses import Answer, Responses

QUESTIONNAIRE = catalogue.load()
HEADER = Responses(questionnaire="it-ambition", organisation="Gemeente Voorbeeld", date="2026-11-23", respondents=())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a store with one run of one respondent, closed."""
    path = tmp_path / "meetlat.db"
    with store.open(str(path)) as history:
        history.add_respondent(history.start(QUESTIONNAIRE, HEADER), "it_staff")
    return path


def refusal(url: Path | str, *, create: bool = True) -> Mistake:
    """Return what opening a store and writing an answer in it says."""
    with pytest.raises(Mistake) as raised, store.open(str(url), create=create) as history:
        history.record_answer(history.find("last"), "r1", "U1.1", Answer(level=3))
    return raised.value


def test_a_store_of_a_newer_program_is_refused_with_both_layouts_and_left_as_it_is(place: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE store SET schema_version = ?", (SCHEMA_VERSION + 1,))
    connection.close()
    before = place.read_bytes()
    mistake = refusal(place)
    assert mistake.exit_code == 1
    assert mistake.message.values == {"store": "meetlat.db", "layout": SCHEMA_VERSION + 1, "known": SCHEMA_VERSION}
    assert place.read_bytes() == before


@pytest.mark.parametrize("content", [b"organisation: Gemeente Voorbeeld\n" * 40, b"PK\x03\x04" + bytes(2000)])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "antwoorden.yaml"
    path.write_bytes(content)
    assert refusal(path).message.message == "{store} is no store of Meetlat."
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = path.read_bytes()
    assert refusal(path).message.message == "{store} is no store of Meetlat."
    assert path.read_bytes() == before


def test_a_damaged_store_is_told(place: Path) -> None:
    content = bytearray(place.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    place.write_bytes(content)
    mistake = refusal(place)
    assert (mistake.message.message, mistake.exit_code) == ("{store} is damaged; nothing was saved.", 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE runs SET context = '{'",
        'UPDATE runs SET privacy = \'{"mode": "secret"}\'',
        "UPDATE runs SET organisation = CAST(X'FF' AS TEXT)",
        "UPDATE questionnaires SET text = '{}'",
        "UPDATE store SET schema_version = 'three'",
        "ALTER TABLE answers DROP COLUMN level",
        "DROP TABLE answers",
        "DELETE FROM questionnaires",
    ],
)
def test_what_no_meetlat_writes_is_told_as_damage(place: Path, statement: str) -> None:
    connection = sqlite3.connect(place)
    connection.execute(statement)
    connection.commit()
    connection.close()
    before = place.read_bytes()
    for command in (["runs", "show", "last"], ["score", "last"], ["report", "last", "--format", "text"]):
        told = invoke(*command, "--store", place)
        assert (told.exit_code, told.stderr.count("\n"), told.stdout) == (1, 1, "")
        assert "is damaged; nothing was saved." in told.stderr
    assert place.read_bytes() == before


def test_half_a_store_is_told(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:6000])
    assert refusal(place).message.message == "{store} is damaged; nothing was saved."


def test_a_folder_in_the_place_of_a_store_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path).message.message == "{store} is a folder."


def test_a_store_in_a_folder_that_is_not_there_is_told_and_no_folder_is_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "geen" / "meetlat.db").exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_looking_at_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    assert "no runs yet" in refusal(tmp_path / "meetlat.db", create=False).message.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    [
        "mysql://host/db",
        "sqlite://",
        "sqlite:///",
        "sqlite:meetlat.db",
        "file:///x",
    ],
)
def test_another_kind_of_store_is_wrong_input(url: str) -> None:
    assert refusal(url).exit_code == 2


def test_the_password_in_a_url_is_not_printed() -> None:
    assert "geheim" not in str(refusal("postgresql://anna:geheim@host/db").message.values)


@pytest.mark.parametrize("url", ["{path}", "sqlite:///{path}"])
def test_a_store_is_named_by_its_path_or_by_its_url(place: Path, url: str) -> None:
    assert locate(url.format(path=place)) == File(place)


def test_without_a_name_the_store_is_that_of_the_environment(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEETLAT_STORE", str(place))
    assert locate(None) == File(place)


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows tells the data folder itself, whatever the environment says"
)
def test_without_any_name_the_store_is_in_the_data_folder_for_the_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MEETLAT_STORE", raising=False)
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "data"))
    with store.open(None):
        pass
    path = default_place()
    assert path.is_relative_to(tmp_path)
    assert path.is_file()
    if os.name == "posix":
        assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


def test_a_store_that_another_program_holds_is_told_after_a_wait(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    mistake = refusal(place)
    holder.close()
    assert (mistake.message.message, mistake.exit_code) == (
        "{store} is in use by another program; nothing was saved.",
        1,
    )


def test_reading_does_not_wait_for_who_is_writing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.0)
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with store.open(str(place)) as history:
        assert history.responses(history.find("last")).organisation == "Gemeente Voorbeeld"
    holder.close()


def test_a_store_that_may_grow_no_further_says_so_and_takes_the_answer_when_there_is_room(place: Path) -> None:
    with store.open(str(place)) as history:
        run = history.find("last")
        connection = history._database._connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        connection.rollback()
        long = Answer(level=3, note="x" * 100_000)
        with pytest.raises(Mistake, match="disk is full"):
            history.record_answer(run, "r1", "U1.1", long)
        assert history.responses(run).respondents[0].answers == {}
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
        connection.rollback()
        history.record_answer(run, "r1", "U1.1", long)
        assert history.responses(run).respondents[0].answers == {"U1.1": long}


def test_on_a_disk_that_is_really_full_what_was_saved_stays_and_the_rest_is_refused(small_disk: Path) -> None:
    path = small_disk / "meetlat.db"
    long = Answer(level=3, note="x" * 20_000)
    saved = {}
    with store.open(str(path)) as history:
        run = history.start(QUESTIONNAIRE, HEADER)
        history.add_respondent(run, "it_staff")
        with suppress(Mistake):
            for item in QUESTIONNAIRE.items:
                history.record_answer(run, "r1", item, long)
                saved[item] = long
        with pytest.raises(Mistake, match="disk is full"):
            history.record_answer(run, "r1", "S4.3", long)
        assert history.responses(run).respondents[0].answers == saved
    with store.open(str(path)) as history:
        assert history.responses(run).respondents[0].answers == saved
    assert 0 < len(saved) < len(QUESTIONNAIRE.items)


def test_on_a_full_disk_no_store_is_begun(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(505 * 1024))
    mistake = refusal(small_disk / "meetlat.db")
    assert (mistake.message.message, mistake.exit_code) == ("the disk is full; nothing was saved in {store}.", 1)
    (small_disk / "ballast").unlink()
    with store.open(str(small_disk / "meetlat.db")) as history:
        assert history.runs() == ()


def test_a_store_that_may_only_be_read_can_be_read_and_no_more(place: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        path = Path(folder) / "meetlat.db"
        path.write_bytes(place.read_bytes())
        path.chmod(0o444)
        done = run_without_rights(LOADING, READING_AND_WRITING, path)
        path.chmod(0o644)  # or Windows would not delete it
    assert done.stdout.splitlines() == ["Gemeente Voorbeeld", "{store} may only be read; nothing was saved. 1"], (
        done.stderr
    )


def test_on_a_disk_that_may_only_be_read_a_store_cannot_be_opened(small_disk: Path, place: Path) -> None:
    path = small_disk / "meetlat.db"
    path.write_bytes(place.read_bytes())
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    mistake = refusal(path)
    assert (mistake.message.message, mistake.exit_code) == (
        "{store} cannot be opened, or nothing may be written beside it.",
        1,
    )
