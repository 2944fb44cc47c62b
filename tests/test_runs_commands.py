"""The commands of `assess runs`, on real files and a real store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from assess import store
from assess.cli.root import root
from questionnaires import answer_file, catalogue
from questionnaires.responses import Answer, Respondent, Responses

QUESTIONNAIRE = catalogue.load()
PROGRAM = "from assess.cli import main; main()"


class Place:
    """A folder with a store, in which commands are typed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "meetlat.db"

    def types(self, *arguments: str, language: str = "en", **more: Any) -> Result:
        return CliRunner().invoke(root, ["runs", *arguments, "--store", str(self.store), "--lang", language], **more)

    def writes(self, name: str, *people: Respondent, **fields: Any) -> str:
        header = {"questionnaire": "it-ambition", "organisation": "Gemeente Voorbeeld", "date": "2026-11-23"} | fields
        path = self.folder / name
        path.write_text(answer_file.write(Responses(respondents=people, **header), name), encoding="utf-8")
        return str(path)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def person(name: str = "r1", role: str = "it_staff", n: int = 39, level: int = 3) -> Respondent:
    asked = [item.id for item in QUESTIONNAIRE.asked_of(role)]
    return Respondent(id=name, role=role, answers={item: Answer(level=level) for item in asked[:n]})


# list and show


def test_without_a_store_the_list_says_how_to_begin_and_makes_none(place: Place) -> None:
    listed = place.types("list")
    assert (listed.stdout, listed.exit_code) == ("There are no runs yet. Start one with: assess run\n", 0)
    assert not place.store.exists()


def test_the_list_tells_organisation_date_roles_and_progress(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), person("r2", "user", n=3), run="7k2m9p"))
    assert place.types("list", language="nl").stdout == (
        "7k2m9p  Gemeente Voorbeeld, 23 november 2026\n"
        "        2 deelnemers (IT-medewerker 1, gebruiker 1); één is nog niet klaar.\n"
    )


def test_the_list_as_json_has_the_same_figures(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), person("r2", "user", n=3), run="7k2m9p"))
    (run,) = json.loads(place.types("list", "--format", "json").stdout)["runs"]
    assert run["run"] == "7k2m9p"
    assert run["questionnaire"] == {"id": "it-ambition", "version": "1.0.0"}
    assert run["respondents"] == {"it_staff": 1, "user": 1}
    assert (run["complete"], run["unfinished"]) == (False, ["r2"])


def test_the_plain_list_is_one_sentence_for_each_run(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), run="7k2m9p"))
    said = " ".join(place.types("list", "--plain").stdout.split())
    assert said == "7k2m9p: Gemeente Voorbeeld, 23 November 2026. 1 respondent (IT staff member 1); complete."


def test_a_run_shows_how_far_everybody_is_and_no_answer(place: Place) -> None:
    noted = msgspec.structs.replace(person(n=0), answers={"U1.1": Answer(level=3, note="Geheim")})
    path = place.writes("a.yaml", noted, person("r2", "user"), run="7k2m9p")
    place.types("import", path)
    for reference in ("last", "7k2", path):
        shown = place.types("show", reference).stdout
        assert "r1  IT staff member  1 of 39 answered, not ready yet\n" in shown
        assert "r2  user             16 of 16 answered\n" in shown
        assert "Anonymous: no group under 5 is shown." in shown
        assert "Geheim" not in shown


def test_a_run_shows_the_same_as_json(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(n=2), run="7k2m9p"))
    shown = json.loads(place.types("show", "last", "--format", "json").stdout)
    assert shown["people"] == [{"id": "r1", "role": "it_staff", "answered": 2, "asked": 39, "complete": False}]


# export and import


