"""A brand: colours that can be read and told apart, and a logo that can do nothing but be looked at."""

import base64
import io
import math
import re
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_runs import solo
from test_reports_edition import of_run
from test_reports_html import Read

from assess import branding, logos
from questionnaires.language import words
from questionnaires.problems import ProblemsFound
from reports import colour, html
from reports.brand import ACCENT, OWN, PRIMARY, Brand, Logo

EXAMPLE = Path(__file__).parent.parent / "examples" / "brand" / "brand.yaml"
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def colourfulness(of):
    """How far a colour is from grey, from 0 to about 0.32."""
    _, a, b = colour._lab(colour._linear(of))
    return math.hypot(a, b)


def png(width=2, height=2):
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (width, height), "#123456").save(file, "PNG")
    return file.getvalue()


def brand_in(folder, content, **files):
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "brand.yaml").write_text(content, encoding="utf-8")
    return folder / "brand.yaml"


def problems_in(path):
    with pytest.raises(ProblemsFound) as found:
        branding.read(path)
    return found.value.problems


def codes(path):
    return [problem.code for problem in problems_in(path)]


class TestColours:
    def test_our_own_are_readable_and_apart(self):
        assert colour.contrast(PRIMARY) >= colour.READABLE
        assert colour.contrast(ACCENT) >= colour.READABLE
        assert colour.are_apart(PRIMARY, ACCENT)

    def test_contrast_is_that_of_the_standard(self):
        assert colour.contrast("#000000") == pytest.approx(21)
        assert colour.contrast("#FFFFFF") == pytest.approx(1)
        assert colour.contrast("#767676") == pytest.approx(4.54, abs=0.01)

    @given(COLOURS)
    def test_the_suggested_colour_can_be_read_and_keeps_its_hue(self, given_colour):
        suggested = colour.readable(given_colour)
        assert colour.contrast(suggested) >= colour.READABLE
        if colour.contrast(given_colour) >= colour.READABLE:
            assert suggested == given_colour
            return
        assert colour.contrast(suggested) < colour.READABLE + 0.3, "it is the nearest"
        if colourfulness(given_colour) > 0.05:
            turned = abs(colour.hue(suggested) - colour.hue(given_colour)) % 360
            assert min(turned, 360 - turned) < 4

    @given(COLOURS, COLOURS)
    @settings(max_examples=40, deadline=None)
    def test_two_suggested_colours_are_readable_and_apart(self, one, other):
        pair = colour.moved_apart(colour.readable(one), colour.readable(other))
        assert colour.are_apart(*pair)
        assert min(map(colour.contrast, pair)) >= colour.READABLE

    @given(COLOURS, COLOURS)
    def test_apart_is_the_same_from_both_sides(self, one, other):
        assert colour.are_apart(one, other) == colour.are_apart(other, one)

    def test_red_and_green_of_one_lightness_are_alike(self):
        assert not colour.are_apart("#B00000", "#3A6A00")


