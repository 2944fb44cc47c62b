"""The slides, opened again: what stands on them, that all of it fits, and on whose template."""

import io
import re
import zipfile
from functools import cache

import msgspec
import openpyxl
import pptx
import pytest
from report_runs import DEPARTMENTS, QUESTIONNAIRE, all_at, hardly_answered, solo, view, view_of
from slide_templates import ANOTHERS, saved, template, without_title

from questionnaires.responses import Context
from reports import forms
from reports import pptx as slides
from reports.brand import Brand, Logo
from reports.pptx.fitting import Text, face_called, fitted, height_of, line_count
from reports.pptx.roadmap import chosen

EMU_PER_MM = 36_000
SLIDES = 6
SMALLEST = 9  # points
HOSTILE = '<b>vet</b> =cmd|"/c calc"!A1 {{ 7*7 }} \u202eomgekeerd\u202c 🎉 file:///etc/passwd _x0041_ \x07 & ‘'
LONG_NAME = "Gemeenschappelijke Regeling Informatievoorziening " * 4
ONE_WORD = "Gemeenschappelijkeregelinginformatievoorziening" * 5
ARIAL = face_called("Arial")
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


def named(organisation):
    return msgspec.structs.replace(solo(), organisation=organisation)


def no_ambition():
    alone = solo()
    person = msgspec.structs.replace(alone.respondents[0], ambition={})
    return msgspec.structs.replace(alone, respondents=(person,))


CASES = {
    **{name: (DEPARTMENTS[name], None) for name in ("the example", "one respondent", "hardly answered", "all at 5")},
    "no ambition": (no_ambition, None),
    "twelve quarters": (lambda: all_at(1, context=Context(horizon_quarters=12, capacity_days=200)), None),
    "the longest name": (lambda: named(LONG_NAME), None),
    "a name of one word": (lambda: named(ONE_WORD), None),
    "a 4:3 template": (solo, template(254, 190.5)),
    "a small template": (solo, template(254, 142.875)),
    "a template in a wide font": (lambda: all_at(1), template(font="Verdana")),
    "a small template, hardly answered": (hardly_answered, template(254, 142.875, "Verdana")),
}

IN_VERDANA = ("a template in a wide font", "a small template, hardly answered")


@cache
def rendered(name):
    make, on = CASES[name]
    shown = view_of(make())
    return shown, slides.render(shown, on)


def opened(content):
    return pptx.Presentation(io.BytesIO(content))


@pytest.fixture(scope="module", params=["nl", "en"])
def example(request):
    """Return the view of the example department with its slides, in each language."""
    shown = view("the example", request.param)
    return shown, opened(slides.render(shown))


def shapes_of(slide):
    """Return every shape of a slide; a group counts as one."""
    return list(slide.shapes)


def box(shape):
    left, top = shape.left / EMU_PER_MM, shape.top / EMU_PER_MM
    return left, top, left + shape.width / EMU_PER_MM, top + shape.height / EMU_PER_MM


