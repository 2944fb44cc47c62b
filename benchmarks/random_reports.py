"""Make reports of random departments in every form, and look for what is wrong with them.

Usage: python benchmarks/random_reports.py [TIMES] [FIRST_SEED]      (2000 times from seed 0 unless said otherwise)

Nothing may raise, no form may be empty, and no page of a PDF may be empty or have text over text. Every seed is one
department with its earlier years, in one language and edition, so that `random_reports.py 1 SEED` shows a fault again.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from questionnaires.model import Language
from reports.edition import Edition, Readers

SMALLEST = {"pdf": 20_000, "html": 20_000}  # bytes: less than this is no report
EVERY_LANGUAGE: tuple[Language, ...] = get_args(Language)
EVERY_READER: tuple[Readers, ...] = get_args(Readers)
ANONYMOUS, UNANALYSED = 7, 4  # one in so many


def faults_of(seed: int) -> list[str]:
    """Return what is wrong with the report of one seed, in all forms."""
    try:
        return _look(seed)
    except Exception:  # noqa: BLE001 - whatever it is, the seed that shows it is what is asked for
        return [traceback.format_exc()]


def _look(seed: int) -> list[str]:
    from departments import at_random, before_at_random
    from layout import faults, watched
    from report_runs import view_of

    from reports import forms

    edition = Edition(readers=EVERY_READER[seed // 2 % 3], anonymous=seed % ANONYMOUS == 0)
    view = view_of(
        at_random(seed),
        EVERY_LANGUAGE[seed % 2],
        edition,
        is_analysed=seed % UNANALYSED != 0,
        earlier=before_at_random(seed),
    )
    with watched() as laid_out:
        sizes = {form: len(forms.render(form, view)) for form in forms.FORMS}
    small = [f"{form}: only {size} bytes" for form, size in sizes.items() if size < SMALLEST.get(form, 1)]
    return small + faults(laid_out[0])


def main(times: int, first: int) -> int:
    begun, broken = time.monotonic(), 0
    print(f"{times} departments from seed {first}", flush=True)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as processes:
        asked = {processes.submit(faults_of, seed): seed for seed in range(first, first + times)}
        for done, each in enumerate(as_completed(asked), 1):
            found = each.result()
            broken += bool(found)
            for fault in found:
                print(f"seed {asked[each]}: {fault}", flush=True)
            if done % 50 == 0 or done == times:
                minutes = (time.monotonic() - begun) / 60
                print(f"{done} of {times} done, {broken} with a fault ({minutes:.1f} minutes)", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 0))
