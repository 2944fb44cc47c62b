"""Put the interview on a real terminal: one full-screen application for the whole walk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition, Filter
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.styles import Style

from assess.interview.events import (
    Back,
    Cancel,
    Enter,
    Event,
    Move,
    NextOpen,
    Note,
    Overview,
    Point,
    Skip,
    Submit,
    Weigh,
    Why,
)
from assess.screens.compose import compose
from assess.screens.parts import LETTERS
from reports.text.ink import COLOURS
from reports.text.lines import Line, Span

if TYPE_CHECKING:
    from assess.interview.places import Place
    from assess.interview.walk import Mode, Walk
    from assess.screens.layout import Screen
    from assess.sitting import Sitting
    from questionnaires.language import Words
    from reports.marks import Marks
    from reports.text.ink import Ink

MOST_FIELDS = 2  # of any screen
HIGHEST_FIELD = 3  # rows; a longer text scrolls inside
SECONDS_FOR_ESCAPE = 0.05  # to tell the key from the beginning of an arrow key
CURSOR_HERE = ("[SetCursorPosition]", "")


def style_of(ink: Ink) -> Style:
    """Return the two colours and the weight, or the weight alone where the terminal has no readable hues."""
    in_colour = ink == COLOURS
    return Style.from_dict(
        {
            "strong": "bold",
            "reality": "bold #0087af" if in_colour else "bold",
            "ambition": "#af5f00" if in_colour else "",
        }
    )


def interview(sitting: Sitting, words: Words, marks: Marks, ink: Ink, spell: Callable[[str], str] = str) -> None:
    """Run the interview to its end; raises KeyboardInterrupt or EOFError, with the screen restored, where it stops.

    `spell` writes a text in the signs that the terminal knows.
    """
    _Stage(sitting, words, marks, ink, spell).application.run()


class _Stage:
    """The application around one sitting: keys become events, the state that follows becomes lines."""

    def __init__(self, sitting: Sitting, words: Words, marks: Marks, ink: Ink, spell: Callable[[str], str]) -> None:
        self._sitting = sitting
        self._words = words
        self._marks = marks
        self._spell = spell
        self._drawn: tuple[Walk, tuple[int, int], Screen] | None = None
        self._filled_for: tuple[Place, Mode] | None = None
        self._buffers = [Buffer(multiline=False) for _ in range(MOST_FIELDS)]
        self._top = self._window(lambda: self._screen().top)
        self.application: Application[None] = Application(
            layout=Layout(self._rows(), focused_element=self._top),
            key_bindings=self._keys(),
            style=style_of(ink),
            include_default_pygments_style=False,
            full_screen=True,
        )
        self.application.ttimeoutlen = SECONDS_FOR_ESCAPE
        self._fill()

    # What is drawn

    def _screen(self) -> Screen:
        walk, size = self._sitting.walk, self.application.output.get_size()
        key = (size.columns, size.rows)
        if self._drawn is None or self._drawn[0] is not walk or self._drawn[1] != key:
            self._drawn = (walk, key, compose(walk, size.columns, size.rows, self._marks, self._words))
        return self._drawn[2]

    def _rows(self) -> HSplit:
        fields = [
            ConditionalContainer(
                Window(
                    BufferControl(buffer),
                    get_line_prefix=partial(self._label, index),
                    wrap_lines=True,
                    height=Dimension(min=1, max=HIGHEST_FIELD),
                    dont_extend_height=True,
                ),
                filter=Condition(partial(self._has_field, index)),
            )
            for index, buffer in enumerate(self._buffers)
        ]
        return HSplit([self._top, *fields, self._window(lambda: self._screen().bottom), Window()])

    def _has_field(self, index: int) -> bool:
        return index < len(self._screen().fields)

    def _window(self, lines: Callable[[], Sequence[Line]]) -> Window:
        control = FormattedTextControl(lambda: self._fragments(lines()), focusable=True)
        return Window(
            control,
            height=lambda: Dimension.exact(len(lines())),
            wrap_lines=False,
            always_hide_cursor=Condition(lambda: not any(map(self._is_pointer, _spans(lines())))),
        )

    def _fragments(self, lines: Sequence[Line]) -> StyleAndTextTuples:
        fragments: StyleAndTextTuples = []
        for number, line in enumerate(lines):
            fragments += [("", "\n")] if number else []
            for span in line:
                fragments += [CURSOR_HERE] if self._is_pointer(span) else []
                fragments.append((f"class:{span.weight}" if span.weight else "", self._spell(span.text)))
        return fragments

    def _is_pointer(self, span: Span) -> bool:
        return span == Span(self._marks.pointer, "reality")

    def _label(self, index: int, _line: int, wrapped: int) -> StyleAndTextTuples:
        fields = self._screen().fields
        label = f" {fields[index].label} " if index < len(fields) else ""
        return [("class:strong", " " * len(label) if wrapped else self._spell(label))]

    # What happens

    def _happen(self, event: Event) -> None:
        self._sitting.happen(event)
        if self._sitting.walk.is_over:
            self.application.exit()
            return
        self._fill()

    def _fill(self) -> None:
        """Put the texts of new fields in them, and the cursor where the keys go."""
        walk = self._sitting.walk
        filled_for = (walk.here, walk.mode)
        if self._filled_for == filled_for:
            return
        self._filled_for = filled_for
        fields = self._screen().fields
        for buffer, field in zip(self._buffers, fields, strict=False):
            buffer.text = field.text
            buffer.cursor_position = len(field.text)
        self.application.layout.focus(self._buffers[0] if fields else self._top)

    def _keys(self) -> KeyBindings:
        typing = Condition(lambda: bool(self._screen().fields))
        weighing = Condition(lambda: self._sitting.walk.here.kind == "importance")
        looking = Condition(lambda: self._sitting.walk.here.kind == "overview")
        meanings: list[tuple[str, Filter, Callable[[], Event]]] = [
            *[(sign, ~typing, partial(self._pointed, sign)) for sign in sorted(set(LETTERS.values()))],
            ("up", ~typing, partial(Move, -1)),
            ("down", ~typing, partial(Move, 1)),
            ("left", ~typing & ~looking, Back),
            ("right", ~typing & ~looking, Skip),
            ("left", looking, partial(Move, 0, -1)),
            ("right", looking, partial(Move, 0, 1)),
            ("enter", ~typing, Enter),
            ("escape", ~typing, Cancel),
            ("n", ~typing, Note),
            ("w", ~typing, Why),
            ("o", ~typing, Overview),
            ("tab", looking, NextOpen),
            ("+ =", weighing, partial(Weigh, "most")),
            ("- _", weighing, partial(Weigh, "least")),
            ("space", weighing, partial(Weigh, None)),
            ("enter", typing, lambda: Submit(self._typed())),
            ("escape", typing, Cancel),
        ]
        keys = KeyBindings()
        for names, when, event in meanings:
            for name in names.split():
                for key in {name, name.upper()} if len(name) == 1 else {name}:
                    keys.add(key, filter=when, eager=True)(partial(self._pressed, event))
        for key in ("tab", "s-tab", "down", "up"):
            keys.add(key, filter=typing, eager=True)(self._to_other_field)
        keys.add("c-c", eager=True)(_stop)
        keys.add("<sigint>")(_stop)
        keys.add("c-d", filter=~typing, eager=True)(_end)
        return keys

    def _pressed(self, event: Callable[[], Event], _: KeyPressEvent) -> None:
        self._happen(event())

    def _to_other_field(self, press: KeyPressEvent) -> None:
        here = self._buffers.index(press.current_buffer)
        press.app.layout.focus(self._buffers[(here + 1) % len(self._screen().fields)])

    def _pointed(self, letter: str) -> Event:
        options = self._sitting.walk.options
        return Point(next((option for option in options if LETTERS.get(option) == letter), letter))

    def _typed(self) -> tuple[str, ...]:
        return tuple(buffer.text for buffer in self._buffers[: len(self._screen().fields)])


def _stop(press: KeyPressEvent) -> None:
    press.app.exit(exception=KeyboardInterrupt())


def _end(press: KeyPressEvent) -> None:
    press.app.exit(exception=EOFError())


def _spans(lines: Sequence[Line]) -> list[Span]:
    return [span for line in lines for span in line]
