"""Say how this program is called from here, so that every command that is shown can be copied as it stands."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from assess.store.place import VARIABLE, without_password

PROGRAM = "assess"


def called() -> str:
    """Return what to type for this program: assess, or the path from here where another one or none would answer."""
    on_path, here = shutil.which(PROGRAM), Path(sys.argv[0]).absolute()
    is_on_path = on_path is not None and Path(on_path).absolute() == here
    if is_on_path or here.stem != PROGRAM or not here.is_relative_to(Path.cwd()):
        return PROGRAM
    return str(here.relative_to(Path.cwd()).with_suffix(""))


def command(arguments: str, store: str | None = None) -> str:
    """Return a command as it can be copied; it names the store where the program would not find it by itself."""
    where = f" --store {without_password(store)}" if store and store != os.environ.get(VARIABLE) else ""
    return f"{called()} {arguments}{where}"
