"""A whole workshop in a real browser: phones, a facilitator and a screen, through all rounds to the report."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from test_reports_screen import CHROMIUM, QUIET
from workshop_server import Served, served

from assess import store
from questionnaires import catalogue
from questionnaires.model import Language, Role
from questionnaires.responses import Answer, Importance

QUESTIONNAIRE = catalogue.load()
ROLES: tuple[Role, ...] = ("it_management", *["it_staff"] * 5, *["user"] * 5, "supplier")
HEAVIEST = 60_000  # bytes of a page with its style and script


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


def all_answered(place: Served, seed: int) -> None:
    """Let everybody have answered everything; IT sees most things higher than users do, and is divided on one."""
    rng = random.Random(seed)
    with store.open(place.url, keeps_times=False) as history, history.together():
        for role in ROLES:
            name = history.take_seat(place.run_id, role)
            for item in QUESTIONNAIRE.asked_of(role):
                level = rng.choice([1, 4]) if item.id == "O4.2" else (3 if role.startswith("it") else 2)
                history.record_answer(place.run_id, name, item.id, Answer(level=level))
            history.record_importance(place.run_id, name, Importance(most=("U1",)))
            if role.startswith("it"):
                for domain in QUESTIONNAIRE.domains:
                    history.record_ambition(place.run_id, name, domain.id, 4)
            history.complete(place.run_id, name)


def flaws(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, and whether it is wider than the window."""
    found = [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in Axe()
        .run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        .response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("wider than the window")
    return found


def looked_at(page: Page) -> None:
    """See that a page has no flaw, light and dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert flaws(page) == [], (page.url, scheme)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_facilitator_and_phones_go_through_all_rounds_to_the_report(browser: Browser, tmp_path, language: Language):
    with served(tmp_path) as place:
        all_answered(place, seed=1)
        lead = browser.new_page(viewport={"width": 1280, "height": 900})
        screen = browser.new_page(viewport={"width": 1920, "height": 1080})
        phone = browser.new_page(viewport={"width": 320, "height": 640})
        lead.goto(f"{place.links.lead}")
        lead.goto(f"{place.base}/{place.code}/lead?lang={language}")
        screen.goto(f"{place.links.screen}?lang={language}")
        phone.goto(f"{place.base}/{place.code}?lang={language}")
        looked_at(phone)
        phone.check('[value="user"]')
        phone.click("button.go")
        expect(phone.locator("progress")).to_be_visible()
        looked_at(phone)
        phone.locator("label.choice").nth(2).click()
        expect(phone.locator(".is-saved")).to_contain_text(re.compile("is bewaard|is saved"))
        looked_at(phone)
        phone.click('button.go[value="next"]')
        expect(phone.locator("label[for=progress]")).to_contain_text("2 ")
        for path in ("importance", "done"):
            phone.goto(f"{place.base}/{place.code}/{path}")
            looked_at(phone)
        looked_at(screen)
        lead.reload()
        looked_at(lead)

        lead.click(".bar li:nth-child(2) button")
        looked_at(lead)
        lead.click('button.go[value="show"]')
        expect(lead.locator(".board")).to_be_visible()
        looked_at(lead)
        expect(screen.locator(".spread")).to_be_visible()
        looked_at(screen)
        expect(phone.locator("h1")).to_have_text(re.compile("Kijk naar het scherm|Look at the screen"))
        looked_at(phone)

        lead.click("[name=pick]")
        expect(screen.locator(".why")).to_be_visible()
        looked_at(screen)
        lead.keyboard.press("b")
        lead.fill("textarea", "Een opzegtermijn, meer niet.")
        lead.locator("h1").click()
        lead.keyboard.press("s")
        expect(lead.locator(".queue .got svg")).to_have_count(1)
        lead.keyboard.press("4")
        expect(screen.locator(".settled tbody tr")).to_have_count(1)
        looked_at(screen)
        lead.keyboard.press("5")
        expect(lead.locator(".ending")).to_be_visible()
        looked_at(lead)
        if language == "nl":  # the report itself is tried in both languages elsewhere
            with lead.expect_download(timeout=240_000) as made:
                lead.click(".ending a.button", no_wait_after=True)
            assert made.value.path().read_bytes().startswith(b"%PDF-")
        with store.open(place.url) as history:
            run = history.responses(place.run_id)
        assert [(item, agreed.level, agreed.note) for item, agreed in run.agreed.items()] == [
            ("O4.2", 2, "Een opzegtermijn, meer niet.")
        ]
        assert len(run.respondents) == len(ROLES) + 1
        for page in (lead, screen, phone):
            page.close()


def test_a_facilitator_without_scripts_goes_through_all_rounds(browser: Browser, tmp_path):
    with served(tmp_path) as place:
        all_answered(place, seed=2)
        context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        lead, screen = context.new_page(), context.new_page()
        lead.goto(place.links.lead)
        lead.click(".bar li:nth-child(2) button")
        lead.click('button.go[value="show"]')
        lead.click("[name=pick]")
        lead.locator(".answers input").nth(1).check()
        lead.fill("textarea", "Zo is het.")
        lead.click('[name="go"][value="agree"]')
        lead.click(".bar li:nth-child(4) button")
        screen.goto(place.links.screen)
        expect(screen.locator(".settled tbody tr")).to_have_count(1)
        lead.click('[name="undo"]')
        lead.click('[name="undo"]')
        lead.click(".bar li:nth-child(4) button")
        screen.reload()
        expect(screen.locator(".settled tbody tr")).to_have_count(0)
        context.close()


def test_what_is_tapped_while_the_server_is_away_is_saved_when_it_is_back(browser: Browser, tmp_path):
    with served(tmp_path) as place:
        phone = browser.new_page(viewport={"width": 360, "height": 740})
        phone.goto(f"{place.base}/{place.code}")
        phone.check('[value="user"]')
        phone.click("button.go")
        expect(phone.locator("progress")).to_be_visible()
        place.kill()
        phone.locator("label.choice").nth(3).click()
        expect(phone.locator(".is-off")).to_be_visible()
        assert flaws(phone) == []
        place.start()
        expect(phone.locator(".is-saved")).to_contain_text("Zin d is bewaard", timeout=30_000)
        with store.open(place.url) as history:
            (person,) = history.responses(place.run_id).respondents
        assert [answer.level for answer in person.answers.values()] == [4]
        phone.close()


def test_no_page_is_heavy_and_none_asks_anything_of_another_server(browser: Browser, tmp_path):
    with served(tmp_path) as place:
        asked: list[str] = []
        weights: dict[str, int] = {}
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.on("request", lambda request: asked.append(request.url))
        page.on(
            "response",
            lambda got: (
                weights.update({got.url: len(got.body())}) if got.ok and not got.url.endswith("events") else None
            ),
        )
        page.goto(f"{place.base}/{place.code}")
        page.check('[value="it_management"]')
        page.click("button.go")
        page.goto(f"{place.base}/{place.code}/importance")
        page.wait_for_load_state("networkidle")
        assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {f"127.0.0.1:{place.port}"}
        shared = sum(size for url, size in weights.items() if ".css" in url or ".js" in url)
        pages = {url: size + shared for url, size in weights.items() if "/static/" not in url}
        assert max(pages.values()) < HEAVIEST, json.dumps(pages)
        page.close()
