"""Editions: pages for their readers, no link into nothing, the organiser's words in place, and no organisation."""

import re
from functools import cache
from itertools import pairwise

import msgspec
import pytest
from analyses import BY_HAND
from report_runs import DEPARTMENTS, solo
from scoring_runs import QUESTIONNAIRE
from test_reports_html import Read

from questionnaires.answer_file import parse, write
from questionnaires.language import words
from questionnaires.problems import ProblemsFound
from questionnaires.responses import ActionProgress, Answer, Facts
from questionnaires.rules import PAGES
from reports import html
from reports.brand import Brand, Logo
from reports.edition import EVERY_PAGE, Edition
from reports.view import build_view
from reports.view.prose import plain_text, prose
from reports.view.remarks import FULL
from scoring.change import measured, since
from scoring.roadmap import limits_of, plan
from scoring.scoring import score_responses

READERS = ("board", "team", "full")
EVERY = [(name, readers) for name in DEPARTMENTS for readers in READERS]
NAME = "Stichting De Lange Lat"


@cache
def scored(name):
    responses = DEPARTMENTS[name]()
    card = score_responses(QUESTIONNAIRE, responses)
    return responses, card, plan(QUESTIONNAIRE, card, limits_of(responses))


def edition(name, language="nl", **asked):
    responses, card, roadmap = scored(name)
    return build_view(QUESTIONNAIRE, responses, card, roadmap, words(language), edition=Edition(**asked))


def of_run(responses, language="nl", **asked):
    card = score_responses(QUESTIONNAIRE, responses)
    roadmap = plan(QUESTIONNAIRE, card, limits_of(responses))
    return build_view(QUESTIONNAIRE, responses, card, roadmap, words(language), edition=Edition(**asked))


class TestReaders:
    def test_a_board_gets_what_it_decides_on_and_how_that_is_known(self):
        report = edition("the example", readers="board")
        assert [line.anchor for line in report.contents.lines] == ["answer", "roadmap", "method"]
        assert not report.method.sources
        assert not [part for part in report.method.parts if part.formulas]

    def test_a_team_gets_all_but_the_answers_and_the_formulas(self):
        report = edition("the example", readers="team")
        assert report.answers is None
        assert report.cards is not None
        assert report.domains
        assert not report.method.sources

    def test_everything_is_what_is_asked_unless_something_else_is(self):
        assert edition("the example") == edition("the example", readers="full")
        assert edition("the example").answers is not None

    def test_every_page_of_the_view_is_known_to_the_editions_and_to_remarks(self):
        pages = {name for name in EVERY_PAGE if name not in ("remarks", "domains")}
        assert pages == set(PAGES)
        assert pages <= set(edition("the example").__struct_fields__)

    @pytest.mark.parametrize(("name", "readers"), EVERY)
    def test_no_link_leads_to_a_page_that_is_not_there(self, name, readers):
        read = Read(html.render(edition(name, readers=readers)))
        there = {attributes["id"] for _, attributes in read.elements if "id" in attributes}
        targets = {link["href"] for link in read.all("a")}
        targets |= {attributes["data-to"] for _, attributes in read.elements if "data-to" in attributes}
        assert {target.removeprefix("#") for target in targets} <= there

    @pytest.mark.parametrize(("name", "readers"), EVERY)
    def test_the_contents_name_the_pages_that_follow_in_their_order(self, name, readers):
        report = edition(name, readers=readers)
        read = Read(html.render(report))
        listed = [line.anchor for line in report.contents.lines]
        assert [line.number for line in report.contents.lines] == [str(n + 1) for n in range(len(listed))]
        sections = [attributes.get("id") for tag, attributes in read.elements if tag == "section"]
        assert [anchor for anchor in sections if anchor and anchor != "contents"] == listed

    def test_what_is_no_link_is_still_there_to_read(self):
        document = html.render(edition("the example", readers="board"))
        step = edition("the example", readers="board").answer.steps[0]
        assert f"<b>{step.title}</b>" in document
        assert 'href="#action-' not in document

    def test_nobody_is_sent_on_to_a_page_that_is_not_there(self):
        report = edition("the example", readers="board")
        assert report.roadmap.left_out_onward is None
        assert [link.anchor for link in report.answer.onward] == ["roadmap"]

    def test_fewer_pages_never_change_a_figure(self):
        board, full = edition("the example", readers="board"), edition("the example")
        assert board.figures == full.figures
        assert board.answer.whole == full.answer.whole


