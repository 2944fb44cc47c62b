"""The shipped questionnaires: found by name, and kept with a run as a text that means the same."""

import hashlib

import msgspec
import pytest

from questionnaires import catalogue
from questionnaires.problems import ProblemsFound


def test_the_newest_version_is_loaded_where_none_is_named() -> None:
    assert catalogue.load() == catalogue.load("it-ambition") == catalogue.load("it-ambition@1.0.0")


@pytest.mark.parametrize("reference", ["it-ambition@9.9.9", "hr-ambition", "", "it-ambition@", "../it-ambition"])
def test_what_is_not_shipped_is_not_loaded(reference: str) -> None:
    with pytest.raises(catalogue.NotShipped) as raised:
        catalogue.load(reference)
    assert raised.value.reference == reference


def test_everything_shipped_is_available_under_its_own_name() -> None:
    assert tuple(f"{one.id}@{one.version}" for one in catalogue.available()) == catalogue.references()


def test_the_text_of_a_questionnaire_holds_all_of_it() -> None:
    questionnaire = catalogue.load()
    assert catalogue.from_text(catalogue.text(questionnaire)) == questionnaire


def test_the_hash_is_that_of_the_text_so_that_anybody_can_check_it() -> None:
    questionnaire = catalogue.load()
    assert questionnaire.sha256 == hashlib.sha256(catalogue.text(questionnaire).encode()).hexdigest()


def test_another_meaning_has_another_hash() -> None:
    questionnaire = catalogue.load()
    other = msgspec.structs.replace(questionnaire, actions=questionnaire.actions[::-1])
    assert catalogue.from_text(catalogue.text(other)).sha256 != questionnaire.sha256


@pytest.mark.parametrize("text", ["", "{}", "nonsense", '{"id": 3}', "id: x\n", '{"id":' * 50_000])
def test_a_text_that_is_no_questionnaire_is_told_as_problems(text: str) -> None:
    with pytest.raises(ProblemsFound):
        catalogue.from_text(text)
