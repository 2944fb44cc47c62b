"""Tables of answers as Microsoft Forms, Google Forms and LimeSurvey export them, and what LimeSurvey is given."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from commands import invoke

from assess.answer_tables import limesurvey, table
from assess.answer_tables.reading import read
from assess.answer_tables.wordings import Headings
from assess.errors import Mistake
from questionnaires import catalogue
from questionnaires.problems import ProblemsFound
from questionnaires.responses import Answer, Responses

TABLES = Path(__file__).parent / "examples" / "tables"
IT = catalogue.load()
PROGRAMS = ("microsoft-forms", "google-forms", "limesurvey")
START = dt.datetime(2026, 11, 23, 9, 10)  # noqa: DTZ001 - a workbook knows no time zone
MAPPING = """\
format: 1
organisation: Gemeente X
date: 2026-11-23
respondent: who
role: user
columns: {U1.3: U1.3, U2.2: U2.2, O3.1: O3.1}
"""


def confirmed(path: Path, folder: Path) -> Path:
    """The draft of a mapping, in which somebody filled in what no file tells."""
    drafted = invoke("runs", "import", path, "--guess")
    assert (drafted.exit_code, drafted.stderr) == (0, "")
    text = drafted.stdout.replace('organisation: ""', 'organisation: "Gemeente X"').replace("date:", "date: 2026-11-23")
    mapping = folder / "mapping.yaml"
    mapping.write_text(text, encoding="utf-8")
    return mapping


def taken(content: str | bytes, folder: Path, mapping: str = MAPPING) -> Responses:
    file, confirmed_mapping = folder / "a.csv", folder / "m.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    confirmed_mapping.write_text(mapping, encoding="utf-8")
    return read(file, confirmed_mapping)


def told(content: str | bytes, folder: Path, mapping: str = MAPPING) -> list[tuple[str, int | None, str]]:
    with pytest.raises(ProblemsFound) as found:
        taken(content, folder, mapping)
    return [(Path(one.file).name, one.line, one.code) for one in found.value.problems]


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_draft_of_a_mapping_names_every_question(program: str, tmp_path: Path) -> None:
    path = TABLES / f"{program}.csv"
    drafted = confirmed(path, tmp_path).read_text(encoding="utf-8")
    assert "?" not in [line.rpartition(": ")[2].strip('"') for line in drafted.splitlines()]
    run = read(path, tmp_path / "mapping.yaml")
    asked = {item.id for item in IT.items.values() if any(item.is_asked_of(one.role) for one in run.respondents)}
    assert {item for one in run.respondents for item in one.answers} == asked


def test_google_forms_gives_sentences_and_leaves_open_what_was_not_answered(tmp_path: Path) -> None:
    path = TABLES / "google-forms.csv"
    first, supplier, third = read(path, confirmed(path, tmp_path)).respondents
    assert (first.id, first.role, supplier.role) == ("r1", "user", "supplier")
    items = [item.id for item in IT.items.values() if item.is_asked_of("user")]
    assert [first.answers[item].level for item in items[:2]] == [2, 3]
    assert first.answers[items[2]] == Answer(kind="unknown")
    assert items[1] not in third.answers


def test_microsoft_forms_through_a_dutch_excel_has_decimal_commas_and_windows_1252(tmp_path: Path) -> None:
    path = TABLES / "microsoft-forms.csv"
    assert b"\x92" in path.read_bytes()
    first, _ = read(path, confirmed(path, tmp_path)).respondents
    items = [item.id for item in IT.items.values() if item.is_asked_of("user")]
    assert first.answers[items[1]] == Answer(level=3)
    assert first.answers[items[2]] == Answer(kind="unknown")


def test_limesurvey_gives_codes_with_comments_beside_them(tmp_path: Path) -> None:
    path = TABLES / "limesurvey.csv"
    people = read(path, confirmed(path, tmp_path)).respondents
    assert [(one.id, one.role) for one in people] == [("zon", "it_management"), ("maan", "user"), ("ster", "supplier")]
    assert people[0].answers["U1.1"] == Answer(level=1, note="zie het verslag")
    assert people[0].answers["O3.1"] == Answer(kind="not_applicable", reason="hier niet aan de orde")


def test_no_name_or_address_is_read(tmp_path: Path) -> None:
    drafted = confirmed(TABLES / "microsoft-forms.csv", tmp_path).read_text(encoding="utf-8")
    assert "  - E-mail\n  - Naam\n" in drafted.partition("ignored:")[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_separator_and_end_of_line_says_the_same(
    tmp_path: Path, encoding: str, separator: str, end: str
) -> None:
    rows = ["who,U1.3,U2.2,O3.1", 'één,3,"4,0",Weet ik niet', "twee,b,?,e"]
    cells = list(csv.reader(rows))
    lines = [separator.join(f'"{cell}"' for cell in row) for row in cells]
    mark = "\ufeff".encode(encoding) if encoding == "utf-16-le" else b""
    one, two = taken(mark + end.join(lines).encode(encoding), tmp_path).respondents
    assert (one.id, list(one.answers.values())) == ("één", [Answer(level=3), Answer(level=4), Answer(kind="unknown")])
    assert list(two.answers.values()) == [Answer(level=2), Answer(kind="unknown"), Answer(level=5)]


def test_everything_that_is_wrong_is_told_by_line(tmp_path: Path) -> None:
    mapping = MAPPING.replace("role: user", "role_column: role\nroles: {u: user}")
    content = 'who,role,U1.3,U2.2,O3.1\na,u,"two\nlines",3,\nb,boss,3,,\nc,u,7,,n/a\na,u,1,,\n'
    assert told(content, tmp_path, mapping) == [
        ("a.csv", 2, "unknown-answer"),
        ("a.csv", 4, "unknown-role"),
        ("a.csv", 5, "unknown-answer"),
        ("a.csv", 5, "reason-missing"),
        ("a.csv", 6, "duplicate-respondent"),
    ]


def test_a_mapping_that_does_not_fit_is_told_by_its_own_line(tmp_path: Path) -> None:
    mapping = MAPPING.replace("U1.3: U1.3", "U1.3: U9.9, gone: U1.3").replace("role: user\n", "")
    assert sorted(told("who,U1.3,U2.2,O3.1\na,1,1,1\n", tmp_path, mapping)) == [
        ("m.yaml", 1, "role-missing"),
        ("m.yaml", 5, "unknown-heading"),
        ("m.yaml", 5, "unknown-item"),
    ]


def test_a_draft_that_nobody_filled_in_is_refused(tmp_path: Path) -> None:
    path, mapping = TABLES / "limesurvey.csv", tmp_path / "m.yaml"
    mapping.write_text(invoke("runs", "import", path, "--guess").stdout, encoding="utf-8")
    refused = invoke("runs", "import", path, "--mapping", mapping, "--store", tmp_path / "s.db")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert {"[empty-text]", "[invalid-date]"} <= set(refused.stderr.split())
    assert not (tmp_path / "s.db").exists()


def test_a_table_twice_adds_nothing_and_one_with_more_or_changed_rows_adds_those(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    file = tmp_path / "a.csv"
    outcomes = []
    for rows in ("a,1,2,3", "a,1,2,3", "a,1,2,3\nb,2,2,2", "a,1,2,4\nb,2,2,2"):
        file.write_text(f"who,U1.3,U2.2,O3.1\n{rows}\n", encoding="utf-8")
        done = invoke("runs", "import", file, "--mapping", mapping, "--store", tmp_path / "s.db")
        outcomes.append(done.stdout.rpartition(": ")[2].strip() or done.exit_code)
    assert outcomes == ["taken in", "everything was here already", *["what was new has been added"] * 2]
    assert "changed answers: 1" in done.stderr


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"\xff\xfe\x00", b"\x81\x8d", b"PK\x03\x04\x00", b"a" * 200_000, b"x,y\n" * 60_000],
)
def test_what_is_no_table_of_answers_is_refused_in_a_line(tmp_path: Path, content: bytes) -> None:
    file, mapping = tmp_path / "a.csv", tmp_path / "m.yaml"
    file.write_bytes(content)
    mapping.write_text(MAPPING, encoding="utf-8")
    for more in (("--guess",), ("--mapping", mapping)):
        done = invoke("runs", "import", file, *more, "--store", tmp_path / "s.db")
        if done.exit_code:
            assert (done.exit_code, done.stdout) == (2, "")
            assert "Traceback" not in done.stderr
    assert done.exit_code == 2
    assert not (tmp_path / "s.db").exists()


def test_a_table_without_a_mapping_says_how_to_get_one(tmp_path: Path) -> None:
    done = invoke("runs", "import", TABLES / "limesurvey.csv", "--store", tmp_path / "s.db")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "--guess" in done.stderr


def test_a_table_is_bounded_in_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    assert len(table.parse(b"a,b\n" * 4, Path("a.csv")).rows) == 3
    with pytest.raises(Mistake):
        table.parse(b"a,b\n" * 6, Path("a.csv"))


def structure(language: str = "nl") -> list[dict[str, str]]:
    text = limesurvey.structure(IT, language)  # type: ignore[arg-type]
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter="\t"))


def test_limesurvey_is_given_every_question_in_both_languages_with_the_same_numbers() -> None:
    rows = structure()
    by_language = {
        language: [
            (row["id"], row["class"], row["name"])
            for row in rows
            if row["language"] == language and row["class"] in ("Q", "A")
        ]
        for language in ("nl", "en")
    }
    assert by_language["nl"] == by_language["en"]
    questions = [name for _, kind, name in by_language["nl"] if kind == "Q"]
    wordings = sum(len(item.audience) for item in IT.items.values())
    assert (len(questions), len(set(questions))) == (wordings + 2, wordings + 2)


def test_limesurvey_can_hold_every_name_and_what_it_exports_is_recognised() -> None:
    found = Headings(IT)
    for row in structure("en"):
        if row["class"] == "Q":
            assert row["name"].isalnum()
            assert len(row["name"]) <= 20
        if row["class"] == "Q" and row["name"] not in ("role", "code"):
            item, is_sure = found.item_of(row["name"]) or ("", False)
            assert is_sure
            assert row["text"] in [
                IT.items[item].worded_for(role).question[row["language"]]  # type: ignore[index]
                for role in ("it_staff", "user", "supplier")
            ]
        if row["class"] == "A":
            assert len(row["name"]) <= 5


def test_what_microsoft_forms_opens_in_excel_is_read_without_saving_it_as_csv(tmp_path: Path) -> None:
    source = TABLES / "microsoft-forms.csv"
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(source.read_text("cp1252"), newline=""), delimiter=";"):
        times = [START if cell.startswith("23-11") else cell for cell in row]
        book.worksheets[0].append(times)
    path = tmp_path / "a.xlsx"
    book.save(path)
    mapping = confirmed(path, tmp_path)
    assert read(path, mapping).respondents == read(source, mapping).respondents


def test_a_workbook_of_a_form_tells_what_is_wrong_by_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["who", "U1.3", "U2.2", "O3.1"], ["a", 3, "=1+1", None], [], ["b", 7, None, None]):
        book.worksheets[0].append(row)
    path, mapping = tmp_path / "a.xlsx", tmp_path / "m.yaml"
    book.save(path)
    mapping.write_text(MAPPING, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read(path, mapping)
    assert [(one.line, one.code) for one in found.value.problems] == [(2, "unknown-answer"), (4, "unknown-answer")]


def test_the_signs_of_windows_1252_stay_what_they_were() -> None:
    assert table.parse(b"it\x92s \x80,\xe9\n", Path("a.csv")).headings == ("it’s €", "é")


def test_a_sentence_is_recognised_with_its_letter_before_it_and_in_either_language(tmp_path: Path) -> None:
    sentences = IT.items["U1.3"].worded_for("user").levels
    content = f'who,U1.3,U2.2,O3.1\na,"c. {sentences[2].nl}",,\nb,"{sentences[4].en.upper()}",,\n'
    assert [one.answers["U1.3"].level for one in taken(content, tmp_path).respondents] == [3, 5]


def test_every_question_has_a_number_of_its_own_in_limesurvey() -> None:
    numbers = [row["id"] for row in structure() if row["class"] == "Q" and row["language"] == "nl"]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
