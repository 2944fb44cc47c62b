"""Measure what a store of many runs costs, on SQLite and PostgreSQL: time by what is shown, query plans, and the tally.

Usage: python benchmarks/store.py [RUNS,...] [RESPONDENTS,...]      (default 250,500,1000 30000,300000)

Each run has twenty respondents, and an organisation has eight. Times are of the clock, with those of this processor
beside them; that of a server counts in the first alone. The tally of one survey stands beside the bare GROUP BY of its
answers through the same driver, in turn. Memory is what a process of its own needs more for a survey than for none.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from many_runs import PEOPLE, begun, grow
from query_plans import plans_of

from assess import store
from assess.portfolio.departments import overseen
from assess.portfolio.scored import scored
from assess.store import tallies
from assess.store.place import locate
from assess.store.selecting import Wanted
from assess.trending import followed

# The least that gives counts by item, role and answer; it knows nothing of one person, nor of a bar that anybody put.
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

    bare_took, (took, n) = Took(float("inf"), 0), (Took(float("inf"), 0), 0)
    for _ in range(REPEATS):  # in turn, so that whatever else the machine does slows both
        bare_took = min(bare_took, least(bare, 1)[0])
        took, n = min((took, n), least(tally, 1))
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


def memory(url: str) -> float:
    """Return the megabytes that the tally needs beside those of the program."""
    ran = subprocess.run([sys.executable, __file__, "--memory", url], check=True, capture_output=True, encoding="utf-8")
    return float(ran.stdout)


def say_memory(url: str, at_once: str | None = None) -> None:
    """Print the megabytes; `at_once` is how many people are counted in one go, where it is not the usual number."""
    if at_once:
        tallies.AT_ONCE = int(at_once)
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
        say_memory(*given[1:])
    else:
        sizes, surveys = (given + ["250,500,1000", "30000,300000"][len(given) :])[:2]
        main([int(one) for one in sizes.split(",")], [int(one) for one in surveys.split(",")])
