"""A folder of answer files is a store: readable, told by line what is wrong with it, and never written over."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import Result
from commands import invoke
from kept import last_roadmap
from killing_stores import kill_folders
from old_stores import of_layout
from roadmap_departments import run_with
from without_rights import LOADING, READING_AND_WRITING, run_without_rights

from assess import store
from assess.errors import Mistake
from assess.store import tables
from assess.store.folder import mirror, whole_files
from assess.store.folder import place as folder_place
from assess.store.folder.lock import InUse, Lock
from assess.store.folder.names import new_stem
from assess.store.folder.of_rows import text_of
from assess.store.history import History
from assess.store.tables import SCHEMA_VERSION
from questionnaires import answer_file, catalogue
from questionnaires.problems import ProblemsFound
from questionnaires.responses import Answer, Respondent, Responses
from scoring.roadmap import limits_of, plan
from scoring.scoring import score_responses

QUESTIONNAIRE = catalogue.load()
HEADER = Responses(questionnaire="it-ambition", organisation="Gemeente Voorbeeld", date="2026-11-23", respondents=())
CONFLICT = """<<<<<<< HEAD
      U1.1: 2
=======
      U1.1: 3
>>>>>>> anna
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "metingen"


@pytest.fixture
def history(folder: Path) -> Iterator[History]:
    with opened(folder) as found:
        yield found


def opened(folder: Path) -> History:
    return store.open(f"folder:{folder}")


def begun(history: History, **header: str) -> str:
    """Begin a run with one person and one answer."""
    run = history.start(QUESTIONNAIRE, msgspec.structs.replace(HEADER, **header))
    history.add_respondent(run, "it_management")
    history.record_answer(run, "r1", "U1.1", Answer(level=2, note="elke maandag"))
    return run


def file_of(folder: Path, run: str) -> Path:
    (found,) = folder.glob(f"*{run}.yaml")
    return found


def types(folder: Path, *arguments: object) -> Result:
    return invoke(*arguments, "--store", f"folder:{folder}")


def problems(folder: Path, reference: str = "last") -> list[tuple[str, int | None, str]]:
    """Return what a run cannot be found for: file, line and code."""
    with pytest.raises(ProblemsFound) as raised, opened(folder) as history:
        history.find(reference)
    return [(Path(one.file).name, one.line, one.code) for one in raised.value.problems]


# What stands in the folder


def test_a_run_is_an_answer_file_with_a_telling_name_and_one_answer_a_line(folder: Path, history: History) -> None:
    run = begun(history)
    history.record_answer(run, "r1", "U1.2", Answer(level=3))
    path = folder / f"2026-11-23-gemeente-voorbeeld-{run}.yaml"
    text = path.read_text(encoding="utf-8")
    assert '      U1.1: {level: 2, note: "elke maandag"}\n      U1.2: 3\n' in text
    assert answer_file.parse(text, path.name) == history.responses(run)


def test_an_answer_is_one_line_more_in_its_file(folder: Path, history: History) -> None:
    run = begun(history)
    before = file_of(folder, run).read_text(encoding="utf-8").splitlines()
    history.record_answer(run, "r1", "U1.2", Answer(level=3))
    after = file_of(folder, run).read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ["      U1.2: 3"]
    assert [line for line in before if line not in after] == []


def test_the_files_of_other_runs_stay_untouched(folder: Path, history: History) -> None:
    others = [begun(history, organisation=name) for name in ("A", "B")]
    before = [file_of(folder, run).stat() for run in others]
    begun(history)
    after = [file_of(folder, run).stat() for run in others]
    assert [(one.st_ino, one.st_mtime_ns) for one in after] == [(one.st_ino, one.st_mtime_ns) for one in before]


