"""A command that is shown can be copied as it stands."""

from __future__ import annotations

import sys

import pytest

from assess.invocation import called, command


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Return what puts the program somewhere in a folder that one works in, and calls it from there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "on-the-path"))
    monkeypatch.delenv("MEETLAT_STORE", raising=False)

    def call(place):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True, parents=True)
        path.touch(mode=0o755)
        monkeypatch.setattr(sys, "argv", [str(path)])

    return call


def test_a_program_on_the_path_is_called_by_its_name(program):
    program("on-the-path/assess")
    assert called() == "assess"


def test_a_program_in_a_folder_here_is_called_by_its_path(program):
    program(".venv/bin/assess")
    assert called() == ".venv/bin/assess"


def test_a_program_that_stands_elsewhere_is_called_by_its_name(program, tmp_path, monkeypatch):
    program("elsewhere/assess")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert called() == "assess"


def test_what_is_no_program_of_ours_is_not_shown(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["-c"])
    assert called() == "assess"


def test_a_store_that_was_named_is_named_again(program):
    program("on-the-path/assess")
    assert command("run", "other.db") == "assess run --store other.db"
    assert command("run") == "assess run"


def test_a_store_of_the_environment_is_not_named(program, monkeypatch):
    program("on-the-path/assess")
    monkeypatch.setenv("MEETLAT_STORE", "other.db")
    assert command("run", "other.db") == "assess run"
