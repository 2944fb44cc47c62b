"""Measure how long the commands take, as ratios against what they cannot do without.

Usage: python benchmarks/speed.py [REPEATS]      (default 9; every command and its reference in turn, medians compared)

A machine is fast or slow, busy or idle: only the ratios mean something. Exit code 1 when a ratio is over its bound.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pexpect

from assess import workflow
from questionnaires.language import words
from reports import html
from reports.view import build_view

ROOT = Path(__file__).parent.parent
ASSESS = str(Path(sys.executable).with_name("assess"))
EXAMPLE = ROOT / "questionnaires" / "it_ambition" / "example.yaml"
BARE_WEASYPRINT = """
import sys
from fontpkg import path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
face = f'@font-face {{ font-family: "IBM Plex Sans"; src: url("{path("IBM Plex Sans").as_uri()}") }}'
sheets = [CSS(string=face, font_config=fonts)]
HTML(sys.argv[1]).write_pdf(sys.argv[2], stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
"""


@dataclass(frozen=True)
class Comparison:
    """A command beside its reference, and the ratio of their medians that is still good."""

    title: str
    bound: float
    command: Callable[[], float]
    reference: Callable[[], float]


def seconds(*command: str, environment: dict[str, str] | None = None) -> float:
    """Run a command to its end and return the time it took."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def seconds_until(text: str, *command: str, environment: dict[str, str]) -> float:
    """Start a command on a pseudo-terminal and return the time until it has written a text."""
    start = time.perf_counter()
    terminal = pexpect.spawn(command[0], list(command[1:]), env=environment, dimensions=(24, 80), encoding="utf-8")
    terminal.expect_exact(text)
    elapsed = time.perf_counter() - start
    terminal.close(force=True)
    return elapsed


def python(code: str, *arguments: str) -> Callable[[], float]:
    return lambda: seconds(sys.executable, "-c", code, *arguments)


def for_paper() -> str:
    """Return the report of the example department as the HTML that the PDF is made of."""
    outcome = workflow.results(workflow.example())
    run = outcome.run
    return html.render(build_view(run.questionnaire, run.responses, outcome.scorecard, outcome.roadmap, words("nl")))


def comparisons(folder: Path) -> list[Comparison]:
    """Return everything that is measured; `folder` takes the files that the commands write."""
    environment = {
        **os.environ,
        "MEETLAT_STORE": str(folder / "store.db"),
        "MEETLAT_LANG": "nl",
        "TERM": "xterm-256color",
    }
    page = folder / "report.html"
    page.write_text(for_paper(), encoding="utf-8")
    return [
        Comparison(
            "assess --help", 1.5, lambda: seconds(ASSESS, "--help", environment=environment), python("import click")
        ),
        Comparison(
            "assess run, until the first prompt",
            1.4,
            lambda: seconds_until("organisatie", ASSESS, "run", environment=environment),
            python("import click, questionary, sqlalchemy"),
        ),
        Comparison(
            "assess score FILE",
            2.5,
            lambda: seconds(ASSESS, "score", str(EXAMPLE), environment=environment),
            python("import click, yaml; yaml.CSafeLoader"),
        ),
        Comparison(
            "assess report FILE",
            1.1,
            lambda: seconds(
                ASSESS, "report", str(EXAMPLE), "-o", str(folder / "ours.pdf"), "--force", environment=environment
            ),
            python(BARE_WEASYPRINT, str(page), str(folder / "bare.pdf")),
        ),
    ]


def main(repeats: int) -> int:
    """Measure everything, print a table, and return 1 if a bound is passed."""
    passed = True
    print(f"{'':38}{'ours':>9}{'reference':>11}{'ratio':>7}{'bound':>7}")
    with tempfile.TemporaryDirectory() as name:
        for each in comparisons(Path(name)):
            pairs = [(each.command(), each.reference()) for _ in range(repeats)]
            ours, reference = (statistics.median(column) for column in zip(*pairs, strict=True))
            passed = passed and ours / reference <= each.bound
            print(f"{each.title:38}{ours:8.3f}s{reference:10.3f}s{ours / reference:7.2f}{each.bound:7.1f}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
