"""What a person can do about it: a mistake is told in a line, never as a traceback."""

from __future__ import annotations

from questionnaires.language import Phrase

COULD_NOT, WRONG_INPUT = 1, 2  # exit codes


class Mistake(Exception):
    """Raised where a command cannot go on for a reason that a person can act on.

    `exit_code` is 2 where the input is wrong and 1 where the tool could not do it (disk, network, a store in use).
    A command to type stands between backticks in `message` and `remedy`: it is shown without them, never broken.
    """

    def __init__(self, message: Phrase, remedy: Phrase | None = None, exit_code: int = WRONG_INPUT) -> None:
        super().__init__(message.message)
        self.message, self.remedy, self.exit_code = message, remedy, exit_code