class TestFile:
    def test_the_example_is_a_brand(self):
        brand = branding.read(EXAMPLE)
        assert (brand.name, brand.primary, brand.accent) == ("Peilschaal Advies", "#5B2A6E", "#B3560B")
        assert brand.logo.kind == "svg"
        assert brand.contact.count("\n") == 1
        assert brand.is_consultant

    def test_one_field_is_enough(self, tmp_path):
        assert branding.read(brand_in(tmp_path, "name: Wij\n")) == Brand(name="Wij")

    def test_every_problem_is_told_at_its_line(self, tmp_path):
        content = (
            'nmae: Wij\nlogo: weg.svg\ncolours: {primary: "#FF8800", accent: "rood"}\n'
            f"footer: {'lang ' * 30}\nof: buurman\n"
        )
        problems = problems_in(brand_in(tmp_path, content))
        assert [(problem.line, problem.code) for problem in problems] == [
            (1, "unknown-key"),
            (2, "logo-missing"),
            (3, "colour-contrast"),
            (3, "not-a-colour"),
            (4, "text-too-long"),
            (5, "unknown-value"),
        ]

    def test_a_colour_that_cannot_be_read_comes_with_the_nearest_that_can(self, tmp_path):
        (problem,) = problems_in(brand_in(tmp_path, 'colours: {primary: "#ff8800"}\n'))
        assert words("en").say(problem.message) == (
            "‘primary’ #ff8800 has a contrast of 2.3 on white; letters need at least 4.5."
        )
        assert words("en").say(problem.remedy).endswith("in the same hue: #B66000.")

    @pytest.mark.parametrize("pair", [("#0E4A63", "#0E4A63"), ("#B00000", "#3A6A00"), ("#C8500A", "#B5651D")])
    def test_colours_that_look_alike_come_with_a_pair_that_does_not(self, tmp_path, pair):
        content = f'colours: {{primary: "{pair[0]}", accent: "{colour.readable(pair[1])}"}}\n'
        (problem,) = problems_in(brand_in(tmp_path, content))
        assert problem.code == "colours-alike"
        assert colour.are_apart(*re.findall(r"#[0-9A-F]{6}", words("nl").say(problem.remedy)))

    def test_one_colour_is_held_against_our_own_other(self, tmp_path):
        assert codes(brand_in(tmp_path, f'colours: {{primary: "{ACCENT}"}}\n')) == ["colours-alike"]

    @pytest.mark.parametrize("name", ["../logo.svg", "/etc/passwd", "map/logo.svg", "..", "C:logo.svg", "map\\x.svg"])
    def test_a_logo_is_taken_from_no_other_folder(self, tmp_path, name):
        (tmp_path / "logo.svg").write_text(DRAWING.format(""), encoding="utf-8")
        (tmp_path / "brand").mkdir()
        assert codes(brand_in(tmp_path / "brand", f"logo: '{name}'\n")) == ["logo-elsewhere"]

    def test_a_link_to_a_logo_elsewhere_is_not_followed(self, tmp_path):
        (tmp_path / "real.svg").write_text(DRAWING.format(""), encoding="utf-8")
        (tmp_path / "logo.svg").symlink_to(tmp_path / "real.svg")
        assert codes(brand_in(tmp_path, "logo: logo.svg\n")) == ["logo-elsewhere"]

    def test_a_folder_is_no_logo(self, tmp_path):
        (tmp_path / "logo").mkdir()
        assert codes(brand_in(tmp_path, "logo: logo\n")) == ["logo-missing"]

    def test_a_logo_goes_by_its_content(self, tmp_path):
        assert branding.read(brand_in(tmp_path, "logo: logo.svg\n", logo_svg=png())).logo.kind == "png"
        assert codes(brand_in(tmp_path, "logo: logo.png\n", logo_png="GIF89a")) == ["logo-kind"]

    def test_characters_that_turn_a_line_round_do_not_come_through(self, tmp_path):
        assert branding.read(brand_in(tmp_path, 'name: "Wij\u202e"\n')).name == "Wij"

    def test_a_file_that_cannot_be_a_brand_is_not_read(self, tmp_path):
        assert codes(brand_in(tmp_path, "name: x\n" + "# vulling\n" * 20_000)) == ["brand-too-large"]

    def test_a_brand_that_is_not_there_is_told(self, tmp_path):
        assert codes(tmp_path / "weg.yaml") == ["unreadable-file"]


SVG_PROBLEMS = {
    "logo-script": [
        "<script>alert(1)</script>",
        '<rect width="1" height="1" onclick="x()"/>',
        '<html xmlns="http://www.w3.org/1999/xhtml"><script>x</script></html>',
        '<g fill="javascript:x"/>',
    ],
    "logo-part": [
        "<foreignObject/>",
        '<image href="#a"/>',
        '<animate attributeName="x"/>',
        '<set attributeName="onload" to="x"/>',
        '<a href="#b"/>',
        "<filter/>",
        '<iframe xmlns="http://www.w3.org/1999/xhtml"/>',
    ],
    "logo-reference": [
        '<use href="http://example.org/a.svg#b"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
        '<use href="data:image/svg+xml;base64,AAAA"/>',
        '<rect fill="url(http://example.org/a)"/>',
        '<rect fill="url( &quot;//example.org/a&quot; )"/>',
        '<rect fill="u\\72l(http://example.org/a)"/>',
        '<rect style="background: url(a.png)"/>',
        "<style>@import 'a.css'; </style>",
        "<style>rect { fill: url(file:///etc/passwd) }</style>",
        "<style>rect { background: image-set('a.png' 1x) }</style>",
        '<g xml:base="http://example.org/"/>',
        "<?xml-stylesheet href='a.css'?>",
    ],
    "logo-damaged": ["<g>", "&euro;", "\x01"],
    "logo-too-large": [
        "<g>" * 100 + "</g>" * 100,
        "<g/>" * 21_000,
        '<use href="#a"/><g id="a"><use href="#a"/></g>',
        "".join(f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(9)) + '<g id="a9"><g/></g>',
    ],
}