def test_export_and_import_are_byte_equal_in_both_formats(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), person("anna", "user", n=5), run="7k2m9p"))
    for name in ("out.yaml", "out.json"):
        out = place.folder / name
        assert place.types("export", "last", "-o", str(out)).exit_code == 0
        other = Place(place.folder / name.replace(".", "-"))
        other.folder.mkdir()
        assert other.types("import", str(out)).exit_code == 0
        again = other.folder / name
        other.types("export", "7k2m9p", "-o", str(again))
        assert again.read_bytes() == out.read_bytes()


def test_an_export_goes_to_standard_output_in_utf_8(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), organisation="Coöperatie ‘Zuid’"))
    exported = place.types("export", "last").stdout_bytes
    assert answer_file.parse(exported.decode(), "x.yaml").organisation == "Coöperatie ‘Zuid’"


def test_a_run_without_respondents_cannot_be_exported(place: Place) -> None:
    with store.open(str(place.store)) as history:
        history.start(
            QUESTIONNAIRE, Responses(questionnaire="it-ambition", organisation="A", date="2026-11-23", respondents=())
        )
    exported = place.types("export", "last")
    assert exported.exit_code == 2
    assert "no respondents yet" in exported.stderr


def test_importing_the_same_file_again_adds_nothing_and_says_so(place: Place) -> None:
    path = place.writes("a.yaml", person())
    assert place.types("import", path).stdout.endswith("taken in\n")
    assert place.types("import", path).stdout.endswith("everything was here already\n")
    assert len(json.loads(place.types("list", "--format", "json").stdout)["runs"]) == 1


def test_a_file_of_a_known_run_adds_what_is_new_in_it(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(n=2), run="7k2m9p"))
    grown = place.types("import", place.writes("b.yaml", person(n=5), person("r2", "user"), run="7k2m9p"))
    assert grown.stdout.endswith("what was new has been added\n")
    with store.open(str(place.store)) as history:
        assert [len(one.answers) for one in history.responses("7k2m9p").respondents] == [5, 16]


def test_a_file_that_contradicts_most_of_a_known_run_is_refused_with_every_other_file(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(n=5), run="7k2m9p"))
    before = place.types("export", "last").stdout
    good = place.writes("good.yaml", person(n=2), organisation="Ander")
    refused = place.types("import", good, place.writes("b.yaml", person(n=5, level=5), run="7k2m9p"))
    assert refused.exit_code == 2
    assert refused.stderr.count("b.yaml: r1 answers U1.") == 3
    assert "nothing was stored" in refused.stderr
    assert place.types("export", "last").stdout == before
    assert len(json.loads(place.types("list", "--format", "json").stdout)["runs"]) == 1


def test_the_problems_of_all_files_are_told_together(place: Place) -> None:
    for name in ("a.yaml", "b.yaml"):
        text = Path(place.writes(name, person(n=1))).read_text(encoding="utf-8")
        (place.folder / name).write_text(text.replace("it_staff", "manager"), encoding="utf-8")
    refused = place.types("import", str(place.folder / "a.yaml"), str(place.folder / "b.yaml"))
    assert refused.exit_code == 2
    assert [line for line in refused.stderr.splitlines() if "a.yaml" in line and "unknown-role" in line]
    assert [line for line in refused.stderr.splitlines() if "b.yaml" in line and "unknown-role" in line]
    assert not place.store.exists()


def test_a_file_that_is_not_there_is_told(place: Place) -> None:
    refused = place.types("import", str(place.folder / "weg.yaml"))
    assert refused.exit_code == 2
    assert "weg.yaml" in refused.stderr


# merge


def test_files_of_colleagues_become_one_run(place: Place) -> None:
    files = [place.writes(f"{name}.yaml", person(level=level)) for name, level in (("a", 2), ("b", 4), ("c", 5))]
    merged = place.types("merge", *files)
    assert merged.exit_code == 0
    assert "r1 is called" in merged.stderr
    with store.open(str(place.store)) as history:
        assert len(history.responses(history.find("last")).respondents) == 3
    assert place.types("merge", *files).stdout.endswith("everything was here already\n")


