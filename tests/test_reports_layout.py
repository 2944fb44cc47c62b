"""No page of a report has text over text, cut labels, torn rows, or nearly nothing on it."""

import msgspec
import pytest
from analyses import view_of as analysed_view
from departments import GALLERY, LONG_TEXT, LONGEST_NAME, called, gallery_view
from layout import faults, lay_out, pages
from report_runs import solo, view_of

from questionnaires.responses import ActionProgress
from reports import html
from reports.edition import Edition, Readers

STYLE = """
<style>
@page { size: 100mm 50mm; margin: 5mm }
body, p, h3 { margin: 0; font: 10px/12px "IBM Plex Sans" }
section { break-before: page }
tr { break-inside: auto }
</style>
"""
DONE = {"U1-A": ActionProgress(status="done", since="2026-09-01")}
EDITIONS: tuple[Readers, Readers] = ("full", "board")
QUICK = (("3-twelve-no-suppliers", "nl"), ("2-three-settled", "en"))
OTHERS = [(name, language) for name in GALLERY for language in ("nl", "en") if (name, language) not in QUICK]


def wrong_with(body: str) -> list[str]:
    return faults(lay_out(f'<html lang="nl">{STYLE}<body>{body}</body></html>'))


@pytest.mark.parametrize(("name", "language"), QUICK)
def test_every_page_of_a_department_is_whole(name, language):
    assert faults(lay_out(html.render(gallery_view(name, language)))) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), OTHERS)
def test_every_page_of_the_other_departments_is_whole(name, language):
    assert faults(lay_out(html.render(gallery_view(name, language)))) == []


class TestTheCover:
    """Laid out with the pages that every edition has: nothing else changes what stands on it."""

    def test_stands_closer_together_where_its_lines_need_that(self):
        everything = called(solo(), LONGEST_NAME, actions=DONE, remarks={"general": LONG_TEXT * 3})
        assert analysed_view(everything).contents.is_full
        assert not view_of(solo()).contents.is_full

    def test_is_one_page_with_as_many_lines_as_a_report_has(self):
        document = lay_out(html.render(self.with_lines(16)))
        assert "contents" not in self.sections(document)[1]
        assert faults(document) == []

    def test_takes_some_lines_along_where_it_goes_on(self):
        document = lay_out(html.render(self.with_lines(19)))
        assert "contents" in self.sections(document)[1]
        assert faults(document) == []

    @staticmethod
    def with_lines(count):
        """Return a board's report with the longest name, and with so many lines of a full report on its cover."""
        whole, report = (view_of(called(solo(), LONGEST_NAME), edition=Edition(readers=each)) for each in EDITIONS)
        lines = (whole.contents.lines * 2)[:count]
        cover = msgspec.structs.replace(report.contents, lines=lines, is_full=True)
        return msgspec.structs.replace(report, contents=cover)

    @staticmethod
    def sections(document):
        return [{section.get("id") for section in page.sections} for page in pages(document)]


class TestWhatIsSeen:
    def test_a_page_that_is_well_has_no_faults(self):
        assert wrong_with("<section><h3>kop</h3><p>tekst</p></section>") == []

    def test_text_over_text(self):
        (fault,) = wrong_with('<p>onder</p><p style="margin-top: -10px">boven</p>')
        assert "'onder' lies over 'boven'" in fault

    def test_text_beside_text_is_no_fault(self):
        assert wrong_with("<p>een <b>twee</b> drie</p><p>vier</p>") == []

    def test_text_that_runs_off_the_page(self):
        (fault,) = wrong_with(f'<p style="white-space: nowrap">{"lang " * 40}</p>')
        assert "outside its area" in fault

    def test_a_label_placed_off_the_page(self):
        (fault,) = wrong_with('<p>een</p><span style="position: absolute; left: -30px; top: 40px">twee</span>')
        assert "outside its area: 'twee'" in fault

    def test_a_drawing_wider_than_its_page(self):
        (fault,) = wrong_with('<svg xmlns="http://www.w3.org/2000/svg" width="120mm" height="5mm"></svg><p>een</p>')
        assert "svg" in fault

    def test_a_page_with_nothing_on_it(self):
        found = wrong_with("<section><p>een</p></section><section></section><section><p>drie</p></section>")
        assert found == ["page 2: empty"]

    def test_a_page_that_is_left_half_empty_while_its_section_goes_on(self):
        (fault,) = wrong_with(
            '<section><p>een</p><p style="break-before: page">twee</p><p style="height: 30mm">drie</p></section>'
        )
        assert "page 1: only" in fault
        assert "its section goes on" in fault

    def test_a_section_that_ends_in_a_page_with_hardly_anything(self):
        lines = "<p>regel</p>" * 13
        (fault,) = wrong_with(f"<section>{lines}</section>")
        assert "page 2: only" in fault

    def test_a_short_section_is_no_fault(self):
        assert wrong_with("<section><p>een</p></section><section><p>twee</p></section>") == []

    def test_a_heading_at_the_foot_of_a_page(self):
        lines = "<p>regel</p>" * 11
        found = wrong_with(f'<section>{lines}<h3 style="break-after: page">kop</h3>{"<p>tekst</p>" * 4}</section>')
        assert [fault for fault in found if "heading with nothing under it: 'kop'" in fault]

    def test_a_table_row_torn_in_two(self):
        rows = "".join(f"<tr><td>{'woord<br>' * 9}</td></tr>" for _ in range(2))
        found = wrong_with(f"<section><table>{rows}</table></section>")
        assert [fault for fault in found if "a row is torn" in fault]

    def test_a_repeated_table_head_is_no_torn_row(self):
        rows = "".join(f'<tr style="break-inside: avoid"><td>rij {number}</td></tr>' for number in range(20))
        found = wrong_with(f"<section><table><thead><tr><th>kop</th></tr></thead>{rows}</table></section>")
        assert not [fault for fault in found if "torn" in fault]


def test_the_pages_of_a_document_are_counted_from_one():
    document = lay_out(f"<html>{STYLE}<section><p>een</p></section><section><p>twee</p></section></html>")
    assert [page.number for page in pages(document)] == [1, 2]
    assert pages(document)[1].texts[0].text == "twee"
