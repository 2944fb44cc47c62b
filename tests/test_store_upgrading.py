"""A store of any layout opens, with a copy of what it was beside it, and is never left between two layouts."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import invoke
from killing_stores import kill_upgrades
from old_stores import OLDER, content, layout_of, of_layout, tables_of
from sqlalchemy import Connection
from without_rights import run_without_rights

from assess import store
from assess.errors import Mistake
from assess.store import migrations, sqlite
from assess.store.migrations import steps_from
from assess.store.tables import SCHEMA_VERSION
from assess.workflow import scorecard, stored
from questionnaires.responses import Answer, Importance

BACKUP = f"meetlat-before-layout-{SCHEMA_VERSION}.db"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "meetlat.db"


def opened(path: Path) -> None:
    with store.open(str(path)):
        pass


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def write(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


# What it becomes


@pytest.mark.parametrize("layout", OLDER)
def test_an_older_store_gets_the_tables_that_a_new_one_has(place: Path, tmp_path: Path, layout: int) -> None:
    opened(of_layout(layout, place))
    opened(tmp_path / "new.db")
    assert tables_of(place) == tables_of(tmp_path / "new.db")
    assert layout_of(place) == SCHEMA_VERSION


def test_who_changes_the_tables_makes_a_new_layout(place: Path, tmp_path: Path) -> None:
    opened(tmp_path / "new.db")
    assert tables_of(of_layout(SCHEMA_VERSION, place)) == tables_of(tmp_path / "new.db")


@pytest.mark.parametrize("layout", [*OLDER, SCHEMA_VERSION])
def test_every_answer_is_there_and_the_run_scores(place: Path, layout: int) -> None:
    with store.open(str(of_layout(layout, place))) as history:
        workshop, other = (each.id for each in history.runs())
        run = history.responses(workshop)
        assert (run.organisation, run.mode, run.ambition, run.facts.satisfaction) == (
            "Gemeente Voorbeeld", "workshop", {"U": 4}, "7.1",
        )  # fmt: skip
        manager, user = run.respondents
        assert list(manager.answers.values())[:3] == [Answer(level=3), Answer(kind="unknown"), Answer(level=4)]
        assert manager.importance == Importance(most=("U1",), least=("S1",))
        assert next(iter(user.answers.values())).level
        assert [one.item for one in run.corrections] == ["U1.1", "U1.2", "U1.3"]
        assert history.withdrawn(workshop)("r3")
        assert scorecard(stored(history, workshop)).capabilities["U1"].score is not None
        assert history.questionnaire(workshop).sha256 == run.questionnaire_sha256
        history.record_answer(other, "r1", "O1.1", Answer(level=5))
    assert invoke("--store", place, "score", workshop).exit_code == 0


def test_there_is_a_step_for_every_layout_and_they_are_one_line() -> None:
    assert [step.revision for step in steps_from(1)] == [str(layout + 1) for layout in OLDER]


def test_opening_a_store_of_the_present_layout_imports_nothing_to_upgrade_with(place: Path) -> None:
    opened(place)
    script = "import sys; from assess import store; store.open(sys.argv[1]).close(); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, place], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# The copy


@pytest.mark.parametrize("layout", OLDER)
def test_what_it_was_stands_beside_it_for_its_owner_only(place: Path, tmp_path: Path, layout: int) -> None:
    of_layout(layout, place)
    before = content(place)
    opened(place)
    assert names_in(tmp_path) == [BACKUP, "meetlat.db"]
    assert content(tmp_path / BACKUP) == before
    if os.name == "posix":
        assert (tmp_path / BACKUP).stat().st_mode & 0o077 == 0


def test_a_copy_of_another_moment_stays(place: Path, tmp_path: Path) -> None:
    opened(of_layout(1, place))
    first = (tmp_path / BACKUP).read_bytes()
    place.unlink()
    opened(of_layout(2, place))
    assert names_in(tmp_path) == [f"meetlat-before-layout-{SCHEMA_VERSION}-2.db", BACKUP, "meetlat.db"]
    assert (tmp_path / BACKUP).read_bytes() == first


def test_the_same_store_upgraded_again_leaves_one_copy(place: Path, tmp_path: Path) -> None:
    opened(of_layout(1, place))
    place.write_bytes((tmp_path / BACKUP).read_bytes())
    opened(place)
    assert names_in(tmp_path) == [BACKUP, "meetlat.db"]


def test_a_copy_put_back_is_the_store_that_it_was(place: Path, tmp_path: Path) -> None:
    opened(of_layout(1, place))
    upgraded = content(place)
    (tmp_path / BACKUP).replace(place)
    opened(place)
    assert content(place) == upgraded


# What goes wrong


def step_that(does: Callable[[sqlite3.Connection], None]) -> Callable[[Connection, int], None]:
    """Return what takes all steps, and then does something with the connection of the engine itself."""
    steps = migrations.bring_to_date

    def all_steps(connection: Connection, layout: int) -> None:
        steps(connection, layout)
        does(connection.connection.driver_connection)  # type: ignore[arg-type]

    return all_steps


def breaks(_: sqlite3.Connection) -> None:
    raise KeyError("figures")


def commits_and_breaks(connection: sqlite3.Connection) -> None:
    connection.execute("COMMIT")
    raise KeyError("figures")


def loses_a_questionnaire(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM questionnaires")


@pytest.mark.parametrize("does", [breaks, commits_and_breaks, loses_a_questionnaire])
def test_a_step_that_fails_leaves_the_store_as_it_was_and_says_so_in_a_line(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: Callable[[sqlite3.Connection], None]
) -> None:
    of_layout(1, place)
    before = content(place)
    monkeypatch.setattr("assess.store.upgrading.bring_to_date", step_that(does))
    told = invoke("--store", place, "runs", "list")
    assert told.exit_code == 1
    assert f"could not be brought from layout 1 to {SCHEMA_VERSION}" in told.stderr
    assert "Traceback" not in told.stderr
    assert content(place) == before
    assert names_in(tmp_path) == ["meetlat.db"]


def test_a_store_in_use_is_told_and_left_as_it_was(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_layout(1, place)
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Mistake, match="in use"):
        opened(place)
    holder.close()
    assert layout_of(place) == 1
    assert names_in(tmp_path) == ["meetlat.db"]


@pytest.mark.parametrize("room", [505 * 1024, 380 * 1024])
def test_on_a_full_disk_nothing_changes(small_disk: Path, room: int) -> None:
    path = of_layout(1, small_disk / "meetlat.db")
    before = content(path)
    (small_disk / "ballast").write_bytes(bytes(room - path.stat().st_size))
    with pytest.raises(Mistake, match=r"disk is full|may be written beside"):
        opened(path)
    (small_disk / "ballast").unlink()
    assert content(path) == before
    assert names_in(small_disk) == ["meetlat.db"]
    opened(path)
    assert names_in(small_disk) == [BACKUP, "meetlat.db"]


LOADING = """
import sys
from sqlalchemy import Connection
from assess import store
from assess.errors import Mistake
from assess.store import history, upgrading, migrations
import alembic.operations, alembic.runtime.migration, alembic.script
"""
OPENING = """
try:
    store.open(sys.argv[1])
