"""What a store keeps of plans, for the tests that look at the last one."""

from __future__ import annotations

from assess.store.history import History
from assess.store.kept import KeptRoadmap


def last_roadmap(history: History, run_id: str) -> KeptRoadmap | None:
    kept = history.roadmaps(run_id)
    return kept[-1] if kept else None
