"""Whatever people type is shown as text: never run, fetched, followed or computed, and the layout stands."""

import datetime as dt
import io
import re

import msgspec
import pytest
from report_runs import solo
from scoring_runs import QUESTIONNAIRE
from test_reports_edition import of_run
from test_reports_html import Read

from questionnaires.answer_file import parse
from questionnaires.problems import ProblemsFound
from questionnaires.responses import ActionProgress, Agreed, Answer, Facts
from reports import html, pdf

SHOWN = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](file:///etc/passwd)", "{{ 7*7 }}",
    "{% raw %}{# x #}", "[k](javascript:alert(1))", "</section></body>", "&lt;b&gt;", "=cmd|' /C calc'!A0",
    "'\"><a href='https://evil.example'>", "-->", "]]>", "} * { display: none }", "@import url(//evil.example)",
)  # fmt: skip
UNSHOWN = "\u202etxet\u2066x\u2069 \x00\x07\x1b[31m\x7f\x85"
EMOJI = "👩‍💻🏳️‍🌈"
ODD = f"{EMOJI} a\u200bb\ufeffc \u05e9\u05dc\u05d5\u05dd"
ENDLESS = "W" * 10_000
TYPED = " ".join((*SHOWN, UNSHOWN, ODD))


def hostile(text):
    """Return a run of one respondent in which everything that can be typed is this text."""
    responses = solo(
        organisation=text,
        facts=Facts(satisfaction=text, response_rate=text, tools_known=text, front_door_share=text, lead_times=text),
        remarks=dict.fromkeys(("general", "cover", "answer", "roadmap", "method", "left_out", "U", "U1", "U5-A"), text),
        actions={
            action: ActionProgress(status="running", owner=text, kpi=text, evidence=text)
            for action in QUESTIONNAIRE.actions_by_id
        },
        agreed={"U1.1": Agreed(level=2, note=text)},
    )
    alone = responses.respondents[0]
    answers = alone.answers | {
        "U1.1": Answer(level=2, note=text, evidence=text),
        "O3.1": Answer(kind="not_applicable", reason=text),
    }
    return msgspec.structs.replace(responses, respondents=(msgspec.structs.replace(alone, answers=answers),))


@pytest.fixture(scope="module")
def document():
    return html.render(of_run(hostile(TYPED)))


class TestHtml:
    def test_shows_all_of_it_as_text(self, document):
        text = re.sub(r"\s+", " ", "".join(Read(document).text).replace("\u200b", "").replace("\xa0", " "))
        for shown in SHOWN:
            assert text.count(shown) >= 10, shown

    def test_makes_no_element_and_no_link_of_it(self, document):
        read = Read(document)
        assert not [tag for tag, _ in read.elements if tag in ("script", "img", "iframe", "object", "form", "base")]
        assert {link["href"][0] for link in read.all("a")} == {"#"}
        assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]

    def test_makes_one_document_of_it(self, document):
        assert document.count("</body>") == 1
        assert document.count("</style>") == document.count("<style>")

    def test_computes_none_of_it(self, document):
        assert not re.search(r"(?<![\d.,])49(?![\d.,])", "".join(Read(document).text))

    def test_turns_no_line_round(self, document):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]", document)

    def test_breaks_a_word_without_end_and_leaves_an_address_whole(self):
        address = "https://intranet.voorbeeld.nl/it/plannen/2027"
        report = of_run(solo(remarks={"answer": f"{ENDLESS} {address} <{address}?{'lang=' * 20}>"}))
        text = html.render(report)
        assert not re.search(r"W{80}", text)
        assert text.count("W") >= len(ENDLESS)
        assert address in text
        assert f'<a href="{address}?{"lang=" * 20}"' in text

    def test_keeps_the_fingerprint_of_the_questionnaire_in_one_piece(self, document):
        assert f'content="{QUESTIONNAIRE.sha256}"' in document

    def test_a_half_of_a_character_does_not_come_in(self):
        content = (
            '{"format": 1, "organisation": "x\\ud800", "date": "2026-11-19",'
            ' "respondents": [{"id": "a", "role": "it_staff", "answers": {"U1.1": 3}}]}'
        )
        with pytest.raises(ProblemsFound) as found:
            parse(content, "run.json")
        assert [problem.code for problem in found.value.problems] == ["control-character"]


def boxes(box):
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


class TestPdf:
    @pytest.fixture(scope="class")
    @staticmethod
    def pages():
        from pypdf import PdfReader

        report = of_run(hostile(TYPED.replace(EMOJI, "")), readers="board")  # beside which pypdf misreads a whole page
        return PdfReader(io.BytesIO(pdf.from_html(html.render(report), dt.date(2026, 11, 19)))).pages

    def test_shows_it_as_text(self, pages):
        text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages)).replace("\u200b", "")
        for shown in SHOWN:
            assert text.count(re.sub(r"\s+", "", shown)) >= 4, shown

    def test_leads_nowhere_but_to_its_own_pages(self, pages):
        links = [note.get_object() for page in pages for note in page.get("/Annots", ())]
        assert links
        assert not [link for link in links if link.get("/A", {}).get("/S", "/GoTo") != "/GoTo"]

    @pytest.mark.parametrize("text", [f"{TYPED} {ENDLESS[:1500]}", ENDLESS[:1500]])
    def test_holds_no_line_that_is_wider_than_its_page(self, text):
        import weasyprint

        report = of_run(hostile(text), readers="board")
        laid_out = weasyprint.HTML(string=html.render(report), url_fetcher=pdf._own_font_only()).render()
        assert len(laid_out.pages) > 4
        for page in laid_out.pages:
            tree = page._page_box
            edge = tree.margin_width()
            for box in boxes(tree):
                if hasattr(box, "text"):
                    assert box.position_x + box.width <= edge + 0.5, box.text
