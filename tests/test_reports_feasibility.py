"""Whether the ambition is feasible and what became of the plan, in every form; and the marks of what stays."""

from __future__ import annotations

import io
from functools import cache

import msgspec
import pytest
from analyses import BY_HAND, DAYS, QUARTERS, TARGET
from analyses import view_of as analysed_view
from departments import GALLERY
from layout import faults, lay_out, pages
from pptx import Presentation
from report_runs import QUESTIONNAIRE, all_at, solo, view_of

from questionnaires.language import words
from questionnaires.responses import ActionProgress, Responses
from reports import docx, html, machine, markdown, pptx
from reports.charts.frontier import frontier_columns
from reports.edition import EVERYTHING, Edition
from reports.outline import outline
from reports.outline.blocks import Heading
from reports.view import ReportView, build_view
from reports.view.workbook import workbook_of
from scoring.roadmap import limits_of, plan
from scoring.roadmap.analysis.model import Analysis, DomainOutlook, FrontierPoint
from scoring.scoring import score_responses


def reported(
    responses: Responses, language="en", edition: Edition = EVERYTHING, analysis: Analysis | None = BY_HAND
) -> ReportView:
    scorecard = score_responses(QUESTIONNAIRE, responses)
    roadmap = plan(QUESTIONNAIRE, scorecard, limits_of(responses), search=None)
    return build_view(QUESTIONNAIRE, responses, scorecard, roadmap, words(language), edition=edition, analysis=analysis)


def only(report: ReportView, **pages: object) -> ReportView:
    """Return a report with these of its pages, and those that every report has."""
    others = {"outlook", "feasibility", "followed_up", "remarks", "reading", "capabilities", "priority", "differences",
              "cards", "left_out", "answers"}  # fmt: skip
    return msgspec.structs.replace(report, domains=(), **(dict.fromkeys(others) | pages))


@cache
def shown(language="en") -> ReportView:
    return reported(solo(), language)


def page_with(**changes: object):
    return reported(solo(), analysis=msgspec.structs.replace(BY_HAND, **changes)).feasibility


def with_actions(**actions: ActionProgress) -> Responses:
    return solo(actions={name.replace("_", "-"): progress for name, progress in actions.items()})


