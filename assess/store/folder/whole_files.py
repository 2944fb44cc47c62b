"""Change several files of a folder as one: all of it is on the disk, or nothing happened."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

PENDING = ".meetlat.pending"
PATIENCE = 5.0  # seconds to wait for an editor or virus scanner that holds a file, which only Windows minds

Changes = Mapping[str, bytes | None]
"""The new content of files by name; None for one that goes."""


def put(folder: Path, changes: Changes) -> None:
    """Give files their new content; raises OSError where that cannot be done.

    All content is on the disk under other names before the first file changes. That it all belongs together is then
    written down, so that whoever comes next finishes what a program that died had begun: see `settle`.
    """
    if not changes:
        return
    parts = {_part(name): name for name, content in changes.items() if content is not None}
    gone = [name for name, content in changes.items() if content is None]
    try:
        for part, name in parts.items():
            content = changes[name]
            assert content is not None  # noqa: S101 (parts are of what stays)
            _write(folder / part, content, _mode(folder / name))
        if len(changes) > 1:
            _note(folder, json.dumps({"put": parts, "remove": gone}).encode())
    except BaseException:
        for part in parts:
            (folder / part).unlink(missing_ok=True)
        raise
    _finish(folder, parts, gone)


def settle(folder: Path) -> None:
    """Finish what a program that died had written down, and take away what it had not; raises OSError.

    Only for who holds the lock of the folder.
    """
    pending = folder / PENDING
    with suppress(FileNotFoundError):
        noted = json.loads(pending.read_bytes())
        names = [*noted["put"], *noted["put"].values(), *noted["remove"]]
        if all(Path(name).name == name for name in names):  # nothing that came with the folder leads out of it
            _finish(folder, noted["put"], noted["remove"])
        pending.unlink()
    for part in _left(folder):
        part.unlink(missing_ok=True)


def is_settled(folder: Path) -> bool:
    """Say whether there is nothing to finish or take away."""
    return not (folder / PENDING).exists() and not any(_left(folder))


def _left(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        yield from (Path(one.path) for one in entries if one.name.startswith(".") and one.name.endswith(".part"))


def _part(name: str) -> str:
    return f".{name}.part"


def _note(folder: Path, content: bytes) -> None:
    """Write down what belongs together, in one step."""
    part = folder / _part(PENDING)
    _write(part, content, 0o600)
    part.replace(folder / PENDING)
    _reach_disk(folder)


def _finish(folder: Path, parts: Mapping[str, str], gone: list[str]) -> None:
    for part, name in parts.items():
        if (folder / part).exists():
            _replace(folder / part, folder / name)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    _reach_disk(folder)
    (folder / PENDING).unlink(missing_ok=True)


def _replace(part: Path, file: Path) -> None:
    """Give a file its name; where another program holds the old one, wait a little, as only Windows asks for."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            part.replace(file)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _write(path: Path, content: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _mode(file: Path) -> int:
    """Return the permissions that a file has, else those of a new one: for the eyes of its owner only."""
    try:
        return file.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o600


def _reach_disk(folder: Path) -> None:
    """See that the names of the files are on the disk too; Windows has no such call, and writes them by itself."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:  # a network share that does not know it
        pass
    finally:
        os.close(handle)
