"""Completion: the script of each shell, in its place, and what it completes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import environment, invoke

from assess.cli.completion import SHELLS, place_for
from assess.cli.root import COMMANDS

BASH = shutil.which("bash")


def completed(words: str, index: int, shell: str = "bash", **more: str) -> list[str]:
    """Return what assess answers to a shell that asks for the word at `index`."""
    said = invoke(_ASSESS_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=str(index), **more).stdout
    return said.splitlines()


def test_commands_are_completed_without_importing_them() -> None:
    assert completed("assess ", 1) == [f"plain,{name}" for name in COMMANDS]
    assert completed("assess sc", 1) == ["plain,score"]
    assert completed("assess questionnaire s", 2) == ["plain,show", "plain,sheet", "plain,schema"]


def test_options_are_completed() -> None:
    assert {"plain,--format", "plain,--lang", "plain,--plain", "plain,--store"} <= set(completed("assess score --", 2))
    assert completed("assess score --format j", 3) == ["plain,json"]


def test_a_run_is_last_or_a_file() -> None:
    assert completed("assess score l", 2) == ["plain,last", "file,l"]
    assert completed("assess score an", 2) == ["file,an"]


def test_what_a_completion_means_is_in_the_language_of_the_reader() -> None:
    assert "waarom dit niveau, en wat het zou optillen" in completed("assess expl", 1, "zsh", MEETLAT_LANG="nl")
    assert "why this level, and what would lift it" in completed("assess expl", 1, "powershell", MEETLAT_LANG="en")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_a_script(shell: str) -> None:
    script = invoke("completion", shell).stdout
    assert "_ASSESS_COMPLETE" in script
    assert f"{shell}_complete" in script


@pytest.mark.parametrize("shell", SHELLS)
def test_installing_twice_is_the_same_as_once(shell: str, tmp_path: Path) -> None:
    home = {
        "HOME": str(tmp_path),
        "USERPROFILE": str(tmp_path),
        "XDG_CONFIG_HOME": None,
        "XDG_DATA_HOME": None,
        "ZDOTDIR": None,
    }
    place = place_for(shell, tmp_path, {})
    if place.start_up is not None:
        place.start_up.parent.mkdir(parents=True, exist_ok=True)
        place.start_up.write_text("mine", encoding="utf-8")
    for _ in range(2):
        assert invoke("completion", shell, "--install", **home).exit_code == 0
    assert place.script.read_text(encoding="utf-8") == invoke("completion", shell).stdout
    if place.start_up is not None:
        assert place.start_up.read_text(encoding="utf-8").splitlines() == ["mine", f"{place.line}  # assess completion"]


def test_powershell_is_said_to_be_untried(tmp_path: Path) -> None:
    said = invoke("completion", "powershell", "--install", HOME=str(tmp_path), XDG_DATA_HOME=None).stderr
    assert "PowerShell was not tried" in said


def test_the_shell_in_use_is_taken_where_none_is_named() -> None:
    assert invoke("completion", SHELL="/usr/bin/fish").stdout == invoke("completion", "fish").stdout
    if sys.platform != "win32":
        result = invoke("completion", SHELL="/bin/ash", PSModulePath=None)
        assert result.exit_code == 2
        assert "which shell this is cannot be seen." in result.stderr


def test_an_unknown_shell_is_refused_with_those_that_are_known() -> None:
    assert "choose bash, zsh, fish, powershell." in invoke("completion", "csh").stderr


@pytest.mark.skipif(BASH is None, reason="bash is not here")
def test_bash_itself_completes_a_command(tmp_path: Path) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(invoke("completion", "bash").stdout, encoding="utf-8")
    program = Path(sys.executable).parent
    asked = (
        f'PATH="{program}:$PATH"; . {script}; COMP_WORDS=(assess questionnaire sch); COMP_CWORD=2; '
        '_assess_completion assess; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        [str(BASH), "-c", asked], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.stdout == "schema\n"