class TestTheOrganisersWords:
    @pytest.mark.parametrize("page", PAGES)
    def test_stand_on_the_page_they_are_about(self, page):
        text = f"Over **{page}** gesproken."
        responses, card, roadmap = scored("the example")
        done = {"U1-A": ActionProgress(status="done")}
        responses = msgspec.structs.replace(responses, remarks={page: text}, actions=done)
        earlier = msgspec.structs.replace(responses, date="2025-01-31")
        last = since([measured(QUESTIONNAIRE, earlier)], measured(QUESTIONNAIRE, responses))
        report = build_view(QUESTIONNAIRE, responses, card, roadmap, words("nl"), analysis=BY_HAND, since=last)
        document = html.render(report)
        assert document.count(f"Over <strong>{page}</strong> gesproken.") == 1
        anchors = [line.anchor for line in report.contents.lines]
        own = "remarks" if page in FULL else page.replace("_", "-")
        start = document.index(f'id="{own}"')
        following = anchors[anchors.index(own) + 1 :]
        end = document.index(f'id="{following[0]}"') if following else len(document)
        assert start < document.index(f"<strong>{page}</strong> gesproken") < end

    def test_open_the_front_page_and_close_it_where_there_is_room(self):
        report = of_run(solo(remarks={"cover": "Vertrouwelijk *concept*.", "general": "Kort."}), readers="board")
        assert report.contents.cover == prose("Vertrouwelijk *concept*.")
        assert report.contents.remark == prose("Kort.")
        assert report.remarks is None

    def test_get_a_page_of_their_own_where_the_front_page_is_full(self):
        report = of_run(solo(remarks={"cover": "Voorop.", "general": "Lang verhaal. " * 60}))
        assert report.contents.cover == prose("Voorop.")
        assert report.contents.remark == ()
        assert plain_text(report.remarks.passages).startswith("Lang verhaal.")

    def test_too_long_a_text_for_the_front_page_opens_that_page(self):
        report = of_run(solo(remarks={"cover": "Voorop. " * 200, "general": "Kort."}))
        assert report.contents.cover == ()
        assert plain_text(report.remarks.passages).startswith("Voorop.")
        assert plain_text(report.remarks.passages).endswith("Kort.")

    def test_about_the_answer_and_the_roadmap_share_a_page_behind_them(self):
        report = of_run(
            solo(remarks={"answer": "Over *het antwoord*.", "roadmap": "Over de roadmap."}), readers="board"
        )
        assert [line.anchor for line in report.contents.lines] == ["answer", "roadmap", "remarks", "method"]
        assert [(part.title, plain_text(part.passages)) for part in report.remarks.parts] == [
            ("Het antwoord", "Over het antwoord."),
            ("Roadmap", "Over de roadmap."),
        ]
        assert [each.kind for each in report.remarks.passages] == ["heading", "paragraph"] * 2

    def test_are_marked_as_another_language_where_they_are(self):
        responses = solo(remarks={"general": "Wat de organisator zegt.", "answer": "Nog iets."})
        assert html.render(of_run(responses, "en")).count('<div class="own" lang="nl">') == 2
        assert '<div class="own" lang' not in html.render(of_run(responses, "nl"))

    def test_may_hold_lists_links_and_headings_and_no_heading_jumps(self):
        text = "# Kop\n\n1. een\n2. twee\n\n- los\n\n[uitleg](https://example.org/x) en `code`"
        document = html.render(of_run(solo(remarks={"general": text * 12, "U": text, "U1": text, "answer": text})))
        assert '<a href="https://example.org/x" rel="noopener noreferrer">uitleg</a>' in document
        assert "<ol>" in document
        levels = [int(tag[1]) for tag, _ in Read(document).elements if re.fullmatch(r"h[1-6]", tag)]
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))

    def test_about_a_page_that_no_report_has_are_told_with_the_nearest_name(self):
        content = (
            "format: 1\norganisation: X\ndate: 2026-11-19\nremarks: {rodmap: hallo}\n"
            "respondents: [{id: a, role: it_staff, answers: {U1.1: 3}}]\n"
        )
        with pytest.raises(ProblemsFound) as found:
            parse(content, "run.yaml")
        (problem,) = found.value.problems
        assert (problem.line, problem.code) == (4, "unknown-scope")
        assert words("nl").say(problem.remedy) == "Bedoel je ‘roadmap’?"

    @pytest.mark.parametrize("about", ["cover", "left_out", "method"])
    def test_come_back_from_a_file_as_they_went_in(self, about):
        responses = solo(remarks={about: "Regel een\nregel twee\n\n- punt"})
        assert parse(write(responses), "run.yaml").remarks == responses.remarks


