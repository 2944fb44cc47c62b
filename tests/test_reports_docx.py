"""The report as a Word document: opened again, as whoever edits it would."""

import io
import itertools
import re
import struct
import zipfile
import zlib
from functools import cache
from typing import Any

import docx as word
import msgspec
import openpyxl
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from report_runs import solo, view, view_of
from scoring_runs import QUESTIONNAIRE

from questionnaires.language import words
from questionnaires.model import LANGUAGES, Language
from questionnaires.responses import Answer
from reports import docx
from reports.brand import Brand, Logo
from reports.edition import Edition
from reports.view import ReportView, build_view
from scoring.roadmap import limits_of, plan
from scoring.scoring import score_responses

HOSTILE = "<b>x</b> =cmd|' /C calc'!A0 {{ 7*7 }} \u202egnp.exe 😀 ]]> &amp; file:///etc/passwd \x07\x1b[31m\ufffe"
KINDS = ("the example", "hardly answered", "all at 1", "all at 5")
MM = 1440 / 25.4


@cache
def made(name: str, language: Language = "nl") -> bytes:
    return docx.render(view(name, language))


def opened(content: bytes) -> Document:
    return word.Document(io.BytesIO(content))


def branded(brand: Brand) -> ReportView:
    responses = solo()
    card = score_responses(QUESTIONNAIRE, responses)
    roadmap = plan(QUESTIONNAIRE, card, limits_of(responses))
    return build_view(QUESTIONNAIRE, responses, card, roadmap, words("nl"), edition=Edition(brand=brand))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def levels(document: Document) -> list[int]:
    named = (re.fullmatch(r"Heading (\d)", paragraph.style.name) for paragraph in document.paragraphs)
    return [int(found[1]) for found in named if found]


def text(document: Document) -> str:
    return "\n".join(words_in(each) for each in document.element.body.iter(qn("w:p")))


def words_in(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


@pytest.mark.parametrize("name", KINDS)
def test_headings_are_real_and_skip_no_level(name):
    found = levels(opened(made(name)))
    assert found[0] == 1
    assert all(deeper <= above + 1 for above, deeper in itertools.pairwise(found))


def test_every_page_has_a_heading_1_with_its_message():
    document = opened(made("the example"))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        line.heading for line in view("the example").contents.lines
    ]


@pytest.mark.parametrize("name", KINDS)
def test_every_table_repeats_its_head_and_no_row_is_parted(name):
    for table in opened(made(name)).tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert not [row for row in others if row.trPr.find(qn("w:tblHeader")) is not None]
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst)


@pytest.mark.parametrize("name", KINDS)
def test_every_table_fits_between_the_margins_and_its_cells_add_up(name):
    document = opened(made(name))
    widths = [section.page_width - section.left_margin - section.right_margin for section in document.sections]
    for table in document.tables:
        columns = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert sum(columns) * 635 <= max(widths) + 12700
        assert min(columns) >= 6 * MM
        for row in table._tbl.tr_lst:
            cells = [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst]
            assert sum(cells) == sum(columns)


def test_the_roadmap_lies_on_its_side_and_nothing_else_does():
    document = opened(made("the example"))
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]


def test_a_report_without_a_roadmap_has_no_page_on_its_side():
    assert len(opened(made("all at 5")).sections) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_document_is_that_of_the_report(language):
    document = opened(made("one respondent", language))
    expected = {"nl": "nl-NL", "en": "en-GB"}[language]
    assert document.core_properties.language == expected
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert [each.get(qn("w:val")) for each in defaults.iter(qn("w:lang"))] == [expected]


def test_what_was_typed_in_another_language_is_marked_so():
    shown = view_of(solo(language="nl", remarks={"U": "Zie de map."}), "en")
    marked = opened(docx.render(shown)).element.body.iter(qn("w:lang"))
    assert {each.get(qn("w:val")) for each in marked} == {"nl-NL"}
    assert not list(opened(made("one respondent")).element.body.iter(qn("w:lang")))


