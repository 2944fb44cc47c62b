"""A report file is written whole or not at all."""

import os
import stat
import sys

import pytest

from reports import output


def test_text_is_written_as_utf_8(tmp_path):
    output.write(tmp_path / "r.html", "één")
    assert (tmp_path / "r.html").read_bytes() == "één".encode()


def test_an_older_report_is_replaced(tmp_path):
    path = tmp_path / "r.pdf"
    path.write_bytes(b"old")
    output.write(path, b"new")
    assert path.read_bytes() == b"new"


def test_an_older_report_stays_where_it_may_not_be_replaced(tmp_path):
    path = tmp_path / "r.pdf"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        output.write(path, b"new", force=False)
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_not_there_gets_nothing(tmp_path):
    with pytest.raises(FileNotFoundError):
        output.write(tmp_path / "none" / "r.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_the_old_report_whole_and_no_remains(tmp_path, monkeypatch):
    path = tmp_path / "r.pdf"
    path.write_bytes(b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        output.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_somebody_who_stops_it_leaves_no_remains(tmp_path, monkeypatch):
    def stopped(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        output.write(tmp_path / "r.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions there are no bits")
def test_a_report_can_be_read_by_those_who_read_other_files(tmp_path):
    (tmp_path / "other").write_bytes(b"")
    output.write(tmp_path / "r.pdf", b"new")
    assert stat.S_IMODE((tmp_path / "r.pdf").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions there are no bits")
def test_a_report_keeps_the_permissions_of_the_one_it_replaces(tmp_path):
    path = tmp_path / "r.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    output.write(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
