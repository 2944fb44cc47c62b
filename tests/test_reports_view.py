"""The view: every label and number of the report is decided in it."""

import random
import re
from collections.abc import Iterator

import msgspec
import pytest
from report_runs import DEPARTMENTS, all_at, hardly_answered, nine, solo, somebody, view, view_of
from scoring_runs import QUESTIONNAIRE, person, run, whole

from questionnaires.language import Words
from questionnaires.responses import Agreed, Answer, Context, Privacy
from reports.view import build_view, sheets
from reports.view.groups import groups_in
from reports.view.material import own_words, shortened
from reports.view.prose import plain_text, prose
from scoring.roadmap import limits_of, plan
from scoring.scorecard import GroupAnswers, ItemScore
from scoring.scoring import score_responses

LANGUAGES = ("nl", "en")
EVERY = [(name, language) for name in DEPARTMENTS for language in LANGUAGES]


def texts(value: object) -> Iterator[str]:
    """Yield every text in a value."""
    match value:
        case str():
            yield value
        case msgspec.Struct():
            for name in value.__struct_fields__:
                if name not in ("anchor", "glyph", "kind", "id", "certainty", "confidence", "language"):
                    yield from texts(getattr(value, name))
        case tuple():
            for each in value:
                yield from texts(each)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_page_has_its_message_as_a_sentence(name, language):
    for line in view(name, language).contents.lines:
        assert re.fullmatch(r"[A-ZÉ0-9‘].{14,}[.?]", line.heading), line.heading
        assert "  " not in line.heading
        assert not re.search(r"None(?! of)", line.heading)
        assert "–" not in line.heading, "a dash is no figure for a sentence"


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_no_number_is_written_in_the_way_of_the_other_language(name):
    dutch, english = " ".join(texts(view(name, "nl"))), " ".join(texts(view(name, "en")))
    figure = re.compile(r"(?<![\d.@UOS])\d[.,]\d(?![\d.])")
    codes = re.compile(r"\b[UOS]\d\.\d|it-ambition@\S+|\d\.\d\.\d|sha256 \w+")
    assert not [found for found in figure.findall(codes.sub("", dutch)) if "." in found]
    own = [found for found in figure.findall(codes.sub("", english)) if "," in found]
    assert not [found for found in own if name != "the example"]  # whose facts are in Dutch, as they were typed


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_a_dutch_report_holds_no_english_message(name):
    spoken: list[tuple[str, str]] = []

    class Listening(Words):
        def __call__(self, message, **values):
            text = super().__call__(message, **values)
            spoken.append((message, text))
            return text

    responses = DEPARTMENTS[name]()
    card = score_responses(QUESTIONNAIRE, responses)
    build_view(QUESTIONNAIRE, responses, card, plan(QUESTIONNAIRE, card, limits_of(responses)), Listening("nl"))
    alike = re.compile(
        r"[\W\d{}a-z]*\{|.*\b(IT|Score|Privacy|Roadmap|workshop|Later|start)\b|^(Apr|Jun|Jul|Sep|Oct|Nov|Dec|Jan|Feb|Mar|max)|[SF]\W"
    )
    english = {message for message, text in spoken if text == message and len(message) > 4 and not alike.match(message)}
    assert not english


def test_the_same_run_gives_the_same_view():
    assert view_of(nine()) == view_of(nine())


def test_contents_name_every_page_in_order_and_number_them():
    report = view("the example")
    lines = report.contents.lines
    assert [line.number for line in lines] == [str(n) for n in range(1, len(lines) + 1)]
    assert [line.anchor for line in lines] == [
        "answer", "roadmap", "outlook", "reading", "capabilities", "priority", "domain-U", "domain-O", "domain-S",
        "differences", "cards", "left-out", "answers", "method",
    ]  # fmt: skip
    assert report.contents.contents_title == "Het rapport in 14 zinnen"


