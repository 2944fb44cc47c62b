"""The report in a browser: read, moved through, searched and printed in a real Chromium, which fetches nothing."""

import io
import re
import shutil
import subprocess

import msgspec
import pypdf
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright
from report_runs import solo, view, view_of

from questionnaires.responses import Answer
from reports import forms, html, pdf, screen
from reports.brand import ACCENT, PRIMARY, Brand
from reports.colour import contrast

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
ADDRESS = "http://report.invalid/"
NARROW, MIDDLE, WIDE = 320, 768, 1920
HOSTILE = (
    "</style></script><script>document.title='run'</script><img src=http://elsewhere.invalid/x onerror=alert(1)> "
    '" } @import url(http://elsewhere.invalid/y); {{ 7*7 }} file:///etc/passwd \\27 \u202e\U0001f600'
)


class Reader:
    """A window of the browser on one report; `requests` are all that it asked for beside the report itself."""

    def __init__(self, browser, document, *, width=MIDDLE, scheme="light", script=True):
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        self.requests, self.complaints = [], []
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

        def answer(route):
            if route.request.url == ADDRESS:
                route.fulfill(body=document, content_type="text/html; charset=utf-8")
            else:
                self.requests.append(route.request.url)
                route.abort()

        self.context.route("**/*", answer)
        self.page.goto(ADDRESS)

    def at(self, width):
        self.page.set_viewport_size({"width": width, "height": 900})
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def ask(self, script):
        return self.page.evaluate(script)

    def focused(self):
        return self.ask("document.activeElement.closest('[id], a, button, input').outerHTML.slice(0, 200)")

    def column(self, table, number):
        rows = f"#{table} table.bells tbody tr:not([hidden])"
        return self.ask(f"[...document.querySelectorAll('{rows} > :nth-child({number})')].map((c) => c.innerText)")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def dutch():
    return html.self_contained(view("the example", "nl"))


@pytest.fixture(scope="module")
def english():
    return html.self_contained(view("the example", "en"))


@pytest.fixture(scope="module")
def hostile():
    typed = solo(organisation=HOSTILE)
    someone = typed.respondents[0]
    answers = someone.answers | {"U1.1": Answer(level=2, note=HOSTILE, evidence=HOSTILE)}
    someone = msgspec.structs.replace(someone, answers=answers)
    return html.self_contained(view_of(msgspec.structs.replace(typed, respondents=(someone,)), "nl"))


@pytest.fixture(scope="module")
def plain(browser, dutch):
    """One window without the script, for all who only look."""
    with Reader(browser, dutch, script=False) as reader:
        yield reader


@pytest.fixture(scope="module")
def paper(browser, dutch):
    """The report as Chromium prints it, from a dark and narrow window with its script running."""
    with Reader(browser, dutch, width=NARROW, scheme="dark") as reader:
        return reader.page.pdf(prefer_css_page_size=True, tagged=True)


@pytest.fixture(scope="module")
def texts(paper):
    """What stands on each printed page, with one space between words."""
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True).stdout
    return [" ".join(page.split()) for page in told.decode().split("\f")[:-1]]


@pytest.mark.parametrize(
    ("document", "windows"),
    [  # every width by day and by night, and every language in every width: all twelve are slow, and tell no more
        ("dutch", [("light", NARROW), ("dark", MIDDLE), ("light", WIDE)]),
        ("english", [("dark", NARROW), ("light", MIDDLE), ("dark", WIDE)]),
    ],
)
def test_axe_finds_nothing_on_a_phone_a_tablet_and_a_projector_by_day_and_by_night(browser, document, windows, request):
    with Reader(browser, request.getfixturevalue(document)) as reader:
        # domains, questions, actions and rows look alike: a few of each tell as much as all of them, and sooner
        alike = ".answer ~ .answer ~ .answer, .card ~ .card ~ .card, [id^=domain] ~ [id^=domain], tr ~ tr ~ tr ~ tr"
        reader.ask(f"document.querySelectorAll('{alike}').forEach((e) => e.remove())")
        # axe measures no contrast on a gradient, so the shade at the side of a frame goes
        reader.page.add_style_tag(content=".scroll, .map { background: none !important; }")
        reader.ask(AXE_SCRIPT)
        found = []
        for scheme, width in windows:
            reader.page.emulate_media(color_scheme=scheme)
            result = reader.at(width).ask("axe.run(document, {resultTypes: ['violations']})")
            assert "color-contrast" in {rule["id"] for rule in result["passes"]}
            found += [(scheme, width, v["id"], v["nodes"][0]["html"][:200]) for v in result["violations"]]
        assert found == []


