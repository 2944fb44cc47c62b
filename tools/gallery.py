"""Make reports of nine departments that could not differ more, in both languages, as pictures to look at.

Usage: python tools/gallery.py [FOLDER] [NAME...]      (into out/gallery unless said otherwise; all nine, or by name)

Each gives a PDF, a PNG of every page, and one contact sheet. Needs pdftoppm (poppler-utils).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from departments import GALLERY, gallery_view
from layout import faults, watched

from questionnaires.model import Language
from reports import pdf

ROOT = Path(__file__).parent.parent
DOTS = 60  # to the inch
ACROSS, GAP, GROUND = 6, 8, "#888888"


def pictures_of(name: str, language: Language, folder: Path) -> int:
    """Make the report of one department, its pages and its sheet; return how much is wrong with its layout."""
    stem = folder / f"{name}-{language}"
    with watched() as laid_out:
        stem.with_suffix(".pdf").write_bytes(pdf.render(gallery_view(name, language)))
    for old in folder.glob(f"{stem.name}-page-*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", f"{stem}.pdf", f"{stem}-page"], check=True)
    pages = sorted(folder.glob(f"{stem.name}-page-*.png"))
    contact_sheet(pages).save(f"{stem}-sheet.png", optimize=True)
    wrong = faults(laid_out[0])
    print(f"{stem.name}: {len(pages)} pages, {len(wrong)} faults", flush=True)
    for fault in wrong:
        print(f"  {fault}", flush=True)
    return len(wrong)


def contact_sheet(pages: list[Path]) -> Image.Image:
    """Return all pages on one picture, in rows; a page on its side is as wide as its row lets it be."""
    pictures = [Image.open(page) for page in pages]
    width = max(min(picture.size) for picture in pictures)
    height = max(max(picture.size) for picture in pictures)
    for picture in pictures:
        picture.thumbnail((width, height))
    down = -(-len(pictures) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (width + GAP) + GAP, down * (height + GAP) + GAP), GROUND)
    for number, picture in enumerate(pictures):
        column, row = number % ACROSS, number // ACROSS
        sheet.paste(picture, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return sheet


def main(folder: Path, names: list[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    languages: tuple[Language, Language] = ("nl", "en")
    return sum(pictures_of(name, language, folder) for name in names for language in languages)


if __name__ == "__main__":
    sys.exit(
        1
        if main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "out" / "gallery", sys.argv[2:] or list(GALLERY))
        else 0
    )
