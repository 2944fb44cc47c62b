"""The password of a server is said, written, remembered and sent away nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import invoke
from msgspec.structs import replace
from postgresql_server import PASSWORD, QUOTED, PostgreSQL
from sqlalchemy import inspect, text

from assess import many, reporting, store, workflow
from assess.store.database import Database
from assess.store.place import locate

SERVER = "postgresql+psycopg://meetlat:geheim@127.0.0.1:1/db"
COMMANDS = (
    ("runs", "list"), ("runs", "show", "last"), ("runs", "export", "last"), ("runs", "export", "last", "--pseudonyms"),
    ("score", "last", "--format", "json"), ("plan", "last"), ("explain", "last", "U1"), ("actions", "list", "last"),
    ("runs", "show", "nothing"), ("compare", "last", "last"), ("report", "last", "--format", "json", "-o", "a.json"),
    ("report", "last", "--format", "html", "-o", "a.html"), ("runs", "delete", "--organisation", "Nobody", "--yes"),
)  # fmt: skip


@pytest.fixture
def commission():
    run = replace(workflow.example(), store=SERVER)
    order = reporting.Order(form="pdf", language="nl", earlier=(run,))
    return many.Commission(run=run, order=order, path=Path("a.pdf"))


def test_a_run_does_not_tell_it(commission):
    assert "geheim" not in repr(commission)
    assert "geheim" not in str(commission.run)


def test_what_goes_to_other_computers_holds_no_store_not_even_that_of_an_earlier_run(commission):
    (sent,) = many.sent_away([commission])
    assert (sent.run.store, sent.order.earlier[0].store) == (None, None)
    assert sent.order.earlier[0].responses == commission.run.responses


def test_what_is_remembered_of_a_report_does_not_depend_on_it(commission):
    bare = replace(commission, run=replace(commission.run, store=None))
    assert many.made_from(commission) == many.made_from(bare)


def test_no_command_says_or_writes_it_and_the_store_does_not_hold_it(
    postgresql: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    url = postgresql.fresh()
    try:
        with store.open(url) as history:
            example = workflow.example()
            history.import_run(example.responses, example.questionnaire)
        for command in COMMANDS:
            told = invoke(*command, "--store", url)
            assert "Traceback" not in told.output, command
            assert not [each for each in (PASSWORD, QUOTED) if each in told.output], command
        written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert len(written) > 10_000
        assert PASSWORD.encode() not in written
        assert QUOTED.encode() not in written
        database = Database(locate(url), create=False)
        with database.reading() as connection:
            for table in inspect(connection).get_table_names():
                rows = str(connection.execute(text(f'SELECT * FROM "{table}"')).all())  # noqa: S608 (our own tables)
                assert PASSWORD not in rows
                assert QUOTED not in rows
        database.close()
    finally:
        postgresql.give_back(url)
