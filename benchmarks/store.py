"""Measure what a store of many runs costs, on SQLite and PostgreSQL: time by what is shown, query plans, and the tally.

Usage: python benchmarks/store.py [RUNS,...] [RESPONDENTS,...]      (default 250,500,1000 30000,300000)

Each run has twenty respondents, and an organisation has eight. Times are of the clock, with those of this processor
beside them; that of a server counts in the first alone. The tally of one survey stands beside the bare GROUP BY of its
answers through the same driver, in turn. Memory is what a process of its own needs more for a survey than for none.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import msgspec
from report_runs import QUESTIONNAIRE, somebody
from scoring_runs import run
from sqlalchemy import Engine, event, text

from assess import store
from assess.portfolio.departments import overseen
from assess.portfolio.scored import scored
from assess.store.place import locate
from assess.store.selecting import Wanted
from assess.store.tables import metadata
from assess.trending import followed
from questionnaires.model import Role

PEOPLE: tuple[Role, ...] = ("it_management",) * 2 + ("it_staff",) * 6 + ("user",) * 10 + ("supplier",) * 2
SERIES = "WITH RECURSIVE series(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM series WHERE n < {last}) "
BARE = (
    "SELECT r.run, a.item, r.role, a.kind, a.level, count(*) FROM answers a JOIN respondents r ON r.key = a.respondent"
    " GROUP BY r.run, a.item, r.role, a.kind, a.level"
)
REPEATS = 3


class Took(NamedTuple):
    """Seconds of the clock, and of this process."""

    wall: float
    processor: float


def main(sizes: list[int], surveys: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        for engine, fresh in engines(Path(name)):
            print(f"\n{engine}\n")
            show_many(fresh(), sizes)
            for size in surveys:
                show_survey(fresh(), size)


def engines(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    numbers = iter(range(100))
    yield "SQLite", lambda: str(folder / f"{next(numbers)}.db")
    from postgresql_server import running

    with running() as server:
        yield "PostgreSQL", server.fresh


def begun(url: str) -> None:
    """Put one run into a new store; all others are made of its rows."""
    rng = random.Random(20)  # noqa: S311
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


def show_many(url: str, sizes: list[int]) -> None:
    begun(url)
    shown: dict[str, Callable[[], int]] = {
        "history": lambda: len(scored(Wanted(), url)),
        "history --tag": lambda: len(scored(Wanted(tags=("tenth",)), url)),
        "trend --organisation": lambda: len(followed((), "Gemeente 1", url).trend.runs),
        "overview": lambda: looked_over(url),
    }
    print(f"{'':24}{'runs':>6}{'shown':>7}{'seconds':>9}{'processor':>11}{'ms each':>9}")
    there = 1
    for size in sizes:
        grow(url, there, size - 1, is_one_run=False)
        there = size
        for title, command in shown.items():
            took, n = least(command)
            print(f"{title:24}{size:6}{n:7}{took.wall:9.2f}{took.processor:11.2f}{1000 * took.wall / n:9.1f}")
    for title, command in shown.items():
        if title != "overview":
            print(f"\nplans of {title}:")
            for statement, plan in plans_of(command, url):
                print(f"  {statement[:100]}…\n      " + "\n      ".join(plan))


def looked_over(url: str) -> int:
    found = scored(Wanted(), url)
    overseen(found)
    return len(found)


def show_survey(url: str, size: int) -> None:
    begun(url)
    grow(url, 1, size // len(PEOPLE) - 1, is_one_run=True)
    engine = locate(url).engine()

    def bare() -> int:
        with engine.connect() as connection:
            return len(connection.exec_driver_sql(BARE).all())

    def tally() -> int:
        with store.open(url) as history:
            return sum(history.choose(Wanted())[0].tally.respondents.values())

    repeats = 1 if size > 100_000 else REPEATS  # one of a minute says as much
    bare_took, _ = least(bare, repeats)
    took, n = least(tally, repeats)
    print(
        f"\ntally of {n} respondents: {took.wall:.2f} s, bare GROUP BY {bare_took.wall:.2f} s, ratio"
        f" {took.wall / bare_took.wall:.2f}; memory {memory(url):.0f} MB",
        flush=True,
    )
    engine.dispose()


def least(command: Callable[[], int], repeats: int = REPEATS) -> tuple[Took, int]:
    """Return the shortest of some times, and what the command returned."""
    found = []
    for _ in range(repeats):
        wall, processor = time.perf_counter(), time.process_time()
        result = command()
        found.append(Took(time.perf_counter() - wall, time.process_time() - processor))
    return min(found), result


def plans_of(command: Callable[[], int], url: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every different statement that a command runs, and how the engine goes about it."""
    asked: dict[str, Any] = {}

    def hear(_c: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT") and " FROM " in statement.replace("\n", " "):
            asked.setdefault(statement, parameters)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        command()
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    with changing(url) as connection:
        explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN (COSTS OFF) "
        for statement, parameters in asked.items():
            if "pg_catalog" not in statement and "sqlite_master" not in statement:
                rows = connection.exec_driver_sql(explain + statement, parameters).all()
                yield " ".join(statement.split()), [str(row[-1]) for row in rows]


def memory(url: str) -> float:
    """Return the megabytes that the tally needs beside those of the program."""
    ran = subprocess.run([sys.executable, __file__, "--memory", url], check=True, capture_output=True, encoding="utf-8")
    return float(ran.stdout)


def say_memory(url: str) -> None:
    with store.open(url) as history:
        history.choose(Wanted(until="2000-01-01"))  # nothing, but all is imported
        before = peak()
        history.choose(Wanted())
    print((peak() - before) / 1024)


def peak() -> int:
    """Return the most kilobytes that this process had; ru_maxrss would count its parent's before it began (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["--memory"]:
        say_memory(given[1])
    else:
        sizes, surveys = (given + ["250,500,1000", "30000,300000"][len(given) :])[:2]
        main([int(one) for one in sizes.split(",")], [int(one) for one in surveys.split(",")])
