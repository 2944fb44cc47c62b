"""Which items of two versions may be compared, and where a series breaks off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from questionnaire_versions import VERSIONS, with_items, write

from questionnaires import catalogue, loading
from questionnaires.comparable import common_items
from questionnaires.language import words
from questionnaires.model import Item, Questionnaire

OLD = catalogue.load()
NEXT = replace(OLD, version="1.1.0")


def with_item(item: str, **changes: object) -> Questionnaire:
    return with_items(NEXT, lambda one: replace(one, **changes) if one.id == item else one)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Questionnaire]:
    folder: Path = tmp_path_factory.mktemp("versions")
    return {version: loading.read(write(folder / version, version)) for version in VERSIONS}


def test_a_questionnaire_has_everything_in_common_with_itself() -> None:
    found = common_items(OLD, OLD)
    assert found.pairs == {item: item for item in OLD.items}
    assert found.breaks == {}


def test_an_item_with_another_rev_is_not_compared() -> None:
    assert "U2.3" not in common_items(OLD, with_item("U2.3", rev=2)).pairs


def test_a_rev_that_is_declared_equivalent_is_compared() -> None:
    new = with_item("U2.3", rev=2, equivalent_to=("U2.3@1",))
    assert common_items(OLD, new).pairs["U2.3"] == "U2.3"


def test_an_item_under_another_id_is_compared_where_it_is_declared_equivalent() -> None:
    new = with_item("S4.1", id="S4.9", equivalent_to=("S4.1@1",))
    assert common_items(OLD, new).pairs["S4.1"] == "S4.9"


def test_a_declaration_about_another_rev_says_nothing() -> None:
    new = with_item("S4.1", id="S4.9", equivalent_to=("S4.1@2",))
    assert "S4.1" not in common_items(OLD, new).pairs


def test_two_items_that_were_the_same_one_are_compared_over_the_version_between() -> None:
    first = with_item("S4.1", id="S4.8", equivalent_to=("S4.1@1",))
    later = with_item("S4.1", id="S4.9", equivalent_to=("S4.1@1",))
    assert common_items(first, later).pairs["S4.8"] == "S4.9"


def test_an_item_that_two_claim_to_have_been_is_compared_with_the_first_of_them() -> None:
    claims = {"S4.1": "S4.8", "S4.2": "S4.9"}
    new = with_items(
        NEXT,
        lambda one: replace(one, id=claims[one.id], equivalent_to=("S4.1@1",)) if one.id in claims else one,
    )
    assert common_items(OLD, new).pairs["S4.1"] == "S4.8"


def test_two_of_three_common_items_are_enough_and_one_is_a_break() -> None:
    two = with_items(NEXT, lambda one: replace(one, rev=2) if one.id == "U2.1" else one)
    one = with_items(NEXT, lambda one: replace(one, rev=2) if one.id in {"U2.1", "U2.2"} else one)
    assert common_items(OLD, two).breaks == {}
    ((name, found),) = common_items(OLD, one).breaks.items()
    assert (name, found.code, found.common, found.items) == ("U2", "few_common_items", 1, 3)


def test_a_major_step_breaks_every_series(versions: dict[str, Questionnaire]) -> None:
    found = common_items(versions["1.1.0"], versions["2.0.0"])
    assert found.pairs == {}
    assert {one.code for one in found.breaks.values()} == {"major_step"}
    assert len(found.breaks) == 13


def test_another_questionnaire_has_nothing_in_common() -> None:
    found = common_items(OLD, replace(OLD, id="other"))
    assert found.pairs == {}
    assert {one.code for one in found.breaks.values()} == {"other_questionnaire"}


def test_a_version_between_compares_on_what_stayed(versions: dict[str, Questionnaire]) -> None:
    found = common_items(versions["1.0.0"], versions["1.1.0"])
    assert set(versions["1.0.0"].items) - set(found.pairs) == {"U2.3", "O1.1", "O1.2", "U5.3"}
    assert found.pairs["S4.1"] == "S4.4"
    assert set(found.breaks) == {"O1"}


def test_a_break_says_why_in_both_languages(versions: dict[str, Questionnaire]) -> None:
    reason = common_items(versions["1.0.0"], versions["1.1.0"]).breaks["O1"].reason
    assert words("en").say(reason) == (
        "Of the 3 questions of version 1.1.0, 1 can be compared with version 1.0.0; two out of three are needed."
    )
    assert words("nl").say(reason) == (
        "Met versie 1.0.0 is 1 op de 3 vragen van versie 1.1.0 te vergelijken; nodig is twee op de drie."
    )


def test_a_new_and_a_retired_capability_are_breaks_with_their_own_reason() -> None:
    domain = OLD.domains[0]
    without = replace(NEXT, domains=(replace(domain, capabilities=domain.capabilities[:-1]), *OLD.domains[1:]))
    assert common_items(OLD, without).breaks["U5"].code == "retired_capability"
    assert common_items(without, OLD).breaks["U5"].code == "new_capability"


FORMS = st.sampled_from([f"{item}@{rev}" for item in ("U1.1", "U1.2", "U1.3", "Z9") for rev in (1, 2)])


@st.composite
def revised(draw: st.DrawFn) -> Questionnaire:
    """Return the questionnaire with other revs and declarations, also such as no author should write."""
    change: dict[str, Callable[[Item], Item]] = {}
    for item in ("U1.1", "U1.2", "U1.3"):
        rev = draw(st.integers(1, 2))
        former = tuple(draw(st.lists(FORMS, max_size=2, unique=True)))
        change[item] = lambda one, rev=rev, former=former: replace(one, rev=rev, equivalent_to=former)  # type: ignore[misc]
    return with_items(NEXT, lambda one: change[one.id](one) if one.id in change else one)


@given(revised(), revised())
def test_no_item_is_compared_with_two_and_what_is_called_the_same_is_itself(
    old: Questionnaire, new: Questionnaire
) -> None:
    pairs = common_items(old, new).pairs
    assert len(set(pairs.values())) == len(pairs)
    assert all(old.items[before].forms & new.items[after].forms for before, after in pairs.items())
    same = {name for name in new.items if name in old.items and old.items[name].rev == new.items[name].rev}
    assert all(pairs[name] == name for name in same)
