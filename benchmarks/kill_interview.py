"""Kill the interview at random moments and count what is lost: nothing should be.

Usage: python benchmarks/kill_interview.py [TIMES] [SEED]      (300 times unless said otherwise)
"""

from __future__ import annotations

import secrets
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from killing import kill_interviews


def main(times: int, seed: int) -> None:
    begun = time.monotonic()
    print(f"killing {times} times, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        answers = kill_interviews(Path(folder), times, seed)
    minutes = (time.monotonic() - begun) / 60
    print(f"{times} kills, {answers} acknowledged answers, none lost; every interview went on ({minutes:.1f} minutes)")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 300,
        int(sys.argv[2]) if len(sys.argv) > 2 else secrets.randbelow(10**6),
    )