def meet(one, other):
    """Say whether two boxes overlap by more than rounding."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.05 and min(one[3], other[3]) - max(one[1], other[1]) > 0.05


def texts_of(slide):
    return [shape for shape in shapes_of(slide) if shape.has_text_frame and shape.text_frame.text.strip()]


def says_something(shape):
    return shape.has_chart or shape.has_table or (shape.has_text_frame and bool(shape.text_frame.text.strip()))


def alternative(shape):
    return shape._element._nvXxPr.cNvPr.get("descr", "")


def decorates(shape):
    return "decorative" in "".join(child.tag for child in shape._element._nvXxPr.cNvPr.iter())


def runs_of(presentation):
    for slide in presentation.slides:
        yield from slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r")


def test_there_are_six_slides_and_each_title_is_a_finding(example):
    shown, presentation = example
    titles = [slide.shapes.title.text_frame.text.replace("\u00a0", " ") for slide in presentation.slides]
    assert titles[:2] == [shown.answer.head.heading, shown.capabilities.head.heading]
    assert titles[3] == shown.roadmap.head.heading
    assert titles == [head.title.replace("\u00a0", " ") for head in shown.slides.heads]
    assert len(titles) == SLIDES


def test_the_chart_has_the_figures_of_the_scorecard(example):
    shown, presentation = example
    series = {plot.name: plot for plot in charts(presentation)[0].plots[0].series}
    figures = {f"{each.id} {each.name}": each for each in shown.figures.capabilities}
    rows = [row.name for row in shown.slides.chart.rows]
    for name, wanted in ((shown.slides.chart.reality, "score"), (shown.slides.chart.ambition, "target")):
        drawn = points(series[name])
        assert {rows[place]: value for place, value in drawn.items()} == {
            name: getattr(each, wanted) for name, each in figures.items() if getattr(each, wanted) is not None
        }


def charts(presentation):
    return [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]


def points(series):
    """Return the values of a series along the scale, by row."""
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    found = series._element.findall("./c:xVal/c:numRef/c:numCache/c:pt", space)
    return {int(point.get("idx")): float(point.find("c:v", space).text) for point in found}


def test_the_data_behind_the_chart_is_what_it_shows(example):
    shown, presentation = example
    content = charts(presentation)[0].part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    for wanted, (name, reality, ambition, *_) in zip(
        shown.slides.chart.rows, sheet.iter_rows(min_row=2, values_only=True), strict=True
    ):
        assert (name, ambition) == (wanted.name, wanted.ambition)
        assert reality == pytest.approx(wanted.reality)  # the workbook keeps sixteen digits


def test_each_reference_of_the_chart_finds_the_cell_that_it_shows(example):
    _, presentation = example
    chart = charts(presentation)[0]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    for reference in chart._chartSpace.iter(f"{{{space['c']}}}numRef"):
        cells = sheet[reference.find("c:f", space).text.removeprefix("Sheet1!").replace("$", "")]
        values = [cell.value for row in cells for cell in (row if isinstance(row, tuple) else (row,))]
        shown = {int(pt.get("idx")): float(pt[0].text) for pt in reference.iter(f"{{{space['c']}}}pt")}
        assert shown == pytest.approx({place: value for place, value in enumerate(values) if value is not None})


def test_a_capability_without_a_score_is_named_and_has_no_dot():
    shown, content = rendered("hardly answered")
    unscored = [row for row in shown.slides.chart.rows if not row.is_domain and row.reality is None]
    drawn = charts(opened(content))[0]
    labels = "".join(drawn._chartSpace.itertext())
    assert all("(niet gescoord)" in row.name and row.name in labels for row in unscored)
    assert len(points(drawn.plots[0].series[2])) == len(QUESTIONNAIRE.capabilities) - len(unscored)


@pytest.mark.parametrize("name", CASES)
def test_nothing_leaves_the_slide(name):
    presentation = opened(rendered(name)[1])
    wide, high = presentation.slide_width / EMU_PER_MM, presentation.slide_height / EMU_PER_MM
    for slide in presentation.slides:
        for shape in shapes_of(slide):
            left, top, right, bottom = box(shape)
            assert min(left, top, wide - right, high - bottom) >= -0.05, shape.name


@pytest.mark.parametrize("name", CASES)
def test_no_two_texts_overlap(name):
    for slide in opened(rendered(name)[1]).slides:
        boxes = [(shape.name, box(shape)) for shape in shapes_of(slide) if says_something(shape)]
        for place, (name_of_one, one) in enumerate(boxes):
            assert [other for other, there in boxes[place + 1 :] if meet(one, there)] == [], name_of_one


@pytest.mark.parametrize("name", CASES)
def test_every_text_fits_its_box(name):
    face = face_called("Verdana" if name in IN_VERDANA else "Arial")
    for slide in opened(rendered(name)[1]).slides:
        for shape in texts_of(slide):
            if not shape.is_placeholder:
                width, height = shape.width / EMU_PER_MM, shape.height / EMU_PER_MM
                texts = [
                    Text(
                        text=part.text.replace("\v", "\n"),
                        points=part.runs[0].font.size.pt,
                        bold=part.runs[0].font.bold,
                    )
                    for part in shape.text_frame.paragraphs
                ]
                assert height_of(texts, width + 0.01, face) <= height + 0.01, shape.text_frame.text


@pytest.mark.parametrize("name", CASES)
def test_no_type_is_smaller_than_nine_points(name):
    for run in runs_of(opened(rendered(name)[1])):
        size = run.find("./{*}rPr").get("sz")
        assert size is None or int(size) >= SMALLEST * 100, run.find("./{*}t").text


@pytest.mark.parametrize("name", ["the example", "hardly answered", "a 4:3 template"])
def test_what_is_no_text_has_an_alternative_or_says_that_it_decorates(name):
    for slide in opened(rendered(name)[1]).slides:
        silent = [shape for shape in shapes_of(slide) if not (shape.has_text_frame and shape.text_frame.text)]
        assert [shape.name for shape in silent if not alternative(shape) and not decorates(shape)] == []


def test_the_alternatives_say_what_is_drawn(example):
    shown, presentation = example
    said = [alternative(shape) for slide in presentation.slides for shape in slide.shapes]
    assert shown.slides.answer.staff.alt in said
    assert shown.slides.chart.alt in said
    assert {bar.alt for lane in shown.slides.roadmap.lanes for bar in lane.bars} <= set(said)


def test_every_run_says_its_language(example):
    shown, presentation = example
    wanted = {"nl": "nl-NL", "en": "en-GB"}[shown.language]
    assert {run.find("./{*}rPr").get("lang") for run in runs_of(presentation)} == {wanted}


def test_the_title_is_read_first_and_the_foot_last(example):
    _, presentation = example
    for slide in presentation.slides:
        kinds = [shape.placeholder_format.type.name if shape.is_placeholder else "" for shape in slide.shapes]
        assert kinds[0] == "TITLE"
        assert sorted(kinds[-3:]) == ["DATE", "FOOTER", "SLIDE_NUMBER"]


def test_the_foot_says_whose_it_is_of_which_day_and_which_slide(example):
    shown, presentation = example
    for number, slide in enumerate(presentation.slides, 1):
        foot = {shape.placeholder_format.type.name: shape.text_frame.text for shape in slide.placeholders}
        assert foot["FOOTER"] == shown.labels.foot_left
        assert foot["DATE"] == shown.labels.foot_right
        assert (
            f">{number}<"
            in next(s for s in slide.placeholders if s.placeholder_format.type.name == "SLIDE_NUMBER")._element.xml
        )


def test_the_notes_have_the_whole_story_and_where_the_figures_stand(example):
    shown, presentation = example
    notes = [slide.notes_slide.notes_text_frame.text for slide in presentation.slides]
    assert all(
        f"{number} · " in text for number, text in zip("13", (notes[0], notes[1]), strict=False) if number == "1"
    )
    assert all(lane_bar.alt in notes[3] for lane in shown.slides.roadmap.lanes for lane_bar in lane.bars)
    assert all(quote.sentence in notes[2] for page in shown.domains if (quote := page.quote))


def test_the_owner_of_a_next_step_is_left_to_fill_in(example):
    shown, presentation = example
    table = next(shape.table for shape in presentation.slides[4].shapes if shape.has_table)
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert rows[0] == list(shown.slides.steps.heads)
    assert [row[1] for row in rows[1:]] == [step.first_step for step in shown.answer.steps]
    assert [row[3].strip() for row in rows[1:]] == [""] * len(shown.answer.steps)


def test_actions_that_do_not_fit_are_counted():
    shown, content = rendered("twelve quarters")
    slide = opened(content).slides[3]
    bars = {bar.alt for lane in shown.slides.roadmap.lanes for bar in lane.bars}
    drawn = sum(alternative(shape) in bars for shape in slide.shapes)
    assert 15 < drawn < len(bars)
    assert f"Niet getekend: {len(bars) - drawn} acties" in " ".join(shape.text_frame.text for shape in texts_of(slide))


def test_the_actions_that_are_drawn_are_those_that_were_chosen_first():
    lanes = view("all at 1").slides.roadmap.lanes
    kept = {bar.rank for lane in chosen(lanes, 12) for bar in lane.bars}
    assert kept == set(range(12))


def test_a_run_without_steps_says_so_on_two_slides():
    shown, content = rendered("all at 5")
    for number in (3, 4):
        slide = opened(content).slides[number]
        assert shown.roadmap.nothing[0] in " ".join(shape.text_frame.text for shape in texts_of(slide))


def test_the_first_slide_says_that_it_is_one_view():
    first = opened(rendered("one respondent")[1]).slides[0]
    assert "Dit is de kijk van één deelnemer." in " ".join(shape.text_frame.text for shape in texts_of(first))


def test_what_people_type_is_shown_as_text():
    shown = view_of(named(HOSTILE))
    content = slides.render(shown)
    foot = next(
        shape.text_frame.text
        for shape in opened(content).slides[0].placeholders
        if shape.placeholder_format.type.name == "FOOTER"
    )
    assert foot.startswith('<b>vet</b> =cmd|"/c calc"!A1 {{ 7*7 }} omgekeerd')


def test_a_control_character_in_a_brand_breaks_nothing():
    brand = Brand(name="Bureau\x0b Noord", contact="a\x00b", footer="\ud800")
    shown = msgspec.structs.replace(view_of(solo()), brand=brand)
    deck = msgspec.structs.replace(shown.slides, foot="Bureau\x0b \x07Noord", author="a\x00b")
    content = slides.render(msgspec.structs.replace(shown, slides=deck))
    assert opened(content).core_properties.author == "ab"


def test_the_same_run_gives_the_same_bytes():
    shown = view("one respondent")
    first = slides.render(shown)
    assert slides.render(shown) == first
    with zipfile.ZipFile(io.BytesIO(first)) as read:
        assert {entry.date_time[:3] for entry in read.infolist()} == {(2026, 11, 23)}
        book = next(name for name in read.namelist() if name.endswith(".xlsx"))
        with zipfile.ZipFile(io.BytesIO(read.read(book))) as inside:
            assert b"2026-11-23T00:00:00Z" in inside.read("docProps/core.xml")


def test_the_same_template_gives_the_same_bytes():
    on = template()
    assert slides.render(view("one respondent"), on) == slides.render(view("one respondent"), on)


def test_the_file_says_what_it_is(example):
    shown, presentation = example
    said = presentation.core_properties
    assert (said.title, said.subject) == (shown.title, shown.subject)
    assert said.created.date().isoformat() == shown.created
    assert shown.provenance.questionnaire in said.keywords


def test_a_brand_gives_its_colours_and_its_logo():
    brand = Brand(name="Bureau Noord", logo=Logo("png", PIXEL), primary="#123456", accent="#654321")
    shown = view("one respondent")
    deck = msgspec.structs.replace(shown.slides, logo="Logo van Bureau Noord")
    content = slides.render(msgspec.structs.replace(shown, brand=brand, slides=deck))
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        theme = read.read("ppt/theme/theme1.xml").decode()
    assert '<a:accent1><a:srgbClr val="123456"/>' in theme
    assert '<a:accent2><a:srgbClr val="654321"/>' in theme
    master = opened(content).slide_master
    assert [alternative(shape) for shape in master.shapes if shape.shape_type == 13] == ["Logo van Bureau Noord"]


def test_a_logo_in_svg_is_told_to_the_speaker():
    from assess import workflow
    from questionnaires.language import words
    from reports.edition import Edition
    from reports.view import build_view
    from scoring.roadmap import limits_of, plan
    from scoring.scoring import score_responses

    run = workflow.example().responses
    card = score_responses(QUESTIONNAIRE, run)
    brand = Brand(name="Bureau Noord", logo=Logo("svg", b"<svg/>"))
    shown = build_view(
        QUESTIONNAIRE, run, card, plan(QUESTIONNAIRE, card, limits_of(run)), words("nl"), edition=Edition(brand=brand)
    )
    first = opened(slides.render(shown))
    assert "Het logo is een SVG" in first.slides[0].notes_slide.notes_text_frame.text
    assert [shape for shape in first.slide_master.shapes if shape.shape_type == 13] == []


def test_slides_stand_on_the_template_without_its_own():
    on = template()
    content = slides.render(view("one respondent"), on)
    presentation = opened(content)
    assert len(presentation.slides) == SLIDES
    assert {slide.slide_layout.name for slide in presentation.slides} == {"Huisstijl 4"}
    assert [shape.name for shape in presentation.slide_master.shapes if not shape.is_placeholder] == ["Merk", "Band"]
    assert (presentation.slide_width, presentation.slide_height) == (opened(on).slide_width, opened(on).slide_height)
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        assert all(ANOTHERS.encode() not in read.read(name) for name in read.namelist())


@pytest.mark.parametrize("mark", [(0.84, 0.05, 0.11, 0.1), (0.86, 0.5, 0.12, 0.4), (0.05, 0.8, 0.9, 0.06)])
def test_texts_keep_clear_of_what_the_template_draws(mark):
    presentation = opened(slides.render(view("one respondent"), template(mark=mark)))
    drawn = [box(shape) for shape in presentation.slide_master.shapes if not shape.is_placeholder]
    for slide in presentation.slides:
        for shape in shapes_of(slide):
            assert not any(meet(box(shape), other) for other in drawn), shape.name


def test_marks_take_the_colours_of_the_template():
    content = slides.render(view("one respondent"), template())
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        drawn = b"".join(read.read(n) for n in read.namelist() if re.match(r"ppt/(slides/slide|charts/chart)\d", n))
    assert b'schemeClr val="accent1"' in drawn
    assert b"srgbClr" not in drawn


def retyped(content, old, new):
    """Return a presentation that says it is of another type."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(made, "w") as written:
        for name in read.namelist():
            written.writestr(
                name, read.read(name).replace(old, new) if name == "[Content_Types].xml" else read.read(name)
            )
    return made.getvalue()


