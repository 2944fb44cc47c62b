"""Kill `assess runs import` while another program answers, and `assess store copy`, and see that it is old or new."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from commands import invoke
from killing_programs import Between, end, go, killed, killed_after_write, seconds, started, writes
from old_stores import content, of_layout

from assess import store
from assess.store.checking import check
from assess.store.place import locate
from assess.store.tables import SCHEMA_VERSION
from questionnaires import answer_file, catalogue
from questionnaires.responses import Answer, Respondent, Responses

NEW = 5  # runs that come in beside the one that grows
PERSON = "r1"  # who answers in the other program
HEADER = Responses(questionnaire="it-ambition", organisation="B", date="2026-11-23", respondents=())
KINDS = ("meetlat.db", "runs")  # a store in a file, and one that is a folder
COMMAND = """
import sys
from assess.cli import main
from assess import correcting, store, workflow
from assess.cli import runs, store as stores
from assess.store import history, migrations, moving
from assess.store.folder import mirror
import alembic.operations, alembic.runtime.migration, alembic.script
print("ready", flush=True)
sys.stdin.readline()
main()
"""
ANSWERER = """
import itertools, sys, time
from assess import store
from questionnaires import catalogue
from questionnaires.responses import Answer
url, run, person = sys.argv[1:]
items = list(catalogue.load().items)
with store.open(url) as opened:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in itertools.count():
        answer = Answer(level=number // len(items) % 5 + 1, note=str(number))
        opened.record_answer(run, person, items[number % len(items)], answer, 5.0)
        print(number, flush=True)  # acknowledged
        time.sleep(0.002)  # nobody answers without a pause, in which others can write
"""

State = dict[str, Responses]


def kill_imports(folder: Path, times: int, seed: int) -> Counter[str]:
    """Kill so many imports, of one file or several, in turn into a file and a folder in which another program answers.

    Of each way the first is killed between two writes, the second at any moment, and so on. The other program is killed
    as well. Returns how many left the old and how many the new store, and the answers that were
    acknowledged; raises Between where one left anything else, or where such an answer is lost.
    """
    chance = random.Random(seed)
    begun = {kind: _begun(folder / "begun" / kind) for kind in KINDS}
    coming = {kind: _coming(folder / f"coming into {kind}", run) for kind, run in begun.items()}
    ways = [(kind, files) for files in (slice(None), slice(1)) for kind in KINDS][:times]
    was, becomes, longest, written = [], [], [], []
    for number, (kind, chosen) in enumerate(ways):
        path = _copied(folder / "begun" / kind, folder / f"whole {number}" / kind)
        was.append((_state(path), _names(path)))
        answerer = _answering(path, begun[kind])
        longest.append(seconds(COMMAND, "runs", "import", *coming[kind][chosen], "--store", _url(path)))
        end(answerer)
        becomes.append((_state(path), _names(path)))
        counted = _copied(folder / "begun" / kind, folder / f"counted {number}" / kind)
        written.append(writes(COMMAND, "runs", "import", *coming[kind][chosen], "--store", _url(counted)))
    found: Counter[str] = Counter()
    for number in range(times):
        way, is_timed = number % len(ways), number // len(ways) % 2
        kind, chosen = ways[way]
        command = ("runs", "import", *coming[kind][chosen], "--store")
        path = _copied(folder / "begun" / kind, folder / str(number) / kind)
        answerer = _answering(path, begun[kind])
        if is_timed:
            killed(chance.uniform(0, longest[way]), COMMAND, *command, _url(path))
        else:
            killed_after_write(chance.randint(1, written[way]), COMMAND, *command, _url(path))
        acknowledged = {line.decode() for line in end(answerer)}
        _check_clean(path)
        notes = _notes(path, begun[kind])
        if not acknowledged <= notes or len(notes) > len(acknowledged) + 1:
            raise Between(f"{path} has {sorted(notes ^ acknowledged)} too many or too few")
        there = (_state(path), _names(path))
        if there not in (was[way], becomes[way]):
            raise Between(f"{path} is neither: {there}")
        found["old" if there == was[way] else "new"] += 1
        found["acknowledged answers"] += len(acknowledged)
        again = invoke(*command, _url(path))
        if again.exit_code or (_state(path), _names(path)) != becomes[way] or _notes(path, begun[kind]) != notes:
            raise Between(f"{path} did not take in the same files again: {again.stderr}")
    return found


def kill_moves(folder: Path, times: int, seed: int) -> Counter[str]:
    """Kill so many `assess store copy` of a store of the first and the present layout, in turn to a file and a folder.

    Returns how many left nothing, an empty store and the new one; raises Between where one left anything else, or where
    the store that was copied became another.
    """
    chance = random.Random(seed)
    sources = [of_layout(layout, folder / f"layout-{layout}.db") for layout in (1, SCHEMA_VERSION)]
    ways = [(source, kind) for source in sources for kind in KINDS][:times]
    becomes, longest = [], []
    for source, kind in ways:
        path = _room(folder / f"whole {len(becomes)}") / kind
        longest.append(seconds(COMMAND, "store", "copy", source, _url(path)))
        becomes.append((_state(path), _names(path)))
    found: Counter[str] = Counter()
    for number in range(times):
        way = number % len(ways)
        source, kind = ways[way]
        before = content(source)
        path = _room(folder / str(number)) / kind
        killed(chance.uniform(0, longest[way]), COMMAND, "store", "copy", source, _url(path))
        if content(source) != before:
            raise Between(f"{source} became another")
        if not path.exists():
            left = "nothing"
        else:
            _check_clean(path)
            left = "the new one" if (_state(path), _names(path)) == becomes[way] else "an empty one"
            if left == "an empty one" and _state(path):
                raise Between(f"{path} has {_names(path)}")
        found[left] += 1
        if left != "the new one":
            again = invoke("store", "copy", source, _url(path))
            if again.exit_code or (_state(path), _names(path)) != becomes[way]:
                raise Between(f"{source} could not be copied again: {again.stderr}")
    return found


def _begun(path: Path) -> str:
    """Begin a run in a new store and return its id."""
    path.parent.mkdir(exist_ok=True)
    with store.open(_url(path)) as opened:
        run = opened.start(catalogue.load(), HEADER)
        opened.add_respondent(run, "it_staff", PERSON)
    return run


def _answering(path: Path, run: str) -> subprocess.Popen[bytes]:
    """Start a program that answers until it is killed."""
    program = started(ANSWERER, _url(path), run, PERSON)
    go(program)
    return program


def _coming(folder: Path, run: str) -> list[Path]:
    """Write the answer files that come in: the first lets a run grow, the others are new."""
    _room(folder)
    anna = Respondent(id="anna", role="it_management", answers={"U1.1": Answer(level=2)})
    files = []
    for number in range(1 + NEW):
        name, its_run = (f"A{number}", None) if number else (HEADER.organisation, run)
        answers = Responses(
            questionnaire="it-ambition", organisation=name, date=HEADER.date, respondents=(anna,), run=its_run
        )
        files.append(folder / f"{number}.yaml")
        files[-1].write_text(answer_file.write(answers), encoding="utf-8")
    return files


def _state(path: Path) -> State:
    """Return all runs without what the other program adds."""
    with store.open(_url(path)) as opened:
        runs = {one.id: opened.responses(one.id) for one in opened.runs()}
    return {run: _without_other(responses) for run, responses in runs.items()}


def _without_other(responses: Responses) -> Responses:
    if responses.organisation != HEADER.organisation:
        return responses
    people = tuple(Respondent(id=one.id, role=one.role) if one.id == PERSON else one for one in responses.respondents)
    return Responses(
        questionnaire="it-ambition",
        organisation=responses.organisation,
        date=responses.date,
        respondents=people,
        run=responses.run,
    )


def _notes(path: Path, run: str) -> set[str]:
    """Return the notes of all that the other program answered, also of what it answered again."""
    with store.open(_url(path)) as opened:
        found = opened.responses(run)
    (person,) = (one for one in found.respondents if one.id == PERSON)
    kept = [*person.answers.values(), *(one.answer for one in found.corrections if one.answer)]
    return {one.note or "" for one in kept}


def _check_clean(path: Path) -> None:
    if flaws := check(locate(_url(path))).flaws:
        raise Between(f"{path}: {flaws}")


def _names(path: Path) -> list[str]:
    """Return all files of a store and beside it, but for the lock of a folder, which stays."""
    files = (file.relative_to(path.parent).as_posix() for file in path.parent.rglob("*") if file.is_file())
    return sorted(name for name in files if not name.endswith(".meetlat.lock"))


def _url(path: Path) -> str:
    return str(path) if path.suffix else f"folder:{path}"


def _room(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _copied(path: Path, to: Path) -> Path:
    _room(to.parent)
    if path.is_dir():
        shutil.copytree(path, to)
    else:
        shutil.copy(path, to)
    return to
