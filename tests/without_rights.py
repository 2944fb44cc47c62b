"""A program of its own that may read what it is given and write nothing, as who has no rights in a folder."""

from __future__ import annotations

import subprocess
import sys

DROPPING = """
import os
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.seteuid(65534)  # who is root may write everything
"""
READING_AND_WRITING = """
with store.open(sys.argv[1]) as history:
    run = history.find("last")
    print(history.responses(run).organisation)
    try:
        history.record_answer(run, "r1", "U1.2", Answer(level=3))
    except Mistake as mistake:
        print(mistake.message.message, mistake.exit_code)
"""
LOADING = """
import sys
from assess import store
from assess.errors import Mistake
from assess.store import history
from assess.store.folder import mirror
from questionnaires import catalogue
from questionnaires.responses import Answer
catalogue.load()
"""


def run_without_rights(loading: str, script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Return how a script ends that may not write; `loading` runs before, while all that it needs can be read."""
    return subprocess.run(
        [sys.executable, "-c", loading + DROPPING + script, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
