"""Compile the Dutch message catalogue from the .po files of each area, and find messages without a translation.

Usage: python tools/messages.py [--check]      (--check writes nothing and fails where something is missing or stale)
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PACKAGES = ("questionnaires", "scoring", "reports", "assess")
LOCALE = ROOT / "questionnaires" / "locale" / "nl"
COMPILED = LOCALE / "LC_MESSAGES" / "meetlat.mo"
SPEAKERS = {"words", "phrase", "self", "message"}  # message("…") marks a text of the command line, spoken later

UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # what is compiled depends on the texts alone, not on the day

Message = str | tuple[str, str]


def spoken_in(tree: ast.AST) -> Iterator[Message]:
    """Yield every message id that a module speaks; a pair where it has a plural."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        match node.func:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in SPEAKERS and texts:
                yield texts[0]
            case ast.Attribute(attr="plural") if len(texts) >= 2:
                yield texts[0], texts[1]


def spoken() -> dict[Message, str]:
    """Return every message id in the code, with the module that speaks it."""
    found: dict[Message, str] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for message in spoken_in(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(message, str(path.relative_to(ROOT)))
    return found


def translated(problems: list[str]) -> Catalog:
    """Return all areas' translations as one catalogue; a message with two translations is a problem."""
    whole = Catalog(locale="nl", charset="utf-8", fuzzy=False, creation_date=UNDATED, revision_date=UNDATED)
    for path in sorted(LOCALE.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if not message.id:
                    continue
                known = whole.get(message.id)
                if known and known.string != message.string:
                    problems.append(f"{path.name}: two translations of {message.id!r}")
                if not message.string or (isinstance(message.string, tuple) and not all(message.string)):
                    problems.append(f"{path.name}: no translation of {message.id!r}")
                whole.add(message.id, message.string)
    return whole


def main(check: bool) -> int:
    """Compile the catalogue, or only check it; return 1 if anything is missing or stale."""
    problems: list[str] = []
    catalogue, messages = translated(problems), spoken()
    have = {message.id for message in catalogue if message.id}
    problems += [
        f"{place}: no translation of {message!r}" for message, place in messages.items() if message not in have
    ]
    problems += [f"nobody says {message!r}" for message in have - set(messages)]
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    if not check:
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        COMPILED.write_bytes(compiled.getvalue())
    elif not COMPILED.exists() or COMPILED.read_bytes() != compiled.getvalue():
        problems.append("meetlat.mo is older than the .po files: run make messages")
    print("\n".join(problems) or f"{len(have)} messages, all translated", file=sys.stderr if problems else sys.stdout)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
