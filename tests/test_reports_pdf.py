"""The PDF: pages, title, language, text, tags, links, fonts and size of real files."""

import datetime as dt
import io
import os
import re
import subprocess
import sys
from importlib.metadata import version
from types import SimpleNamespace

import msgspec
import pytest
from fontTools.misc import timeTools
from pypdf import PdfReader
from report_runs import DEPARTMENTS, FILES, page, printed, solo, view, view_of

from questionnaires.language import words
from questionnaires.responses import Answer
from reports import html, pdf
from reports.edition import Edition

DAY = dt.date(2026, 11, 23)
LARGEST = 400_000  # bytes


@pytest.fixture(scope="module", params=["nl", "en"])
def report(request):
    """Return the PDF of the example department, with its view, in each language."""
    files = FILES if request.param == "nl" else ()
    return view("the example", request.param), printed("the example", request.param, files)


@pytest.fixture(scope="module")
def read(report):
    return PdfReader(io.BytesIO(report[1]))


def structure(read, *tags):
    """Yield the structure elements with one of these tags."""
    seen = set()

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if node.get("/S") in tags and id(node) not in seen:
                seen.add(id(node))
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(read.trailer["/Root"]["/StructTreeRoot"]["/K"])


def test_it_is_tagged_as_pdf_ua_with_title_and_language(report, read):
    shown, data = report
    root = read.trailer["/Root"]
    assert root["/Lang"] == shown.language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == shown.title
    assert b"pdfuaid:part" in read.trailer["/Root"]["/Metadata"].get_object().get_data() or b"pdfuaid" in data


def test_its_dates_are_those_of_the_run(read):
    assert read.metadata.creation_date == read.metadata.modification_date == dt.datetime(2026, 11, 19, tzinfo=dt.UTC)


def test_its_properties_tell_who_what_and_with_what(report, read):
    shown, made_with = report[0], report[0].provenance
    told = read.metadata
    assert (told.author, told.title, told.subject) == (shown.organisation, shown.title, shown.subject)
    assert told["/Keywords"].split(", ")[1:] == [domain.head.title for domain in shown.domains]
    assert told.creator == made_with.software == f"Meetlat {version('meetlat')}"
    own = {name: value for name, value in told.items() if name.startswith("/Meetlat")}
    assert own == {
        "/MeetlatQuestionnaire": made_with.questionnaire,
        "/MeetlatQuestionnaireSha256": made_with.fingerprint,
        "/MeetlatScoringVersion": made_with.scoring,
        "/MeetlatRunDate": "2026-11-19",
    }


def test_the_method_page_and_the_properties_agree(report, read):
    shown, told = report[0], read.metadata
    printed_versions = " ".join(fact.text for fact in shown.method.versions)
    for value in (
        told["/MeetlatQuestionnaire"],
        told["/MeetlatQuestionnaireSha256"][:16],
        told["/MeetlatScoringVersion"],
    ):
        assert value in printed_versions
    assert told.creator in printed_versions


def test_whoever_archives_it_reads_the_same_without_unpacking(report, read):
    shown, data = report
    assert b'pdfuaid:part="1"' in data
    for value in (shown.provenance.questionnaire, shown.provenance.software, "2026-11-19T00:00:00Z"):
        assert f">{value}<".encode() in data


def test_an_anonymous_one_names_nobody_in_its_properties(tmp_path):
    solo_run = solo(organisation="Waterschap Geheim", run="Waterschap Geheim 2026")
    shown = view_of(solo_run, edition=Edition(anonymous=True))
    head = html.render(shown).split("<style>")[0]
    data = pdf.from_html(f"{head}</head><body><h1>x</h1></body></html>", DAY)
    assert b"Geheim" not in data
    assert "Geheim" not in str(PdfReader(io.BytesIO(data)).metadata)


def test_it_is_small_enough_to_mail(report):
    assert len(report[1]) <= LARGEST


def test_all_its_fonts_are_inside_and_are_the_reports_own(report, tmp_path):
    path = tmp_path / "r.pdf"
    path.write_bytes(report[1])
    lines = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert len(lines) == 3
    for line in lines:
        assert "IBM-Plex-Sans" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


def test_every_message_of_the_view_can_be_read_in_it_in_order(report, read):
    shown, _ = report
    text = re.sub(r"\s+", " ", " ".join(each.extract_text() for each in read.pages).replace("\u00a0", " "))
    places = [text.rfind(line.heading) for line in shown.contents.lines]
    assert -1 not in places
    assert places == sorted(places)


