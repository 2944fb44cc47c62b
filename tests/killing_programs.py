"""Kill a program at a moment of its work, and not of its start."""

from __future__ import annotations

import subprocess
import sys
import time


class Between(AssertionError):
    """A store, or a copy of one, is neither what it was nor what it was to become."""


def seconds(script: str, *arguments: object) -> float:
    """Return how long the work of a script takes when nobody kills it."""
    program = started(script, *arguments)
    begin = time.monotonic()
    go(program)
    program.communicate()
    assert program.returncode == 0
    return time.monotonic() - begin


def killed(after: float, script: str, *arguments: object) -> None:
    """Kill a script so many seconds after its work began; that it ended by itself, done, is as well."""
    program = started(script, *arguments)
    go(program)
    time.sleep(after)
    end(program)


AFTER_EVERY_WRITE = """
import sys
from sqlalchemy import Engine, event
@event.listens_for(Engine, "after_cursor_execute")
def wait(connection, cursor, statement, *_):
    if statement.startswith(("INSERT", "UPDATE", "DELETE")):
        print("wrote", flush=True)
        sys.stdin.readline()
"""
"""What a script begins with that is to be killed between two of its writes, however short the time between them is."""


def writes(script: str, *arguments: object) -> int:
    """Return how often a script writes in a database when nobody kills it."""
    return _written(None, script, *arguments)


def killed_after_write(number: int, script: str, *arguments: object) -> None:
    """Kill a script when it has written so often, before it writes again or keeps what it wrote."""
    _written(number, script, *arguments)


def _written(most: int | None, script: str, *arguments: object) -> int:
    program = started(AFTER_EVERY_WRITE + script, *arguments)
    go(program)
    assert program.stdout is not None
    count = 0
    for line in program.stdout:
        if line == b"wrote\n":
            count += 1
            if count == most:
                break
            go(program)
    if most is None:
        program.communicate()
        assert program.returncode == 0
    else:
        end(program)
    return count


def started(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Start a script that says when it is ready, and then waits for a line before it begins its work."""
    program = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"ready\n"
    return program


def go(program: subprocess.Popen[bytes]) -> None:
    assert program.stdin is not None
    program.stdin.write(b"go\n")
    program.stdin.flush()


def end(program: subprocess.Popen[bytes]) -> list[bytes]:
    """Kill a program and return the lines that it wrote; raises Between where it failed by itself."""
    program.kill()
    said, _ = program.communicate()
    if program.returncode > 0:
        raise Between(f"{program.args} ended with {program.returncode}")
    return said.splitlines()
