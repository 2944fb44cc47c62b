"""`assess store`: info, check, backup and upgrade, on stores of every layout and in every state."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from commands import invoke
from killing_commands import kill_imports, kill_moves
from killing_stores import kill_copies
from old_stores import OLDER, content, layout_of, of_layout

from assess import store
from assess.store.tables import SCHEMA_VERSION

EVERY = [*OLDER, SCHEMA_VERSION]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store of the present layout with two runs."""
    return of_layout(SCHEMA_VERSION, tmp_path / "meetlat.db")


def types(place: Path, *arguments: object, language: str = "en") -> Result:
    return invoke("store", *arguments, "--store", place, "--lang", language)


def told(place: Path, *arguments: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(types(place, *arguments, "--format", "json").stdout)
    return answer


def write(place: Path, statement: str) -> None:
    connection = sqlite3.connect(place)
    connection.execute(statement)
    connection.commit()
    connection.close()


# info


def test_info_tells_where_the_store_is_and_what_is_in_it(place: Path) -> None:
    assert told(place, "info") == {
        "store": str(place),
        "layout": SCHEMA_VERSION,
        "present_layout": SCHEMA_VERSION,
        "bytes": place.stat().st_size,
        "runs": 2,
        "respondents": 3,
        "organisations": 2,
        "problems": 0,
        "copies": [],
    }
    assert "2 runs of 2 organisations, 3 respondents; 201 kB." in types(place, "info").stdout
    assert "2 metingen van 2 organisaties, 3 deelnemers; 201 kB." in types(place, "info", language="nl").stdout


def test_info_of_an_older_store_leaves_it_as_it_is_and_says_what_to_do(tmp_path: Path) -> None:
    place = of_layout(1, tmp_path / "meetlat.db")
    before = place.read_bytes()
    assert "assess store upgrade" in types(place, "info").stdout
    assert told(place, "info")["layout"] == 1
    assert place.read_bytes() == before


def test_info_lists_the_copies_of_before_an_upgrade_and_nothing_else(tmp_path: Path) -> None:
    place = of_layout(1, tmp_path / "meetlat.db")
    size = place.stat().st_size
    types(place, "upgrade")
    (tmp_path / "other-before-layout-5.db").touch()
    (tmp_path / "meetlat-before-layout-5.txt").touch()
    assert told(place, "info")["copies"] == [{"file": "meetlat-before-layout-5.db", "bytes": size}]


@pytest.mark.parametrize("name", ["info", "check", "upgrade", "backup"])
def test_what_is_not_there_or_is_no_store_is_told_in_a_line_and_nothing_is_made(tmp_path: Path, name: str) -> None:
    text, newer = tmp_path / "notes.db", of_layout(1, tmp_path / "newer.db")
    text.write_text("Vergaderen om tien uur.\n" * 400, encoding="utf-8")
    write(newer, "UPDATE store SET schema_version = 99")
    before = sorted(tmp_path.iterdir())
    for place, said in ((tmp_path / "no.db", "is not there"), (text, "is no store"), (newer, "from a newer Meetlat")):
        refused = types(place, name, *(["-o", tmp_path / "copy.db"] if name == "backup" else []))
        assert refused.exit_code in (1, 2)
        assert (said in refused.stderr, refused.stderr.count("\n"), refused.stdout) == (True, 1, "")
    assert sorted(tmp_path.iterdir()) == before
    assert layout_of(newer) == 99


# check


@pytest.mark.parametrize("layout", EVERY)
def test_a_sound_store_of_any_layout_passes_and_stays_as_it_is(tmp_path: Path, layout: int) -> None:
    place = of_layout(layout, tmp_path / "meetlat.db")
    before = content(place)
    checked = types(place, "check")
    assert (checked.exit_code, checked.stdout) == (0, "The file is whole; two runs can be read and scored.\n")
    assert content(place) == before
    assert [file.name for file in tmp_path.iterdir()] == ["meetlat.db"]


@pytest.mark.parametrize(
    ("statement", "code", "runs"),
    [
        ("UPDATE runs SET context = '{' WHERE key = 1", "run", [0]),
        ("UPDATE runs SET mode = 'dream' WHERE key = 2", "run", [1]),
        ("UPDATE questionnaires SET text = '{}'", "questionnaire", [0, 1]),
        ("UPDATE questionnaires SET text = replace(text, 'Gebruikers', 'Klanten')", "questionnaire", [0, 1]),
        ("UPDATE answers SET level = 9 WHERE key = 4", "run", [0]),
        ("UPDATE roadmaps SET content = '{}'", "plan", [0]),
        ("DELETE FROM respondents WHERE id = 'r2'", "reference", [None]),
        ("DROP TABLE timings", "table", [None]),
        ("ALTER TABLE answers DROP COLUMN evidence", "table", [None]),
    ],
)
def test_what_is_wrong_is_told_with_the_run_that_it_is_about(
    place: Path, statement: str, code: str, runs: list[int | None]
) -> None:
    with store.open(str(place)) as history:
        ids = [run.id for run in history.runs()]
    write(place, statement)
    before = content(place)
    found = told(place, "check")
    assert not found["sound"]
    assert {(flaw["code"], flaw["run"]) for flaw in found["flaws"]} == {
        (code, None if run is None else ids[run]) for run in runs
    }
    assert types(place, "check").exit_code == 1
    assert content(place) == before


def test_a_damaged_file_is_told_and_left_as_it_is(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("CREATE INDEX by_level ON answers (level)")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = 'CREATE INDEX by_level ON answers (item)' WHERE name = 'by_level'"
    )
    connection.commit()
    connection.close()
    damaged = place.read_bytes()
    checked = types(place, "check", language="nl")
    assert checked.exit_code == 1
    assert "Het bestand is beschadigd: " in checked.stdout
    assert place.read_bytes() == damaged


# backup


@pytest.mark.parametrize("layout", EVERY)
def test_a_backup_is_a_store_with_all_that_was_in_it_for_its_owner_only(tmp_path: Path, layout: int) -> None:
    place, copy = of_layout(layout, tmp_path / "meetlat.db"), tmp_path / "copy.db"
    done = types(place, "backup", "-o", copy)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"Backup: {copy}\n")
    assert content(copy) == content(place)
    assert layout_of(place) == layout
    assert types(copy, "check").exit_code == 0
    if os.name == "posix":
        assert copy.stat().st_mode & 0o077 == 0