def test_the_properties_come_from_the_run():
    told = opened(made("the example")).core_properties
    shown = view("the example")
    assert (told.title, told.subject, told.author) == (shown.title, shown.subject, shown.author)
    assert told.created.date().isoformat() == told.modified.date().isoformat() == shown.created


def test_the_same_view_gives_the_same_bytes():
    assert docx.render(view("the example")) == made("the example")


def test_every_entry_has_the_day_of_the_run():
    with zipfile.ZipFile(io.BytesIO(made("the example"))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 19, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"
        assert not [name for name in file.namelist() if "thumbnail" in name]


def test_links_lead_to_bookmarks_that_are_there():
    document = opened(made("the example"))
    names = [each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))]
    leads = {each.get(qn("w:anchor")) for each in document.element.body.iter(qn("w:hyperlink"))} - {None}
    assert len(leads) > 50
    assert leads <= set(names)
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)


def test_the_contents_are_a_field_that_is_not_empty():
    document = opened(made("the example"))
    told = "".join(each.text or "" for each in document.element.body.iter(qn("w:instrText")))
    assert 'TOC \\o "1-1"' in told
    listed = [p for p in document.element.body.iter(qn("w:p")) if Paragraph(p, document).style.name == "toc 1"]
    assert len(listed) == len(view("the example").contents.lines)
    assert document.settings.element.find(qn("w:updateFields")) is not None


def test_fields_that_are_begun_are_ended():
    kinds = [each.get(qn("w:fldCharType")) for each in opened(made("the example")).element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_head_and_foot_tell_whose_and_when_and_count_the_pages():
    for section in opened(made("the example")).sections:
        head = words_in(section.header._element)
        foot = section.footer._element
        assert "Gemeente Voorbeeld" in head
        assert "19 november 2026" in head
        told = [each.get(qn("w:instr")).strip() for each in foot.iter(qn("w:fldSimple"))]
        assert told == ["PAGE", "NUMPAGES"]


def test_captions_are_numbered_from_one():
    document = opened(made("the example"))
    numbers = [
        words_in(each) for each in document.element.body.iter(qn("w:fldSimple")) if "SEQ" in each.get(qn("w:instr"))
    ]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) > 8


def test_numbered_lists_start_anew():
    remark = "1. een\n2. twee\n\ntekst\n\n7. zeven"
    document = opened(docx.render(view_of(solo(remarks={"U": remark}))))
    lists = [
        p._p.pPr.numPr.numId.val
        for p in document.paragraphs
        if p.style.name == "List Number" and p._p.pPr.numPr is not None
    ]
    starts = {
        int(num.get(qn("w:numId"))): int(start.get(qn("w:val")))
        for num in document.part.numbering_part.element.findall(qn("w:num"))
        for start in num.iter(qn("w:startOverride"))
    }
    assert [starts[each] for each in dict.fromkeys(lists)] == [1, 1, 7]


