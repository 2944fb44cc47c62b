"""`assess report` in every form, and what it does where a file is in the way or the disk says no."""

from pathlib import Path
from typing import get_args

import pytest
from commands import EXAMPLE, invoke, start

from assess.cli import report
from reports.edition import Readers
from reports.forms import FORMS, suffix

QUICK = [form for form in FORMS if form != "pdf"]


def test_the_forms_and_readers_of_the_command_line_are_those_that_there_are():
    assert report.FORMS == FORMS
    assert get_args(Readers) == report.READERS


@pytest.mark.parametrize("form", QUICK)
def test_the_name_of_the_file_says_which_form(form, tmp_path):
    path = tmp_path / f"report.{suffix(form)}"
    result = invoke("report", EXAMPLE, "-o", path, "--lang", "nl")
    assert result.exit_code == 0, result.stderr
    assert path.stat().st_size > 500


def test_an_unknown_form_is_answered_with_the_list():
    result = invoke("report", EXAMPLE, "--format", "odt")
    assert result.exit_code == 2
    assert all(form in result.stderr for form in FORMS)


def test_a_file_that_is_there_stays_whole_and_the_way_out_is_told(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("of last year", encoding="utf-8")
    result = invoke("report", EXAMPLE, "-o", path)
    assert result.exit_code == 2
    assert (
        result.stderr == f"Error: {path} is there already. Choose another name with -o, or replace it with --force.\n"
    )
    assert path.read_text(encoding="utf-8") == "of last year"


def test_with_force_a_file_that_is_there_is_replaced(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("of last year", encoding="utf-8")
    assert invoke("report", EXAMPLE, "-o", path, "--force").exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_on_a_full_disk_the_older_report_stays_whole_and_nothing_else_is_left(small_disk: Path):
    path = small_disk / "report.html"
    path.write_text("of last year", encoding="utf-8")
    (small_disk / "films").write_bytes(bytes(480_000))
    called = start("report", EXAMPLE, "-o", path, "--force", cwd=small_disk.parent)
    assert called.returncode == 1
    assert called.stderr == f"Error: {path}: the disk is full.\n"
    assert path.read_text(encoding="utf-8") == "of last year"
    assert sorted(each.name for each in small_disk.iterdir()) == ["films", "report.html"]


def test_as_text_it_is_shown_where_no_file_is_named():
    result = invoke("report", EXAMPLE, "--format", "text", "--lang", "nl", COLUMNS="72")
    assert result.exit_code == 0
    assert "De lat ligt op" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 72
    assert result.stderr == ""


def test_answers_are_refused_in_a_form_that_carries_no_run(tmp_path):
    result = invoke("report", EXAMPLE, "--format", "docx", "--with-answers", "-o", tmp_path / "r.docx")
    assert result.exit_code == 2
    assert "--with-answers is for a PDF" in result.stderr


def test_a_template_that_is_no_presentation_is_told(tmp_path):
    (tmp_path / "template.pptx").write_text("no slides", encoding="utf-8")
    result = invoke("report", EXAMPLE, "-o", tmp_path / "r.pptx", "--template", tmp_path / "template.pptx")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "r.pptx").exists()


def test_a_folder_that_is_really_a_file_is_told(tmp_path):
    (tmp_path / "folder").write_text("", encoding="utf-8")
    result = invoke("report", EXAMPLE, EXAMPLE, "-o", tmp_path / "folder")
    assert result.exit_code == 2
    assert "is a file, not a folder" in result.stderr