def test_a_backup_of_a_store_in_use_has_what_was_kept_and_not_what_is_half_done(place: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(place, isolation_level=None)
    writer.execute("UPDATE runs SET organisation = 'Kept'")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE runs SET organisation = 'Half done'")
    assert types(place, "backup", "-o", tmp_path / "copy.db").exit_code == 0
    writer.close()
    assert "'Kept'" in "".join(content(tmp_path / "copy.db"))
    assert "'Half done'" not in "".join(content(tmp_path / "copy.db"))


def test_without_a_name_a_backup_has_the_day_in_it(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    types(place, "backup")
    (copy,) = (tmp_path / "here").iterdir()
    assert copy.match("meetlat-20??-??-??.db")


def there_already(path: Path) -> None:
    path.write_text("mine", encoding="utf-8")


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(("make", "said"), [(there_already, "is there already"), (a_folder, "is a folder")])
def test_a_backup_replaces_nothing_unless_told_to(
    place: Path, tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    copy = tmp_path / "copy.db"
    make(copy)
    refused = types(place, "backup", "-o", copy)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert types(place, "backup", "-o", copy, "--force").exit_code == (0 if copy.is_file() else 2)


def test_a_backup_over_the_store_itself_is_refused(place: Path, tmp_path: Path) -> None:
    before = content(place)
    refused = types(place, "backup", "-o", tmp_path / "." / "meetlat.db", "--force")
    assert (refused.exit_code, "is the store itself" in refused.stderr) == (2, True)
    assert content(place) == before


def test_a_backup_over_a_store_that_another_program_has_open_is_refused(place: Path, tmp_path: Path) -> None:
    other = of_layout(SCHEMA_VERSION, tmp_path / "other.db")
    with store.open(str(other)) as history:
        history.runs()
        refused = types(place, "backup", "-o", other, "--force")
    assert (refused.exit_code, "is a store that is in use" in refused.stderr) == (1, True)


def test_a_damaged_store_is_not_backed_up_over_an_older_backup(place: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    types(place, "backup", "-o", copy)
    before = copy.read_bytes()
    damaged = bytearray(place.read_bytes())
    damaged[20 * 4096 : 30 * 4096] = os.urandom(10 * 4096)
    place.write_bytes(damaged)
    refused = types(place, "backup", "-o", copy, "--force")
    assert (refused.exit_code, "is damaged" in refused.stderr) == (1, True)
    assert copy.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "meetlat.db"]


def test_on_a_full_disk_there_is_no_half_a_backup(place: Path, small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(400 * 1024))
    refused = types(place, "backup", "-o", small_disk / "copy.db")
    assert (refused.exit_code, "disk is full" in refused.stderr) == (1, True)
    assert [file.name for file in small_disk.iterdir()] == ["ballast"]


def test_a_killed_copy_leaves_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    assert sum(kill_copies(tmp_path, 3, seed=1).values()) == 3


def test_a_killed_copy_to_another_store_leaves_nothing_of_it_or_all(tmp_path: Path) -> None:
    assert kill_moves(tmp_path, 2, seed=1).total() == 2


def test_an_import_killed_while_somebody_answers_leaves_every_answer_and_the_old_store_or_the_new_one(
    tmp_path: Path,
) -> None:
    found = kill_imports(tmp_path, 2, seed=1)
    assert found["old"] + found["new"] == 2
    assert found["acknowledged answers"]


# upgrade


def test_an_upgrade_says_what_it_did_and_a_second_that_there_is_nothing_to_do(tmp_path: Path) -> None:
    place = of_layout(1, tmp_path / "meetlat.db")
    copy = tmp_path / "meetlat-before-layout-5.db"
    assert types(place, "upgrade").stderr == f"The store now has layout {SCHEMA_VERSION}; what it was is in {copy}.\n"
    assert (layout_of(place), layout_of(copy)) == (SCHEMA_VERSION, 1)
    assert types(place, "upgrade").stderr == f"The store has the present layout, {SCHEMA_VERSION}, already.\n"


# What deleting does not reach


def test_who_deletes_is_told_of_the_copies_that_still_hold_the_answers(tmp_path: Path) -> None:
    place = of_layout(1, tmp_path / "meetlat.db")
    types(place, "upgrade")
    for arguments in (["withdraw", "last", "r1"], ["delete", "last"]):
        done = invoke("runs", *arguments, "--yes", "--store", place)
        assert done.exit_code == 0
        assert "still holds the answers: meetlat-before-layout-5.db." in done.stderr
    (tmp_path / "meetlat-before-layout-5.db").unlink()
    assert "copy" not in invoke("runs", "delete", "last", "--yes", "--store", place).stderr