def pages_in(outline):
    """Return the bookmarks of pages, without those of the parts of a page."""
    return [bookmark for bookmark in outline if not isinstance(bookmark, list)]


def parts_of(title, outline):
    """Return the titles of the bookmarks below one of a page."""
    at = next(n for n, bookmark in enumerate(outline) if not isinstance(bookmark, list) and bookmark.title == title)
    return [bookmark.title for bookmark in outline[at + 1]]


def test_bookmarks_are_the_pages_of_the_contents(report, read):
    assert [bookmark.title for bookmark in pages_in(read.outline)] == [line.title for line in report[0].contents.lines]


def test_below_them_are_capabilities_actions_and_the_rules_of_the_method(report, read):
    shown = report[0]
    for domain in shown.domains:
        assert parts_of(domain.head.title, read.outline) == [block.name for block in domain.blocks]
    cards = [f"{card.id} {card.title}" for quarter in shown.cards.quarters for card in quarter.cards]
    assert parts_of(shown.cards.head.title, read.outline) == cards
    assert parts_of(shown.answers.head.title, read.outline) == [part.name for part in shown.answers.capabilities]
    rules = [part.title for part in shown.method.parts]
    assert parts_of(shown.method.head.title, read.outline)[: len(rules)] == rules


def test_the_contents_tell_the_page_on_which_each_part_starts(report, read):
    cover = read.pages[0].extract_text()
    for bookmark in pages_in(read.outline):
        number = read.get_destination_page_number(bookmark) + 1
        assert re.search(rf"\b{number}\b", cover), bookmark.title