@pytest.mark.parametrize(
    ("organisation", "named"),
    [
        ("CON", "2026-11-23-con-7k2m9p"),
        ("../../etc/passwd", "2026-11-23-etc-passwd-7k2m9p"),
        ("Café ’t Hoekje B.V.", "2026-11-23-cafe-t-hoekje-b-v-7k2m9p"),
        ("🚀", "2026-11-23-7k2m9p"),
        ("x" * 300, f"2026-11-23-{'x' * 40}-7k2m9p"),
    ],
)
def test_a_name_is_one_that_every_system_reads(organisation: str, named: str) -> None:
    assert new_stem("2026-11-23", organisation, "7k2m9p", ()) == named


def test_two_numbers_that_differ_in_capitals_alone_have_two_files() -> None:
    assert new_stem("2026-11-23", "A", "ab12", ["2026-11-23-a-AB12.yaml"]) == "2026-11-23-a-ab12-2"


@pytest.mark.parametrize("organisation", ["CON", "a/b\\c:d", "🚀", "x" * 300, "-", "null", "No", ".."])
def test_an_organisation_of_any_name_is_kept(folder: Path, history: History, organisation: str) -> None:
    run = begun(history, organisation=organisation)
    with opened(folder) as later:
        assert later.responses(run).organisation == organisation


def test_what_programs_leave_while_they_work_is_not_for_git(folder: Path, history: History) -> None:
    begun(history)
    subprocess.run(["git", "init", "-q", folder], check=True)
    listed = subprocess.run(
        ["git", "-C", folder, "status", "--short", "-uall"], check=True, capture_output=True, text=True
    ).stdout
    names = sorted(line.removeprefix("?? ").partition(".")[2] for line in listed.splitlines())
    assert names == ["gitignore", "meetlat.json", "yaml"]


# Edited and put there by hand


def test_a_file_that_was_renamed_is_still_the_run_and_keeps_its_name(folder: Path, history: History) -> None:
    run = begun(history)
    file_of(folder, run).rename(folder / "voorjaar.yaml")
    history.record_answer(run, "r1", "U1.2", Answer(level=4))
    assert sorted(path.name for path in folder.glob("*.yaml")) == ["voorjaar.yaml"]
    with opened(folder) as later:
        assert later.responses(run).respondents[0].answers["U1.2"] == Answer(level=4)
        assert later.runs()[0].respondents[0].active_at is not None


def test_an_edit_made_meanwhile_is_read_before_the_next_answer_is_written(folder: Path, history: History) -> None:
    run = begun(history)
    path = file_of(folder, run)
    path.write_text(path.read_text(encoding="utf-8").replace("elke maandag", "elke vrijdag"), encoding="utf-8")
    history.record_answer(run, "r1", "U1.2", Answer(level=3))
    assert history.responses(run).respondents[0].answers == {
        "U1.1": Answer(level=2, note="elke vrijdag"),
        "U1.2": Answer(level=3),
    }
    assert "elke vrijdag" in path.read_text(encoding="utf-8")


def test_a_file_that_somebody_put_in_the_folder_is_a_run_of_its_date(folder: Path, history: History) -> None:
    here = begun(history)
    people = (Respondent(id="anna", role="it_management", answers={"U1.1": Answer(level=5)}),)
    text = answer_file.write(msgspec.structs.replace(HEADER, date="2025-01-01", respondents=people))
    (folder / "oud.yml").write_text(text, encoding="utf-8")
    runs = history.runs()
    assert [one.date for one in runs] == ["2025-01-01", "2026-11-23"]
    assert history.find("last") == here
    history.record_answer(runs[0].id, "anna", "U1.2", Answer(level=1))
    assert f"run: {runs[0].id}" in (folder / "oud.yml").read_text(encoding="utf-8").replace('"', "")


def test_a_file_that_is_taken_away_is_a_run_less_and_told_where_something_is_left(
    folder: Path, history: History
) -> None:
    run = begun(history)
    other = begun(history, organisation="B")
    file_of(folder, run).unlink()
    assert [one.id for one in history.runs()] == [other]
    checked = types(folder, "store", "check")
    assert checked.exit_code == 1
    assert f"{run}.meetlat.json is beside no answer file" in " ".join(checked.stdout.split())