MAIN = b"presentationml.presentation.main"
BROKEN = {
    "no file of Office": b"%PDF-1.7 is something else",
    "nothing": b"",
    "cut off": template()[:5000],
    "a .potx": retyped(template(), MAIN, b"presentationml.template.main"),
    "a .pptm": retyped(
        template(),
        b"openxmlformats-officedocument.presentationml.presentation.main",
        b"ms-powerpoint.presentation.macroEnabled.main",
    ),
    "a .docx": retyped(template(), MAIN, b"wordprocessingml.document.main"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_template_is_refused_in_one_way(name):
    with pytest.raises(slides.TemplateUnusable) as raised:
        slides.render(view("one respondent"), BROKEN[name])
    assert "not a PowerPoint presentation" in raised.value.problem.message
    assert ".pptx" in raised.value.remedy.message


def test_a_template_without_a_title_is_refused():
    with pytest.raises(slides.TemplateUnusable, match="no layout with a title"):
        slides.render(view("one respondent"), without_title())


def test_a_template_without_room_is_refused():
    with pytest.raises(slides.TemplateUnusable, match="too little room"):
        slides.render(view("one respondent"), template(120, 70))


def test_a_template_without_slides_or_feet_will_do():
    presentation = pptx.Presentation()
    layout = next(layout for layout in presentation.slide_layouts if layout.name == "Title Only")
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type.name != "TITLE":
            shape._element.getparent().remove(shape._element)
    for other in list(presentation.slide_layouts):
        if other.name != "Title Only":
            presentation.slide_layouts.remove(other)
    assert len(opened(slides.render(view("one respondent"), saved(presentation))).slides) == SLIDES


def test_the_form_is_known_by_its_name():
    assert forms.render("pptx", view("one respondent")).startswith(b"PK")


def test_a_text_is_set_smaller_before_it_is_shortened():
    text = Text(text="Een zin die niet op twee regels past als hij zo groot staat", points=20)
    assert fitted([text], 60, 20, ARIAL, 9)[0].text == text.text
    assert fitted([text], 60, 20, ARIAL, 9)[0].points < 20


def test_a_text_that_fits_nowhere_ends_in_an_ellipsis():
    kept = fitted([Text(text="woord " * 2000, points=20)], 60, 20, ARIAL, 9)
    assert kept[0].text.endswith("woord…")
    assert height_of(kept, 60, ARIAL) <= 20


def test_a_word_longer_than_a_line_is_counted_by_its_lines():
    assert line_count("m" * 100, 50, 10, ARIAL) >= 100 * 0.8 * 10 * 25.4 / 72 / 50
