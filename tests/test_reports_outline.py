"""The report as headings, paragraphs, lists and tables: all that its pages say, in their order."""

import itertools
import re
from collections.abc import Iterator
from functools import cache

import msgspec
import pytest
from report_runs import DEPARTMENTS, all_at, hardly_answered, solo, view, view_of
from scoring_runs import QUESTIONNAIRE, person, run

from assess import workflow
from questionnaires.language import words
from questionnaires.model import LANGUAGES, Language
from questionnaires.responses import ActionProgress
from reports.edition import Edition
from reports.outline import outline
from reports.outline.blocks import Block, Contents, Facts, Heading, Paragraph, Row, Run, Table, plain_text
from reports.view import build_view
from scoring.roadmap import limits_of, plan
from scoring.scoring import score_responses

EVERY = [(name, language) for name in DEPARTMENTS for language in LANGUAGES]
OPTIONAL = (
    "outlook", "feasibility", "followed_up", "remarks", "reading", "capabilities", "priority", "differences", "cards",
    "left_out", "answers",
)  # fmt: skip


@cache
def whole(name: str, language: Language = "nl") -> tuple[Block, ...]:
    return outline(view(name, language))


def texts(value: object) -> Iterator[str]:
    """Yield every line and text of a value; the runs of a line as one."""
    match value:
        case str():
            yield value
        case tuple() if value and all(isinstance(each, Run) for each in value):
            yield plain_text(value)  # type: ignore[arg-type]
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from texts(getattr(value, name))
        case tuple():
            for each in value:
                yield from texts(each)


def told(blocks: tuple[Block, ...]) -> str:
    return "\n".join(texts(blocks))


def headings(blocks: tuple[Block, ...], level: int) -> list[Heading]:
    return [block for block in blocks if isinstance(block, Heading) and block.level == level]


def rows(table: Table) -> list[Row]:
    return [row for group in table.groups for row in group.rows]


def table_under(blocks: tuple[Block, ...], anchor: str) -> Table:
    """Return the first table of a chapter."""
    start = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor == anchor)
    return next(block for block in blocks[start:] if isinstance(block, Table))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_page_is_a_chapter_with_its_message_in_the_order_of_the_contents(name, language):
    shown = view(name, language)
    chapters = [(each.number, each.title, each.text) for each in headings(outline(shown), 1)]
    assert chapters == [(line.number, line.title, line.heading) for line in shown.contents.lines]


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_the_contents_lead_to_every_chapter(name):
    blocks = whole(name)
    (contents,) = [block for block in blocks if isinstance(block, Contents)]
    assert [entry.anchor for entry in contents.entries] == [each.anchor for each in headings(blocks, 1)]


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_headings_never_skip_a_level(name):
    levels = [block.level for block in whole(name) if isinstance(block, Heading)]
    assert levels[0] == 1
    assert all(deeper <= above + 1 for above, deeper in itertools.pairwise(levels))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_capability_item_and_action_is_told(name, language):
    said = told(whole(name, language))
    for capability in QUESTIONNAIRE.capabilities.values():
        assert f"{capability.id} {capability.name[language]}" in said
    for item in QUESTIONNAIRE.items.values():
        assert item.question[language] in said or item.worded_for("it_management").question[language] in said
    for action in QUESTIONNAIRE.actions:
        assert action.title[language] in said


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_every_sentence_of_the_fronts_of_pages_is_told(name):
    shown = view(name)
    said = told(outline(shown))
    page = shown.answer
    for text in (*page.warnings, page.profile.text, *(step.first_step for step in page.steps)):
        assert text in said
    for domain in shown.domains:
        for quote in (domain.quote, *domain.also):
            assert quote is None or (quote.sentence in said and quote.text in said)
        assert all(text in said for text in domain.findings)
    assert all(text in said for column in shown.capabilities.columns for text in column.texts)
    assert all(text in said for part in shown.method.parts for text in part.paragraphs)


def test_figures_stand_in_the_columns_that_name_them():
    shown = view("the example")
    table = table_under(outline(shown), "capabilities")
    heads = [column.title for column in table.columns]
    (sight,) = [row for row in rows(table) if plain_text(row.cells[0].line).startswith("S1 ")]
    figures = {head: plain_text(cell.line) for head, cell in zip(heads, sight.cells, strict=True)}
    assert figures["Score"] == "1,2"
    assert figures["Lat"] == "3"
    assert figures["Niveau"] == "1"
    assert figures["Prioriteit"] == "100"


def test_counts_of_answers_are_those_of_all_groups_together():
    blocks = whole("the example")
    start = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor == "domain-S")
    _, items, *_ = [block for block in blocks[start:] if isinstance(block, Table)]
    (signals,) = [row for row in rows(items) if plain_text(row.cells[0].line).startswith("S1.2")]
    assert [plain_text(cell.line) for cell in signals.cells[1:7]] == ["3", "·", "·", "·", "·", "3"]


def test_an_action_has_its_weeks_under_the_quarters_in_which_it_runs():
    shown = view("the example")
    table = table_under(outline(shown), "roadmap")
    quarters = [number for number, column in enumerate(table.columns) if column.kind == "quarter"]
    starts = {
        figure.id: (figure.start_week, figure.finish_week) for figure in shown.figures.actions if figure.is_planned
    }
    assert len(rows(table)) == len(starts)
    for row in rows(table):
        start, finish = starts[plain_text(row.cells[0].line).split()[0]]
        runs = [bool(row.cells[number].line) for number in quarters]
        assert runs == [start < 13 * (number + 1) and finish > 13 * number for number in range(4)]