def test_runs_are_in_the_order_in_which_they_came_also_where_all_times_of_files_are_lost(
    folder: Path, history: History
) -> None:
    came = [begun(history, organisation=name) for name in ("C", "A", "B")]
    for path in folder.glob("*.*"):
        os.utime(path, (0, 0))
    with opened(folder) as later:
        assert [one.id for one in later.runs()] == came
        assert later.find("last") == came[-1]


def test_crlf_and_a_byte_order_mark_are_read(folder: Path, history: History) -> None:
    run = begun(history)
    path = file_of(folder, run)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    with opened(folder) as later:
        assert later.responses(run).respondents[0].answers == {"U1.1": Answer(level=2, note="elke maandag")}


# What is wrong with a file


def test_marks_of_a_merge_conflict_are_told_by_line_and_other_runs_can_be_used(folder: Path, history: History) -> None:
    broken, sound = begun(history), begun(history, organisation="B")
    path = file_of(folder, broken)
    whole = path.read_text(encoding="utf-8")
    line = whole.splitlines().index('      U1.1: {level: 2, note: "elke maandag"}') + 1
    path.write_text(whole.replace('      U1.1: {level: 2, note: "elke maandag"}\n', CONFLICT), encoding="utf-8")
    before = path.read_bytes()
    assert problems(folder) == [(path.name, line, "merge-conflict")]
    assert problems(folder, broken) == [(path.name, line, "merge-conflict")]
    with opened(folder) as later:
        later.record_answer(later.find(sound), "r1", "U1.2", Answer(level=3))
        assert later.responses(sound).respondents[0].answers["U1.2"] == Answer(level=3)
    assert path.read_bytes() == before
    path.write_text(whole, encoding="utf-8")
    with opened(folder) as later:
        assert later.find("last") == sound
        assert later.summary(broken).respondents[0].active_at is not None


def test_a_list_shows_what_can_be_read_and_tells_the_rest(folder: Path, history: History) -> None:
    broken, sound = begun(history), begun(history, organisation="Waterschap Zuid")
    file_of(folder, broken).write_text("organisation: [", encoding="utf-8")
    listed = types(folder, "runs", "list")
    assert listed.exit_code == 2
    assert sound in listed.stdout
    assert f"{broken}.yaml:2:1: this is not valid YAML." in listed.stderr
    assert types(folder, "score", sound).exit_code == 0
    assert types(folder, "score", "last").exit_code == 2
    checked = types(folder, "store", "check")
    assert checked.exit_code == 1
    assert f"{broken}.yaml:2:1: this is not valid YAML." in " ".join(checked.stdout.split())
    assert checked.stdout.endswith("One thing is wrong.\n")
    assert "One problem with files that could not be read" in " ".join(types(folder, "store", "info").stdout.split())
    file_of(folder, sound).write_text("organisation: [", encoding="utf-8")
    assert types(folder, "runs", "list").stdout == ""


def test_two_files_of_one_run_are_told_with_their_lines_and_neither_is_used(folder: Path, history: History) -> None:
    run = begun(history)
    path = file_of(folder, run)
    copy = folder / "kopie.yaml"
    copy.write_bytes(path.read_bytes())
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("run: "))
    assert problems(folder, run) == [(path.name, line, "same-run"), (copy.name, line, "same-run")]
    before = path.read_bytes()
    with pytest.raises(Mistake):
        history.record_answer(run, "r1", "U1.2", Answer(level=3))
    assert path.read_bytes() == copy.read_bytes() == before


