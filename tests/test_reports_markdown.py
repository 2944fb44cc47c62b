"""The report as Markdown: read again by a parser, nothing that people typed is markup."""

import re

import pytest
from markdown_it import MarkdownIt
from report_runs import DEPARTMENTS, solo, view, view_of

from reports import markdown

HOSTILE = (
    "<script>alert(1)</script> *sterk* `code` [link](javascript:x) ![plaatje](file:///etc/passwd) | cel | # kop "
    "{{ 7*7 }}"
)


def parsed(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_every_page_is_a_heading_and_every_table_is_one(name):
    page = parsed(markdown.render(view(name)))
    assert len(re.findall("<h1>", page)) == 1
    assert len(re.findall("<h2>", page)) == len(view(name).contents.lines)
    assert page.count("<table>") > 20
    assert "| ---" not in page, "a table that the parser does not take for one"


def test_what_people_typed_is_shown_as_it_is():
    page = parsed(markdown.render(view_of(solo(organisation=HOSTILE))))
    assert "<script>" not in page
    assert "<img" not in page
    assert "javascript:x" not in re.findall('href="([^"]*)"', page)
    shown = page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert HOSTILE in shown


def test_remarks_keep_their_own_markup():
    page = parsed(markdown.render(view_of(solo(remarks={"U": "Lees **dit** en [dat](https://voorbeeld.nl)."}))))
    assert "<strong>dit</strong>" in page
    assert '<a href="https://voorbeeld.nl">dat</a>' in page


@pytest.mark.parametrize(
    "text", ["- geen lijst", "1. geen lijst", "1) geen lijst", "+ ook niet", "=== niet", "#1", "~~a~~"]
)
def test_what_would_open_a_block_is_text(text):
    assert parsed(markdown.escaped(text)) == f"<p>{text}</p>\n"


def test_the_same_view_gives_the_same_text():
    assert markdown.render(view("the example")) == markdown.render(view("the example"))
