"""Phones at a real server, without scripts: come in, answer, go on elsewhere, and do what nobody should."""

from __future__ import annotations

import re

import httpx
import pytest
from workshop_server import Phone, served

from assess import store
from questionnaires import catalogue
from questionnaires.responses import Answer, Importance

QUESTIONNAIRE = catalogue.load()
ITEMS = {role: [item.id for item in QUESTIONNAIRE.asked_of(role)] for role in ("it_management", "user", "supplier")}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with served(tmp_path_factory.mktemp("workshop")) as one:
        yield one


@pytest.fixture
def phone(place):
    return Phone(place)


def person_of(place, phone):
    """Return what the store holds of who sits at a phone: the one who joined last."""
    with store.open(place.url) as history:
        return history.responses(place.run_id)


def people(place):
    return {one.id: one for one in person_of(place, None).respondents}


def joined(place, phone, role="user", **fields):
    """Let a phone join, and return the pseudonym of who sits at it."""
    before = set(people(place))
    assert phone.joins(role, **fields).status_code == 200
    (name,) = set(people(place)) - before
    return name


# Coming in


def test_a_code_is_found_however_it_is_typed(place, phone):
    phone.opens("/")
    typed = f" {place.code[:3].lower()}-{place.code[3:].lower()} "
    assert phone.sends("/", code=typed).url.path == f"/{place.code}"


def test_an_unknown_code_says_what_to_do(place, phone):
    phone.opens("/")
    answered = phone.sends("/", code="AAAAAA")
    assert answered.status_code == 404
    assert "Kijk op het scherm" in answered.text


def test_who_joins_gets_the_first_question_in_the_words_of_the_role(place, phone):
    phone.joins("user")
    assert QUESTIONNAIRE.items[ITEMS["user"][0]].as_user.question.nl in phone.page


def test_who_chooses_no_role_is_asked_again_and_gets_no_seat(place, phone):
    before = len(people(place))
    phone.opens(f"/{place.code}")
    answered = phone.sends(f"/{place.code}")
    assert (answered.status_code, len(people(place))) == (400, before)


def test_a_link_with_a_role_gives_that_role(place, phone):
    path = place.links.roles["supplier"].removeprefix(place.base)
    phone.opens(path)
    before = set(people(place))
    phone.sends(path, role="it_management")
    (name,) = set(people(place)) - before
    assert people(place)[name].role == "supplier"


def test_a_role_cannot_be_changed_by_editing_its_link(place, phone):
    links = place.links
    user, manager = (links.roles[role].rpartition("/")[2] for role in ("user", "it_management"))
    mixed = manager.split("~")[0] + "~" + user.split("~")[1]
    assert phone.opens(f"/{place.code}/role/{mixed}").status_code == 404


def test_who_opens_the_code_again_goes_on_where_they_were(place, phone):
    joined(place, phone)
    phone.answers(ITEMS["user"][0], "3")
    assert phone.opens(f"/{place.code}").url.path == f"/{place.code}/item/{ITEMS['user'][1]}"


def test_one_phone_has_one_seat_however_often_it_joins(place, phone):
    joined(place, phone)
    before = len(people(place))
    phone.joins("it_management")
    assert len(people(place)) == before


def test_who_hands_the_phone_on_leaves_the_seat(place, phone):
    joined(place, phone)
    phone.opens(f"/{place.code}/done")
    phone.sends(f"/{place.code}/leave")
    assert phone.opens(f"/{place.code}/done").status_code == 403
    joined(place, phone)


# Answering


def test_every_answer_is_kept_and_the_last_page_ends_it(place, phone):
    name = joined(place, phone)
    levels = {}
    for number, item in enumerate(ITEMS["user"]):
        levels[item] = number % 5 + 1
        phone.answers(item, str(levels[item]))
    phone.sends(f"/{place.code}/importance", **{"part-U1": "most", "part-S3": "least", "go": "next"})
    assert phone.opens(f"/{place.code}").url.path == f"/{place.code}/done"
    kept = people(place)[name]
    assert {item: answer.level for item, answer in kept.answers.items()} == levels
    assert kept.importance == Importance(most=("U1",), least=("S3",))
    with store.open(place.url) as history:
        assert history.respondent(place.run_id, name).is_complete


def test_management_sets_the_bar_of_every_domain(place, phone):
    name = joined(place, phone, "it_management")
    for domain in ("U", "O", "S"):
        phone.sends(f"/{place.code}/ambition/{domain}", level="4", go="next")
    assert people(place)[name].ambition == {"U": 4, "O": 4, "S": 4}


def test_the_first_dont_know_asks_which_sentence_comes_closest_and_only_once(place, phone):
    name = joined(place, phone)
    first, second = ITEMS["user"][:2]
    answered = phone.answers(first, "unknown")
    assert answered.url.path == f"/{place.code}/item/{first}"
    assert people(place)[name].answers[first] == Answer(kind="unknown")
    answered = phone.answers(first, "unknown", closest="1")
    assert answered.url.path == f"/{place.code}/item/{second}"


def test_who_goes_on_without_choosing_leaves_it_open_and_keeps_what_was_there(place, phone):
    name = joined(place, phone)
    first = ITEMS["user"][0]
    phone.answers(first, "4")
    phone.sends(f"/{place.code}/item/{first}", go="next")
    assert people(place)[name].answers[first].level == 4


def test_going_back_saves_too(place, phone):
    name = joined(place, phone)
    phone.answers(ITEMS["user"][0], "4")
    answered = phone.answers(ITEMS["user"][1], "2", go="back")
    assert answered.url.path == f"/{place.code}/item/{ITEMS['user'][0]}"
    assert people(place)[name].answers[ITEMS["user"][1]].level == 2


