"""`assess completion`: complete commands with the tab key, in four shells."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from assess.cli.command import Command, settings
from assess.cli.parameters import OneOf
from assess.cli.settings import message
from assess.cli.streams import remark

if TYPE_CHECKING:
    from questionnaires.language import Words

PROGRAM = "assess"
VARIABLE = "_ASSESS_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")
MARK = "# assess completion"  # by which a line that was added before is found again


class Place(NamedTuple):
    """Where a shell looks for completion: `script` holds it, and `start_up` must read it where the shell does not."""

    script: Path
    start_up: Path | None
    line: str


@click.command(
    "completion",
    cls=Command,
    help=message(
        "Complete commands with the tab key. SHELL is bash, zsh, fish or powershell; without it, the shell you are in. "
        "Prints the script, or puts it in place with --install."
    ),
)
@click.argument("shell", metavar="[SHELL]", type=OneOf(SHELLS), required=False)
@click.option("--install", is_flag=True, help=message("put the script where the shell finds it"))
def command(shell: str | None, install: bool) -> None:
    chosen = shell or shell_in_use()
    if not install:
        sys.stdout.write(script_for(chosen))
        return
    place = place_for(chosen, Path.home(), os.environ)
    put(place, script_for(chosen))
    _tell(chosen, place, settings().words)


def shell_in_use() -> str:
    """Return the shell that this program was started from; raise Mistake where that cannot be seen."""
    named = Path(os.environ.get("SHELL", "")).name
    if named in SHELLS:
        return named
    if sys.platform == "win32" or "PSModulePath" in os.environ:
        return "powershell"
    from assess.errors import Mistake
    from questionnaires.language import phrase

    raise Mistake(
        phrase("which shell this is cannot be seen."),
        phrase("Name it: `assess completion bash`, zsh, fish or powershell."),
    )


def script_for(shell: str) -> str:
    """Return the completion script of a shell, as click writes it."""
    from click.shell_completion import get_completion_class

    from assess.cli.root import root

    shell_complete = get_completion_class(shell)
    assert shell_complete is not None  # noqa: S101 (all of SHELLS are click's own)
    return shell_complete(root, {}, PROGRAM, VARIABLE).source()


def place_for(shell: str, home: Path, environment: os._Environ[str] | dict[str, str]) -> Place:
    """Return where the completion of a shell belongs."""
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    if shell == "fish":
        return Place(config / "fish" / "completions" / "assess.fish", None, "")
    if shell == "powershell":
        script = data / "meetlat" / "completion.ps1"
        documents = home / "Documents"
        profile = (
            documents / "PowerShell" / "Microsoft.PowerShell_profile.ps1"
            if sys.platform == "win32"
            else config / "powershell" / "Microsoft.PowerShell_profile.ps1"
        )
        return Place(script, profile, f'. "{script}"')
    script = data / "meetlat" / f"completion.{shell}"
    start_up = home / ".bashrc" if shell == "bash" else Path(environment.get("ZDOTDIR") or home) / ".zshrc"
    return Place(script, start_up, f'. "{script}"')


def put(place: Place, script: str) -> None:
    """Write the script, and let the shell's own start-up file read it; twice is the same as once."""
    place.script.parent.mkdir(parents=True, exist_ok=True)
    place.script.write_text(script, encoding="utf-8")
    if place.start_up is None:
        return
    before = place.start_up.read_text(encoding="utf-8") if place.start_up.exists() else ""
    if MARK in before:
        return
    place.start_up.parent.mkdir(parents=True, exist_ok=True)
    gap = "" if not before or before.endswith("\n") else "\n"
    with place.start_up.open("a", encoding="utf-8") as file:
        file.write(f"{gap}{place.line}  {MARK}\n")


def _tell(shell: str, place: Place, words: Words) -> None:
    remark(words("Written: {path}", path=place.script))
    if place.start_up is not None:
        remark(words("Read from: {path}", path=place.start_up))
    remark(words("It works in every new window."))
    if shell == "powershell":
        remark(words("PowerShell was not tried by the makers of Meetlat: please tell them how it went."))
