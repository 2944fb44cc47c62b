"""Write a report file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write(path: Path, data: bytes | str, *, force: bool = True) -> None:
    """Put a report in place in one step, so that nobody ever finds half of it and an old one stays until then.

    Raises FileExistsError where the file exists and `force` is False, and OSError where it cannot be written.
    """
    content = data.encode() if isinstance(data, str) else data
    if not force and path.exists():
        raise FileExistsError(f"{path} exists")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(_usual_mode(path))
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _usual_mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, else those that a new file would get here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
