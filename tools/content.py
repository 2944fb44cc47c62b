"""Publish the content of questionnaires/it_ambition: its text by version, and the JSON Schemas for editors.

Usage: python tools/content.py [--check]      (--check writes nothing and fails where something is stale)
"""

from __future__ import annotations

import sys
from pathlib import Path

from questionnaires import catalogue, loading, schema
from questionnaires.difference.places import hold_against
from questionnaires.difference.steps import numbers
from questionnaires.language import words
from questionnaires.problems import ProblemsFound

PACKAGE = Path(loading.__file__).parent
SOURCE = PACKAGE / "it_ambition"


def generated() -> dict[Path, str]:
    """Return every generated file with the text that it should have; raise ProblemsFound for a step too small."""
    questionnaire, root = loading.read_with_places(SOURCE)
    older = [
        one
        for one in catalogue.available()
        if one.id == questionnaire.id and numbers(one.version) < numbers(questionnaire.version)
    ]
    if older:
        hold_against(older, questionnaire, root)
    published = catalogue.PUBLISHED / f"{questionnaire.id}@{questionnaire.version}.json"
    schemas = {PACKAGE / "schemas" / f"{name}.json": text for name, text in schema.files().items()}
    return {published: catalogue.text(questionnaire), **schemas}


def main(check: bool) -> int:
    """Write what is stale, or only tell; return 1 if the content has problems or (checking) something is stale."""
    try:
        files = generated()
    except ProblemsFound as found:
        for problem in found.problems:
            print(problem.describe(words("en")), file=sys.stderr)
        return 1
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(PACKAGE.parent)}: {'stale: run make content' if check else 'written'}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(files[path], encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
