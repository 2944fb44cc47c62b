"""What a tagged PDF says to somebody who listens: its structure elements with their text, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from outloud.model import Document


class Heard(NamedTuple):
    """A structure element: its type, how deep it lies, its own words with those within it, and its dictionary."""

    kind: str
    depth: int
    text: str
    entry: dict


def heard(path: Path) -> list[Heard]:
    """Return the structure elements of a PDF in the order in which they are read."""
    document = Document(str(path))
    try:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pdf.pages)}
        texts = [document.content(number).mcid_text for number in range(len(pages))]
        return list(_elements(document.pdf.Root.StructTreeRoot.K, 0, None, pages, texts))
    finally:
        document.close()


def _elements(kids, depth, page, pages, texts) -> Iterator[Heard]:
    for kid in kids:
        if hasattr(kid, "keys") and "/S" in kid:
            own = pages[kid.Pg.objgen] if "/Pg" in kid else page
            within = list(_elements(kid.get("/K", []), depth + 1, own, pages, texts))
            yield Heard(str(kid.S)[1:], depth, _text(kid.get("/K", []), own, pages, texts), _plain(kid))
            yield from within


def _text(kids, page, pages, texts) -> str:
    said = []
    for kid in kids:
        if not hasattr(kid, "keys"):
            said.append(texts[page].get((None, int(kid)), ""))
        elif "/S" in kid:
            said.append(_text(kid.get("/K", []), pages[kid.Pg.objgen] if "/Pg" in kid else page, pages, texts))
        elif "/MCID" in kid:
            said.append(texts[pages[kid.Pg.objgen]].get((None, int(kid.MCID)), ""))
    return " ".join(" ".join(said).split())


def _plain(entry) -> dict:
    """Return what an element says about itself, without what hangs on it."""
    return {
        "lang": str(entry.get("/Lang", "")),
        "alt": str(entry.get("/Alt", "")),
        "said": str(entry.get("/ActualText", "")),
        "is_bare": any(not hasattr(kid, "keys") for kid in entry.get("/K", [])),  # holds text itself
        "id": str(entry.get("/ID", "")),
        "attributes": {key[1:]: value for key, value in entry.get("/A", {}).items()},
    }
