"""The workbook says what the scorecard says, its formulas come to the same, and nothing in it is dangerous."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import warnings
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import ironcalc
import msgspec
import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from report_runs import DEPARTMENTS, solo, somebody, view, view_of
from scoring_runs import QUESTIONNAIRE, run, whole

from questionnaires.language import words
from questionnaires.model import Language
from questionnaires.responses import ActionProgress, Agreed, Answer, Responses
from reports import xlsx
from reports.brand import Brand, Logo
from reports.edition import Edition, Readers
from reports.view import ReportView, build_view
from reports.view.workbook import workbook_of
from reports.view.workbook.check import first_chosen
from reports.view.workbook.check.frame import CHOICE_ROW, VERDICT_ROW
from reports.view.workbook.model import FIRST_ROW, TABLE_ROW, Formula, PlacedSheet, TableSheet, Workbook
from scoring.roadmap import limits_of, plan
from scoring.scoring import score_responses

HOSTILE = "=cmd|'/c calc'!A0"
HEADINGS = TABLE_ROW + 1  # rows of openpyxl and ironcalc count from 1


def opened(view: ReportView) -> Book:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl does not keep data bars, and says so
        return openpyxl.load_workbook(io.BytesIO(xlsx.render(view)))


@cache
def book(name: str, language: Language = "nl") -> Book:
    return opened(view(name, language))


@cache
def told(name: str, language: Language = "nl") -> Workbook:
    return workbook_of(view(name, language))


def the(key: str, workbook: Workbook) -> Any:
    return next(sheet for sheet in workbook.sheets if sheet.key == key)


def place_of(key: str, workbook: Workbook) -> int:
    return [sheet.key for sheet in workbook.sheets].index(key)


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """Return the rows under the headings of a sheet, by their heading; cells without a value as None."""
    titles = [cell.value for cell in sheet[HEADINGS]]
    lines = sheet.iter_rows(min_row=HEADINGS + 1, values_only=True)
    return [dict(zip(titles, line, strict=True)) for line in lines]


def near(*figures: float | None) -> list[Any]:
    """Return figures to compare with those of a file, which keeps sixteen digits."""
    return [None if figure is None else pytest.approx(figure, abs=1e-12) for figure in figures]


class Calculated:
    """A workbook whose formulas are calculated anew, whatever values the file carries."""

    def __init__(self, view: ReportView, folder: Path) -> None:
        path = folder / "figures.xlsx"
        path.write_bytes(xlsx.render(view))
        self.model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        self.workbook = workbook_of(view)
        self.model.evaluate()

    def value(self, key: str, row: int, column: int) -> Any:
        value = self.model.get_cell_value(place_of(key, self.workbook), row + 1, column + 1)
        return "" if value is None else value

    def enter(self, key: str, row: int, column: int, text: str) -> None:
        self.model.set_user_input(place_of(key, self.workbook), row + 1, column + 1, text)
        self.model.evaluate()

    def choose(self, capability_id: str) -> None:
        self.enter("check", CHOICE_ROW, 1, capability_id)

    def disagreeing(self) -> list[str]:
        """Return the cells of the sheet to check with that do not say yes."""
        sheet: PlacedSheet = the("check", self.workbook)
        return [
            f"{placed.row + 1}:{placed.column + 1}"
            for placed in sheet.cells
            if placed.look == "agrees" and self.value("check", placed.row, placed.column) in sheet.disagrees
        ]


def agreed_and_not_applicable() -> Responses:
    """Twelve people who settled two levels, without suppliers, some of whom do not know."""
    rng = random.Random(3)
    people = [somebody("it_staff", rng, 0.2) for _ in range(6)] + [somebody("user", rng, 0.2) for _ in range(6)]
    away = {
        name: Answer(kind="not_applicable", reason="-")
        for name, item in QUESTIONNAIRE.items.items()
        if item.not_applicable
    }
    people = [
        msgspec.structs.replace(each, answers={**each.answers, **{k: v for k, v in away.items() if k in each.answers}})
        for each in people
    ]
    return msgspec.structs.replace(
        run(*people, privacy="anonymous"), agreed={"U3.1": Agreed(4), "S1.1": Agreed(1), "O1.1": Agreed(3)}
    )


def three_anonymous() -> Responses:
    rng = random.Random(4)
    return run(*(somebody("it_staff", rng, 0.2) for _ in range(3)), privacy="anonymous")


RECALCULATED = {
    **DEPARTMENTS,
    "agreed and not applicable": agreed_and_not_applicable,
    "three anonymous": three_anonymous,
}


# what it says


def test_every_capability_stands_in_it_with_the_figures_of_the_scorecard() -> None:
    card = score_responses(QUESTIONNAIRE, DEPARTMENTS["the example"]())
    found = {row["Id"]: row for row in rows(book("the example", "en")["Capabilities"])}
    assert list(found) == list(card.capabilities)
    for capability_id, score in card.capabilities.items():
        row = found[capability_id]
        factors = score.priority_factors
        assert factors is not None
        names = ("Average (S)", "Level (L)", "Ambition (T)", "Gap", "Priority (P)", "Importance (I)", "Risk (R)")
        assert [row[name] for name in names] == near(
            score.score, score.level, score.target, score.gap, score.priority, score.importance, factors.risk
        )
        names = ("Enables (E)", "Coverage", "Consensus", "Spread from", "Spread to", "F(3)")
        assert [row[name] for name in names] == near(
            factors.enables, score.coverage, score.consensus, score.interval.low, score.interval.high,
            (score.fulfilment or {})["3"],
        )  # fmt: skip


def test_every_item_stands_in_it_with_the_figures_of_the_scorecard() -> None:
    card = score_responses(QUESTIONNAIRE, DEPARTMENTS["the example"]())
    found = {row["Id"]: row for row in rows(book("the example", "en")["Questions"])}
    assert list(found) == list(card.items)
    for item_id, score in card.items.items():
        names = ("x", "m", "Settled level", "Spread (AD)", "IT − users")
        assert [found[item_id][name] for name in names] == near(
            score.value, score.low_median, score.agreed, score.spread, score.perception_gap
        )


def test_the_last_row_of_the_domains_is_the_whole() -> None:
    overall = view("the example", "en").figures.overall
    last = rows(book("the example", "en")["Domains"])[-1]
    assert last["Domain"] == "The whole"
    figures = [last[name] for name in ("Average (S)", "Level (L)", "Ambition (T)")]
    assert figures == near(overall.score, overall.level, overall.ambition)


def test_what_is_not_scored_is_an_empty_cell_and_no_zero() -> None:
    found = rows(book("hardly answered", "en")["Capabilities"])
    assert {row["Average (S)"] for row in found} == {None}


def test_planned_actions_have_real_dates_and_days() -> None:
    planned = [action for action in view("the example").figures.actions if action.is_planned]
    found = rows(book("the example")["Acties"])
    assert [(row["Start"], row["Eind"], row["Dagen"]) for row in found] == [
        (
            dt.datetime.combine(one.start or dt.date.min, dt.time()),
            dt.datetime.combine(one.finish or dt.date.min, dt.time()),
            one.days,
        )
        for one in planned
    ]


def test_owner_and_status_of_an_action_are_filled_in_where_they_are_known() -> None:
    started = {"U2-A": ActionProgress(status="running", owner="Fatima")}
    found = rows(opened(view_of(solo(actions=started)))["Acties"])
    row = next(row for row in found if row["Id"] == "U2-A")
    assert (row["Eigenaar"], row["Status"]) == ("Fatima", "loopt")


def test_every_action_is_planned_or_left_out_with_its_reason() -> None:
    planned, outside = rows(book("the example")["Acties"]), rows(book("the example")["Wat we niet doen"])
    assert sorted(row["Id"] for row in planned + outside) == sorted(QUESTIONNAIRE.actions_by_id)
    assert all(row["Waarom niet"] for row in outside)


def test_a_run_without_steps_has_no_sheet_of_actions() -> None:
    assert "Acties" not in book("all at 5").sheetnames
    assert "Kwartalen" in book("all at 5").sheetnames


def test_of_one_respondent_the_chosen_sentence_and_the_note_are_there() -> None:
    first = rows(book("one respondent")["Vragen"])[0]
    assert first["De zin die geldt"] == QUESTIONNAIRE.items["U1.1"].levels[1].nl
    assert first["Wat erbij is genoteerd"] == "Notitie: We bellen tien collega’s.\nBewijs: Verslag 12 maart"


# its shape


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_table_has_filters_frozen_headings_and_prints_within_the_width(language: Language) -> None:
    sheets = [sheet for sheet in told("the example", language).sheets if isinstance(sheet, TableSheet)]
    assert len(sheets) == 8
    for sheet in sheets:
        page = book("the example", language)[sheet.name]
        (table,) = page.tables.values()
        assert table.autoFilter is not None
        assert [column.name for column in table.tableColumns] == [column.title for column in sheet.table.columns]
        assert str(page.freeze_panes).endswith(str(HEADINGS + 1))
        assert page.print_title_rows == f"${HEADINGS}:${HEADINGS}"
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage


def test_sheets_are_named_in_the_language_of_the_report() -> None:
    assert book("the example").sheetnames == [
        "Overzicht", "Onderdelen", "Domeinen", "Vragen", "Antwoorden", "Acties", "Kwartalen", "Wat we niet doen",
        "Narekenen", "Uitleg bij de kolommen",
    ]  # fmt: skip
    assert book("the example", "en").sheetnames == [
        "Overview", "Capabilities", "Domains", "Questions", "Answers", "Actions", "Quarters", "Left out",
        "Check a score", "Columns explained",
    ]  # fmt: skip


def test_the_status_of_an_action_is_chosen_from_a_list() -> None:
    (validation,) = book("the example")["Acties"].data_validations.dataValidation
    assert validation.formula1 == '"gepland,loopt,klaar,vervallen"'
    status = [cell.value for cell in book("the example")["Acties"][HEADINGS]].index("Status")
    assert {cells.min_col for cells in validation.sqref.ranges} == {status + 1}


def test_the_capability_to_check_is_chosen_from_all_of_them() -> None:
    (validation,) = book("the example")["Narekenen"].data_validations.dataValidation
    assert validation.formula1 == "'Onderdelen'!$A$5:$A$17"
    assert book("the example")["Narekenen"]["B4"].value == first_chosen(view("the example").figures).id


def test_the_dictionary_explains_every_column_of_every_table() -> None:
    for language in ("nl", "en"):
        workbook = told("the example", language)
        lines = {(row[0], row[1]): row for row in the("dictionary", workbook).table.rows}
        tables = [sheet for sheet in workbook.sheets if isinstance(sheet, TableSheet) and sheet.key != "dictionary"]
        columns = [(sheet.name, column.title) for sheet in tables for column in sheet.table.columns]
        assert list(lines) == columns
        assert all(line[2] and line[3] for line in lines.values())


def test_sections_in_the_dictionary_are_sections_of_the_method() -> None:
    method = (Path(__file__).parent.parent / "docs" / "method.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^#+ (\d(?:\.\d+)?)", method, re.MULTILINE))
    named = {row[5] for row in the("dictionary", told("the example")).table.rows} - {""}
    assert named <= sections


def test_links_lead_to_every_other_sheet_and_back() -> None:
    names = book("the example").sheetnames
    links = [cell.hyperlink.location for cell in book("the example")["Overzicht"]["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in names[1:]]
    assert all(book("the example")[name]["A3"].hyperlink.location == "'Overzicht'!A1" for name in names[1:])


def test_the_chart_shows_ambition_and_reality_and_says_so_in_words() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.render(view("the example", "en")))) as file:
        chart, drawing = (file.read(f"xl/{name}.xml").decode() for name in ("charts/chart1", "drawings/drawing1"))
    assert "'Capabilities'!$E$5:$E$17" in chart
    assert "'Capabilities'!$H$5:$H$17" in chart
    assert 'descr="Ambition and reality per capability. Expectations and the bar: reality 2.2, ambition 4;' in drawing


def test_headings_carry_the_colour_of_the_brand() -> None:
    run_ = DEPARTMENTS["one respondent"]()
    branded = opened(edition_of(run_, Edition(brand=Brand(name="Advies", primary="#5B2A86", accent="#A03A00"))))
    assert branded["Onderdelen"]["A4"].fill.fgColor.rgb == "FF5B2A86"
    assert branded.properties.creator == "Advies"


def edition_of(responses: Responses, edition: Edition) -> ReportView:
    card = score_responses(QUESTIONNAIRE, responses)
    roadmap = plan(QUESTIONNAIRE, card, limits_of(responses))
    return build_view(QUESTIONNAIRE, responses, card, roadmap, words("nl"), edition=edition)


def test_the_first_sheet_carries_the_logo_the_maker_and_what_the_organiser_says() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (600, 100), "#5B2A86").save(picture, "PNG", dpi=(300, 300))
    brand = Brand(name="Advies", contact="advies@example.org", logo=Logo("png", picture.getvalue()))
    responses = solo(remarks={"general": "Lees **eerst** de roadmap. =1+1"})
    report = edition_of(responses, Edition(brand=brand))
    page = opened(report)["Overzicht"]
    shown = {cell.value for row in page for cell in row}
    assert {"Advies · advies@example.org", "Lees eerst de roadmap. =1+1"} <= shown
    (logo,) = page._images
    assert logo.ref.getvalue() == picture.getvalue()
    assert 'descr="Logo van Advies"' in unpacked(report).decode(errors="replace")


def test_the_first_sheet_says_that_one_respondent_is_one_view() -> None:
    assert view("one respondent").contents.one_view in {cell.value for cell in book("one respondent")["Overzicht"]["A"]}


@pytest.mark.parametrize("readers", ["board", "team", "full"])
def test_every_edition_has_a_workbook_with_all_figures(readers: Readers) -> None:
    assert opened(edition_of(solo(), Edition(readers=readers))).sheetnames == book("one respondent").sheetnames


def test_the_same_view_gives_the_same_bytes() -> None:
    assert xlsx.render(view("the example")) == xlsx.render(view_of(DEPARTMENTS["the example"]()))


def test_the_file_says_what_it_is_and_when_the_run_was() -> None:
    told_of = book("the example").properties
    assert told_of.title == "Hoe ambitieus is jouw IT-afdeling? Gemeente Voorbeeld"
    assert told_of.created == told_of.modified == dt.datetime.combine(dt.date(2026, 11, 19), dt.time())


# its formulas


@pytest.mark.parametrize("name", RECALCULATED)
def test_formulas_come_to_the_figures_of_the_program_for_every_capability(name: str, tmp_path: Path) -> None:
    report = view(name) if name in DEPARTMENTS else view_of(RECALCULATED[name]())
    calculated = Calculated(report, tmp_path)
    for capability in report.figures.capabilities:
        calculated.choose(capability.id)
        assert calculated.value("check", VERDICT_ROW, 1) == "alles klopt", capability.id
        assert calculated.disagreeing() == []


@pytest.mark.parametrize("name", RECALCULATED)
def test_what_a_formula_shows_before_it_is_calculated_is_what_it_comes_to(name: str, tmp_path: Path) -> None:
    calculated = Calculated(view(name) if name in DEPARTMENTS else view_of(RECALCULATED[name]()), tmp_path)
    for placed in the("check", calculated.workbook).cells:
        if isinstance(placed.cell, Formula):
            value = calculated.value("check", placed.row, placed.column)
            assert value == (pytest.approx(placed.cell.value) if isinstance(value, float) else placed.cell.value)


def test_the_score_is_recalculated_from_the_answers_and_not_taken_over(tmp_path: Path) -> None:
    calculated = Calculated(view("the example"), tmp_path)
    answers = the("answers", calculated.workbook).table
    row = next(number for number, line in enumerate(answers.rows, FIRST_ROW) if line[0] == "S1.3")
    calculated.choose("S1")
    assert calculated.disagreeing() == []
    calculated.enter("answers", row, answers.position("e"), "9")
    assert calculated.value("check", VERDICT_ROW, 1) == "niet alles klopt"
    assert len(calculated.disagreeing()) > 5


def test_a_key_practice_that_is_missed_holds_the_level_back(tmp_path: Path) -> None:
    people = [whole("it_staff", 4, {"U1.1": 2}) for _ in range(5)]
    calculated = Calculated(view_of(run(*people, privacy="anonymous")), tmp_path)
    calculated.choose("U1")
    assert calculated.disagreeing() == []
    assert view_of(run(*people, privacy="anonymous")).figures.capabilities[0].level == 2
    sheet = book_rows(calculated)
    assert sheet["L"] == 2


def book_rows(calculated: Calculated) -> dict[str, Any]:
    """Return what was calculated of a capability, by its symbol."""
    labels = [placed for placed in the("check", calculated.workbook).cells if placed.look == "label"]
    return {str(label.cell): calculated.value("check", label.row, 2) for label in labels if label.column == 0}


@pytest.mark.parametrize("name", ["the example", "all at 1", "one quarter", "forty"])
def test_days_counted_again_from_the_actions_are_those_of_the_roadmap(name: str, tmp_path: Path) -> None:
    calculated = Calculated(view(name), tmp_path)
    table = the("quarters", calculated.workbook).table
    for row, quarter in enumerate(view(name).figures.quarters, FIRST_ROW):
        counted = calculated.value("quarters", row, table.position("counted"))
        assert counted == pytest.approx(quarter.planned, abs=0.051)  # the roadmap gives its days in tenths


def test_quarters_follow_when_an_action_becomes_more_work(tmp_path: Path) -> None:
    calculated = Calculated(view("the example"), tmp_path)
    quarters, actions = (the(key, calculated.workbook).table for key in ("quarters", "actions"))
    column, before = quarters.position("counted"), view("the example").figures.quarters[0].planned
    days = actions.rows[0][actions.position("days")]
    calculated.enter("actions", FIRST_ROW, actions.position("days"), str(days + 10))
    assert calculated.value("quarters", FIRST_ROW, column) == pytest.approx(before + 10, abs=0.051)


def test_the_sums_of_the_quarters_are_formulas() -> None:
    page = book("the example")["Kwartalen"]
    assert [page["A9"].value, page["D9"].value] == ["Samen", "=SUM(D5:D8)"]


# privacy


def test_no_group_under_the_threshold_stands_anywhere_in_an_anonymous_workbook() -> None:
    for name in ("the example", "nine, of whom a third does not know", "forty"):
        people = [row["Mensen"] for row in rows(book(name)["Antwoorden"])]
        assert people
        assert min(people) >= 5, name


def test_of_too_few_anonymous_respondents_there_is_no_distribution_at_all() -> None:
    found = opened(view_of(three_anonymous()))
    assert {tuple(row.values()) for row in rows(found["Antwoorden"])} == {(None,) * 10}
    assert found["Antwoorden"]["A2"].value == "Bij minder dan vijf deelnemers is er geen verdeling te zien."
    assert {(row["Weet ik niet"], row["Spreiding (AD)"]) for row in rows(found["Vragen"])} == {(None, None)}


def test_notes_of_people_stay_out_of_an_anonymous_workbook() -> None:
    rng = random.Random(1)
    noted = [
        msgspec.structs.replace(
            each, answers={**each.answers, "U1.1": Answer(level=2, note="Piet weet ervan", evidence="van Piet")}
        )
        for each in (somebody("it_staff", rng) for _ in range(6))
    ]
    assert b"Piet" not in unpacked(view_of(run(*noted, privacy="anonymous")))
    assert b"Piet" in unpacked(view_of(run(*noted, privacy="open")))


def test_an_anonymous_edition_names_the_organisation_nowhere() -> None:
    responses = solo(organisation="Waterschap Verweg")
    assert b"Verweg" in unpacked(edition_of(responses, Edition()))
    assert b"Verweg" not in unpacked(edition_of(responses, Edition(anonymous=True)))


def unpacked(view: ReportView) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx.render(view))) as file:
        return b"".join(file.read(name) for name in sorted(file.namelist()))


# hostile texts


def hostile() -> ReportView:
    texts = [
        HOSTILE,
        "+1+1",
        "-2",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "{{ 7*7 }}",
        "a\x00b\x1bc\x07d",
        "_x0041_",
        "<b>x</b>&amp;",
    ]
    answers = dict(solo().respondents[0].answers)
    for item_id, text in zip(answers, texts, strict=False):
        answers[item_id] = Answer(level=2, note=text)
    answers["S4.3"] = Answer(level=2, note="x" * 40_000)
    person = msgspec.structs.replace(solo().respondents[0], answers=answers)
    owned = {action.id: ActionProgress(status="planned", owner=HOSTILE) for action in QUESTIONNAIRE.actions}
    return view_of(solo(respondents=(person,), organisation=HOSTILE, actions=owned))


def test_no_text_becomes_a_formula() -> None:
    view = hostile()
    ours = {
        cell.text
        for sheet in workbook_of(view).sheets
        for cell in (
            (cell for row in sheet.table.rows for cell in row)
            if isinstance(sheet, TableSheet)
            else (placed.cell for placed in sheet.cells)
        )
        if isinstance(cell, Formula)
    }
    found = {cell.value for page in opened(view) for row in page for cell in row if cell.data_type == "f"}
    assert found - {formula for formula in found if re.fullmatch(r"=SUM\([D-H]\d+:[D-H]\d+\)", formula)} <= ours
    assert not [formula for formula in found if "cmd" in formula]


def test_a_text_that_looks_like_a_formula_stays_one_when_it_is_edited() -> None:
    owner = next(cell for row in opened(hostile())["Acties"] for cell in row if str(cell.value).startswith("=cmd"))
    assert (owner.data_type, owner.quotePrefix) == ("s", True)


def test_texts_are_shown_as_they_were_typed_without_characters_that_no_cell_can_hold() -> None:
    notes = [row["Wat erbij is genoteerd"] for row in rows(opened(hostile())["Vragen"])]
    shown = [str(note).removeprefix("Notitie: ") for note in notes if note]
    assert shown[:3] == [HOSTILE, "+1+1", "-2"]
    assert "abcd" in shown
    assert "_x0041_" in shown
    assert "<b>x</b>&amp;" in shown


def test_a_name_without_characters_that_no_file_can_hold_stands_in_its_properties() -> None:
    named = edition_of(solo(), Edition(brand=Brand(name="A\x00d\x1bvies\u202e")))
    assert opened(named).properties.creator == "Advies"


def test_a_text_longer_than_a_cell_can_hold_is_cut() -> None:
    notes = [row["Wat erbij is genoteerd"] for row in rows(opened(hostile())["Vragen"])]
    assert max(len(note) for note in notes if note) == xlsx.LONGEST_TEXT


def test_no_row_is_higher_than_excel_allows() -> None:
    long = solo(remarks={"general": "woord " * 4_000})
    for report in (hostile(), view_of(long)):
        heights = [row.height or 0 for page in opened(report) for row in page.row_dimensions.values()]
        assert 400 < max(heights) <= xlsx.HIGHEST_ROW


def test_nothing_in_the_file_leads_outside_it() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.render(hostile()))) as file:
        assert not [name for name in file.namelist() if "externalLink" in name or "vba" in name]
        assert not [
            name for name in file.namelist() if name.endswith(".rels") and b'TargetMode="External"' in file.read(name)
        ]
