"""What is deleted is gone from the bytes of the file too."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from assess import store
from assess.errors import Mistake
from assess.store import sqlite
from assess.store.history import History
from questionnaires import answer_file, catalogue, loading
from questionnaires.merging import Part
from questionnaires.responses import Answer, Correction, Respondent, Responses

QUESTIONNAIRE = catalogue.load()
CANTEEN = catalogue.sealed(loading.read(Path(__file__).parent / "examples" / "good" / "canteen.yaml"))
HERS = "Geheim van anna"


def respondent(name: str, text: str) -> Respondent:
    answers = {item: Answer(level=2, note=f"{text} over {item}" * 20) for item in QUESTIONNAIRE.items}
    return Respondent(id=name, role="it_staff", answers=answers)


def three_people(run: str | None = None) -> Responses:
    return Responses(
        questionnaire="it-ambition",
        organisation="Gemeente Voorbeeld",
        date="2026-11-23",
        respondents=(respondent("bert", "Open"), respondent("anna", HERS), respondent("carla", "Ook open")),
        corrections=(Correction(respondent="anna", item="U1.1", answer=Answer(level=1, note=HERS)),),
        run=run,
    )


def canteen_of(name: str, text: str) -> Responses:
    """A run on a questionnaire of a few lines, so that most of its store is what people wrote."""
    answers = {item: Answer(level=2, note=f"{text} over {item}" * 300) for item in CANTEEN.items}
    return Responses(
        questionnaire=f"{CANTEEN.id}@{CANTEEN.version}",
        organisation="Gemeente Voorbeeld",
        date="2026-11-23",
        respondents=(Respondent(id=name, role="it_staff", answers=answers),),
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "meetlat.db"


@contextmanager
def opened(place: Path) -> Iterator[History]:
    """Open a store as with an SQLite that leaves deleted rows where they are; Debian's overwrites them by itself."""
    with store.open(str(place)) as history:
        history._database.outside("PRAGMA secure_delete=OFF")
        yield history


@pytest.fixture
def in_file(place: Path) -> Iterator[History]:
    with opened(place) as found:
        yield found


@pytest.fixture
def history(store_url: str) -> Iterator[History]:
    with store.open(store_url) as found:
        yield found


def bytes_beside(place: Path) -> bytes:
    """Return every byte of the store and of the files that SQLite keeps beside it."""
    return b"".join(file.read_bytes() for file in sorted(place.parent.iterdir()))


def test_who_withdraws_leaves_no_trace_in_the_file_or_its_journal(in_file: History, place: Path) -> None:
    run = in_file.import_run(three_people(), QUESTIONNAIRE)
    assert HERS.encode() in bytes_beside(place)
    in_file.withdraw(run, "anna")
    assert HERS.encode() not in bytes_beside(place)
    assert b"anna" not in bytes_beside(place)
    found = in_file.responses(run)
    assert [one.id for one in found.respondents] == ["bert", "carla"]
    assert found.corrections == ()


def test_answers_that_came_one_by_one_leave_no_trace_either(in_file: History, place: Path) -> None:
    run = in_file.start(QUESTIONNAIRE, msgspec.structs.replace(three_people(), respondents=(), corrections=()))
    for role in ("it_staff", "user"):
        in_file.add_respondent(run, role)
    for level in (1, 2, 3):
        for item in QUESTIONNAIRE.items:
            in_file.record_answer(run, "r1", item, Answer(level=level, note=f"{HERS} {level}"))
            in_file.record_answer(run, "r2", item, Answer(level=level, note=f"Open {level}"))
    in_file.withdraw(run, "r1")
    assert HERS.encode() not in bytes_beside(place)
    assert len(in_file.responses(run).respondents[0].answers) == len(QUESTIONNAIRE.items)


def test_a_deleted_run_leaves_no_trace_and_the_others_stay(in_file: History, place: Path) -> None:
    gone = in_file.import_run(three_people(), QUESTIONNAIRE)
    other = msgspec.structs.replace(
        three_people(), organisation="Ander", respondents=(respondent("dirk", "Open"),), corrections=()
    )
    kept = in_file.import_run(other, QUESTIONNAIRE)
    in_file.delete(gone)
    assert [one.id for one in in_file.runs()] == [kept]
    assert HERS.encode() not in bytes_beside(place)


