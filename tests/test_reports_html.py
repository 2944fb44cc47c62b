"""The HTML: what the view says, escaped, linked and in an order that can be read aloud."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import msgspec
import pytest
from report_runs import DEPARTMENTS, page, solo, view, view_of
from scoring_runs import run, whole

from questionnaires.responses import Answer, Facts
from reports import html

LANGUAGES = ("nl", "en")
EVERY = [(name, language) for name in DEPARTMENTS for language in LANGUAGES]
HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} {% raw %} <img src='file:///etc/passwd'> =cmd|'/C calc'!A0 [x](javascript:1)"
)


class Read(HTMLParser):
    """The elements of a page with their attributes, and the visible text."""

    def __init__(self, document):
        super().__init__()
        self.elements, self.text = [], []
        self.feed(document)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_link_leads_to_a_place_in_the_report(name, language):
    read = Read(page(name, language))
    anchors = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert not [anchor for anchor, n in Counter(anchors).items() if n > 1]
    targets = {link["href"] for link in read.all("a")} | {a["data-to"] for _, a in read.elements if "data-to" in a}
    assert targets
    assert {target.removeprefix("#") for target in targets} <= set(anchors)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_headings_never_jump_a_level(name, language):
    levels = [int(tag[1]) for tag, _ in Read(page(name, language)).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_header_cell_says_what_it_heads(name, language):
    scopes = {header.get("scope") for header in Read(page(name, language)).all("th")}
    assert scopes <= {"col", "row", "rowgroup"}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_picture_has_a_text_alternative_unless_its_word_stands_beside_it(name, language):
    read = Read(page(name, language))
    pictures = [picture for picture in read.all("svg") if picture.get("aria-hidden") != "true"]
    assert pictures
    assert all(picture["aria-label"].strip() for picture in pictures)
    assert len(read.all("title")) == len(pictures) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_says_its_language_title_and_day(language):
    document = page("the example", language)
    assert f'<html lang="{language}">' in document
    assert '<meta name="dcterms.created" content="2026-11-19">' in document
    assert "Gemeente Voorbeeld</title>" in document


def test_the_same_view_gives_the_same_text():
    assert html.render(view("the example")) == html.render(view("the example"))


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_nothing_is_fetched_from_anywhere(name):
    document = page(name)
    read = Read(document)
    assert not [a for tag, a in read.elements if tag in ("img", "link", "script", "iframe", "object", "image", "use")]
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", document)


@pytest.fixture(scope="module")
def hostile():
    """Return a report of which every free text wants to be more than text."""
    responses = solo(
        organisation=HOSTILE, facts=Facts(satisfaction=HOSTILE), remarks={"general": HOSTILE, "U": HOSTILE}
    )
    alone = responses.respondents[0]
    answers = {**alone.answers, "U1.1": Answer(level=2, note=HOSTILE, evidence=HOSTILE)}
    return html.render(
        view_of(msgspec.structs.replace(responses, respondents=(msgspec.structs.replace(alone, answers=answers),)))
    )


class TestHostileText:
    def test_is_shown_as_text(self, hostile):
        assert "".join(Read(hostile).text).count("<script>alert(1)</script> {{ 7*7 }} {% raw %}") >= 6

    def test_makes_no_element(self, hostile):
        read = Read(hostile)
        assert not read.all("script")
        assert not read.all("img")

    def test_is_not_computed(self, hostile):
        assert "{{ 7*7 }}" in hostile
        assert not re.search(r"\b49\b", "".join(Read(hostile).text))


class TestPrivacy:
    def test_no_pseudonym_and_no_time_of_answering_is_printed(self):
        people = [
            msgspec.structs.replace(whole("it_staff", 3), seconds={"U1.1": 61.5}),
            *(whole("user", 2) for _ in range(5)),
        ]
        named = run(*people)
        named = msgspec.structs.replace(
            named,
            respondents=tuple(
                msgspec.structs.replace(each, id=f"pseudoniem{n}") for n, each in enumerate(named.respondents)
            ),
        )
        document = html.render(view_of(named))
        assert "pseudoniem" not in document
        assert "61,5" not in document

    def test_an_anonymous_run_prints_no_group_under_its_threshold(self):
        people = [whole("it_management", 5), *(whole("it_staff", 2) for _ in range(4)), whole("supplier", 1)]
        people += [whole("user", 3) for _ in range(6)]
        document = html.render(view_of(run(*people, privacy="anonymous")))
        sizes = [int(n) for n in re.findall(r'class="count">[^<(]+\((\d+)\)', document)]
        assert sizes
        assert min(sizes) >= 5


def test_ids_stay_with_their_names_and_in_one_piece():
    assert str(html.unbroken("S1 Zicht op niveau 2 na U5-A & meer")) == (
        'S1\u00a0Zicht op niveau\u00a02 na <span class="nowrap">U5-A</span> &amp; meer'
    )


def test_a_page_that_is_not_there_is_not_in_the_contents_either():
    document = page("all at 5")
    assert 'id="cards"' not in document
    assert "#cards" not in document
