"""Answer sheets: made, filled in, and read back."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from answer_sheets import EVIDENCE, NOTE, Sheet, saved_by_libreoffice
from commands import invoke
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questionnaire_versions import write

from assess import store
from assess.answer_sheets.reading import read
from assess.errors import Mistake
from questionnaires import answer_file, catalogue, loading
from questionnaires.problems import ProblemsFound
from questionnaires.responses import Answer, Importance

IT = catalogue.load()


def problems(path: Path) -> dict[str, str]:
    """By cell the code of what is wrong there."""
    with pytest.raises(ProblemsFound) as found:
        read(path)
    return {one.cell or "": one.code for one in found.value.problems}


def filled(path: Path) -> Sheet:
    sheet = Sheet(path).about()
    sheet.put("U1.1", 3).put("U1.1", "see the minutes", NOTE).put("U1.1", "minutes of May", EVIDENCE)
    sheet.put("U1.2", "don’t know").put("O3.1", "not applicable").put("O3.1", "no suppliers", NOTE)
    sheet.put("U", 4).put("U3", "most", page=3).put("O4", "least", page=3)
    return sheet.put("A2", 6).put("A3", "37,5").put("A5", "don't know").put("R1", "7,1").put("R3.known", 42)


def test_a_sheet_that_was_filled_in_says_what_an_answer_file_would_say(tmp_path: Path) -> None:
    run = read(filled(tmp_path / "a.xlsx").saved())
    (person,) = run.respondents
    assert (run.organisation, run.date, run.language, run.mode) == ("Gemeente X", "2026-11-23", "en", "solo")
    assert (person.id, person.role) == ("zon", "it_management")
    assert person.answers == {
        "U1.1": Answer(level=3, note="see the minutes", evidence="minutes of May"),
        "U1.2": Answer(kind="unknown"),
        "O3.1": Answer(kind="not_applicable", reason="no suppliers"),
    }
    assert person.ambition == {"U": 4}
    assert person.importance == Importance(("U3",), ("O4",))
    assert (run.context.horizon_quarters, run.context.capacity_days, run.context.critical_data) == (6, 37.5, "unknown")
    assert (run.facts.satisfaction, run.facts.tools_known) == ("7,1", "42")


@pytest.mark.parametrize("role", ["it_management", "it_staff", "user", "supplier"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_answer_of_every_role_can_be_chosen_and_read_back(tmp_path: Path, role: str, language: str) -> None:
    sheet = Sheet(tmp_path / "a.xlsx", language, role).about()
    asked = [item for item in IT.items.values() if item.is_asked_of(role)]  # type: ignore[arg-type]
    for number, item in enumerate(asked):
        lists = [one for one in sheet.pages[1].data_validations.dataValidation if sheet.cell(item.id).coordinate in one]
        options = lists[0].formula1.strip('"').split(",")
        assert len(options) == 6 + item.not_applicable
        sheet.put(item.id, options[number % len(options)]).put(item.id, "daarom", NOTE)
    (person,) = read(sheet.saved()).respondents
    assert list(person.answers) == [item.id for item in asked]


def test_only_what_is_to_be_filled_in_is_unlocked(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.xlsx")
    assert all(page.protection.sheet for page in sheet.pages)
    unlocked = {
        cell.column for page in sheet.pages for row in page.iter_rows() for cell in row if not cell.protection.locked
    }
    assert unlocked == {4, 5, 6}
    assert sheet.pages[-1].sheet_state == "veryHidden"


def test_the_same_questionnaire_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        assert invoke("questionnaire", "sheet", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_everything_that_is_wrong_is_told_by_its_cell(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.xlsx").put("organisation", "X").put("date", "soon")
    sheet.put("A2", 99).put("A3", "much").put("U1.1", "=1+1").put("U1.2", 6).put("U1.3", "perhaps")
    sheet.put("U2.1", "a note without an answer", NOTE).put("U2.2", "not applicable").put("U2.2", "why", NOTE)
    sheet.put("O3.1", "not applicable").put("U", 9).put("U1", "some", page=3)
    for part in ("U2", "U3", "U4", "U5", "O1"):
        sheet.put(part, "most", page=3)
    told = problems(sheet.saved())
    assert told == {
        sheet.place("date"): "invalid-date",
        sheet.place("code"): "missing",
        sheet.place("A2"): "out-of-range",
        sheet.place("A3"): told[sheet.place("A3")],
        sheet.place("U1.1"): "formula",
        sheet.place("U1.2"): "level-out-of-range",
        sheet.place("U1.3"): "unknown-answer",
        sheet.place("U2.1", NOTE): "answer-missing",
        sheet.place("U2.2"): "not-applicable-not-allowed",
        sheet.place("O3.1", NOTE): "reason-missing",
        sheet.place("U"): told[sheet.place("U")],
        sheet.place("U1", page=3): "unknown-choice",
        sheet.place("U2", page=3): "too-many-marks",
    }


def test_a_row_that_names_no_question_and_one_that_names_it_again_are_told(tmp_path: Path) -> None:
    sheet = filled(tmp_path / "a.xlsx").put("U2.1", 3).put("U2.2", 4)
    sheet.cell("U2.2", 1).value = "U2.1"
    second = f"{sheet.pages[1].title}!A{sheet.cell('U2.1').row + 1}"
    sheet.put("U2.3", 1)
    place = sheet.place("U2.3")
    sheet.cell("U2.3", 1).value = "Q7"
    assert problems(sheet.saved()) == {second: "duplicate-row", place: "unknown-row"}


def test_a_sheet_without_any_answer_is_refused_as_a_whole(tmp_path: Path) -> None:
    assert problems(Sheet(tmp_path / "a.xlsx").about().saved()) == {"": "nothing-filled-in"}


def test_letters_and_the_words_of_the_other_language_are_understood(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.xlsx", "nl").about().put("U1.1", "d").put("U1.2", "I don’t know").put("U1.3", "2.")
    (person,) = read(sheet.saved()).respondents
    assert [one.level or one.kind for one in person.answers.values()] == [4, "unknown", 2]


def test_what_libreoffice_saves_is_read_as_it_was_filled_in(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx").saved()
    assert read(saved_by_libreoffice(path, tmp_path)) == read(path)


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40).map(str.strip)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(list(IT.items)), st.tuples(st.integers(1, 5), texts, texts), min_size=1))
def test_whatever_is_typed_comes_back(tmp_path: Path, typed: dict[str, tuple[int, str, str]]) -> None:
    sheet = Sheet(tmp_path / "a.xlsx").about()
    for item, (level, note, evidence) in typed.items():
        sheet.put(item, level)
        for column, text in ((NOTE, note), (EVIDENCE, evidence)):
            sheet.cell(item, column).value = text or None
            sheet.cell(item, column).data_type = "s"
    (person,) = read(sheet.saved()).respondents
    told = {item: (one.level, one.note or "", one.evidence or "") for item, one in person.answers.items()}
    assert told == typed


def test_a_questionnaire_of_ones_own_comes_along(tmp_path: Path) -> None:
    own = write(tmp_path / "own", "2.0.0")
    newer = loading.read(own)
    item = next(item.id for item in newer.items.values() if item.is_asked_of("user"))
    run = read(Sheet(tmp_path / "a.xlsx", "en", "user", own).about().put(item, 2).saved())
    assert run.questionnaire_sha256 == newer.sha256
    assert run.questionnaire_text == catalogue.text(newer)


# into the store


class Place:
    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, folder / "store.db"

    def imports(self, *files: object) -> tuple[int, str, str]:
        done = invoke("runs", "import", *files, "--store", self.store)
        return done.exit_code, done.stdout, done.stderr

    def answers(self) -> dict[str, dict[str, int | None]]:
        with store.open(str(self.store)) as history:
            (run,) = history.runs()
            people = history.responses(run.id).respondents
        return {one.id: {item: answer.level for item, answer in one.answers.items()} for one in people}

    def corrections(self) -> list[tuple[str, str, int | None]]:
        with store.open(str(self.store)) as history:
            kept = history.responses(history.runs()[0].id).corrections
        return [(one.respondent, one.item, one.answer.level if one.answer else None) for one in kept]

    def user(self, name: str, code: str, **levels: int) -> Path:
        sheet = Sheet(self.folder / name, "en", "user").about(code=code)
        for item, level in levels.items():
            sheet.put(item.replace("_", "."), level)
        return sheet.saved()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_the_sheets_of_colleagues_come_together_in_one_run(place: Place) -> None:
    code, out, err = place.imports(place.user("a.xlsx", "zon", U1_3=3), place.user("b.xlsx", "maan", U1_3=2))
    assert (code, err) == (0, "")
    assert [line.rpartition(": ")[2] for line in out.splitlines()] == ["taken in", "what was new has been added"]
    assert place.answers() == {"zon": {"U1.3": 3}, "maan": {"U1.3": 2}}


def test_an_organisation_with_other_capitals_and_spaces_is_the_same(place: Place) -> None:
    first = place.user("a.xlsx", "zon", U1_3=3)
    other = Sheet(place.folder / "b.xlsx", "en", "user").about(" gemeente  x", code="maan").put("U1.3", 2).saved()
    assert place.imports(first, other)[0] == 0
    assert list(place.answers()) == ["zon", "maan"]


def test_the_same_sheet_twice_adds_nothing(place: Place) -> None:
    path = place.user("a.xlsx", "zon", U1_3=3)
    place.imports(path)
    before = place.store.read_bytes()
    assert "everything was here already" in place.imports(path)[1]
    assert (place.answers(), place.corrections()) == ({"zon": {"U1.3": 3}}, [])
    assert len(before) == len(place.store.read_bytes())


def test_a_changed_answer_is_a_correction_and_both_are_kept(place: Place) -> None:
    place.imports(place.user("a.xlsx", "zon", U1_3=3))
    code, _, err = place.imports(place.user("b.xlsx", "zon", U1_3=4, U2_2=1))
    assert code == 0
    assert "changed answers: 1. What was answered before is kept as well." in err
    assert place.answers() == {"zon": {"U1.3": 4, "U2.2": 1}}
    assert place.corrections() == [("zon", "U1.3", 3)]


def test_who_answers_most_questions_otherwise_may_be_somebody_else(place: Place) -> None:
    items = [item.id.replace(".", "_") for item in IT.items.values() if item.is_asked_of("user")][:8]
    before, after = dict.fromkeys(items, 3), dict.fromkeys(items[:5], 4)
    place.imports(place.user("a.xlsx", "zon", **before))
    changed = place.user("b.xlsx", "zon", **{**before, **after})
    code, out, err = place.imports(changed)
    assert (code, out) == (2, "")
    assert "--correct" in err
    assert place.corrections() == []
    half = place.user("c.xlsx", "zon", **{**before, **dict.fromkeys(items[:4], 4)})
    assert place.imports(half)[0] == 0
    assert len(place.corrections()) == 4


def test_the_same_person_may_answer_most_questions_otherwise_when_told_so(place: Place) -> None:
    items = [item.id.replace(".", "_") for item in IT.items.values() if item.is_asked_of("user")][:5]
    place.imports(place.user("a.xlsx", "zon", **dict.fromkeys(items, 3)))
    assert place.imports(place.user("b.xlsx", "zon", **dict.fromkeys(items, 4)), "--correct")[0] == 0
    assert set(place.answers()["zon"].values()) == {4}
    assert len(place.corrections()) == 5


def test_after_a_correction_neither_file_adds_anything(place: Place) -> None:
    older, newer = place.user("a.xlsx", "zon", U1_3=3), place.user("b.xlsx", "zon", U1_3=4)
    place.imports(older)
    place.imports(newer)
    for path in (newer, older):
        for more in ((), ("--correct",)):
            assert place.imports(path, *more)[0] == 0
            assert (place.answers(), place.corrections()) == ({"zon": {"U1.3": 4}}, [("zon", "U1.3", 3)])


def test_a_changed_answer_file_is_corrected_by_the_same_rule(place: Place) -> None:
    for name, level in (("a.yaml", 2), ("b.yaml", 5)):
        person = f"{{id: r1, role: user, answers: {{U1.3: {level}}}}}"
        text = f"format: 1\nrun: 7k2m9p\norganisation: X\ndate: 2026-11-23\nrespondents: [{person}]\n"
        (place.folder / name).write_text(text, encoding="utf-8")
    place.imports(place.folder / "a.yaml")
    assert place.imports(place.folder / "b.yaml")[0] == 0
    assert (place.answers(), place.corrections()) == ({"r1": {"U1.3": 5}}, [("r1", "U1.3", 2)])


def test_a_sheet_for_a_run_knows_it_and_its_answers_join_it(place: Place) -> None:
    place.imports(place.user("a.xlsx", "zon", U1_3=3))
    sheet = Sheet(place.folder / "b.xlsx", "en", "supplier", "--run", "last", "--store", place.store)
    assert (sheet.cell("organisation").value, sheet.cell("organisation").protection.locked) == ("Gemeente X", True)
    item = next(item.id for item in IT.items.values() if item.is_asked_of("supplier"))
    assert place.imports(sheet.put("code", "ster").put(item, 4).saved())[2] == ""
    assert list(place.answers()) == ["zon", "ster"]


def test_a_run_that_came_in_on_a_sheet_goes_out_and_in_without_loss(place: Place) -> None:
    place.imports(filled(place.folder / "a.xlsx").saved())
    out = place.folder / "out.yaml"
    invoke("runs", "export", "last", "-o", out, "--store", place.store)
    again = answer_file.read(out)
    assert again.respondents == read(place.folder / "a.xlsx").respondents


# damaged and hostile


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def hostile(kind: str, folder: Path) -> Path:
    path = folder / "a.xlsx"
    parts = parts_of(Sheet(path).about().put("U1.1", 3).saved())
    match kind:
        case "a bomb":
            return packed(path, parts | {"xl/worksheets/sheet1.xml": b"<x>" + b" " * 60_000_000})
        case "macros":
            return packed(path, parts | {"xl/vbaProject.bin": b"x"})
        case "entities":
            sheet = parts["xl/worksheets/sheet1.xml"]
            head = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
            return packed(path, parts | {"xl/worksheets/sheet1.xml": head + sheet})
        case "far too many rows":
            rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 30_000))
            data = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            return packed(path, parts | {"xl/worksheets/sheet2.xml": data + rows + b"</sheetData></worksheet>"})
        case "many parts":
            return packed(path, parts | {f"xl/media/{n}.png": b"" for n in range(600)})
        case "cut off":
            path.write_bytes(path.read_bytes()[:-900])
        case "a text":
            path.write_text("format: 1", encoding="utf-8")
        case "another workbook":
            openpyxl.Workbook().save(path)
        case "nothing":
            path.write_bytes(b"")
    return path


KINDS = (
    "a bomb", "macros", "entities", "far too many rows", "many parts", "cut off", "a text", "another workbook",
    "nothing",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_honest_sheet_is_refused_in_a_line_and_nothing_is_stored(place: Place, kind: str) -> None:
    code, out, err = place.imports(hostile(kind, place.folder))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert not place.store.exists()


def test_a_file_with_macros_and_one_that_is_not_there_are_told_as_such(place: Place) -> None:
    assert "macros" in place.imports(hostile("macros", place.folder))[2]
    assert "there is no such file" in place.imports(place.folder / "gone.xlsx")[2]


def test_a_sheet_in_which_octets_were_changed_is_read_or_refused_but_never_breaks(tmp_path: Path) -> None:
    chance = random.Random(7)
    whole = filled(tmp_path / "a.xlsx").saved()
    parts = parts_of(whole)
    for number in range(40):
        changed = dict(parts)
        name = chance.choice([one for one in parts if one.endswith(".xml")])
        content = bytearray(changed[name])
        for _ in range(chance.choice((1, 3, 30))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        changed[name] = bytes(content)
        path = packed(tmp_path / "b.xlsx", changed)
        if number % 4 == 0:
            raw = bytearray(path.read_bytes())
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
            path.write_bytes(bytes(raw))
        with suppress(Mistake, ProblemsFound):
            read(path)


def test_signs_that_no_text_can_hold_are_told(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx").saved()
    parts = {name: content.replace(b"see the minutes", b"see_x0001_them") for name, content in parts_of(path).items()}
    place = Sheet(tmp_path / "b.xlsx").place("U1.1", NOTE)
    assert problems(packed(path, parts)) == {place: "control-character"}
