"""Measure what the cores bring when many reports are made: the rate of all of them against that of one.

Roadmaps are planned before, as those of a store are: making the reports is what is measured.

Usage: python benchmarks/many_reports.py [REPORTS] [FORM]      (default 100, at least two; pdf)

Exit code 1 when the rate is under 0.9 times the number of cores times the rate of a single process.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

import msgspec

from assess import commissions, many, workflow
from assess.reporting import Order, make
from assess.store.kept import KeptRoadmap
from reports.forms import Form
from scoring.roadmap import limits_of
from scoring.roadmap.fingerprint import fingerprint_of

ENOUGH = 0.9  # of what as many processes by themselves would make
ALONE = 8  # reports are enough to know the rate of one process


def runs(n: int) -> list[workflow.Run]:
    """Return the example department under as many names, each with the roadmap that a store would have kept of it."""
    example = workflow.example()
    made = workflow.results(example)
    kept = KeptRoadmap(
        value=made.roadmap,
        fingerprint=fingerprint_of(made.scorecard, limits_of(example.responses)),
        made=example.responses.date,
    )
    return [
        workflow.Run(
            f"{number}.yaml",
            msgspec.structs.replace(example.responses, organisation=f"Gemeente {number}", run=f"r{number:05}"),
            example.questionnaire,
            kept_roadmaps=(kept,),
        )
        for number in range(n)
    ]


def rate_alone(all_runs: list[workflow.Run], order: Order) -> float:
    """Return the reports per second of this process, after one that warms it up."""
    warm, *others = all_runs[: ALONE + 1]
    make(warm, order)
    start = time.perf_counter()
    for run in others:
        make(run, order)
    return len(others) / (time.perf_counter() - start)


def rate_together(all_runs: list[workflow.Run], order: Order) -> float:
    """Return the reports per second of all cores, from the call to the last file."""
    with tempfile.TemporaryDirectory() as folder:
        ordered = commissions.commissions(all_runs, order, Path(folder))
        start = time.perf_counter()
        with many.cores() as executor:
            done = many.make_all(ordered, executor, force=False, tell=lambda _: None)
        assert all(one.state == "made" for one in done), next(one for one in done if one.failure)
        return len(all_runs) / (time.perf_counter() - start)


def main(n: int, form: str) -> int:
    order = Order(form=cast("Form", form), language="nl")
    all_runs, cores = runs(n), os.cpu_count() or 1
    alone, together = rate_alone(all_runs, order), rate_together(all_runs, order)
    share = together / (cores * alone)
    print(
        f"one process {alone:.2f}/s · {n} reports on {cores} cores {together:.2f}/s · {share:.2f} of {cores} processes"
    )
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, sys.argv[2] if len(sys.argv) > 2 else "pdf"))
