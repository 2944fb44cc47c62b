"""For whom a report is made, and how it looks: choices that change no figure."""

from __future__ import annotations

from typing import Literal

import msgspec

from reports.brand import OWN, Brand

Readers = Literal["board", "team", "full"]


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a report: its readers, in whose look, and whether it leaves out the organisation."""

    readers: Readers = "full"
    anonymous: bool = False
    brand: Brand = OWN


EVERYTHING = Edition()