class TestLogo:
    @pytest.mark.parametrize(("code", "part"), [(code, part) for code, parts in SVG_PROBLEMS.items() for part in parts])
    def test_a_drawing_that_does_more_than_show_is_refused(self, code, part):
        found = logos.read(DRAWING.format(part).encode(), "logo.svg")
        assert isinstance(found, list)
        assert code in [problem.code for problem in found]
        assert all(problem.line == 1 for problem in found)

    @pytest.mark.parametrize(
        "content",
        [
            '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
            '<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        ],
    )
    def test_a_doctype_is_refused_before_anything_in_it_is_read(self, content):
        (problem,) = logos.read(content.encode(), "logo.svg")
        assert (problem.code, problem.line) == ("logo-reference", 1)

    @pytest.mark.parametrize(
        "content",
        [
            DRAWING.format("").encode("utf-16"),
            b'<?xml version="1.0" encoding="utf-7"?>' + DRAWING.format("").encode(),
            b"<html></html>",
            b"<svg></svg>",
            b"",
            b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        ],
    )
    def test_what_is_no_svg_of_a_size_in_utf8_is_refused(self, content):
        assert isinstance(logos.read(content, "logo.svg"), list)

    @pytest.mark.parametrize(
        "part",
        [
            '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)"/>',
            '<style>.a { fill: url("#a"); stroke: #123456 }</style><path class="a" d="M0 0h1"/>',
            '<g id="b"/><use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#b"/>',
            "<title>Ons logo</title><!-- van de ontwerper --><text>A &amp; B</text>",
            '<metadata><a:RDF xmlns:a="http://www.w3.org/1999/02/22-rdf-syntax-ns#" a:about="http://b.c"/></metadata>',
        ],
    )
    def test_what_a_drawing_program_writes_for_a_logo_is_taken(self, part):
        content = DRAWING.format(part).encode()
        assert logos.read(content, "logo.svg") == Logo("svg", content)

    def test_a_png_is_read_to_its_end(self):
        whole = png(40, 40)
        assert logos.read(whole, "a") == Logo("png", whole)
        for damaged in (whole[:30], whole[: len(whole) // 2], whole[:8] + b"x" * 40):
            assert [problem.code for problem in logos.read(damaged, "a")] == ["logo-damaged"]

    def test_a_png_that_would_fill_the_memory_is_refused_unread(self):
        header = b"IHDR" + (60_000).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
        content = logos.PNG + (13).to_bytes(4) + header + zlib.crc32(header).to_bytes(4) + b"\x00" * 20
        assert [problem.code for problem in logos.read(content, "a")] == ["logo-too-large"]

    def test_a_logo_of_more_than_a_megabyte_is_refused(self):
        assert [problem.code for problem in logos.read(b"<" * (logos.LARGEST + 1), "a")] == ["logo-too-large"]


@pytest.fixture(scope="module")
def branded():
    return of_run(solo(remarks={"general": f"Kleur {PRIMARY}; --petrol: {PRIMARY};"}), brand=branding.read(EXAMPLE))


class TestReport:
    def test_drawings_and_styles_have_the_colours_of_the_brand(self, branded):
        document = html.render(branded)
        assert "--petrol: #5B2A6E;" in document
        assert "--bar: #B3560B;" in document
        assert f'"{PRIMARY}"' not in document
        assert f'"{ACCENT}"' not in document
        assert document.count('"#5B2A6E"') == html.render(of_run(solo())).count(f'"{PRIMARY}"')

    def test_a_colour_that_somebody_typed_is_no_colour_of_ours(self, branded):
        assert f"Kleur {PRIMARY}; --petrol: {PRIMARY};" in html.render(branded)

    def test_colours_that_change_places_do_so_both(self):
        document = html.render(of_run(solo(), brand=Brand(primary=ACCENT, accent=PRIMARY)))
        assert f"--petrol: {ACCENT};" in document
        assert f"--bar: {PRIMARY};" in document

    def test_the_logo_is_in_the_document_itself_with_a_text_alternative(self, branded):
        (logo,) = Read(html.render(branded)).all("img")
        kind, _, content = logo["src"].partition(",")
        assert kind == "data:image/svg+xml;base64"
        assert base64.b64decode(content) == branded.brand.logo.content
        assert logo["alt"] == "Logo van Peilschaal Advies"

    def test_who_made_it_is_told_on_the_front_page_and_in_the_foot(self, branded):
        document = html.render(branded)
        assert '<meta name="author" content="Peilschaal Advies">' in document
        assert '<a href="mailto:advies@peilschaal.example">advies@peilschaal.example</a></p>' in document
        assert branded.labels.foot_left.endswith("· Vertrouwelijk")

    def test_without_a_brand_there_is_no_trace_of_one(self):
        report = of_run(solo())
        assert report.brand == OWN
        assert report.contents.maker is None
        assert 'class="maker"' not in html.render(report)
