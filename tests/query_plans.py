"""How an engine goes about the statements of a command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from many_runs import changing
from sqlalchemy import Engine, event


def plans_of(command: Callable[[], object], url: str, *, by_index: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Yield every different statement that a command runs, and how the engine goes about it.

    A server reads small tables whole; with `by_index` it does so only where no index leads to what is wanted.
    """
    asked: dict[str, Any] = {}

    def hear(_c: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith(("SELECT", "WITH")) and " FROM " in statement.replace("\n", " "):
            asked.setdefault(statement, parameters)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        command()
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    with changing(url) as connection:
        is_file = connection.dialect.name == "sqlite"
        if by_index and not is_file:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for statement, parameters in asked.items():
            if "pg_catalog" not in statement and "sqlite_master" not in statement:
                explain = "EXPLAIN QUERY PLAN " if is_file else "EXPLAIN (COSTS OFF) "
                rows = connection.exec_driver_sql(explain + statement, parameters).all()
                yield " ".join(statement.split()), [str(row[-1]) for row in rows]
