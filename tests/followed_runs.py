"""A store with one planned run, for the tests of its follow-up, and the commands to follow it with."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec
from click.testing import Result
from commands import EXAMPLE, invoke

from assess import store
from questionnaires import answer_file
from questionnaires.responses import ActionProgress, Responses

RUN = "7k2m9p"
FAR, LONG_AGO = "2099-01-01", "2020-01-01"
HOSTILE = '=HYPERLINK("http://x")\x1b[31m\u202e<b>{{ 7*7 }}'


class Place:
    """A folder with a store of one run, in which commands are typed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "meetlat.db"
        shutil.copy(_planned_store(), self.store)

    def types(self, *arguments: object, language: str = "en", **environment: str) -> Result:
        return invoke("actions", *arguments, "--store", self.store, "--lang", language, **environment)

    def set(self, *arguments: object) -> Result:
        return self.types("set", RUN, *arguments)

    def exports(self, name: str, *arguments: object, language: str = "en") -> Path:
        done = self.types("export", RUN, "-o", self.folder / name, *arguments, language=language)
        assert done.exit_code == 0, done.stderr
        return self.folder / name

    def imports(self, file: Path, *arguments: object) -> Result:
        return self.types("import", RUN, file, *arguments)

    def listed(self) -> dict[str, Any]:
        listed: dict[str, Any] = json.loads(self.types("list", RUN, "--format", "json").stdout)
        return listed

    def row(self, action: str) -> dict[str, Any]:
        """Return what the list says of one action."""
        (row,) = (row for row in self.listed()["actions"] if row["action"] == action)
        return row

    @property
    def kept(self) -> dict[str, ActionProgress]:
        with store.open(str(self.store), create=False) as history:
            return history.responses(RUN).actions


def example() -> Responses:
    """The run of the example department for half a year, which is planned sooner, under a name that tests can type."""
    whole = answer_file.read(EXAMPLE)
    return msgspec.structs.replace(whole, run=RUN, context=msgspec.structs.replace(whole.context, horizon_quarters=2))


@cache
def _planned_store() -> Path:
    """Return a store with the example, planned once for all tests."""
    folder = Path(mkdtemp(prefix="meetlat-followed-"))
    file, planned = folder / "run.yaml", folder / "meetlat.db"
    file.write_text(answer_file.write(example()), encoding="utf-8")
    assert invoke("runs", "import", file, "--store", planned).exit_code == 0
    assert invoke("actions", "list", RUN, "--store", planned).exit_code == 0
    return planned
