"""Measure what a report in PDF costs: layout and writing alone, beside bare WeasyPrint and beside a browser.

Usage: python benchmarks/report.py [REPEATS]      (default 5; each in turn, medians compared)

Every figure is taken in a process of its own, without its start: ours and WeasyPrint's between import and end, the
browser's less what it needs for an empty page. Prints the memory at its highest and where the time goes.
Exit code 1 when ours takes more than 1.1 times bare WeasyPrint.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assess import workflow
from questionnaires.language import words
from reports import html
from reports.view import build_view

BOUND = 1.1
CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
)  # fmt: skip
OURS = """
import datetime, resource, sys, time
from pathlib import Path
import weasyprint
from reports import pdf
document = Path(sys.argv[1]).read_text(encoding="utf-8")
start = time.perf_counter()
pdf.from_html(document, datetime.date(2026, 11, 19))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
BARE = """
import resource, sys, time
from pathlib import Path
from fontpkg import path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
document = Path(sys.argv[1]).read_text(encoding="utf-8")
face = f'@font-face {{ font-family: "IBM Plex Sans"; src: url("{path("IBM Plex Sans").as_uri()}") }}'
start = time.perf_counter()
fonts = FontConfiguration()
sheets = [CSS(string=face, font_config=fonts)]
HTML(string=document).write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
PROFILE = """
import cProfile, datetime, pstats, sys
from pathlib import Path
import weasyprint
from reports import pdf
document = Path(sys.argv[1]).read_text(encoding="utf-8")
profile = cProfile.Profile()
profile.runcall(pdf.from_html, document, datetime.date(2026, 11, 19))
spent = {f"{Path(file).parent.name}/{Path(file).name}:{name}": row[3]
         for (file, _, name), row in pstats.Stats(profile).stats.items()}
whole = spent["reports/pdf.py:from_html"]
for part, title in (
    ("tinyhtml5/parser.py:parse", "reading the HTML"),
    ("css/__init__.py:get_all_computed_styles", "matching the CSS"),
    ("formatting_structure/build.py:build_formatting_structure", "making boxes"),
    ("layout/__init__.py:layout_document", "laying out"),
    ("weasyprint/document.py:paint", "drawing"),
    ("pdf/fonts.py:build_fonts_dictionary", "fonts"),
    ("pdf/tags.py:add_tags", "tags"),
):
    print(f"  {title:20}{spent.get(part, 0) / whole:5.0%}")
"""


def timed(code: str, document: Path) -> tuple[float, float]:
    """Return the seconds and the megabytes that a piece of Python says it took."""
    done = subprocess.run([sys.executable, "-c", code, document], check=True, capture_output=True, encoding="utf-8")
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def printed(document: Path, folder: Path) -> float:
    """Return the seconds that the browser takes from its start to the PDF of a document."""
    start = time.perf_counter()
    subprocess.run(
        [*CHROMIUM, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'browser.pdf'}", document],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def main(repeats: int) -> int:
    outcome = workflow.results(workflow.example())
    run = outcome.run
    view = build_view(run.questionnaire, run.responses, outcome.scorecard, outcome.roadmap, words("nl"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page, whole, empty = folder / "page.html", folder / "whole.html", folder / "empty.html"
        page.write_text(html.render(view), encoding="utf-8")
        whole.write_text(html.self_contained(view), encoding="utf-8")
        empty.write_text("<!doctype html><title>-</title>", encoding="utf-8")
        printed(empty, folder)
        ours, bare, browser = [], [], []
        for _ in range(repeats):
            ours.append(timed(OURS, page))
            bare.append(timed(BARE, page))
            browser.append(printed(whole, folder) - printed(empty, folder))
        ours_time, bare_time = (statistics.median(seconds for seconds, _ in column) for column in (ours, bare))
        browser_time = statistics.median(browser)
        print(f"ours {ours_time:.2f} s, at most {max(megabytes for _, megabytes in ours):.0f} MB")
        print(f"bare WeasyPrint {bare_time:.2f} s, ratio {ours_time / bare_time:.2f} (at most {BOUND})")
        print(f"Chromium {browser_time:.2f} s, ratio {ours_time / browser_time:.2f}")
        print("Where ours goes:")
        subprocess.run([sys.executable, "-c", PROFILE, page], check=True)
    return 0 if ours_time / bare_time <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
