"""Why a report cannot take a form, told with the way out."""

from __future__ import annotations

from questionnaires.language import Phrase


class NotMade(Exception):
    """Raised where a report cannot take the form that was asked.

    `is_of_this_computer` says that something is missing here, and that what was asked is right.
    """

    is_of_this_computer = False

    def __init__(self, problem: Phrase, remedy: Phrase) -> None:
        super().__init__(problem.message)
        self.problem, self.remedy = problem, remedy