except Mistake as mistake:
    print(mistake.message.message, mistake.exit_code)
"""


def test_an_older_store_that_may_only_be_read_is_told_and_left_as_it_was() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        path = of_layout(1, Path(folder) / "meetlat.db")
        path.chmod(0o444)
        before = path.read_bytes()
        done = run_without_rights(LOADING, OPENING, path)
        path.chmod(0o644)  # or Windows would not delete it
        assert path.read_bytes() == before
        assert not (Path(folder) / BACKUP).exists()
    assert done.stdout == "{store} may only be read; nothing was saved. 1\n", done.stderr


def test_a_damaged_older_store_is_told_and_left_as_it_was(place: Path, tmp_path: Path) -> None:
    of_layout(1, place)
    damaged = bytearray(place.read_bytes())
    damaged[8192:] = bytes(len(damaged) - 8192)
    place.write_bytes(damaged)
    with pytest.raises(Mistake):
        opened(place)
    assert place.read_bytes() == damaged
    assert names_in(tmp_path) == ["meetlat.db"]


# More programs


def test_two_programs_that_open_an_older_store_at_once_upgrade_it_once(place: Path, tmp_path: Path) -> None:
    of_layout(1, place)
    script = "import sys; from assess import store; sys.stdin.read(); store.open(sys.argv[1]).close(); print('open')"
    programs = [
        subprocess.Popen([sys.executable, "-c", script, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.close()
        program.stdin = None
    assert [program.communicate()[0].strip() for program in programs] == [b"open"] * 3
    assert layout_of(place) == SCHEMA_VERSION
    assert names_in(tmp_path) == [BACKUP, "meetlat.db"]


def test_a_killed_upgrade_leaves_the_old_store_or_the_new_one(tmp_path: Path) -> None:
    assert sum(kill_upgrades(tmp_path, 3, seed=1).values()) == 3