def test_files_join_a_run_that_is_in_the_store(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), run="7k2m9p"))
    place.types("merge", "last", place.writes("b.yaml", person(role="user"), run="bbbbbb"))
    (run,) = json.loads(place.types("list", "--format", "json").stdout)["runs"]
    assert (run["run"], run["respondents"]) == ("7k2m9p", {"it_staff": 1, "user": 1})


def test_merging_to_a_file_leaves_the_store_alone(place: Place) -> None:
    out = place.folder / "samen.yaml"
    files = place.writes("a.yaml", person(level=2)), place.writes("b.yaml", person(level=4))
    assert place.types("merge", *files, "-o", str(out)).exit_code == 0
    assert len(answer_file.read(out).respondents) == 2
    assert not place.store.exists()


def test_who_withdrew_does_not_come_back_by_merging_either(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), run="7k2m9p"))
    colleague = place.writes("b.yaml", person(level=4), run="bbbbbb")
    place.types("merge", "last", colleague)
    place.types("withdraw", "last", "bbbbbb-r1", "--yes")
    out = place.folder / "samen.yaml"
    for more in ((), ("-o", str(out))):
        merged = place.types("merge", "last", colleague, *more)
        assert "has withdrawn and stays out" in merged.stderr
    assert [one.id for one in answer_file.read(out).respondents] == ["r1"]
    with store.open(str(place.store)) as history:
        assert [one.id for one in history.responses("7k2m9p").respondents] == ["r1"]


def test_one_run_cannot_be_merged(place: Place) -> None:
    assert place.types("merge", place.writes("a.yaml", person())).exit_code == 2


# delete and withdraw


def test_a_run_is_deleted_for_good_with_yes(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), organisation="Geheim Bureau"))
    assert place.types("delete", "last", "--yes").exit_code == 0
    assert "no runs yet" in place.types("list").stdout
    assert b"Geheim Bureau" not in place.store.read_bytes()


@pytest.mark.parametrize("arguments", [("delete", "last"), ("withdraw", "last", "r1")])
def test_where_nobody_can_be_asked_nothing_is_deleted_without_yes(place: Place, arguments: tuple[str, ...]) -> None:
    place.types("import", place.writes("a.yaml", person(), run="7k2m9p"))
    refused = place.types(*arguments)
    assert refused.exit_code == 2
    assert "--yes" in refused.stderr
    assert "r1" in place.types("show", "7k2m9p").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
@pytest.mark.parametrize(("answer", "is_gone"), [("y", True), ("Ja", True), ("n", False), ("", False)])
def test_on_a_terminal_it_asks_first(place: Place, answer: str, is_gone: bool) -> None:
    import pexpect

    place.types("import", place.writes("a.yaml", person(), run="7k2m9p"))
    typed = ["-c", PROGRAM, "runs", "delete", "last", "--lang", "en", "--store", str(place.store)]
    child = pexpect.spawn(sys.executable, typed, encoding="utf-8", timeout=20, dimensions=(24, 200))
    child.expect_exact("Delete run 7k2m9p (Gemeente Voorbeeld, 23 November 2026, 1 respondent) for good? [y/N] ")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert (json.loads(place.types("list", "--format", "json").stdout)["runs"] == []) is is_gone


def test_who_withdraws_is_gone_and_the_others_stay(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person("anna"), person("bert"), run="7k2m9p"))
    assert place.types("withdraw", "7k2", "anna", "--yes").exit_code == 0
    with store.open(str(place.store)) as history:
        assert [one.id for one in history.responses("7k2m9p").respondents] == ["bert"]
    assert b"anna" not in place.store.read_bytes()


def test_withdrawing_somebody_who_is_not_there_says_where_to_look(place: Place) -> None:
    place.types("import", place.writes("a.yaml", person(), run="7k2m9p"))
    refused = place.types("withdraw", "last", "dirk", "--yes", language="nl")
    assert refused.exit_code == 2
    assert "meting 7k2m9p heeft geen deelnemer ‘dirk’." in refused.stderr