@pytest.mark.parametrize("width", [NARROW, 639, 640, MIDDLE, 899, 1199, 1200, WIDE])
def test_the_page_never_moves_sideways(plain, width):
    reader = plain.at(width)
    assert reader.ask("document.documentElement.scrollWidth") == width


def test_what_is_wider_than_a_phone_can_be_reached_and_named_by_the_keyboard_and_by_a_screen_reader(plain):
    moving = """[...document.querySelectorAll('main *')].filter((e) => e.scrollWidth > e.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))"""
    reader = plain.at(NARROW)
    frames = reader.ask(f"{moving}.map((e) => [e.tabIndex, e.getAttribute('role'), e.getAttribute('aria-label')])")
    assert ([0, "group", "Figuur: Roadmap"]) in frames
    assert {(stop, role) for stop, role, _ in frames} == {(0, "group")}
    assert all(re.fullmatch(r"(Figuur|Tabel): .+", name) for _, _, name in frames)


def test_a_frame_in_which_nothing_moves_is_no_stop_of_the_keyboard(browser, dutch):
    with Reader(browser, dutch, width=WIDE) as reader:
        assert reader.page.locator("main [tabindex='0']").count() == 0


def test_every_text_stays_within_a_phone(plain):
    outside = """[...document.querySelectorAll('main *')].filter((e) => !e.closest('.scroll, [data-frame], svg')
        && e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1)
        .map((e) => e.outerHTML.slice(0, 90))"""
    reader = plain.at(NARROW)
    assert reader.ask(outside) == []


def test_all_of_the_report_can_be_read_without_the_script(plain):
    hidden = """[...document.querySelectorAll('main :is(p, td, th, li, h1, h2, h3, h4, h5, dt, dd, svg)')].filter((e) =>
        !e.checkVisibility({visibilityProperty: true, opacityProperty: true})).map((e) => e.outerHTML.slice(0, 90))"""
    reader = plain.at(MIDDLE)
    assert reader.ask(hidden) == []
    assert reader.page.locator("input, button").count() == 0


def test_nothing_is_asked_of_the_network_and_nothing_is_complained_of(browser, dutch):
    with Reader(browser, dutch) as reader:
        reader.ask("document.fonts.ready.then(() => 1)")
        assert reader.requests == []
        assert reader.complaints == []


def test_the_policy_stops_whatever_is_not_in_the_file(browser, dutch):
    with Reader(browser, dutch) as reader:
        reader.ask("""() => {
            const script = document.createElement('script');
            script.textContent = 'document.title = 1';
            const picture = new Image();
            picture.src = 'http://elsewhere.invalid/x.png';
            document.body.append(script, picture);
        }""")
        assert reader.page.title() == view("the example", "nl").title
        assert reader.requests == []
        assert any("Content Security Policy" in complaint for complaint in reader.complaints)


def test_the_font_of_the_report_is_in_the_file(browser, dutch):
    with Reader(browser, dutch) as reader:
        reader.ask("document.fonts.ready.then(() => 1)")
        assert reader.ask("[...document.fonts].map((f) => f.family + ' ' + f.status)") == ["IBM Plex Sans loaded"]


def test_the_first_stop_leads_past_the_contents(browser, dutch):
    with Reader(browser, dutch) as reader:
        reader.press("Tab")
        assert "Ga direct naar het rapport" in reader.focused()
        assert reader.page.locator(".skip").bounding_box()["y"] >= 0
        reader.press("Enter", "Tab")
        assert reader.ask("document.querySelector('main').contains(document.activeElement)")


def test_the_contents_of_a_wide_window_lead_to_every_section(plain):
    reader = plain.at(WIDE)
    links = reader.page.get_by_role("navigation", name="Inhoud").locator("ol a")
    targets = [link.get_attribute("href")[1:] for link in links.all()]
    assert links.first.is_visible()
    assert targets == [line.anchor for line in view("the example", "nl").contents.lines]


def test_a_question_is_found_and_reached_by_the_keyboard(browser, dutch):
    with Reader(browser, dutch) as reader:
        reader.page.get_by_role("searchbox", name="Zoek in zinnen en acties").focus()
        reader.page.keyboard.type("o4.2")
        assert reader.page.locator(".jump .status").inner_text() != ""
        reader.press("ArrowDown")
        assert 'href="#answers-O4.2"' in reader.focused()
        reader.press("Enter")
        assert 'id="answers-O4.2"' in reader.focused()
        box = reader.page.locator('[id="answers-O4.2"]').bounding_box()
        assert reader.page.locator(".side").bounding_box()["height"] <= box["y"] < 450


