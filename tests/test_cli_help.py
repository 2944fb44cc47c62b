"""Help: in two languages, for every command, without importing what only commands need."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from commands import invoke

from assess.cli import main
from assess.cli.root import COMMANDS
from questionnaires.model import LANGUAGES


def paths() -> list[tuple[str, ...]]:
    """Return every command and subcommand as it is typed."""
    found: list[tuple[str, ...]] = [()]
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        found.append((name,))
        if isinstance(command, click.Group):
            found += [(name, other) for other in command.list_commands(context)]
    return found


@pytest.mark.parametrize("path", paths(), ids=" ".join)
def test_every_command_has_help_in_both_languages(path: tuple[str, ...]) -> None:
    dutch, english = (invoke(*path, "--help", "--lang", language) for language in LANGUAGES)
    assert (dutch.exit_code, english.exit_code) == (0, 0)
    assert dutch.stdout.startswith("Gebruik: assess")
    assert english.stdout.startswith("Usage: assess")
    assert dutch.stdout.splitlines()[2] != english.stdout.splitlines()[2]
    assert max(map(len, dutch.stdout.splitlines() + english.stdout.splitlines())) <= 80


@pytest.mark.parametrize("path", paths(), ids=" ".join)
def test_help_says_the_same_with_its_short_name(path: tuple[str, ...]) -> None:
    assert invoke(*path, "-h").stdout == invoke(*path, "--help").stdout


def test_the_commands_stand_under_the_three_questions_in_the_order_of_use() -> None:
    said = invoke("--help", "--lang", "nl").stdout
    heads = ["Meten", "Begrijpen", "Verbeteren", "Beheren", "Opties"]
    assert [line for line in said.splitlines() if line in heads] == heads
    assert said.index("  run ") < said.index("  score ") < said.index("  plan ") < said.index("  runs ")


def test_every_listed_command_exists_and_says_what_it_does() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help


def test_without_a_command_there_is_help() -> None:
    assert invoke().stdout == invoke("--help").stdout
    assert invoke("questionnaire").stdout == invoke("questionnaire", "--help").stdout
    assert invoke("questionnaire").exit_code == 0


def test_the_language_comes_from_the_option_then_the_environment_then_the_computer() -> None:
    assert invoke("--help", "--lang", "nl").stdout.startswith("Gebruik")
    assert invoke("--help", MEETLAT_LANG="nl").stdout.startswith("Gebruik")
    assert invoke("--help", MEETLAT_LANG=None, LC_ALL=None, LC_MESSAGES=None, LANG="en_GB.UTF-8").stdout.startswith(
        "Us"
    )
    assert invoke("--help", MEETLAT_LANG=None, LC_ALL="nl_BE.UTF-8").stdout.startswith("Gebruik")
    assert invoke("--help", MEETLAT_LANG=None, LC_ALL="de_DE.UTF-8").stdout.startswith("Gebruik")  # ours is Dutch


def test_help_imports_nothing_of_weight_but_click() -> None:
    program = """
import sys
sys.argv = ["assess", "--help", "--lang", "nl"]
try:
    from assess.cli import main; main()
except SystemExit: pass
print(sorted({name.partition(".")[0] for name in sys.modules} & set(HEAVY)), file=sys.stderr)
"""
    heavy = (
        "msgspec", "yaml", "rich", "sqlalchemy", "questionary", "prompt_toolkit", "jinja2", "weasyprint",
        "platformdirs", "filelock", "scoring", "reports", "decimal", "importlib.metadata",
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", program.replace("HEAVY", repr(heavy))], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_the_version_names_the_program_and_the_questionnaire() -> None:
    assert invoke("--version").stdout == "Meetlat 0.1.0, it-ambition 1.0.0\n"


def test_help_is_not_bold_in_a_file() -> None:
    assert "\x1b" not in invoke("--help").stdout