class TestFeasibility:
    def test_is_not_there_where_nobody_looked(self):
        report = view_of(solo())
        assert report.feasibility is None
        assert "feasibility" not in {line.anchor for line in report.contents.lines}

    def test_is_not_there_where_there_is_no_gap(self):
        nothing = Analysis(reach=None, highest_reach=None, is_complete=True)
        assert reported(all_at(5), analysis=nothing).feasibility is None

    def test_stands_behind_what_the_roadmap_brings(self):
        anchors = [line.anchor for line in shown().contents.lines]
        assert anchors[:4] == ["answer", "roadmap", "outlook", "feasibility"]

    def test_a_board_and_a_team_get_it_too(self):
        for readers in ("board", "team"):
            assert reported(solo(), edition=Edition(readers=readers)).feasibility is not None

    @pytest.mark.parametrize(
        ("changes", "heading"),
        [
            ({}, "This roadmap closes 62% of the gap; with 14 days more a quarter it closes all that can be closed."),
            (
                {"ways": (QUARTERS, TARGET)},
                "This roadmap closes 62% of the gap; with two more quarters it closes all that can be closed.",
            ),
            ({"ways": (TARGET,)}, "This roadmap closes 62% of the gap, where 80% can be closed."),
            ({"ways": (), "highest_reach": 1.0}, "This roadmap closes 62% of the gap to the ambition."),
            (
                {"reach": 0.8},
                "This roadmap closes 80% of the gap to the ambition, and that is all that can be planned.",
            ),
            ({"reach": 1.0, "highest_reach": 1.0}, "This roadmap closes the whole gap to the ambition."),
        ],
    )
    def test_its_heading_is_what_was_found(self, changes, heading):
        assert page_with(**changes).head.heading == heading

    def test_every_point_has_its_figure_and_what_is_not_proved_is_at_least_that(self):
        points = {point.tick: point.closed for point in shown().feasibility.chart.points}
        assert points == {"30": "41%", "60": "62%", "68": "≥ 70%", "74": "80%"}

    def test_what_reaches_all_that_can_be_closed_needs_no_proof(self):
        chart = page_with(frontier=(FrontierPoint(capacity=90.0, reach=0.8, is_proved=False),)).chart
        assert [point.closed for point in chart.points if point.tick == "90"] == ["80%"]

    def test_the_own_capacity_is_marked_and_so_is_the_one_that_is_enough(self):
        points = shown().feasibility.chart.points
        assert [point.tick for point in points if point.is_own] == ["60"]
        assert [point.tick for point in points if point.is_enough] == ["74"]

    def test_a_capacity_that_was_not_looked_at_is_a_point_all_the_same(self):
        chart = page_with(frontier=(FrontierPoint(capacity=30.0, reach=0.41, is_proved=True),), ways=()).chart
        assert [point.tick for point in chart.points if point.is_own] == ["60"]

    def test_one_point_is_no_chart(self):
        assert page_with(frontier=(), ways=()).chart is None

    def test_the_chart_says_in_words_what_it_shows(self):
        said = shown().feasibility.chart.alt
        assert "30 days 41%; 60 days 62% (this roadmap); 68 days ≥ 70%; 74 days 80%" in said
        assert "at most 80%" in said

    def test_fewer_days_that_would_do_are_told(self):
        frontier = (FrontierPoint(capacity=45.0, reach=0.8, is_proved=True),)
        assert page_with(reach=0.8, frontier=frontier).head.lead == "45 person-days a quarter would do as well."
        assert page_with(frontier=frontier).head.lead == ""

    @pytest.mark.parametrize(
        ("outlook", "met", "why"),
        [
            ({"met_in": 0}, "now already", ""),
            ({"met_in": 2}, "quarter 2", ""),
            (
                {"met_in": None, "reason": "capacity", "capabilities": ("S1",)},
                "not within this roadmap",
                "Too few days: S1 Visibility stays behind.",
            ),
            (
                {"met_in": None, "reason": "time", "chain": ("S1-A", "S1-B"), "weeks": 60},
                "not within this roadmap",
                "Too little time: S1-A and S1-B follow each other, and take 60 weeks; this roadmap has 52.",
            ),
            (
                {"met_in": None, "reason": "last_step", "capabilities": ("S1",)},
                "not within this roadmap",
                "Level 5 for S1 Visibility: no list of actions has that step, you invent it with users.",
            ),
            (
                {"met_in": None, "reason": "excluded", "capabilities": ("S1", "S2")},
                "not within this roadmap",
                "S1 Visibility and S2 Trust wait for what you left out.",
            ),
            (
                {"met_in": None, "reason": "capacity", "capabilities": ("S1", "S2", "S3", "S4")},
                "not within this roadmap",
                "Too few days: every capability stays behind.",
            ),
            (
                {"met_in": None, "reason": "last_step", "capabilities": ("S1", "S2", "S3", "S4")},
                "not within this roadmap",
                "Level 5 for every capability: no list of actions has that step, you invent it with users.",
            ),
            (
                {"met_in": None, "reason": "excluded", "capabilities": ("S1", "S2", "S3", "S4")},
                "not within this roadmap",
                "Every capability waits for what you left out.",
            ),
        ],
    )
    def test_a_domain_says_when_it_meets_its_bar_or_why_not(self, outlook, met, why):
        domains = (DomainOutlook(domain="S", target=3.0, score=2.5, **outlook),)
        row = page_with(domains=domains).domains[-1]
        names = {one.id: one.name["en"] for one in QUESTIONNAIRE.capabilities.values()}
        assert row.met.replace("Q2 2027", "quarter 2") == met
        assert row.why == why.replace("S1 Visibility", f"S1 {names['S1']}").replace("S2 Trust", f"S2 {names['S2']}")

    def test_three_ways_each_with_what_it_asks_and_brings(self):
        days, quarters, target = shown().feasibility.ways
        assert (days.asks, quarters.asks, target.asks) == ("+14 a quarter", "+2 quarters", "S1 at level 2")
        assert days.closes == "Then 240.5 days of work close 80%: all that can be closed."
        assert target.closes == "Then 182 days of work close 70%."
        assert days.changes[0].text.startswith("U3-A ")
        assert quarters.changes[0].term == "Goes out"

    def test_a_way_that_brings_nothing_says_so_and_promises_no_figure(self):
        (way,) = page_with(ways=(msgspec.structs.replace(DAYS, capacity=None, is_enough=False),)).ways
        assert way.text == "More days alone bring no more within these quarters."
        assert (way.asks, way.closes, way.changes) == ("", "", ())

    def test_there_is_no_way_further_where_all_is_closed(self):
        assert page_with(reach=0.8).ways == ()

    def test_what_stays_is_named_and_what_does_not_says_with_what_it_changes(self):
        said = {fact.term: fact.text for fact in shown().feasibility.steady}
        assert said["No regret"] == "U2-A is in every variant: start with confidence."
        assert said["Changes with fewer days"] == "U5-A."
        assert said["Changes with more or less work"] == "U5-A."
        assert "Changes with more days" not in said

    def test_what_to_find_out_first_names_the_questions_and_what_hangs_on_them(self):
        (row,) = shown().feasibility.find_out
        assert row.items == "U2.1 and U2.3"
        assert row.link.anchor == "capability-U2"
        assert row.text == "If it turns out low, you plan U2-B as well. If it turns out high, you plan U2-C as well."

    def test_an_analysis_that_was_stopped_says_so(self):
        assert "stopped" not in shown().feasibility.note
        assert "stopped before it was ready" in page_with(is_complete=False).note

    @pytest.mark.parametrize(
        ("name", "language"), [("1-alone", "nl"), ("4-forty-eight-quarters", "en"), ("8-longest-texts", "nl")]
    )
    def test_its_page_is_whole(self, name, language):
        report = analysed_view(GALLERY[name](), language, Edition(readers="board"))
        assert faults(lay_out(html.render(report))) == []

    def test_what_stays_takes_the_ways_along_to_a_next_page(self):
        report = reported(solo(), edition=Edition(readers="board"))
        page = report.feasibility
        longer = tuple(msgspec.structs.replace(row, why="woord " * 48) for row in page.domains)
        crowded = msgspec.structs.replace(page, domains=longer, steady=page.steady[:1], find_out=())
        document = lay_out(html.render(only(report, feasibility=crowded)))
        (last,) = (each for each in pages(document) if any(ink.text == page.steady_title for ink in each.texts))
        assert any(ink.text == page.ways_title for ink in last.texts)
        assert faults(document) == []

    def test_a_score_just_under_the_bar_does_not_read_as_the_bar(self):
        domains = (DomainOutlook(domain="S", target=3.0, score=2.97, met_in=None, reason="capacity"),)
        assert page_with(domains=domains).domains[-1].expected == "2.97"

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_it_is_one_page_where_everything_is_said(self, language):
        board = Edition(readers="board")
        without, with_it = reported(solo(), language, board, None), reported(solo(), language, board)
        pages = [len(lay_out(html.render(report)).pages) for report in (without, with_it)]
        assert pages[1] == pages[0] + 1


