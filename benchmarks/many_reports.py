"""Measure what the cores bring when many reports are made: the rate of all of them against that of one.

Usage: python benchmarks/many_reports.py [REPORTS] [FORM]      (default 100, pdf)

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
from reports.forms import Form

ENOUGH = 0.9  # of what as many processes by themselves would make
ALONE = 8  # reports are enough to know the rate of one process


def runs(n: int) -> list[workflow.Run]:
    """Return the example department under as many names."""
    example = workflow.example()
    return [
        workflow.Run(
            f"{number}.yaml",
            msgspec.structs.replace(example.responses, organisation=f"Gemeente {number}", run=f"r{number:05}"),
            example.questionnaire,
        )
        for number in range(n)
    ]


def rate_alone(order: Order) -> float:
    """Return the reports per second of this process, after one that warms it up."""
    warm, *others = runs(ALONE + 1)
    make(warm, order)
    start = time.perf_counter()
    for run in others:
        make(run, order)
    return ALONE / (time.perf_counter() - start)


def rate_together(n: int, order: Order) -> float:
    """Return the reports per second of all cores, from the call to the last file."""
    with tempfile.TemporaryDirectory() as folder:
        ordered = commissions.commissions(runs(n), order, Path(folder))
        start = time.perf_counter()
        with many.cores() as executor:
            done = many.make_all(ordered, executor, force=False, tell=lambda _: None)
        assert all(one.state == "made" for one in done), next(one for one in done if one.failure)
        return n / (time.perf_counter() - start)


def main(n: int, form: str) -> int:
    order = Order(form=cast("Form", form), language="nl")
    alone, together, cores = rate_alone(order), rate_together(n, order), os.cpu_count() or 1
    share = together / (cores * alone)
    print(
        f"one process {alone:.2f}/s · {n} reports on {cores} cores {together:.2f}/s · {share:.2f} of {cores} processes"
    )
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, sys.argv[2] if len(sys.argv) > 2 else "pdf"))
