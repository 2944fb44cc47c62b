"""The report in the terminal: the same story at any width, plain where it is piped."""

from functools import cache

import golden
import msgspec
import pytest
from report_runs import DEPARTMENTS, solo, view, view_of

from questionnaires.model import LANGUAGES, Language
from questionnaires.responses import Answer
from reports.marks import ASCII
from reports.text.lines import plain_text, width
from reports.text.report import NARROWEST, as_file, report_lines

FAR_TEXTS = "日本語のとても長い名前 " * 6 + "x" * 300 + " 😀‍👩‍👧 \u202eomgekeerd \x1b[31mrood\x07"

WIDTHS = [("the example", 24), ("the example", 120), ("all at 1", 24), ("all at 1", 80), ("forty", 80), ("forty", 97)]


@cache
def told(name: str, columns: int = 80, language: Language = "nl") -> list[str]:
    return [plain_text(line) for line in report_lines(view(name, language), columns)]


def after(lines: list[str], start: str) -> list[str]:
    """Return the lines from the first that starts so."""
    return lines[next(n for n, line in enumerate(lines) if line.startswith(start)) :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_department_reads_as_it_was_read_aloud(language):
    golden.matches(f"report-80-{language}", as_file(view("the example", language)))


@pytest.mark.parametrize(("name", "columns"), [*((name, 40) for name in DEPARTMENTS), *WIDTHS])
def test_no_line_is_wider_than_the_terminal(name, columns):
    assert max(map(width, told(name, columns))) <= columns


def test_a_terminal_narrower_than_any_gets_lines_of_24():
    assert max(map(width, told("one respondent", 10))) <= NARROWEST


@pytest.mark.parametrize("columns", [24, 40, 80])
def test_wide_signs_and_endless_words_stay_within_the_width(columns):
    manager = solo().respondents[0]
    noted = msgspec.structs.replace(manager, answers={**manager.answers, "U1.1": Answer(level=2, note=FAR_TEXTS)})
    typed = solo(organisation=FAR_TEXTS, respondents=(noted,), remarks={"general": FAR_TEXTS, "U": FAR_TEXTS})
    lines = [plain_text(line) for line in report_lines(view_of(typed), columns)]
    assert max(map(width, lines)) <= columns
    assert not [line for line in lines if "\x1b" in line or "\x07" in line]


@pytest.mark.parametrize("name", ["the example", "one respondent", "all at 1"])
@pytest.mark.parametrize("columns", [40, 80])
def test_every_page_is_there_with_its_number_and_its_message(name, columns):
    lines = told(name, columns)
    for line in view(name).contents.lines:
        place = lines.index(next(each for each in lines if each.startswith(f"{line.number} · ")))
        below = " ".join(" ".join(lines[place : place + 8]).split())
        assert line.heading in below.replace(f"{line.number} · {line.title} ", "", 1)


def test_plain_signs_are_all_there_is_where_a_terminal_shows_no_others():
    lines = [plain_text(line) for line in report_lines(view("the example"), 80, marks=ASCII)]
    assert not [line for line in lines if set(line) & set("█▓░│♦●▌─")]


def test_nothing_is_drawn_but_marks_of_the_staff_and_rules():
    assert not set("\n".join(told("the example"))) & set("┌┐└┘├┤┬┴┼║═╔╗╚╝")


def test_a_capability_has_its_dot_and_its_bar_where_there_is_room():
    wide = next(line for line in after(told("the example"), "Elk onderdeel") if line.startswith("O3 "))
    assert wide.index("●") < wide.index("▌")
    narrow = after(told("the example", 40), "Elk onderdeel")[:40]
    assert not [line for line in narrow if "●" in line]


def test_where_columns_do_not_fit_every_figure_has_its_name():
    lines = after(told("the example", 40), "Elk onderdeel")
    place = next(n for n, line in enumerate(lines) if line.startswith("S1 Zicht*"))
    assert " ".join(" ".join(lines[place : place + 3]).split()).startswith(
        "S1 Zicht* Score 1,2 · Lat 3 · Niveau 1 · Prioriteit 100 · Zeker hoog"
    )


def test_an_action_has_its_weeks_and_a_bar_over_its_months():
    row = next(line for line in told("the example") if line.startswith("U2-B ") and "8–15" in line)
    assert row.endswith(" ██│█  ♦   │   │")


def test_twelve_quarters_fit_in_80_columns():
    row = next(line for line in told("all at 1") if line.startswith("U3-A ") and "–" in line)
    assert len(row) <= 80
    assert set(row.rsplit("  ", 1)[1]) <= set("█▓░·♦")


def test_answers_are_a_line_each():
    lines = after(told("the example"), "13 · Alle antwoorden")
    assert "U1.1  b We horen het via klachten en in toevallige gesprekken." in lines


def test_a_question_is_not_followed_by_a_colon():
    assert not [line for line in told("the example") if "?:" in line and not line.startswith("a tot")]


def test_plain_draws_nothing_and_says_every_figure_with_its_name():
    lines = [plain_text(line) for line in report_lines(view("the example"), 80, plain=True)]
    assert not set("".join(lines)) & set("█▓░│♦●▌─◆■")
    assert "  Score 1,2 · Lat 3 · Niveau 1 · Prioriteit 100 · Zeker hoog" in lines
    assert any(line.startswith("U2-B Vaste meting") for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_totals_are_strong(language):
    strong = {span.text for line in report_lines(view("the example", language), 80) for span in line if span.weight}
    for title in (view("the example", language).answer.profile.title, view("the example", language).contents.title):
        assert title in strong


def test_no_two_blank_lines_follow_each_other():
    lines = told("the example")
    assert not [n for n, line in enumerate(lines[1:]) if not line and not lines[n]]
    assert lines[0]
    assert lines[-1]
