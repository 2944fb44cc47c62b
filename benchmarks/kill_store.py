"""Kill upgrades, imports and copies of a store at random moments and count what they left: the old one or the new one.

Usage: python benchmarks/kill_store.py [TIMES]      (70 times each unless said otherwise)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from killing_commands import kill_imports, kill_moves
from killing_stores import kill_copies, kill_folders, kill_upgrades

SEED = 20261124


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 70
    for what, kill in (
        ("upgrades", kill_upgrades),
        ("imports beside a program that answers", kill_imports),
        ("copies to another store", kill_moves),
        ("backups", kill_copies),
        ("imports into a folder", kill_folders),
    ):
        with tempfile.TemporaryDirectory() as folder:
            found = kill(Path(folder), times, SEED)
        told = ", ".join(f"{number} {left}" for left, number in sorted(found.items()))
        print(f"{times} killed {what} left {told}; never anything between", flush=True)


if __name__ == "__main__":
    main()
