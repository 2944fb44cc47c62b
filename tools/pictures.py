"""Make the pictures of the README from the product itself: a question on a real terminal, the roadmap of a real report.

Usage: python tools/pictures.py
"""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pexpect
import pyte
from fontpkg import path as font
from pypdf import PdfReader
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
ASSESS = str(Path(sys.executable).with_name("assess"))
EXAMPLE = ROOT / "questionnaires" / "it_ambition" / "example.yaml"
COLUMNS, ROWS = 80, 24
ANSWERED = {"U1.1": 2, "U1.2": 3, "U1.3": 2, "U2.1": 2, "U2.2": 3, "U2.3": "unknown", "U3.1": 2, "U3.2": 2, "U3.3": 3}
STYLE = f"""
@font-face {{ font-family: Plex; src: url("{font("IBM Plex Mono").as_uri()}") }}
@font-face {{ font-family: Plex; font-weight: 600; src: url("{font("IBM Plex Mono", 600).as_uri()}") }}
@page {{ size: 178mm 122mm; margin: 4mm; background: #fdfdfd }}
pre {{ font: 10pt/1.3 Plex, "DejaVu Sans Mono", monospace; margin: 0; color: #17222b }}
"""


def terminal_page(folder: Path, environment: dict[str, str]) -> pyte.Screen:
    """Go on with a run of which nine questions are answered, point at a sentence, and return the screen."""
    begun = {
        "format": 1,
        "organisation": "Example Council",
        "date": "2026-11-19",
        "context": {"horizon_quarters": 4},
        "respondents": [{"id": "r1", "role": "it_management", "answers": ANSWERED}],
    }
    (folder / "begun.json").write_text(json.dumps(begun), encoding="utf-8")
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    command = ["--lang", "en", "run", "--from", str(folder / "begun.json")]
    terminal = pexpect.spawn(ASSESS, command, env=environment, dimensions=(ROWS, COLUMNS), encoding="utf-8")

    def until(text: str) -> None:
        while text not in "\n".join(screen.display):
            stream.feed(terminal.read_nonblocking(4096, timeout=20))

    for shown, typed in (("U4.1", "c"), ("►   c", "")):
        until(shown)
        terminal.send(typed)
    terminal.close(force=True)
    return screen


def as_html(screen: pyte.Screen) -> str:
    """Return a screen as a page: one line of text for each row, bold and coloured as on the terminal."""
    rows = []
    for row in range(screen.lines):
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        styled = [
            f'<span style="font-weight: {600 if cell.bold else 400}'
            f'{"" if cell.fg == "default" else f"; color: #{cell.fg}"}">{html.escape(cell.data)}</span>'
            for cell in cells
        ]
        rows.append("".join(styled))
    return f"<pre>{chr(10).join(rows)}</pre>"


def picture(pdf: Path, page: int, name: str, dots_per_inch: int) -> None:
    """Write one page of a PDF, from 1, as docs/pictures/NAME.png."""
    target = PICTURES / name
    command = ["pdftoppm", "-r", str(dots_per_inch), "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run([*command, str(pdf), str(target)], check=True)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "MEETLAT_STORE": str(folder / "store.db"), "TERM": "xterm-256color"}
        environment |= {"PROMPT_TOOLKIT_NO_CPR": "1"}  # the screen below does not answer where its cursor is
        fonts = FontConfiguration()
        page = HTML(string=as_html(terminal_page(folder, environment)))
        page.write_pdf(folder / "question.pdf", stylesheets=[CSS(string=STYLE, font_config=fonts)], font_config=fonts)
        picture(folder / "question.pdf", 1, "question", 110)
        report = folder / "roadmap.pdf"
        subprocess.run([ASSESS, "report", str(EXAMPLE), "-o", str(report), "--lang", "en"], check=True, env=environment)
        sheets = [page.mediabox for page in PdfReader(report).pages]
        roadmap = next(number for number, sheet in enumerate(sheets, 1) if sheet.width > sheet.height)
        picture(report, roadmap, "roadmap", 110)


if __name__ == "__main__":
    main()
