"""Turn a view into JSON, for other programs (docs/files.md)."""

from __future__ import annotations

import msgspec

from questionnaires.responses import FORMAT
from reports.view import ReportView

KIND = "report"


def render(view: ReportView) -> str:
    """Return the run, its scores, its roadmap and its figures as JSON; the same view gives the same text."""
    record = msgspec.structs.asdict(view.record)
    if record["since"] is None:  # where there was no last time, nothing is said of it
        del record["since"]
    table = {
        "format": FORMAT,
        "kind": KIND,
        "language": view.language,
        **record,
        "figures": view.figures,
    }
    return msgspec.json.format(msgspec.json.encode(table)).decode() + "\n"
