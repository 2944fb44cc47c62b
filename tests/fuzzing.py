"""Give the commands one file with something wrong in it, and see that they end as they should.

A seed is one file of one kind and what happened to it, so that every fault can be seen again by its seed alone.
"""

from __future__ import annotations

import random
import re
import resource
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from types import FrameType

import yaml
from answer_sheets import Sheet
from commands import EXAMPLE, invoke
from departments import at_random, before_at_random
from mutations import mutate_store, mutated_bytes, mutated_text, mutated_zip
from old_stores import FOLDER, of_layout

from assess.store.tables import SCHEMA_VERSION
from questionnaires import answer_file

HERE = Path(__file__).parent
SECONDS = 20  # of the processor, for one command; the planner may search longer by itself
PLANNING = {"plan", "explain", "report", "actions"}
PLANNED = 0.01  # the share of the files on which a roadmap is made: that takes seconds, and the rest milliseconds
GROWTH = 1_000_000  # kilobytes that one seed may add to the most that the process ever held
CODES = {0, 1, 2}
INTERNALS = re.compile(
    r"Traceback|fault in Meetlat|object at 0x|sqlalchemy|msgspec|sqlite3\.|openpyxl|pypdf|yaml\.|\[Errno|"
    r"<class |\b[A-Z]\w+Error\b"
)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WIPE_DUE = re.compile(r'^(INSERT INTO "store" VALUES\([^,)]*).*')  # no content: whoever opens a store does it
TABLES = ("microsoft-forms", "google-forms", "limesurvey")


class TooLong(BaseException):
    """A command takes more of the processor than any file is worth."""


class Trial:
    """One folder with a sound store and one spoiled file, in which commands are called; `faults` is what was wrong."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance, self.faults = folder, random.Random(seed), list[str]()
        self.store = folder / "meetlat.db"

    def put(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def call(self, *arguments: object, store: object = None, may_change: bool = True) -> int:
        """Call one command, note what is wrong with how it ends, and return its exit code."""
        url = self.store if store is None else store
        before = stored(url)
        try:
            with _limited(SECONDS * 6 if arguments[0] in PLANNING else SECONDS):
                done = invoke(*arguments, MEETLAT_STORE=str(url))
        except TooLong:
            self._note(arguments, "takes far too long")
            return 1
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            self._note(arguments, f"raised {done.exception!r}")
        if done.exit_code not in CODES:
            self._note(arguments, f"exit code {done.exit_code}")
        if found := INTERNALS.search(done.stderr):
            self._note(arguments, f"says {found.group()!r}: {done.stderr[:600]!r}")
        if found := CONTROLS.search(done.stderr) or CONTROLS.search(done.stdout):
            self._note(arguments, f"prints {found.group()!r}: {found.string[max(0, found.start() - 60) :][:160]!r}")
        if done.exit_code and not (done.stderr.strip() or "check" in arguments):
            self._note(arguments, "ends without a word")
        after = stored(url)
        if (done.exit_code or not may_change) and after != before and not _brought_to_date(before, after):
            self._note(arguments, f"ends with {done.exit_code} and changed the store")
        return done.exit_code

    def _note(self, arguments: tuple[object, ...], fault: str) -> None:
        self.faults.append(f"{' '.join(map(str, arguments))}: {fault}")


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    def end(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def stored(url: object) -> object:
    """Return all that a store holds, as far as it can be read; a copy is looked at, so that nothing changes."""
    path = Path(str(url).removeprefix("folder:"))
    if path.is_dir():
        return {one.name: one.read_bytes() for one in path.iterdir() if one.name != ".meetlat.lock"}
    if not path.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        for file in path.parent.glob(f"{path.name}*"):
            (Path(folder) / file.name).write_bytes(file.read_bytes())
        rows: list[str] = []
        try:
            with closing(sqlite3.connect(Path(folder) / path.name)) as connection:
                connection.text_factory = lambda text: text.decode(errors="surrogateescape")
                rows.extend(WIPE_DUE.sub(r"\1", row) for row in connection.iterdump())
        except (sqlite3.Error, UnicodeError, TypeError):
            return path.read_bytes()
        return rows


def _brought_to_date(before: object, after: object) -> bool:
    """Say whether a store got the present layout, which whatever is asked of an older one does first."""
    return isinstance(before, list) and isinstance(after, list) and _layout(before) < _layout(after) == SCHEMA_VERSION


def _layout(rows: list[str]) -> int:
    found = re.search(r'INSERT INTO "store" VALUES\(.*?(\d+)', "\n".join(rows))
    return int(found.group(1)) if found else SCHEMA_VERSION


# the files that are sound


def sound_store() -> bytes:
    return _sound_store()[0]


@cache
def _sound_store() -> tuple[bytes, str]:
    """A store with a department and its earlier years, and another run with a plan that is kept: the second value."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "meetlat.db"
        files = []
        for number, run in enumerate((at_random(1), *before_at_random(1))):
            files.append(folder / f"{number}.yaml")
            files[-1].write_text(answer_file.write(run), encoding="utf-8")
        taken = invoke("runs", "import", *files, EXAMPLE, "--store", path)
        assert taken.exit_code == 0, taken.output
        run = taken.stdout.splitlines()[-1].split()[0]
        planned = invoke("plan", run, "--store", path)
        assert planned.exit_code == 0, planned.output
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes(), run