class TestOneRespondent:
    def test_says_on_cover_answer_reading_and_answers_that_it_is_one_view(self):
        report = view("one respondent")
        said = "Dit is de kijk van één deelnemer."
        assert report.contents.one_view == said
        assert report.answer.head.lead == said
        assert said in report.reading.passages[-1].paragraphs
        assert report.answers.head.lead.startswith(said)

    def test_of_a_group_nothing_says_so(self):
        assert "één deelnemer." not in " ".join(texts(view("forty")))

    def test_has_no_page_of_differences_and_no_spread(self):
        report = view("one respondent")
        assert report.differences is None
        assert all(row.marks.spread is None for group in report.capabilities.groups for row in group.rows)

    def test_is_not_told_to_verify_every_first_action(self):
        assert not any(card.verify for quarter in view("one respondent").cards.quarters for card in quarter.cards)

    def test_shows_notes_and_evidence_with_the_sentence_that_was_chosen(self):
        first = view("one respondent").answers.capabilities[0].items[0]
        assert [(note.term, note.text) for note in first.notes] == [
            ("Notitie", "We bellen tien collega’s."),
            ("Bewijs", "Verslag 12 maart"),
        ]
        assert [row.letter for row in first.rows if row.is_held] == ["b"]

    def test_a_user_reads_the_questions_as_they_were_asked(self):
        report = view_of(run(whole("user", 3), mode="solo"))
        asked = QUESTIONNAIRE.items["U1.3"].as_user
        assert report.answers.capabilities[0].items[2].question == asked.question.nl


class TestNothingToSay:
    def test_what_is_not_scored_is_a_dash_and_never_a_zero(self):
        report = view("hardly answered")
        rows = [row for group in report.capabilities.groups for row in group.rows]
        assert {row.score for row in rows} == {"–"}
        assert {row.remark for row in rows} == {"niet gescoord"}
        assert report.answer.whole.low is None or report.answer.whole.low.text != "0,0"

    def test_many_without_a_score_are_told_together(self):
        (column,) = (each for each in view("hardly answered").capabilities.columns if each.title == "Wat we niet weten")
        (text,) = column.texts
        assert text.startswith("13 onderdelen hebben geen score: U1, U2, U3, U4, U5, O1, O2, O3, O4, S1, S2, S3 en S4.")

    def test_without_an_ambition_the_bar_is_a_default_and_there_is_no_profile(self):
        report = view_of(run(whole("it_staff", 2), mode="solo"))
        assert not report.answer.domains[0].marks.stated
        assert report.answer.profile.field is None
        assert report.answer.profile.title == "Nog geen profiel"
        assert "niveau 3" in report.capabilities.head.heading

    def test_a_capability_that_does_not_apply_says_so(self):
        report = view("nine, of whom a third does not know")
        rows = {row.id: row for group in report.capabilities.groups for row in group.rows}
        assert rows["O2"].remark == "niet van toepassing"
        assert rows["O2"].marks.target is None

    def test_an_action_that_is_not_there_leaves_out_the_cards(self):
        report = view("all at 5")
        assert report.cards is None
        assert report.roadmap.sheets == ()
        assert report.roadmap.nothing
        assert "cards" not in report.numbers


class TestAnswer:
    def test_the_lower_figure_stands_left_and_the_higher_right(self):
        below, above = view("all at 1").answer, view("all at 5").answer
        assert (below.domains[0].low, below.domains[0].high, below.domains[0].low_is_reality) == ("1,0", "4,0", True)
        assert (above.domains[0].low, above.domains[0].high, above.domains[0].low_is_reality) == ("4,0", "5,0", False)

    def test_the_three_steps_are_those_on_which_most_depends_for_each_of_their_days(self):
        report = view("the example")
        assert [step.number for step in report.answer.steps] == ["1", "2", "3"]
        assert [step.anchor for step in report.answer.steps] == ["action-U5-A", "action-U2-A", "action-U1-A"]

    def test_what_holds_a_domain_is_named_twice_at_most(self):
        assert view("all at 1").answer.whole.text.endswith("en vier andere onderdelen")


class TestOtherBars:
    def test_where_staff_would_set_the_bar_elsewhere_it_is_said(self):
        people = [whole("it_management", 3, ambition={"U": 4}), whole("it_staff", 3, ambition={"U": 2, "O": 3})]
        texts_ = [text for column in view_of(run(*people)).capabilities.columns for text in column.texts]
        said = [text for text in texts_ if text.startswith("Anderen leggen de lat")]
        assert len(said) == 1
        assert "Gebruikersgerichtheid" in said[0]
        assert "IT-medewerkers op 2. Dit rapport rekent met 4,0." in said[0]