def test_a_questionnaire_goes_with_the_last_run_on_it(in_file: History, place: Path) -> None:
    run = in_file.import_run(three_people(), QUESTIONNAIRE)
    in_file.delete(run)
    assert b"it-ambition" not in bytes_beside(place)


def test_an_older_export_does_not_bring_back_who_withdrew(history: History) -> None:
    run = history.import_run(three_people(), QUESTIONNAIRE)
    export = answer_file.parse(answer_file.write(history.responses(run)), "run.yaml")
    history.withdraw(run, "anna")
    (intake,) = history.take_in(Part(name="run.yaml", responses=export, questionnaire=QUESTIONNAIRE))
    assert intake.outcome == "same"
    assert [one.id for one in history.responses(run).respondents] == ["bert", "carla"]
    assert intake.remarks[0].values["respondent"] == "anna"


def test_the_pseudonym_of_who_withdrew_is_given_to_nobody_else(history: History) -> None:
    run = history.start(QUESTIONNAIRE, msgspec.structs.replace(three_people(), respondents=(), corrections=()))
    history.add_respondent(run, "user")
    history.withdraw(run, "r1")
    assert history.add_respondent(run, "user") == "r2"


def test_traces_that_another_program_holds_are_told_and_wiped_at_the_next_opening(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    with opened(place) as history:
        run = history.import_run(three_people(), QUESTIONNAIRE)
        reader = sqlite3.connect(place, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM runs").fetchall()
        with pytest.raises(Mistake, match="traces"):
            history.withdraw(run, "anna")
        assert [one.id for one in history.responses(run).respondents] == ["bert", "carla"]
        assert HERS.encode() in bytes_beside(place)
        reader.close()
    with store.open(str(place)):
        assert HERS.encode() not in bytes_beside(place)


def test_traces_of_a_program_that_died_while_it_deleted_are_wiped_at_the_next_opening(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(place) as history:
        run = history.import_run(three_people(), QUESTIONNAIRE)
        monkeypatch.setattr(history._database, "wipe", lambda: None)  # as if it ended just before
        history.withdraw(run, "anna")
    with store.open(str(place)):
        assert HERS.encode() not in bytes_beside(place)


def test_withdrawing_somebody_who_is_not_there_is_a_mistake(history: History) -> None:
    run = history.import_run(three_people(), QUESTIONNAIRE)
    with pytest.raises(Mistake, match="no respondent"):
        history.withdraw(run, "dirk")


def test_nothing_is_deleted_from_a_damaged_store_that_could_not_be_wiped(place: Path) -> None:
    with store.open(str(place)) as history:
        run = history.take_in(Part(name="run", responses=three_people(), questionnaire=QUESTIONNAIRE))[0].run_id
        history._database.outside("PRAGMA wal_checkpoint(TRUNCATE)")
    with sqlite3.connect(place) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'timings'").fetchone()
    connection.close()
    content = bytearray(place.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = content[:4096]  # a page that no deletion has to read
    place.write_bytes(content)
    for delete in (lambda opened: opened.delete(run), lambda opened: opened.withdraw(run, "anna")):
        with store.open(str(place)) as history, pytest.raises(Mistake, match="nothing was saved"):
            delete(history)
        with store.open(str(place)) as history:
            assert [one.id for one in history.responses(run).respondents] == ["bert", "anna", "carla"]


def test_traces_that_a_full_disk_keeps_are_told_and_wiped_when_there_is_room(small_disk: Path) -> None:
    """The journal has room for the rows of one person, and not for the whole file anew."""
    place, other = small_disk / "meetlat.db", small_disk / "other"
    with opened(place) as history:
        runs = []
        for name, text in (("bert", "Open"), ("carla", "Open"), ("anna", HERS)):
            history._database.outside("PRAGMA wal_checkpoint(TRUNCATE)")
            runs.append(history.import_run(canteen_of(name, text), CANTEEN))
        history._database.outside("PRAGMA wal_checkpoint(TRUNCATE)")
        other.write_bytes(bytes(shutil.disk_usage(small_disk).free - place.stat().st_size * 3 // 5))
        with pytest.raises(Mistake, match="the answers are deleted, but the disk is too full"):
            history.delete(runs.pop())
        assert [one.id for one in history.runs()] == runs
        assert HERS.encode() in bytes_beside(place)
        other.unlink()
    with store.open(str(place)):
        assert HERS.encode() not in bytes_beside(place)
