"""Keep the rows of a database and the files of a folder equal: what is in the files comes first."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, RowMapping, select

from assess.store.folder import companion as beside
from assess.store.folder import names, whole_files
from assess.store.folder.companion import Companion
from assess.store.folder.lock import Lock
from assess.store.folder.of_rows import companion_of, delete_run, insert_files, run_of, text_of
from assess.store.folder.reading import Found, RunFile, read
from assess.store.folder.touched import forget, touched
from assess.store.tables import runs
from questionnaires.language import phrase
from questionnaires.problems import Problem, ProblemsFound

FRESH = 2_000_000_000  # nanoseconds: within this of a change, the clock of a disk may not tell the next one from it
IGNORE, IGNORED = ".gitignore", b".meetlat.*\n.*.part\n"  # what programs leave while they work is not for git
MIDNIGHT = dt.time(tzinfo=dt.UTC)
STEP = dt.timedelta(microseconds=1)

Signature = tuple[int, int, int]


class Changed(Exception):
    """Raised where a file became another while we held the folder: somebody edits it, or git works on it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Lossy(Exception):
    """Raised where a file would say something else than the store does; it was not written."""


class Pair(msgspec.Struct, frozen=True):
    """A run that can be used: its file, and what is kept beside it if anything is."""

    main: Found
    beside: Found | None

    @property
    def run(self) -> RunFile:
        assert isinstance(self.main.content, RunFile)  # noqa: S101 (a file with problems is no part of a pair)
        return self.main.content

    @property
    def companion(self) -> Companion | None:
        return self.beside.content if self.beside and isinstance(self.beside.content, Companion) else None

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """Return what runs are sorted by: when they came into the store, which for one put here by hand is its date."""
        came = self.companion and self.companion.came
        return came or _day(self.run.responses.date), self.main.run or ""


