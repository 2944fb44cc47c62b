"""What tests of several parts need from the machine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from postgresql_server import PostgreSQL


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", "size=512k", "none", disk], check=False).returncode:
        pytest.skip("only who may mount a disk can fill one")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Return a server that is started when the first test asks for it."""
    from postgresql_server import running

    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return what names a store without runs, on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "meetlat.db")
    url: str = request.getfixturevalue("postgresql").fresh()
    return url
