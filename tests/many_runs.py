"""Stores of many runs, and of a run of many people: copies that the engine makes of the rows of one run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from report_runs import QUESTIONNAIRE, somebody
from scoring_runs import run
from sqlalchemy import text

from assess import store
from assess.store.place import locate
from assess.store.tables import metadata
from questionnaires.model import Role

PEOPLE: tuple[Role, ...] = ("it_management",) * 2 + ("it_staff",) * 6 + ("user",) * 10 + ("supplier",) * 2
SERIES = "WITH RECURSIVE series(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM series WHERE n < {last}) "


def begun(url: str) -> None:
    """Put one run into a new store; all others are made of its rows."""
    rng = random.Random(20)
    people = [somebody(role, rng, 0.1, ambition={"U": 4, "O": 3}) for role in PEOPLE]
    with store.open(url) as history:
        history.import_run(
            msgspec.structs.replace(run(*people, privacy="anonymous"), organisation="Gemeente 0", date="2020-01-01"),
            QUESTIONNAIRE,
        )


def grow(url: str, first: int, last: int, *, is_one_run: bool) -> None:
    """Add copies `first` to `last` of the people of the first run, each with other levels, as runs or to that run."""
    series = SERIES.format(first=first, last=last)
    n, step = "series.n", len(PEOPLE)
    other = {
        "runs": {
            "key": f"{n} + 1",
            "id": f"'copy' || {n}",
            "organisation": f"'Gemeente ' || ({n} / 8)",
            "date": f"CAST(2020 + {n} % 8 AS TEXT) || '-01-01'",
        },
        "respondents": {"key": f"x.key + {n} * {step}", "id": f"x.id || '-' || {n}"}
        | ({} if is_one_run else {"run": f"{n} + 1"}),
        "answers": {
            "respondent": f"x.respondent + {n} * {step}",
            "level": f"CASE WHEN x.level IS NULL THEN NULL ELSE 1 + (x.level + x.respondent * {n}) % 5 END",
        },
        "ambitions": {"respondent": f"x.respondent + {n} * {step}"},
    }
    with changing(url) as connection:
        for table, changed in other.items():
            if table == "runs" and is_one_run:
                continue
            names = [one.name for one in metadata.tables[table].columns if one.name != "key" or "key" in changed]
            values = ", ".join(changed.get(one, f"x.{one}") for one in names)
            owner = "key" if table == "respondents" else "respondent"
            whose = "x.key = 1" if table == "runs" else f"x.{owner} <= {step}"
            into = f"INSERT INTO {table} ({', '.join(names)})"
            connection.execute(text(f"{into} {series} SELECT {values} FROM series, {table} x WHERE {whose}"))  # noqa: S608
        if not is_one_run:
            tagged = "SELECT n + 1, 'tenth' FROM series WHERE n % 10 = 0"
            connection.execute(text(f"INSERT INTO tags (run, tag) {series} {tagged}"))
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE")  # as its own autovacuum does


@contextmanager
def changing(url: str) -> Iterator[Any]:
    engine = locate(url).engine()
    with engine.begin() as connection:
        yield connection
    engine.dispose()
