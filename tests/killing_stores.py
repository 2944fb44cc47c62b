"""Kill programs that upgrade or copy a store at random moments, and see that it is the old or the new one."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from pathlib import Path

from killing_programs import Between, killed, seconds
from old_stores import content, layout_of, of_layout, tables_of

from assess import store
from assess.store import copies
from assess.store.checking import check
from assess.store.place import locate
from assess.store.tables import SCHEMA_VERSION
from questionnaires import answer_file, catalogue
from questionnaires.responses import Answer, Respondent, Responses

LONG_NOTES = 2_000  # earlier answers with a note of 2,000 characters: 4 MB, so that there is something to copy
COMING = 12  # runs that come into a folder at once
UPGRADER = """
import sys
from assess import store
from assess.store import history, upgrading, migrations
import alembic.operations, alembic.runtime.migration, alembic.script
print("ready", flush=True)
sys.stdin.readline()
store.open(sys.argv[1]).close()
"""
COPIER = """
import sys
from pathlib import Path
from assess.store import copies
print("ready", flush=True)
sys.stdin.readline()
copies.copy(Path(sys.argv[1]), Path(sys.argv[2]))
"""
FILLER = """
import sys
from pathlib import Path
from assess import store
from assess.store import history
from assess.store.folder import mirror
from questionnaires import answer_file, catalogue
from questionnaires.merging import Part
read = [answer_file.read(path) for path in sorted(Path(sys.argv[2]).iterdir())]
parts = [Part(name="run", responses=one, questionnaire=catalogue.load()) for one in read]
print("ready", flush=True)
sys.stdin.readline()
with store.open(f"folder:{sys.argv[1]}") as opened:
    opened.take_in(*parts)
"""


def kill_upgrades(folder: Path, times: int, seed: int) -> Counter[str]:
    """Kill so many upgrades of a store of layout 1; return how many left the old and how many the new one.

    Raises Between where one left anything else, or where the next opening does not bring it to date.
    """
    chance = random.Random(seed)
    original = _large(folder / "original.db")
    before, after = content(original), _tables_of_new(folder)
    longest = seconds(UPGRADER, _copied(original, folder / "timing" / "meetlat.db"))
    found: Counter[str] = Counter()
    for number in range(times):
        path = _copied(original, folder / str(number) / "meetlat.db")
        killed(chance.uniform(0, longest), UPGRADER, path)
        (copy,) = copies.copies_beside(path) or (None,)
        if copy is not None and content(copy) != before:
            raise Between(f"{copy} is not what the store was")
        if layout_of(path) == 1:
            found["old, with its copy" if copy else "old"] += 1
            if content(path) != before:
                raise Between(f"{path} has layout 1 and other content")
        else:
            found["new"] += 1
        clean = not check(locate(str(path))).flaws
        store.open(str(path)).close()
        if (
            not clean
            or layout_of(path) != SCHEMA_VERSION
            or tables_of(path) != after
            or _answers(path) != _answers(original)
        ):
            raise Between(f"{path} was not brought to date")
        names = sorted(file.name for file in path.parent.iterdir())
        if names != [f"meetlat-before-layout-{SCHEMA_VERSION}.db", "meetlat.db"]:
            raise Between(f"{names} are left")
    return found


def kill_copies(folder: Path, times: int, seed: int) -> Counter[str]:
    """Kill so many copies of a store over an older copy; return how many left the old and how many the new one.

    Raises Between where one left anything else, or where the store itself became another.
    """
    chance = random.Random(seed)
    original = _large(folder / "original.db")
    older = of_layout(1, folder / "older.db")
    before, was, becomes = original.read_bytes(), content(older), content(original)
    longest = seconds(COPIER, original, folder / "timing.db")
    found: Counter[str] = Counter()
    for number in range(times):
        destination = _copied(older, folder / str(number) / "copy.db")
        killed(chance.uniform(0, longest), COPIER, original, destination)
        there = content(destination)
        if there not in (was, becomes) or original.read_bytes() != before:
            raise Between(f"{destination} is neither copy")
        found["old" if there == was else "new"] += 1
        copies.copy(original, destination)
        names = sorted(file.name for file in destination.parent.iterdir())
        if content(destination) != becomes or names != ["copy.db"]:
            raise Between(f"{destination} was not made again: {names}")
    return found


def kill_folders(folder: Path, times: int, seed: int) -> Counter[str]:
    """Kill so many imports of several runs into a folder; return how many left the old and how many the new one.

    Raises Between where one left anything else, or anything beside it.
    """
    chance = random.Random(seed)
    coming = folder / "coming"
    coming.mkdir()
    people = (Respondent(id="anna", role="it_management", answers={"U1.1": Answer(level=2)}),)
    for number in range(COMING):
        run = Responses(questionnaire="it-ambition", organisation=f"A{number}", date="2026-11-23", respondents=people)
        (coming / f"{number}.yaml").write_text(answer_file.write(run), encoding="utf-8")
    longest = seconds(FILLER, _begun(folder / "timing"), coming)
    found: Counter[str] = Counter()
    for number in range(times):
        path = _begun(folder / str(number))
        before = _files(path)
        killed(chance.uniform(0, longest), FILLER, path, coming)
        with store.open(f"folder:{path}") as opened:
            runs = len(opened.runs())
        after = _files(path)
        if runs not in (1, 1 + COMING) or any(after.get(name) != data for name, data in before.items()):
            raise Between(f"{path} has {runs} runs")
        if len(after) != len(before) + (COMING * 2 if runs > 1 else 0):
            raise Between(f"{sorted(after)} are left")
        found["old" if runs == 1 else "new"] += 1
    return found


def _begun(path: Path) -> Path:
    with store.open(f"folder:{path}") as opened:
        header = Responses(questionnaire="it-ambition", organisation="B", date="2026-11-23", respondents=())
        opened.start(catalogue.load(), header)
    return path


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != ".meetlat.lock"}


def _large(path: Path) -> Path:
    of_layout(1, path)
    connection = sqlite3.connect(path)
    notes = ((1, "U1.1", "level", 3, f"{number:04}" * 500) for number in range(LONG_NOTES))
    connection.executemany(
        "INSERT INTO corrections (respondent, item, kind, level, note) VALUES (?, ?, ?, ?, ?)", notes
    )
    connection.commit()
    connection.close()
    return path


def _tables_of_new(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    path = folder / "new.db"
    store.open(str(path)).close()
    return tables_of(path)


def _answers(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = [
        row
        for table in ("respondents", "answers", "corrections", "ambitions", "importance", "timings", "withdrawals")
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY key")  # noqa: S608 (names of our own)
    ]
    connection.close()
    return rows


def _copied(path: Path, to: Path) -> Path:
    to.parent.mkdir(exist_ok=True)
    to.write_bytes(path.read_bytes())
    return to
