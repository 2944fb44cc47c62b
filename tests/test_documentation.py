"""What the documentation names exists: files, commands, make targets; and the product speaks of itself alone."""

import re
from pathlib import Path

import pytest
from click import Context

from assess.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.nl.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PACKAGES = ("questionnaires", "scoring", "reports", "assess", "benchmarks", "tools")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_is_named_exists(page: Path) -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?assess ([a-z]+)\b", page.read_text(encoding="utf-8")))
    assert named <= set(main.list_commands(Context(main)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)[`\s]", page.read_text(encoding="utf-8"))) <= targets | {"a"}


def test_every_command_is_documented() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    undocumented = [name for name in main.list_commands(Context(main)) if not re.search(rf"\b{name}\b", text)]
    assert undocumented == []


def test_every_module_says_its_single_job_in_its_first_line() -> None:
    modules = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    assert [str(path) for path in modules if not path.read_text(encoding="utf-8").startswith('"""')] == []
