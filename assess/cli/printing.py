"""Print figures where they were asked for: as text or JSON, on standard output or in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.cli.parameters import OneOf
from assess.cli.settings import message

if TYPE_CHECKING:
    from assess.terminal import Screen
    from reports.tables import Table
    from reports.text.lines import Lines

FORMATS = ("text", "json")
TO_STANDARD_OUTPUT = "-"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def run_argument() -> Decorator:
    """Return the argument that names a run."""
    return click.argument("run", metavar="RUN", shell_complete=complete_run)


def printing_options() -> Decorator:
    """Return the options of every command that prints figures."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        text = message("text or json, for other programs")
        to_file = message("write to this file instead of the screen")
        function = click.option("-o", "output", metavar="FILE", help=to_file)(function)
        return click.option("--format", "fmt", type=OneOf(FORMATS), metavar="text|json", default="text", help=text)(
            function
        )

    return add


def force_option() -> Decorator:
    """Add --force: a file that is there already is replaced only with it."""
    return click.option("--force", is_flag=True, help=message("replace a file that is there already"))


def publish(fmt: str, output: str | None, lines: Callable[[Screen], Lines], table: Callable[[], Table]) -> None:
    """Print figures, or write them to a file: whole or not at all."""
    to_file = output if output not in {None, TO_STANDARD_OUTPUT} else None
    if fmt == "json":
        from reports.tables import as_json

        text = as_json(table()) + "\n"
        if to_file is None and not _can_say(text):
            import json

            text = json.dumps(json.loads(text), indent=2) + "\n"  # nothing but ASCII: still the same JSON
    else:
        text = drawn(lines, to_file)
    if to_file is None:
        sys.stdout.write(text)
        return
    from assess.workflow import write_file

    write_file(Path(to_file), text)


def drawn(lines: Callable[[Screen], Lines], to_file: str | None = None) -> str:
    """Return lines as text for standard output, or as a file has them: 80 columns without weights."""
    from assess.terminal import PAPER, screen
    from reports.text.ink import painted

    shown = screen(sys.stdout) if to_file is None else PAPER
    return "".join(f"{painted(line, shown.ink)}\n" for line in lines(shown))


def _can_say(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def complete_run(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001 (click's own shape)
    """Complete `last`, else the name of a file: opening the store would make every tab wait."""
    from click.shell_completion import CompletionItem

    files = [CompletionItem(incomplete, type="file")]
    return [CompletionItem("last"), *files] if "last".startswith(incomplete) else files
