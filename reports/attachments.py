"""What goes into a report file beside its pages: the run, its figures, its roadmap and its questionnaire."""

from __future__ import annotations

import msgspec


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """One file inside a report; `description` says in the report's language what it is."""

    name: str
    description: str
    media_type: str
    content: bytes
