"""What only a store on PostgreSQL does: passwords, lost connections, waiting, deletion, and other layouts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from commands import invoke
from old_stores import OLDER, of_layout
from postgresql_server import PASSWORD, QUOTED, PostgreSQL

from assess import invocation, store
from assess.errors import Mistake
from assess.store import migrations, upgrading
from assess.store import postgresql as engine
from assess.store.database import Database
from assess.store.place import locate
from assess.store.tables import SCHEMA_VERSION
from assess.workflow import scorecard, stored
from questionnaires import catalogue
from questionnaires.responses import Answer, Respondent, Responses

QUESTIONNAIRE = catalogue.load()
RUN = Responses(
    questionnaire="it-ambition",
    organisation="Gemeente Voorbeeld",
    date="2026-11-23",
    respondents=(Respondent(id="anna", role="it_staff", answers={"U1.1": Answer(level=2, note=r"een \ en een \x41")}),),
)
SECRETS = (PASSWORD, QUOTED, "geheim", "ge@heim")


@pytest.fixture
def url(postgresql: PostgreSQL) -> Iterator[str]:
    found = postgresql.fresh()
    yield found
    postgresql.give_back(found)


@pytest.fixture
def run(url: str) -> str:
    with store.open(url) as history:
        return history.import_run(RUN, QUESTIONNAIRE)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.05)


def of_older_layout(layout: int, folder: Path, postgresql: PostgreSQL) -> str:
    """Return a store on a server with the tables and rows of a file of that layout."""
    file = sa.create_engine(f"sqlite:///{of_layout(layout, folder / 'older.db')}")
    url = postgresql.empty()
    server = sa.create_engine(url)
    metadata = sa.MetaData()
    with file.connect() as reader, server.begin() as writer:
        metadata.reflect(reader)
        metadata.create_all(writer)
        for table in metadata.sorted_tables:
            if rows := [dict(row) for row in reader.execute(sa.select(table)).mappings()]:
                writer.execute(sa.insert(table), rows)
            if "key" in table.c:
                counter = sa.func.pg_get_serial_sequence(table.name, "key")
                writer.execute(sa.select(sa.func.setval(counter, 1000)))
    server.dispose()
    file.dispose()
    return url


def layout_of(url: str, postgresql: PostgreSQL) -> int:
    with postgresql.connect(url) as connection:
        (layout,) = connection.execute("SELECT schema_version FROM store").fetchone() or (None,)
        return int(layout)


def references(url: str, postgresql: PostgreSQL) -> set[tuple[str, ...]]:
    with postgresql.connect(url) as connection:
        return {
            tuple(row)
            for row in connection.execute(
                "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'"
            )
        }


# Where it is


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{right}x", "does not exist"),
        ("postgresql+psycopg://meetlat:geheim@127.0.0.1:{port}/postgres", "password authentication failed"),
        ("postgresql+psycopg://meetlat:geheim@127.0.0.1:1/db", "Connection refused"),
        ("postgresql+psycopg://meetlat:geheim@127.0.0.1:1", "is not the address"),
        ("postgresql+psycopg://meetlat:ge@heim@127.0.0.1:1/db", "is not the address"),
        ("postgresql+psycopg://meetlat:1/geheim@127.0.0.1:1/db", "Connection refused"),
        ("postgresql+psycopg://meetlat/geheim@127.0.0.1:1/db", "is not the address"),
        ("postgresql+psycopg://127.0.0.1:1/db?user=meetlat&password=geheim", "Connection refused"),
        ("postgresql+psycopg://meetlat:geheim@127.0.0.1:1/db?no_such_setting=1", "no_such_setting"),
    ],
)
@pytest.mark.parametrize("command", [["store", "info"], ["runs", "list"], ["run", "--plain"], ["store", "backup"]])
def test_a_server_that_does_not_let_in_is_told_in_a_line_without_the_password(
    url: str, postgresql: PostgreSQL, wrong: str, said: str, command: list[str]
) -> None:
    if command[-1] == "backup" and said != "is not the address":
        said = "pg_dump"
    told = invoke(*command, "--store", wrong.format(right=url, port=postgresql.port))
    assert told.exit_code in (1, 2)
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
    assert not [each for each in SECRETS if each in told.output]


def test_no_command_shows_the_password(url: str, run: str) -> None:
    for command in (["info"], ["check"], ["backup"], ["info", "--format", "json"], ["check", "--format", "json"]):
        told = invoke("store", *command, "--store", url)
        assert not [each for each in SECRETS if each in told.output]
    assert PASSWORD not in invocation.command("run", url)
    assert QUOTED not in invocation.command("run", url)
    assert QUOTED not in repr(locate(url))


def test_a_backup_is_made_with_the_command_that_is_told(url: str, run: str, tmp_path: Path) -> None:
    told = invoke("store", "backup", "--store", url)
    assert told.exit_code == 2
    address = url.replace("+psycopg", "").replace(f":{QUOTED}", "")
    assert told.stderr.endswith(f"Type: pg_dump --format=custom --file=meetlat.dump {address}\n")


def test_two_stores_in_schemas_of_one_database_know_nothing_of_each_other(postgresql: PostgreSQL) -> None:
    url = postgresql.empty()
    with postgresql.connect(url) as connection:
        connection.execute("CREATE SCHEMA other")
    with store.open(f"{url}?options=-csearch_path%3Dother") as other, store.open(url) as history:
        other.import_run(RUN, QUESTIONNAIRE)
        assert (len(other.runs()), len(history.runs())) == (1, 0)


def test_looking_at_a_database_without_tables_makes_none(postgresql: PostgreSQL) -> None:
    url = postgresql.empty()
    for command in (["runs", "list"], ["score", "last"], ["store", "info"], ["store", "check"]):
        assert "no runs yet" in invoke(*command, "--store", url).output
    with postgresql.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_the_database_of_another_program_is_refused_and_left_as_it_is(postgresql: PostgreSQL) -> None:
    url = postgresql.empty()
    with postgresql.connect(url) as connection:
        connection.execute("CREATE TABLE bookmarks (url text)")
    with pytest.raises(Mistake, match="is no store of Meetlat"):
        store.open(url)


def test_a_database_in_which_not_every_text_fits_gets_no_tables(postgresql: PostgreSQL) -> None:
    with postgresql.connect("/postgres") as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(Mistake, match="encoding"):
        store.open(postgresql.url("latin"))


def test_without_psycopg_it_is_said_how_to_install_it(url: str) -> None:
    script = "import sys; sys.modules['psycopg'] = None; from assess.cli import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", script, "--store", url, "--lang", "en", "runs", "list"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.endswith("Install it with: pip install 'meetlat[postgresql]'\n")


# While it is used


def test_a_connection_that_the_server_let_go_of_between_two_answers_is_made_again(
    url: str, run: str, postgresql: PostgreSQL
) -> None:
    with store.open(url) as history:
        history.record_answer(run, "anna", "U1.2", Answer(level=3))
        with postgresql.connect(url) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE application_name = 'meetlat' AND datname = current_database()"
            )
        history.record_answer(run, "anna", "U1.3", Answer(level=4))
        assert list(history.responses(run).respondents[0].answers) == ["U1.1", "U1.2", "U1.3"]


def test_a_connection_that_is_lost_while_something_is_written_is_told_and_nothing_is_kept(
    url: str, run: str, postgresql: PostgreSQL
) -> None:
    database = Database(locate(url))

    def writes_and_is_cut_off() -> None:
        with database.writing() as connection:
            connection.execute(sa.text("UPDATE runs SET organisation = 'Ander'"))
            (own,) = connection.execute(sa.text("SELECT pg_backend_pid()")).one()
            with postgresql.connect(url) as other:
                other.execute("SELECT pg_terminate_backend(%s, 10000)", [own])
            connection.execute(sa.text("SELECT 1"))

    with pytest.raises(Mistake, match="does not answer"):
        writes_and_is_cut_off()
    with database.reading() as connection:
        assert connection.execute(sa.text("SELECT organisation FROM runs")).all() == [("Gemeente Voorbeeld",)]
    database.close()


@pytest.mark.usefixtures("impatient")
def test_who_writes_waits_for_another_program_and_says_so_in_the_end(url: str, run: str) -> None:
    holder = Database(locate(url))
    with holder.writing(), store.open(url) as history:
        assert history.responses(run).organisation == "Gemeente Voorbeeld"  # reading does not wait
        with pytest.raises(Mistake, match="in use"):
            history.record_answer(run, "anna", "U1.2", Answer(level=3))
    holder.close()


def test_who_may_only_read_is_told_and_reads(url: str, run: str, postgresql: PostgreSQL) -> None:
    with postgresql.connect(url) as connection:
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'geheim'")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    reader = url.replace(f"meetlat:{QUOTED}", "reader:geheim")
    with store.open(reader) as history:
        assert history.responses(run).organisation == "Gemeente Voorbeeld"
        with pytest.raises(Mistake, match="may only be read"):
            history.record_answer(run, "anna", "U1.2", Answer(level=3))


def test_an_answer_is_on_the_disk_of_the_server_also_where_others_do_not_wait_for_that(
    postgresql: PostgreSQL,
) -> None:
    store.open(url := postgresql.empty()).close()
    name = url.rpartition("/")[2]
    with postgresql.connect(url) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off'.encode())
    database = Database(locate(url))
    with database.reading() as connection:
        assert connection.scalar(sa.text("SHOW synchronous_commit")) == "on"
    database.close()


# What is deleted


def bytes_of_tables(url: str, postgresql: PostgreSQL) -> bytes:
    """Return the bytes of the files of every table, and of what they keep beside for long texts."""
    with postgresql.connect(url) as connection:
        connection.execute("CHECKPOINT")
        files = connection.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
            " WHERE relkind IN ('r', 't') AND oid >= 16384"
        ).fetchall()
    return b"".join(content for (content,) in files)


def test_a_deleted_run_leaves_no_trace_in_the_files_of_the_tables(url: str, run: str, postgresql: PostgreSQL) -> None:
    assert b"een \\ en een \\x41" in bytes_of_tables(url, postgresql)
    deleted = invoke("runs", "delete", "last", "--yes", "--store", url)
    assert deleted.exit_code == 0
    assert "backups and logs may hold the answers" in deleted.stderr
    assert b"een \\ en een \\x41" not in bytes_of_tables(url, postgresql)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("looks_at", ["runs", "bookmarks"])
def test_traces_that_another_transaction_holds_are_told_and_wiped_at_the_next_opening(
    postgresql: PostgreSQL, looks_at: str
) -> None:
    url = postgresql.empty()
    with store.open(url) as history:
        run = history.import_run(RUN, QUESTIONNAIRE)
    with postgresql.connect(url) as holder, store.open(url) as history:
        holder.execute("CREATE TABLE bookmarks (url text)")
        holder.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        holder.execute(f"TABLE {looks_at}".encode())
        with pytest.raises(Mistake, match="traces"):
            history.withdraw(run, "anna")
        assert history.responses(run).respondents == ()
        assert b"een \\ en een" in bytes_of_tables(url, postgresql)
        holder.execute("ROLLBACK")
    store.open(url).close()
    assert b"een \\ en een" not in bytes_of_tables(url, postgresql)


# Other layouts


@pytest.mark.parametrize("layout", OLDER)
def test_an_older_store_is_brought_to_date_and_the_runs_score(
    tmp_path: Path, layout: int, postgresql: PostgreSQL
) -> None:
    url = of_older_layout(layout, tmp_path, postgresql)
    checked = invoke("store", "check", "--store", url)
    assert (checked.exit_code, layout_of(url, postgresql)) == (0, layout), checked.output
    with store.open(url) as history, store.open(str(tmp_path / "older.db")) as of_file:
        runs = [run.id for run in history.runs()]
        assert [history.responses(run) for run in runs] == [of_file.responses(run) for run in runs]
        assert scorecard(stored(history, runs[0])).capabilities["U1"].score is not None
        history.record_answer(runs[1], "r1", "O1.1", Answer(level=5))
    assert layout_of(url, postgresql) == SCHEMA_VERSION
    store.open(new := postgresql.empty()).close()
    assert references(url, postgresql) == references(new, postgresql)


def breaks(_: sa.Connection) -> None:
    raise KeyError("figures")


def loses_a_questionnaire(connection: sa.Connection) -> None:
    connection.execute(sa.text("DELETE FROM questionnaires"))


@pytest.mark.parametrize("does", [breaks, loses_a_questionnaire])
def test_a_step_that_fails_leaves_the_store_as_it_was_and_says_so_in_a_line(
    tmp_path: Path, postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch, does: Callable[[sa.Connection], None]
) -> None:
    steps = migrations.bring_to_date

    def all_steps(connection: sa.Connection, layout: int) -> None:
        steps(connection, layout)
        does(connection)

    url = of_older_layout(1, tmp_path, postgresql)
    before = references(url, postgresql)
    monkeypatch.setattr(upgrading, "bring_to_date", all_steps)
    told = invoke("--store", url, "runs", "list")
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
    assert f"could not be brought from layout 1 to {SCHEMA_VERSION}" in told.stderr
    assert layout_of(url, postgresql) == 1
    assert references(url, postgresql) == before
    monkeypatch.undo()
    assert invoke("--store", url, "runs", "list").exit_code == 0


def test_programs_that_bring_the_same_store_to_date_at_once_all_find_it(tmp_path: Path, postgresql: PostgreSQL) -> None:
    url = of_older_layout(1, tmp_path, postgresql)
    script = "import sys; from assess import store; sys.stdin.read(); store.open(sys.argv[1]).close(); print('open')"
    programs = [
        subprocess.Popen([sys.executable, "-c", script, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.close()
        program.stdin = None
    assert [program.communicate()[0].strip() for program in programs] == [b"open"] * 3
    assert layout_of(url, postgresql) == SCHEMA_VERSION


def test_a_newer_store_is_refused(url: str, postgresql: PostgreSQL) -> None:
    with postgresql.connect(url) as connection:
        connection.execute("UPDATE store SET schema_version = 99")
    with pytest.raises(Mistake, match="from a newer Meetlat"):
        store.open(url)
    with postgresql.connect(url) as connection:
        connection.execute("UPDATE store SET schema_version = %s", [SCHEMA_VERSION])


def test_a_row_that_belongs_to_nothing_is_told(url: str, run: str, postgresql: PostgreSQL) -> None:
    with postgresql.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM respondents")
    told = invoke("store", "check", "--store", url)
    assert told.exit_code == 1
    assert "of answers belongs to a row of respondents that is gone." in told.stdout
    with postgresql.connect(url) as connection, pytest.raises(psycopg.errors.ForeignKeyViolation):
        connection.execute("INSERT INTO answers (respondent, item) VALUES (4711, 'U1.1')")