@cache
def sound_sheet(role: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        sheet = Sheet(Path(name) / "sheet.xlsx", role=role).about()
        return sheet.put("U1.1" if role != "user" else "U1.3", "3").saved().read_bytes()


@cache
def sound_actions(form: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        store, path = Path(name) / "meetlat.db", Path(name) / f"actions.{form}"
        store.write_bytes(sound_store())
        done = invoke("actions", "export", "last", "-o", path, "--store", store)
        assert done.exit_code == 0, done.output
        return path.read_bytes()


@cache
def sound_mapping(program: str) -> str:
    drafted = invoke("runs", "import", HERE / "examples" / "tables" / f"{program}.csv", "--guess").stdout
    return drafted.replace('organisation: ""', 'organisation: "Gemeente X"').replace("date:", "date: 2026-11-23")


@cache
def sound_report(number: int) -> bytes:
    from test_runs_import_reports import AGREED_REPORT, GROUP_REPORT, SOLO_REPORT

    return (SOLO_REPORT, GROUP_REPORT, AGREED_REPORT)[number]


def answers_by_chance(chance: random.Random) -> str:
    seed = chance.randrange(40)
    return answer_file.write(chance.choice((at_random(seed), *before_at_random(seed))))


# one kind of file each


def answers_of_one(trial: Trial) -> None:
    _read_and_import(trial, trial.put("run.yaml", mutated_text(EXAMPLE.read_text(encoding="utf-8"), trial.chance)))


def answers_of_many(trial: Trial) -> None:
    _read_and_import(trial, trial.put("run.yaml", mutated_text(answers_by_chance(trial.chance), trial.chance)))


def _read_and_import(trial: Trial, path: Path) -> None:
    if trial.chance.random() < 0.2:
        trial.store.write_bytes(sound_store())
    code = trial.call("score", path, may_change=False)
    reads = {0: ("explain", "plan", "report"), 1: (), 2: ()}[code]
    if reads and trial.chance.random() < PLANNED:
        which = trial.chance.choice(reads)
        more = {"explain": ("U2",), "plan": ("--format", "json"), "report": ("--format", "text")}[which]
        trial.call(which, path, *more, may_change=False)
    if trial.call("runs", "import", path) == 0:
        for command in (("runs", "show", "last"), ("store", "check")):
            if trial.call(*command, may_change=False):
                trial.faults.append(f"{' '.join(command)}: what was taken in cannot be read again")


def questionnaire(trial: Trial) -> None:
    base = trial.chance.choice((HERE / "examples" / "good" / "canteen.yaml", *_small_ones()))
    text = base.read_text(encoding="utf-8", errors="replace")
    trial.call("questionnaire", "check", trial.put("q.yaml", mutated_text(text, trial.chance)))


def shipped_questionnaire(trial: Trial) -> None:
    from questionnaires import catalogue

    source = Path(catalogue.__file__).parent / "it_ambition"
    spoiled = trial.chance.choice(sorted(source.rglob("*.yaml")))
    for path in source.rglob("*.yaml"):
        to = trial.folder / "own" / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        to.write_bytes(mutated_text(text, trial.chance) if path == spoiled else text.encode())
    trial.call("questionnaire", "check", trial.folder / "own")


@cache
def _small_ones() -> tuple[Path, ...]:
    return tuple(sorted((HERE / "examples" / "bad" / "questionnaires").glob("*.yaml")))


def mapping(trial: Trial) -> None:
    program = trial.chance.choice(TABLES)
    path = trial.put("m.yaml", mutated_text(sound_mapping(program), trial.chance))
    trial.call("runs", "import", HERE / "examples" / "tables" / f"{program}.csv", "--mapping", path)


def followed_actions(trial: Trial) -> None:
    trial.store.write_bytes(sound_store())
    text = sound_actions("yaml").decode()
    if trial.call("actions", "import", "last", trial.put("a.yaml", mutated_text(text, trial.chance))) == 0:
        trial.call("actions", "list", "last", may_change=False)


def brand(trial: Trial) -> None:
    text = yaml.safe_dump({"name": "Adviesbureau", "colours": {"primary": "#123456"}, "contact": "a", "footer": "b"})
    path = trial.put("brand.yaml", mutated_text(text, trial.chance))
    trial.store.write_bytes(sound_store())
    trial.call("report", _sound_store()[1], "--format", "text", "--brand", path)


def sheet(trial: Trial) -> None:
    if trial.chance.random() < 0.25:
        trial.store.write_bytes(sound_store())
        path = trial.put("a.xlsx", mutated_zip(sound_actions("xlsx"), trial.chance))
        trial.call("actions", "import", "last", path)
        return
    data = sound_sheet(trial.chance.choice(("it_management", "it_staff", "user")))
    path = trial.put("s.xlsx", mutated_zip(data, trial.chance))
    trial.call("score", path, may_change=False)
    if trial.call("runs", "import", path) == 0 and trial.call("store", "check", may_change=False):
        trial.faults.append("store check: what was taken in cannot be read again")


def table(trial: Trial) -> None:
    program = trial.chance.choice(TABLES)
    data = (HERE / "examples" / "tables" / f"{program}.csv").read_bytes()
    text = data.decode("utf-8", "replace")
    spoiled = mutated_text(text, trial.chance) if trial.chance.random() < 0.7 else mutated_bytes(data, trial.chance)
    path, confirmed = trial.put("t.csv", spoiled), trial.put("m.yaml", sound_mapping(program).encode())
    trial.call("runs", "import", path, "--guess", may_change=False)
    if trial.call("runs", "import", path, "--mapping", confirmed) == 0:
        trial.call("store", "check", may_change=False)


def report(trial: Trial) -> None:
    data = sound_report(trial.chance.randrange(3))
    path = trial.put("r.pdf", mutated_bytes(data, trial.chance))
    trial.call("score", path, may_change=False)
    if trial.call("runs", "import", path) == 0:
        trial.call("store", "check", may_change=False)


LOOKS: tuple[tuple[str, ...], ...] = (
    ("runs", "list"),
    ("runs", "show", "last"),
    ("history",),
    ("score", "last"),
    ("store", "info"),
    ("trend", "last"),
    ("overview",),
    ("runs", "export", "last"),
    ("calibrate",),
)
PLANS: tuple[tuple[str, ...], ...] = (
    ("plan", "last"), ("explain", "last", "U2"), ("actions", "list", "last"), ("report", "last", "--format", "text"),
    ("plan", "last", "--format", "json"),
)  # fmt: skip
CHANGES: tuple[tuple[str, ...], ...] = (
    ("runs", "import", str(EXAMPLE)), ("runs", "tag", "last", "x"), ("store", "upgrade"),
    ("runs", "withdraw", "last", "r1", "--yes"),
    ("runs", "delete", "last", "--yes"), ("runs", "delete", "--organisation", "Gemeente Voorbeeld", "--yes"),
)  # fmt: skip


def store_of_sqlite(trial: Trial) -> None:
    layout = trial.chance.choice((0, 0, 0, *range(1, 1 + len(list(FOLDER.glob("layout-*.sql"))))))
    if layout:
        of_layout(layout, trial.store)
    else:
        trial.store.write_bytes(sound_store())
    mutate_store(trial.store, trial.chance)
    trial.call("store", "check", may_change=False)
    for look in (*trial.chance.sample(LOOKS, 2), *trial.chance.sample(PLANS, trial.chance.random() < PLANNED * 5)):
        trial.call(*look)
    trial.call("store", "backup", "-o", trial.folder / "backup.db")
    trial.call("store", "copy", trial.store, f"folder:{trial.folder / 'copied'}")
    for change in trial.chance.sample(CHANGES, 2):
        trial.call(*change)


@cache
def _sound_folder() -> tuple[tuple[str, bytes], ...]:
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "meetlat.db", Path(name) / "files"
        source.write_bytes(sound_store())
        done = invoke("store", "copy", source, f"folder:{target}")
        assert done.exit_code == 0, done.output
        return tuple((one.name, one.read_bytes()) for one in sorted(target.iterdir()))


def store_of_files(trial: Trial) -> None:
    path = trial.folder / "files"
    path.mkdir()
    for name, data in _sound_folder():
        (path / name).write_bytes(data)
    file = trial.chance.choice([one for one in sorted(path.iterdir()) if one.name != ".meetlat.lock"])
    match trial.chance.randrange(6):
        case 0:
            file.unlink()
        case 1:
            file.rename(file.with_name(trial.chance.choice(("x.yaml", "é.yaml", "x.json", ".x", "last.yaml"))))
        case 2:
            file.write_bytes(trial.chance.choice(sorted(path.iterdir())).read_bytes())
        case _:
            file.write_bytes(mutated_text(file.read_text(encoding="utf-8"), trial.chance))
    url = f"folder:{path}"
    trial.call("store", "check", store=url, may_change=False)
    for call in (trial.chance.choice(LOOKS), trial.chance.choice(CHANGES)):
        trial.call(*call, store=url)


Kind = Callable[[Trial], None]
TEXTS: tuple[Kind, ...] = (
    answers_of_one, answers_of_one, answers_of_one, answers_of_many, answers_of_many, questionnaire, questionnaire,
    shipped_questionnaire, mapping, followed_actions,
)  # fmt: skip
OTHERS: tuple[Kind, ...] = (
    store_of_sqlite, sheet, store_of_sqlite, table, store_of_sqlite, report, store_of_sqlite, store_of_files,
    store_of_sqlite, brand, sheet, report,
)  # fmt: skip
CYCLE = len(TEXTS) + 2  # of so many seeds two are no plain text of answers or questions


def kind_of(seed: int) -> Kind:
    number = seed % CYCLE
    if number < len(TEXTS):
        return TEXTS[number]
    return OTHERS[(seed // CYCLE * 2 + number - len(TEXTS)) % len(OTHERS)]


def faults_of(seed: int) -> list[str]:
    """Return what is wrong with how the commands end on the file of one seed."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), seed)
        kind = kind_of(seed)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kind(trial)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        if grown > GROWTH:
            trial.faults.append(f"held {grown // 1000} MB more than before")
    return [f"{kind.__name__}: {fault}" for fault in trial.faults]