@pytest.mark.parametrize("name", ["forty", "all at 1"])
def test_a_long_roadmap_has_a_column_for_the_weeks(name):
    table = table_under(whole(name), "roadmap")
    weeks = next(number for number, column in enumerate(table.columns) if column.title == "Weken")
    assert all(re.fullmatch(r"\d+(–\d+)?", plain_text(row.cells[weeks].line)) for row in rows(table))


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_every_row_has_a_cell_for_every_column(name):
    for table in (block for block in whole(name) if isinstance(block, Table)):
        assert all(len(row.cells) == len(table.columns) for row in rows(table))
        assert all(len(group.cells) < len(table.columns) for group in table.groups)


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_columns_fit_the_width_of_the_page(name):
    blocks = whole(name)
    is_wide = False
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            is_wide = block.is_wide
        if isinstance(block, Table):
            fixed = sum(column.width or 0 for column in block.columns if column.kind not in ("marks", "weeks"))
            assert fixed <= (257 if is_wide else 165) - 30, block.caption or block.columns[0].title


@pytest.mark.parametrize("page", OPTIONAL)
def test_a_page_that_is_not_there_is_not_told(page):
    whole = view("the example", "en")
    without = msgspec.structs.replace(whole, **{page: None})
    anchor = {"left_out": "left-out"}.get(page, page)
    assert anchor not in {each.anchor for each in headings(outline(without), 1)}
    assert anchor not in {run.to for run in runs(outline(without))}


def runs(value: object) -> Iterator[Run]:
    match value:
        case Run():
            yield value
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from runs(getattr(value, name))
        case tuple():
            for each in value:
                yield from runs(each)


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_whatever_leads_somewhere_leads_to_a_place_that_is_there(name):
    blocks = whole(name)
    places = {value.anchor for block in blocks for value in with_anchor(block)}
    assert {run.to for run in runs(blocks) if run.to} <= places


def with_anchor(value: object) -> Iterator[Heading | Table | Row]:
    if getattr(value, "anchor", ""):
        yield value  # type: ignore[misc]
    if isinstance(value, Table):
        for group in value.groups:
            yield from with_anchor(group)


def test_a_board_gets_the_chapters_that_are_for_it_and_links_to_no_other():
    responses = workflow.example().responses
    card = score_responses(QUESTIONNAIRE, responses)
    roadmap = plan(QUESTIONNAIRE, card, limits_of(responses))
    edition = Edition(readers="board")
    blocks = outline(build_view(QUESTIONNAIRE, responses, card, roadmap, words("nl"), edition=edition))
    chapters = [each.anchor for each in headings(blocks, 1)]
    assert chapters[:2] == ["answer", "roadmap"]
    assert not {"capabilities", "cards", "answers", "domain-U"} & set(chapters)
    assert {run.to for run in runs(blocks) if run.to} <= set(chapters)


def test_what_is_to_be_filled_in_is_empty():
    cards = [block for block in whole("the example") if isinstance(block, Facts)]
    (card, *_) = [block for block in cards if any(fact.term == "Nulmeting" for fact in block.facts)]
    assert {fact.term for fact in card.facts if not fact.text} == {"Nulmeting", "Doel", "Eigenaar"}


def test_an_owner_who_is_known_stands_on_the_card_and_in_the_roadmap():
    step = view_of(solo()).roadmap.sheets[0].lanes[0].rows[0].id
    blocks = outline(view_of(solo(actions={step: ActionProgress(status="planned", owner="Noor")})))
    assert told(blocks).count("Noor") == 2


def test_in_brief_answers_are_a_line_each_and_formulas_are_left_out():
    full, brief = whole("the example"), outline(view("the example"), is_brief=True)
    assert len(brief) < len(full)
    said = told(brief)
    assert all(item in said for item in QUESTIONNAIRE.items)
    assert "max(0, T − S)" in told(full)
    assert "max(0, T − S)" not in said


def test_remarks_keep_their_markup_and_never_outrank_a_heading():
    blocks = outline(
        view_of(solo(remarks={"U": "# Groot\n\nLees **dit** en [dat](https://voorbeeld.nl/a).\n\n1. een\n2. twee"}))
    )
    said = [block for block in blocks if isinstance(block, Paragraph) and block.tone == "remark"]
    assert Run("Groot", bold=True) in said[0].lines[0]
    assert Run("dit", bold=True) in said[1].lines[0]
    assert Run("dat", link="https://voorbeeld.nl/a") in said[1].lines[0]
    assert not [each for each in blocks if isinstance(each, Heading) and each.text == "Groot"]


def test_a_remark_about_a_page_stands_in_its_chapter():
    blocks = outline(view_of(solo(remarks={"priority": "Pas op de zomer."})))
    place = next(n for n, block in enumerate(blocks) if "Pas op de zomer." in told((block,)))
    before = [block.anchor for block in blocks[:place] if isinstance(block, Heading) and block.level == 1]
    assert before[-1] == "priority"


def test_nothing_to_plan_is_told_in_sentences():
    blocks = outline(view_of(all_at(5)))
    assert not [each for each in headings(blocks, 1) if each.is_wide]
    assert "Er valt niets te plannen" in told(blocks)


def test_a_run_without_answers_has_an_outline():
    assert headings(outline(view_of(hardly_answered())), 1)
    assert headings(outline(view_of(run(person("it_staff"), mode="solo"))), 1)