def test_an_action_is_found_by_its_title_whatever_the_accents_and_the_case(browser, dutch):
    card = view("the example", "nl").cards.quarters[0].cards[0]
    with Reader(browser, dutch) as reader:
        reader.page.get_by_role("searchbox", name="Zoek in zinnen en acties").focus()
        reader.page.keyboard.type(card.title.upper().replace("E", "é"))
        reader.press("Enter")
        assert f'id="{card.anchor}"' in reader.focused()


def test_a_search_without_a_find_says_so_and_escape_empties_it(browser, dutch):
    with Reader(browser, dutch) as reader:
        field = reader.page.get_by_role("searchbox", name="Zoek in zinnen en acties")
        field.focus()
        reader.page.keyboard.type("xyzzy")
        assert reader.page.locator(".jump ul").inner_text() == "Niets gevonden"
        reader.press("Escape")
        assert field.input_value() == ""
        assert reader.page.locator(".jump li").count() == 0


def test_a_table_is_sorted_by_the_keyboard_up_down_and_back(browser, english):
    with Reader(browser, english) as reader:
        before = reader.column("capabilities", 3)
        scores = [cell for cell in before if cell]
        reader.page.locator("#capabilities .bells th:nth-child(3) .sort").focus()
        reader.press("Enter")
        head = reader.page.locator("#capabilities .bells th:nth-child(3)")
        assert head.get_attribute("aria-sort") == "ascending"
        assert reader.column("capabilities", 3) == sorted(scores, key=float)
        reader.press("Enter")
        assert reader.column("capabilities", 3) == sorted(scores, key=float, reverse=True)
        assert reader.page.locator("#capabilities .tools .status").inner_text() == "Score: sorted from high to low"
        reader.press("Enter")
        assert reader.column("capabilities", 3) == before
        assert head.get_attribute("aria-sort") is None


def test_a_table_is_filtered_and_says_how_many_rows_are_left(browser, english):
    with Reader(browser, english) as reader:
        reader.page.locator("#capabilities .filter input").focus()
        reader.page.keyboard.type("supplier")
        shown = reader.page.locator("#capabilities .bells tbody tr:visible").all_inner_texts()
        count = sum("supplier" in text.casefold() for text in shown)
        assert reader.page.locator("#capabilities .tools .status").inner_text() == f"{count} of 13 rows"
        reader.press("Escape")
        assert reader.page.locator("#capabilities .bells tbody tr:visible").count() == 16


