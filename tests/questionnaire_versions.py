"""A questionnaire that lives on, 1.0.0 → 1.1.0 → 2.0.0: the shipped one under another id, and two versions of it.

1.1.0 mends words (U1.1 in both languages, U1.2 in Dutch), asks something else at U2.3, O1.1 and O1.2 (so that O1 breaks
off), adds U3.4, retires U5.3 and calls S4.1 by another id. 2.0.0 lets another question decide on level 3 of U4.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from questionnaires import loading
from questionnaires.model import Item, Questionnaire

SOURCE = Path(loading.__file__).parent / "it_ambition"
ID = "practice"
VERSIONS = ("1.0.0", "1.1.0", "2.0.0")

NEW_ITEM = """\
  - id: U3.4
    rev: 1
    audience: [it]
    question:
      nl: "Hoe weten jullie of het loket gevonden wordt?"
      en: "How do you know whether people find the front door?"
    levels:
      - nl: "Dat weten we niet."
        en: "We do not know."
      - nl: "We horen het soms van een collega."
        en: "A colleague tells us now and then."
      - nl: "We tellen wat er buiten het loket om binnenkomt."
        en: "We count what reaches us around the front door."
      - nl: "We sturen elke maand op dat aandeel."
        en: "We act on that share every month."
      - nl: "Gebruikers helpen het loket te verbeteren."
        en: "Users help to improve the front door."
"""


def write(folder: Path, version: str) -> Path:
    """Write a version as files in a folder, as its author has them; return the folder."""
    shutil.copytree(SOURCE, folder)
    (folder / "example.yaml").unlink()
    edit(folder / "questionnaire.yaml", "id: it-ambition\nversion: 1.0.0", f"id: {ID}\nversion: {version}")
    if version != "1.0.0":
        _mend(folder)
    if version == "2.0.0":
        _begin_anew(folder)
    return folder


def _mend(folder: Path) -> None:
    parts = folder / "capabilities"
    edit(parts / "U1.yaml", "Hoe weten jullie", "Waaraan merken jullie")
    edit(parts / "U1.yaml", "How do you know", "How can you tell")
    edit(parts / "U1.yaml", "Langs welke lat", "Langs welke meetlat")
    for file, item in (("U2", "U2.3"), ("O1", "O1.1"), ("O1", "O1.2")):
        edit(parts / f"{file}.yaml", "rev: 1", "rev: 2", after=f"id: {item}")
        edit(parts / f"{file}.yaml", 'nl: "', 'nl: "Voor elke dienst: ', after=f"id: {item}")
        edit(parts / f"{file}.yaml", 'en: "', 'en: "For every service: ', after=f"id: {item}")
    append(parts / "U3.yaml", NEW_ITEM)
    text = (parts / "U5.yaml").read_text(encoding="utf-8")
    (parts / "U5.yaml").write_text(text[: text.index("  - id: U5.3")], encoding="utf-8")
    edit(parts / "S4.yaml", "id: S4.1\n    rev: 1", "id: S4.4\n    rev: 1\n    equivalent_to: [S4.1@1]")
    edit(folder / "actions.yaml", "lifts: {S4.1: 3}", "lifts: {S4.4: 3}")
    edit(folder / "actions.yaml", "lifts: {S4.1: 4,", "lifts: {S4.4: 4,")
    for lifted in (", U5.3: 2", ", U5.3: 3", ", U5.3: 4"):
        edit(folder / "actions.yaml", lifted, "")


def _begin_anew(folder: Path) -> None:
    edit(folder / "capabilities" / "U4.yaml", "    gate: 3\n", "", after="id: U4.1")
    edit(folder / "capabilities" / "U4.yaml", "    rev: 1\n", "    rev: 1\n    gate: 3\n", after="id: U4.2")


def edit(path: Path, old: str, new: str, after: str = "") -> None:
    """Replace the first occurrence of a text in a file, behind another one; it must be there."""
    text = path.read_text(encoding="utf-8")
    start = text.index(old, text.index(after))
    path.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8", newline="\n")


def append(path: Path, text: str) -> None:
    """Add a text at the end of a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")


def with_items(questionnaire: Questionnaire, change: Callable[[Item], Item]) -> Questionnaire:
    """Return a questionnaire of which every item is what `change` makes of it."""
    domains = [
        replace(
            domain,
            capabilities=tuple(
                replace(part, items=tuple(change(item) for item in part.items)) for part in domain.capabilities
            ),
        )
        for domain in questionnaire.domains
    ]
    return replace(questionnaire, domains=tuple(domains))
