"""Tags by meaning: what becomes of each kind of HTML, also over pages, in small documents."""

import datetime as dt

import pytest
from heard import heard
from pypdf import PdfReader

from reports import pdf

HEAD = (
    '<html lang="nl"><head><title>x</title><style>@page { size: A6; @bottom-left { content: "voet" } }</style></head>'
)


@pytest.fixture
def listen(tmp_path):
    """Return what is heard of a body of HTML, as (type, text) below the document, and the path of its PDF."""

    def made(body):
        path = tmp_path / "small.pdf"
        path.write_bytes(pdf.from_html(f'{HEAD}<body style="font-family: IBM Plex Sans">{body}</body></html>', DAY))
        return heard(path)[1:], path

    return made


DAY = dt.date(2026, 1, 1)


def shape(elements, *kinds):
    return [(each.kind, each.text) for each in elements if not kinds or each.kind in kinds]


def painted(path):
    """Return what paints the first page, in one line."""
    return b" ".join(PdfReader(path).pages[0].get_contents().get_data().split())


def test_a_table_and_a_list_over_pages_stay_one_and_their_heads_are_read_once(listen):
    rows = "".join(f'<tr><th scope="row">r{n}</th><td>c{n}</td></tr>' for n in range(40))
    points = "".join(f"<li>p{n}</li>" for n in range(40))
    table = f'<table><thead><tr><th scope="col">K</th><th scope="col">W</th></tr></thead><tbody>{rows}</tbody></table>'
    elements, path = listen(f"{table}<ul>{points}</ul>")
    assert len(PdfReader(path).pages) > 3
    kinds = [each.kind for each in elements]
    assert [kinds.count(kind) for kind in ("Table", "THead", "TR", "L", "LI")] == [1, 1, 41, 1, 40]
    assert "K" in PdfReader(path).pages[1].extract_text()
    assert shape(elements, "TH")[:2] == [("TH", "K"), ("TH", "W")]


def test_a_cell_hears_its_column_its_group_and_its_row(listen):
    elements, _ = listen(
        '<table><thead><tr><td></td><th scope="col">score</th><th scope="col">lat</th></tr></thead>'
        '<tbody><tr><th scope="rowgroup">eerste</th><td colspan="2">samen</td></tr>'
        '<tr><th scope="row">A</th><td>1</td><td>2</td></tr></tbody>'
        '<tbody><tr><th scope="rowgroup">tweede</th><td colspan="2">samen</td></tr>'
        '<tr><th scope="row">B</th><td>3</td><td>4</td></tr></tbody></table>'
    )
    names = {each.entry["id"]: each.text for each in elements if each.kind == "TH"}
    heads = {
        each.text: [names[str(name)] for name in each.entry["attributes"].get("Headers", [])]
        for each in elements
        if each.kind == "TD"
    }
    assert heads["2"] == ["lat", "eerste", "A"]
    assert heads["3"] == ["score", "tweede", "B"]


def test_a_cell_beside_one_that_takes_two_rows_stands_under_its_own_head(listen):
    elements, _ = listen(
        '<table><tr><th scope="col">een</th><th scope="col">twee</th></tr>'
        '<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>'
    )
    names = {each.entry["id"]: each.text for each in elements if each.kind == "TH"}
    heads = {
        each.text: [names[str(name)] for name in each.entry["attributes"]["Headers"]]
        for each in elements
        if each.kind == "TD"
    }
    assert heads == {"a": ["een"], "b": ["twee"], "c": ["twee"], "d": ["een"], "e": ["twee"]}


def test_terms_are_labels_of_what_stands_with_them_or_entries_by_themselves(listen):
    elements, _ = listen(
        "<dl><dt>Meting</dt><dd>vandaag</dd><div><dt>Deelnemers</dt><dd>3</dd></div><dt>Doel</dt><dd></dd></dl>"
    )
    assert shape(elements, "Lbl", "LBody") == [
        ("Lbl", "Meting"), ("LBody", "vandaag"), ("Lbl", "Deelnemers"), ("LBody", "3"), ("LBody", "Doel"),
    ]  # fmt: skip


def test_a_link_is_one_place_to_go_with_its_words_whatever_is_in_it(listen):
    elements, path = listen('<p>Zie <a href="#u1"><b>U1</b> <span>de lat</span></a>.</p><h1 id="u1">U1</h1>')
    (link,) = [each.get_object() for each in PdfReader(path).pages[0]["/Annots"]]
    assert (link["/Contents"], link["/Dest"], link["/F"]) == ("U1 de lat", "u1", 4)
    assert shape(elements) == [("P", "Zie U1 de lat ."), ("Link", "U1 de lat"), ("H1", "U1")]


def test_bare_text_becomes_paragraphs_and_a_change_of_language_is_told(listen):
    elements, _ = listen(
        '<section><div>los <b>vet</b></div><div lang="en">own words</div><span lang="fr">mot</span></section>'
    )
    assert shape(elements) == [
        ("Sect", "los vet own words mot"), ("P", "los vet"), ("Div", "own words"), ("P", "own words"), ("P", "mot"),
        ("Span", "mot"),
    ]  # fmt: skip
    assert [each.entry["lang"] for each in elements if each.entry["lang"]] == ["en", "fr"]


def test_pictures_say_their_title_and_decoration_nothing(listen):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"{}><title>{}</title><path d="M0 0h9v9z"/></svg>'
    shown, hidden = svg.format("", "een dumbbell"), svg.format(' aria-hidden="true"', "stip")
    elements, path = listen(f"{shown}{hidden}<p>woord</p>")
    assert [each.entry["alt"] for each in elements if each.kind == "Figure"] == ["een dumbbell"]
    assert b"/Artifact <</Type /Layout>> BDC" in painted(path)


def test_the_foot_of_a_page_is_painted_and_not_read(listen):
    elements, path = listen("<p>woord</p>")
    assert "voet" in PdfReader(path).pages[0].extract_text()
    assert b"/Artifact <</Type /Pagination>> BDC" in painted(path)
    assert shape(elements) == [("P", "woord")]


def test_writing_from_right_to_left_says_its_words_in_order(listen):
    elements, _ = listen("<p>abc שלום</p>")
    assert "".join(each.entry["said"] for each in elements if each.kind == "Span") == "abc שלום"


def test_spaces_between_the_entries_of_a_list_are_nothing_to_read(listen):
    elements, path = listen(
        '<ul><li style="display: inline-block">a</li> <li style="display: inline-block">b</li></ul>'
    )
    assert not next(each.entry["is_bare"] for each in elements if each.kind == "L")
    assert b"/Artifact <</Type /Layout>> BDC" in painted(path)
