"""What a report tells of the last time: heading, table, plan and series, in every form and both languages."""

from __future__ import annotations

import json
from functools import cache

import msgspec
import pytest
from layout import faults, lay_out
from report_runs import hardly_answered, view_of
from since_runs import FIRST, NOW, QUESTIONNAIRE, REVISED, THEN, alone, done, first, moved, others, plan_of, report
from test_reports_workbook import opened

from questionnaires.responses import Responses
from reports import docx, forms, html, machine, markdown, xlsx
from reports.edition import Edition
from reports.outline import outline
from reports.outline.blocks import Heading
from reports.view.workbook import workbook_of


def now(**by: int) -> Responses:
    return moved(first(), NOW, **by)


def page_of(*runs: Responses, **other):
    return report(runs[-1], runs[:-1], **other).since


def row_of(page, scope):
    return next(row for group in page.groups for row in (group.row, *group.rows) if row.id == scope)


class TestTheFinding:
    def test_is_not_there_without_a_last_time(self):
        view = view_of(first())
        assert view.since is None
        assert "since" not in json.loads(machine.render(view))
        assert 'id="since"' not in html.render(view)

    def test_counts_what_really_changed_and_what_did_not(self):
        page = page_of(first(), now(U3=1, S1=1, O3=-1))
        assert page.head.heading == (
            "Since 23 May 2026: two capabilities really rose, one capability really fell and ten show no change."
        )
        assert "Really higher: U3" in page.head.lead
        assert "Really lower: O3" in page.head.lead

    def test_says_it_once_where_nothing_changed(self):
        assert page_of(first(), now()).head.heading == "Since 23 May 2026: no capability really changed."

    def test_is_a_sentence_in_dutch(self):
        page = page_of(first(), now(U3=1), language="nl")
        assert page.head.heading == (
            "Sinds 23 mei 2026: één onderdeel is echt hoger en bij twaalf is geen verandering te zien."
        )

    def test_says_that_one_other_person_cannot_be_compared(self):
        then, later = alone(U3=1)
        page = page_of(then, others(later))
        assert page.head.heading == "Since 23 May 2026 there is no capability that can be compared."
        assert "not the same person" in row_of(page, "").reason
        assert row_of(page, "U3").reason == ""

    def test_names_other_people_and_tells_to_keep_them(self):
        page = page_of(first(), others(now()))
        assert any("None of the respondents" in text for text in page.others)
        assert any("same people" in text for text in page.uses)

    def test_says_what_chance_does(self):
        assert "chance alone" in page_of(first(), now(U3=1)).chance


class TestTheTable:
    def test_holds_both_scores_the_threshold_and_the_verdict(self):
        row = row_of(page_of(first(), now(U3=1)), "U3")
        assert (row.verdict, row.is_real, row.reason) == ("Real rise", True, "")
        assert row.difference.startswith("+")
        assert float(row.threshold) < float(row.difference)

    def test_says_why_there_is_no_verdict_after_a_change_of_the_questions(self):
        page = page_of(first(), now(), questionnaire=REVISED)
        row = row_of(page, "S1")
        assert row.verdict == "No verdict"
        assert row.reason

    def test_has_a_line_for_every_capability_and_none_between_what_cannot_be_compared(self):
        page = page_of(first(), now(U3=1), questionnaire=REVISED)
        lines = [line for panel in page.panels for line in panel.chart.lines]
        assert len(lines) == 13
        assert [line.after.split()[1] for line in lines if not line.is_compared] == ["S1"]
        assert [line.after.split()[1] for line in lines if line.is_real] == ["U3"]


class TestTheSeries:
    def test_is_not_there_for_two_runs(self):
        assert page_of(first(), now()).series is None

    def test_has_a_figure_for_every_run_and_marks_where_another_series_begins(self):
        before = moved(first(), FIRST)
        page = report(now(), [before, first()], questionnaire=REVISED).since
        rows = {row.id: row for group in page.series.groups for row in group}
        assert len(rows) == 17
        assert all(len(row.figures) == 3 for row in rows.values())
        assert rows["S1"].figures[2].text.startswith("¦")
        assert [point.series for point in rows["S1"].chart.points] == [1, 1, 2]
        assert "another series" in page.series.note


class TestThePicturesInTheWorkbook:
    """Charts of the program that opens it, read back from the file."""

    @staticmethod
    def drawn(view):
        book = opened(view)
        return book, book["Change in pictures"]

    def lines(self, view):
        """Return the values of every line, by the title of its picture and the name of the line."""
        book, page = self.drawn(view)
        found = {}
        for chart in page._charts:
            title = "".join(run.t for part in chart.title.tx.rich.p for run in part.r or ())
            for one in chart.series:
                sheet, cells = one.val.numRef.f.rsplit("!", 1)
                block = book[sheet.strip("'")][cells.replace("$", "")]
                values = [cell.value for row in block for cell in (row if isinstance(row, tuple) else (row,))]
                found.setdefault(title, []).append((one.tx.v, values))
        return found

    def test_are_not_there_without_a_last_time(self):
        assert "Change in pictures" not in opened(view_of(first(), "en")).sheetnames

    def test_draw_every_capability_of_two_runs_from_then_to_now(self):
        view = report(now(U3=1), (first(),))
        lines = self.lines(view)
        assert sorted(lines) == ["Outsourcing", "Shadow IT", "User-centricity"]
        figures = {one.name: [one.old, one.new] for one in view.since.figures}
        drawn = {name: values for parts in lines.values() for name, values in parts}
        assert len(drawn) == 13
        assert {name: pytest.approx(figures[name]) for name in drawn} == drawn

    def test_draw_a_small_line_for_every_scope_over_three_runs(self):
        lines = self.lines(report(now(U3=1), [moved(first(), FIRST), first()]))
        assert len(lines) == 3 + 17
        assert [len(values) for _, values in lines["S1 Sight"]] == [3]

    def test_never_join_runs_whose_questions_changed(self):
        parts = self.lines(report(now(), [moved(first(), FIRST), first()], questionnaire=REVISED))["S1 Sight"]
        assert [[value is not None for value in values] for _, values in parts] == [
            [True, True, False],
            [False, False, True],
        ]