def test_a_run_whose_file_cannot_be_read_does_not_come_in_a_second_time(folder: Path, history: History) -> None:
    run = begun(history)
    exported = history.responses(run)
    path = file_of(folder, run)
    path.write_text(path.read_text(encoding="utf-8") + CONFLICT, encoding="utf-8")
    with pytest.raises(ProblemsFound):
        history.import_run(exported, QUESTIONNAIRE)
    assert list(folder.glob("*.yaml")) == [path]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "invalid-companion"),
        ('{"run": "RUN", "people": 3}', "invalid-companion"),
        ('{"run": "RUN", "format": 2, "more": true}', "newer-companion"),
        ("<<<<<<< HEAD\n{}\n", "merge-conflict"),
    ],
)
def test_a_run_of_which_the_file_beside_it_cannot_be_read_is_not_used(
    folder: Path, history: History, content: str, code: str
) -> None:
    run = begun(history)
    beside = file_of(folder, run).with_suffix(".meetlat.json")
    beside.write_text(content.replace("RUN", run), encoding="utf-8")
    assert [(name, found) for name, _line, found in problems(folder, run)] == [(beside.name, code)]


def test_a_file_that_is_changed_while_it_is_written_stays(
    folder: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begun(history)
    path = file_of(folder, run)
    look = history._database.place.begin

    def edited_at_once(*arguments: object, **options: object) -> None:
        look(*arguments, **options)  # type: ignore[arg-type]
        path.write_text("# van iemand anders\n", encoding="utf-8")

    monkeypatch.setattr(folder_place.Folder, "begin", lambda _self, *a, **o: edited_at_once(*a, **o))
    with pytest.raises(Mistake, match="changed by another program"):
        history.record_answer(run, "r1", "U1.2", Answer(level=3))
    assert path.read_text(encoding="utf-8") == "# van iemand anders\n"


def test_what_would_not_come_back_as_it_is_is_not_written(
    folder: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begun(history)
    before = file_of(folder, run).read_bytes()
    monkeypatch.setattr(mirror, "text_of", lambda run, name: text_of(run, name).replace("U1.2: 3", "U1.2: 4"))
    with pytest.raises(Mistake, match="does not keep"):
        history.record_answer(run, "r1", "U1.2", Answer(level=3))
    assert file_of(folder, run).read_bytes() == before


# Several programs


def test_who_writes_waits_for_the_other_and_is_told_in_the_end(
    folder: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begun(history)
    monkeypatch.setattr(folder_place, "PATIENCE", 0.05)
    with Lock(folder, 1), pytest.raises(Mistake, match="in use"):
        history.record_answer(run, "r1", "U1.2", Answer(level=3))
    history.record_answer(run, "r1", "U1.2", Answer(level=3))


def test_the_lock_of_a_program_that_was_killed_holds_up_nobody(folder: Path, history: History) -> None:
    begun(history)
    script = (
        "import sys; from pathlib import Path; from assess.store.folder.lock import Lock\n"
        "lock = Lock(Path(sys.argv[1]), 1); print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(InUse):
        Lock(folder, 0)
    holder.kill()
    holder.communicate()
    Lock(folder, 1).close()


def test_what_a_program_that_died_had_written_down_is_finished(folder: Path, history: History) -> None:
    run = begun(history)
    path = file_of(folder, run)
    new = path.read_bytes().replace(b"maandag", b"dinsdag")
    (folder / f".{path.name}.part").write_bytes(new)
    whole_files._note(folder, b'{"put": {".%b.part": "%b"}, "remove": []}' % ((path.name.encode(),) * 2))
    with opened(folder) as later:
        assert later.responses(run).respondents[0].answers["U1.1"].note == "elke dinsdag"
    assert path.read_bytes() == new


DIES_BETWEEN = """
import os, sys
from assess import store
from assess.store.folder import whole_files
from questionnaires import catalogue
from questionnaires.responses import Responses
folder, left = sys.argv[1], int(sys.argv[2])
header = Responses(questionnaire="it-ambition", organisation="B", date="2026-11-23", respondents=())
goes_on = os.fsync
def dies_sometime(handle):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    goes_on(handle)
def dies_after(part, file):
    part.replace(file)
    os._exit(9)
with store.open("folder:" + folder) as history:
    whole_files.os.fsync = dies_sometime
    if left > 9:
        whole_files._replace = dies_after
    history.start(catalogue.load(), header)
"""


@pytest.mark.parametrize(("moment", "runs"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (99, 2)])
def test_a_run_has_both_its_files_or_none_wherever_a_program_dies(
    folder: Path, history: History, moment: int, runs: int
) -> None:
    begun(history)
    died = subprocess.run([sys.executable, "-c", DIES_BETWEEN, folder, str(moment)], check=False)
    assert died.returncode == 9
    with opened(folder) as later:
        assert len(later.runs()) == runs
    assert (len(list(folder.glob("*.yaml"))), len(list(folder.glob("*.json")))) == (runs, runs)
    assert whole_files.is_settled(folder)


def test_what_a_program_that_died_had_not_written_down_did_not_happen(folder: Path, history: History) -> None:
    run = begun(history)
    path = file_of(folder, run)
    before = path.read_bytes()
    (folder / f".{path.name}.part").write_bytes(b"half")
    with opened(folder) as later:
        assert later.runs()
    assert path.read_bytes() == before
    assert not list(folder.glob(".*.part"))


def test_a_note_that_leads_out_of_the_folder_is_not_followed(folder: Path, history: History) -> None:
    begun(history)
    outside = folder.parent / "brief.txt"
    outside.write_text("blijft", encoding="utf-8")
    (folder / whole_files.PENDING).write_text('{"put": {}, "remove": ["../brief.txt"]}', encoding="utf-8")
    with opened(folder) as later:
        assert later.runs()
    assert outside.exists()


# Deleting and withdrawing


def test_a_run_that_is_deleted_leaves_no_file(folder: Path, history: History) -> None:
    run = begun(history)
    deleted = types(folder, "runs", "delete", run, "--yes")
    assert deleted.exit_code == 0, deleted.stderr
    assert "git" in deleted.stderr
    assert {path.name for path in folder.iterdir()} == {".gitignore", ".meetlat.lock"}


def test_who_withdrew_stays_away_also_where_git_brings_back_an_older_file(folder: Path, history: History) -> None:
    run = begun(history)
    history.add_respondent(run, "it_staff")
    history.record_answer(run, "r2", "U1.1", Answer(level=4, note="geheim"))
    path = file_of(folder, run)
    older = path.read_bytes()
    history.withdraw(run, "r2")
    assert b"geheim" not in b"".join(one.read_bytes() for one in folder.iterdir())
    path.write_bytes(older)
    with opened(folder) as later:
        assert [one.id for one in later.responses(run).respondents] == ["r1"]
        later.record_answer(run, "r1", "U1.2", Answer(level=4))
    assert b"geheim" not in path.read_bytes()


def test_whoever_is_killed_while_runs_come_in_leaves_all_of_them_or_none(tmp_path: Path) -> None:
    assert kill_folders(tmp_path, times=6, seed=5).total() == 6


# Moving and keeping all


def test_everything_of_a_store_goes_to_a_folder_and_back(tmp_path: Path, folder: Path) -> None:
    source, back = of_layout(SCHEMA_VERSION, tmp_path / "source.db"), tmp_path / "back.db"
    for here, there in ((source, f"folder:{folder}"), (f"folder:{folder}", back)):
        copied = invoke("store", "copy", here, there)
        assert copied.exit_code == 0, copied.stderr
    assert told(back) == told(source)
    assert invoke("store", "check", "--store", f"folder:{folder}").exit_code == 0


def told(path: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Return the rows of all tables in their order, each with the id of its run or respondent in place of keys."""
    connection = sqlite3.connect(path)
    run = "(SELECT id FROM runs WHERE key = {0}.run)"
    person = (
        "(SELECT runs.id || '/' || respondents.id FROM respondents JOIN runs ON runs.key = respondents.run"
        " WHERE respondents.key = {0}.respondent)"
    )
    found = []
    for table in tables.metadata.sorted_tables:
        columns = [
            {"run": run, "respondent": person}.get(one.name, "{0}." + one.name).format(table.name)
            for one in table.columns
            if one.name != "key"
        ]
        by = "key" if "key" in table.columns else "1"
        if "respondent" in table.columns:
            by = f"{person.format(table.name)}, key"
        elif "run" in table.columns:
            by = f"{run.format(table.name)}, key"
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY {by}").fetchall()  # noqa: S608
        found.append((table.name, rows))
    connection.close()
    return found


def test_every_table_stands_in_the_answer_file_or_beside_it() -> None:
    in_the_file = {"questionnaires", "runs", "tags", "respondents", "answers", "corrections", "timings", "ambitions"}
    in_the_file |= {"importance", "figures"}
    beside_it = {"respondents", "withdrawals", "roadmaps", "analyses", "workshops", "consents"}
    assert {table.name for table in tables.metadata.sorted_tables} == in_the_file | beside_it | {"store"}
    assert {column.name for column in tables.respondents.columns} == {
        "key", "run", "id", "role", "has_marked", "position", "is_complete", "active_at",
    }  # fmt: skip


def test_a_copy_to_a_folder_that_has_a_file_that_cannot_be_read_is_refused(tmp_path: Path, folder: Path) -> None:
    source = of_layout(SCHEMA_VERSION, tmp_path / "source.db")
    folder.mkdir()
    (folder / "kapot.yaml").write_text("organisation: [", encoding="utf-8")
    assert invoke("store", "copy", source, f"folder:{folder}").exit_code == 2
    assert sorted(path.name for path in folder.glob("[!.]*")) == ["kapot.yaml"]


def test_a_roadmap_is_kept_with_its_run(folder: Path) -> None:
    department = run_with()
    roadmap = plan(QUESTIONNAIRE, score_responses(QUESTIONNAIRE, department), limits_of(department))
    with opened(folder) as history:
        run = history.import_run(department, QUESTIONNAIRE)
        history.keep_roadmap(run, roadmap, "vinger", "2026-11-23")
    with opened(folder) as later:
        kept = last_roadmap(later, run)
        assert kept is not None
        assert (kept.value, kept.fingerprint) == (roadmap, "vinger")


# As a place


def test_a_file_is_no_folder_and_a_folder_no_file(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a.db").touch()
    assert invoke("runs", "list", "--store", f"folder:{tmp_path / 'a.db'}").exit_code == 2
    folder.mkdir()
    refused = invoke("runs", "list", "--store", folder)
    assert f"folder:{folder}" in refused.stderr


@pytest.mark.parametrize("has_lock", [True, False])
def test_a_folder_that_may_only_be_read_can_be_read_and_no_more(has_lock: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder) as history:
            begun(history)
        for path in folder.iterdir():
            path.chmod(0o444)
        if not has_lock:
            (folder / ".meetlat.lock").unlink()
        folder.chmod(0o555)
        done = run_without_rights(LOADING, READING_AND_WRITING, f"folder:{folder}")
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o644)  # or Windows would not delete it
    assert done.stdout.splitlines() == ["Gemeente Voorbeeld", "{store} may only be read; nothing was saved. 1"], (
        done.stderr
    )


def test_what_two_people_answer_on_two_branches_git_joins_by_itself(folder: Path, history: History) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True)

    run = begun(history)
    history.add_respondent(run, "it_staff")
    history.record_answer(run, "r2", "U1.1", Answer(level=1))
    for arguments in (
        ["init", "-q", "-b", "een"],
        ["add", "-A"],
        ["commit", "-qm", "een"],
        ["checkout", "-qb", "twee"],
    ):
        git(*arguments)
    history.record_answer(run, "r1", "U1.2", Answer(level=4))
    git("commit", "-qam", "r1")
    git("checkout", "-q", "een")
    history.record_answer(run, "r2", "U1.2", Answer(level=5))
    git("commit", "-qam", "r2")
    git("merge", "-q", "-m", "samen", "twee")
    assert [one.answers["U1.2"].level for one in history.responses(run).respondents] == [4, 5]


def test_a_backup_of_a_folder_is_told_how(folder: Path, history: History) -> None:
    begun(history)
    refused = types(folder, "store", "backup")
    assert refused.exit_code == 2
    assert f"assess store copy folder:{folder}" in refused.stderr
