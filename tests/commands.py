"""Calls of `assess`: within the test for most, as a program of its own where streams and exits matter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from assess.cli import main

PROGRAM = "from assess.cli import main; main()"
EXAMPLE = Path(__file__).parent.parent / "questionnaires" / "it_ambition" / "example.yaml"


def invoke(*arguments: object, **environment: str | None) -> Result:
    """Call assess in English unless the call or its environment says otherwise."""
    settings: dict[str, str | None] = {
        "MEETLAT_LANG": "en", "MEETLAT_PLAIN": None, "MEETLAT_STORE": None, "COLUMNS": None, "NO_COLOR": None,
    }  # fmt: skip
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={**settings, **environment})


def calling(*arguments: object) -> list[str]:
    """Return the call of assess as a program of its own."""
    return [sys.executable, "-c", PROGRAM, *map(str, arguments)]


def start(*arguments: object, cwd: Path, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Call assess as a program of its own, in a folder."""
    return subprocess.run(
        calling(*arguments),
        cwd=cwd,
        env=environment(cwd) | dict(more or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a person who never used Meetlat before."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MEETLAT_", "XDG_", "LC_", "LANG"))
    }
    return kept | {"HOME": str(home), "MEETLAT_LANG": "en", "PYTHONIOENCODING": "utf-8", "TERM": "xterm"}
