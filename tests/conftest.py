"""What tests of several parts need from the machine."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


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
