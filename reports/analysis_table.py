"""Give the analysis of a roadmap to other programs, as JSON (docs/files.md)."""

from __future__ import annotations

import msgspec

from reports.tables import Table
from scoring.roadmap.analysis.model import Analysis, Way


def analysis_table(analysis: Analysis) -> Table:
    """Return an analysis as a table; nothing in it is in a language."""
    table: Table = msgspec.to_builtins(analysis)
    return table | {"ways": [_way(way) for way in analysis.ways]}


def _way(way: Way) -> Table:
    table: Table = msgspec.to_builtins(way)
    names = ("action", "start_week", "finish_week")
    return table | {"steps": [dict(zip(names, step, strict=True)) for step in way.steps]}