def telling():
    """A run in which everything that is typed calls the organisation by its name."""
    said = f"Bij {NAME} en bij stichting  de lange\nlat wel. DeLangeLat is een ander."
    responses = solo(
        organisation=NAME,
        run="lange-lat-2026",
        facts=Facts(satisfaction=said),
        remarks={"general": said, "cover": said, "U": said, "outlook": said},
        actions={"U5-A": ActionProgress(status="running", owner=f"Ruth ({NAME})")},
    )
    alone = responses.respondents[0]
    answers = {**alone.answers, "U1.1": Answer(level=2, note=said, evidence=said)}
    alone = msgspec.structs.replace(alone, answers=answers)
    return msgspec.structs.replace(responses, respondents=(alone,))


OWN_BRAND = Brand(name=NAME, logo=Logo("png", b"x"), primary="#5B2A6E", accent="#B3560B", contact=NAME, footer=NAME)


class TestAnonymous:
    @pytest.mark.parametrize("language", ["nl", "en"])
    @pytest.mark.parametrize("readers", READERS)
    def test_the_organisation_is_nowhere(self, language, readers):
        report = of_run(telling(), language, anonymous=True, readers=readers, brand=OWN_BRAND)
        everything = re.sub(r"\s+", " ", str(report) + html.render(report)).casefold()
        assert NAME.casefold() not in everything
        assert "lange-lat-2026" not in everything

    def test_it_is_everywhere_in_the_other_edition(self):
        document = html.render(of_run(telling()))
        assert document.count(NAME) > 6
        assert "lange-lat-2026" in document

    def test_who_says_its_name_is_read_on_with_a_neutral_word(self):
        report = of_run(telling(), anonymous=True)
        assert "Bij de organisatie en bij de organisatie wel. DeLangeLat is een ander." in plain_text(
            report.page_remarks["outlook"]
        )

    def test_a_name_of_two_letters_takes_no_words_with_it(self):
        report = of_run(solo(organisation="IT", remarks={"method": "it is IT"}), "en", anonymous=True)
        assert plain_text(report.page_remarks["method"]) == "it is the organisation"

    def test_a_name_with_signs_of_patterns_is_a_name(self):
        report = of_run(solo(organisation="C++ (NL) [x", remarks={"method": "Zie C++ (NL) [x."}), anonymous=True)
        assert plain_text(report.page_remarks["method"]) == "Zie de organisatie."

    def test_the_title_and_the_foot_are_those_of_the_questionnaire(self):
        report = of_run(telling(), anonymous=True)
        assert report.title == QUESTIONNAIRE.title.nl
        assert report.labels.foot_left == QUESTIONNAIRE.title.nl
        assert report.contents.organisation == "Anonieme uitgave"
        assert report.organisation == "de organisatie"

    def test_a_brand_keeps_its_colours_alone(self):
        brand = of_run(telling(), anonymous=True, brand=OWN_BRAND).brand
        assert brand == Brand(primary="#5B2A6E", accent="#B3560B")

    def test_a_consultant_may_sign_it(self):
        consultant = Brand(name="Peilschaal", contact=f"voor {NAME}", logo=Logo("png", b"x"), is_consultant=True)
        report = of_run(telling(), anonymous=True, brand=consultant)
        assert (report.brand.name, report.brand.contact) == ("Peilschaal", "voor de organisatie")
        assert report.brand.logo is not None

    def test_no_figure_changes(self):
        assert of_run(telling(), anonymous=True).figures.capabilities == of_run(telling()).figures.capabilities
