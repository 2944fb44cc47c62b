"""For whom a report is made, and how it looks: choices that change no figure."""

from __future__ import annotations

from typing import Literal

import msgspec

from reports.brand import OWN, Brand

Readers = Literal["board", "team", "full"]

EVERY_PAGE = (
    "answer", "roadmap", "since", "outlook", "feasibility", "followed_up", "remarks", "reading", "capabilities",
    "priority", "domains", "differences", "cards", "left_out", "answers", "method",
)  # fmt: skip
PAGES: dict[Readers, frozenset[str]] = {
    "board": frozenset(
        {"answer", "roadmap", "since", "feasibility", "remarks", "method"}
    ),  # what it decides on, and why
    "team": frozenset(EVERY_PAGE) - {"answers"},  # what those who act need: no answers of people
    "full": frozenset(EVERY_PAGE),  # with what an auditor asks for
}


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a report: its readers, in whose look, and whether it leaves out the organisation."""

    readers: Readers = "full"
    anonymous: bool = False
    brand: Brand = OWN

    def shows(self, page: str) -> bool:
        """Say whether a page (by its name in ReportView) is for these readers; the front page always is."""
        return page in PAGES[self.readers]

    @property
    def is_brief(self) -> bool:
        """Say whether the method is told in a few words: formulas and sources are for who checks a figure."""
        return self.readers != "full"


EVERYTHING = Edition()
