"""A plan is known by the scores and limits that it was made for, whatever the order in which they are told."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from msgspec.structs import replace
from roadmap_departments import YEAR, department

from scoring.roadmap import fingerprint
from scoring.roadmap.fingerprint import fingerprint_of
from scoring.roadmap.model import Must, Owner

CARD = department()
LIMITS = replace(
    YEAR,
    excluded=frozenset(("U1-A", "U2-A", "U3-A")),
    effort_factors={"U1-B": 1.5, "O1-A": 0.5},
    owners={"Anna": Owner(20.0, frozenset(("O1-A", "O2-A")))},
)


def test_the_order_of_mappings_makes_no_difference() -> None:
    turned = replace(LIMITS, effort_factors={"O1-A": 0.5, "U1-B": 1.5})
    assert fingerprint_of(CARD, turned) == fingerprint_of(CARD, LIMITS)


def test_whole_and_broken_numbers_of_the_same_size_make_no_difference() -> None:
    whole = replace(LIMITS, capacity=(60, 60, 60, 60), effort_factor=1)
    assert fingerprint_of(CARD, whole) == fingerprint_of(CARD, LIMITS)


@pytest.mark.parametrize(
    "other",
    [
        replace(LIMITS, capacity=(60.0, 60.0, 60.0, 61.0)),
        replace(LIMITS, capacity=(60.0,) * 5),
        replace(LIMITS, excluded=frozenset(("U1-A", "U2-A"))),
        replace(LIMITS, running={"U1-B": 2}),
        replace(LIMITS, done=frozenset(("U1-B",))),
        replace(LIMITS, must={"U": Must(3, 4)}),
        replace(LIMITS, owners={}),
    ],
)
def test_another_limit_is_another_fingerprint(other: object) -> None:
    assert fingerprint_of(CARD, other) != fingerprint_of(CARD, LIMITS)  # type: ignore[arg-type] # of one kind


def test_other_answers_and_another_planner_are_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint_of(CARD, LIMITS)
    assert fingerprint_of(department(except_for={"U1.1": 3}), LIMITS) != before
    monkeypatch.setattr(fingerprint, "PLANNER_VERSION", fingerprint.PLANNER_VERSION + 1)
    assert fingerprint_of(CARD, LIMITS) != before


IN_ANOTHER_PROCESS = "from test_roadmap_fingerprint import *; print(fingerprint_of(CARD, LIMITS))"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_every_process_finds_the_same_fingerprint(seed: str) -> None:
    """Python orders sets by a seed of its own in every process."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == fingerprint_of(CARD, LIMITS)