class TestNoRegret:
    def bars(self, report):
        return [bar for sheet in report.roadmap.sheets for lane in sheet.chart.lanes for bar in lane]

    def test_only_what_stays_whatever_changes_has_a_mark(self):
        assert [bar.action for bar in self.bars(shown()) if bar.no_regret] == ["U2-A"]

    def test_the_mark_is_explained_where_there_is_one(self):
        assert "no_regret" in {entry.glyph for entry in shown().roadmap.legend}
        assert "no_regret" not in {entry.glyph for entry in view_of(solo()).roadmap.legend}

    def test_the_roadmap_in_words_tells_of_it(self):
        assert "U2-A weeks 1 to 3, no regret" in shown().roadmap.sheets[0].chart.alt

    def test_slides_mark_it_and_say_so_to_who_cannot_see_it(self):
        lanes = shown().slides.roadmap.lanes
        stays = [bar for lane in lanes for bar in lane.bars if bar.is_no_regret]
        assert [bar.title.split()[0] for bar in stays] == ["U2-A"]
        assert "no regret" in stays[0].alt
        slide = Presentation(io.BytesIO(pptx.render(shown()))).slides[3]
        assert any(shape.has_text_frame and "no regret" in shape.text_frame.text for shape in slide.shapes)

    def test_the_workbook_says_for_every_action_whether_it_stays_or_what_changes_it(self):
        table = next(sheet for sheet in workbook_of(shown()).sheets if sheet.key == "actions").table
        of = {row[0]: row for row in table.rows}
        assert of["U2-A"][table.position("no_regret")] == "yes"
        assert of["U5-A"][table.position("no_regret")] == ""
        assert of["U5-A"][table.position("depends")] == "fewer days and more or less work"

    def test_the_workbook_has_no_such_columns_where_nobody_looked(self):
        table = next(sheet for sheet in workbook_of(view_of(solo(), "en")).sheets if sheet.key == "actions").table
        assert not table.has("no_regret")
        assert not table.has("depends")