def test_every_style_that_is_used_is_defined():
    document = opened(made("the example"))
    defined = {style.get(qn("w:styleId")) for style in document.styles.element.findall(qn("w:style"))}
    tags = ("w:pStyle", "w:rStyle", "w:tblStyle")
    used = {each.get(qn("w:val")) for tag in tags for each in document.element.body.iter(qn(tag))}
    used |= {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:basedOn"), qn("w:next"))}
    assert used <= defined


def test_a_card_stays_together_on_one_page():
    document = opened(made("the example"))
    told = [p for p in document.paragraphs if p.style.name not in ("Remark", "After table")]
    cards = re.compile(r"[UOS]\d-[A-Z] ")
    starts = [number for number, p in enumerate(told) if p.style.name == "Heading 3" and cards.match(p.text)]
    assert len(starts) == 20
    for start in starts:
        end = next(n for n in range(start + 1, len(told)) if told[n].text.startswith("Maakt mogelijk"))
        assert all(p.paragraph_format.keep_with_next for p in told[start + 1 : end])
        assert not told[end].paragraph_format.keep_with_next


def test_word_opens_it_as_a_document_of_today():
    settings = opened(made("the example")).settings.element
    modes = [each.get(qn("w:val")) for each in settings.iter(qn("w:compatSetting"))]
    assert modes[0] == "15"
    assert settings.find(qn("w:compat")).find(qn("w:useFELayout")) is None


def test_text_can_be_edited_where_it_stands():
    xml = part(made("the example"), "word/document.xml")
    assert "txbx" not in xml
    assert "<w:sz " not in xml, "sizes come from styles"
    assert "<w:color" not in xml, "and so do colours"


def test_what_people_typed_is_text_and_nothing_else():
    manager = solo().respondents[0]
    answers = {**manager.answers, "U1.1": Answer(level=2, note=HOSTILE)}
    noted = msgspec.structs.replace(manager, answers=answers)
    typed = solo(organisation=HOSTILE, respondents=(noted,), remarks={"general": HOSTILE, "U": HOSTILE})
    content = docx.render(view_of(typed))
    said = text(opened(content))
    assert said.count("=cmd|' /C calc'!A0 {{ 7*7 }}") > 3
    assert "<b>x</b>" in said
    assert "\x07" not in said
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not [name for name in file.namelist() if "media" in name]
        assert "passwd" not in file.read("word/_rels/document.xml.rels").decode()


def test_a_link_of_the_organiser_leads_out_and_is_shown_as_one():
    document = opened(docx.render(view_of(solo(remarks={"U": "Zie [de map](https://voorbeeld.nl/map)."}))))
    (link,) = [each for each in document.element.body.iter(qn("w:hyperlink")) if each.get(qn("r:id"))]
    assert document.part.rels[link.get(qn("r:id"))].target_ref == "https://voorbeeld.nl/map"
    assert words_in(link) == "de map"


def test_ten_thousand_characters_without_a_space_are_kept():
    document = opened(docx.render(view_of(solo(remarks={"U": "a" * 10_000}))))
    assert "a" * 10_000 in text(document)


def test_the_colours_of_a_brand_are_those_of_headings_and_theme():
    content = docx.render(branded(Brand(name="Bureau", primary="#123456", accent="#ABCDEF", contact="020 123")))
    assert str(opened(content).styles["Heading 1"].font.color.rgb) == "123456"
    assert '<a:accent1><a:srgbClr val="123456"/>' in part(content, "word/theme/theme1.xml")
    assert "020 123" in words_in(opened(content).sections[0].footer._element)
    assert opened(content).core_properties.author == "Bureau"


def test_a_logo_has_a_text_for_who_cannot_see_it():
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\x10\x20\x30" * 4) * 2))
    png = b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")
    document = opened(docx.render(branded(Brand(name="Bureau", logo=Logo("png", png)))))
    logo, *charts = document.element.body.iter(qn("wp:docPr"))
    assert "Bureau" in logo.get("descr")
    assert len({each.get("id") for each in (logo, *charts)}) == 1 + len(charts)


def charts_in(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return sorted(name for name in file.namelist() if re.fullmatch(r"word/charts/chart\d+.xml", name))


def test_a_chart_holds_the_figures_that_it_draws_and_says_them():
    content = made("the example")
    assert charts_in(content) == ["word/charts/chart1.xml", "word/charts/chart2.xml"]
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read("word/embeddings/chart2.xlsx")))
    rows = {row[0]: row[1:3] for row in book.active.iter_rows(values_only=True)}
    figures = {each.id: each for each in view("the example").figures.capabilities}
    (sight,) = [name for name in rows if name.startswith("S1 ")]
    assert rows[sight] == (pytest.approx(figures["S1"].score), figures["S1"].target)
    told = [each.get("descr") for each in opened(content).element.body.iter(qn("wp:docPr"))]
    assert all(text and "S" in text for text in told)


def test_a_report_without_scores_has_no_chart():
    assert charts_in(made("hardly answered")) == []


def test_every_table_tells_what_it_shows():
    for table in opened(made("the example")).tables:
        assert isinstance(table, Table)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


@pytest.mark.parametrize("name", ["nine, of whom a third does not know", "forty", "one quarter"])
def test_a_document_can_be_made_of_every_other_department(name):
    assert levels(opened(made(name, "en")))