class Mirror:
    """What was last seen of a folder: its files, and of each run under which key its rows are.

    `problems` are those of files that cannot be used, `strays` the files beside no run.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock: Lock | None = None
        self.problems: tuple[Problem, ...] = ()
        self.strays: tuple[str, ...] = ()
        self._files: dict[str, Found] = {}
        self._signatures: dict[str, Signature] = {}
        self._pairs: dict[str, Pair] = {}  # by run, in their order
        self._keys: dict[str, int] = {}

    @property
    def size(self) -> int:
        """The bytes of all files of the store."""
        return sum(len(one.data) for one in self._files.values())

    def refresh(self, connection: Connection) -> None:
        """Bring the rows to what is in the files; raises OSError. For who holds the lock, in a transaction."""
        if not self._look():
            return
        pairs = self._sorted_out()
        staying = [run for run in pairs if run in self._pairs]
        if staying != list(pairs)[: len(staying)] or staying != [run for run in self._pairs if run in pairs]:
            self._take_away(connection, list(self._pairs))  # one came in between: all get a new place
        self._take_away(connection, [run for run in self._pairs if run not in pairs])
        for run, pair in pairs.items():
            if run in self._pairs and self._pairs[run] == pair:
                continue
            if run in self._pairs:
                delete_run(connection, self._keys[run])
            key = self._keys.get(run) or max(self._keys.values(), default=0) + 1
            insert_files(connection, run, pair.run, pair.companion, key)
            self._keys[run] = key
        self._pairs = pairs
        forget(connection)

    def keep(self, connection: Connection) -> None:
        """Write the files of every run whose rows were changed, all or none; raises OSError, Changed, ProblemsFound."""
        changes: dict[str, bytes | None] = {}
        pairs = dict(self._pairs)
        keys = dict(self._keys)
        by_key = {key: run for run, key in keys.items()}
        for key in touched(connection):
            row = connection.execute(select(runs).where(runs.c.key == key)).mappings().first()
            before = pairs.get(by_key.get(key, ""))
            if row is None:
                if before is not None:
                    changes |= {one.name: None for one in (before.main, before.beside) if one}
                    del pairs[by_key[key]], keys[by_key[key]]
                continue
            pair = self._written(connection, row, before, pairs, changes)
            changes |= dict(_differences(before, pair))
            pairs[row["id"]], keys[row["id"]] = pair, key
        if not self._files and not (self.folder / IGNORE).exists():
            changes[IGNORE] = IGNORED
        self._check_unchanged(changes)
        whole_files.put(self.folder, changes)
        forget(connection)
        self._pairs, self._keys = pairs, keys
        self._remember(changes, pairs)

    def _look(self) -> bool:
        """Read every file that may have changed since it was last read; return whether any did."""
        there: dict[str, Signature] = {}
        with os.scandir(self.folder) as entries:
            for one in entries:
                if names.is_ours(one.name) and one.is_file():
                    stat = one.stat()
                    there[one.name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        gone = [name for name in self._files if name not in there]
        for name in gone:
            del self._files[name]
            self._signatures.pop(name, None)
        is_other = bool(gone)
        for name, signature in sorted(there.items()):
            if self._signatures.get(name) == signature:
                continue
            is_fresh = time.time_ns() - signature[0] < FRESH
            data = (self.folder / name).read_bytes()
            if name not in self._files or self._files[name].data != data:
                self._files[name] = read(name, data, str(self.folder / name))
                is_other = True
            if not is_fresh:
                self._signatures[name] = signature
        return is_other

    def _sorted_out(self) -> dict[str, Pair]:
        """Return every run that can be used, in order; what cannot becomes problems and strays."""
        mains: defaultdict[str | None, list[Found]] = defaultdict(list)
        companions: defaultdict[str | None, list[Found]] = defaultdict(list)
        problems = [problem for one in self._files.values() for problem in one.problems]
        for one in self._files.values():
            (companions if names.is_companion(one.name) else mains)[self._run_of(one)].append(one)
        pairs = []
        for run, found in mains.items():
            kept = companions.get(run, [])
            if run is not None:
                problems += [*self._twice(run, found), *self._twice(run, kept)]
            if len(found) == 1 and len(kept) <= 1 and not any(one.problems for one in (*found, *kept)):
                pairs.append(Pair(found[0], kept[0] if kept else None))
        self.problems = tuple(problems)
        self.strays = tuple(one.name for run, kept in companions.items() if run not in mains for one in kept)
        return {pair.main.run or "": pair for pair in sorted(pairs, key=lambda pair: pair.order)}

    def _run_of(self, found: Found) -> str | None:
        """Return whose a file is; where one that cannot be read does not say so, that of the file called as it is."""
        if found.run is not None:
            return found.run
        alike = [one.run for one in self._files.values() if names.stem(one.name) == names.stem(found.name)]
        return next((run for run in alike if run is not None), None)

    def _twice(self, run: str, found: list[Found]) -> Iterator[Problem]:
        """Yield of every file that it is one of several of a run."""
        for one in found if len(found) > 1 else ():
            others = ", ".join(other.name for other in found if other is not one)
            remedy = (
                phrase("Keep one of them.")
                if names.is_companion(one.name)
                else phrase("Keep one of them; or take the line ‘run’ out of one: then it is a run of its own.")
            )
            yield Problem(
                file=str(self.folder / one.name),
                line=one.run_line or 1,
                code="same-run",
                message=phrase("run {run} is in {others} as well.", run=run, others=others),
                remedy=remedy,
            )

    def _take_away(self, connection: Connection, gone: list[str]) -> None:
        for run in gone:
            delete_run(connection, self._keys.pop(run))
            del self._pairs[run]

    def _written(
        self,
        connection: Connection,
        row: RowMapping,
        before: Pair | None,
        pairs: dict[str, Pair],
        changes: dict[str, bytes | None],
    ) -> Pair:
        """Return the files that a run becomes, read again as whoever opens the folder next will."""
        run, came = run_of(connection, row), None
        if before is None:
            self._check_free(row["id"])
            came = max([dt.datetime.now(dt.UTC), *(pair.order[0] + STEP for pair in pairs.values())])
        elif before.companion is not None:
            came = before.companion.came
        taken = [*self._files, *changes]
        stem = names.new_stem(row["date"], row["organisation"], row["id"], taken)
        if before is not None and (before.run.publication is None) == (run.publication is None):
            name = before.main.name
        else:
            name = stem + (names.ANSWERS if run.publication is None else names.FIGURES)
        main = self._sound(name, text_of(run, name).encode(), run)
        companion = companion_of(connection, row, run, came)
        if companion.is_empty:
            return Pair(main, None)
        name = before.beside.name if before and before.beside else names.stem(name) + names.COMPANION
        if name in taken and not (before and before.beside):  # beside a file that took the name of another
            name = stem + names.COMPANION
        return Pair(main, self._sound(name, beside.write(companion), companion))

    def _sound(self, name: str, data: bytes, content: RunFile | Companion) -> Found:
        """Return what will be found in a file; raises ProblemsFound or Lossy where that is not its content."""
        found = read(name, data, str(self.folder / name))
        if found.problems:
            raise ProblemsFound(found.problems)
        if found.content != content:
            raise Lossy(name)
        return found

    def _check_free(self, run: str) -> None:
        """See that a new run is not that of a file that cannot be read now: there would be two files of it."""
        problems = [problem for one in self._files.values() if self._run_of(one) == run for problem in one.problems]
        problems += [problem for problem in self.problems if problem.message.values.get("run") == run]
        if problems:
            raise ProblemsFound(problems)

    def _check_unchanged(self, changes: dict[str, bytes | None]) -> None:
        """See that no file is written over that is not what we read."""
        for name in changes:
            try:
                data: bytes | None = (self.folder / name).read_bytes()
            except FileNotFoundError:
                data = None
            if data != (self._files[name].data if name in self._files else None):
                raise Changed(name)

    def _remember(self, changes: dict[str, bytes | None], pairs: dict[str, Pair]) -> None:
        written = {one.name: one for pair in pairs.values() for one in (pair.main, pair.beside) if one}
        for name, data in changes.items():
            self._signatures.pop(name, None)
            if data is None:
                del self._files[name]
            elif name in written:
                self._files[name] = written[name]


def _differences(before: Pair | None, pair: Pair) -> Iterator[tuple[str, bytes | None]]:
    """Yield what must be written for a run to become what it is."""
    old = {one.name: one.data for one in (before.main, before.beside) if one} if before else {}
    new = {one.name: one.data for one in (pair.main, pair.beside) if one}
    yield from ((name, None) for name in old if name not in new)
    yield from ((name, data) for name, data in new.items() if old.get(name) != data)


def _day(date: str) -> dt.datetime:
    """Return the beginning of a day; of one that no calendar has, the beginning of time."""
    try:
        return dt.datetime.combine(dt.date.fromisoformat(date.strip()), MIDNIGHT)
    except ValueError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
