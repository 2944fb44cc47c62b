"""Ask the questions before the interview with questionary, on the normal screen, so that they stay in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import questionary
from prompt_toolkit.styles import Style

from assess.screens.layout import WIDEST_TEXT
from assess.screens.lines import paragraph
from reports.text.ink import COLOURS, painted

if TYPE_CHECKING:
    from assess.asking import Check
    from assess.terminal import Screen
    from questionnaires.language import Words
    from reports.marks import Marks
    from reports.text.lines import Lines

T = TypeVar("T")


class TerminalAsker:
    """Questions on a terminal; answers are plain text, for questionary's own amber cannot be read on white."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        pointer = "bold fg:#0087af" if screen.ink == COLOURS else "bold"
        self._style = Style(
            [
                ("question", "bold"),
                ("answer", "fg:default nobold"),
                ("pointer", pointer),
                ("highlighted", "bold"),
                ("selected", "fg:default noreverse"),
                ("instruction", "fg:default"),
            ]
        )

    @property
    def marks(self) -> Marks:
        return self._screen.marks

    @property
    def columns(self) -> int:
        return self._screen.columns

    def say(self, text: str, *, strong: bool = False) -> None:
        width = min(self.columns - 2, WIDEST_TEXT)
        self.draw(tuple(paragraph(text, width, "strong" if strong else "")))

    def draw(self, lines: Lines) -> None:
        for line in lines:
            print(painted(line, self._screen.ink))

    def text(self, question: str, check: Check, words: Words) -> str:  # noqa: ARG002 (questionary has no words of its own)
        def validate(typed: str) -> bool | str:
            return check(typed) or True

        typed: str = questionary.text(f"{question} ", qmark="", validate=validate, style=self._style).unsafe_ask()
        return typed

    def choose(self, question: str, options: Sequence[tuple[T, str]], words: Words) -> T:  # noqa: ARG002 (as above)
        choices = [questionary.Choice(label, value=number) for number, (_, label) in enumerate(options)]
        asked: Any = questionary.select(
            f"{question} ", choices=choices, qmark="", pointer=self.marks.pointer, instruction=" ", style=self._style
        )
        chosen: int = asked.unsafe_ask()
        return options[chosen][0]
