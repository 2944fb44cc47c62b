"""Hold a text against its golden file; `MEETLAT_RENEW=1 .venv/bin/pytest` writes them anew, to be read as a diff."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def matches(name: str, text: str) -> None:
    """Fail where a text differs from the golden file of this name."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("MEETLAT_RENEW"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"there is no {path.name} yet; write it with MEETLAT_RENEW=1"
    assert text == path.read_text(encoding="utf-8"), f"{path.name} differs; renew it with MEETLAT_RENEW=1 if it should"
