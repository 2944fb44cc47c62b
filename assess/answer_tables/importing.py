"""Turn tables of answers into runs, by a mapping that a person confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assess.answer_tables import guessing, reading
from assess.errors import Mistake
from assess.workflow import Run, questionnaire_of
from questionnaires import catalogue
from questionnaires.language import Words, phrase


def reader(mapping: Path) -> Callable[[Path], Run]:
    """Return what reads a table with this mapping."""

    def read(path: Path) -> Run:
        responses = reading.read(path, mapping)
        return Run(str(path), responses, questionnaire_of(responses))

    return read


def draft(files: Sequence[str], words: Words) -> str:
    """Return the draft of a mapping for one table; raises Mistake where more are named."""
    if len(files) != 1:
        raise Mistake(
            phrase("a mapping is drafted of one file, and these are {n}.", n=len(files)),
            phrase("Files with the same headings can share the mapping of one of them."),
        )
    return guessing.draft(Path(files[0]), catalogue.load(), words)


def without_mapping(path: Path) -> Mistake:
    """Return what is told of a table of which nobody said which heading is which question."""
    return Mistake(
        phrase("{path} is a table, and only a mapping tells which heading is which question.", path=path),
        phrase("Draft it with `assess runs import FILE --guess`, look through it, and import with --mapping."),
    )