class TestRoadmap:
    def test_an_action_is_firm_in_the_first_quarter_planned_in_the_second_and_later_intended(self):
        bars = {bar.action: bar for lane in view("the example").roadmap.sheets[0].chart.lanes for bar in lane}
        assert {bars[action].certainty for action in ("U5-A", "U4-A", "U1-C")} == {"firm", "planned", "intended"}
        for bar in bars.values():
            assert bar.certainty == ("firm", "planned", "intended", "intended")[bar.start // 13]

    def test_every_step_stands_on_the_map_once(self):
        for name in DEPARTMENTS:
            report = view(name)
            rows = [row.id for sheet in report.roadmap.sheets for lane in sheet.lanes for row in lane.rows]
            cards = [] if report.cards is None else [card.id for q in report.cards.quarters for card in q.cards]
            assert sorted(rows) == sorted(cards)

    def test_twenty_actions_and_all_that_belongs_to_them_fit_on_one_page(self):
        for language in LANGUAGES:
            page = view("the example", language).roadmap
            assert sum(len(lane.rows) for lane in page.sheets[0].lanes) == 20
            assert len(page.sheets) == 1
            assert not page.foot_is_alone

    def test_thirty_nine_actions_take_two_pages_with_rows_that_can_be_read(self):
        page = view("all at 1").roadmap
        assert sum(len(lane.rows) for sheet in page.sheets for lane in sheet.lanes) == 39
        assert len(page.sheets) == 2
        assert all(sheet.chart.row_height >= sheets.ROW_LOWEST for sheet in page.sheets)

    def test_a_wait_for_an_action_on_another_page_is_said_in_words(self):
        waits = {
            row.id: row.wait for sheet in view("all at 1").roadmap.sheets for lane in sheet.lanes for row in lane.rows
        }
        assert waits["S2-A"] == "na U5-A"
        assert waits["U5-B"] == ""

    def test_a_quarter_tells_planned_days_of_those_that_can_be_planned_and_the_reserve(self):
        cell = view("the example").roadmap.capacity[0]
        assert cell.text == "48,0 van 48 + 12"
        assert (cell.bar.planned, cell.bar.available, cell.bar.total) == (pytest.approx(48), 48, 60)

    def test_a_first_step_is_given_for_every_action_that_starts_in_the_first_quarter(self):
        report = view("the example").roadmap
        started = [bar.action for lane in report.sheets[0].chart.lanes for bar in lane if bar.start < 13]
        assert sorted(step.id for part in report.first_steps for step in part) == sorted(started)

    def test_with_more_than_six_quarters_milestones_are_ids(self):
        assert {link.text for cell in view("all at 1").roadmap.milestones for link in cell} <= set(
            QUESTIONNAIRE.actions_by_id
        )

    def test_a_low_confidence_is_drawn_before_the_first_action_of_a_capability_alone(self):
        report = view("nine, of whom a third does not know")
        verified = [bar.action for lane in report.roadmap.sheets[0].chart.lanes for bar in lane if bar.verify]
        capabilities = [QUESTIONNAIRE.actions_by_id[action].capability for action in verified]
        assert verified
        assert len(set(capabilities)) == len(capabilities)

    def test_what_is_left_out_is_named_with_its_reason(self):
        lines = {line.title: line for line in view("the example").roadmap.left_out}
        assert lines["Geen capaciteit"].amount == "twaalf acties, 210 dagen"
        assert "Eén loket" in lines["Geen capaciteit"].actions


class TestDomain:
    def test_quotes_the_sentence_that_is_not_true_yet_and_what_holds_now(self):
        people = [whole("it_staff", 3, {"S1.1": 1}) for _ in range(2)]
        report = view_of(run(*people, mode="workshop"))
        page = report.domains[2]
        item = QUESTIONNAIRE.items["S1.1"]
        assert page.quote.sentence == f"‘{item.levels[2].nl}’"
        assert item.levels[0].nl in page.quote.text
        assert "Klopt de zin, dan komt S1 op niveau 3" in page.quote.text

    def test_what_is_flagged_stands_with_the_domain_of_its_first_item(self):
        report = view_of(run(whole("it_staff", 3, {"O3.1": 4, "U3.1": 2}), mode="solo"))
        assert any("(O3.1)" in text for text in report.domains[1].findings)
        assert not any("(O3.1)" in text for text in report.domains[0].findings)

    def test_the_organisers_remarks_stand_where_they_belong(self):
        remarks = {"general": "Vooraf.", "S": "Over schaduw.", "S1": "Over zicht.", "U5-A": "Ruth trekt dit."}
        report = view_of(solo(remarks=remarks))
        assert report.contents.remark == prose("Vooraf.")
        assert [(each.about, each.passages) for each in report.domains[2].remarks] == [
            ("Schaduw-IT", prose("Over schaduw.")),
            ("S1 Zicht", prose("Over zicht.")),
        ]
        cards = {card.id: card.remark for quarter in report.cards.quarters for card in quarter.cards}
        if "U5-A" in cards:
            assert cards["U5-A"] == prose("Ruth trekt dit.")

    def test_a_long_remark_about_the_whole_has_a_page_of_its_own(self):
        report = view_of(solo(remarks={"general": "Lang verhaal. " * 100}))
        assert report.contents.remark == ()
        assert plain_text(report.remarks.passages) == ("Lang verhaal. " * 100).strip()
        assert report.numbers["remarks"] == "4"


class TestDifferences:
    def test_a_blind_spot_is_quoted_in_the_words_of_both(self):
        people = [whole("it_staff", 4) for _ in range(5)] + [whole("user", 2) for _ in range(5)]
        page = view_of(run(*people, privacy="anonymous")).differences
        assert page.head.heading == "Bij 16 vragen schat IT zichzelf minstens één niveau hoger in dan gebruikers doen."
        pair = page.two_answers[0]
        item = QUESTIONNAIRE.items[pair.id]
        assert (pair.it, pair.user) == (f"‘{item.levels[3].nl}’", f"‘{item.as_user.levels[1].nl}’")

    def test_a_mean_halfway_takes_the_earlier_sentence(self):
        people = [whole("it_staff", 4), whole("it_staff", 3), *(whole("user", 2) for _ in range(2))]
        page = view_of(run(*people)).differences
        pair = next(each for each in page.two_answers)
        assert pair.it == f"‘{QUESTIONNAIRE.items[pair.id].levels[2].nl}’"

    def test_a_difference_that_rounds_to_nothing_has_no_sign(self):
        people = [whole("it_staff", 3) for _ in range(30)] + [whole("user", 3) for _ in range(30)]
        people[0] = whole("it_staff", 3, {"S3.1": 2})
        page = view_of(run(*people)).differences
        assert {row.gap for group in page.groups for row in group.rows} == {"0,0"}

    def test_what_divides_people_is_listed(self):
        people = [whole("it_staff", 3, {"S1.2": level}) for level in (1, 1, 5, 5)]
        page = view_of(run(*people)).differences
        assert [row.id for row in page.divided] == ["S1.2"]
        assert page.divided[0].spread == "2,0 ‡"


class TestPrivacy:
    def test_groups_under_the_threshold_are_printed_together_only(self):
        people = [whole("it_management", 5), *(whole("it_staff", 2) for _ in range(5)), whole("supplier", 1)]
        people += [whole("user", 3) for _ in range(6)]
        report = view_of(run(*people, privacy="anonymous"))
        heads = {head for part in report.answers.capabilities for item in part.items for head in item.groups}
        assert heads <= {"IT (6)", "Gebruikers (6)", "IT en leveranciers (7)", "Gebruikers en leveranciers (7)"}

    def test_with_fewer_respondents_than_the_threshold_there_is_no_distribution(self):
        report = view_of(run(whole("it_staff", 2), whole("user", 4), privacy="anonymous"))
        assert not any(item.groups for part in report.answers.capabilities for item in part.items)
        assert not any(row.chart.groups for page in report.domains for block in page.blocks for row in block.rows)

    def test_who_of_it_can_be_recognised_is_told_to_the_organiser(self):
        users = [whole("user", 3) for _ in range(6)]
        alone = run(whole("it_management", 4), *users, privacy="anonymous")
        enough = run(*(whole("it_staff", 4) for _ in range(5)), *users, privacy="anonymous")
        warning = "Vraag of zij dat goedvinden voordat je dit rapport deelt."
        assert warning in " ".join(texts(view_of(alone)))
        assert warning not in " ".join(texts(view_of(enough)))

    def test_notes_of_people_are_printed_of_an_open_run_only(self):
        people = [
            msgspec.structs.replace(
                whole("it_staff", 3),
                answers={**whole("it_staff", 3).answers, "U1.1": Answer(level=3, note="geheim", evidence="map")},
            ),
            whole("user", 3),
        ]
        opened, closed = (" ".join(texts(view_of(run(*people, privacy=mode)))) for mode in ("open", "anonymous"))
        assert "geheim" in opened
        assert "geheim" not in closed

    def test_what_a_group_settled_is_printed_with_its_note(self):
        settled = run(*(whole("it_staff", 3) for _ in range(6)), privacy="anonymous", mode="workshop")
        settled = msgspec.structs.replace(settled, agreed={"U1.1": Agreed(2, "omdat het zo is")})
        first = view_of(settled).answers.capabilities[0].items[0]
        assert first.remark == "Samen afgesproken: b."
        assert [(note.term, note.text) for note in first.notes] == [("Wat is afgesproken", "omdat het zo is")]

    def test_the_threshold_of_the_run_is_the_one_that_is_told(self):
        people = [whole(role, 3) for role in ("it_staff",) * 8 + ("user",) * 8]
        told = msgspec.structs.replace(run(*people, privacy="anonymous"), privacy=Privacy("anonymous", 7))
        assert "in groepen van minstens zeven" in view_of(told).answers.head.lead


def test_a_group_that_gave_no_answer_is_not_drawn():
    silent = GroupAnswers(audiences=("user",), people=0, counts=(0, 0, 0, 0, 0), unknown=0, mean=None)
    spoke = GroupAnswers(audiences=("it",), people=1, counts=(0, 0, 0, 0, 0), unknown=1, mean=None)
    score = item_of(silent, spoke)
    assert groups_in(score) == (spoke,)


def item_of(*groups):
    return ItemScore(
        value=None,
        value_pessimistic=None,
        low_median=None,
        agreed=None,
        spread=None,
        polarised=None,
        not_applicable=False,
        perception_gap=None,
        groups=groups,
    )


class TestWordsOfPeople:
    def test_controls_and_what_turns_text_round_are_left_out(self):
        assert own_words("a\u202eb\u0007c\u2066d\x00") == "abcd"

    def test_line_breaks_accents_and_emoji_stay(self):
        assert own_words("één\nregel \U0001f600 ") == "één\nregel \U0001f600"

    def test_a_long_name_is_cut_at_a_word(self):
        assert shortened("Gemeente Voorbeeld aan den Rijn", 20) == "Gemeente Voorbeeld…"
        assert shortened("kort", 20) == "kort"
        assert len(shortened("x" * 100, 20)) == 20

    def test_the_whole_name_of_an_organisation_stands_on_the_cover(self):
        name = "Samenwerkingsverband " * 12
        report = view_of(msgspec.structs.replace(hardly_answered(), organisation=name))
        assert report.contents.organisation == name.strip()
        assert len(report.labels.foot_left) < 110


def test_facts_and_context_are_printed_with_the_questions_they_answer():
    facts = {fact.term: fact.text for fact in view("the example").answers.facts}
    assert facts["Wat is jullie laatste cijfer voor tevredenheid?"] == "6,9 op een schaal van 1 tot 10"
    assert facts["Hoeveel medewerkers heeft IT, en voor hoeveel gebruikers werken ze?"] == "24 bij IT · 850 gebruikers"


def test_nobody_needs_to_have_answered_for_a_report():
    nobody = run(person("it_staff"), mode="solo", context=Context(horizon_quarters=1, capacity_days=1))
    report = view_of(nobody)
    assert report.answers.head.heading == "Geen van de 39 vragen heeft een antwoord dat meetelt."


def test_a_report_of_all_at_five_asks_for_nothing():
    assert view_of(all_at(5)).answer.steps == ()


def test_a_random_person_needs_no_ambition():
    assert view_of(run(somebody("it_staff", random.Random(1)), mode="solo")).answer.steps
