"""Measure the exact planner on random departments: gap, time and gain over the greedy rule.

Usage: python benchmarks/planner.py [DEPARTMENTS] [WORK] [QUARTERS,...] [DAYS,...]      (default 40 6 4,8 25,60,90)

Departments that have nothing to plan are passed over. WORK is that of scoring.roadmap.search.Search, so that a busy
machine finds the same; times are of the processor. Exit code 1 when a plan breaks a rule or is
worth less than the greedy one.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from departments import at_random
from scoring_runs import QUESTIONNAIRE

from scoring.roadmap import check, exact
from scoring.roadmap.draft import Draft
from scoring.roadmap.greedy import place_greedily
from scoring.roadmap.model import Limits
from scoring.roadmap.planner import Proof, describe
from scoring.roadmap.search import Search
from scoring.roadmap.state import starting_state
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

LITTLE = 1.0  # a greedy plan worth less leaves nothing to choose
LOADING = "import highspy, numpy; from questionnaires import catalogue; catalogue.load()"
FIRST_PLAN = """
import sys
sys.path.insert(0, "tests")
from roadmap_departments import YEAR, department, plan, QUESTIONNAIRE
from scoring.roadmap.search import Search
plan(QUESTIONNAIRE, department(2), YEAR, Search(seconds=None))
"""


class Case(NamedTuple):
    gap: float
    seconds: float
    gain: float
    is_sound: bool


def departments() -> Iterator[tuple[int, Scorecard]]:
    for seed in count():
        scorecard = score_responses(QUESTIONNAIRE, at_random(seed))
        limits = Limits(capacity=(60.0,) * 4)
        if place_greedily(starting_state(QUESTIONNAIRE, scorecard, limits), limits).value >= LITTLE:
            yield seed, scorecard


def measured(scorecard: Scorecard, limits: Limits, search: Search) -> Case:
    state = starting_state(QUESTIONNAIRE, scorecard, limits)
    greedy = place_greedily(state, limits)
    began = time.process_time()
    found = exact.place(state, limits, greedy, search)
    spent = time.process_time() - began
    best = Draft.of(state, limits, found.placements)
    faults = check(QUESTIONNAIRE, scorecard, describe(QUESTIONNAIRE, scorecard, best, Proof(found.bound, found.status)))
    return Case(
        gap=max(0.0, 1 - best.value / found.bound) if found.bound > 0 else 0.0,
        seconds=spent,
        gain=best.value / greedy.value - 1 if greedy.value > 0 else 0.0,
        is_sound=not faults and best.value >= greedy.value - 1e-9,
    )


def told(label: str, figures: list[float], form: str) -> None:
    ordered = sorted(figures)
    ninth = ordered[int(0.9 * (len(ordered) - 1))]
    values = (statistics.median(ordered), ninth, ordered[-1])
    print(f"  {label:22} median {values[0]:{form}}   nine in ten {values[1]:{form}}   most {values[2]:{form}}")


def spent_by(code: str) -> float:
    """Return the processor seconds of a new interpreter that runs some code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    defaults = ["40", "6", "4,8", "25,60,90"]
    given = [*sys.argv[1:], *defaults[len(sys.argv) - 1 :]]
    size, work = int(given[0]), float(given[1])
    chosen = [each for each, _ in zip(departments(), range(size), strict=False)]
    sound = True
    for quarters in map(int, given[2].split(",")):
        for days in map(float, given[3].split(",")):
            search = Search(work=work, seconds=None)
            cases = []
            for seed, scorecard in chosen:
                case = measured(scorecard, Limits(capacity=(days,) * quarters), search)
                cases.append(case)
                print(f"    {seed:4} {case.gap:8.3%} {case.seconds:6.1f} s {case.gain:+7.2%}", flush=True)
            proved = sum(case.gap <= 1e-4 for case in cases)
            print(f"{quarters} quarters, {days:.0f} days: {proved} of {len(cases)} proved within 0.01%")
            told("gap", [case.gap for case in cases], "8.3%")
            told("processor seconds", [case.seconds for case in cases], "8.2f")
            told("gain over the greedy", [case.gain for case in cases], "8.2%")
            sound = sound and all(case.is_sound for case in cases)
    loading, first = min(spent_by(LOADING) for _ in range(3)), min(spent_by(FIRST_PLAN) for _ in range(3))
    print(f"time to first plan / time to load solver and questionnaire: {first / loading:.1f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    print("every plan keeps the rules, none is worth less than the greedy one" if sound else "UNSOUND PLANS")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
