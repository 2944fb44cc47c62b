"""The PDF for who cannot see it: two checkers of PDF/UA-1, what is read aloud in which order, where links go."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from heard import heard
from outloud import check
from pdfua import Severity, validate
from pypdf import PdfReader
from report_runs import DEPARTMENTS, FILES, page, printed, solo, view, view_of

from questionnaires.model import LANGUAGES
from questionnaires.responses import Answer, Facts
from reports import html, pdf
from reports.brand import Brand
from reports.edition import Edition

TYPED = (
    "<b>vet</b> {{ 7*7 }} =cmd|'/c calc'!A1 file:///etc/passwd \u202eomgekeerd\u202c שלום مرحبا 👩🏽‍💻 ﬁ\x07\x00 "
    "\\) >> endobj /Artifact BMC & ½ “aanhaling” U+FFFD \ufffd"
)
EXPLAINED = {
    "ORD-001": "labels of charts are placed by coordinates, so painted last; it is read by its tags",
    "FIG-012": "an alternative that tells figures of items (U1.1: IT: 1 times b) has more digits than a sentence has",
    "PAG-001": "a note under many questions (Not answered.) stands at the same height on some pages; it is content",
    "TXT-003": "spaces between words from right to left have no Unicode of their own; their tags say the text",
}


def hostile():
    """Return a run of which every typed text wants to be something else than text."""
    alone = solo(organisation=TYPED, run=TYPED, facts=Facts(satisfaction=TYPED, lead_times=TYPED))
    first = alone.respondents[0]
    typed = Answer(level=2, note=TYPED, evidence=TYPED * 80)
    noted = msgspec.structs.replace(first, answers={**first.answers, "U1.1": typed, "S4.3": typed})
    remarks = dict.fromkeys(("general", "U", "U1", "answer", "U5-A"), TYPED)
    return msgspec.structs.replace(alone, respondents=(noted,), remarks=remarks)


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    """Return the PDF of the example in Dutch, with files in it."""
    path = tmp_path_factory.mktemp("pdf") / "example.pdf"
    path.write_bytes(printed("the example", "nl", FILES))
    return path


@pytest.fixture(scope="module")
def typed(tmp_path_factory) -> Path:
    """Return the PDF in English of a run by Dutch people, whose words want to be more than words."""
    path = tmp_path_factory.mktemp("pdf") / "typed.pdf"
    path.write_bytes(pdf.render(view_of(hostile(), "en")))
    return path


@pytest.fixture(scope="module")
def spoken(example):
    return heard(example)


@pytest.fixture(scope="module")
def read(example):
    return PdfReader(example)


def problems(path):
    """Return what two checkers have against a PDF: errors as they say them, and the names of unexplained warnings."""
    first, second = check(str(path)), validate(str(path))
    assert first.error is None
    assert first.stats["elements"] > 500
    said = [finding.message for finding in first.findings if finding.severity == "error"]
    said += [finding.message for finding in second.findings if finding.severity is Severity.ERROR]
    warned = {finding.rule for finding in first.findings if finding.severity == "warning"} - set(EXPLAINED)
    return said, warned | {finding.rule_id for finding in second.findings if finding.severity is Severity.WARNING}


class TestTwoCheckersOfPdfUa:
    def test_find_no_error_in_the_example_and_its_files_nor_a_warning_that_is_not_explained(self, example):
        assert problems(example) == ([], set())

    def test_find_none_in_what_people_type(self, typed):
        assert problems(typed) == ([], set())

    def test_find_none_in_the_pages_of_a_team_under_a_brand_of_its_own(self, tmp_path):
        brand = Brand(name="Bureau", contact="Peil & Schaal\nvragen@peilschaal.example", footer="peilschaal")
        path = tmp_path / "team.pdf"
        path.write_bytes(pdf.render(view_of(solo(), "nl", Edition(readers="team", brand=brand))))
        assert problems(path) == ([], set())

    @pytest.mark.slow
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("name", DEPARTMENTS)
    def test_find_none_in_any_department(self, name, language, tmp_path):
        path = tmp_path / "report.pdf"
        path.write_bytes(printed(name, language))
        assert problems(path) == ([], set())

    def test_would_find_an_error(self, tmp_path):
        path = tmp_path / "report.pdf"
        path.write_bytes(pdf.from_html(f"<title>x</title>{'<h1>x</h1><h3>y</h3>' * 300}", pdf.dt.date(2026, 1, 1)))
        assert problems(path)[0]


def squeezed(text):
    """Return a text without white space, numbers and dots, which paper adds: the page to which a link leads."""
    return re.sub(r"[\s\d·]+", "", text)


def words_of(document):
    """Return the words of an HTML document in its own order, without what only those hear who see no pictures."""
    body = re.search(r"<body.*</body>", document, flags=re.DOTALL)[0]
    root = ET.fromstring(re.sub(r"&nbsp;|&#160;", " ", re.sub(r"<br>|<col( [^>]*)?>", "", body)))  # noqa: S314 - our own
    for title in root.iter("{http://www.w3.org/2000/svg}title"):
        title.text = ""
    return "".join(root.itertext())


class TestWhatIsReadAloud:
    def test_is_every_word_of_the_report_in_its_own_order(self, spoken):
        assert squeezed(spoken[0].text) == squeezed(words_of(page("the example", "nl")))

    def test_has_headings_that_never_skip_a_level(self, spoken):
        levels = [int(each.kind[1]) for each in spoken if re.fullmatch(r"H\d", each.kind)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_leaves_out_the_foot_of_every_page(self, spoken, read):
        foot = view("the example", "nl").labels.foot_right
        assert foot in " ".join(read.pages[1].extract_text().split())
        assert foot not in spoken[0].text

    def test_has_one_table_for_each_table_however_many_pages_it_takes(self, spoken):
        document = page("the example", "nl")
        kinds = [each.kind for each in spoken]
        assert kinds.count("Table") == document.count("<table")
        assert kinds.count("THead") == document.count("<thead")
        assert kinds.count("TR") == document.count("<tr")

    def test_has_a_scope_at_every_head_and_heads_at_every_cell_that_stands_under_one(self, spoken):
        heads = [each for each in spoken if each.kind == "TH"]
        names = {each.entry["id"] for each in heads}
        assert len(names) == len(heads)
        assert {str(each.entry["attributes"]["Scope"]) for each in heads} == {"/Row", "/Column"}
        cells = [each for each in spoken if each.kind == "TD" and "Headers" in each.entry["attributes"]]
        assert len(cells) > 500
        assert {str(name) for cell in cells for name in cell.entry["attributes"]["Headers"]} <= names

    def test_tells_of_a_figure_its_column_its_group_and_its_row(self, spoken):
        heads = {each.entry["id"]: each.text for each in spoken if each.kind == "TH"}
        capability = view("the example", "nl").capabilities.groups[0].rows[0]
        cell = next(
            each
            for each in spoken
            if each.kind == "TD"
            and each.text == capability.score
            and any(capability.name in heads[str(name)] for name in each.entry["attributes"].get("Headers", ()))
        )
        said = [heads[str(name)] for name in cell.entry["attributes"]["Headers"]]
        assert said == ["Score", "Gebruikersgerichtheid", f"{capability.id} {capability.name}"]

    def test_has_lists_of_nothing_but_entries(self, spoken):
        below = {}
        for place, each in enumerate(spoken):
            for inner in spoken[place + 1 :]:
                if inner.depth <= each.depth:
                    break
                if inner.depth == each.depth + 1:
                    below.setdefault(each.kind, set()).add(inner.kind)
        assert below["L"] == {"LI"}
        assert below["LI"] == {"LBody", "Lbl"}
        assert below["Table"] <= {"THead", "TBody"}

    def test_says_of_every_picture_what_it_shows_unless_that_stands_beside_it(self, spoken):
        pictures = [each for each in spoken if each.kind == "Figure"]
        assert len(pictures) == page("the example", "nl").count('role="img"') > 100
        assert all(each.entry["alt"].strip() for each in pictures)

    def test_changes_its_voice_for_what_was_typed_in_another_language(self, typed, spoken):
        foreign = [each for each in heard(typed) if each.entry["lang"]]
        assert {each.entry["lang"] for each in foreign} == {"nl"}
        assert len(foreign) == page_of_typed().count('lang="nl"')
        assert all("{{ 7*7 }}" in each.text for each in foreign)
        assert not [each for each in spoken if each.entry["lang"]]  # the example was typed in its own language


def page_of_typed():
    return html.render(view_of(hostile(), "en"))


class TestLinks:
    @pytest.fixture
    def links(self, read):
        return [
            annotation.get_object()
            for each in read.pages
            for annotation in each.get("/Annots", [])
            if annotation.get_object()["/Subtype"] == "/Link"
        ]

    def test_lead_somewhere_and_say_where_to_in_words(self, links, read):
        named = set(read.named_destinations)
        assert len(links) > 200
        for link in links:
            assert str(link["/Dest"]) in named
            assert " " in link["/Contents"] or len(link["/Contents"]) > 2
            assert link["/Contents"] != link["/Dest"]

    def test_lie_each_within_a_link_of_what_is_read(self, links, spoken):
        tagged = [each for each in spoken if each.kind == "Link"]
        assert len(tagged) == page("the example", "nl").count("<a href=")
        assert len({link["/StructParent"] for link in links}) == len(links)

    @pytest.mark.parametrize(
        ("to", "at_least"),
        [
            ("domain-U", 3), ("capability-U1", 4), ("action-U5-A", 3), ("answers-U1.1", 2), ("method-levels", 3),
            ("method-ambition", 2), ("method-certainty", 1),
        ],
    )  # fmt: skip
    def test_come_from_where_the_same_thing_is_named(self, links, to, at_least):
        assert sum(str(link["/Dest"]) == to for link in links) >= at_least


class TestFiles:
    def test_are_in_it_with_name_description_type_date_and_relation(self, read):
        root = read.trailer["/Root"]
        names = root["/Names"]["/EmbeddedFiles"]["/Names"]
        assert list(names[::2]) == ["answers.yaml", "scorecard.json"]
        assert [each.get_object() for each in root["/AF"]] == [each.get_object() for each in names[1::2]]
        answers, scores = (each.get_object() for each in names[1::2])
        assert (answers["/UF"], answers["/Desc"], answers["/AFRelationship"]) == (
            "answers.yaml", "De antwoorden", "/Source",
        )  # fmt: skip
        assert scores["/AFRelationship"] == "/Data"
        stream = answers["/EF"]["/F"]
        assert (stream["/Subtype"], stream.get_data()) == ("/application/yaml", b"run: 1\n")
        assert stream["/Params"]["/CreationDate"] == "D:20261119000000Z"
        assert stream["/Params"]["/Size"] == len(b"run: 1\n")

    def test_are_not_there_where_none_are_given(self, typed):
        root = PdfReader(typed).trailer["/Root"]
        assert "/EmbeddedFiles" not in root["/Names"]
        assert "/AF" not in root