def test_the_script_remembers_nothing(browser, dutch):
    with Reader(browser, dutch) as reader:
        reader.page.locator("#capabilities .filter input").fill("U1")
        assert reader.ask("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        reader.page.reload()
        assert reader.page.locator("#capabilities .filter input").input_value() == ""


def test_the_charts_too_are_dark_at_night(browser, dutch):
    fills = """[...new Set([...document.querySelectorAll('main svg *')].map((e) => getComputedStyle(e))
        .flatMap((look) => [look.fill, look.stroke]))]"""
    with Reader(browser, dutch) as day, Reader(browser, dutch, scheme="dark") as dark:
        assert set(day.ask(fills)) & set(dark.ask(fills)) <= {"none", "rgb(0, 0, 0)"}


def test_nothing_moves_by_itself(browser, dutch):
    with Reader(browser, dutch) as reader:
        assert reader.ask("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        reader.page.locator("#capabilities .sort").first.click()
        assert reader.ask("document.getAnimations().length") == 0


def test_printed_from_the_browser_it_is_the_paper_report_with_the_roadmap_on_its_side(paper, dutch):
    pages = pypdf.PdfReader(io.BytesIO(paper)).pages
    sections = re.findall(r"<section( class=\"wide\")?", dutch)
    wide = [page.mediabox.width > page.mediabox.height for page in pages]
    assert wide[:4] == [False, False, True, False]
    assert sum(wide) == sum(bool(section) for section in sections)


def test_printed_from_the_browser_letters_are_as_large_as_on_paper(paper):
    sizes = []

    def note(text, transform, matrix, _, size):
        if text.strip():
            sizes.append(transform[3] * matrix[3] * size)

    pypdf.PdfReader(io.BytesIO(paper)).pages[1].extract_text(visitor_text=note)
    assert max(map(abs, sizes)) == pytest.approx(38, abs=0.1)  # the two figures; less is a page that was shrunk to fit


def test_printed_from_the_browser_a_brief_report_has_as_many_pages_as_the_pdf(browser):
    everything = view("hardly answered", "nl")
    unused = ("outlook", "reading", "capabilities", "priority", "differences", "cards", "left_out", "answers")
    brief = msgspec.structs.replace(everything, **dict.fromkeys(unused), domains=())
    with Reader(browser, html.self_contained(brief)) as reader:
        from_browser = pypdf.PdfReader(io.BytesIO(reader.page.pdf(prefer_css_page_size=True))).pages
    from_pdf = pypdf.PdfReader(io.BytesIO(pdf.render(brief))).pages
    assert [page.mediabox[2:] for page in from_browser] == [
        pytest.approx(page.mediabox[2:], abs=1) for page in from_pdf
    ]


def test_printed_from_the_browser_every_section_starts_a_page_under_its_message(texts):
    starts = [text for text in texts if re.match(r"\d+ · ", text)]
    messages = [f"{line.number} · {line.title}" for line in view("the example", "nl").contents.lines]
    assert [start[: len(message)] for start, message in zip(starts, messages, strict=True)] == messages


def test_printed_from_the_browser_every_page_has_its_foot(texts):
    labels = view("the example", "nl").labels
    for number, text in enumerate(texts, 1):
        assert text.endswith(f"{labels.foot_left} {labels.foot_right} · pagina {number} van {len(texts)}")


def test_printed_from_the_browser_no_link_names_a_page_that_it_does_not_know(texts):
    whole = " ".join(texts)
    assert f"(hoofdstuk {view('the example', 'nl').numbers['roadmap']})" in whole
    assert "(pagina" not in whole


def test_printed_from_the_browser_the_controls_stay_on_the_screen(texts):
    assert not re.search("Toon alleen rijen met|Ga direct naar het rapport|Zoek in zinnen|↕", " ".join(texts))


def test_rows_that_are_filtered_away_are_printed_all_the_same(browser, dutch):
    with Reader(browser, dutch) as reader:
        reader.page.locator("#capabilities .filter input").fill("nothing has this")
        reader.page.emulate_media(media="print")
        assert reader.page.locator("#capabilities .bells tbody tr:visible").count() == 16


def test_hostile_text_is_text(browser, hostile):
    with Reader(browser, hostile) as reader:
        assert reader.page.title() != "run"
        assert reader.requests == []
        assert reader.complaints == []
        assert "<img src=http://elsewhere.invalid/x onerror=alert(1)>" in reader.page.locator("main").inner_text()
        assert reader.page.locator("main script, main img").count() == 0
        assert reader.ask("document.styleSheets.length") == 2
        foot = reader.ask("[...document.styleSheets[1].cssRules].filter((r) => r instanceof CSSPageRule).length")
        assert foot == 1


def test_hostile_text_fits_a_phone(browser, hostile):
    with Reader(browser, hostile, width=NARROW) as reader:
        assert reader.ask("document.documentElement.scrollWidth") == NARROW


def test_the_same_view_gives_the_same_file(dutch):
    screen.font.cache_clear()
    assert html.self_contained(view("the example", "nl")) == dutch


def test_the_file_is_small_enough_to_mail_and_is_what_the_html_form_is(dutch):
    assert forms.render("html", view("the example", "nl")) == dutch.encode()
    assert len(dutch.encode()) < 600_000


def test_what_a_pdf_is_made_of_has_nothing_for_a_browser():
    document = html.render(view("the example", "nl"))
    assert not re.search(r"<script|<nav|<main|<template|@media screen|woff2|tabindex", document)


@pytest.mark.parametrize("colour", ["#0E4A63", "#C8500A", "#000000", "#0000FF", "#767676"])
def test_a_colour_of_a_brand_can_be_read_at_night(colour):
    assert contrast(screen.lightened(colour, screen.NIGHT_PAPER), screen.NIGHT_PAPER) >= 4.5


@pytest.mark.parametrize("brand", [Brand(primary="#5B2A86", accent="#A83232"), Brand(primary=ACCENT, accent=PRIMARY)])
def test_a_brand_has_its_own_colours_at_night_too(browser, brand):
    branded = html.self_contained(msgspec.structs.replace(view("hardly answered", "nl"), brand=brand))
    with Reader(browser, branded, scheme="dark") as reader:
        ambition = f"main svg [fill='{brand.accent}']"
        fill = reader.ask(f'getComputedStyle(document.querySelector("{ambition}")).fill')
    light = screen.lightened(brand.accent, screen.NIGHT_PAPER)
    assert fill == f"rgb({', '.join(str(int(light[at : at + 2], 16)) for at in (1, 3, 5))})"
