"""Kill upgrades, copies and imports of a store at random moments and count what they left: the old one or the new one.

Usage: python benchmarks/kill_store.py [TIMES]      (50 times each unless said otherwise)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from killing_stores import kill_copies, kill_folders, kill_upgrades

SEED = 20261124


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    for what, kill in (("upgrades", kill_upgrades), ("copies", kill_copies), ("imports into a folder", kill_folders)):
        with tempfile.TemporaryDirectory() as folder:
            found = kill(Path(folder), times, SEED)
        told = ", ".join(f"{number} {left}" for left, number in sorted(found.items()))
        print(f"{times} killed {what} left {told}; never anything between")


if __name__ == "__main__":
    main()
