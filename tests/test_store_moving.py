"""All of a store goes to another engine and back, and is then what it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from commands import invoke
from old_stores import OLDER, content, of_layout
from postgresql_server import PostgreSQL

from assess import store
from assess.errors import Mistake
from assess.store import moving
from assess.store.database import Database
from assess.store.moving import Content, content_of, move
from assess.store.place import locate
from assess.store.tables import SCHEMA_VERSION


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A store of the present layout with two runs, roadmaps and an analysis."""
    return of_layout(SCHEMA_VERSION, tmp_path / "source.db")


def held(url: object) -> dict[str, Content]:
    database = Database(locate(str(url)), create=False)
    try:
        with database.reading() as connection:
            return content_of(connection, database.place)
    finally:
        database.close()


def test_a_store_that_goes_to_a_server_and_back_is_equal_to_the_row(
    filled: Path, tmp_path: Path, postgresql: PostgreSQL
) -> None:
    url, back = postgresql.empty(), tmp_path / "back.db"
    assert invoke("store", "copy", filled, url).exit_code == 0
    assert held(url) == held(filled)
    assert invoke("store", "copy", url, back).exit_code == 0
    rows = [{line for line in content(path) if line.startswith("INSERT")} for path in (filled, back)]
    assert rows[0] == rows[1]
    assert invoke("store", "check", "--store", url).exit_code == 0


def test_every_table_with_rows_counts_in_what_is_compared(filled: Path) -> None:
    before = held(filled)
    assert min(before[name].rows for name in ("runs", "respondents", "answers", "corrections", "roadmaps")) > 0
    connection = sqlite3.connect(filled)
    connection.execute("UPDATE answers SET note = 'Anders' WHERE key = (SELECT min(key) FROM answers)")
    connection.commit()
    connection.close()
    assert {name for name in before if before[name] != held(filled)[name]} == {"answers"}


def test_what_comes_after_a_copy_has_a_place_of_its_own(filled: Path, postgresql: PostgreSQL) -> None:
    url = postgresql.empty()
    move(locate(str(filled)), locate(url))
    with store.open(url) as history:
        first, *_ = (run.id for run in history.runs())
        new = history.add_respondent(first, "user")
        assert [one.id for one in history.responses(first).respondents][-1] == new


@pytest.mark.parametrize("layout", OLDER)
def test_a_store_of_an_older_layout_is_brought_to_date_on_the_way_and_stays_as_it_is(
    tmp_path: Path, layout: int, postgresql: PostgreSQL
) -> None:
    older = of_layout(layout, tmp_path / "meetlat.db")
    before, url = content(older), postgresql.empty()
    move(locate(str(older)), locate(url))
    assert content(older) == before
    with store.open(str(older)) as upgraded, store.open(url) as copied:
        assert [upgraded.responses(run.id) for run in upgraded.runs()] == [
            copied.responses(run.id) for run in copied.runs()
        ]


def test_a_store_with_runs_is_never_written_over(filled: Path, new_store_url: str) -> None:
    move(locate(str(filled)), locate(new_store_url))
    before = held(new_store_url)
    refused = invoke("store", "copy", filled, new_store_url)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "is not empty (2 runs); nothing was copied." in refused.stderr
    assert held(new_store_url) == before


def test_a_copy_that_fails_half_way_leaves_nothing(
    filled: Path, new_store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(moving, "content_of", fails)  # when all rows are there, and not yet kept
    with pytest.raises(Mistake):
        move(locate(str(filled)), locate(new_store_url))
    monkeypatch.undo()
    if "://" in new_store_url:
        assert sum(each.rows for each in held(new_store_url).values()) == 0
    else:
        assert [file.name for file in filled.parent.iterdir()] == ["source.db"]


def test_a_target_that_keeps_something_else_is_told_and_left_empty(filled: Path, postgresql: PostgreSQL) -> None:
    url = postgresql.empty()
    store.open(url).close()
    with postgresql.connect(url) as connection:
        connection.execute(
            "CREATE FUNCTION lowered() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.level = 1; RETURN NEW; END $$"
        )
        connection.execute("CREATE TRIGGER lowers BEFORE INSERT ON answers FOR EACH ROW EXECUTE FUNCTION lowered()")
    refused = invoke("store", "copy", filled, url)
    assert refused.exit_code == 1
    assert "does not keep answers as they are; nothing was saved." in refused.stderr
    assert held(url)["runs"].rows == 0


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE answers SET note = 'a' || char(0) || 'b' WHERE key = 1", "cannot keep what is in answers"),
        ("UPDATE answers SET level = 'high' WHERE key = 1", "source.db is damaged"),
        ("DELETE FROM respondents WHERE id = 'r2'", "cannot keep what is in"),
        ("UPDATE runs SET organisation = CAST(X'FF' AS TEXT)", "source.db is damaged"),
        ("DROP TABLE timings", "source.db is damaged"),
    ],
)
def test_what_a_server_does_not_take_is_told_in_a_line_and_nothing_is_copied(
    filled: Path, postgresql: PostgreSQL, statement: str, said: str
) -> None:
    connection = sqlite3.connect(filled)
    connection.execute(statement)
    connection.commit()
    connection.close()
    url = postgresql.empty()
    refused = invoke("store", "copy", filled, url)
    assert (refused.exit_code, refused.stderr.count("\n"), refused.stdout) == (1, 1, "")
    assert said in refused.stderr
    assert sum(each.rows for each in held(url).values()) == 0
