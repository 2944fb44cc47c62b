"""Columns of one language: each with the unit, the range and the width of its kind."""

from __future__ import annotations

from questionnaires.language import Words
from reports import sentences
from reports.view.workbook.model import Column, Kind

WIDTHS: dict[Kind, float] = {
    "id": 9, "name": 20, "text": 40, "level": 9, "score": 11, "factor": 12, "share": 10, "count": 9, "days": 10,
    "date": 13, "yes": 11, "fill": 18, "choice": 13,
}  # fmt: skip


class Columns:
    """Makes the columns of a table, in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def id(self, meaning: str) -> Column:
        return self("id", self.words("Id"), "id", meaning)

    def __call__(
        self,
        key: str,
        title: str,
        kind: Kind,
        meaning: str,
        section: str = "",
        *,
        values: str = "",
        width: float = 0.0,
        choices: tuple[str, ...] = (),
        is_summed: bool = False,
    ) -> Column:
        unit, usual = self._of(kind)
        return Column(
            key=key,
            title=title,
            kind=kind,
            meaning=sentences.as_sentence(meaning) + ".",
            unit=unit,
            values=values or ", ".join(choices) or usual,
            section=section,
            width=width or WIDTHS[kind],
            choices=choices,
            is_summed=is_summed,
        )

    def _of(self, kind: Kind) -> tuple[str, str]:
        """Return the unit of a kind and the range that it usually has."""
        words = self.words
        text, anything = words("text"), words("free")
        return {
            "id": (words("id"), ""),
            "name": (text, ""),
            "text": (text, ""),
            "level": (words("level"), "1–5"),
            "score": (words("level"), "1–5"),
            "factor": (words("number"), ""),
            "share": (words("share"), "0–100%"),
            "count": (words("number"), words("0 and up")),
            "days": (words("person-days"), words("0 and up")),
            "date": (words("date"), ""),
            "yes": (words("yes or empty"), words("yes or empty")),
            "fill": (anything, ""),
            "choice": (words("choice"), ""),
        }[kind]


def yes_or_empty(holds: bool, words: Words) -> str:
    """Return yes, or nothing: a column of yes and no is easier to filter than to read."""
    return words("yes") if holds else ""
