"""The benchmarks still run: each is asked for the least that it can measure."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
LEAST = {
    "many_reports.py": ("2", "json"),
    "store.py": ("20", "40"),
    "planner.py": ("1", "0.1", "4", "25"),
}


@pytest.mark.parametrize("name", LEAST)
def test_a_benchmark_says_what_it_measured(name: str) -> None:
    command = [sys.executable, BENCHMARKS / name, *LEAST[name]]
    ran = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert ran.stdout, ran.stderr
    assert "Traceback" not in ran.stderr
