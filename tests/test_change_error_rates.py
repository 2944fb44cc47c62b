"""How often the rule for change is wrong: the figures in the product are those of the rule of today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from report_runs import view
from since_runs import first, moved, others, report

from scoring.change.error_rates import FILE, Rule, error_rates
from scoring.change.model import ScopeKind
from scoring.change.noise import threshold

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "change.py"
NOW = "2026-11-23"
NINETY_NINE = 2.58


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("change_benchmark", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_figures_belong_to_the_constants_of_today() -> None:
    assert error_rates().rule == Rule(), f"run: python benchmarks/change.py --write ({FILE.name} is of another rule)"


def test_the_thresholds_are_those_of_today_where_no_spread_is_seen() -> None:
    for one in error_rates().rates:
        if one.same_people or one.n < Rule().spread_from:
            expected = threshold(one.kind, one.items, one.n, one.n, same_people=one.same_people)
            assert one.threshold == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("kind", "n", "same"), [("capability", 1, True), ("capability", 5, False), ("domain", 3, True)]
)
def test_a_cell_that_is_simulated_again_comes_out_as_it_stands(
    benchmark: ModuleType, kind: ScopeKind, n: int, same: bool
) -> None:
    repeats = 4_000
    again = benchmark.cell(kind, n, repeats, 2, same_people=same)
    kept = error_rates().of(kind, n, same_people=same)
    for name in ("false_alarms", "without_rounding", "with_expected_spread", "detected"):
        share = getattr(kept, name)
        error = (max(share * (1 - share), 1e-4) * (1 / repeats + 1 / error_rates().repeats)) ** 0.5
        assert getattr(again, name) == pytest.approx(share, abs=NINETY_NINE * error + 1e-3)


def test_every_cell_above_one_in_twenty_has_its_cause() -> None:
    high = [one for one in error_rates().rates if one.is_high]
    assert {one.cause for one in high} == {"rounding", "spread"}
    for one in high:
        assert (one.without_rounding if one.cause == "rounding" else one.with_expected_spread) <= 0.0505


def test_a_report_with_a_last_time_shows_how_often_the_rule_is_wrong() -> None:
    (part,) = [each for each in report(moved(first(), NOW, U2=1), [first()]).method.parts if each.table]
    assert part.table is not None
    assert part.table.heads == ("What is compared", "n=1", "n=3", "n=5", "n=8", "n=15")
    assert part.table.rows[0] == (
        "capability (3 questions), same people", "2.5 / 36%", "4.5 / 89%", "6.3 / 99%", "5.5 / 99%", "4.2 / 100%",
    )  # fmt: skip
    assert part.table.rows[1][1] == "–"
    assert "capability with n=5 and 8, domain with n=3 and 5 and whole with n=3" in part.notes[0]
    assert "rounded to whole levels" in part.notes[0]


def test_a_report_without_a_last_time_does_not() -> None:
    assert [each for each in view("one quarter").method.parts if each.table] == []


def test_what_another_panel_costs_is_said_once_and_with_its_figures() -> None:
    shown = report(others(moved(first(), NOW, U2=1)), [first()])
    assert shown.since is not None
    (advice,) = [each for each in shown.since.uses if "same people" in each]
    assert advice == (
        "Let the same people answer next time. With three other people, a capability that really rose by a level is "
        "seen in only 63% of the cases and with five in 85%; with the same people in 89% and 99%."
    )