class TestThePlan:
    def test_holds_expected_beside_measured(self):
        roadmap = plan_of()
        page = report(now(), [first()], roadmap=roadmap).since
        assert page.plan.rows
        assert {row.outcome for row in page.plan.rows} <= {"lower, but that can be chance", "really less than expected"}
        assert "really less than expected" in {row.outcome for row in page.plan.rows}
        assert "None of the" in page.plan.text

    def test_says_where_it_came_out_as_expected(self):
        page = report(now(U4=1), [first()], roadmap=plan_of()).since
        assert {row.id: row.outcome for row in page.plan.rows}["U4"] == "as expected or better"

    def test_tells_what_was_done_without_an_effect_and_what_rose_without_an_action(self):
        later = msgspec.structs.replace(now(U3=1), actions=done("S4-A"))
        told = {fact.term: fact.text for fact in report(later, [first()], roadmap=plan_of()).since.plan.without}
        assert told["Done, but nothing of it shows in the answers"].startswith("S4-A")
        assert told["Really risen without an action; find out what did it"].startswith("U3")

    def test_is_not_there_where_no_plan_was_kept_and_nothing_done(self):
        assert page_of(first(), now(U3=1)).plan is None

    def test_expects_nothing_before_the_first_quarter_has_ended(self):
        soon = moved(first(), "2026-06-20")
        page = report(soon, [first()], roadmap=plan_of()).since
        assert page.plan.rows == ()
        assert "has not ended yet" in page.plan.text


@cache
def told():
    return report(now(U3=1), [moved(first(), FIRST), first()], roadmap=plan_of())


class TestEveryForm:
    def test_the_outline_has_a_chapter_near_the_front(self):
        chapters = [block.title for block in outline(told()) if isinstance(block, Heading) and block.level == 1]
        assert chapters.index("Since last time") == 2

    def test_markdown_and_word_have_the_table(self):
        assert "really rose" in markdown.render(told())
        assert docx.render(told())

    @pytest.mark.parametrize("form", forms.FORMS)
    def test_says_what_to_do_where_nothing_can_be_compared(self, form):
        view = report(hardly_answered(), [msgspec.structs.replace(hardly_answered(), date=THEN)])
        assert view.since.uses[0].startswith("Judge the roadmap by today’s answers alone.")
        assert forms.render(form, view)

    def test_the_workbook_has_a_sheet_with_the_figures(self):
        sheets = {sheet.name: sheet for sheet in workbook_of(told()).sheets}
        table = sheets["Since last time"].table
        found = {row[0]: row for row in table.rows}
        assert found["U3"][table.position("verdict")] == "real rise"
        assert len(sheets["All runs"].table.rows) == 3 * 17
        assert xlsx.render(told()).startswith(b"PK")

    def test_json_has_the_comparison_the_plan_and_the_trend(self):
        since = json.loads(machine.render(told()))["since"]
        assert since["capabilities"]["U3"]["verdict"] == "real"
        assert since["plan"]["expectations"]
        assert len(since["trend"]["runs"]) == 3

    def test_an_anonymous_edition_does_not_tell_whose_runs_they_are(self):
        then = msgspec.structs.replace(first(), organisation="Gemeente Zandvoort", run="abcdef")
        later = msgspec.structs.replace(now(U3=1), organisation="Gemeente Bergen", run="ghijkl")
        view = report(later, [then], edition=Edition(anonymous=True))
        for text in (html.render(view), machine.render(view), markdown.render(view)):
            assert not any(name in text for name in ("Zandvoort", "Bergen", "abcdef", "ghijkl"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_pages_are_whole(language):
    later = msgspec.structs.replace(now(U3=1, O3=-1), actions=done("S4-A", "U5-A"))
    runs = [moved(first(), FIRST), first()]
    view = report(
        later, runs, language, roadmap=plan_of(), questionnaire=REVISED if language == "nl" else QUESTIONNAIRE
    )
    assert faults(lay_out(html.render(only(view)))) == []


def test_the_pages_of_one_other_person_are_whole():
    then, later = alone(U3=1)
    assert faults(lay_out(html.render(only(report(others(later), [then]))))) == []


def only(view):
    """Return a report with the page of the last time, and those that every report has."""
    dropped = {"outlook", "feasibility", "followed_up", "remarks", "reading", "capabilities", "priority", "differences",
               "cards", "left_out", "answers"}  # fmt: skip
    return msgspec.structs.replace(view, domains=(), **dict.fromkeys(dropped))
