"""Damaged and hostile files end in a clear line, and leave the store as it was: `make fuzz` tries thousands more."""

from __future__ import annotations

import pytest
from fuzzing import CYCLE, faults_of

BROKE_ONCE = (370, 1486, 1606, 1846, 2182, 2266, 2470, 2926, 3286, 5230, 7942, 8758, 10570, 11830)  # damaged stores


@pytest.mark.parametrize("seed", [*range(CYCLE), *BROKE_ONCE])
def test_a_spoiled_file_ends_in_a_clear_line_and_changes_nothing_unsaid(seed: int) -> None:
    assert faults_of(seed) == []
