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


ENGINES = ["sqlite", "postgresql", "folder"]


@pytest.fixture(params=ENGINES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return what names a store without runs, on each engine."""
    yield from _store(request, tmp_path)


@pytest.fixture(params=ENGINES, scope="module")
def one_store_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return what names a store that all tests of a module share, on each engine."""
    yield from _store(request, tmp_path_factory.mktemp("store"))


@pytest.fixture(params=ENGINES)
def new_store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return what names a store that is not there yet, on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "meetlat.db")
    if request.param == "folder":
        return f"folder:{tmp_path / 'metingen'}"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.empty()


def _store(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(folder / "meetlat.db")
        return
    if request.param == "folder":
        yield f"folder:{folder / 'metingen'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    url = server.fresh()
    yield url
    server.give_back(url)
