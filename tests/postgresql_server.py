"""A PostgreSQL server of the tests' own: started in a temporary folder, stopped at the end, a fresh database a test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from assess import store

PASSWORD = "g%h:e/i@m"  # noqa: S105 (of a server that lives as long as the tests)
QUOTED = "g%25h%3Ae%2Fi%40m"
TEMPLATE = "of_every_test"
QUICK = ("fsync=off", "full_page_writes=off", "max_connections=30", "shared_buffers=32MB", "autovacuum=off")


class PostgreSQL:
    """A running server; its user may do everything, as who runs a server of their own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._numbers = count(1)
        self._free: list[str] = []
        self._has_template = False

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://meetlat:{QUOTED}@127.0.0.1:{self.port}/{database}"

    def fresh(self) -> str:
        """Return the URL of a store without runs: one that was given back, else a new one."""
        if self._free:
            return self._free.pop()
        if not self._has_template:
            self._make(TEMPLATE, "template1")
            store.open(self.url(TEMPLATE)).close()
            self._has_template = True
        return self._made(TEMPLATE)

    def give_back(self, url: str) -> None:
        """Empty a store that its test changed in no other way than Meetlat does; to copy a new one takes far longer."""
        with self.connect(url) as connection:
            connection.execute("TRUNCATE runs, questionnaires CASCADE")  # rows that belong to nothing go along
            connection.execute("UPDATE store SET wipe_due = false")
        self._free.append(url)

    def empty(self) -> str:
        """Return the URL of a database without tables."""
        return self._made("template1")

    def connect(self, url: str) -> psycopg.Connection:
        """Return a connection of another program, on which every statement is a transaction."""
        database = url.rpartition("/")[2]
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="meetlat", password=PASSWORD, dbname=database, autocommit=True
        )

    def _made(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        self._make(name, template)
        return self.url(name)

    def _make(self, name: str, template: str) -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        with self.connect("/postgres") as connection:
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


@contextmanager
def running() -> Iterator[PostgreSQL]:
    """Start a server and stop it; as root it runs as the user of Debian's package, for it refuses to be root."""
    folder = Path(tempfile.mkdtemp(prefix="meetlat-postgresql-"))
    user = (
        {"user": "postgres", "group": "postgres", "extra_groups": []}
        if hasattr(os, "geteuid") and os.geteuid() == 0
        else {}
    )
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    if user:
        for path in (folder, password):
            shutil.chown(path, "postgres", "postgres")
    data = folder / "data"
    subprocess.run(
        [
            _program("initdb"), "--pgdata", data, "--username=meetlat", f"--pwfile={password}", "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C", "--no-sync",
        ],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **user,
    )  # fmt: skip
    port = _free_port()
    settings = [part for each in (*QUICK, f"unix_socket_directories={folder}") for part in ("-c", each)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [_program("postgres"), "-D", data, "-h", "127.0.0.1", "-p", str(port), *settings],
            stdout=log, stderr=log, cwd=folder, **user,
        )  # fmt: skip
    try:
        found = PostgreSQL(port)
        _await(found, server, folder / "log")
        yield found
    finally:
        server.send_signal(3)  # SIGQUIT: at once, for nothing of it stays
        server.wait()
        shutil.rmtree(folder)


def _await(server: PostgreSQL, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            server.connect("/postgres").close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(log.read_text(encoding="utf-8", errors="replace")) from None
            time.sleep(0.02)
        else:
            return


def _program(name: str) -> str:
    """Return where a program of the server is: Debian does not put them on the path."""
    found = shutil.which(name) or max(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default=None)
    assert found, f"{name} of PostgreSQL is not there; `sh tools/system.sh tests` installs it"
    return found


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port