def test_every_link_leads_somewhere(read):
    named = set(read.named_destinations)
    links = [
        annotation.get_object()
        for each in read.pages
        for annotation in each.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > 100
    for link in links:
        target = link.get("/Dest") or link["/A"]["/D"]
        assert str(target) in named


def test_every_figure_has_an_alternative_and_every_header_cell_is_one(read):
    figures = list(structure(read, "/Figure"))
    assert len(figures) > 100
    assert all(figure["/Alt"].strip() for figure in figures)
    assert list(structure(read, "/TH"))


def test_it_has_one_title_and_headings_below_it(read):
    assert len(list(structure(read, "/H1"))) == 1
    assert len(list(structure(read, "/H2"))) == len(pages_in(read.outline)) + 1


def test_the_roadmap_lies_on_its_side_and_takes_one_page(read):
    wide = [each for each in read.pages if each.mediabox.width > each.mediabox.height]
    assert len(wide) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", DEPARTMENTS)
def test_a_roadmap_takes_the_pages_that_it_was_laid_out_for(name):
    shown = view(name)
    sections = re.findall(r"<section.*?</section>", page(name), flags=re.DOTALL)
    roadmap = [each for each in sections if 'class="wide"' in each or 'id="roadmap"' in each]
    document = page(name).split("<section")[0] + "".join(roadmap) + "</body></html>"
    document = re.sub(r'href="#[^"]*"|data-to="#[^"]*"', "", document)
    pages = len(PdfReader(io.BytesIO(pdf.from_html(document, DAY))).pages)
    assert pages == max(1, len(shown.roadmap.sheets) + shown.roadmap.foot_is_alone)


SMALL = '<html lang="nl"><title>x</title><body style="font-family: IBM Plex Sans">één <b>twee</b>{}</body></html>'


def test_the_same_text_gives_the_same_bytes_whatever_the_clock_says(monkeypatch):
    monkeypatch.delenv(pdf.SOURCE_DATE, raising=False)
    first = pdf.from_html(SMALL.format(""), DAY)
    monkeypatch.setattr(timeTools, "time", SimpleNamespace(time=lambda: 1_000_000_000.0))
    assert pdf.from_html(SMALL.format(""), DAY) == first


MAKE = """
import datetime as dt, pathlib, sys
from reports import pdf
from reports.attachments import Attachment
files = [Attachment(name=n, description=n, media_type="text/plain", content=n.encode()) for n in ("b", "a")]
document = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
pathlib.Path(sys.argv[2]).write_bytes(pdf.from_html(document, dt.date(2026, 11, 19), files))
"""


def made_elsewhere(tmp_path, seed, **environment):
    """Return what a process of its own makes of one page of the report."""
    document, made = tmp_path / "page.html", tmp_path / f"{seed}.pdf"
    sections = re.findall(r"<section.*?</section>", page("the example"), flags=re.DOTALL)
    kept = re.sub(r'href="#[^"]*"|data-to="#[^"]*"', "", sections[5])
    document.write_text(f"{page('the example').split('<section')[0]}{kept}</body></html>", encoding="utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "TZ": f"UTC{seed}", **environment}
    subprocess.run([sys.executable, "-c", MAKE, document, made], check=True, env=environment)
    return made.read_bytes()


def test_two_processes_make_the_same_bytes_of_the_same_report(tmp_path, monkeypatch):
    monkeypatch.delenv(pdf.SOURCE_DATE, raising=False)
    first = made_elsewhere(tmp_path, 1)
    assert first == made_elsewhere(tmp_path, 7)
    assert PdfReader(io.BytesIO(first)).trailer["/ID"]


def test_the_environment_may_set_the_moment_that_a_file_says_it_was_made(monkeypatch):
    monkeypatch.delenv(pdf.SOURCE_DATE, raising=False)
    usual = PdfReader(io.BytesIO(pdf.from_html(SMALL.format(""), DAY)))
    monkeypatch.setenv(pdf.SOURCE_DATE, "1000000000")
    other = PdfReader(io.BytesIO(pdf.from_html(SMALL.format(""), DAY)))
    assert other.metadata.creation_date == dt.datetime(2001, 9, 9, 1, 46, 40, tzinfo=dt.UTC)
    assert usual.trailer["/ID"] != other.trailer["/ID"]


def test_the_day_of_the_run_does_not_stay_in_the_environment(monkeypatch):
    monkeypatch.delenv(pdf.SOURCE_DATE, raising=False)
    pdf.from_html(SMALL.format(""), DAY)
    assert pdf.SOURCE_DATE not in os.environ


def test_a_day_that_the_environment_names_is_left_alone(monkeypatch):
    monkeypatch.setenv(pdf.SOURCE_DATE, "0")
    pdf.from_html(SMALL.format(""), DAY)
    assert os.environ[pdf.SOURCE_DATE] == "0"


def test_no_file_or_address_is_opened_whatever_the_text_asks(tmp_path, caplog):
    picture = tmp_path / "p.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>', encoding="utf-8")
    asked = (
        f'<img alt="x" src="{picture.as_uri()}"><img alt="x" src="http://localhost:9/x.png"><img alt="x" src="data:,x">'
    )
    data = pdf.from_html(SMALL.format(asked), DAY)
    refused = [record.getMessage() for record in caplog.records if "A report fetches nothing" in record.getMessage()]
    assert len(refused) == 3
    assert data == pdf.from_html(SMALL.format(asked), DAY)


def test_text_that_wants_to_be_more_is_printed_as_it_was_typed():
    typed = "<b>vet</b> {{ 7*7 }} <img src='file:///etc/passwd'>"
    alone = solo()
    first = alone.respondents[0]
    noted = msgspec.structs.replace(first, answers={**first.answers, "U1.1": Answer(level=2, note=typed)})
    document = html.render(view_of(msgspec.structs.replace(alone, respondents=(noted,))))
    answers = document.split("<section")[0] + "<section" + document.split('id="answers"')[1].split("</section>")[0]
    answers = re.sub(r'href="#[^"]*"|data-to="#[^"]*"', "", answers) + "</section></body></html>"
    text = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf.from_html(answers, DAY))).pages)
    assert typed in re.sub(r"\s+", " ", text)


class TestWithoutPango:
    @pytest.fixture
    def pango_is_missing(self, monkeypatch):
        class Broken:
            def find_spec(self, name, *_):
                if name == "weasyprint":
                    raise OSError("cannot load library 'libpango-1.0-0'")

        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])

    @pytest.mark.usefixtures("pango_is_missing")
    def test_it_is_said_with_the_remedy_of_this_platform(self):
        with pytest.raises(pdf.PangoMissing) as caught:
            pdf.from_html(SMALL.format(""), DAY)
        assert caught.value.remedy == pdf.remedy(sys.platform)

    @pytest.mark.usefixtures("pango_is_missing")
    def test_html_is_still_made(self):
        assert html.render(view("the example"))

    @pytest.mark.parametrize(("platform", "part"), [("win32", "MSYS2"), ("darwin", "brew"), ("linux", "apt-get")])
    def test_each_platform_has_its_own_remedy_in_dutch(self, platform, part):
        said = words("nl").say(pdf.remedy(platform))
        assert part in said
        assert said.startswith("Installeer")
