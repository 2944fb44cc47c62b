"""Every screen at every size: no line too wide, none scrolls away, nothing cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import QUESTIONNAIRE, after, at, script, walk
from msgspec.structs import replace

from assess.interview.events import Enter, GoTo, Move, Note, Overview, Point, Submit, Weigh, Why
from assess.interview.places import Place
from assess.screens.compose import compose
from assess.screens.layout import HIGHEST_STAGE, WIDEST_TEXT
from assess.screens.lines import width_of, wrapped
from questionnaires.language import words
from questionnaires.model import LANGUAGES, ROLES, Text
from questionnaires.responses import Answer
from reports.marks import ASCII, SIGNS
from reports.text.lines import plain_text, width

SIZES = [(60, 24), (72, 24), (80, 24), (80, 20), (120, 40)]
NOTE = Answer(
    level=3,
    note="Functieprofielen zijn van vorig jaar, maar in dienst en uit dienst lopen volgens de beschrijving.",
    evidence="Procesboek in dienst en uit dienst, versie 3, intranet",
)
HINTS = re.compile(r"nog \d+ regel|regels? hierboven|more line|lines? above")


def drawn(walking, columns=80, rows=24, language="nl", marks=SIGNS):
    return compose(walking, columns, rows, marks, words(language))


def texts(screen):
    return [plain_text(line).rstrip() for line in (*screen.top, *screen.bottom)]


def whole(screen):
    """Return the words of a screen in one line."""
    return " ".join(" ".join(texts(screen)).split())


def assert_fits(screen, columns, rows):
    lines = [*screen.top, *screen.bottom]
    assert max(width_of(line) for line in lines) <= columns - 1
    assert len(lines) + len(screen.fields) <= min(rows, HIGHEST_STAGE)
    assert not HINTS.search(whole(screen))


def _at(there, item_id):
    """Return a walk that stands at an item, without the way there."""
    position = replace(there.position, place=Place("item", item_id))
    stands = replace(there, position=position, mode="choosing", pointer=None)
    return replace(stands, pointer=stands.chosen)


ITEMS = [(role, item_id) for role in ROLES for item_id in script(role).items]
"""39 + 39 + 16 + 3 items in the words of their roles."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_item_fits_in_every_window(columns, rows, language):
    for role, item_id in ITEMS:
        fresh = _at(walk(role), item_id)
        pointed = after(fresh, Point(4))
        followed_up = after(fresh, Point("unknown"), Enter())
        noted = after(_at(walk(role, answers={item_id: NOTE}), item_id), Point(4))
        refused = after(fresh, Enter())
        for screen in (fresh, pointed, followed_up, noted, refused):
            assert_fits(drawn(screen, columns, rows, language), columns, rows)
        assert_fits(drawn(after(fresh, Why()), columns, rows, language), columns, rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_form_fits_in_every_window(columns, rows, language):
    for role, item_id in ITEMS:
        writing = after(_at(walk(role), item_id), Point(3), Note())
        assert_fits(drawn(writing, columns, rows, language), columns, rows)
        if script(role).items[item_id].not_applicable:
            reason = after(_at(walk(role), item_id), Point("not_applicable"), Enter())
            refused = after(reason, Submit(("",)))
            assert_fits(drawn(reason, columns, rows, language), columns, rows)
            assert_fits(drawn(refused, columns, rows, language), columns, rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("columns", "rows"), [(60, 24), (80, 24), (120, 40)])
def test_every_other_screen_fits_in_every_window(columns, rows, language):
    everything = dict.fromkeys(QUESTIONNAIRE.items, NOTE)
    for answers in ({}, everything):
        overview = at("overview", answers=answers)
        screens = [
            walk("user"),
            walk("supplier"),
            walk(),
            overview,
            after(overview, Move(9, 9)),
            after(overview, Move(-20)),
        ]
        for place in (*script().closing, *[Place("ambition", domain) for domain in "UOS"]):
            opened = after(overview, GoTo(place))
            screens += [
                opened,
                after(opened, Enter()),
                after(opened, Submit(("?", "?")[: len(drawn(opened).fields)])),
            ]
        for screen in screens:
            assert_fits(drawn(screen, columns, rows, language), columns, rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_no_word_of_a_question_or_its_sentences_is_cut(columns, rows, language):
    for role, item_id in ITEMS:
        wording = script(role).items[item_id].worded_for(role)
        shown = whole(drawn(_at(walk(role), item_id), columns, rows, language))
        for text in (wording.question, *wording.levels):
            assert " ".join(text[language].split()) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_coffee_example_is_whole_at_60_columns(language):
    shown = whole(drawn(walk(), 60, 24, language))
    assert QUESTIONNAIRE.instruction["it"][language] in shown


@settings(max_examples=300, deadline=None)
@given(
    columns=st.integers(60, 200),
    rows=st.integers(16, 60),
    item=st.sampled_from(ITEMS),
    pointer=st.sampled_from([None, 1, 3, 5, "unknown"]),
    language=st.sampled_from(LANGUAGES),
)
def test_a_window_of_any_size_is_filled_exactly_and_shows_what_is_pointed_at(columns, rows, item, pointer, language):
    role, item_id = item
    standing = _at(walk(role), item_id)
    if pointer:
        standing = after(standing, Point(pointer))
    screen = drawn(standing, columns, rows, language)
    assert len(screen.lines) == min(rows, HIGHEST_STAGE)
    assert max(width_of(line) for line in screen.lines) < columns
    if pointer:
        option = standing.options.index(pointer)
        sentences = [level[language] for level in script(role).items[item_id].worded_for(role).levels]
        text = [*sentences, words(language)("I don’t know")][option]
        assert text in whole(screen)
        assert any(plain_text(line).startswith(f" {SIGNS.pointer}") for line in screen.lines)


@given(st.integers(1, 60), st.integers(1, 16), st.sampled_from(ITEMS), st.sampled_from(LANGUAGES))
def test_a_window_that_is_far_too_small_is_drawn_as_well(columns, rows, item, language):
    role, item_id = item
    assert drawn(after(_at(walk(role), item_id), Point(5)), columns, rows, language).lines


def test_a_screen_drawn_after_a_resize_is_the_one_drawn_fresh():
    standing = after(at("U1.3"), Point(4))
    drawn(standing, 120, 40)
    assert drawn(standing, 60, 24) == compose(after(at("U1.3"), Point(4)), 60, 24, SIGNS, words("nl"))


# As the screens must stand, with texts that no edit of the questionnaire changes

SENTENCES = (
    "Wie hard roept of een hoge functie heeft, is het eerst aan de beurt.",
    "Iedereen krijgt dezelfde standaardservice, wat voor werk iemand ook doet.",
    (
        "De belangrijkste gebruikersgroepen en momenten (in dienst, andere functie, op reis, uit dienst) "
        "staan beschreven, en we werken ermee."
    ),
    "Elke groep en elk belangrijk moment heeft een eigen belofte en een eigen meting.",
    (
        "Gebruikers geven hun belangrijke momenten samen met ons opnieuw vorm; gebruiksgegevens wijzen ons op nieuwe "
        "momenten."
    ),
)
QUESTION = "Hoe gaan jullie om met verschillende soorten gebruikers en met belangrijke momenten in hun werk?"


def third_question():
    """Return a walk at U1.3 in the words above, with the two questions before it answered."""
    asked = QUESTIONNAIRE.items["U1.3"]
    worded = replace(asked, question=Text(QUESTION, ""), levels=tuple(Text(sentence, "") for sentence in SENTENCES))
    domains = tuple(
        replace(
            domain,
            capabilities=tuple(
                replace(part, items=tuple(worded if item.id == "U1.3" else item for item in part.items))
                for part in domain.capabilities
            ),
        )
        for domain in QUESTIONNAIRE.domains
    )
    walking = walk(answers={"U1.1": Answer(level=2), "U1.2": Answer(level=2)})
    return _at(
        replace(walking, script=replace(walking.script, questionnaire=replace(QUESTIONNAIRE, domains=domains))), "U1.3"
    )


def test_a_fresh_item_at_80_columns():
    assert texts(drawn(after(third_question(), Point(3)))) == [
        " Gebruikersgerichtheid · U1 Verwachtingen en de lat             U1.3 · 3 van 39",
        " ■■□············  ············  ············            nog ongeveer 26 minuten",
        "",
        " Hoe gaan jullie om met verschillende soorten gebruikers en met belangrijke",
        " momenten in hun werk?",
        "",
        " Kies de laatste zin die helemaal klopt; bij twijfel de eerste van de twee.",
        "",
        "     a  Wie hard roept of een hoge functie heeft, is het eerst aan de beurt.",
        "     b  Iedereen krijgt dezelfde standaardservice, wat voor werk",
        "        iemand ook doet.",
        " ►   c  De belangrijkste gebruikersgroepen en momenten (in dienst, andere",
        "        functie, op reis, uit dienst) staan beschreven, en we werken ermee.",
        "     d  Elke groep en elk belangrijk moment heeft een eigen belofte en een",
        "        eigen meting.",
        "     e  Gebruikers geven hun belangrijke momenten samen met ons opnieuw vorm;",
        "        gebruiksgegevens wijzen ons op nieuwe momenten.",
        "",
        "     ?  Weet ik niet",
        "",
        "",
        "",
        " enter bewaren   ← terug   → overslaan   n notitie   w waarom   o overzicht",
        " ctrl-c stoppen",
    ]


def test_the_same_item_at_60_columns_gives_up_blank_lines_first():
    assert texts(drawn(after(third_question(), Point(3)), 60, 24)) == [
        " Gebruikersgerichtheid                      U1.3 · 3 van 39",
        " U1 Verwachtingen en de lat",
        " ■■□············  ············  ············     nog 26 min",
        "",
        " Hoe gaan jullie om met verschillende soorten gebruikers en",
        " met belangrijke momenten in hun werk?",
        " Kies de laatste zin die helemaal klopt; bij twijfel de",
        " eerste van de twee.",
        "",
        "     a  Wie hard roept of een hoge functie heeft, is het",
        "        eerst aan de beurt.",
        "     b  Iedereen krijgt dezelfde standaardservice, wat voor",
        "        werk iemand ook doet.",
        " ►   c  De belangrijkste gebruikersgroepen en momenten (in",
        "        dienst, andere functie, op reis, uit dienst) staan",
        "        beschreven, en we werken ermee.",
        "     d  Elke groep en elk belangrijk moment heeft een eigen",
        "        belofte en een eigen meting.",
        "     e  Gebruikers geven hun belangrijke momenten samen met",
        "        ons opnieuw vorm; gebruiksgegevens wijzen ons op",
        "        nieuwe momenten.",
        "     ?  Weet ik niet",
        " enter bewaren  ← terug  → overslaan  n notitie  w waarom",
        " o overzicht  ctrl-c stoppen",
    ]


def test_in_a_window_that_is_too_low_the_sentences_scroll_and_the_question_stays():
    assert texts(drawn(after(third_question(), Point("unknown")), 80, 16)) == [
        " Gebruikersgerichtheid · U1 Verwachtingen en de lat             U1.3 · 3 van 39",
        " ■■□············  ············  ············            nog ongeveer 26 minuten",
        " Hoe gaan jullie om met verschillende soorten gebruikers en met belangrijke",
        " momenten in hun werk?",
        "     b  Iedereen krijgt dezelfde standaardservice, wat voor werk",
        "        iemand ook doet.",
        "     c  De belangrijkste gebruikersgroepen en momenten (in dienst, andere",
        "        functie, op reis, uit dienst) staan beschreven, en we werken ermee.",
        "     d  Elke groep en elk belangrijk moment heeft een eigen belofte en een",
        "        eigen meting.",
        "     e  Gebruikers geven hun belangrijke momenten samen met ons opnieuw vorm;",
        "        gebruiksgegevens wijzen ons op nieuwe momenten.",
        " ►   ?  Weet ik niet",
        " ↑ 2 regels hierboven",
        " enter bewaren   ← terug   → overslaan   n notitie   w waarom   o overzicht",
        " ctrl-c stoppen",
    ]


def test_blank_lines_go_in_their_order_as_the_window_gets_lower():
    standing = after(third_question(), Point(3))
    blanks = {
        "above ?": ("nieuwe momenten.", "?  Weet ik niet"),
        "above the instruction": ("momenten in hun werk?", "Kies de laatste"),
        "above the keys": ("Weet ik niet", "enter bewaren"),
        "above the question": ("minuten", "Hoe gaan jullie"),
        "above the sentences": ("eerste van de twee.", "a  Wie hard"),
    }
    gone = []
    for rows in range(HIGHEST_STAGE, 14, -1):
        lines = texts(drawn(standing, 80, rows))
        for name, (above, below) in blanks.items():
            first = next((i for i, line in enumerate(lines) if above in line), None)
            if name not in gone and first is not None and below in lines[first + 1]:
                gone.append(name)
    assert gone == list(blanks)


def test_a_screen_with_folded_notes_uses_the_last_line_before_it_scrolls():
    noted = after(_at(walk(answers={"U1.3": NOTE}), "U1.3"), Point(4))
    lowest = next(rows for rows in range(30, 8, -1) if HINTS.search(whole(drawn(noted, 80, rows - 1))))
    assert all(texts(drawn(noted, 80, lowest)))
    assert "Met notitie of bewijs; n toont die." in whole(drawn(noted, 80, lowest))


def test_ascii_marks_take_the_place_of_all_signs():
    shown = "\n".join(texts(drawn(after(third_question(), Point(3)), marks=ASCII)))
    assert "##@............" in shown
    assert " >   c" in shown
    assert not set("►●▌□■·←→") & set(shown)


def test_notes_fold_to_one_line_before_anything_scrolls():
    noted = after(_at(walk(answers={"U1.3": NOTE}), "U1.3"), Point(4))
    assert "Met notitie of bewijs; n toont die." in whole(drawn(noted, 60, 24))
    assert "Notitie: Functieprofielen" in whole(drawn(noted, 80, 24))


def test_a_long_note_is_shortened_to_two_lines_with_an_ellipsis():
    long = _at(walk(answers={"U1.1": Answer(level=3, note="woord " * 60)}), "U1.1")
    lines = [text for text in texts(drawn(long)) if "woord woord" in text]
    assert (len(lines), lines[-1][-1]) == (2, "…")


def test_a_word_wider_than_the_window_is_broken_and_not_cut():
    address = "https://intranet.voorbeeld.nl/" + "x" * 90
    linked = _at(walk(answers={"U1.1": Answer(level=3, evidence=address)}), "U1.1")
    shown = "".join(text.strip() for text in texts(drawn(linked)))
    assert address in shown


def test_a_notice_takes_a_blank_line_so_that_nothing_moves():
    before, told = at("U1.3"), after(at("U1.3"), Enter())
    moved = [new for old, new in zip(texts(drawn(before)), texts(drawn(told)), strict=True) if old != new]
    assert moved == [" Kies eerst een zin (a tot en met e), of ? als je het niet weet."]


def test_the_line_under_the_question_says_what_enter_will_do():
    changed = after(_at(walk(answers={"U3.1": Answer(level=3)}), "U3.1"), Point(4))
    assert "Je antwoord is c. Enter maakt er d van." in whole(drawn(changed))
    to_unknown = after(changed, Point("unknown"))
    assert "Enter maakt er ‘weet ik niet’ van." in whole(drawn(to_unknown))


def test_the_follow_up_says_that_nobody_knowing_is_a_result_where_it_is_one():
    finding = after(_at(walk(), "U2.1"), Point("unknown"), Enter())
    other = after(_at(walk(), "U1.1"), Point("unknown"), Enter())
    assert "Weet niemand het, dan is dat ook een uitkomst: druk dan nog een keer op enter." in whole(drawn(finding))
    assert "Weet je het echt niet, druk dan nog een keer op enter." in whole(drawn(other))


def test_the_bar_names_the_horizon():
    assert "over vier kwartalen" in whole(drawn(at("ambition:U")))
    one_quarter = replace(at("ambition:U"), context=replace(at("ambition:U").context, horizon_quarters=1))
    assert "over één kwartaal" in whole(drawn(one_quarter))


def test_the_bar_that_was_set_has_the_mark_of_the_bar():
    set_at_d = after(at("overview"), GoTo(Place("ambition", "U")), Point(4), Enter(), GoTo(Place("ambition", "U")))
    assert any(text.startswith(" ► ▌ d") for text in texts(drawn(set_at_d)))


def test_levels_have_no_names_while_one_answers():
    names = {level.name["nl"].lower() for level in QUESTIONNAIRE.levels} - {"reactief"}
    for place in ("U1.1", "ambition:U"):
        assert not [name for name in names if name in whole(drawn(at(place))).lower()]


def test_words_stand_behind_the_marks_of_importance():
    marked = after(at("importance"), Weigh("most"), Move(4), Weigh("least"))
    lines = texts(drawn(marked))
    assert "   U1  Verwachtingen en de lat           + meest" in lines
    assert " ► U5  Cultuur en leiderschap            - minst" in lines
    assert " meest: 1 van 4   minst: 1 van 4" in lines


def test_the_overview_shows_every_answer_by_its_letter():
    answers = {"U1.1": Answer(level=2), "U1.2": Answer(level=3), "U1.3": NOTE, "O1.2": Answer(kind="unknown")}
    lines = texts(drawn(after(at("U2.3", answers=answers), Overview())))
    assert "     U1  Verwachtingen en de lat          1 b   2 c   3 c*" in lines
    assert "     O1  Sourcingkeuzes                   1 ·   2 ?   3 ·" in lines
    assert " ►   U2  Luisteren en meten               1 ·   2 ·  [3 · ]" in lines


def test_the_overview_of_a_user_has_no_bars_and_one_closing_question():
    shown = whole(drawn(at("overview", "user")))
    assert "de lat:" not in shown
    assert "Slotvragen 0 van 1 ingevuld" in shown


def test_a_user_is_asked_in_person_what_matters():
    shown = whole(drawn(at("importance", "user")))
    assert "Wat telt voor jou het meest, en wat het minst?" in shown
    assert "Cultuur en leiderschap" not in shown


def test_users_and_suppliers_are_not_told_what_counts_as_evidence():
    assert "Wat telt als bewijs" in whole(drawn(after(_at(walk(), "U3.1"), Why())))
    assert "Wat telt als bewijs" not in whole(drawn(after(_at(walk("user"), "U3.1"), Why())))


def test_a_user_is_offered_no_field_for_evidence():
    assert len(drawn(after(_at(walk(), "U3.1"), Point(3), Note())).fields) == 2
    assert len(drawn(after(_at(walk("user"), "U3.1"), Point(3), Note())).fields) == 1


# Wrapping


@given(st.text("abcdefghij klm é字 ", max_size=200), st.integers(4, 90))
def test_wrapping_keeps_every_word_and_every_width(text, cells):
    lines = wrapped(text, cells)
    assert "".join(text.split()) == "".join("".join(lines).split())
    assert all(width(line) <= cells for line in lines)


def test_a_short_last_line_is_filled_when_that_costs_no_line():
    text = "Iedereen krijgt dezelfde standaardservice, wat voor werk iemand ook doet."
    assert wrapped(text, 71) == ["Iedereen krijgt dezelfde standaardservice, wat voor werk", "iemand ook doet."]


def test_text_is_at_most_86_cells_wide():
    assert max(width_of(line) for line in drawn(at("U1.3"), 200, 50).lines) <= WIDEST_TEXT + 1


def test_what_matters_is_the_first_of_the_closing_questions():
    for role, total in (("it_management", "1 of 9"), ("user", None)):
        top = plain_text(compose(at("importance", role), 80, 30, SIGNS, words("en")).lines[0])
        assert top.startswith(" What matters")
        assert top.endswith(total or "What matters")
