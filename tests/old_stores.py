"""Stores as the programs of their time made them: layout 1 by commit ff9f0ca, 2 by c208902, 3 by 8d07a5c, 4 by
42eb4a7, 5 by the present one.

Each holds a workshop of two (a third withdrew) with a corrected answer, one taken back, one unknown, marks and
limits, and an unfinished run of another organisation, on a questionnaire of three capabilities.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assess.store.tables import SCHEMA_VERSION

FOLDER = Path(__file__).parent / "stores"
OLDER = tuple(range(1, SCHEMA_VERSION))


def of_layout(layout: int, path: Path) -> Path:
    """Make a store of a layout, in the journal mode that they all had."""
    connection = sqlite3.connect(path)
    connection.executescript((FOLDER / f"layout-{layout}.sql").read_text(encoding="utf-8"))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    return path


def content(path: Path) -> list[str]:
    """Return all that a store holds, as statements."""
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def layout_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    (layout,) = connection.execute("SELECT schema_version FROM store").fetchone()
    connection.close()
    return int(layout)


def tables_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns and references of every table, as the engine knows them, and what must be unique."""
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {
        name: [
            *connection.execute(f"PRAGMA table_info({name})"),
            *connection.execute(f"PRAGMA foreign_key_list({name})"),
            *sorted(
                (unique, *(column for (_, _, column) in connection.execute(f"PRAGMA index_info({index})")))
                for _, index, unique, *_ in connection.execute(f"PRAGMA index_list({name})")
            ),
        ]
        for name in names
    }
    connection.close()
    return found
