"""The shipped questionnaire is whole: nothing of its content was lost, and what is generated from it is fresh."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from questionnaires import catalogue, loading
from questionnaires.language import words
from questionnaires.model import LANGUAGES, ROLES, Item, Text, Wording

ROOT = Path(__file__).parent.parent
SOURCE = Path(loading.__file__).parent / "it_ambition"
FILES = [SOURCE / "questionnaire.yaml", SOURCE / "actions.yaml", *sorted((SOURCE / "capabilities").glob("*.yaml"))]

QUESTIONNAIRE = catalogue.load()
ITEMS = list(QUESTIONNAIRE.items.values())
WORDINGS = [
    item.worded_for(role) for item in ITEMS for role in ("it_staff", "user", "supplier") if item.is_asked_of(role)
]


def texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, dict | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def test_what_is_published_is_what_the_files_say() -> None:
    assert loading.read(SOURCE) == QUESTIONNAIRE


def test_generated_files_are_fresh() -> None:
    checked = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "content.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (checked.stdout, checked.returncode) == ("", 0)


def test_there_are_three_domains_thirteen_capabilities_and_thirty_nine_items() -> None:
    assert [(one.id, len(one.capabilities)) for one in QUESTIONNAIRE.domains] == [("U", 5), ("O", 4), ("S", 4)]
    assert [len(capability.items) for capability in QUESTIONNAIRE.capabilities.values()] == [3] * 13
    assert [item.id for item in ITEMS] == [
        f"{capability}.{number}" for capability in QUESTIONNAIRE.capabilities for number in (1, 2, 3)
    ]


def test_sixteen_items_are_worded_for_users_and_three_for_suppliers() -> None:
    assert len([item for item in ITEMS if item.as_user]) == 16
    assert len([item for item in ITEMS if item.as_supplier]) == 3
    assert [len(list(QUESTIONNAIRE.asked_of(role))) for role in ROLES] == [39, 39, 16, 3]


def test_whoever_is_asked_an_item_has_a_wording_of_their_own() -> None:
    assert [("user" in item.audience, "supplier" in item.audience) for item in ITEMS] == [
        (item.as_user is not None, item.as_supplier is not None) for item in ITEMS
    ]


def test_nine_items_may_not_apply_and_on_nine_not_knowing_is_a_finding() -> None:
    assert len([item for item in ITEMS if item.not_applicable]) == 9
    assert len([item for item in ITEMS if item.unknown_is_finding]) == 9


def test_every_capability_has_one_key_practice_for_level_3_and_one_for_level_4() -> None:
    gates = [sorted(item.gate for item in one.items if item.gate) for one in QUESTIONNAIRE.capabilities.values()]
    assert gates == [[3, 4]] * 13


def test_the_core_of_each_domain_is_what_its_level_needs() -> None:
    assert [one.core for one in QUESTIONNAIRE.domains] == [("U2", "U3"), ("O3", "O4"), ("S1", "S3")]


def test_there_are_thirty_nine_actions_of_548_person_days_and_one_template() -> None:
    assert len(QUESTIONNAIRE.actions) == 39
    assert sum(action.days for action in QUESTIONNAIRE.actions) == 548
    assert QUESTIONNAIRE.action_template.id == "X5"


def test_the_longest_chains_of_actions_take_53_46_46_and_37_weeks() -> None:
    actions = QUESTIONNAIRE.actions_by_id

    @cache
    def weeks(name: str) -> int:
        return actions[name].weeks + max((weeks(need) for need in actions[name].needs), default=0)

    assert {name: weeks(name) for name in ("O3-C", "S4-D", "O2-C", "U3-D")} == {
        "O3-C": 53,
        "S4-D": 46,
        "O2-C": 46,
        "U3-D": 37,
    }


def test_every_item_can_be_lifted_to_level_4_by_actions() -> None:
    assert {item for action in QUESTIONNAIRE.actions for item, level in action.lifts.items() if level == 4} == set(
        QUESTIONNAIRE.items
    )


def test_no_text_is_empty_or_has_stray_white_space_or_straight_quotes() -> None:
    texts = [text[language] for text in texts_in(QUESTIONNAIRE) for language in LANGUAGES]
    assert len(texts) == 1176
    assert [text for text in texts if text != " ".join(text.split()) or '"' in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_sentences_of_an_item_are_the_same(language: str) -> None:
    assert [wording for wording in WORDINGS if len({level[language] for level in wording.levels}) < 5] == []


def lines_at_60_columns(wording: Wording, language: str) -> int:
    """Return the lines of question and sentences on the narrowest screen, whose sentences hang at column 8."""
    sentences = sum(len(textwrap.wrap(level[language], 51)) for level in wording.levels)
    return len(textwrap.wrap(wording.question[language], 58)) + sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_fits_a_screen_of_60_columns_and_24_rows(language: str) -> None:
    around = 3 + 2 + 1 + 2  # the place, the instruction, don't know, the keys
    too_high = [
        (item.id, role)
        for item in ITEMS
        for role in ("it_staff", "user", "supplier")
        if item.is_asked_of(role)
        and lines_at_60_columns(item.worded_for(role), language) + around + item.not_applicable > 24
    ]
    assert too_high == []


def test_every_file_tells_editors_its_schema() -> None:
    for path in FILES:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        name = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / name).resolve().is_file(), path


def test_levels_are_named_in_both_languages() -> None:
    assert [level.name.nl for level in QUESTIONNAIRE.levels] == [
        "Reactief",
        "Basis op orde",
        "Vraaggericht",
        "Gestuurd op beleving",
        "Toonaangevend",
    ]


def test_the_ambition_question_is_filled_in() -> None:
    question = QUESTIONNAIRE.ambition.question.nl.format(domain="Schaduw-IT", quarters=words("nl").count(4))
    assert question == "Hoe hoog moet de lat voor ‘Schaduw-IT’ over vier kwartalen liggen?"


def test_a_role_without_a_wording_of_its_own_reads_that_of_it() -> None:
    item: Item = QUESTIONNAIRE.items["U1.1"]
    assert item.worded_for("user") == Wording(item.question, item.levels)
