"""Terminals: colours only where they can be read, the width of the window, and help in bold."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from commands import EXAMPLE, calling, environment

from assess import terminal
from assess.cli.streams import plainer
from assess.terminal import columns_of, ink, screen
from reports.marks import ASCII, SIGNS
from reports.text.ink import BOLD, COLOURS, NO_INK

pexpect = pytest.importorskip("pexpect")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
REALITY, AMBITION, STRONG = "\x1b[1;38;5;31m", "\x1b[38;5;130m", "\x1b[1m"


def on_a_terminal(folder: Path, *arguments: object, columns: int = 80, **more: str) -> str:
    """Return all that a call writes to a terminal of so many columns."""
    program, *rest = calling(*arguments)
    settings = {name: value for name, value in environment(folder).items() if name not in ("COLUMNS", "COLORTERM")}
    child = pexpect.spawn(
        program, rest, cwd=str(folder), env=settings | more, dimensions=(24, columns), timeout=60, encoding="utf-8"
    )
    written: str = child.read()
    child.close()
    assert child.exitstatus in (0, 2)
    return written.replace("\r\n", "\n")


@POSIX
def test_dot_and_bar_have_their_colours_on_a_terminal_with_256(tmp_path: Path) -> None:
    said = on_a_terminal(tmp_path, "score", EXAMPLE, TERM="xterm-256color")
    assert REALITY in said
    assert AMBITION in said
    assert said.index(STRONG) < said.index(REALITY)


@POSIX
@pytest.mark.parametrize("more", [{"TERM": "xterm"}, {"TERM": "xterm-256color", "NO_COLOR": "1"}], ids=str)
def test_with_sixteen_colours_or_none_bold_is_all(more: dict[str, str], tmp_path: Path) -> None:
    said = on_a_terminal(tmp_path, "score", EXAMPLE, **more)
    assert STRONG in said
    assert "38;5" not in said


@POSIX
def test_a_dumb_terminal_gets_no_codes_at_all(tmp_path: Path) -> None:
    assert "\x1b" not in on_a_terminal(tmp_path, "score", EXAMPLE, TERM="dumb")


@POSIX
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lines_fit_the_window(columns: int, tmp_path: Path) -> None:
    said = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(tmp_path, "score", EXAMPLE, columns=columns))
    assert max(map(len, said.splitlines())) <= columns
    assert ("●" in said) == (columns >= 80)


@POSIX
def test_an_error_is_wrapped_and_its_way_out_indented(tmp_path: Path) -> None:
    said = on_a_terminal(tmp_path, "score", "last", "--store", tmp_path / "none.db", columns=70)
    first, *others = re.sub(r"\x1b\[[0-9;]*m", "", said).splitlines()
    assert first.startswith("Error: ")
    assert others
    assert all(line.startswith("    ") for line in others)
    assert "assess run" in others[-1]


@POSIX
def test_headings_of_help_are_bold_but_never_under_no_color(tmp_path: Path) -> None:
    assert f"{STRONG}Measure\x1b[0m" in on_a_terminal(tmp_path, "--help", TERM="xterm")
    assert "\x1b" not in on_a_terminal(tmp_path, "--help", TERM="xterm", NO_COLOR="1")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"TERM": "xterm-256color"}, COLOURS),
        ({"TERM": "xterm-kitty"}, COLOURS),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, COLOURS),
        ({"TERM": "xterm"}, BOLD),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, BOLD),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, COLOURS),  # empty is not set, says no-color.org
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, NO_INK),
    ],
    ids=str,
)
def test_weights_follow_what_the_terminal_says_of_itself(settings: dict[str, str], expected: object) -> None:
    assert ink(settings) == expected


class Stream(io.TextIOWrapper):
    """A file in some encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)


@pytest.mark.parametrize(
    ("encoding", "term", "marks"),
    [("utf-8", "xterm", SIGNS), ("utf-8", "linux", ASCII), ("latin-1", "xterm", ASCII), ("cp1252", "xterm", ASCII)],
)
def test_signs_are_swapped_as_a_whole(encoding: str, term: str, marks: object) -> None:
    shown = screen(Stream(encoding), {"TERM": term})
    assert shown.marks == marks
    assert shown.ink == NO_INK
    assert not shown.is_terminal


@pytest.mark.parametrize(
    ("settings", "columns"), [({}, 80), ({"COLUMNS": "100"}, 100), ({"COLUMNS": "wide"}, 80), ({"COLUMNS": "0"}, 80)]
)
def test_a_pipe_is_80_columns_unless_columns_says_otherwise(settings: dict[str, str], columns: int) -> None:
    assert columns_of(Stream("utf-8"), settings) == columns
    assert terminal.PAPER.columns == 80


@pytest.mark.parametrize(
    ("text", "plain"),
    [("‘één’ – 2,4 ● niveau", "'een' - 2,4 ? niveau"), ("Łódź", "?odz"), ("a\u00a0b", "a b"), ("\udcff", "?")],
)
def test_signs_that_an_encoding_lacks_get_their_plainer_form(text: str, plain: str) -> None:
    def replaced(part: str) -> str:
        return plainer(UnicodeEncodeError("ascii", part, 0, len(part), "not in range"))[0]

    assert "".join(sign if sign.isascii() else replaced(sign) for sign in text) == plain
