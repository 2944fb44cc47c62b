"""Give the commands damaged and hostile files, and look for what none of them may do.

Usage: python benchmarks/fuzz.py [TIMES] [FIRST_SEED]      (12,000 times from seed 0 unless said otherwise)

Of twelve seeds ten are answer files, questionnaires and what else people type; two are stores, workbooks, tables,
reports and brands. No command may raise, end with a code of its own, tell of its insides, take more than 20 seconds of
the processor or change a store and yet refuse. `fuzz.py 1 SEED` shows a fault again. MEETLAT_PROCESSES says over how
many processes it goes; else it is one for each core.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))


def looked_at(seed: int) -> tuple[str, list[str]]:
    """Return the kind of file of a seed, and what is wrong with how the commands end on it."""
    from fuzzing import faults_of, kind_of

    try:
        return kind_of(seed).__name__, faults_of(seed)
    except Exception:  # noqa: BLE001 - whatever it is, the seed that shows it is what is asked for
        return kind_of(seed).__name__, [traceback.format_exc()]


def main(times: int, first: int) -> int:
    begun, broken, kinds = time.monotonic(), 0, Counter[str]()
    print(f"{times} files from seed {first}", flush=True)
    processes = int(os.environ.get("MEETLAT_PROCESSES", os.cpu_count() or 1))
    with ProcessPoolExecutor(max_workers=processes) as pool:
        asked = {pool.submit(looked_at, seed): seed for seed in range(first, first + times)}
        for done, each in enumerate(as_completed(asked), 1):
            kind, found = each.result()
            kinds[kind] += 1
            broken += bool(found)
            for fault in found:
                print(f"seed {asked[each]}: {fault}", flush=True)
            if done % 500 == 0 or done == times:
                minutes = (time.monotonic() - begun) / 60
                print(f"{done} of {times} done, {broken} with a fault ({minutes:.1f} minutes)", flush=True)
    print(", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 12_000, int(sys.argv[2]) if len(sys.argv) > 2 else 0))
