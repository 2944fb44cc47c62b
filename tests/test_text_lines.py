"""Lines: whole words at any width, commands unbroken, weights where they belong."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from reports.text.ink import BOLD, COLOURS, NO_INK, painted
from reports.text.lines import Span, line, ljust, paragraphs, plain_text, rjust, width, wrap, wrapped

WORDS = st.lists(st.text("aé", min_size=1, max_size=9), min_size=12, max_size=40).map(" ".join)


@given(WORDS, st.integers(20, 80))
def test_no_word_is_broken_and_none_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert " ".join(lines).split() == text.split()
    assert max(map(len, lines)) <= columns


@given(WORDS, st.integers(20, 80))
def test_narrowing_for_a_fuller_last_line_costs_no_line(text: str, columns: int) -> None:
    assert len(wrap(text, columns)) == len(textwrap.wrap(text, columns, break_long_words=False) or [""])


def test_a_line_may_be_filled_to_its_last_cell_and_no_further() -> None:
    assert wrap("aaaa bbbb cccc dddd eeee ffff", 14) == ["aaaa bbbb cccc", "dddd eeee ffff"]
    assert wrap("aaaa bbbb cccc dddd eeee ffff", 13) == ["aaaa bbbb", "cccc dddd", "eeee ffff"]


def test_a_short_last_line_is_filled() -> None:
    assert wrap("een twee drie vier vijf zes", 24) == ["een twee drie", "vier vijf zes"]


def test_the_first_line_and_the_rest_have_their_own_indent() -> None:
    assert wrap("een twee drie vier vijf zes zeven", 18, "- ", "  ") == [
        "- een twee drie",
        "  vier vijf zes",
        "  zeven",
    ]


def test_a_command_between_backticks_is_never_broken() -> None:
    assert wrap("Begin er een met `assess run --lang nl`.", 24) == ["Begin er een met", "assess run --lang nl."]


def test_a_word_longer_than_the_line_stands_alone() -> None:
    assert wrap("zie https://example.org/een/lang/adres nu", 12) == ["zie", "https://example.org/een/lang/adres", "nu"]


def test_the_strong_part_goes_on_over_the_break() -> None:
    first, second = wrapped("dit alles is sterk; dit niet", 17, "- ", "  ", strong_cells=len("dit alles is sterk;"))
    assert first == (Span("- "), Span("dit alles is", "strong"))
    assert second == (Span("  "), Span("sterk;", "strong"), Span(" dit niet"))


def test_width_counts_cells_and_not_signs() -> None:
    assert [width(text) for text in ("abc", "één", "e\u0301", "●▌", "漢字")] == [3, 3, 1, 2, 4]
    assert ljust("漢", 4) == "漢  "
    assert rjust("漢", 4) == "  漢"


def test_empty_blocks_leave_no_blank_lines() -> None:
    one, two = (line("a"),), (line("b"),)
    assert [plain_text(each) for each in paragraphs([one, (), two])] == ["a", "", "b"]


def test_weights_are_codes_on_a_terminal_and_nothing_in_a_file() -> None:
    marked = line(Span("kop", "strong"), " ", Span("●", "reality"), Span("▌", "ambition"))
    assert painted(marked, NO_INK) == "kop ●▌"
    assert painted(marked, BOLD) == "\x1b[1mkop\x1b[0m \x1b[1m●\x1b[0m▌"
    assert painted(marked, COLOURS) == "\x1b[1mkop\x1b[0m \x1b[1;38;5;31m●\x1b[0m\x1b[38;5;130m▌\x1b[0m"
