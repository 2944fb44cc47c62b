"""Have the database itself note which runs are changed, so that only their files are written."""

from __future__ import annotations

from sqlalchemy import Connection, Table

from assess.store.tables import metadata


def begin_noting(connection: Connection) -> None:
    """Make what notes every run of which a row of any table comes, goes or changes."""
    connection.exec_driver_sql("CREATE TEMP TABLE touched (run INTEGER PRIMARY KEY)")
    for table in metadata.sorted_tables:
        if (run := _run_of(table)) is not None:
            for event, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), ("UPDATE", ("OLD", "NEW"))):
                notes = " ".join(f"INSERT OR IGNORE INTO touched {run.format(row=row)};" for row in rows)
                connection.exec_driver_sql(
                    f"CREATE TEMP TRIGGER {table.name}_{event.lower()} AFTER {event} ON main.{table.name}"
                    f" BEGIN {notes} END"
                )


def touched(connection: Connection) -> tuple[int, ...]:
    """Return the keys of the runs that were changed since the last `forget`, those that are gone too."""
    return tuple(key for (key,) in connection.exec_driver_sql("SELECT run FROM touched ORDER BY run"))


def forget(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM touched")


def _run_of(table: Table) -> str | None:
    """Return what selects the run of a row; None for a table that is not about one.

    A row of a respondent who is gone selects nothing: the respondent's own row was noted.
    """
    if table.name == "runs":
        return "VALUES ({row}.key)"
    if "run" in table.columns:
        return "VALUES ({row}.run)"
    if "respondent" in table.columns:
        return "SELECT run FROM respondents WHERE key = {row}.respondent"
    return None
