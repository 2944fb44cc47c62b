"""What can be wrong with a file that somebody wrote: a problem is data, with its place and its remedy."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from questionnaires.language import Phrase, Words


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong in a file. `line` and `column` count from 1; None where the whole file is meant.

    In a workbook `cell` is the place instead, with its sheet: Actions!F7.
    """

    file: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None
    code: str
    message: Phrase
    remedy: Phrase

    def place(self) -> str:
        """Return "file:line:column", as editors open it; of a workbook the file and the cell."""
        if self.cell is not None:
            return f"{self.file}, {self.cell}"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def describe(self, words: Words) -> str:
        """Return the problem in two lines: place and thing, then the way out with the code."""
        return f"{self.place()}: {words.say(self.message)}\n    {words.say(self.remedy)} [{self.code}]"


class ProblemsFound(Exception):
    """Raised where a value cannot be made from a file; holds every problem of that file, in order of place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems, the first: {problems[0].place()} [{problems[0].code}]")
        self.problems = tuple(problems)