class TestWhatBecameOfThePlan:
    DONE = ActionProgress(status="done", since="2026-09-01", baseline="20%", kpi="35%", target="40%")

    def test_is_not_there_where_nothing_was_recorded(self):
        assert reported(solo()).followed_up is None
        assert reported(with_actions(U1_A=ActionProgress(status="planned"))).followed_up is None

    def test_sets_what_was_expected_beside_what_is_answered(self):
        page = reported(with_actions(U1_A=self.DONE)).followed_up
        (row,) = page.rows
        value = words("en").number(score_responses(QUESTIONNAIRE, solo()).items["U1.1"].value)
        assert [effect.text for effect in row.effects] == [f"U1.1: expected 3, answered {value}"]
        assert row.effects[0].is_short
        assert row.kpi == "before it began: 20%; now: 35%; wanted: 40%"
        assert row.since == "since 1 September 2026"

    def test_its_heading_counts_what_is_done_and_where_it_shows(self):
        page = reported(with_actions(U1_A=self.DONE)).followed_up
        assert page.head.heading == (
            "One action is done, and the question concerned does not stand where it was to come."
        )

    def test_of_what_was_done_after_the_answers_only_the_next_run_tells(self):
        late = msgspec.structs.replace(self.DONE, since="2027-03-01")
        page = reported(with_actions(U1_A=late)).followed_up
        assert page.head.heading == "One action is done; what that brought, only the next run tells."
        assert page.rows[0].effects[0].text == "U1.1: expected 3, not asked since"

    def test_what_runs_and_what_was_dropped_stand_behind_what_is_done(self):
        page = reported(
            with_actions(
                U1_A=ActionProgress(status="dropped", note="Geen tijd."),
                U2_A=ActionProgress(status="running"),
                U5_A=self.DONE,
            )
        ).followed_up
        assert [row.id for row in page.rows] == ["U5-A", "U2-A", "U1-A"]
        assert page.rows[2].no_effects == "Geen tijd."

    def test_a_board_does_not_get_it(self):
        actions = with_actions(U1_A=self.DONE)
        assert reported(actions, edition=Edition(readers="board")).followed_up is None
        assert reported(actions, edition=Edition(readers="team")).followed_up is not None

    def test_an_anonymous_edition_tells_nobody_whose_it_is(self):
        named = msgspec.structs.replace(self.DONE, note="Gemeente Voorbeeld", kpi="Gemeente Voorbeeld 35%")
        responses = msgspec.structs.replace(with_actions(U1_A=named), organisation="Gemeente Voorbeeld")
        report = reported(responses, edition=Edition(anonymous=True))
        assert "Gemeente Voorbeeld" not in str(msgspec.json.encode(report.followed_up))

    def test_its_page_is_whole(self):
        long = msgspec.structs.replace(self.DONE, kpi="x" * 400, note="lang verhaal " * 60)
        actions = {action.id.replace("-", "_"): long for action in QUESTIONNAIRE.actions}
        report = reported(with_actions(**actions), "nl", Edition(readers="team"))
        assert faults(lay_out(html.render(only(report, followed_up=report.followed_up)))) == []

    def test_the_last_of_many_high_rows_do_not_leave_half_a_page_empty(self):
        long = msgspec.structs.replace(self.DONE, kpi="woord " * 60)
        actions = {action.id.replace("-", "_"): long for action in QUESTIONNAIRE.actions[:9]}
        report = reported(with_actions(**actions), "nl", Edition(readers="team"))
        assert faults(lay_out(html.render(only(report, followed_up=report.followed_up)))) == []


@cache
def followed() -> ReportView:
    done = TestWhatBecameOfThePlan.DONE
    return reported(with_actions(U1_A=done, U5_A=done))


class TestOtherForms:
    def test_the_outline_has_both_chapters_with_their_numbers(self):
        report = followed()
        heads = {block.anchor: block for block in outline(report) if isinstance(block, Heading) and block.level == 1}
        assert heads["feasibility"].number == report.numbers["feasibility"]
        assert heads["followed-up"].text == report.followed_up.head.heading

    def test_markdown_has_every_point_as_a_table(self):
        report = followed()
        said = markdown.render(report)
        assert "| **60** | **62%** | **this roadmap** |" in said
        assert "| 68 | ≥ 70% |" in said

    def test_word_has_both(self):
        report = followed()
        from docx import Document

        said = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx.render(report))).paragraphs)
        assert report.feasibility.head.heading in said
        assert report.followed_up.head.heading in said

    def test_the_columns_of_the_table_stand_under_their_points(self):
        chart = shown().feasibility.chart
        left = 38.0
        for column in frontier_columns(chart):
            middle = left + column.before + (column.width - column.before - column.after) / 2
            assert middle == pytest.approx(chart.x(column.point.capacity))
            left += column.width
        assert left == pytest.approx(166)

    def test_the_notes_of_the_roadmap_slide_say_what_is_feasible(self):
        assert shown().feasibility.head.heading in shown().slides.roadmap.head.notes

    def test_json_has_the_analysis_and_what_done_actions_brought(self):
        table = msgspec.json.decode(machine.render(followed()))
        assert table["analysis"]["ways"][0]["capacity"] == 74
        assert table["effects"][0] | {"answered": 0} == {
            "action": "U1-A", "item": "U1.1", "expected": 3, "answered": 0, "since": "2026-09-01",
            "verdict": "not_reached",
        }  # fmt: skip

    def test_json_has_none_where_nobody_looked(self):
        assert msgspec.json.decode(machine.render(view_of(solo())))["analysis"] is None