def test_a_script_hears_that_an_answer_is_saved_once_it_is_kept(place, phone):
    name = joined(place, phone)
    said = phone.answers(ITEMS["user"][0], "3", go="stay").json()
    assert said == {"saved": "3", "said": "Zin c is bewaard"}
    assert people(place)[name].answers[ITEMS["user"][0]].level == 3


def test_the_same_answer_twice_is_kept_once(place, phone):
    name = joined(place, phone)
    for _ in range(2):
        phone.opens(f"/{place.code}/item/{ITEMS['user'][0]}")
        phone.answers(ITEMS["user"][0], "3")
    run = person_of(place, None)
    assert [one.item for one in run.corrections if one.respondent == name] == []


@pytest.mark.parametrize("given", ["0", "6", "3.0", "drie", "not_applicable", "level", "٣"])
def test_an_answer_outside_the_choices_is_refused_with_the_way_back(place, phone, given):
    name = joined(place, phone)
    item = next(one for one in ITEMS["user"] if not QUESTIONNAIRE.items[one].not_applicable)
    answered = phone.answers(item, given)
    assert (answered.status_code, people(place)[name].answers) == (400, {})
    assert f'href="/{place.code}/item/{item}"' in answered.text


def test_an_item_that_is_not_asked_of_the_role_is_refused(place, phone):
    joined(place, phone, "supplier")
    other = next(item for item in QUESTIONNAIRE.items if item not in ITEMS["supplier"])
    assert phone.answers(other, "3").status_code == 404


def test_not_applicable_is_kept_with_a_fixed_reason(place, phone):
    name = joined(place, phone, "it_management")
    item = next(one for one in ITEMS["it_management"] if QUESTIONNAIRE.items[one].not_applicable)
    phone.answers(item, "not_applicable")
    kept = people(place)[name].answers[item]
    assert (kept.kind, bool(kept.reason)) == ("not_applicable", True)


def test_five_parts_that_matter_most_come_back_as_they_were_chosen(place, phone):
    name = joined(place, phone)
    parts = [f"part-{part}" for part in ("U1", "U2", "U3", "U4", "S3")]
    answered = phone.sends(f"/{place.code}/importance", go="next", **dict.fromkeys(parts, "most"))
    assert (answered.status_code, people(place)[name].importance) == (400, None)
    assert len(re.findall(r'name="part-[^"]+" value="most"[^>]*checked', answered.text)) == 5


# What nobody should do


def test_a_form_of_another_page_is_not_taken(place, phone):
    name = joined(place, phone)
    phone.page = ""
    answered = phone.answers(ITEMS["user"][0], "3")
    assert (answered.status_code, people(place)[name].answers) == (403, {})


def test_a_form_that_another_site_sends_is_not_taken(place, phone):
    name = joined(place, phone)
    phone.browser.headers["Sec-Fetch-Site"] = "cross-site"
    assert phone.answers(ITEMS["user"][0], "3").status_code == 403
    assert people(place)[name].answers == {}


def test_a_session_that_was_edited_is_none(place, phone):
    joined(place, phone)
    (cookie,) = phone.browser.cookies.jar
    phone.browser.cookies.clear()
    phone.browser.cookies.set("seat", cookie.value[:-2] + "AA", path=cookie.path)
    assert phone.opens(f"/{place.code}/item/{ITEMS['user'][0]}").status_code == 403


def test_a_form_that_is_too_large_is_refused(place, phone):
    joined(place, phone)
    assert phone.answers(ITEMS["user"][0], "3" * 20_000).status_code == 413


def test_the_only_cookie_is_the_session_and_no_script_can_read_it(place, phone):
    answered = phone.joins("user")
    set_by = [
        one.headers.get_list("set-cookie") for one in (*answered.history, answered) if one.headers.get("set-cookie")
    ]
    names = {cookie.partition("=")[0] for cookies in set_by for cookie in cookies}
    assert names == {"seat"}
    assert all("HttpOnly" in cookie and "SameSite=lax" in cookie for cookies in set_by for cookie in cookies)


def test_a_page_may_load_nothing_from_elsewhere(place, phone):
    answered = phone.joins("user")
    assert "default-src 'none'" in answered.headers["content-security-policy"]
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answered.text)
    assert answered.headers["cache-control"] == "no-store"


def test_the_facilitators_page_needs_its_own_link(place, phone):
    joined(place, phone)
    assert phone.opens(f"/{place.code}/lead").status_code == 403
    assert phone.sends(f"/{place.code}/lead", round="show", confirm="yes").status_code == 403
    assert phone.opens(f"/{place.code}/lead/{'0' * 32}").status_code == 404


def test_who_guesses_codes_has_to_wait(tmp_path):
    with served(tmp_path) as place:
        phone = Phone(place)
        found = [phone.opens(f"/{number:06}").status_code for number in range(25)]
        assert (found[0], found[-1]) == (404, 429)
        assert httpx.get(f"{place.base}/health").text == "ok"


# The end


def test_after_the_first_picture_nobody_can_answer_and_every_page_says_so(tmp_path):
    with served(tmp_path) as place:
        phone, lead = Phone(place), Phone(place)
        name = joined(place, phone)
        phone.answers(ITEMS["user"][0], "3")
        lead.opens(place.links.lead.removeprefix(place.base))
        assert lead.sends(f"/{place.code}/lead", round="show", confirm="yes").status_code == 200
        assert phone.answers(ITEMS["user"][1], "5", go="stay").status_code == 409
        assert list(people(place)[name].answers) == [ITEMS["user"][0]]
        assert phone.opens(f"/{place.code}").url.path == f"/{place.code}/done"
        assert Phone(place).opens(f"/{place.code}").status_code == 200
        assert Phone(place).joins("user").status_code in (200, 400, 403)
        assert list(people(place)) == [name]
