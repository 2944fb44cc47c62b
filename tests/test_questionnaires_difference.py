"""How two versions of a questionnaire differ: every part of it shows, each with its kind and its step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from questionnaire_versions import with_items

from questionnaires import catalogue
from questionnaires.difference import Change, difference, remarks
from questionnaires.difference.steps import largest, next_version, step_between
from questionnaires.difference.texts import LONGEST, shortened
from questionnaires.language import words
from questionnaires.model import Item, Questionnaire, Text

OLD = catalogue.load()
NEXT = replace(OLD, version="1.1.0")
ITEM = OLD.items["U2.1"]
EN = words("en")


def changed(item: str, **changes: object) -> Questionnaire:
    return with_items(NEXT, lambda one: replace(one, **changes) if one.id == item else one)


def changes(new: Questionnaire) -> list[tuple[str, str, str]]:
    """Return the place, kind and step of every change since the shipped questionnaire."""
    return [(each.place.name, each.kind, each.step) for each in difference(OLD, new).changes]


def notes(new: Questionnaire) -> list[str]:
    return [each.said(EN) for each in remarks(difference(OLD, new), OLD, new)]


def test_a_questionnaire_does_not_differ_from_itself() -> None:
    found = difference(OLD, OLD)
    assert (found.changes, found.needed, found.given) == ((), None, None)


def test_a_text_mended_in_both_languages_is_wording_and_asks_for_a_patch() -> None:
    sentence = Text(nl=f"{ITEM.levels[2].nl} Echt.", en=f"{ITEM.levels[2].en} Really.")
    new = changed("U2.1", levels=(*ITEM.levels[:2], sentence, *ITEM.levels[3:]))
    assert changes(new) == [("U2.1 sentence 3 (nl)", "wording", "PATCH"), ("U2.1 sentence 3 (en)", "wording", "PATCH")]


def test_a_text_mended_in_one_language_is_translation_and_asks_for_a_patch() -> None:
    new = changed("U2.1", question=replace(ITEM.question, nl=f"Zeg eens: {ITEM.question.nl}"))
    assert changes(new) == [("U2.1 question (nl)", "translation", "PATCH")]


def test_the_place_says_in_whose_words() -> None:
    item = OLD.items["U2.2"]
    assert item.as_user is not None
    own = replace(item.as_user, question=replace(item.as_user.question, en="What happens when you tell IT?"))
    assert changes(changed("U2.2", as_user=own)) == [("U2.2 question (users, en)", "translation", "PATCH")]


def test_a_raised_rev_makes_every_change_of_the_item_one_of_meaning() -> None:
    new = changed("U2.1", rev=2, gate=None, question=replace(ITEM.question, nl="Iets anders?"))
    assert {each[1:] for each in changes(new)} == {("meaning", "MINOR")}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"levels": (ITEM.levels[1], ITEM.levels[0], *ITEM.levels[2:])}, "U2.1 sentences"),
        ({"gate": None}, "U2.1 gate"),
        ({"audience": ("it", "user")}, "U2.1 audience"),
        ({"not_applicable": True}, "U2.1 not_applicable"),
    ],
)
def test_what_changes_the_meaning_of_an_answer_asks_for_a_rev_or_a_major_step(
    change: dict[str, object], place: str
) -> None:
    assert changes(changed("U2.1", **change)) == [(place, "meaning", "MAJOR")]
    (found,) = difference(OLD, changed("U2.1", **change)).changes
    assert found.rev == 2
    assert difference(OLD, changed("U2.1", rev=2, **change)).needed == "MINOR"


def test_sentences_swapped_in_one_language_stand_in_another_order_too() -> None:
    first, second = ITEM.levels[:2]
    swapped = (Text(nl=second.nl, en=first.en), Text(nl=first.nl, en=second.en), *ITEM.levels[2:])
    assert changes(changed("U2.1", levels=swapped)) == [("U2.1 sentences", "meaning", "MAJOR")]


def test_another_order_is_not_hidden_by_a_declaration_that_nothing_changed() -> None:
    swapped = (ITEM.levels[1], ITEM.levels[0], *ITEM.levels[2:])
    new = changed("U2.1", rev=2, equivalent_to=("U2.1@1",), levels=swapped)
    assert difference(OLD, new).needed == "MAJOR"


def test_a_new_item_and_a_retired_one_ask_for_a_minor_step() -> None:
    new = changed("U2.3", id="U2.9")
    assert changes(new)[:2] == [("U2.9", "structure", "MINOR"), ("U2.3", "structure", "MINOR")]


def test_a_renamed_item_is_one_item() -> None:
    new = changed("S4.1", id="S4.9", equivalent_to=("S4.1@1",))
    told = [each for each in changes(new) if each[0].startswith("S4.")]
    assert told == [("S4.9", "structure", "MINOR"), ("S4.9 equivalent_to", "meaning", "MINOR")]


def test_an_item_in_another_capability_asks_for_a_major_step() -> None:
    first, second, *others = OLD.domains[0].capabilities
    moved = replace(OLD.domains[0], capabilities=(
        replace(first, items=first.items[:2]), replace(second, items=(*second.items, first.items[2])), *others
    ))  # fmt: skip
    new = replace(NEXT, domains=(moved, *OLD.domains[1:]))
    assert changes(new) == [("U1.3", "structure", "MAJOR")]


def test_an_action_never_asks_for_more_than_a_minor_step() -> None:
    action = OLD.actions[0]
    new = replace(NEXT, actions=(replace(action, days=9, title=Text(nl="Iets", en="Thing")), *OLD.actions[2:]))
    assert changes(new) == [
        ("U1-A title (nl)", "wording", "PATCH"),
        ("U1-A title (en)", "wording", "PATCH"),
        ("U1-A days", "structure", "MINOR"),
        ("U1-B", "structure", "MINOR"),
    ]


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    match value:
        case dict():
            for key, part in value.items():
                yield from leaves(part, (*path, key))
        case list():
            for number, part in enumerate(value):
                yield from leaves(part, (*path, number))
        case _:
            yield path


def kind_of(path: tuple[str | int, ...]) -> str:
    """Return what kind of leaf a path leads to: names and positions of one kind are one."""
    named = ("lifts", "profiles", "context", "flags", "introduction", "instruction", "parts")
    return "/".join(
        "*" if isinstance(step, int) or (n and path[n - 1] in named) else step for n, step in enumerate(path)
    )


CONTENT = msgspec.json.decode(msgspec.json.encode(OLD))
LEAVES = {kind_of(path): path for path in leaves(CONTENT) if path not in {("version",), ("sha256",)}}


def another(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value - 1 if value > 1 else value + 1
        case "it" | "user" | "supplier":
            return "supplier" if value != "supplier" else "it"
    return f"{value}x"


@pytest.mark.parametrize("kind", LEAVES)
def test_whatever_differs_is_told(kind: str) -> None:
    content: Any = msgspec.json.decode(msgspec.json.encode(OLD))
    *way, last = LEAVES[kind]
    holder = content
    for step in way:
        holder = holder[step]
    holder[last] = another(holder[last])
    assert difference(OLD, msgspec.convert(content, Questionnaire)).changes != ()


def test_every_optional_part_of_an_item_shows() -> None:
    defaults = {field.name for field in msgspec.structs.fields(Item) if not field.required}
    shown = {"equivalent_to": ("Z9@1",), "gate": 4, "not_applicable": True, "unknown_is_finding": False,
             "as_user": OLD.items["U2.2"].as_user, "as_supplier": OLD.items["U2.2"].as_user}  # fmt: skip
    assert defaults == set(shown)
    for name, value in shown.items():
        assert changes(changed("U2.1", **{name: value})) != []


def test_the_whole_asks_for_its_largest_step() -> None:
    new = changed("U2.1", gate=None, question=replace(ITEM.question, nl="Hoe dan?"))
    found = difference(OLD, new)
    assert found.needed == largest(each.step for each in found.changes) == "MAJOR"


def test_steps_and_the_versions_after_them() -> None:
    assert [step_between("1.2.3", to) for to in ("1.2.4", "1.3.0", "2.0.0", "1.2.3", "1.0.9", "1.10.0")] == [
        "PATCH", "MINOR", "MAJOR", None, None, "MINOR",
    ]  # fmt: skip
    assert [next_version("1.2.3", step) for step in ("PATCH", "MINOR", "MAJOR")] == ["1.2.4", "1.3.0", "2.0.0"]


def test_long_texts_are_shortened_to_what_differs() -> None:
    text = " ".join(f"word{n}" for n in range(40))
    old, new = shortened(text, text.replace("word20", "another"))
    assert old == "… word18 word19 word20 word21 word22 …"
    assert new == "… word18 word19 another word21 word22 …"
    assert max(map(len, shortened(text, "x" * 400))) <= LONGEST


def doubtful(new: Questionnaire) -> list[Change]:
    return [each for each in difference(OLD, new).changes if each.is_doubtful]


@pytest.mark.parametrize(("before", "after"), [("once a year", "twice a year"), ("year", "quarter")])
def test_a_small_change_of_words_is_left_to_the_author(before: str, after: str) -> None:
    text = ITEM.levels[2]
    assert before in text.en
    sentence = replace(text, en=text.en.replace(before, after))
    assert doubtful(changed("U2.1", levels=(*ITEM.levels[:2], sentence, *ITEM.levels[3:]))) == []


@pytest.mark.parametrize("question", ["How do you not measure how satisfied users are?", "Who pays for lunch?"])
def test_another_not_or_another_text_is_pointed_at(question: str) -> None:
    new = changed("U2.1", question=replace(ITEM.question, en=question))
    (said,) = notes(new)
    assert said.startswith("U2.1 question (en): another number, another ‘not’ or hardly a word left")


def test_a_rev_raised_for_nothing_is_pointed_at() -> None:
    assert notes(changed("U2.1", rev=2)) == [
        "U2.1 rev: only the rev changed: answers can no longer be compared, though the question asks the same."
    ]


def test_a_question_under_another_id_is_recognised() -> None:
    assert notes(changed("U2.3", id="U2.9")) == [
        "U2.9: it reads as U2.3 did: keep that id, or write ‘equivalent_to: [U2.3@1]’."
    ]


def test_a_declaration_about_what_never_was_is_pointed_at() -> None:
    assert notes(changed("U2.1", equivalent_to=("U2.1@7",))) == [
        "U2.1 equivalent_to: ‘U2.1@7’ is not in version 1.0.0: is it in an older one?"
    ]


def test_a_major_step_that_nothing_asks_for_is_pointed_at() -> None:
    new = replace(OLD, version="2.0.0", title=Text(nl="Anders", en="Other"))
    assert notes(new) == ["version: no difference asks for a MAJOR step, and it breaks every series: 1.0.1 would do."]


def test_an_introduction_that_tells_the_old_number_of_questions_is_pointed_at() -> None:
    domain = OLD.domains[0]
    shorter = (replace(domain.capabilities[0], items=domain.capabilities[0].items[:2]), *domain.capabilities[1:])
    new = replace(NEXT, domains=(replace(domain, capabilities=shorter), *OLD.domains[1:]))
    assert "introduction (IT, en): it says 39, and there are 38 questions now." in notes(new)
