"""Runs that come back from real reports in PDF, into a real store."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader, PdfWriter
from report_runs import nine, solo
from scoring_runs import QUESTIONNAIRE, run, whole

from assess import store
from assess.cli.root import root
from assess.commissions import complete_runs
from assess.enclosing import enclosed
from assess.errors import Mistake
from assess.workflow import Run, read_run, results
from questionnaires import answer_file
from questionnaires.language import words
from questionnaires.problems import ProblemsFound
from questionnaires.responses import Responses
from reports import attached, figures_file, pdf, view
from reports.attachments import Attachment
from reports.edition import Edition
from reports.pdf import from_html

DAY = dt.date(2026, 11, 23)


class Place:
    """A folder with a store, in which commands are typed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = str(folder / "meetlat.db")

    def types(self, *arguments: str | Path) -> Result:
        typed = [*map(str, arguments), "--store", self.store, "--lang", "en"]
        return CliRunner().invoke(root, typed, env={"MEETLAT_STORE": None})

    def refuses(self, *arguments: str | Path) -> str:
        """What is said of a call that is wrong, in one line and without a traceback."""
        refused = self.types(*arguments)
        assert (refused.exit_code, refused.stdout) == (2, "")
        (line,) = refused.stderr.splitlines()
        return line

    def puts(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def runs(self) -> list[str]:
        if not Path(self.store).exists():
            return []
        with store.open(self.store) as history:
            return [one.id for one in history.runs()]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def read(responses: Responses) -> Responses:
    """A run as its file gives it."""
    return answer_file.parse(answer_file.write(responses), "run.yaml")


def files_of(responses: Responses, **asked: Any) -> tuple[Attachment, ...]:
    return enclosed(results(Run("run.yaml", read(responses), QUESTIONNAIRE)), words("nl"), **asked)


def small(files: tuple[Attachment, ...]) -> bytes:
    """A report of one line with everything that a report carries."""
    return from_html("<html lang=nl><title>Rapport</title><p>Eén regel", DAY, files)


def open_group() -> Responses:
    return run(*(whole("it_staff", level) for level in (2, 3, 3)), whole("user", 2))


def content_of(files: tuple[Attachment, ...], name: str) -> bytes:
    return next(one.content for one in files if one.name == name)


SOLO, GROUP, AGREED = files_of(solo()), files_of(nine()), files_of(open_group(), with_answers=True)
SOLO_REPORT, GROUP_REPORT, AGREED_REPORT = small(SOLO), small(GROUP), small(AGREED)


# one respondent


def test_a_real_report_of_one_respondent_brings_the_whole_run_back(place: Place) -> None:
    outcome = results(Run("run.yaml", read(solo()), QUESTIONNAIRE))
    about = (QUESTIONNAIRE, outcome.run.responses, outcome.scorecard, outcome.roadmap)
    board = Edition(readers="board")
    report = pdf.render(view.build_view(*about, words("nl"), edition=board), enclosed(outcome, words("nl")))
    imported = place.types("runs", "import", place.puts("report.pdf", report))
    assert (imported.exit_code, imported.stderr) == (0, "")
    assert imported.stdout.endswith("Gemeente Voorbeeld, 23 November 2026: taken in\n")
    assert place.types("runs", "export", "last").stdout_bytes == content_of(SOLO, "answers.yaml")


def test_the_same_report_twice_adds_nothing(place: Place) -> None:
    path = place.puts("report.pdf", SOLO_REPORT)
    place.types("runs", "import", path)
    again = place.types("runs", "import", path)
    assert again.stdout.endswith("everything was here already\n")
    assert len(place.runs()) == 1


def test_a_report_of_a_run_that_is_in_the_store_already_adds_nothing(place: Place) -> None:
    place.types("runs", "import", place.puts("run.yaml", answer_file.write(solo()).encode()))
    again = place.types("runs", "import", place.puts("report.pdf", SOLO_REPORT))
    assert again.stdout.endswith("everything was here already\n")


@pytest.mark.parametrize("command", ["score", "plan", "explain"])
@pytest.mark.parametrize("report", [SOLO_REPORT, GROUP_REPORT], ids=["solo", "group"])
def test_every_command_that_reads_a_run_reads_it_from_a_report(place: Place, command: str, report: bytes) -> None:
    responses = solo() if report is SOLO_REPORT else nine()
    from_answers = place.types(
        command, place.puts("run.yaml", answer_file.write(responses).encode()), "--format", "json"
    )
    from_report = place.types(command, place.puts("report.pdf", report), "--format", "json")
    assert (from_report.exit_code, from_report.stdout) == (0, from_answers.stdout)


# a group


@pytest.fixture
def with_group(place: Place) -> Place:
    """A place in whose store the report of a group was brought."""
    place.types("runs", "import", place.puts("group.pdf", GROUP_REPORT))
    return place


def test_of_a_group_the_figures_come_in_and_go_out_to_the_byte(with_group: Place) -> None:
    assert with_group.types("runs", "export", "last").stdout_bytes == content_of(GROUP, "figures.json")


def test_figures_that_went_out_come_in_again_and_add_nothing(with_group: Place) -> None:
    path = with_group.folder / "figures.json"
    with_group.types("runs", "export", "last", "-o", path)
    again = with_group.types("runs", "import", path, with_group.folder / "group.pdf")
    assert again.stdout.count("everything was here already\n") == 2


def test_the_list_and_the_run_itself_say_that_only_the_figures_are_here(with_group: Place) -> None:
    for shown in (with_group.types("runs", "list"), with_group.types("runs", "show", "last")):
        assert "9 respondents (IT management 1, IT staff 3, users 5); only the" in shown.stdout


@pytest.mark.parametrize("command", ["score", "plan"])
def test_scores_and_roadmap_of_the_figures_read_as_those_of_the_answers(with_group: Place, command: str) -> None:
    answered = with_group.types(command, with_group.puts("run.yaml", answer_file.write(nine()).encode()))
    assert with_group.types(command, "last").stdout == answered.stdout


def test_a_level_is_explained_from_the_figures(with_group: Place) -> None:
    answered = with_group.types("explain", with_group.puts("run.yaml", answer_file.write(nine()).encode()), "U2.1")
    assert with_group.types("explain", "last", "U2.1").stdout == answered.stdout


def test_the_report_of_the_figures_is_that_of_the_answers() -> None:
    def shown(one: Run) -> view.ReportView:
        outcome = results(one)
        return view.build_view(one.questionnaire, one.responses, outcome.scorecard, outcome.roadmap, words("nl"))

    group = msgspec.structs.replace(nine(), run="groep1")
    figures = attached.attached(small(files_of(group)), frozenset(["figures.json"]))["figures.json"]
    publication = figures_file.parse(figures.decode(), "figures.json")
    of_figures = shown(Run("groep1", publication.header, QUESTIONNAIRE, publication))
    assert of_figures == shown(Run("groep1", read(group), QUESTIONNAIRE))


def test_a_report_that_is_made_from_the_figures_carries_the_same_figures(with_group: Place) -> None:
    again = enclosed(results(read_run("last", with_group.store)), words("nl"))
    assert [one.content for one in again] == [one.content for one in GROUP]


def test_with_all_runs_of_a_store_the_figures_are_reported_too(with_group: Place) -> None:
    (one,), unfinished = complete_runs(with_group.store)
    assert (one.publication is not None, unfinished) == (True, 0)


@pytest.mark.parametrize(
    "arguments",
    [("runs", "merge", "last", "last"), ("run", "--add", "last"), ("runs", "withdraw", "last", "r1", "--yes")],
)
def test_what_needs_answers_says_that_only_the_figures_are_here(with_group: Place, arguments: tuple[str, ...]) -> None:
    assert "only the figures are here, not the answers." in with_group.refuses(*arguments)


def test_nobody_can_answer_on_from_a_report_of_a_group(place: Place) -> None:
    path = place.puts("group.pdf", GROUP_REPORT)
    assert "only the figures are here" in place.refuses("run", "--from", path)
    assert place.runs() == []


def test_figures_do_not_go_out_as_yaml(with_group: Place) -> None:
    assert "those are JSON" in with_group.refuses("runs", "export", "last", "-o", with_group.folder / "run.yaml")


def test_the_answers_of_the_same_run_take_the_place_of_its_figures(with_group: Place) -> None:
    grown = with_group.types("runs", "import", with_group.puts("run.yaml", answer_file.write(nine()).encode()))
    assert grown.stdout.endswith("what was new has been added\n")
    (run_id,) = with_group.runs()
    with store.open(with_group.store) as history:
        assert history.publication(run_id) is None
        assert history.responses(run_id).respondents == read(nine()).respondents
    assert with_group.types("runs", "import", with_group.folder / "group.pdf").stdout.endswith("here already\n")


def test_other_figures_of_the_same_run_are_refused(with_group: Place) -> None:
    (run_id,) = with_group.runs()
    others = msgspec.structs.replace(run(*nine().respondents[1:], privacy="anonymous"), run=run_id)
    told = with_group.refuses("runs", "import", with_group.puts("other.pdf", small(files_of(others))))
    assert "is here already, with other figures; nothing was stored." in told


def test_figures_are_deleted_with_their_run(with_group: Place) -> None:
    with_group.types("runs", "delete", "last", "--yes")
    assert with_group.runs() == []
    assert b"low_median" not in Path(with_group.store).read_bytes()


def test_a_report_of_a_group_that_agreed_brings_the_answers(place: Place) -> None:
    place.types("runs", "import", place.puts("agreed.pdf", AGREED_REPORT))
    assert place.types("runs", "export", "last").stdout_bytes == content_of(AGREED, "answers.yaml")


def test_the_answers_of_an_anonymous_group_are_refused_before_a_report_is_made() -> None:
    with pytest.raises(Mistake, match="is anonymous"):
        files_of(nine(), with_answers=True)


def test_answers_that_are_not_here_cannot_go_into_a_report(with_group: Place) -> None:
    with pytest.raises(Mistake, match="only the figures are here"):
        enclosed(results(read_run("last", with_group.store)), words("nl"), with_answers=True)


def test_an_anonymous_edition_comes_in_as_a_run_of_its_own(place: Place) -> None:
    for number, files in enumerate((SOLO, files_of(solo(), is_anonymous=True))):
        place.types("runs", "import", place.puts(f"{number}.pdf", small(files)))
    assert len(place.runs()) == 2
    assert "organisatie" in place.types("runs", "show", "last").stdout


# what is no report


def locked(report: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(report))
    writer.encrypt("geheim", algorithm="RC4-128")
    return _written(writer)


def replaced(report: bytes) -> bytes:
    """A report in which another program put other answers, without their checksum."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(report)))
    for file in list(writer.attachment_list):
        if file.name == "answers.yaml":
            file.content = file.content.replace(b"level: 2", b"level: 5")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def carrying(name: str, content: bytes) -> bytes:
    """A report of one line with one file in it that says the truth about itself."""
    others = [one for one in SOLO if one.name != name]
    lie = Attachment(name=name, description="", media_type="application/yaml", content=content)
    return small((lie, *others))


ANSWERS = content_of(SOLO, "answers.yaml")
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "of another origin": (lambda: small(()), "carries no run"),
    "text": (lambda: b"organisation: X\n" * 99, "is no PDF."),
    "empty": (lambda: b"", "is no PDF."),
    "cut off": (lambda: SOLO_REPORT[: len(SOLO_REPORT) // 2], "damaged."),
    "only a beginning": (lambda: b"%PDF-1.7\n", "damaged."),
    "locked": (lambda: locked(SOLO_REPORT), "is locked with a password."),
    "with other answers": (lambda: replaced(SOLO_REPORT), "was changed after the report was made."),
    "with two answer files": (lambda: small((*SOLO, SOLO[0])), "was changed after the report was made."),
    "with another questionnaire": (lambda: carrying("questionnaire.json", b"{}"), "was changed after"),
    "with answers that are no text": (lambda: carrying("answers.yaml", b"\xff\xfe\x00"), "was changed after"),
    "that unpacks without end": (
        lambda: carrying("answers.yaml", bytes(attached.MAX_ATTACHMENT + 1)),
        "is larger than a report can be.",
    ),
}


@pytest.mark.parametrize("which", BAD)
def test_a_pdf_that_brings_no_run_is_told_in_one_line_and_nothing_is_stored(place: Place, which: str) -> None:
    make, said = BAD[which]
    sound = place.puts("sound.yaml", answer_file.write(nine()).encode())
    assert said in place.refuses("runs", "import", sound, place.puts("bad.pdf", make()))
    assert place.runs() == []


def test_a_file_that_is_far_too_large_is_not_even_read(place: Place) -> None:
    path = place.puts("large.pdf", b"%PDF-1.7\n")
    with path.open("ab") as file:
        file.truncate(attached.MAX_FILE + 1)
    assert "is larger than a report can be." in place.refuses("runs", "import", path)


def test_answers_in_a_report_that_do_not_fit_are_told_with_their_place(place: Place) -> None:
    path = place.puts("bad.pdf", carrying("answers.yaml", ANSWERS.replace(b"U1.2: ", b"Z9.9: ")))
    told = place.types("runs", "import", path)
    assert (told.exit_code, place.runs()) == (2, [])
    assert f"{path}/answers.yaml:" in told.stderr
    assert "[unknown-item]" in told.stderr


def test_a_report_is_known_by_what_it_starts_with_whatever_it_is_called(place: Place) -> None:
    assert place.types("score", place.puts("report", SOLO_REPORT)).exit_code == 0


def test_a_report_that_is_not_there_is_a_missing_file_and_no_run(place: Place) -> None:
    assert "there is no such file" in place.types("score", "nowhere.pdf").stderr


def test_a_report_as_json_brings_no_run_back(place: Place) -> None:
    path = place.puts("report.json", b'{"format": 1, "kind": "report"}')
    assert "a run does not come back from it" in place.refuses("score", path)


@pytest.mark.parametrize("seed", range(60))
def test_a_report_with_some_bytes_changed_gives_a_run_or_a_clear_message(place: Place, seed: int) -> None:
    rng = random.Random(seed)
    report = bytearray(SOLO_REPORT)
    for _ in range(rng.choice((1, 5, 50, 500))):
        report[rng.randrange(len(report))] = rng.randrange(256)
    path = place.puts("report.pdf", bytes(report))
    with suppress(Mistake, ProblemsFound):
        assert read_run(str(path)).responses.organisation == "Gemeente Voorbeeld"


# the store


def test_a_store_of_the_layout_before_takes_figures_too(place: Place) -> None:
    place.types("runs", "import", place.puts("solo.pdf", SOLO_REPORT))
    with sqlite3.connect(place.store) as connection:
        for table in ("figures", "roadmaps", "analyses", "tags", "consents", "workshops"):  # as if they had never been
            connection.execute(f"DROP TABLE {table}")
        for index in ("ix_runs_organisation_date", "ix_runs_date"):
            connection.execute(f"DROP INDEX {index}")
        connection.execute("UPDATE store SET schema_version = 1")
    connection.close()
    assert place.types("runs", "import", place.puts("group.pdf", GROUP_REPORT)).exit_code == 0
    assert len(place.runs()) == 2
