"""Decide where a domain's findings stand on its page: beside the quotes where there is room, so that it stays one."""

from __future__ import annotations

from typing import Literal

FindingsPlace = Literal["under_quote", "under_lifts", "above_questions"]

LETTERS_UNDER_QUOTE = 130  # for each line that the lifts stand lower than a single quote
LETTERS_OF_A_LINE = 50  # in the column of the lifts
LINES_OF_A_QUOTE, LINES_WITHOUT, LINES_OF_ANOTHER = 8, 3, 3
LINES_OF_A_LIFT = 2
FEW_LETTERS = 160
LETTERS_BESIDE = 500  # of findings, and of remarks, that stand beside each other


def place_of_findings(findings: str, *, quotes: int, lifts: int, has_remarks: bool) -> FindingsPlace:
    """Return where findings stand: under a single quote, under what lifts the domain, or above the questions.

    `quotes` and `lifts` are how many of them are shown.
    """
    length = len(findings)
    if quotes <= 1 and lifts > 1 and length < LETTERS_UNDER_QUOTE * (lifts - 1):
        return "under_quote"
    others = max(0, quotes - 1)
    left = (LINES_OF_A_QUOTE if quotes else LINES_WITHOUT) + LINES_OF_ANOTHER * others
    right = LINES_OF_A_LIFT * lifts + 1
    if right + length / LETTERS_OF_A_LINE + 2 < left or (length < FEW_LETTERS and others and not has_remarks):
        return "under_lifts"
    return "above_questions"


def fits_beside(findings: str, remarks: str) -> bool:
    """Say whether findings and the organiser's remarks may each stand in half the width."""
    return bool(findings and remarks) and max(len(findings), len(remarks)) < LETTERS_BESIDE
